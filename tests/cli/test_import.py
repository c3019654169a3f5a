"""A newspaper's page is imported: what was understood is printed, nothing is asked, and again is no harm."""

from pathlib import Path

import pytest

from cli.served import SITE, Newsroom
from cli.shell import PAGES, Shell

ORIGIN = "https://www.ostmarkgazette.example"


@pytest.fixture
def gazette(shell: Shell) -> Shell:
    """A user with a publication that has no comments yet."""
    shell.ok("site", "add", "gazette", "--origin", ORIGIN)
    return shell


def rows_of(printed: str) -> list[list[str]]:
    """Return the first, second and outcome's word of each row of the table of comments."""
    table = printed[printed.index("No. ") :].split("\n\n")[0]
    numbered = [line for line in table.splitlines() if line[:1].isdigit()]
    return [[line.split()[0], next(w for w in line.split() if w in OUTCOMES)] for line in numbered]


OUTCOMES = {"publish", "hold", "reject"}
SLUG = "harbour-bridge-to-close-until-spring"
NUMBERS = ["1", "1.1", "1.1.1", "1.1.1.1", "1.2", "2", "4"]


def test_a_page_as_text_is_kept_with_its_story_and_its_numbers(gazette: Shell) -> None:
    printed = gazette.ok("import", "page", PAGES / "harbour-gazette.txt", "--site", "gazette")
    assert "Harbour bridge to close until spring" in printed
    assert "Ilse Marwood" in printed
    assert "Be civil." in printed
    assert [number for number, _ in rows_of(printed)] == NUMBERS
    assert "Pingback: Bridges of the north" in printed[printed.index("Could not be placed") :]
    assert printed.endswith(f"7 comments under {ORIGIN}/{SLUG} (story {SLUG}).\n")


def test_repeated_it_changes_nothing(gazette: Shell) -> None:
    once = gazette.ok("import", "page", PAGES / "harbour-gazette.txt", "--site", "gazette")
    again = gazette.ok("import", "page", PAGES / "harbour-gazette.txt", "--site", "gazette")
    assert [number for number, _ in rows_of(again)] == NUMBERS
    assert again.count("(as") == len(NUMBERS)
    assert "(as" not in once
    assert gazette.ok("check")


def test_a_page_through_a_pipe_goes_to_the_address_that_is_named(gazette: Shell) -> None:
    page = (PAGES / "marsh-herald.html").read_bytes()
    printed = gazette.ok(
        "import", "page", "-", "--site", "gazette", "--url", f"{ORIGIN}/marsh?utm_source=x", given=page
    )
    assert printed.endswith(f"4 comments under {ORIGIN}/marsh (story marsh-road-reopens-after-flood).\n")


def test_a_page_in_an_old_encoding_is_read(gazette: Shell) -> None:
    printed = gazette.ok("import", "page", PAGES / "severny-listok.cp1251.txt", "--site", "gazette")
    assert "\ufffd" not in printed


def test_markup_that_somebody_wrote_is_printed_as_it_stands(gazette: Shell) -> None:
    printed = gazette.ok("import", "page", PAGES / "marsh-herald.html", "--site", "gazette")
    assert "<b>Bold</b> & Sons" in printed


def test_the_first_policy_is_drafted_with_the_pages_words_and_never_written_over(gazette: Shell) -> None:
    words = ("import", "page", str(PAGES / "harbour-gazette.txt"), "--site", "gazette", "--draft-policy", "draft.yaml")
    assert "draft.yaml" in gazette.ok(*words)
    draft = gazette.folder / "draft.yaml"
    assert "Be civil." in draft.read_text(encoding="utf-8")
    assert "nothing wrong" in gazette.ok("policy", "check", "draft.yaml")
    draft.write_text("title: Mine\n", encoding="utf-8")
    assert "left as it is" in gazette.run(*words).err
    assert draft.read_text(encoding="utf-8") == "title: Mine\n"


@pytest.mark.parametrize(
    ("page", "words", "sentence"),
    [
        (b"", [], "The page holds no words."),
        ((PAGES / "harbour-gazette.txt").read_bytes(), ["--url", "https://elsewhere.example/a"], "not on one of"),
        ((PAGES / "harbour-gazette.txt").read_bytes(), ["--url", "bridge"], "not the address of a web page"),
        ((PAGES / "harbour-gazette.txt").read_bytes(), ["--draft-policy", "no/where/d.yaml"], "cannot be written"),
    ],
)
def test_what_cannot_be_imported_is_refused(gazette: Shell, page: bytes, words: list[str], sentence: str) -> None:
    assert sentence in gazette.refused("import", "page", "-", "--site", "gazette", *words, given=page)


def test_nothing_on_a_page_steers_the_terminal(gazette: Shell) -> None:
    page = (PAGES / "harbour-gazette.txt").read_text(encoding="utf-8")
    page = page.replace("which paper?", "\x1b[31mwhich\u009b\u202e :smile: [bold]paper[/bold]?")
    page = page.replace("Skip to content", "Skip\x1b]0;title\x07 to content")
    done = gazette.run("import", "page", "-", "--site", "gazette", given=page)
    assert not set("\x1b\x07\u009b\u202e") & set(done.out + done.err)
    assert done.status == 0
    assert ":smile: [bold]paper[/bold]?" in done.out


def test_an_imported_page_is_shown_by_the_server_that_runs(newsroom: Newsroom, tmp_path: Path) -> None:
    printed = newsroom.shell.ok("import", "page", PAGES / "harbour-gazette.txt", "--site", SITE)
    slug = printed.rstrip(").\n").rpartition("(story ")[2]
    page = newsroom.reader.get(f"{newsroom.url}/s/{SITE}/{slug}").text
    assert "Old Pilot 77" in page
    assert 'id="c1.1.1.1"' in page
    assert "Be civil." in page
