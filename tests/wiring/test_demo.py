"""The demo newspaper is played once and whole, however often it is opened, killed or moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from folkmoot.config import Config, read_config
from folkmoot.demo.content import load_stories
from folkmoot.demo.newspaper import SITE
from folkmoot.errors import Conflict
from folkmoot.operations.set_up_site import add_site
from folkmoot.store.read.desk import member_named
from folkmoot.store.read.sites import policy_in_force, site_named
from folkmoot.store.read.stories import stories_of
from folkmoot.wiring.demo import MODERATOR, load_demo_once
from folkmoot.wiring.house import House, open_house


class Killed(BaseException):
    """The process ends where it stands."""


def config_in(folder: Path, *, port: int = 8001) -> Config:
    return read_config({"FOLKMOOT_DATA": str(folder), "FOLKMOOT_DEMO_PORT": str(port)})


@asynccontextmanager
async def unjudged(config: Config) -> AsyncIterator[House]:
    """A house in which nobody waits for a judge: every comment is held."""
    async with open_house(config, judging=False) as house:
        yield replace(house, means=replace(house.means, deadline=0.0))


async def opened(config: Config, *, killed_after: int = -1) -> dict[str, int]:
    """Open the demo and return how many steps were played, and how many comments of each story wait."""
    steps = 0

    def progress(done: int, total: int) -> None:
        nonlocal steps
        steps = done
        if done == killed_after:
            raise Killed

    async with unjudged(config) as house:
        await load_demo_once(house, progress=progress)
        return {"steps": steps} | await comments_of(house)


async def comments_of(house: House) -> dict[str, int]:
    site = await house.store.read(lambda db: site_named(db, SITE))
    assert site is not None
    rows = await house.store.read(lambda db: stories_of(db, site=site.id))
    return {row.url: row.held for row in rows}


async def test_opened_a_second_time_it_is_as_it_was(tmp_path: Path) -> None:
    first = await opened(config_in(tmp_path))
    again = await opened(config_in(tmp_path))
    assert first["steps"] > 100
    assert again == first | {"steps": 0}


async def test_its_policy_is_older_than_what_it_judges_and_its_clock_is_the_stories(tmp_path: Path) -> None:
    async with unjudged(config_in(tmp_path)) as house:
        await load_demo_once(house, progress=lambda _done, _total: None)
        site = await house.store.read(lambda db: site_named(db, SITE))
        assert site is not None
        policy = await house.store.read(lambda db: policy_in_force(db, site_id=site.id))
    stories = load_stories()
    assert policy is not None
    assert policy.published_at < min(story.published_at for story in stories)
    zone = ZoneInfo(site.settings.timezone)
    assert all(s.published_at.utcoffset() == s.published_at.astimezone(zone).utcoffset() for s in stories)


@pytest.mark.parametrize("steps", [1, 60])
async def test_killed_while_it_was_loaded_it_is_begun_anew(tmp_path: Path, steps: int) -> None:
    whole = await opened(config_in(tmp_path / "whole"))
    config = config_in(tmp_path / "killed")
    with pytest.raises(Killed):
        await opened(config, killed_after=steps)
    assert await opened(config) == whole
    assert (await opened(config))["steps"] == 0


async def test_killed_before_its_first_story_it_is_loaded_into_the_site_that_is_there(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    async with unjudged(config) as house:
        await add_site(house.means, name=SITE, origins=("http://localhost:8001",), title="The Ferry Post")
    assert (await opened(config))["steps"] > 100


async def test_on_another_port_its_stories_move_with_it(tmp_path: Path) -> None:
    before = await opened(config_in(tmp_path))
    after = await opened(config_in(tmp_path, port=9001))
    assert after == {url.replace(":8001/", ":9001/"): count for url, count in (before | {"steps": 0}).items()}


async def test_a_publication_of_the_same_name_is_left_alone(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    async with unjudged(config) as house:
        await add_site(house.means, name=SITE, origins=("https://www.ferrypost.example",))
    with pytest.raises(Conflict, match="A publication of your own"):
        await opened(config)


async def test_its_moderator_keeps_her_place_when_it_is_begun_anew(tmp_path: Path) -> None:
    config = config_in(tmp_path)
    with pytest.raises(Killed):
        await opened(config, killed_after=5)
    await opened(config)
    async with unjudged(config) as house:
        member = await house.store.read(lambda db: member_named(db, MODERATOR))
    assert member is not None
    assert [role[1] for role in member.roles] == [SITE]
