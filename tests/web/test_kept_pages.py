"""Kept pages: never older than a second, made once for all who wait, bounded, and free of what was restricted."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from folkmoot.discussion.ranking import Sorting
from folkmoot.feed.live import Bus
from folkmoot.operations.deliver import deliver_due
from folkmoot.operations.means import Means
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.store.interface import Store
from folkmoot.web.kept_pages import PAGE_BYTES, Asked, Kept, KeptPages
from folkmoot.web.sites import Sites
from make import FINE, ORIGIN, SITE, STORY, Newsroom, a_newsroom


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class CountingStore:
    """A store that counts what it is asked, and lets the test hold its answers back."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.writing = True
        self.asked = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = asyncio.Event()

    async def read(self, question: Any) -> Any:
        """Answer once the gate is open."""
        self.asked += 1
        found = await self._store.read(question)
        self.waiting.set()
        await self.gate.wait()
        return found

    async def write(self, verb: Any) -> Any:
        """Keep at once."""
        return await self._store.write(verb)

    async def close(self) -> None:
        """Leave the store to its owner."""


class Reading:
    """Readers of one web process, beside the newsroom's own."""

    def __init__(self, newsroom: Newsroom, *, most_bytes: int = 10_000_000, shared_bus: bool = True) -> None:
        self.store = CountingStore(newsroom.means.store)
        bus = newsroom.means.bus if shared_bus else Bus()
        self.means: Means = replace(newsroom.means, store=self.store, bus=bus)
        self.watch = Watch()
        self.pages = KeptPages(
            self.means,
            Sites(self.means),
            headers=lambda asked, version, etag, encoding, length: [],
            most_bytes=most_bytes,
            clock=self.watch,
        )

    async def page(self, url: str = STORY, page: int = 1) -> Kept:
        """Ask for a page."""
        return await self.pages.page(Asked(SITE, False, url, page, Sorting.OLDEST))

    async def text(self) -> str:
        """Return what readers see."""
        return (await self.page()).bodies["identity"].decode()


@pytest.fixture
async def newsroom(sqlite_store: Store) -> Newsroom:
    """A newsroom with one comment."""
    room = await a_newsroom(sqlite_store)
    await room.post("The first word.")
    return room


async def test_a_page_is_read_once_and_answered_from_memory(newsroom: Newsroom) -> None:
    reading = Reading(newsroom)
    await reading.page()
    asked = reading.store.asked
    for _ in range(100):
        await reading.page()
    assert reading.store.asked == asked


async def test_a_thousand_readers_who_come_at_once_wait_for_one_page(newsroom: Newsroom) -> None:
    reading = Reading(newsroom)
    pages = await asyncio.gather(*(reading.page() for _ in range(1000)))
    assert len({id(page) for page in pages}) == 1
    assert reading.store.asked < 10


async def test_what_another_process_wrote_is_on_the_page_a_second_later(newsroom: Newsroom) -> None:
    reading = Reading(newsroom, shared_bus=False)
    await reading.page()
    await newsroom.post(FINE)
    assert FINE not in await reading.text()
    reading.watch.seconds += 1
    assert FINE in await reading.text()


async def test_a_page_that_nobody_asked_for_in_hours_is_not_shown_as_it_was(newsroom: Newsroom) -> None:
    reading = Reading(newsroom, shared_bus=False)
    await reading.page()
    answer = await newsroom.post(FINE)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token)
    reading.watch.seconds += 7200
    assert "Its author has withdrawn this comment." in await reading.text()


async def test_a_changed_page_is_made_at_most_once_a_second(newsroom: Newsroom) -> None:
    reading = Reading(newsroom)
    first = await reading.page()
    await newsroom.post(FINE)
    await deliver_due(newsroom.means)
    assert (await reading.page()) is first
    reading.watch.seconds += 1
    assert FINE in await reading.text()


async def test_who_is_told_of_a_version_finds_it_at_once(newsroom: Newsroom) -> None:
    reading = Reading(newsroom)
    kept = await reading.page()
    await newsroom.post(FINE)
    assert kept.story
    await reading.pages.freshen(kept.site, kept.story, kept.version + 1)
    assert FINE in await reading.text()


async def test_a_restricted_text_is_dropped_before_its_author_is_answered(newsroom: Newsroom) -> None:
    answer = await newsroom.post(FINE)
    reading = Reading(newsroom)
    assert FINE in await reading.text()
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token)
    assert FINE not in await reading.text()


async def test_a_page_that_was_being_made_meanwhile_does_not_bring_it_back(newsroom: Newsroom) -> None:
    answer = await newsroom.post(FINE)
    reading = Reading(newsroom)
    await reading.page(f"{ORIGIN}/other")  # the site is known, so that the next question is the page's own
    reading.store.gate.clear()
    reading.store.waiting.clear()
    reader = asyncio.create_task(reading.text())
    await reading.store.waiting.wait()  # it has read the text, and not yet rendered it
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=answer.own.id, token=answer.token)
    reading.store.gate.set()
    assert FINE not in await reader
    assert FINE not in await reading.text()


async def test_reading_goes_on_while_the_store_does_not_answer(newsroom: Newsroom) -> None:
    reading = Reading(newsroom)
    before = await reading.page()
    reading.watch.seconds += 1
    reading.store.gate.clear()
    assert (await reading.page()) is before
    reading.store.gate.set()


async def test_memory_is_bounded_and_the_pages_read_last_stay(newsroom: Newsroom) -> None:
    size = (await Reading(newsroom).page()).size
    reading = Reading(newsroom, most_bytes=3 * size + size // 2)
    kept = [await reading.page(page=n) for n in (1, 2, 3)]
    assert (await reading.page(page=1)) is kept[0]
    await reading.page(page=4)
    assert (await reading.page(page=1)) is kept[0]
    assert (await reading.page(page=2)) is not kept[1]


async def test_pages_without_a_story_share_one_empty_thread(newsroom: Newsroom) -> None:
    reading = Reading(newsroom)
    one, other = await reading.page(f"{ORIGIN}/one"), await reading.page(f"{ORIGIN}/other")
    assert one.bodies is other.bodies
    assert one.size == PAGE_BYTES
