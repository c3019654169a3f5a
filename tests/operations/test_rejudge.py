"""Judging again what could not be checked: persons' decisions stand."""

from folkmoot.discussion.comment import State
from folkmoot.discussion.story import Discussion
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage
from folkmoot.moderation.decision import TakenBy
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.check_store import check_store
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.import_page import import_page
from folkmoot.operations.own import Answer
from folkmoot.operations.rejudge import Rejudged, rejudge
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.set_up_site import publish_policy
from folkmoot.operations.switch_story import switch_story
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.samples import sample
from make import DULL, EXPULSION, FINE, HATRED, INSULT, SITE, Newsroom, a_key
from operations.asking import cases_open, comment_of, decisions_on


async def unheard(newsroom: Newsroom, text: str = FINE) -> Answer:
    newsroom.judge.silent = True
    answer = await newsroom.post(text)
    newsroom.judge.silent = False
    return answer


async def again(newsroom: Newsroom, *, everything: bool = False) -> Rejudged:
    return await rejudge(newsroom.means, site_name=SITE, everything=everything)


async def test_what_could_not_be_checked_is_published_or_rejected_once_it_can_be(newsroom: Newsroom) -> None:
    fine, bad = await unheard(newsroom), await unheard(newsroom, HATRED)
    assert await again(newsroom) == Rejudged(published=1, rejected=1, held=0, left=0)
    assert (await comment_of(newsroom, fine.own.id)).number == "1"
    assert (await comment_of(newsroom, bad.own.id)).state is State.REJECTED
    assert await cases_open(newsroom) == []
    assert await check_store(newsroom.means) == []


async def test_a_first_try_that_might_have_been_reworded_waits_for_a_person_with_its_marks(newsroom: Newsroom) -> None:
    tried = await unheard(newsroom, INSULT)
    assert (await again(newsroom)).held == 1
    last = (await decisions_on(newsroom, tried.own.id))[-1].decision
    assert (last.outcome, last.taken_by) == (Outcome.HOLD, TakenBy.POLICY)
    assert [[span.of(INSULT) for span in f.spans] for f in last.grounds] == [["doorstop"]]


async def test_while_the_judge_is_still_silent_everything_is_left_as_it_was(newsroom: Newsroom) -> None:
    held = await unheard(newsroom)
    newsroom.judge.silent = True
    assert await again(newsroom) == Rejudged(published=0, rejected=0, held=0, left=1)
    assert len(await decisions_on(newsroom, held.own.id)) == 1


async def test_what_a_person_has_decided_or_was_asked_about_is_left_alone(newsroom: Newsroom) -> None:
    looked_at = await unheard(newsroom)
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=looked_at.own.id, staff=newsroom.ada,
        outcome=Outcome.HOLD, clause=None, note="", follows=Follows(1, 1),
    )  # fmt: skip
    returned = await newsroom.post(INSULT)
    await ask_moderator(newsroom.means, site_name=SITE, comment_id=returned.own.id, token=returned.token)
    assert await again(newsroom, everything=True) == Rejudged(0, 0, 0, 0)
    assert len(await cases_open(newsroom)) == 2


async def test_without_the_option_only_what_could_not_be_checked_is_judged_again(newsroom: Newsroom) -> None:
    await newsroom.post(EXPULSION)
    assert await again(newsroom) == Rejudged(0, 0, 0, 0)


async def test_all_that_waits_is_judged_by_the_policy_in_force_now(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    source = sample("newspaper").replace("signal: generalisation\n", "signal: generalisation\n    mild: true\n")
    milder = sample("newspaper").replace("hold: 0.65\n    unknown: ignore", "hold: 0.95\n    unknown: ignore")
    assert milder not in (source, sample("newspaper"))
    await publish_policy(newsroom.means, site_name=SITE, source=milder)
    assert (await again(newsroom, everything=True)).published == 1
    last = (await decisions_on(newsroom, held.own.id))[-1].decision
    assert (last.outcome, last.policy) == (Outcome.PUBLISH, 2)


async def test_what_says_nothing_new_is_not_written_again(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    assert (await again(newsroom, everything=True)).held == 1
    assert len(await decisions_on(newsroom, held.own.id)) == 1


async def test_under_a_story_that_waits_it_still_waits(newsroom: Newsroom) -> None:
    await newsroom.post()
    await unheard(newsroom)
    await switch_story(
        newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.WAIT, staff=newsroom.ada
    )
    assert (await again(newsroom)).held == 1
    assert (await cases_open(newsroom))[0].why in ("unchecked", "waits")


async def test_a_held_edit_is_judged_again_and_shown(newsroom: Newsroom) -> None:
    posted = await newsroom.post("The pump is olde.")
    newsroom.judge.silent = True
    await revise_comment(
        newsroom.means, site_name=SITE, comment_id=posted.own.id, token=posted.token,
        text="The pump is old.", key=a_key(), address="",
    )  # fmt: skip
    newsroom.judge.silent = False
    assert (await again(newsroom)).published == 1
    assert (await comment_of(newsroom, posted.own.id)).shown == 2


async def test_imported_comments_are_judged_again_as_imports(newsroom: Newsroom) -> None:
    newsroom.judge.silent = True
    comments = (
        PrintedComment("1", "Serop", FINE),
        PrintedComment("2", "Norin", INSULT),
        PrintedComment("3", "Ara", DULL),
    )
    await import_page(newsroom.means, site_name=SITE, page=PrintedPage(headline="Ferry", comments=comments))
    newsroom.judge.silent = False
    assert await again(newsroom) == Rejudged(published=1, rejected=1, held=1, left=0)
    assert await check_store(newsroom.means) == []


async def test_a_moderator_who_decides_meanwhile_is_not_overruled(newsroom: Newsroom) -> None:
    held = await unheard(newsroom)
    judging = await newsroom.until_judged(again(newsroom))
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="other", note="", follows=Follows(1, 1),
    )  # fmt: skip
    newsroom.judge_on()
    assert (await judging).left == 1
    assert (await comment_of(newsroom, held.own.id)).state is State.REJECTED
