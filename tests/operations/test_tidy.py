"""Tidying: what is kept for a time only goes when its time has come."""

from uuid import UUID

from folkmoot.discussion.comment import State
from folkmoot.operations.check_store import check_store
from folkmoot.operations.deliver import deliver_due
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.own import show_mine
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.staff_sign_in import link_is_good, make_link, member_of, sign_in
from folkmoot.operations.tidy import Tidied, tidy
from folkmoot.operations.withdraw_comment import withdraw_comment
from make import EXPULSION, FINE, INSULT, SITE, STORY, Newsroom, a_key
from operations.asking import column, rows_of


async def test_networks_go_after_thirty_days(newsroom: Newsroom) -> None:
    posted = await newsroom.post(address="198.51.100.9")
    await flag_comment(
        newsroom.means,
        site_name=SITE,
        comment_id=posted.own.id,
        clause="other",
        note="",
        token=None,
        address="198.51.100.8",
    )
    hashed = newsroom.means.secrets.network("198.51.100.9"), newsroom.means.secrets.network("198.51.100.8")
    newsroom.clock.pass_by(days=30)
    assert (await tidy(newsroom.means)).networks == 0
    newsroom.clock.pass_by(seconds=1)
    assert (await tidy(newsroom.means)).networks == 2
    assert await column(newsroom, "revision", "network") == [None]
    (flagger,) = await column(newsroom, "flag", "flagger")
    assert flagger.startswith("gone:")
    assert not any(one in flagger for one in hashed)
    assert (await tidy(newsroom.means)).networks == 0


async def test_flags_of_several_networks_stay_several(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    for n in range(3):
        await flag_comment(
            newsroom.means,
            site_name=SITE,
            comment_id=posted.own.id,
            clause="other",
            note="",
            token=None,
            address=f"::{n}:0:0:0:1",
        )
    newsroom.clock.pass_by(days=31)
    await tidy(newsroom.means)
    assert len(set(await column(newsroom, "flag", "flagger"))) == 3


async def test_an_authors_flag_stays_his(newsroom: Newsroom) -> None:
    posted, reader = await newsroom.post(), await newsroom.post()
    await flag_comment(
        newsroom.means,
        site_name=SITE,
        comment_id=posted.own.id,
        clause="other",
        note="",
        token=reader.token,
        address="",
    )
    before = await column(newsroom, "flag", "flagger")
    newsroom.clock.pass_by(days=31)
    await tidy(newsroom.means)
    assert await column(newsroom, "flag", "flagger") == before


async def test_texts_that_only_their_authors_have_seen_go_after_seven_days(newsroom: Newsroom) -> None:
    left, thrown, held = await newsroom.post(INSULT), await newsroom.post(INSULT), await newsroom.post(EXPULSION)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=thrown.own.id, token=thrown.token)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=held.own.id, token=held.token)
    reworded = await newsroom.post(INSULT)
    await revise(newsroom, reworded.own.id, reworded.token)
    newsroom.clock.pass_by(days=7)
    assert (await tidy(newsroom.means)).returned == 0
    newsroom.clock.pass_by(seconds=1)
    assert (await tidy(newsroom.means)).returned == 2
    texts = await column(newsroom, "revision", "text")
    assert sorted(t for t in texts if t) == sorted([EXPULSION, INSULT, FINE])
    assert (await tidy(newsroom.means)).returned == 0
    (own,) = (await show_mine(newsroom.means, site_name=SITE, url=STORY, token=left.token)).comments
    assert (own.state, own.text) == (State.RETURNED, "")
    assert await check_store(newsroom.means) == []


async def test_a_returned_comment_may_still_be_reworded_when_its_text_has_gone(newsroom: Newsroom) -> None:
    left = await newsroom.post(INSULT)
    newsroom.clock.pass_by(days=8)
    await tidy(newsroom.means)
    assert await revise(newsroom, left.own.id, left.token) is State.PUBLISHED


async def revise(newsroom: Newsroom, comment_id: UUID, token: str) -> State:
    answer = await revise_comment(
        newsroom.means,
        site_name=SITE,
        comment_id=comment_id,
        token=token,
        text=FINE,
        key=a_key(),
        address="",
    )
    return answer.own.state


async def test_keys_of_requests_go_after_a_day(newsroom: Newsroom) -> None:
    await newsroom.post()
    newsroom.clock.pass_by(hours=24)
    assert (await tidy(newsroom.means)).keys == 0
    newsroom.clock.pass_by(seconds=1)
    assert (await tidy(newsroom.means)).keys == 1


async def test_events_go_a_day_after_their_delivery_and_undelivered_ones_stay(newsroom: Newsroom) -> None:
    await newsroom.post()
    await deliver_due(newsroom.means)
    await newsroom.post()
    newsroom.clock.pass_by(days=2)
    assert (await tidy(newsroom.means)).events == 1
    assert await rows_of(newsroom, "event") == 1


async def test_links_and_sessions_go_when_they_have_ended(newsroom: Newsroom) -> None:
    session = await sign_in(newsroom.means, await make_link(newsroom.means, staff_id=newsroom.ada))
    unused = await make_link(newsroom.means, staff_id=newsroom.ada)
    newsroom.clock.pass_by(days=2)
    assert (await tidy(newsroom.means)).sign_ins == 2
    assert not await link_is_good(newsroom.means, unused)
    assert await member_of(newsroom.means, session) is not None


async def test_an_empty_newsroom_has_nothing_to_tidy(newsroom: Newsroom) -> None:
    assert await tidy(newsroom.means) == Tidied(0, 0, 0, 0, 0)
