"""Asking a moderator instead of rewording, throwing a returned text away, withdrawing."""

import asyncio

import pytest

from folkmoot.discussion.comment import State
from folkmoot.errors import NotAllowed
from folkmoot.moderation.decision import TakenBy
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.own import Answer, show_mine
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.show_thread import show_thread
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.finding import Reason
from folkmoot.policy.outcome import Outcome
from make import EXPULSION, FINE, HATRED, INSULT, SITE, STORY, Newsroom, a_key
from operations.asking import cases_open, comment_of, decisions_on


async def ask(newsroom: Newsroom, answer: Answer) -> Answer:
    return await ask_moderator(newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token)


async def withdraw(newsroom: Newsroom, answer: Answer) -> Answer:
    return await withdraw_comment(newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token)


async def page(newsroom: Newsroom) -> str:
    return (await show_thread(newsroom.means, site_name=SITE, url=STORY)).bodies["identity"].decode()


async def test_the_first_text_is_held_unchanged_with_the_judges_marks(newsroom: Newsroom) -> None:
    asked = await ask(newsroom, await newsroom.post(INSULT))
    assert (asked.own.state, asked.own.text, asked.own.number) == (State.HELD, INSULT, None)
    (case,) = await cases_open(newsroom)
    assert case.why == "asked"
    last = (await decisions_on(newsroom, asked.own.id))[-1].decision
    assert last.taken_by is TakenBy.AUTHOR
    assert [finding.reason for finding in last.grounds] == [Reason.ASKED]
    assert any(finding.spans for finding in last.findings)


async def test_asked_twice_it_is_held_once(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    await asyncio.gather(*(ask(newsroom, returned) for _ in range(4)))
    assert len(await cases_open(newsroom)) == 1
    assert len(await decisions_on(newsroom, returned.own.id)) == 2


async def test_only_a_returned_comment_can_be_asked_about(newsroom: Newsroom) -> None:
    for text in (FINE, EXPULSION, HATRED):
        with pytest.raises(NotAllowed) as raised:
            await ask(newsroom, await newsroom.post(text))
        assert raised.value.code == "too-late"


async def test_a_moderator_who_was_asked_publishes_the_first_text(newsroom: Newsroom) -> None:
    asked = await ask(newsroom, await newsroom.post(INSULT))
    decided = await decide_comment(
        newsroom.means, site_name=SITE, comment_id=asked.own.id, staff=newsroom.ada,
        outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(1, 2),
    )  # fmt: skip
    assert (decided.state, decided.number) == (State.PUBLISHED, "1")
    assert INSULT in await page(newsroom)


async def test_a_returned_text_that_is_thrown_away_is_seen_by_nobody(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    gone = await withdraw(newsroom, returned)
    assert gone.own.state is State.WITHDRAWN
    mine = await show_mine(newsroom.means, site_name=SITE, url=STORY, token=returned.token)
    assert mine.comments == ()
    assert await cases_open(newsroom) == []
    assert (await search_comments(newsroom.means, site_name=SITE))["total"] == 0


async def test_a_withdrawn_comment_leaves_its_number_and_nothing_else(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await newsroom.post("Which pump?", parent="1")
    await withdraw(newsroom, posted)
    shown = await page(newsroom)
    assert "The pump is old." not in shown
    assert "Its author has withdrawn this comment." in shown
    assert "Which pump?" in shown
    assert (await search_comments(newsroom.means, site_name=SITE, words="old"))["total"] == 0


async def test_withdrawn_twice_is_withdrawn_once(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await asyncio.gather(*(withdraw(newsroom, posted) for _ in range(4)))
    assert len(await decisions_on(newsroom, posted.own.id)) == 2


async def test_nobody_reads_the_text_once_the_withdrawal_is_answered(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await page(newsroom)  # kept, and served from there on
    told: list[bool] = []
    newsroom.means.bus.watch(lambda topic, message: told.append(bool(message.get("restricted"))))
    await withdraw(newsroom, posted)
    assert told == [True]
    assert "The pump is old." not in await page(newsroom)


async def test_what_is_withdrawn_while_it_waits_stays_at_the_desk_until_a_moderator_has_looked(
    newsroom: Newsroom,
) -> None:
    held = await newsroom.post(EXPULSION)
    await withdraw(newsroom, held)
    assert len(await cases_open(newsroom)) == 1
    decided = await decide_comment(
        newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="hatred", note="", follows=Follows(1, 2),
    )  # fmt: skip
    # The strike counts; what its author has withdrawn is not revived by it, not even as rejected.
    assert (decided.state, decided.number, decided.left) == (State.WITHDRAWN, None, 0)
    assert decided.decision.strikes == 2
    assert (await comment_of(newsroom, held.own.id)).state is State.WITHDRAWN


async def test_a_withdrawn_comment_that_waits_is_not_published_by_a_moderator_who_lets_it_be(
    newsroom: Newsroom,
) -> None:
    held = await newsroom.post(EXPULSION)
    await withdraw(newsroom, held)
    decided = await decide_comment(
        newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada,
        outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(1, 2),
    )  # fmt: skip
    assert (decided.state, decided.number, decided.left) == (State.WITHDRAWN, None, 0)


async def test_what_no_longer_waits_and_was_withdrawn_is_final(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await withdraw(newsroom, posted)
    with pytest.raises(NotAllowed) as raised:
        await decide_comment(
            newsroom.means, site_name=SITE, comment_id=posted.own.id, staff=newsroom.ada,
            outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(1, 2),
        )  # fmt: skip
    assert raised.value.code == "withdrawn"


async def test_a_rejected_comment_cannot_be_withdrawn(newsroom: Newsroom) -> None:
    with pytest.raises(NotAllowed) as raised:
        await withdraw(newsroom, await newsroom.post(HATRED))
    assert raised.value.code == "too-late"


async def test_a_comment_with_a_held_edit_is_withdrawn_with_both_texts(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await revise_comment(
        newsroom.means,
        site_name=SITE,
        comment_id=posted.own.id,
        token=posted.token,
        text=EXPULSION,
        key=a_key(),
        address="",
    )
    await withdraw(newsroom, posted)
    shown = await page(newsroom)
    assert "The pump is old." not in shown
    assert EXPULSION not in shown


async def test_others_cannot_ask_or_withdraw(newsroom: Newsroom) -> None:
    returned, other = await newsroom.post(INSULT), await newsroom.post()
    for verb in (ask_moderator, withdraw_comment):
        with pytest.raises(NotAllowed) as raised:
            await verb(newsroom.means, site_name=SITE, comment_id=returned.own.id, token=other.token)
        assert raised.value.code == "not-your-comment"
