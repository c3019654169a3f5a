"""Kept pages: every page of a thread that readers ask for, compressed and ready in memory, at most a second old."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Story
from folkmoot.errors import FolkmootError, Unavailable
from folkmoot.operations.means import Means
from folkmoot.operations.show_thread import Shown, encoded, show_thread
from folkmoot.store.interface import Connection
from folkmoot.store.read import sites, stories
from folkmoot.web import html
from folkmoot.web.page import Place
from folkmoot.web.sending import Headers
from folkmoot.web.sites import Sites, frame_of

APART_SECONDS = 1.0
"""A page is made anew at most this often, and the store is asked for its version this often: other processes write."""
PATIENCE_SECONDS = 0.5
"""How long a reader waits for a newer page before he gets the one that is there."""
NO_STORY_SECONDS = 10.0
"""The empty thread of a page without a story has no version; it is made anew this often, for the policy beside it."""
MOST_PAGES = 50_000
PAGE_BYTES = 1000
"""What a page costs beside its bodies."""

_log = logging.getLogger("folkmoot.web")


class Asked(NamedTuple):
    """Which page is asked for."""

    site: str
    whole: bool
    """A page of its own, or the fragment for the newspaper's page."""
    story: str
    """Its short name for a whole page, its canonical URL for the fragment."""
    page: int
    sorting: Sorting


@dataclass(slots=True)
class Kept:
    """One page in memory."""

    site: UUID
    story: UUID | None
    version: int
    etag: str
    bodies: dict[str, bytes]
    headers: dict[str, Headers]
    """By encoding, for whoever sends it; made once."""
    made_at: float
    asked_at: float
    """When the store last said that this is the thread's version."""
    stale: bool = False

    @property
    def size(self) -> int:
        """Bytes of memory; the empty thread's are shared by all pages without a story."""
        return PAGE_BYTES + (sum(map(len, self.bodies.values())) if self.story is not None else 0)


class KeptPages:
    """The pages of all threads that were read lately, bounded by their bytes."""

    def __init__(
        self,
        means: Means,
        sites: Sites,
        *,
        headers: Callable[[Asked, int, str, str, int], Headers],
        most_bytes: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._means, self._sites, self._headers, self._clock = means, sites, headers, clock
        self._most_bytes = most_bytes
        self._pages: OrderedDict[Asked, Kept] = OrderedDict()
        self._of_story: dict[tuple[UUID, UUID], set[Asked]] = {}
        self._empty: dict[UUID, tuple[str, dict[str, bytes]]] = {}
        self._bytes = 0
        self._flights: dict[Asked, asyncio.Task[Kept]] = {}
        self._drops = 0
        self._changed_at: dict[UUID, float] = {}
        means.bus.watch(self._heard)

    def ready(self, asked: Asked) -> Kept | None:
        """Return a page that can be sent at once: the way that almost every reader takes."""
        kept = self._pages.get(asked)
        if kept is None:
            return None
        now = self._clock()
        if now - (kept.made_at if kept.stale else kept.asked_at) >= APART_SECONDS:
            return None
        if kept.story is None and kept.asked_at <= self._changed_at.get(kept.site, float("-inf")):
            return None  # something was written at this site: it may be the first comment here
        self._pages.move_to_end(asked)
        return kept

    async def page(self, asked: Asked) -> Kept:
        """Return a page, made or compared with the store where that is due.

        Raises:
            NotFound: ``site-unknown``, ``story-unknown``.
        """
        kept = self.ready(asked)
        if kept is not None:
            return kept
        flight = asyncio.shield(self._renewal(asked))
        if asked not in self._pages:
            return await flight
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await flight
        except (TimeoutError, Unavailable):
            # Reading goes on; but what was dropped meanwhile was restricted, and nobody gets it.
            kept = self._pages.get(asked)
            return kept if kept is not None else await asyncio.shield(self._renewal(asked))

    async def freshen(self, site: UUID, story: UUID, version: int) -> None:
        """Make a story's older pages anew now: whoever is told of a version finds it on the page."""
        for asked in tuple(self._of_story.get((site, story), ())):
            for _ in range(2):  # a page that was being made when the change came is made once more
                kept = self._pages.get(asked)
                if kept is None or kept.version >= version:
                    break
                kept.stale = True
                with suppress(FolkmootError):
                    await asyncio.shield(self._renewal(asked))

    def _heard(self, topic: Hashable, message: dict[str, Any]) -> None:
        """Act on a change before anybody is told of it: a restricted text is in no page when this returns."""
        match topic:
            case ("thread", UUID() as site, UUID() as story):
                self._changed_at[site] = self._clock()
                pages = tuple(self._of_story.get((site, story), ()))
            case _:
                return
        if message.get("restricted"):
            self._drops += 1
            for asked in pages:
                self._forget(asked)
            return
        for asked in pages:
            kept = self._pages[asked]
            kept.stale = kept.stale or kept.version < message["version"]

    def _renewal(self, asked: Asked) -> "asyncio.Task[Kept]":
        """Start to make a page or to ask for its version, or join whoever does."""
        flight = self._flights.get(asked)
        if flight is None:
            flight = asyncio.create_task(self._renew(asked))
            self._flights[asked] = flight
            flight.add_done_callback(lambda done: self._landed(asked, done))
        return flight

    def _landed(self, asked: Asked, flight: "asyncio.Task[Kept]") -> None:
        del self._flights[asked]
        error = None if flight.cancelled() else flight.exception()
        if error is not None and not isinstance(error, FolkmootError):
            _log.error("a page could not be made", exc_info=error)

    async def _renew(self, asked: Asked) -> Kept:
        kept = self._pages.get(asked)
        if kept is not None and not kept.stale and await self._is_current(asked, kept):
            return kept
        while True:
            drops = self._drops
            kept = await self._made(asked)
            if drops == self._drops:
                break
            # Something was restricted while this was made: it may have been read before that.
        self._keep(asked, kept)
        return kept

    async def _is_current(self, asked: Asked, kept: Kept) -> bool:
        """Ask the store whether a page is of the thread's present version."""
        now, site, story = self._clock(), kept.site, kept.story
        if story is None:
            there = await self._means.store.read(lambda db: stories.story_at(db, site=site, url=asked.story))
            current = there is None and now - kept.made_at < NO_STORY_SECONDS
        else:
            version = await self._means.store.read(lambda db: stories.version_of(db, site=site, story_id=story))
            current = version == kept.version
        if current:
            kept.asked_at = now
        return current and not kept.stale and self._pages.get(asked) is kept

    async def _made(self, asked: Asked) -> Kept:
        now = self._clock()
        site = await self._sites.named(asked.site)
        shown = await show_thread(
            self._means,
            site_name=asked.site,
            slug=asked.story if asked.whole else None,
            url=None if asked.whole else asked.story,
            page=asked.page,
            sorting=asked.sorting,
        )
        bodies = await self._wrapped(site, asked, shown) if asked.whole else self._bodies(site, shown)
        headers = {
            encoding: self._headers(asked, shown.version, shown.etag, encoding, len(body))
            for encoding, body in bodies.items()
        }
        return Kept(site.id, shown.story, shown.version, shown.etag, bodies, headers, now, now)

    def _bodies(self, site: Site, shown: Shown) -> dict[str, bytes]:
        if shown.story is not None:
            return shown.bodies
        if self._empty.get(site.id, ("", {}))[0] != shown.etag:
            self._empty[site.id] = (shown.etag, shown.bodies)
        return self._empty[site.id][1]

    async def _wrapped(self, site: Site, asked: Asked, shown: Shown) -> dict[str, bytes]:
        def look(db: Connection) -> tuple[Site, Story | None]:
            # The site may be a moment old; the page is of a version, and stays.
            return sites.site_by_id(db, site.id) or site, stories.story_by_slug(db, site=site.id, slug=asked.story)

        now, story = await self._means.store.read(look)
        place = Place(asked.story, shown.headline, story.url if story else "")
        frame = frame_of(now, self._means.public_url)
        fragment = shown.bodies["identity"].decode()
        return await asyncio.to_thread(lambda: encoded(html.story_page(frame, place, fragment).encode()))

    def _keep(self, asked: Asked, kept: Kept) -> None:
        before = self._pages.get(asked)
        if before is not None and before.story == kept.story and before.version > kept.version:
            return
        self._forget(asked)
        self._pages[asked] = kept
        self._bytes += kept.size
        if kept.story is not None:
            self._of_story.setdefault((kept.site, kept.story), set()).add(asked)
        while (self._bytes > self._most_bytes and len(self._pages) > 1) or len(self._pages) > MOST_PAGES:
            self._forget(next(iter(self._pages)))

    def _forget(self, asked: Asked) -> None:
        kept = self._pages.pop(asked, None)
        if kept is None:
            return
        self._bytes -= kept.size
        if kept.story is not None:
            others = self._of_story[(kept.site, kept.story)]
            others.discard(asked)
            if not others:
                del self._of_story[(kept.site, kept.story)]
