"""The judge: a process of its own that hears passages, and is ended when it does not answer in time."""

import asyncio
import logging
import os
import pickle
import struct
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

from folkmoot.detectors.interface import Passage
from folkmoot.signals import Attribute, Hearing, Unanswered

RULES = "folkmoot.detectors.ruled:ruled_panel"
LENGTH = struct.Struct("!I")
START_WITHIN = 60.0
"""Seconds that a process has to load its lists and hear its first passage."""
TRY_AGAIN_AFTER = (0.0, 0.2, 1.0, 5.0, 15.0)
"""Seconds before a process that ended is started anew: at once, then ever later while it keeps failing."""
EVERYTHING = frozenset(Attribute)

log = logging.getLogger(__name__)


class Judge:
    """Hears passages in processes that can be ended. Never raises for what happens to them.

    ``factory`` names what builds the panel there: ``package.module:function``, called without arguments.
    """

    def __init__(self, factory: str = RULES, *, processes: int = 1, start_within: float = START_WITHIN) -> None:
        self._factory = factory
        self._start_within = start_within
        self._seats = [_Seat(number) for number in range(processes)]
        self._free: asyncio.Queue[_Seat] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def answering(self) -> bool:
        """Whether at least one process is up and has answered."""
        return any(seat.process is not None for seat in self._seats)

    async def start(self) -> None:
        """Start the processes; returns when each of them answers, or could not be started in time.

        A failed start is tried again in the background; until then hearings say that nobody answered.
        """
        await asyncio.gather(*(self._seat(seat) for seat in self._seats))

    async def hear(self, passage: Passage, *, deadline: float) -> Hearing:
        """Return what the panel heard within ``deadline`` seconds, waiting for a free process included.

        Late, hung, ended: a hearing without signals whose ``unanswered`` says so for every attribute.
        """
        if self._closed:
            return _nobody("judge: closed")
        ends = asyncio.get_running_loop().time() + deadline
        try:
            async with asyncio.timeout_at(ends):
                seat = await self._free.get()
        except TimeoutError:
            return _nobody("judge: busy" if self.answering else "judge: not started")
        try:
            async with asyncio.timeout_at(ends):
                hearing = await _ask(seat, passage)
        except TimeoutError:
            self._again(seat)
            return _nobody("judge: late")
        except asyncio.CancelledError:
            self._again(seat)  # whoever asked has gone; the answer to his question must not reach the next
            raise
        except Exception:
            log.exception("a judge process ended while it heard a passage")
            self._again(seat)
            return _nobody("judge: ended")
        seat.failures = 0
        self._free.put_nowait(seat)
        return hearing

    async def close(self) -> None:
        """End the processes."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*(_end(seat) for seat in self._seats))

    def _again(self, seat: "_Seat") -> None:
        """End a seat's process and start a new one, in the background."""
        if seat.process is not None:
            with suppress(ProcessLookupError):
                seat.process.kill()
        task = asyncio.get_running_loop().create_task(self._seat_again(seat))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _seat_again(self, seat: "_Seat") -> None:
        await _end(seat)
        wait = TRY_AGAIN_AFTER[min(seat.failures, len(TRY_AGAIN_AFTER) - 1)]
        seat.failures += 1
        await asyncio.sleep(wait)
        await self._seat(seat)

    async def _seat(self, seat: "_Seat") -> None:
        """Start a process and let it hear a first passage; on failure try again later."""
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "folkmoot.detectors.judge_process", self._factory,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )  # fmt: skip
            seat.starting = process
            async with asyncio.timeout(self._start_within):
                await _asked(process, Passage("Good morning."))
        except (OSError, EOFError, TimeoutError, pickle.UnpicklingError):
            log.exception("a judge process could not be started")
            if not self._closed:
                self._again(seat)
            return
        seat.process, seat.starting = process, None
        self._free.put_nowait(seat)


class _Seat:
    """A place for one process."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.process: asyncio.subprocess.Process | None = None
        self.starting: asyncio.subprocess.Process | None = None
        self.failures = 0


async def _ask(seat: _Seat, passage: Passage) -> Hearing:
    if seat.process is None:
        raise EOFError("no process")
    return await _asked(seat.process, passage)


async def _asked(process: asyncio.subprocess.Process, passage: Passage) -> Hearing:
    """Send one passage and read one hearing. Both ends are ours, so that pickles can be trusted."""
    if process.stdin is None or process.stdout is None:
        raise EOFError("no pipes")
    sent = pickle.dumps(passage, protocol=5)
    process.stdin.write(LENGTH.pack(len(sent)) + sent)
    await process.stdin.drain()
    (length,) = LENGTH.unpack(await process.stdout.readexactly(LENGTH.size))
    return cast("Hearing", pickle.loads(await process.stdout.readexactly(length)))  # noqa: S301


async def _end(seat: _Seat) -> None:
    for process in (seat.process, seat.starting):
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            if process.stdin is not None:
                process.stdin.close()
                with suppress(OSError):
                    await process.stdin.wait_closed()
    seat.process = seat.starting = None


def _nobody(why: str, detectors: Sequence[str] = ()) -> Hearing:
    """Return a hearing in which nobody answered."""
    return Hearing((), unanswered=(Unanswered(why, EVERYTHING),), panel=" ".join(detectors))
