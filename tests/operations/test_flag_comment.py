"""Flagging: it never changes a state, many flags are one case, and what a person has settled is not queued again."""

import asyncio

import pytest

from folkmoot.discussion.comment import State
from folkmoot.errors import BadInput, NotAllowed, NotFound
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.flag_comment import Flagged, flag_comment
from folkmoot.operations.own import Answer
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.show_case import show_case
from folkmoot.operations.show_queue import show_queue
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome
from make import EXPULSION, HATRED, INSULT, SITE, Newsroom, a_key
from operations.asking import cases_open, comment_of, rows_of


async def flag(newsroom: Newsroom, answer: Answer, clause: str = "personal-attacks", **detail: str | None) -> Flagged:
    given: dict[str, str | None] = {"note": "", "token": None, "address": "198.51.100.30"} | detail
    return await flag_comment(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, clause=clause,
        note=given["note"] or "", token=given["token"], address=given["address"] or "",
    )  # fmt: skip


async def edit(newsroom: Newsroom, answer: Answer, text: str) -> Answer:
    return await revise_comment(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token, text=text, key=a_key(), address=""
    )


async def test_a_flag_opens_a_case_and_changes_no_state(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    assert not (await flag(newsroom, posted)).again
    assert (await comment_of(newsroom, posted.own.id)).state is State.PUBLISHED
    assert [case.why for case in await cases_open(newsroom)] == ["flagged"]


async def test_many_flags_at_once_are_one_case(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await asyncio.gather(*(flag(newsroom, posted, address=f"198.51.100.{n}") for n in range(20)))
    assert await rows_of(newsroom, "flag") == 20
    assert len(await cases_open(newsroom)) == 1
    assert (await show_queue(newsroom.means, site_name=SITE))["cases"][0]["why"] == "20 flags"


async def test_the_same_reader_flags_once(newsroom: Newsroom) -> None:
    posted, reader = await newsroom.post(), await newsroom.post()
    await flag(newsroom, posted, token=reader.token)
    assert (await flag(newsroom, posted, token=reader.token, clause="hatred")).again
    await flag(newsroom, posted)
    assert (await flag(newsroom, posted)).again
    assert await rows_of(newsroom, "flag") == 2


async def test_nobody_flags_his_own_comment(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    with pytest.raises(NotAllowed) as raised:
        await flag(newsroom, posted, token=posted.token)
    assert raised.value.code == "own-comment"


async def test_a_flag_names_a_clause_of_the_policy(newsroom: Newsroom) -> None:
    with pytest.raises(BadInput) as raised:
        await flag(newsroom, await newsroom.post(), clause="rudeness")
    assert raised.value.code == "clause-unknown"


@pytest.mark.parametrize("note", ["x" * 501, "NUL \0", "half \ud800"])
async def test_a_note_is_short_and_plain(one_newsroom: Newsroom, note: str) -> None:
    with pytest.raises(BadInput) as raised:
        await flag(one_newsroom, await one_newsroom.post(), note=note)
    assert raised.value.code == "note-too-long"


@pytest.mark.parametrize("text", [INSULT, EXPULSION, HATRED])
async def test_what_readers_do_not_see_cannot_be_flagged(newsroom: Newsroom, text: str) -> None:
    with pytest.raises(NotFound):
        await flag(newsroom, await newsroom.post(text))


async def publish(newsroom: Newsroom, answer: Answer, *, n: int = 1, seq: int = 1, newest: int | None = None) -> None:
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, staff=newsroom.ada,
        outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(n, seq, newest),
    )  # fmt: skip


async def test_what_a_moderator_has_published_is_not_queued_again_for_that_clause(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await flag(newsroom, posted)
    newsroom.clock.pass_by(minutes=1)
    await publish(newsroom, posted)
    assert await cases_open(newsroom) == []
    newsroom.clock.pass_by(minutes=1)
    await flag(newsroom, posted, address="198.51.100.31")
    assert await cases_open(newsroom) == []
    await flag(newsroom, posted, clause="hatred", address="198.51.100.32")
    assert len(await cases_open(newsroom)) == 1


async def test_what_a_moderator_has_published_under_a_clauses_marks_is_settled_for_it(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await publish(newsroom, held)
    newsroom.clock.pass_by(minutes=1)
    await flag(newsroom, held, clause="generalisations")
    assert await cases_open(newsroom) == []


async def test_a_flagged_comment_that_its_author_edits_still_waits_for_a_moderator(newsroom: Newsroom) -> None:
    # Otherwise a full stop more would take it off the desk.
    posted = await newsroom.post("The pump is old")
    await flag(newsroom, posted)
    await edit(newsroom, posted, "The pump is old.")
    (case,) = await cases_open(newsroom)
    assert (case.why, case.n) == ("flagged", 2)
    await publish(newsroom, posted, n=2)
    assert await cases_open(newsroom) == []


async def test_a_flag_is_about_the_text_that_is_shown_and_deciding_it_closes_the_case(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await edit(newsroom, posted, HATRED)
    await flag(newsroom, posted)
    (case,) = await cases_open(newsroom)
    assert case.n == 1
    row = (await show_queue(newsroom.means, site_name=SITE))["cases"][0]
    assert row["text"] == "The pump is old."
    shown = await show_case(newsroom.means, site_name=SITE, comment_id=posted.own.id)
    assert shown["follows_shown"] == {"n": 1, "seq": 1, "newest": 2}
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=posted.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="other", note="", follows=Follows(1, 1, 2),
    )  # fmt: skip
    assert (await comment_of(newsroom, posted.own.id)).state is State.REJECTED
    assert await cases_open(newsroom) == []


async def test_a_flagged_comment_that_is_withdrawn_stays_at_the_desk(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await flag(newsroom, posted)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=posted.own.id, token=posted.token)
    assert len(await cases_open(newsroom)) == 1
