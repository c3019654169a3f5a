"""The page that this project began with."""

import pytest

from exchange.page.reading import SEED, lost_lines, seen
from folkmoot.exchange.page import PrintedPage, read_page


@pytest.fixture(scope="module")
def seed() -> PrintedPage:
    if not SEED.exists():
        pytest.skip("the seed's page is not beside this checkout (../shared/seed)")
    return read_page(SEED.read_bytes())


def test_the_story_is_read_with_its_caption_once_and_its_broken_dateline(seed: PrintedPage) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    assert seed.headline == lines[0]
    assert seed.caption == lines[2]
    assert seed.dateline == "YEREVAN"
    first, *_, last = seed.body.split("\n\n")
    assert first == lines[7].partition("—")[2]
    assert last == lines[19]
    assert seed.language == "en"


def test_the_policy_is_read_in_its_own_words(seed: PrintedPage) -> None:
    assert seed.policy_title == "Discussion Policy"
    assert seed.policy.startswith("Comments are welcomed and encouraged.")
    assert seed.policy.endswith("posting standards and policies.")


def test_the_thread_has_five_comments_and_one_reply(seed: PrintedPage) -> None:
    assert seen(seed.comments) == [
        ("1", "Serop", None),
        ("1.1", "Raffi", "1"),
        ("2", "Norin", None),
        ("3", "ara", None),
        ("4", "joe", None),
        ("5", "Ararat", None),
    ]
    assert seed.comments[1].mentions == "Serop"


def test_every_comment_keeps_its_words_marks_and_line_breaks(seed: PrintedPage) -> None:
    printed = SEED.read_text(encoding="utf-8")
    for comment in seed.comments:
        for line in comment.text.split("\n"):
            assert line in printed
    fourth = seed.comments[4].text.split("\n")
    assert len(fourth) == 9
    assert fourth[1] == "WE NEED:"
    assert "AIsrael" in seed.comments[1].text
    assert "$5 ”BILLION’" in seed.comments[1].text


def test_nothing_is_left_over_or_lost(seed: PrintedPage) -> None:
    assert seed.unplaced == ()
    assert lost_lines(SEED.read_text(encoding="utf-8"), seed) == []


@pytest.mark.parametrize(
    "change", ["flat", "tabs", "other bullets", "other verb", "policy below", "spaces behind", "no-break spaces"]
)
def test_printed_a_little_differently_it_has_the_same_thread(seed: PrintedPage, change: str) -> None:
    source = SEED.read_text(encoding="utf-8")
    policy, thread = source.index("Discussion Policy"), source.index("  1. ")
    changed = {
        "flat": "\n".join(line.strip() for line in source.split("\n")),
        "tabs": source.replace("    ", "\t"),
        "other bullets": source.replace("•", "*"),
        "other verb": source.replace(" said:", " a dit :"),
        "policy below": f"{source[:policy]}{source[thread:]}\n\n{source[policy:thread]}",
        "spaces behind": source.replace("\n", "   \n"),
        "no-break spaces": source.replace("    ", "\u00a0" * 4),
    }[change]
    read = read_page(changed)
    assert read.comments == seed.comments
    assert (read.headline, read.caption, read.body, read.policy) == (
        seed.headline,
        seed.caption,
        seed.body,
        seed.policy,
    )
    assert read.unplaced == ()
