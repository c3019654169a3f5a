"""Live: the bus that tells open pages and desks that something changed; it may lose, a version may not."""

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

MOST_WAITING = 32
"""Messages that one slow listener may have waiting; the oldest is lost beyond it, and the next brings the version."""


class Listener:
    """One open stream."""

    def __init__(self) -> None:
        self._messages: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(MOST_WAITING)

    def tell(self, message: dict[str, Any] | None) -> None:
        """Leave a message; None ends the stream."""
        if self._messages.full():
            self._messages.get_nowait()
        self._messages.put_nowait(message)

    async def messages(self, *, silence: float) -> AsyncIterator[dict[str, Any] | None]:
        """Yield messages as they come, and None after each ``silence`` seconds without one; end when told to."""
        while True:
            try:
                message = await asyncio.wait_for(self._messages.get(), silence)
            except TimeoutError:
                yield None
                continue
            if message is None:
                return
            yield message


class Bus:
    """Who listens to what, in this process."""

    def __init__(self) -> None:
        self._listeners: dict[Hashable, set[Listener]] = {}
        self._watchers: list[Callable[[Hashable, dict[str, Any]], None]] = []
        self._closed = False

    def watch(self, watcher: Callable[[Hashable, dict[str, Any]], None]) -> None:
        """Call ``watcher`` with topic and message before anybody is told: for whoever keeps pages in this process."""
        self._watchers.append(watcher)

    @contextmanager
    def listening(self, topic: Hashable) -> Iterator[Listener]:
        """Listen to a topic for the time of a ``with``."""
        listener = Listener()
        self._listeners.setdefault(topic, set()).add(listener)
        if self._closed:
            listener.tell(None)
        try:
            yield listener
        finally:
            rest = self._listeners[topic]
            rest.discard(listener)
            if not rest:
                del self._listeners[topic]

    def publish(self, topic: Hashable, message: dict[str, Any]) -> None:
        """Tell everybody who listens to a topic; watchers have acted before this returns."""
        for watcher in self._watchers:
            watcher(topic, message)
        for listener in tuple(self._listeners.get(topic, ())):
            listener.tell(message)

    def count(self, topic: Hashable) -> int:
        """Return how many listen to a topic."""
        return len(self._listeners.get(topic, ()))

    def close(self) -> None:
        """End every open stream, so that the server can end."""
        self._closed = True
        for listeners in tuple(self._listeners.values()):
            for listener in tuple(listeners):
                listener.tell(None)
