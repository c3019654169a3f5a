"""The plain door: a browser without a script writes, rewords, flags and reads, and no other site can do it for it."""

import re
from html import unescape
from typing import NamedTuple
from uuid import UUID

import httpx
import pytest

from folkmoot.discussion.story import Discussion
from folkmoot.moderation.sanction import SanctionKind
from folkmoot.operations.sanction_author import sanction_author
from folkmoot.operations.switch_story import switch_story
from folkmoot.store.read import comments
from folkmoot.store.read.desk import queue_of
from make import EXPULSION, FINE, INSULT, SITE
from web.doors import PUBLIC, House, opened

PAGE = f"/s/{SITE}/night-ferry"


class Plain:
    """A browser without a script: it fills the forms that it is shown."""

    def __init__(self, browser: httpx.AsyncClient) -> None:
        self.browser = browser

    async def open(self, path: str) -> httpx.Response:
        """Follow a link."""
        return await self.browser.get(path)

    async def send(self, page: httpx.Response, action: str = "", **typed: str) -> httpx.Response:
        """Send the form of a page that leads to an action, with its hidden fields and what was typed."""
        form = next(f for f in forms(page.text) if f.action.endswith(action))
        fields = {**form.hidden, **typed}
        where = form.action or str(page.request.url)
        return await self.browser.post(where, data=fields, headers={"origin": PUBLIC})

    async def write(self, text: str = FINE, name: str = "Ida Holm") -> httpx.Response:
        """Write a comment, and look at what became of it."""
        sent = await self.send(await self.open(f"{PAGE}/write"), name=name, text=text)
        assert sent.status_code == 303, sent.text
        return await self.open(sent.headers["location"])


class Form(NamedTuple):
    """One form of a page, or one of its other buttons."""

    action: str
    hidden: dict[str, str]


def forms(page: str) -> list[Form]:
    """Return each form's action and hidden fields, and the actions of its other buttons as forms of their own."""
    found = []
    for tag, inside in re.findall(r"<form([^>]*)>(.*?)</form>", page, re.DOTALL):
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', inside))
        hidden = {name: unescape(value) for name, value in hidden.items()}
        actions = re.findall(r'action="([^"]*)"', tag) + re.findall(r'formaction="([^"]*)"', inside)
        found += [Form(unescape(action), hidden) for action in actions]
    return found


@pytest.fixture
async def plain(house: House) -> Plain:
    """A browser without a script, before a story that has one comment."""
    await house.write("The first word.", name="Otto Brand")
    return Plain(opened(house.newsroom).browser)


async def test_a_comment_is_written_on_a_page(house: House, plain: Plain) -> None:
    page = await plain.write()
    assert page.status_code == 200
    assert "Published" in page.text
    await house.told()
    assert FINE in (await plain.open(PAGE)).text


async def test_reading_sets_no_cookie(plain: Plain) -> None:
    for path in (PAGE, f"{PAGE}?order=newest", f"/s/{SITE}/policy", f"{PAGE}/1"):
        assert "set-cookie" not in (await plain.open(path)).headers


async def test_the_authors_cookie_is_no_scripts_and_goes_along_with_a_link_from_the_newspaper(plain: Plain) -> None:
    sent = await plain.send(await plain.open(f"{PAGE}/write"), name="Ida Holm", text=FINE)
    cookie = next(c for c in sent.headers.get_list("set-cookie") if c.startswith("folkmoot_author="))
    assert "HttpOnly" in cookie
    assert "Secure" in cookie
    assert f"Path=/s/{SITE}" in cookie
    assert "samesite=lax" in cookie.lower()


async def test_a_form_sent_twice_is_one_comment(house: House, plain: Plain) -> None:
    page = await plain.open(f"{PAGE}/write")
    first = await plain.send(page, name="Ida Holm", text=FINE)
    again = await plain.send(page, name="Ida Holm", text=FINE)
    assert first.headers["location"] == again.headers["location"]


async def test_a_reply_shows_what_it_answers(house: House, plain: Plain) -> None:
    page = await plain.open(f"{PAGE}/write?parent=1")
    assert "The first word." in page.text
    sent = await plain.send(page, name="Ida Holm", text="And the second.")
    await house.told()
    assert 'id="c1.1"' in (await plain.open(PAGE)).text
    assert sent.status_code == 303


async def test_a_returned_comment_is_reworded(house: House, plain: Plain) -> None:
    page = await plain.write(INSULT)
    assert "Not posted yet" in page.text
    sent = await plain.send(page, "/reword", text=FINE)
    assert sent.status_code == 303, sent.text
    await house.told()
    assert FINE in (await plain.open(PAGE)).text


async def test_a_moderator_is_asked_instead_and_the_text_is_held_unchanged(plain: Plain) -> None:
    page = await plain.write(INSULT)
    sent = await plain.send(page, "/ask")
    page = await plain.open(sent.headers["location"])
    assert "Waiting for a moderator." in page.text
    assert INSULT in unescape(page.text)


async def test_a_returned_comment_is_thrown_away(plain: Plain) -> None:
    sent = await plain.send(await plain.write(INSULT), "/discard")
    assert "You have written nothing under this story." in (await plain.open(sent.headers["location"])).text


async def test_a_comment_is_edited_and_withdrawn(house: House, plain: Plain) -> None:
    page = await plain.write()
    sent = await plain.send(page, "/edit", text="The ferry has been late since May.")
    await house.told()
    assert "late since May" in (await plain.open(PAGE)).text
    await plain.send(await plain.open(sent.headers["location"]), "/withdraw")
    assert "late since May" not in (await plain.open(PAGE)).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": "Ida Holm", "text": "  "}, "Please write something first."),
        ({"name": "", "text": FINE}, "Please give a name, as readers will see it."),
        ({"name": "Otto Brand", "text": FINE}, "Somebody else writes under this name"),
        ({"name": "Ida Holm", "text": "ferry " * 500}, "A comment has at most 2,000 characters."),
    ],
)
async def test_a_form_that_cannot_be_taken_comes_back_as_it_was_filled(
    plain: Plain, typed: dict[str, str], sentence: str
) -> None:
    sent = await plain.send(await plain.open(f"{PAGE}/write"), **typed)
    assert sent.status_code == 422
    assert sentence in unescape(sent.text)
    assert typed["text"].strip() in unescape(sent.text)
    assert f'value="{typed["name"]}"' in sent.text


async def test_a_text_that_cannot_be_an_edit_stays_in_its_field(plain: Plain) -> None:
    page = await plain.write()
    sent = await plain.send(page, "/edit", text="ferry " * 500)
    assert sent.status_code == 422
    assert "A comment has at most 2,000 characters." in sent.text
    assert "ferry " * 499 in sent.text


async def test_a_form_without_the_secret_of_its_page_is_shown_again_with_its_text(plain: Plain) -> None:
    await plain.open(f"{PAGE}/write")
    sent = await plain.browser.post(f"{PAGE}/write", data={"name": "Ida Holm", "text": FINE, "key": "k" * 20})
    assert sent.status_code == 403
    assert FINE in sent.text
    assert (await plain.send(sent, name="Ida Holm", text=FINE)).status_code == 303


async def test_another_site_cannot_write_for_a_browser(plain: Plain) -> None:
    page = await plain.open(f"{PAGE}/write")
    fields = {**forms(page.text)[0].hidden, "name": "Ida Holm", "text": FINE}
    for headers in ({"origin": "https://elsewhere.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        sent = await plain.browser.post(f"{PAGE}/write", data=fields, headers=headers)
        assert sent.status_code == 403


async def test_a_comment_is_flagged_under_a_clause(house: House, plain: Plain) -> None:
    page = await plain.open(f"{PAGE}/flag/1")
    assert "The first word." in page.text
    thanks = await plain.send(page, clause="personal-attacks", note="He means me.")
    assert thanks.status_code == 200
    assert "A moderator will look." in thanks.text
    store, site = house.newsroom.means.store, house.newsroom.site.id
    flagged = (await house.thread()).text
    assert "The first word." in flagged
    waiting = await store.read(lambda db: queue_of(db, site_id=site))
    assert [
        flag.note
        for flag in await store.read(lambda db: comments.flags_of(db, site=site, comment_id=waiting[0].case.comment))
    ] == ["He means me."]


async def test_a_flag_without_a_clause_asks_for_one(plain: Plain) -> None:
    sent = await plain.send(await plain.open(f"{PAGE}/flag/1"))
    assert sent.status_code == 422
    assert "Please choose the clause that is broken." in sent.text


async def test_a_flag_that_cannot_be_taken_comes_back_as_it_was_filled(plain: Plain) -> None:
    page = await plain.open(f"{PAGE}/flag/1")
    assert "checked" not in page.text
    note = "<b>Why</b> me? " * 50
    sent = await plain.send(page, clause="personal-attacks", note=note)
    assert sent.status_code == 422
    assert re.findall(r'value="([^"]*)" checked', sent.text) == ["personal-attacks"]
    assert note in unescape(sent.text)
    assert "<b>Why</b>" not in sent.text


async def test_the_policy_is_a_page(plain: Plain) -> None:
    page = await plain.open(f"/s/{SITE}/policy")
    assert page.status_code == 200
    assert 'id="personal-attacks"' in page.text


async def test_a_number_leads_to_its_page(plain: Plain) -> None:
    led = await plain.open(f"{PAGE}/1")
    assert (led.status_code, led.headers["location"]) == (303, f"{PUBLIC}{PAGE}?page=1#c1")
    missing = await plain.open(f"{PAGE}/7.1")
    assert missing.status_code == 404
    assert "There is no comment with this number under this story." in missing.text


async def test_a_closed_story_takes_no_form(house: House, plain: Plain) -> None:
    page = await plain.open(f"{PAGE}/write")
    await switch_story(
        house.newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.CLOSED, staff=None
    )
    assert (await plain.open(f"{PAGE}/write")).status_code == 403
    sent = await plain.send(page, name="Ida Holm", text=FINE)
    assert sent.status_code == 403
    assert FINE in sent.text


async def test_a_blocked_author_reads_why_in_place_of_the_form(house: House, plain: Plain) -> None:
    page = await plain.write(EXPULSION)
    comment = re.search(r'data-own="([^"]+)"', page.text)
    assert comment
    means, site = house.newsroom.means, house.newsroom.site.id
    written = await means.store.read(lambda db: comments.comment_by_id(db, site=site, comment_id=UUID(comment[1])))
    assert written
    await sanction_author(
        means, site_name=SITE, author_id=written.author, staff=house.newsroom.ada, kind=SanctionKind.BLOCK,
        days=None, reason="Threats.",
    )  # fmt: skip
    form = await plain.open(f"{PAGE}/write")
    assert "You cannot write here any more" in form.text
    assert "Threats." in form.text
    assert "<textarea" not in form.text


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"text=%ED%A0%80", "application/x-www-form-urlencoded", 422),
        (b"text=\xff", "application/x-www-form-urlencoded", 422),
        (b"text=a%00b&name=Ida", "application/x-www-form-urlencoded", 403),
        (b'{"text": "a"}', "application/json", 415),
        (b"a=1&" * 100, "application/x-www-form-urlencoded", 400),
        (b"text=" + b"x" * 1_000_000, "application/x-www-form-urlencoded", 413),
    ],
)
async def test_a_body_that_is_no_form_of_ours_is_refused_on_a_page(
    plain: Plain, body: bytes, media_type: str, status: int
) -> None:
    sent = await plain.browser.post(f"{PAGE}/write", content=body, headers={"content-type": media_type})
    assert sent.status_code == status, sent.text
    assert sent.headers["content-type"] == "text/html; charset=utf-8"


async def test_pages_load_nothing_from_elsewhere(plain: Plain) -> None:
    for path in (PAGE, f"{PAGE}/write", f"{PAGE}/mine", f"{PAGE}/flag/1", f"/s/{SITE}/policy"):
        page = await plain.open(path)
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "style=" not in page.text
        assert "<script" not in page.text
