"""Publications, staff and stories are set up at a terminal, and the server that runs beside it knows at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from cli.served import ORIGIN, SITE, Newsroom
from cli.shell import Shell, link_in


def test_a_new_site_prints_its_key_and_what_to_put_into_its_pages(shell: Shell) -> None:
    shell.settings["public_url"] = "https://talk.example.org"
    printed = shell.ok(
        "site", "add", "ferry-post", "--origin", "https://www.ferrypost.example", "--origin", "https://ferrypost.example",
        "--title", "The Ferry Post", "--language", "ar", "--timezone", "Europe/Paris",
    )  # fmt: skip
    assert "set up for https://www.ferrypost.example, https://ferrypost.example." in printed
    assert re.search(r"^  fm_[\w-]{43}$", printed, re.MULTILINE)
    assert '<script type="module" src="https://talk.example.org/embed.js"></script>' in printed
    assert '<folkmoot-discussion site="ferry-post"></folkmoot-discussion>' in printed
    assert '<folkmoot-count site="ferry-post" href="STORY URL"></folkmoot-count>' in printed
    assert shell.ok("site", "list") == (
        "ferry-post\tThe Ferry Post\tar\thttps://ferrypost.example https://www.ferrypost.example\n"
    )


def test_a_site_without_a_title_has_its_name(shell: Shell) -> None:
    shell.ok("site", "add", "ferry-post", "--origin", "https://www.ferrypost.example")
    assert shell.ok("site", "list").split("\t")[1] == "ferry-post"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Ferry_Post --origin https://a.example", "A site's name has 2 to 62 small letters, digits and hyphens"),
        ("p --origin https://a.example", "A site's name has 2 to 62 small letters, digits and hyphens"),
        ("post --origin ferrypost.example", "This is not the address of a web page."),
        ("post --origin ftp://a.example", "This is not the address of a web page."),
        ("post --origin https://a.example --timezone Mars/Base", "There is no time zone Mars/Base"),
        ("post --origin https://a.example --language klingon!", "klingon! is no language's code"),
        ("post", "Missing option '--origin'"),
    ],
)
def test_what_cannot_be_a_site_is_refused(shell: Shell, words: str, sentence: str) -> None:
    assert sentence in shell.refused("site", "add", *words.split())
    assert shell.ok("site", "list") == ""


def test_a_name_or_an_origin_that_is_taken_is_refused_and_nothing_half_is_kept(shell: Shell) -> None:
    shell.ok("site", "add", "post", "--origin", "https://a.example")
    assert "a site named post already" in shell.refused("site", "add", "post", "--origin", "https://b.example")
    twice = shell.refused("site", "add", "mail", "--origin", "https://b.example", "--origin", "https://a.example/x")
    assert "https://a.example belongs to another site already." in twice
    assert [line.split("\t")[0] for line in shell.ok("site", "list").splitlines()] == ["post"]


@contextmanager
def at_the_desk(newsroom: Newsroom, link: str) -> Iterator[httpx.Client]:
    """Press the link's button in a browser of one's own; whether that let anybody in is for the test to see."""
    with httpx.Client(base_url=newsroom.url, headers={"Origin": newsroom.url}) as browser:
        browser.post(link)
        yield browser


def test_a_one_time_link_signs_in_once(newsroom: Newsroom) -> None:
    link = link_in(newsroom.shell.ok("staff", "add", "Ada Winter", "--site", SITE))
    assert link.startswith(f"{newsroom.url}/desk/sign-in/")
    with at_the_desk(newsroom, link) as browser, at_the_desk(newsroom, link) as other:
        me = browser.get("/desk/api/me").json()
        assert (me["name"], [(s["name"], s["role"]) for s in me["sites"]]) == ("Ada Winter", [(SITE, "moderator")])
        assert other.get("/desk/api/me").status_code == 401


def test_another_link_lets_in_again_and_a_removed_colleague_is_out_at_once(newsroom: Newsroom) -> None:
    shell = newsroom.shell
    shell.ok("staff", "add", "Elias Brandt", "--role", "editor", "--site", SITE)
    with at_the_desk(newsroom, link_in(shell.ok("staff", "link", "Elias Brandt"))) as browser:
        assert browser.get("/desk/api/me").status_code == 200
        unused = link_in(shell.ok("staff", "link", "Elias Brandt"))
        assert shell.ok("staff", "remove", "Elias Brandt") == "Elias Brandt can no longer come in.\n"
        assert browser.get("/desk/api/me").status_code == 401
    with at_the_desk(newsroom, unused) as browser:
        assert browser.get("/desk/api/me").status_code == 401
    assert "Elias Brandt has no role at any site." in shell.refused("staff", "link", "Elias Brandt")


def test_the_same_person_may_work_at_two_sites(shell: Shell) -> None:
    for name in ("post", "mail"):
        shell.ok("site", "add", name, "--origin", f"https://{name}.example")
        link_in(shell.ok("staff", "add", "Ada Winter", "--site", name))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["Ada", "--role", "king", "--site", SITE], "'king' is not one of 'moderator', 'editor', 'operator'"),
        (["Ada", "--site", "nowhere"], "There is no such publication here."),
        (["", "--site", SITE], "name"),
        (["\x1b[31mAda", "--site", SITE], "name"),
    ],
)
def test_who_cannot_be_of_the_staff_is_refused(newsroom: Newsroom, words: list[str], sentence: str) -> None:
    said = newsroom.shell.refused("staff", "add", *words)
    assert sentence in said
    assert "\x1b" not in said


def test_a_story_is_closed_set_to_wait_and_opened_again(newsroom: Newsroom) -> None:
    story = newsroom.story()
    slug = story.slug
    assert newsroom.shell.ok("story", "switch", slug, "closed", "--site", SITE) == f"{slug}: closed\n"
    assert newsroom.write(story, "Nora", "The ferry is late.")["code"] == "story-closed"
    newsroom.shell.ok("story", "switch", slug, "wait", "--site", SITE)
    assert newsroom.write(story, "Nora", "The ferry is late.")["comment"]["state"] == "held"
    newsroom.shell.ok("story", "switch", slug, "open", "--site", SITE)
    assert newsroom.write(story, "Tomas", "The ferry is early.")["comment"]["state"] == "published"


def test_a_story_that_is_not_there_and_a_state_that_is_none_are_refused(newsroom: Newsroom) -> None:
    unknown = newsroom.shell.refused("story", "switch", "no-such-story", "open", "--site", SITE)
    assert "/s/SITE/NAME" in unknown
    assert "'shut' is not one of 'open', 'wait', 'closed'" in newsroom.shell.refused(
        "story", "switch", "no-such-story", "shut", "--site", SITE
    )


def test_a_site_that_is_added_while_the_server_runs_is_served(newsroom: Newsroom) -> None:
    newsroom.shell.ok("site", "add", "second", "--origin", "http://second.example")
    answer = httpx.get(
        f"{newsroom.url}/api/sites/second/thread",
        params={"url": "http://second.example/a"},
        headers={"Origin": "http://second.example"},
    )
    assert answer.status_code == 200
    assert ORIGIN not in answer.headers["access-control-allow-origin"]
