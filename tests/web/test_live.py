"""The live door: who follows a thread hears of each change, finds it on the page, and is let go at the end."""

import asyncio
import json
import time
from typing import Any

import httpx

from folkmoot.operations.staff_sign_in import make_link
from folkmoot.store.interface import Store
from folkmoot.store.read import stories
from make import EXPULSION, FINE, ORIGIN, SITE, STORY, a_newsroom
from web.doors import API, PUBLIC, House, opened
from web.serving import Served, served


class Stream:
    """An open stream, read event by event."""

    def __init__(self, answer: httpx.Response) -> None:
        self._lines = answer.aiter_lines()

    async def next(self) -> tuple[str, dict[str, Any]]:
        """Return the next event's name and data."""
        name = ""
        async with asyncio.timeout(5):
            async for line in self._lines:
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: "):
                    return name, json.loads(line.removeprefix("data: "))
        raise AssertionError("the stream has ended")

    async def rest(self) -> list[str]:
        """Return the lines until the stream ends."""
        async with asyncio.timeout(5):
            return [line async for line in self._lines]


def following(at: Served, url: str = STORY) -> Any:
    """Open a reader's stream."""
    return at.browser.stream("GET", f"{API}/live", params={"url": url}, headers={"origin": ORIGIN})


async def test_a_reader_is_told_the_present_version_at_once(house: House) -> None:
    await house.write(FINE)
    async with served(house) as at, following(at) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["access-control-allow-origin"] == ORIGIN
        assert answer.headers["cache-control"] == "no-store"
        assert await Stream(answer).next() == ("thread", {"version": 1, "count": 1, "numbered": []})


async def test_a_new_comment_is_told_and_is_on_the_page_by_then(house: House) -> None:
    await house.write("The first word.")
    async with served(house) as at, following(at) as answer:
        stream = Stream(answer)
        await stream.next()
        assert FINE not in (await house.thread()).text
        await house.write(FINE)
        await house.told()
        name, data = await stream.next()
        assert (name, data) == ("thread", {"version": 2, "count": 2, "numbered": ["1", "2"]})
        assert FINE in (await house.thread()).text
        async with following(at) as later:
            assert (await Stream(later).next())[1] == {"version": 2, "count": 2, "numbered": []}


async def test_the_first_comment_under_a_page_is_told_to_those_who_wait_there(house: House) -> None:
    async with served(house) as at, following(at) as answer:
        stream = Stream(answer)
        assert (await stream.next())[1]["version"] == 0
        await house.write(FINE)
        await house.told()
        assert (await stream.next())[1] == {"version": 1, "count": 1, "numbered": []}
        assert FINE in (await house.thread()).text


async def test_open_streams_end_when_the_bus_is_closed_and_the_server_ends_at_once(house: House) -> None:
    await house.write(FINE)
    async with served(house) as at, following(at) as answer:
        stream = Stream(answer)
        await stream.next()
        began = time.monotonic()
        house.newsroom.means.bus.close()
        at.server.should_exit = True
        await stream.rest()
        await at.running
        assert time.monotonic() - began < 1.0


async def test_a_stream_that_is_opened_while_the_server_ends_ends_too(house: House) -> None:
    await house.write(FINE)
    async with served(house) as at:
        house.newsroom.means.bus.close()
        async with following(at) as answer:
            await Stream(answer).rest()


async def test_a_channel_goes_when_its_last_reader_has_gone(house: House) -> None:
    await house.write(FINE)
    bus, topics = house.newsroom.means.bus, house.newsroom.site.id
    async with served(house) as at:
        async with following(at) as answer:
            await Stream(answer).next()
        story = await _story_id(house)
        async with asyncio.timeout(5):
            while bus.count(("thread", topics, story)):
                await asyncio.sleep(0.01)


async def test_too_many_streams_from_one_network_are_refused(sqlite_store: Store) -> None:
    house = opened(await a_newsroom(sqlite_store), streams_a_network=1)
    async with served(house) as at, following(at) as answer:
        await Stream(answer).next()
        refused = await at.browser.get(f"{API}/live", params={"url": STORY})
        assert (refused.status_code, refused.json()["code"]) == (429, "too-many-streams")
        assert refused.headers["retry-after"] == "60"


async def test_the_desk_hears_of_its_queue_and_of_decisions(house: House) -> None:
    async with served(house) as at:
        link = await make_link(house.newsroom.means, staff_id=house.newsroom.ada)
        signed = await at.browser.post(f"/desk/sign-in/{link}", headers={"origin": PUBLIC})
        session = signed.headers["set-cookie"].partition(";")[0]
        live = f"/desk/api/sites/{SITE}/live"
        async with at.browser.stream("GET", live, headers={"cookie": session}) as answer:
            stream = Stream(answer)
            assert await stream.next() == ("queue", {"total": 0})
            await house.write(EXPULSION)
            await house.told()
            assert await stream.next() == ("queue", {"total": 1})
        assert (await at.browser.get(live)).status_code == 401


async def _story_id(house: House) -> Any:
    site = house.newsroom.site.id
    story = await house.newsroom.means.store.read(lambda db: stories.story_at(db, site=site, url=STORY))
    assert story
    return story.id
