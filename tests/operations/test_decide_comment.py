"""Deciding by a moderator's hand: publishing, rejecting, holding, being overtaken, undoing."""

import asyncio
from typing import Any

import pytest

from folkmoot.discussion.comment import State
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.moderation.decision import TakenBy
from folkmoot.operations.decide_comment import Decided, Follows, decide_comment, undo_decision
from folkmoot.operations.own import Answer, show_mine
from folkmoot.operations.refresh import desk_topic, thread_topic
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.show_case import show_case
from folkmoot.operations.show_thread import show_thread
from folkmoot.policy.outcome import Outcome
from make import EXPULSION, FINE, FOREIGN, HATRED, INSULT, ORIGIN, SITE, STORY, THREAT, Newsroom, a_key
from operations.asking import cases_open, comment_of, decisions_on, numbers_under


async def decide(newsroom: Newsroom, answer: Answer, outcome: Any, **detail: Any) -> Decided:
    given = {"staff": newsroom.ada, "clause": None, "note": "", "follows": Follows(1, 1)} | detail
    return await decide_comment(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, outcome=outcome, **given
    )  # fmt: skip


async def undo(newsroom: Newsroom, answer: Answer, *, follows: Follows) -> Decided:
    return await undo_decision(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, staff=newsroom.ben, follows=follows
    )


async def page(newsroom: Newsroom) -> str:
    return (await show_thread(newsroom.means, site_name=SITE, url=STORY)).bodies["identity"].decode()


async def test_a_held_comment_that_is_published_takes_the_next_number(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await newsroom.post()
    decided = await decide(newsroom, held, Outcome.PUBLISH)
    assert (decided.state, decided.number, decided.n, decided.seq) == (State.PUBLISHED, "2", 1, 2)
    assert decided.decision.taken_by is TakenBy.PERSON
    assert EXPULSION in await page(newsroom)


async def test_the_answer_names_what_is_left_and_what_has_waited_longest(newsroom: Newsroom) -> None:
    first, second, third = [await newsroom.post(EXPULSION) for _ in range(3)]
    decided = await decide(newsroom, second, Outcome.PUBLISH)
    assert (decided.left, decided.next) == (2, first.own.id)
    await decide(newsroom, first, Outcome.PUBLISH)
    last = await decide(newsroom, third, Outcome.PUBLISH)
    assert (last.left, last.next) == (0, None)


async def test_a_rejection_cites_its_clause_and_keeps_the_judges_marks_under_it(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    decided = await decide(newsroom, held, Outcome.REJECT, clause="generalisations", note="Please argue.")
    (ground,) = decided.decision.grounds
    assert (ground.clause, [span.of(EXPULSION) for span in ground.spans]) == ("generalisations", ["mountains"])
    mine = await show_mine(newsroom.means, site_name=SITE, url=STORY, token=held.token)
    (own,) = mine.comments
    assert (own.state, own.by_person, own.note) == (State.REJECTED, True, "Please argue.")
    assert own.can == frozenset()


async def test_a_published_comment_that_nobody_flagged_can_be_removed(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    decided = await decide(newsroom, posted, Outcome.REJECT, clause="other")
    assert (decided.state, decided.number) == (State.REJECTED, "1")
    shown = await page(newsroom)
    assert "The pump is old." not in shown
    assert "Removed by a moderator: “Nothing else that would be unlawful or unfair to print.”" in shown


async def test_nobody_reads_the_text_once_the_rejection_is_answered(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await page(newsroom)
    told: list[tuple[Any, dict[str, Any]]] = []
    newsroom.means.bus.watch(lambda topic, message: told.append((topic, message)))
    decided = await decide(newsroom, posted, Outcome.REJECT, clause="other")
    threads = [m for topic, m in told if topic == thread_topic(newsroom.site.id, decided.story)]
    assert [message["restricted"] for message in threads] == [True]
    desk = [m for topic, m in told if topic == desk_topic(newsroom.site.id)]
    assert [message["event"] for message in desk] == ["decided", "queue"]
    assert (desk[0]["who"], desk[0]["outcome"], desk[0]["clause"]) == ("Ada Lund", "reject", "other")


async def test_holding_takes_a_published_comment_off_the_page_until_somebody_decides(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    held = await decide(newsroom, posted, Outcome.HOLD)
    assert (held.state, held.number, held.left) == (State.HELD, "1", 1)
    assert "The pump is old." not in await page(newsroom)
    again = await decide(newsroom, posted, Outcome.PUBLISH, follows=Follows(1, 2))
    assert (again.state, again.number, again.left) == (State.PUBLISHED, "1", 0)
    assert "The pump is old." in await page(newsroom)


async def test_a_comment_that_is_kept_held_stays_at_the_desk(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    decided = await decide(newsroom, held, Outcome.HOLD)
    assert (decided.state, decided.left) == (State.HELD, 1)


async def test_what_the_policy_rejected_may_be_published_by_a_moderator_and_its_strikes_go(newsroom: Newsroom) -> None:
    rejected = await newsroom.post(THREAT, address="198.51.100.7")
    decided = await decide(newsroom, rejected, Outcome.PUBLISH)
    assert decided.number == "1"
    case = await show_case(newsroom.means, site_name=SITE, comment_id=rejected.own.id)
    assert case["author_record"]["strikes"] == 0
    assert (await newsroom.post(address="198.51.100.7")).own.state is State.PUBLISHED


@pytest.mark.parametrize(("clause", "code"), [(None, "clause-missing"), ("rudeness", "clause-unknown")])
async def test_a_rejection_names_a_clause_of_the_policy(one_newsroom: Newsroom, clause: str | None, code: str) -> None:
    held = await one_newsroom.post(EXPULSION)
    with pytest.raises(BadInput) as raised:
        await decide(one_newsroom, held, Outcome.REJECT, clause=clause)
    assert raised.value.code == code


@pytest.mark.parametrize("note", ["x" * 1001, "NUL \0", "half \ud83d"])
async def test_a_note_is_short_and_plain(one_newsroom: Newsroom, note: str) -> None:
    held = await one_newsroom.post(EXPULSION)
    with pytest.raises(BadInput) as raised:
        await decide(one_newsroom, held, Outcome.PUBLISH, note=note)
    assert raised.value.code == "note-too-long"


async def test_returned_comments_and_those_of_other_sites_are_not_there(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    with pytest.raises(NotFound):
        await decide(newsroom, returned, Outcome.PUBLISH)
    with pytest.raises(NotFound):
        await decide_comment(
            newsroom.means, site_name="regatta-news", comment_id=returned.own.id, staff=newsroom.ada,
            outcome=Outcome.PUBLISH, clause=None, note="", follows=Follows(1, 1),
        )  # fmt: skip


# Two at once


async def test_the_second_of_two_moderators_is_shown_the_first(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await decide(newsroom, held, Outcome.REJECT, clause="hatred")
    with pytest.raises(Conflict) as raised:
        await decide(newsroom, held, Outcome.PUBLISH, staff=newsroom.ben)
    assert raised.value.code == "decided-by-another"
    assert raised.value.details == {
        "who": "Ada Lund",
        "outcome": "reject",
        "clause": "hatred",
        "at": "2026-11-24T12:00:00+00:00",
        "follows": {"n": 1, "seq": 2},
    }
    assert (await comment_of(newsroom, held.own.id)).state is State.REJECTED


async def test_of_two_moderators_at_once_one_decides(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    answers = await asyncio.gather(
        decide(newsroom, held, Outcome.PUBLISH),
        decide(newsroom, held, Outcome.REJECT, clause="hatred", staff=newsroom.ben),
        return_exceptions=True,
    )
    (error,) = [answer for answer in answers if isinstance(answer, BaseException)]
    assert isinstance(error, Conflict)
    assert error.code == "decided-by-another"
    assert error.details["who"] in ("Ada Lund", "Ben Okoro")
    assert len(await decisions_on(newsroom, held.own.id)) == 2


async def test_whoever_was_overtaken_may_follow_the_first_with_open_eyes(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await decide(newsroom, held, Outcome.REJECT, clause="hatred")
    with pytest.raises(Conflict) as raised:
        await decide(newsroom, held, Outcome.PUBLISH, staff=newsroom.ben)
    follows: Any = raised.value.details["follows"]
    again = await decide(newsroom, held, Outcome.PUBLISH, staff=newsroom.ben, follows=Follows(**follows))
    assert again.state is State.PUBLISHED


async def test_a_decision_whose_taker_had_not_seen_the_newest_text_is_refused(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await edit(newsroom, posted, EXPULSION)
    for follows in (Follows(1, 1), Follows(3, 1), Follows(1, 1, 1)):
        with pytest.raises(Conflict) as raised:
            await decide(newsroom, posted, Outcome.PUBLISH, follows=follows)
        assert raised.value.code == "revised-meanwhile"


async def test_the_clocks_of_two_servers_may_differ(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    newsroom.clock.pass_by(seconds=-30)  # the other server's clock is behind
    await decide(newsroom, held, Outcome.REJECT, clause="hatred")
    assert (await decide(newsroom, held, Outcome.PUBLISH, follows=Follows(1, 2))).state is State.PUBLISHED
    kept = await decisions_on(newsroom, held.own.id)
    assert [k.seq for k in kept] == [1, 2, 3]


# The shown and the newest text


async def edit(newsroom: Newsroom, answer: Answer, text: str) -> Answer:
    return await revise_comment(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token, text=text, key=a_key(), address=""
    )


async def test_the_shown_text_may_be_removed_while_an_edit_of_it_waits(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await edit(newsroom, posted, EXPULSION)
    removed = await decide(newsroom, posted, Outcome.REJECT, clause="other", follows=Follows(1, 1, 2))
    assert (removed.state, removed.left) == (State.REJECTED, 1)
    published = await decide(newsroom, posted, Outcome.PUBLISH, follows=Follows(2, 1))
    assert (published.state, published.number, published.left) == (State.PUBLISHED, "1", 0)


async def test_an_edit_that_is_rejected_leaves_the_shown_text(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await edit(newsroom, posted, EXPULSION)
    decided = await decide(newsroom, posted, Outcome.REJECT, clause="hatred", follows=Follows(2, 1))
    assert (decided.state, decided.left) == (State.PUBLISHED, 0)
    assert "The pump is old." in await page(newsroom)


# Undoing


async def test_undoing_a_removal_restores_number_and_text(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is old.")
    await newsroom.post()
    await decide(newsroom, posted, Outcome.REJECT, clause="other")
    undone = await undo(newsroom, posted, follows=Follows(1, 2))
    assert (undone.state, undone.number, undone.seq) == (State.PUBLISHED, "1", 3)
    assert undone.decision.strikes == 0
    assert "The pump is old." in await page(newsroom)
    assert await numbers_under(newsroom) == ["1", "2"]


async def test_undoing_a_publication_brings_the_comment_back_to_the_desk(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await decide(newsroom, held, Outcome.PUBLISH)
    undone = await undo(newsroom, held, follows=Follows(1, 2))
    assert (undone.state, undone.number, undone.left) == (State.HELD, "1", 1)
    assert EXPULSION not in await page(newsroom)
    (case,) = await cases_open(newsroom)
    assert case.why == "held"
    again = await decide(newsroom, held, Outcome.PUBLISH, follows=Follows(1, 3))
    assert again.number == "1"


async def test_undoing_a_rejection_of_what_waited_brings_back_why_it_waited(newsroom: Newsroom) -> None:
    held = await newsroom.post(FOREIGN)
    await decide(newsroom, held, Outcome.REJECT, clause="other")
    await undo(newsroom, held, follows=Follows(1, 2))
    assert [case.why for case in await cases_open(newsroom)] == ["unknown"]


async def test_undone_twice_the_decision_stands_again(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await decide(newsroom, posted, Outcome.REJECT, clause="other")
    await undo(newsroom, posted, follows=Follows(1, 2))
    again = await undo(newsroom, posted, follows=Follows(1, 3))
    assert again.state is State.REJECTED
    assert again.decision.strikes == 1


@pytest.mark.parametrize("text", [FINE, EXPULSION, HATRED])
async def test_only_a_persons_decision_can_be_undone(newsroom: Newsroom, text: str) -> None:
    posted = await newsroom.post(text)
    with pytest.raises(NotAllowed) as raised:
        await undo(newsroom, posted, follows=Follows(1, 1))
    assert raised.value.code == "nothing-to-undo"


async def test_an_undo_too_names_the_decision_that_it_follows(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    await decide(newsroom, posted, Outcome.REJECT, clause="other")
    await decide(newsroom, posted, Outcome.PUBLISH, follows=Follows(1, 2))
    with pytest.raises(Conflict) as raised:
        await undo(newsroom, posted, follows=Follows(1, 2))
    assert raised.value.code == "decided-by-another"


# Numbers


async def test_replies_that_were_held_are_numbered_in_the_order_of_their_publication(newsroom: Newsroom) -> None:
    await newsroom.post()
    first, second = await newsroom.post(EXPULSION, parent="1"), await newsroom.post(EXPULSION, parent="1")
    assert (await decide(newsroom, second, Outcome.PUBLISH)).number == "1.1"
    assert (await decide(newsroom, first, Outcome.PUBLISH)).number == "1.2"


async def test_many_decisions_and_posts_at_once_leave_no_gap(newsroom: Newsroom) -> None:
    held = [await newsroom.post(EXPULSION) for _ in range(20)]
    await asyncio.gather(
        *(decide(newsroom, one, Outcome.PUBLISH) for one in held), *(newsroom.post() for _ in range(20))
    )
    assert await numbers_under(newsroom) == [str(n) for n in range(1, 41)]


async def test_a_reply_may_be_published_whose_parent_was_removed_meanwhile(newsroom: Newsroom) -> None:
    parent = await newsroom.post()
    reply = await newsroom.post(EXPULSION, parent="1")
    await decide(newsroom, parent, Outcome.REJECT, clause="other")
    assert (await decide(newsroom, reply, Outcome.PUBLISH)).number == "1.1"


async def test_another_storys_numbers_are_its_own(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION, url=f"{ORIGIN}/other")
    await newsroom.post()
    assert (await decide(newsroom, held, Outcome.PUBLISH)).number == "1"
