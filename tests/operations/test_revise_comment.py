"""Revising: the rewording of a returned comment, and edits within the minutes that the site allows."""

import asyncio
from typing import Literal
from uuid import uuid4

import pytest

from folkmoot.discussion.comment import State
from folkmoot.discussion.story import Discussion
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.own import Answer
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.show_thread import show_thread
from folkmoot.operations.switch_story import switch_story
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome
from make import DULL, EXPULSION, FINE, HATRED, INSULT, SITE, STORY, Newsroom, a_key
from operations.asking import cases_open, comment_of, rows_of


async def revise(newsroom: Newsroom, answer: Answer, text: str, **detail: str) -> Answer:
    given = {"token": answer.token, "key": a_key(), "address": "198.51.100.20"} | detail
    return await revise_comment(newsroom.means, site_name=SITE, comment_id=answer.own.id, text=text, **given)


async def page(newsroom: Newsroom) -> str:
    return (await show_thread(newsroom.means, site_name=SITE, url=STORY)).bodies["identity"].decode()


# The second try


async def test_a_reworded_comment_is_published_under_its_first_number(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    reworded = await revise(newsroom, returned, FINE)
    own = reworded.own
    assert (own.state, own.number, own.revision, own.attempt, own.text) == (State.PUBLISHED, "1", 2, 2, FINE)
    assert reworded.token == returned.token


@pytest.mark.parametrize(("text", "state"), [(INSULT, State.REJECTED), (DULL, State.HELD), (HATRED, State.REJECTED)])
async def test_a_second_try_counts_whatever_it_says(newsroom: Newsroom, text: str, state: State) -> None:
    returned = await newsroom.post(INSULT)
    assert (await revise(newsroom, returned, text)).own.state is state


async def test_a_rejected_second_try_cannot_be_changed_again(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    await revise(newsroom, returned, INSULT)
    with pytest.raises(NotAllowed) as raised:
        await revise(newsroom, returned, FINE)
    assert raised.value.code == "too-late"


async def test_a_rewording_sent_twice_at_once_is_one_revision(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    key = a_key()
    answers = await asyncio.gather(*(revise(newsroom, returned, FINE, key=key) for _ in range(5)))
    assert {answer.own.number for answer in answers} == {"1"}
    assert await rows_of(newsroom, "revision") == 2


async def test_two_rewordings_from_two_windows_at_once_are_one_and_a_clear_error(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    texts = ("The first window's text.", "The second window's text.")
    answers = await asyncio.gather(*(revise(newsroom, returned, text) for text in texts), return_exceptions=True)
    (error,) = [answer for answer in answers if isinstance(answer, BaseException)]
    assert isinstance(error, Conflict)
    assert error.code == "revised-meanwhile"
    assert await rows_of(newsroom, "revision") == 2


async def test_the_same_key_with_another_text_is_an_error(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    key = a_key()
    await revise(newsroom, returned, DULL, key=key)
    with pytest.raises(Conflict) as raised:
        await revise(newsroom, returned, FINE, key=key)
    assert raised.value.code == "key-reused"


async def test_a_rewording_is_held_where_the_judge_does_not_answer(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    newsroom.judge.silent = True
    assert (await revise(newsroom, returned, FINE)).own.state is State.HELD


# Edits


async def test_an_edit_within_five_minutes_is_judged_and_shown(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is olde.")
    newsroom.clock.pass_by(minutes=4, seconds=59)
    edited = await revise(newsroom, posted, "The pump is old.")
    assert (edited.own.state, edited.own.number, edited.own.revision) == (State.PUBLISHED, "1", 2)
    assert "The pump is old." in await page(newsroom)
    assert "edited" in await page(newsroom)


async def test_after_five_minutes_an_edit_is_too_late(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    newsroom.clock.pass_by(minutes=5)
    with pytest.raises(NotAllowed) as raised:
        await revise(newsroom, posted, "Another text.")
    assert raised.value.code == "too-late"


async def test_an_edit_does_not_lengthen_the_time_for_the_next(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    newsroom.clock.pass_by(minutes=4)
    await revise(newsroom, posted, "Another text.")
    newsroom.clock.pass_by(minutes=1)
    with pytest.raises(NotAllowed):
        await revise(newsroom, posted, "A third text.")


@pytest.mark.parametrize(("text", "outcome"), [(INSULT, Outcome.REJECT), (EXPULSION, Outcome.HOLD)])
async def test_an_edit_that_is_not_published_leaves_the_shown_text_as_it_was(
    newsroom: Newsroom, text: str, outcome: Outcome
) -> None:
    posted = await newsroom.post("The pump is old.")
    edited = await revise(newsroom, posted, text)
    assert (edited.own.state, edited.own.outcome) == (State.PUBLISHED, outcome)
    assert (edited.own.shown_text, edited.own.text) == ("The pump is old.", text)
    shown = await page(newsroom)
    assert "The pump is old." in shown
    assert text not in shown
    assert len(await cases_open(newsroom)) == (outcome is Outcome.HOLD)


async def test_a_held_edit_that_a_moderator_publishes_is_shown(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await revise(newsroom, posted, EXPULSION)
    decided = await decide_comment(
        newsroom.means, site_name=SITE, comment_id=posted.own.id, staff=newsroom.ada,
        outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(2, 1, 2),
    )  # fmt: skip
    assert (decided.state, decided.number, decided.left) == (State.PUBLISHED, "1", 0)
    assert EXPULSION in await page(newsroom)


async def test_another_edit_of_a_held_one_takes_its_place_at_the_desk(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await revise(newsroom, posted, EXPULSION)
    await revise(newsroom, posted, f"{EXPULSION} Soon.")
    (case,) = await cases_open(newsroom)
    assert case.n == 3
    await revise(newsroom, posted, "The pump was old.")
    assert await cases_open(newsroom) == []
    assert "The pump was old." in await page(newsroom)


async def test_a_held_comment_may_be_edited_and_so_be_published(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    edited = await revise(newsroom, held, FINE)
    assert (edited.own.state, edited.own.number) == (State.PUBLISHED, "1")
    assert await cases_open(newsroom) == []


async def test_what_a_moderator_was_asked_about_is_his_and_cannot_be_edited(newsroom: Newsroom) -> None:
    # The machine must not publish another text past the person who was asked.
    returned = await newsroom.post(INSULT)
    asked = await ask_moderator(newsroom.means, site_name=SITE, comment_id=returned.own.id, token=returned.token)
    assert asked.own.can == {"withdraw"}
    with pytest.raises(NotAllowed) as raised:
        await revise(newsroom, returned, FINE)
    assert raised.value.code == "too-late"
    assert len(await cases_open(newsroom)) == 1


async def test_what_a_moderator_has_rejected_or_kept_held_cannot_be_edited(newsroom: Newsroom) -> None:
    refusals: list[tuple[Literal[Outcome.REJECT, Outcome.HOLD], str | None]]
    refusals = [(Outcome.REJECT, "other"), (Outcome.HOLD, None)]
    for outcome, clause in refusals:
        posted = await newsroom.post()
        await decide_comment(
            newsroom.means, site_name=SITE, comment_id=posted.own.id, staff=newsroom.ada,
            outcome=outcome, clause=clause, note="", follows=Follows(1, 1),
        )  # fmt: skip
        with pytest.raises(NotAllowed):
            await revise(newsroom, posted, "Another text.")


async def test_an_edit_is_refused_where_a_moderator_decides_while_it_is_judged(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    editing = await newsroom.until_judged(revise(newsroom, posted, "Another text."))
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=posted.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="other", note="", follows=Follows(1, 1),
    )  # fmt: skip
    newsroom.judge_on()
    with pytest.raises(Conflict) as raised:
        await editing
    assert raised.value.code == "revised-meanwhile"
    assert (await comment_of(newsroom, posted.own.id)).newest == 1


async def test_under_a_closed_story_nothing_is_edited(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await switch_story(
        newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.CLOSED, staff=newsroom.ada
    )
    with pytest.raises(NotAllowed):
        await revise(newsroom, posted, "Another text.")


async def test_what_was_withdrawn_cannot_be_edited(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=posted.own.id, token=posted.token)
    with pytest.raises(NotAllowed):
        await revise(newsroom, posted, "Another text.")


async def test_only_the_author_may_revise(newsroom: Newsroom) -> None:
    posted, other = await newsroom.post(), await newsroom.post()
    for token in (other.token, "forged", ""):
        with pytest.raises(NotAllowed) as raised:
            await revise(newsroom, posted, "Another text.", token=token)
        assert raised.value.code == "not-your-comment"


async def test_a_comment_that_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    with pytest.raises(NotFound):
        await revise_comment(
            newsroom.means, site_name=SITE, comment_id=uuid4(), token=posted.token, text=FINE, key=a_key(), address=""
        )


async def test_an_empty_rewording_is_refused_and_the_comment_still_waits_for_one(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    with pytest.raises(BadInput):
        await revise(newsroom, returned, "  ")
    assert (await revise(newsroom, returned, FINE)).own.state is State.PUBLISHED


async def test_a_retry_of_an_edit_is_answered_after_the_minutes_are_over(newsroom: Newsroom) -> None:
    posted, key = await newsroom.post(), a_key()
    await revise(newsroom, posted, "Another text.", key=key)
    newsroom.clock.pass_by(minutes=10)
    assert (await revise(newsroom, posted, "Another text.", key=key)).repeated
