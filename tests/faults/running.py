"""The real server in a process of its own, that can be killed at any moment and is up again at once.

Its process is forked from one that has loaded the program already: twenty starts cost seconds, not minutes. It opens
the same house as ``folkmoot serve`` does, but for a quick judge in place of all the word lists.
"""

import asyncio
import multiprocessing
import os
import resource
import signal
import socket
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from folkmoot.config import read_config
from folkmoot.detectors.judge import Judge
from folkmoot.operations.means import Means, Secrets
from folkmoot.operations.set_up_site import add_site, add_staff
from folkmoot.store.engine import open_store
from folkmoot.wiring.house import House, new_id, now, prepare_folder, read_secret
from folkmoot.wiring.serving import serving

SITE = "post"
ORIGIN = "http://news.example"
MODERATOR = "Ada Winter"
PATIENCE = 60.0
"""Seconds for a process to be up or down; other tests work the same two cores."""

_running: list[ForkServerProcess] = []
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(
    ["folkmoot.wiring.serving", "alembic.command", "asyncpg", "pydantic", "uvicorn.protocols.http.httptools_impl"]
)


@dataclass
class Server:
    """A server that runs, or did."""

    url: str
    settings: dict[str, str]
    process: ForkServerProcess

    def kill(self) -> None:
        """End it as a power cut would: at once, wherever it is."""
        self.process.kill()
        self.process.join(PATIENCE)

    def interrupt(self) -> int | None:
        """Press Ctrl-C, wait for the end and return the exit status."""
        assert self.process.pid is not None
        if self.process.is_alive():
            os.kill(self.process.pid, signal.SIGINT)
        self.process.join(PATIENCE)
        return self.process.exitcode


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def settings_for(folder: Path, database: str) -> dict[str, str]:
    """Return the settings of a newsroom of its own, on a free port."""
    return {"FOLKMOOT_DATA": str(folder), "FOLKMOOT_DATABASE_URL": database, "FOLKMOOT_PORT": str(free_port())}


@dataclass(frozen=True)
class Given:
    """What a new site's publisher and moderator are given."""

    link: str
    """The moderator's one-time link."""
    key: str
    """The publisher's."""


def set_up(settings: Mapping[str, str], *, origin: str = ORIGIN) -> Given:
    """Make a site with a moderator."""
    token, key = run_apart(_set_up, dict(settings), origin).split()
    return Given(f"http://127.0.0.1:{settings['FOLKMOOT_PORT']}/desk/sign-in/{token}", key)


def run_apart(answer: Callable[..., Coroutine[Any, Any, str]], *values: object) -> str:
    """Run a coroutine in a process of its own, and return its answer: where Playwright runs, none can run beside it."""
    process, said = _started(_run, answer, *values)
    process.join(PATIENCE)
    return said


def start(settings: Mapping[str, str], *, panel: str = "faults.panels:quick", room: int = 0) -> Server:
    """Start a server and return it once it answers.

    Args:
        panel: What builds the judge's panel: ``module:function``.
        room: Bytes by which its files may still grow, as on a disk that is nearly full; 0 for no bound.
    """
    process, _ = _started(_serve, dict(settings), panel, room)
    return Server(f"http://127.0.0.1:{settings['FOLKMOOT_PORT']}", dict(settings), process)


def started() -> int:
    """Return how many processes were started and not ended since."""
    return len(_running)


def end_all(before: int = 0) -> None:
    """End what was started and left running, but for the first ``before``."""
    while len(_running) > before:
        process = _running.pop()
        process.kill()
        process.join(PATIENCE)


def _started(run: Callable[..., None], *values: object) -> tuple[ForkServerProcess, str]:
    """Run a function in a process, and return it with the first word that it sends."""
    ours, theirs = _processes.Pipe()
    process = _processes.Process(target=run, args=(theirs, *values), daemon=True)
    process.start()
    _running.append(process)
    theirs.close()
    with ours:
        assert ours.poll(PATIENCE), "the process says nothing"
        return process, str(ours.recv())


def _run(answer: Connection, asked: Callable[..., Coroutine[Any, Any, str]], *values: object) -> None:
    answer.send(asyncio.run(asked(*values)))


async def _set_up(settings: dict[str, str], origin: str) -> str:
    async with _house(settings, panel="") as house:
        site = await add_site(house.means, name=SITE, origins=(origin,), title="The Post")
        token = await add_staff(house.means, name=MODERATOR, role="editor", site_name=SITE)
        return f"{token} {site.key}"


def _serve(answer: Connection, settings: dict[str, str], panel: str, room: int) -> None:
    async def run() -> None:
        async with _house(settings, panel=panel) as house, serving(house, limited=False) as until_the_end:
            if room:
                longest = max(file.stat().st_size for file in house.config.data.rglob("*") if file.is_file())
                resource.setrlimit(resource.RLIMIT_FSIZE, (longest + room, resource.RLIM_INFINITY))
            answer.send("up")
            await until_the_end()

    asyncio.run(run())


@asynccontextmanager
async def _house(settings: dict[str, str], *, panel: str) -> AsyncIterator[House]:
    config = read_config(settings)
    prepare_folder(config.data)
    store = await open_store(config.database_url)
    judge = Judge(panel)
    try:
        if panel:
            await judge.start()
        secrets = Secrets(read_secret(config.data))
        means = Means(store=store, judge=judge, secrets=secrets, now=now, new_id=new_id, public_url=config.public_url)
        yield House(config, store, judge, means)
    finally:
        await judge.close()
        await store.close()
