"""A channel: what is told to everybody who follows one thread or one desk, encoded once for all of them."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

COMMENT = b": \n\n"
APART_SECONDS = 1.0
"""Readers of a thread are told at most this often, however much changes."""
MOST_WAITING = 16
"""Messages that one slow browser may have waiting; then its stream ends, and it comes again."""


def event(name: str, data: dict[str, Any]) -> bytes:
    """Return a server-sent event (HTML Standard, 9.2)."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False, default=str)}\n\n".encode()


def thread_event(version: int, count: int, numbered: tuple[str, ...]) -> bytes:
    """Return what readers of a thread are told; ``numbered`` are the numbers that are new."""
    return event("thread", {"version": version, "count": count, "numbered": list(numbered)})


class Channel:
    """What is told to everybody who follows one thread or one desk."""

    def __init__(self) -> None:
        self.listeners: set[asyncio.Queue[bytes | None]] = set()
        self.present = b""
        """What whoever joins is told at once; empty until it is known."""
        self.task: asyncio.Task[None] | None = None

    def tell(self, chunk: bytes | None) -> None:
        """Tell everybody; None ends the streams."""
        for waiting in tuple(self.listeners):
            if waiting.full():
                # Too slow: it ends, the browser comes again, and is told how things are then.
                self.listeners.discard(waiting)
                waiting.get_nowait()
                waiting.put_nowait(None)
            else:
                waiting.put_nowait(chunk)

    def begin(self, chunk: bytes) -> None:
        """Say how things are now, to those who wait for it and to whoever joins later."""
        self.present = chunk
        self.tell(chunk)


class Teller:
    """Tells a thread's readers of its newest version, at most once in a while, and when its page is as new."""

    def __init__(
        self, channel: Channel, freshen: Callable[[int], Coroutine[Any, Any, None]], version: int, apart: float
    ) -> None:
        self._channel, self._freshen, self._apart = channel, freshen, apart
        self._told = version
        self._told_at = float("-inf")
        self._message: dict[str, Any] = {}
        self._numbered: tuple[str, ...] = ()
        self._telling: asyncio.Task[None] | None = None

    def hear(self, message: dict[str, Any]) -> None:
        """Take a change in; several while it waits become one message."""
        if message["version"] <= max(self._told, self._message.get("version", 0)):
            return
        self._message = message
        self._numbered += tuple(message.get("numbered", ()))
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell())

    def end(self) -> None:
        """Tell nothing more."""
        if self._telling is not None:
            self._telling.cancel()

    async def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        while self._message.get("version", 0) > self._told:
            await asyncio.sleep(max(0.0, self._told_at + self._apart - loop.time()))
            message, numbered, self._numbered = self._message, self._numbered, ()
            with suppress(Exception):
                await self._freshen(message["version"])
            self._told, self._told_at = message["version"], loop.time()
            # Whoever joins later has these numbers on his page already.
            self._channel.present = thread_event(self._told, message["count"], ())
            self._channel.tell(thread_event(self._told, message["count"], tuple(dict.fromkeys(numbered))))
