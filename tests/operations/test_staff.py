"""Staff: one-time links, sessions, roles; claims and notes."""

import asyncio
from uuid import UUID

import pytest

from folkmoot.errors import BadInput, NotAllowed, NotFound
from folkmoot.operations.claim_case import claim_case, release_case
from folkmoot.operations.note_comment import note_comment
from folkmoot.operations.set_up_site import add_site, add_staff, link_staff, remove_staff
from folkmoot.operations.show_case import show_case
from folkmoot.operations.staff_sign_in import link_is_good, make_link, member_of, sign_in, sign_out
from make import EXPULSION, INSULT, SITE, Newsroom
from operations.asking import column


async def test_a_link_signs_in_once(newsroom: Newsroom) -> None:
    link = await make_link(newsroom.means, staff_id=newsroom.ada)
    assert await link_is_good(newsroom.means, link)
    session = await sign_in(newsroom.means, link)
    member = await member_of(newsroom.means, session)
    assert member is not None
    assert (member.name, [role for *_, role in member.roles]) == ("Ada Lund", ["moderator"])
    assert not await link_is_good(newsroom.means, link)
    with pytest.raises(NotAllowed) as raised:
        await sign_in(newsroom.means, link)
    assert raised.value.code == "link-used"


async def test_of_many_uses_of_a_link_at_once_one_signs_in(newsroom: Newsroom) -> None:
    link = await make_link(newsroom.means, staff_id=newsroom.ada)
    answers = await asyncio.gather(*(sign_in(newsroom.means, link) for _ in range(8)), return_exceptions=True)
    assert sum(isinstance(answer, str) for answer in answers) == 1


async def test_a_link_is_good_for_a_day_and_looking_at_it_does_not_use_it_up(newsroom: Newsroom) -> None:
    link = await make_link(newsroom.means, staff_id=newsroom.ada)
    newsroom.clock.pass_by(hours=23, minutes=59)
    assert await link_is_good(newsroom.means, link)
    newsroom.clock.pass_by(minutes=1)
    assert not await link_is_good(newsroom.means, link)
    with pytest.raises(NotAllowed):
        await sign_in(newsroom.means, link)


async def test_a_session_lasts_thirty_days_or_until_one_signs_out(newsroom: Newsroom) -> None:
    session = await sign_in(newsroom.means, await make_link(newsroom.means, staff_id=newsroom.ada))
    other = await sign_in(newsroom.means, await make_link(newsroom.means, staff_id=newsroom.ada))
    await sign_out(newsroom.means, other)
    assert await member_of(newsroom.means, other) is None
    newsroom.clock.pass_by(days=29)
    assert await member_of(newsroom.means, session) is not None
    newsroom.clock.pass_by(days=1)
    assert await member_of(newsroom.means, session) is None


async def test_a_link_is_no_session_and_a_session_no_link(newsroom: Newsroom) -> None:
    link = await make_link(newsroom.means, staff_id=newsroom.ada)
    assert await member_of(newsroom.means, link) is None
    session = await sign_in(newsroom.means, link)
    with pytest.raises(NotAllowed):
        await sign_in(newsroom.means, session)


async def test_secrets_are_kept_as_hashes_only(newsroom: Newsroom) -> None:
    link = await make_link(newsroom.means, staff_id=newsroom.ada)
    session = await sign_in(newsroom.means, link)
    kept = await column(newsroom, "sign_in", "token_hash")
    assert len(kept) == 2
    assert not {link, session} & set(kept)


async def test_somebody_may_serve_several_sites_in_several_roles(newsroom: Newsroom) -> None:
    await add_site(newsroom.means, name="regatta-news", origins=("https://regatta.example",))
    await add_staff(newsroom.means, name="Cora Vance", role="editor", site_name=SITE)
    link = await add_staff(newsroom.means, name="Cora  Vance", role="moderator", site_name="regatta-news")
    member = await member_of(newsroom.means, await sign_in(newsroom.means, link))
    assert member is not None
    assert {(name, role) for _, name, _, _, role in member.roles} == {(SITE, "editor"), ("regatta-news", "moderator")}


async def test_whoever_leaves_is_out_at_once_and_may_be_taken_back(newsroom: Newsroom) -> None:
    session = await sign_in(newsroom.means, await link_staff(newsroom.means, name="Ada Lund"))
    unused = await link_staff(newsroom.means, name="Ada Lund")
    await remove_staff(newsroom.means, name="Ada Lund")
    assert await member_of(newsroom.means, session) is None
    assert not await link_is_good(newsroom.means, unused)
    with pytest.raises(NotFound):
        await link_staff(newsroom.means, name="Ada Lund")
    link = await add_staff(newsroom.means, name="Ada Lund", role="moderator", site_name=SITE)
    member = await member_of(newsroom.means, await sign_in(newsroom.means, link))
    assert member is not None
    assert member.id == newsroom.ada


@pytest.mark.parametrize(("name", "role", "code"), [("Cora", "boss", "role-unknown"), (" ", "editor", "name-empty")])
async def test_a_member_of_the_staff_has_a_name_and_a_role(
    one_newsroom: Newsroom, name: str, role: str, code: str
) -> None:
    with pytest.raises(BadInput) as raised:
        await add_staff(one_newsroom.means, name=name, role=role, site_name=SITE)
    assert raised.value.code == code


async def test_nobody_of_that_name_is_not_found(newsroom: Newsroom) -> None:
    for verb in (link_staff, remove_staff):
        with pytest.raises(NotFound) as raised:
            await verb(newsroom.means, name="Nobody")
        assert raised.value.code == "staff-unknown"


# Claims and notes


async def claim(newsroom: Newsroom, comment_id: UUID, staff: UUID, name: str = "Ada Lund") -> bool:
    return await claim_case(
        newsroom.means,
        site_name=SITE,
        comment_id=comment_id,
        staff=staff,
        staff_name=name,
    )


async def test_a_claim_holds_ten_minutes_against_others(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    assert await claim(newsroom, held.own.id, newsroom.ada)
    assert await claim(newsroom, held.own.id, newsroom.ada)
    assert not await claim(newsroom, held.own.id, newsroom.ben)
    case = await show_case(newsroom.means, site_name=SITE, comment_id=held.own.id)
    assert case["case"]["claimed_by"] == "Ada Lund"
    newsroom.clock.pass_by(minutes=10, seconds=1)
    case = await show_case(newsroom.means, site_name=SITE, comment_id=held.own.id)
    assert case["case"]["claimed_by"] is None
    assert await claim(newsroom, held.own.id, newsroom.ben)


async def test_a_claim_may_be_taken_back_by_its_owner_alone(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await claim(newsroom, held.own.id, newsroom.ada)
    await release_case(newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ben)
    assert not await claim(newsroom, held.own.id, newsroom.ben)
    await release_case(newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada)
    assert await claim(newsroom, held.own.id, newsroom.ben)


async def test_what_does_not_wait_cannot_be_claimed(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    assert not await claim(newsroom, posted.own.id, newsroom.ada)


async def test_a_note_stands_beside_the_case_for_the_desk(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await note_comment(
        newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada, text=" Wait for Ben. "
    )
    case = await show_case(newsroom.means, site_name=SITE, comment_id=held.own.id)
    assert case["notes"] == [{"who": "Ada Lund", "text": "Wait for Ben.", "at": newsroom.clock()}]


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "note-empty"), ("x" * 1001, "note-too-long"), ("\0", "note-too-long")]
)
async def test_a_note_is_short_and_plain(one_newsroom: Newsroom, text: str, code: str) -> None:
    held = await one_newsroom.post(EXPULSION)
    with pytest.raises(BadInput) as raised:
        await note_comment(
            one_newsroom.means, site_name=SITE, comment_id=held.own.id, staff=one_newsroom.ada, text=text
        )
    assert raised.value.code == code


async def test_nobody_notes_on_what_only_its_author_has_seen(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    with pytest.raises(NotFound):
        await note_comment(newsroom.means, site_name=SITE, comment_id=returned.own.id, staff=newsroom.ada, text="?")
