"""Importing a page: placed under its numbers, judged as second tries, and safe to repeat."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from folkmoot.discussion.comment import State
from folkmoot.discussion.story import StoryText
from folkmoot.errors import BadInput, NotAllowed, NotFound
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage, Unplaced
from folkmoot.moderation.decision import TakenBy
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.import_page import ImportReport, import_page
from folkmoot.operations.put_story import put_story
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.show_author import find_authors
from folkmoot.operations.show_thread import show_thread
from folkmoot.policy.outcome import Outcome
from make import DULL, EXPULSION, FINE, HATRED, INSULT, NOON, ORIGIN, SITE, STORY, Newsroom
from operations.asking import cases_open, column, comment_of, decisions_on, numbers_under, rows_of

HEADLINE = "Night ferry stays tied up"
ADDRESS = f"{ORIGIN}/night-ferry-stays-tied-up"


def printed(number: str, text: str = FINE, author: str = "", **detail: Any) -> PrintedComment:
    return PrintedComment(number, author or f"Writer {number}", text, number.rpartition(".")[0] or None, **detail)


def a_page(*comments: PrintedComment, **detail: Any) -> PrintedPage:
    given: dict[str, Any] = {
        "headline": HEADLINE,
        "caption": "The yellow boat.",
        "dateline": "PORT LENA",
        "body": "The pump broke in April.",
        "writer": "Mira Dahl",
        "policy": "Comments are welcomed and encouraged.",
        "language": "en",
    }
    return PrintedPage(comments=comments, **(given | detail))


async def bring_in(
    newsroom: Newsroom, *comments: PrintedComment, url: str | None = None, **detail: Any
) -> ImportReport:
    return await import_page(newsroom.means, site_name=SITE, page=a_page(*comments, **detail), url=url)


async def page(newsroom: Newsroom, url: str = ADDRESS) -> str:
    return (await show_thread(newsroom.means, site_name=SITE, url=url)).bodies["identity"].decode()


async def ids(newsroom: Newsroom) -> list[Any]:
    return await column(newsroom, "comment", "id")


async def test_a_page_becomes_a_story_with_its_thread_and_its_printed_policy(newsroom: Newsroom) -> None:
    report = await bring_in(newsroom, printed("1", author="Serop"), printed("1.1", author="Raffi"), printed("2"))
    assert (report.slug, report.url) == ("night-ferry-stays-tied-up", ADDRESS)
    assert [(row.number, row.author, row.outcome, row.again) for row in report.rows] == [
        ("1", "Serop", Outcome.PUBLISH, False),
        ("1.1", "Raffi", Outcome.PUBLISH, False),
        ("2", "Writer 2", Outcome.PUBLISH, False),
    ]
    shown = await page(newsroom)
    assert "Serop" in shown
    assert "Comments are welcomed and encouraged." in shown
    assert await numbers_under(newsroom, ADDRESS) == ["1", "1.1", "2"]


async def test_comments_are_judged_as_second_tries_with_their_story_and_parents(newsroom: Newsroom) -> None:
    report = await bring_in(
        newsroom,
        printed("1", "The pump is old.", author="Serop"),
        printed("1.1", DULL, author="Raffi"),
        printed("2", INSULT, author="Serop"),
        printed("3", EXPULSION),
    )
    assert [row.outcome for row in report.rows] == [Outcome.PUBLISH, Outcome.HOLD, Outcome.REJECT, Outcome.HOLD]
    assert [row.clause for row in report.rows] == [None, "personal-attacks", "personal-attacks", "generalisations"]
    assert report.rows[1].why == "Read as an insult at a commenter: likely, 0.60."
    reply, second = newsroom.judge.passages[1], newsroom.judge.passages[2]
    assert (reply.parent_author, reply.parent_text) == ("Serop", "The pump is old.")
    assert reply.article == "The yellow boat.\n\nPORT LENA\n\nThe pump broke in April."
    assert (reply.headline, reply.writer, reply.newspaper) == (HEADLINE, "Mira Dahl", "The Ferry Post")
    assert set(reply.names) == {"Serop", "Raffi", "Writer 3"}
    assert second.previous == ("The pump is old.",)


async def test_decisions_are_the_imports_and_give_no_strikes(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", HATRED, author="Serop"))
    (comment_id,) = await ids(newsroom)
    (kept,) = await decisions_on(newsroom, comment_id)
    assert (kept.decision.taken_by, kept.decision.policy, kept.decision.strikes) == (TakenBy.IMPORT, 1, 0)
    (record,) = await find_authors(newsroom.means, site_name=SITE, name="Serop")
    assert (record["kind"], record["rejected"], record["strikes"]) == ("imported", 1, 0)


async def test_a_restricted_comment_keeps_its_number_with_the_clause_in_place_of_its_text(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1"), printed("2", HATRED), printed("2.1"), printed("3"))
    assert await numbers_under(newsroom, ADDRESS) == ["1", "2", "2.1", "3"]
    shown = await page(newsroom)
    assert HATRED not in shown
    assert "Removed by the policy: “No hatred of people" in shown
    assert "its author could not be told" in shown


async def test_a_held_comment_keeps_its_number_and_waits_at_the_desk(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", EXPULSION))
    (case,) = await cases_open(newsroom)
    assert case.why == "held"
    shown = await page(newsroom)
    assert EXPULSION not in shown
    assert "A moderator will look." in shown
    assert "Removed" not in shown
    decided = await decide_comment(
        newsroom.means, site_name=SITE, comment_id=case.comment, staff=newsroom.ada,
        outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(1, 1),
    )  # fmt: skip
    assert (decided.state, decided.number) == (State.PUBLISHED, "1")
    assert EXPULSION in await page(newsroom)


async def test_a_judge_that_fails_holds(newsroom: Newsroom) -> None:
    newsroom.judge.silent = True
    report = await bring_in(newsroom, printed("1"))
    assert [(row.outcome, row.why) for row in report.rows] == [
        (Outcome.HOLD, "It could not be checked, by our own failure, so a person looks.")
    ]


# Safe to repeat


async def test_the_same_page_again_changes_nothing(newsroom: Newsroom) -> None:
    comments = (printed("1", author="Serop"), printed("1.1", HATRED, author="Raffi"), printed("2", EXPULSION))
    first = await bring_in(newsroom, *comments)
    counts = {
        table: await rows_of(newsroom, table)
        for table in ("comment", "author", "decision", "story_text", "moderation_case")
    }
    heard = len(newsroom.judge.passages)
    again = await bring_in(newsroom, *comments)
    assert [replace(row, again=False) for row in again.rows] == list(first.rows)
    assert all(row.again for row in again.rows)
    assert counts == {table: await rows_of(newsroom, table) for table in counts}
    assert len(newsroom.judge.passages) == heard


async def test_a_page_that_has_grown_adds_what_is_new(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1"), printed("2"))
    report = await bring_in(newsroom, printed("1"), printed("1.1"), printed("2"), printed("3"))
    assert [row.again for row in report.rows] == [True, False, True, False]
    assert await numbers_under(newsroom, ADDRESS) == ["1", "1.1", "2", "3"]


async def test_a_comment_is_known_by_the_pages_own_id_even_where_its_number_has_changed(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", "A pingback.", source_id="7"), printed("2", "The pump.", source_id="8"))
    report = await bring_in(newsroom, printed("1", "The pump.", source_id="8"), printed("1.1", "Which?", source_id="9"))
    assert [row.again for row in report.rows] == [True, False]
    assert await rows_of(newsroom, "comment") == 3


async def test_a_page_read_as_html_and_then_as_text_is_the_same_page(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", source_id="7"), printed("2", source_id="8"))
    report = await bring_in(newsroom, printed("1"), printed("2"))
    assert all(row.again for row in report.rows)
    assert report.unplaced == ()


async def test_what_a_moderator_decided_stays_when_the_page_comes_again(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", EXPULSION))
    (comment_id,) = await ids(newsroom)
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=comment_id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="hatred", note="", follows=Follows(1, 1),
    )  # fmt: skip
    (row,) = (await bring_in(newsroom, printed("1", EXPULSION))).rows
    assert (row.outcome, row.clause) == (Outcome.REJECT, "hatred")
    assert (await comment_of(newsroom, comment_id)).state is State.REJECTED


async def test_the_same_page_twice_at_once_is_one(newsroom: Newsroom) -> None:
    comments = tuple(printed(str(n)) for n in range(1, 8))
    await bring_in(newsroom)
    await asyncio.gather(*(bring_in(newsroom, *comments) for _ in range(3)), return_exceptions=True)
    again = await bring_in(newsroom, *comments)
    assert all(row.again for row in again.rows)
    assert await numbers_under(newsroom, ADDRESS) == list("1234567")


# Live comments beside it


async def test_readers_go_on_after_the_highest_printed_number(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("2"), printed("7"), printed("7.3"))
    assert (await newsroom.post(url=ADDRESS)).own.number == "8"
    assert (await newsroom.post(url=ADDRESS, parent="7")).own.number == "7.4"
    assert (await newsroom.post(url=ADDRESS, parent="2")).own.number == "2.1"


async def test_a_number_that_a_live_comment_has_is_reported_and_not_placed_nor_what_stands_under_it(
    newsroom: Newsroom,
) -> None:
    await newsroom.post("I was here first.", url=ADDRESS)
    report = await bring_in(newsroom, printed("1", author="Serop"), printed("1.1", author="Raffi"), printed("2"))
    assert [row.number for row in report.rows] == ["2"]
    assert [(left.text.split(":")[0], left.why) for left in report.unplaced] == [
        ("1 Serop", "its number belongs to another comment of this story already"),
        ("1.1 Raffi", "the comment 1 that it answers could not be placed"),
    ]
    assert "I was here first." in await page(newsroom)


async def test_posts_meanwhile_and_an_import_share_no_number(newsroom: Newsroom) -> None:
    await bring_in(newsroom)
    comments = tuple(printed(str(n)) for n in range(1, 61))
    await asyncio.gather(bring_in(newsroom, *comments), *(newsroom.post(url=ADDRESS) for _ in range(10)))
    numbers = await numbers_under(newsroom, ADDRESS)
    assert len(numbers) == len(set(numbers))
    assert await rows_of(newsroom, "comment") == len(numbers)


async def test_nobody_writes_now_under_an_imported_name(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", author="Serop"))
    with pytest.raises(BadInput) as raised:
        await newsroom.post(name="serop", url=ADDRESS)
    assert raised.value.code == "name-taken"


# The story


async def test_a_page_that_prints_its_address_on_the_site_keeps_it(newsroom: Newsroom) -> None:
    report = await bring_in(newsroom, printed("1"), url=None)
    assert report.url == ADDRESS
    own = await import_page(newsroom.means, site_name=SITE, page=replace(a_page(printed("1")), url=STORY), url=None)
    assert own.url == STORY
    other = replace(a_page(printed("1")), url="https://elsewhere.example/a", headline="Another one")
    assert (await import_page(newsroom.means, site_name=SITE, page=other, url=None)).url == f"{ORIGIN}/another-one"


async def test_an_address_that_is_given_counts_and_must_be_the_sites(newsroom: Newsroom) -> None:
    assert (await bring_in(newsroom, printed("1"), url=STORY)).url == STORY
    with pytest.raises(NotAllowed) as raised:
        await bring_in(newsroom, printed("1"), url="https://elsewhere.example/a")
    assert raised.value.code == "origin-not-listed"


async def test_the_publishers_own_text_is_not_replaced(newsroom: Newsroom) -> None:
    await put_story(newsroom.means, site_id=newsroom.site.id, url=STORY, text=StoryText("The publisher's headline"))
    report = await bring_in(newsroom, printed("1"), url=STORY)
    assert await rows_of(newsroom, "story_text") == 1
    assert report.rows[0].outcome is Outcome.PUBLISH


async def test_a_page_without_a_headline_has_no_story(newsroom: Newsroom) -> None:
    with pytest.raises(BadInput) as raised:
        await bring_in(newsroom, printed("1"), headline=" ")
    assert raised.value.code == "headline-missing"
    with pytest.raises(NotFound):
        await import_page(newsroom.means, site_name="regatta-news", page=a_page(), url=None)


# What is odd


async def test_what_cannot_be_placed_is_named_with_the_reason(newsroom: Newsroom) -> None:
    seen = Unplaced(12, "Subscribe!", "not a comment")
    report = await bring_in(
        newsroom,
        printed("1"),
        printed("1", "Another text."),
        printed("4.1", "An orphan."),
        printed("5", " "),
        printed("x", "No number."),
        unplaced=(seen,),
    )
    assert [row.number for row in report.rows] == ["1"]
    assert report.unplaced[0] == seen
    assert [left.why for left in report.unplaced[1:]] == [
        "its number is printed twice",
        "there is no comment 4 that it could stand under",
        "Please write something first.",
        "its number cannot be read",
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", "Anonymous"), ("***", "Anonymous"), ("x" * 80, "x" * 49 + "…"), ("Se\u202erop", "Serop"), (" a  b ", "a b")],
)
async def test_a_name_that_nobody_could_take_today_is_shown_as_well_as_can_be(
    one_newsroom: Newsroom, name: str, shown: str
) -> None:
    report = await bring_in(one_newsroom, replace(printed("1"), author=name))
    assert report.rows[0].author == shown


async def test_long_texts_lists_and_blank_lines_stay(newsroom: Newsroom) -> None:
    text = "First:\n\n1. the pump\n2. the captain\n\n" + "A long complaint. " * 400
    await bring_in(newsroom, printed("1", text))
    (kept,) = await column(newsroom, "revision", "text")
    assert kept == text.strip()


async def test_printed_times_are_kept_but_none_lies_ahead(newsroom: Newsroom) -> None:
    then = NOON - timedelta(days=400)
    await bring_in(newsroom, printed("1", written_at=then), printed("2", written_at=NOON + timedelta(days=1)))
    times: list[datetime] = await column(newsroom, "comment", "created_at")
    assert sorted(times) == [then, NOON]


async def test_imported_comments_are_found_by_their_words_and_counted(newsroom: Newsroom) -> None:
    await bring_in(newsroom, printed("1", "The bilge pump."), printed("2", HATRED))
    assert (await search_comments(newsroom.means, site_name=SITE, words="bilge"))["total"] == 1
    assert "1 comment" in await page(newsroom)


async def test_a_long_page_comes_in_whole(newsroom: Newsroom) -> None:
    comments = [printed(str(n)) for n in range(1, 121)]
    comments += [printed(f"120.{n}") for n in range(1, 21)]
    report = await bring_in(newsroom, *comments)
    assert len(report.rows) == 140
    assert report.unplaced == ()
