"""A script is played into a site of its own once: half of it goes without a trace, and all of it may move."""

import pytest

from folkmoot.errors import Conflict
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.play_once import begin_playing, end_playing
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.show_thread import show_thread
from folkmoot.store.read.desk import queue_of
from folkmoot.store.read.stories import all_story_ids
from make import FINE, HATRED, SITE, Newsroom

STAGE = "http://localhost:8001"


async def half_played(newsroom: Newsroom) -> None:
    site = await begin_playing(newsroom.means, name="stage", title="The Stage", origin=STAGE)
    assert site is not None
    first = await newsroom.post(FINE, site="stage", url=f"{STAGE}/play")
    await newsroom.post(HATRED, site="stage", url=f"{STAGE}/play")
    await newsroom.post(FINE, site="stage", url=f"{STAGE}/play", parent=first.own.number)
    await flag_comment(
        newsroom.means,
        site_name="stage",
        comment_id=first.own.id,
        clause="personal-attacks",
        note="",
        token=None,
        address="192.0.2.9",
    )


async def test_half_of_it_goes_and_nothing_else(newsroom: Newsroom) -> None:
    await newsroom.post(FINE)
    await half_played(newsroom)
    again = await begin_playing(newsroom.means, name="stage", title="The Stage", origin=STAGE)
    assert again is not None
    assert await newsroom.means.store.read(lambda db: all_story_ids(db, site=again.id)) == []
    assert await newsroom.means.store.read(lambda db: queue_of(db, site_id=again.id)) == []
    found = await search_comments(newsroom.means, site_name=SITE, words="ferry", author="", state="", story="", page=1)
    assert found["total"] == 1


async def test_all_of_it_stays(newsroom: Newsroom) -> None:
    site = await begin_playing(newsroom.means, name="stage", title="The Stage", origin=STAGE)
    assert site is not None
    await newsroom.post(FINE, site="stage", url=f"{STAGE}/play")
    await end_playing(newsroom.means, site_id=site.id)
    assert await begin_playing(newsroom.means, name="stage", title="The Stage", origin=STAGE) is None
    assert len(await newsroom.means.store.read(lambda db: all_story_ids(db, site=site.id))) == 1


async def test_at_another_address_its_threads_are_found_there(newsroom: Newsroom) -> None:
    site = await begin_playing(newsroom.means, name="stage", title="The Stage", origin=STAGE)
    assert site is not None
    await newsroom.post(FINE, site="stage", url=f"{STAGE}/play")
    await end_playing(newsroom.means, site_id=site.id)
    moved = "http://localhost:9001"
    assert await begin_playing(newsroom.means, name="stage", title="The Stage", origin=moved) is None
    shown = await show_thread(newsroom.means, site_name="stage", url=f"{moved}/play")
    assert FINE.encode() in shown.bodies["identity"]
    await newsroom.post(FINE, site="stage", url=f"{moved}/play")


async def test_a_site_that_somebody_set_up_is_left_alone(newsroom: Newsroom) -> None:
    with pytest.raises(Conflict, match="A publication of your own"):
        await begin_playing(newsroom.means, name=SITE, title="The Ferry Post", origin=STAGE)
