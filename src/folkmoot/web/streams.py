"""Streams: one channel for each thread or desk that somebody follows; a message is encoded once for all."""

import asyncio
import logging
import random
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Coroutine, Hashable
from typing import Any, Protocol
from uuid import UUID

from folkmoot.discussion.site import Site
from folkmoot.errors import TooMuch
from folkmoot.feed.live import Listener
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import desk_topic, thread_topic
from folkmoot.store.read import desk, stories
from folkmoot.web.channel import APART_SECONDS, COMMENT, MOST_WAITING, Channel, Teller, event, thread_event

SILENCE_SECONDS = 15.0
"""After this long without a word a comment line is sent, so that no proxy takes the stream for dead."""
RETRY_MS = (2000, 6000)
"""How long browsers wait before they come again: not all at once after the server was started anew."""

_log = logging.getLogger("folkmoot.web")


class Freshen(Protocol):
    """Makes a story's pages as new as a version."""

    async def __call__(self, site: UUID, story: UUID, version: int) -> None:
        """Return once no kept page is older."""


class Streams:
    """All open streams of this process, bounded for each network and together."""

    def __init__(
        self,
        means: Means,
        *,
        freshen: Freshen,
        most: int,
        most_a_network: int,
        silence: float = SILENCE_SECONDS,
        apart: float = APART_SECONDS,
    ) -> None:
        self._means, self._freshen = means, freshen
        self._most, self._most_a_network = most, most_a_network
        self._silence, self._apart = silence, apart
        self._channels: dict[Hashable, Channel] = {}
        self._open: Counter[str] = Counter()
        means.bus.watch(self._heard)

    def thread(self, site: Site, url: str, *, network: str) -> AsyncGenerator[bytes, None]:
        """Follow the thread under a canonical URL, whether there is a story yet or not.

        Raises:
            TooMuch: ``too-many-streams``.
        """
        self._room(network)
        return self._stream(("thread", site.id, url), network, lambda channel: self._follow(channel, site.id, url))

    def desk(self, site: UUID, *, network: str) -> AsyncGenerator[bytes, None]:
        """Follow a site's desk.

        Raises:
            TooMuch: ``too-many-streams``.
        """
        self._room(network)
        return self._stream(("desk", site), network, lambda channel: self._follow_desk(channel, site))

    def _room(self, network: str) -> None:
        if self._open[network] >= self._most_a_network or self._open.total() >= self._most:
            raise TooMuch("too-many-streams", "Too many pages are open from here. Please close some.", retry_after=60)

    async def _stream(
        self, key: Hashable, network: str, pump: Callable[[Channel], Coroutine[Any, Any, None]]
    ) -> AsyncGenerator[bytes, None]:
        waiting: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)
        channel = self._channels.get(key)
        if channel is None:
            channel = self._channels[key] = Channel()
            channel.task = asyncio.create_task(self._run(key, channel, pump))
        channel.listeners.add(waiting)
        self._open[network] += 1
        try:
            yield f"retry: {random.randint(*RETRY_MS)}\n\n".encode() + channel.present  # noqa: S311  # no secret
            while (chunk := await waiting.get()) is not None:
                yield chunk
        finally:
            self._leave(key, channel, waiting, network)

    def _leave(self, key: Hashable, channel: Channel, waiting: "asyncio.Queue[bytes | None]", network: str) -> None:
        channel.listeners.discard(waiting)
        self._open[network] -= 1
        if not self._open[network]:
            del self._open[network]
        if not channel.listeners:
            if self._channels.get(key) is channel:
                del self._channels[key]
            if channel.task is not None:
                channel.task.cancel()

    async def _run(self, key: Hashable, channel: Channel, pump: Callable[[Channel], Coroutine[Any, Any, None]]) -> None:
        try:
            await pump(channel)
        except Exception:
            _log.exception("a stream ended")
        finally:
            # Whoever still listens comes again: the bus was closed, or the store did not answer.
            if self._channels.get(key) is channel:
                del self._channels[key]
            channel.tell(None)

    def _heard(self, topic: Hashable, message: dict[str, Any]) -> None:  # noqa: ARG002  # the bus gives both
        """Wake those who follow a page of this site that has no story yet: it may be this one."""
        match topic:
            case ("thread", UUID() as site, UUID()) if self._means.bus.count(("site", site)):
                self._means.bus.publish(("site", site), {})
            case _:
                return

    async def _follow(self, channel: Channel, site: UUID, url: str) -> None:
        story = await self._first_story(channel, site, url)
        if story is None:
            return
        with self._means.bus.listening(thread_topic(site, story)) as listener:
            version, count = await self._version(site, story)
            channel.begin(thread_event(version, count, ()))
            teller = Teller(channel, lambda version: self._freshen(site, story, version), version, self._apart)
            try:
                async for message in listener.messages(silence=self._silence):
                    if message is None:
                        channel.tell(COMMENT)
                        # Another process may have written; its bus is not ours.
                        version, count = await self._version(site, story)
                        message = {"version": version, "count": count}
                    teller.hear(message)
            finally:
                teller.end()

    async def _first_story(self, channel: Channel, site: UUID, url: str) -> UUID | None:
        """Return the story of this URL, once there is one; None where the bus was closed before."""
        with self._means.bus.listening(("site", site)) as listener:
            story = await self._story(site, url)
            if story is None:
                channel.begin(thread_event(0, 0, ()))
                story = await self._next_story(listener, channel, site, url)
            return story

    async def _next_story(self, listener: Listener, channel: Channel, site: UUID, url: str) -> UUID | None:
        async for message in listener.messages(silence=self._silence):
            if message is None:
                channel.tell(COMMENT)
            story = await self._story(site, url)
            if story is not None:
                return story
        return None

    async def _story(self, site: UUID, url: str) -> UUID | None:
        story = await self._means.store.read(lambda db: stories.story_at(db, site=site, url=url))
        return None if story is None else story.id

    async def _version(self, site: UUID, story: UUID) -> tuple[int, int]:
        return await self._means.store.read(
            lambda db: (
                stories.version_of(db, site=site, story_id=story),
                stories.count_of(db, site=site, story_id=story),
            )
        )

    async def _follow_desk(self, channel: Channel, site: UUID) -> None:
        with self._means.bus.listening(desk_topic(site)) as listener:
            total = await self._means.store.read(lambda db: desk.queue_length(db, site_id=site))
            channel.begin(event("queue", {"total": total}))
            async for message in listener.messages(silence=self._silence):
                if message is None:
                    channel.tell(COMMENT)
                    continue
                told = event(message["event"], {name: value for name, value in message.items() if name != "event"})
                if message["event"] == "queue":
                    channel.begin(told)
                else:
                    channel.tell(told)
