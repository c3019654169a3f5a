"""Checking the store: what follows from the decisions is derived again, and what differs is named."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from folkmoot.exchange.page.printed import PrintedComment, PrintedPage
from folkmoot.operations.check_store import check_store
from folkmoot.operations.decide_comment import Follows, decide_comment, undo_decision
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.import_page import import_page
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.show_thread import show_thread
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome
from folkmoot.store import tables
from make import EXPULSION, FINE, HATRED, INSULT, SITE, STORY, Newsroom, a_key


async def a_long_day(newsroom: Newsroom) -> None:
    """Everything that can happen to comments happens once."""
    means = newsroom.means
    first = await newsroom.post()
    for text in (EXPULSION, HATRED, INSULT, FINE):
        await newsroom.post(text)
        await newsroom.post(text, parent="1")
    gone = await newsroom.post(EXPULSION)
    await withdraw_comment(means, site_name=SITE, comment_id=gone.own.id, token=gone.token)
    for text in (EXPULSION, INSULT):
        edited = await newsroom.post()
        await revise_comment(
            means, site_name=SITE, comment_id=edited.own.id, token=edited.token, text=text, key=a_key(), address=""
        )
    await flag_comment(
        means, site_name=SITE, comment_id=first.own.id, clause="other", note="", token=None, address="::1"
    )
    await decide_comment(
        means, site_name=SITE, comment_id=first.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="other", note="", follows=Follows(1, 1),
    )  # fmt: skip
    await undo_decision(means, site_name=SITE, comment_id=first.own.id, staff=newsroom.ada, follows=Follows(1, 2))
    printed = (PrintedComment("4", "Serop", FINE), PrintedComment("9", "Raffi", EXPULSION))
    await import_page(means, site_name=SITE, page=PrintedPage(headline="Night ferry", comments=printed))
    await newsroom.post(url="https://www.ferrypost.example/night-ferry")


async def lines(newsroom: Newsroom) -> list[str]:
    return [str(difference) for difference in await check_store(newsroom.means)]


async def change(newsroom: Newsroom, statement: Any) -> None:
    await newsroom.means.store.write(lambda db: db.execute(statement))


async def test_after_a_long_day_everything_follows_from_its_decisions(newsroom: Newsroom) -> None:
    await a_long_day(newsroom)
    assert await lines(newsroom) == []


async def test_a_newsroom_without_comments_is_in_order(newsroom: Newsroom) -> None:
    assert await lines(newsroom) == []


comment, story, cases = tables.comment, tables.story, tables.moderation_case


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (update(comment).values(state="held"), "its decisions say published, stored is held"),
        (update(comment).values(shown=None), "it is published and the shown revision is not"),
        (update(comment).values(shown=2), "revision 2 is shown and is not there"),
        (update(comment).values(newest=2), "its newest revision is 1, stored is 2"),
        (update(comment).values(number="7"), "its place is 1, its number 7"),
        (update(comment).values(number=None, ordinal=None), "it is published without a number"),
        (update(comment).values(published_at=None), "it has a number and no time of publication"),
        (delete(tables.decision), "revision 1 has no decision"),
    ],
)
async def test_a_comment_that_differs_is_named_with_what_it_should_be(
    newsroom: Newsroom, statement: Any, what: str
) -> None:
    await newsroom.post()
    await change(newsroom, statement)
    found = [line for line in await lines(newsroom) if line.endswith(what)]
    assert len(found) == 1
    assert found[0].startswith("ferry-post: night-ferry, ")


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (update(story).values(numbered=1), "night-ferry: 3 was given, counted are 1"),
        (update(story).values(numbered=6), "night-ferry: nothing has the number 4, 5, 6"),
        (
            update(comment).where(comment.c.number == "1").values(numbered=2),
            "night-ferry: under 1: nothing has the number 2",
        ),
    ],
)
async def test_a_counter_that_differs_is_named(newsroom: Newsroom, statement: Any, what: str) -> None:
    for _ in range(3):
        await newsroom.post()
    await newsroom.post(parent="1")
    await change(newsroom, statement)
    assert await lines(newsroom) == [f"ferry-post: {what}"]


async def test_held_comments_without_a_case_and_cases_without_reason_are_named(newsroom: Newsroom) -> None:
    held, posted = await newsroom.post(EXPULSION), await newsroom.post()
    await change(newsroom, update(cases).values(comment=posted.own.id))
    assert sorted(await lines(newsroom)) == sorted(
        [
            f"ferry-post: night-ferry, {held.own.id}: it is held and does not wait at the desk",
            "ferry-post: night-ferry, 1: it waits at the desk, and revision 1 is not held",
        ]
    )


async def test_a_page_that_is_ahead_of_its_thread_is_named(newsroom: Newsroom) -> None:
    await newsroom.post()
    await show_thread(newsroom.means, site_name=SITE, url=STORY)
    await change(newsroom, update(story).values(version=0))
    assert await lines(newsroom) == ["ferry-post: night-ferry: a kept page has version 1, the thread has 0"]


async def test_a_policy_that_cannot_be_read_is_named(newsroom: Newsroom) -> None:
    new = insert(tables.policy_version).values(
        site=newsroom.site.id, number=2, source="clauses: 7", sha256="", published_at=newsroom.clock(), note=""
    )
    await change(newsroom, new)
    assert await lines(newsroom) == [
        "ferry-post: policy: The discussion policy cannot be read by this version of the program."
    ]
