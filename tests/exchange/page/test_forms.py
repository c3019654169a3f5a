"""Forms that a page may take, each told by one detail."""

import pytest

from exchange.page.reading import lost_lines, seen
from folkmoot.exchange.page import read_page

STORY = """Bridge closed until the spring

The bridge on Friday

OSTMARK – The harbour bridge will be closed to all traffic from Monday, the council decided on Friday.

"""


def read(thread: str) -> list[tuple[str, str, str | None, str]]:
    page = read_page(STORY + thread)
    assert lost_lines(STORY + thread, page) == []
    assert page.headline == "Bridge closed until the spring"
    return [(comment.number, comment.author, comment.parent, comment.text) for comment in page.comments]


def test_newest_first_keeps_the_printed_numbers() -> None:
    thread = (
        "  6. Serop said: Who pays?\n\n  5. Norin said: No.\n\n       - Raffi said: @Norin yes\n\n"
        "  4. ara said: He said: well.\n  More.\n"
    )
    assert read(thread) == [
        ("6", "Serop", None, "Who pays?"),
        ("5", "Norin", None, "No."),
        ("5.1", "Raffi", "5", "@Norin yes"),
        ("4", "ara", None, "He said: well.\nMore."),
    ]


def test_without_numbers_or_depth_a_quotation_in_the_story_is_no_comment() -> None:
    thread = (
        "Mr Smith said:\n\n“It is what it is.”\n\nSerop said:\n\nWho pays?\n\n"
        "Norin said:\n\nNo. My father said:\n\nnever.\n"
    )
    assert read(thread) == [("1", "Serop", None, "Who pays?"), ("2", "Norin", None, "No. My father said:\n\nnever.")]


def test_nothing_indented_and_no_blank_line() -> None:
    thread = (
        "Comment policy\nBe civil.\n1. Serop said:\nWho pays?\n• Raffi said:\n@Serop: they.\n"
        "2. Norin said:\nThree:\n1. a\n2. b\n3. c\n3. ara said:\nWell.\n"
    )
    assert read(thread) == [
        ("1", "Serop", None, "Who pays?"),
        ("1.1", "Raffi", "1", "@Serop: they."),
        ("2", "Norin", None, "Three:\n1. a\n2. b\n3. c"),
        ("3", "ara", None, "Well."),
    ]


def test_names_and_dates_alone() -> None:
    thread = (
        "Comments (2)\n\nSerop\nJuly 4, 2020 at 3:15 pm\nWho pays?\nReply\n"
        "Norin\n2 days ago\nNo.\nReply\nComments are closed.\n"
    )
    assert read(thread) == [("1", "Serop", None, "Who pays?"), ("2", "Norin", None, "No.")]


def test_a_policy_with_numbers_of_its_own_is_no_thread() -> None:
    thread = (
        "House rules\n\n1. Be civil.\n2. No links.\n3. One name each.\n\nWhat readers say\n\n"
        "#1 Serop, July 4, 2020\nWho pays?\n\n#2 Norin, July 5, 2020\nNot me.\n"
    )
    assert read(thread) == [("1", "Serop", None, "Who pays?"), ("2", "Norin", None, "Not me.")]
    assert read_page(STORY + thread).policy == "1. Be civil.\n2. No links.\n3. One name each."


def test_a_policy_without_a_heading_speaks_for_itself() -> None:
    words = "Comments are welcome. Personal attacks are not permitted; we reserve the right to block users."
    assert read_page(f"{STORY}{words}\n\n1. Serop said:\n\n   Who pays?\n").policy == words


def test_a_number_that_is_printed_twice_is_given_anew_and_said() -> None:
    page = read_page(
        STORY + "  1. a said:\n\n    x\n\n  2. b said:\n\n    y\n\n  2. c said:\n\n    z\n\n  3. d said:\n\n    w\n"
    )
    assert seen(page.comments) == [("1", "a", None), ("2", "b", None), ("4", "c", None), ("3", "d", None)]
    assert [(line.text, line.why) for line in page.unplaced] == [
        ("2.", "this number is printed twice; here the comment is 4")
    ]


def test_words_below_a_reply_at_its_parents_depth_are_nobodys() -> None:
    page = read_page(
        STORY + "  1. a said:\n\n    x\n\n    • b said:\n\n      y\n\n    Whose is this?\n\n  2. c said:\n\n    z\n"
    )
    assert [comment.text for comment in page.comments] == ["x", "y", "z"]
    assert [line.text for line in page.unplaced] == ["Whose is this?"]


def test_a_reply_to_a_comment_without_words_stands_alone() -> None:
    page = read_page(STORY + "  1. a said:\n\n    • b said:\n\n      y\n\n  2. c said:\n\n    z\n")
    assert seen(page.comments) == [("3", "b", None), ("2", "c", None)]
    assert [line.why for line in page.unplaced] == ["a comment without words"]


@pytest.mark.parametrize("mention", ["@Old Pilot 77: yes", "@old pilot 77, yes", "@ Old Pilot 77 yes"])
def test_whom_a_comment_addresses_is_his_whole_name(mention: str) -> None:
    page = read_page(f"{STORY}1. Old Pilot 77 said:\n\n   x\n\n2. b said:\n\n   {mention}\n")
    assert (page.comments[1].mentions or "").casefold() == "old pilot 77"
    assert page.comments[1].text == mention


def test_a_name_that_nobody_has_here_is_one_word() -> None:
    page = read_page(f"{STORY}1. a said:\n\n   @Elsewhere.man: yes\n")
    assert page.comments[0].mentions == "Elsewhere.man"


PARAGRAPHS = (
    "<p>LOWTON &mdash; The pond was drained on Monday, and it held two bicycles, one safe and nobody.</p>"
    "<p>The safe was empty, the police said, and the bicycles were theirs.</p>"
    "<p>More tomorrow, said the police, and went home.</p>"
)


def test_a_story_that_is_not_marked_is_found_by_an_extractor() -> None:
    page = read_page(
        "<html lang=en><title>Pond drained - Courier</title><div id=nav><a>Home</a></div>"
        f"<h1>Pond drained</h1><p>By Rose Hill</p>{PARAGRAPHS}"
    )
    assert (page.headline, page.writer, page.dateline) == ("Pond drained", "Rose Hill", "LOWTON")
    assert page.body.split("\n\n")[0].startswith("The pond was drained")
    assert page.body.endswith("went home.")
    assert (page.comments, page.unplaced) == ((), ())


def test_what_an_extractor_finds_holds_no_comments() -> None:
    words = "A long comment that reads like a paragraph of the story itself."
    thread = f"<ol class=commentlist><li id=comment-1><cite>Ann</cite> Says:<p>{words}</p></ol>"
    page = read_page(f"<html lang=en><h1>Pond drained</h1>{PARAGRAPHS}{thread}")
    assert "reads like" not in page.body
    assert page.body.endswith("went home.")
    assert seen(page.comments) == [("1", "Ann", None)]


def test_numbers_that_a_list_sets_are_kept() -> None:
    page = read_page(
        f"<h1>Pond</h1><div class=entry>{PARAGRAPHS}</div><ol class=comment-list start=51>"
        "<li id=comment-7><b class=fn>Ann</b><p>One</p>"
        "<li id=comment-8><b class=fn>Bob</b><p>Two</p><li id=comment-9 value=60><b class=fn>Cy</b><p>Three</p></ol>"
    )
    assert seen(page.comments) == [("51", "Ann", None), ("52", "Bob", None), ("60", "Cy", None)]


def test_boxes_that_are_no_list() -> None:
    boxes = (
        "<div class=comment data-comment-id=a7><span class=author-name>Ann</span>"
        "<div class=comment-text>One<br>two</div><div class=replies>"
        "<div class=comment data-comment-id=a8><span class=author-name>Bob</span>"
        "<div class=comment-text>@Ann three</div></div></div></div>"
    )
    story = f"<h1>Pond</h1><div class=entry>{PARAGRAPHS}</div>"
    page = read_page(f"{story}<section class=comments-section>{boxes}</section>")
    assert seen(page.comments) == [("1", "Ann", None), ("1.1", "Bob", "1")]
    assert [comment.source_id for comment in page.comments] == ["a7", "a8"]
    assert page.comments[0].text == "One\ntwo"
