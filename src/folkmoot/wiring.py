"""Wiring: the only file that chooses. It builds everything from a Config, reads the clock and makes ids."""

import asyncio
import errno
import os
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import uvicorn
from uuid_utils.compat import uuid7

from folkmoot import __version__
from folkmoot.config import Config
from folkmoot.demo.content import load_stories, load_threads
from folkmoot.demo.load import load_demo
from folkmoot.demo.newspaper import SITE, newspaper_app
from folkmoot.detectors.judge import Judge
from folkmoot.errors import Unavailable
from folkmoot.operations.deliver import deliver_for_ever
from folkmoot.operations.means import Means, Secrets
from folkmoot.operations.set_up_site import add_site, add_staff
from folkmoot.operations.tidy import tidy_for_ever
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store
from folkmoot.store.read.desk import member_named
from folkmoot.store.read.sites import site_named
from folkmoot.web.app import WebSettings, build_app
from folkmoot.web.limits import unlimited

SECRET_FILE = "secret.key"  # noqa: S105  # a file's name


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Return a time-ordered id (RFC 9562, version 7)."""
    return uuid7()


@dataclass(frozen=True, slots=True)
class House:
    """Everything that was built."""

    config: Config
    store: Store
    judge: Judge
    means: Means


@asynccontextmanager
async def open_house(config: Config, *, judging: bool = True) -> AsyncIterator[House]:
    """Open the database (made or brought up to date where needed), start the judge, and let go of both at the end.

    Args:
        judging: Start the judge's process; without it every hearing says that nobody answered.

    Raises:
        Unavailable: ``data-folder`` or what ``open_store`` says of the database.
    """
    prepare_folder(config.data)
    secret = read_secret(config.data)
    store = await open_store(config.database_url)
    judge = Judge()
    try:
        if judging:
            await judge.start()
        means = Means(
            store=store,
            judge=judge,
            secrets=Secrets(secret),
            now=now,
            new_id=new_id,
            public_url=config.public_url,
        )
        yield House(config, store, judge, means)
    finally:
        await judge.close()
        await store.close()


def prepare_folder(folder: Path) -> None:
    """Make the data folder.

    Raises:
        Unavailable: ``data-folder``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("data-folder", f"The data folder {folder} cannot be made: {error.strerror}.") from error


def read_secret(folder: Path) -> bytes:
    """Return the key that signs authors' tokens and hashes networks; made at the first start, for the owner alone.

    Raises:
        Unavailable: ``secret-unreadable``.
    """
    path = folder / SECRET_FILE
    try:
        # Two processes may start at once: the first one's key is everybody's.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        pass
    except OSError as error:
        raise Unavailable("secret-unreadable", f"{path} cannot be made: {error.strerror}.") from error
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
    try:
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("secret-unreadable", f"{path} cannot be read.") from error
    if len(secret) < 32:  # half of what we write: somebody has cut it
        raise Unavailable("secret-unreadable", f"{path} is too short. Restore it, or move it away to make a new one.")
    return secret.encode()


@asynccontextmanager
async def serving(
    house: House, *, newspaper: bool = False, limited: bool = True
) -> AsyncIterator[Callable[[], Awaitable[None]]]:
    """Serve Folkmoot, and the demo newspaper beside it, until the process is told to end.

    ``limited`` False lifts the limits by person and network, for measuring. Yields once both answer; awaiting what it
    yields waits for the end (Ctrl-C, SIGTERM), open event streams or not.

    Raises:
        Unavailable: ``port-taken``.
    """
    config = house.config
    apps = [(_folkmoot(house, limited=limited), config.host, config.port, "FOLKMOOT_PORT")]
    if newspaper:
        apps.append((_newspaper(config), "localhost", config.demo_port, "FOLKMOOT_DEMO_PORT"))
    sockets = [bind(host, port, setting) for _, host, port, setting in apps]
    servers = [_server(app) for app, *_ in apps]
    ended = asyncio.Event()

    def end() -> None:
        # Open streams first: a server waits for its answers, and a stream's answer never ends by itself.
        house.means.bus.close()
        for server in servers:
            server.should_exit = True
        ended.set()

    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, end)
    running = [asyncio.create_task(s.serve(sockets=[at])) for s, at in zip(servers, sockets, strict=True)]
    beside = [asyncio.create_task(task) for task in (deliver_for_ever(house.means), tidy_for_ever(house.means))]

    async def until_the_end() -> None:
        done = [asyncio.create_task(ended.wait()), *running]
        await asyncio.wait(done, return_when=asyncio.FIRST_COMPLETED)

    try:
        while not all(server.started for server in servers):
            await asyncio.sleep(0.02)
        yield until_the_end
    finally:
        end()
        for task in beside:
            task.cancel()
        await asyncio.gather(*running, *beside, return_exceptions=True)


def bind(host: str, port: int, setting: str) -> socket.socket:
    """Return a listening socket.

    Raises:
        Unavailable: ``port-taken``, ``host-unknown``.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Unavailable(
                "port-taken", f"Port {port} is taken by another program. Choose another one: {setting}={port + 10}."
            ) from error
        raise Unavailable("host-unknown", f"Cannot listen on {host}:{port}: {error.strerror or error}.") from error
    return listening


class _Server(uvicorn.Server):
    """A server that leaves signals to whoever started several of them."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _server(app: Any) -> _Server:
    return _Server(
        uvicorn.Config(
            app,
            http="httptools",
            access_log=False,
            log_config=None,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=3,
            lifespan="on",
        )
    )


def _folkmoot(house: House, *, limited: bool) -> Any:
    config = house.config
    settings = WebSettings(public_url=config.public_url, trusted_proxies=config.trusted_proxies, version=__version__)
    if not limited:
        settings = replace(settings, rates=unlimited(), streams_a_network=settings.streams_at_once)
    return build_app(house.means, settings=settings, judge_answers=lambda: house.judge.answering)


def _newspaper(config: Config) -> Any:
    return newspaper_app(folkmoot_url=config.public_url, newspaper_url=newspaper_url(config), stories=load_stories())


def newspaper_url(config: Config) -> str:
    """Return where the demo newspaper is: another site than Folkmoot's ``127.0.0.1``."""
    return f"http://localhost:{config.demo_port}"


DEMO_MODERATOR = "Ada Winter"


async def load_demo_once(house: House, *, progress: Callable[[int, int], None]) -> tuple[str, ...]:
    """Set the demo newspaper up and play its threads, unless that was done before; return what could not be played."""
    means = house.means
    if await means.store.read(lambda db: site_named(db, SITE)) is not None:
        return ()
    home = newspaper_url(house.config)
    stories = load_stories()
    opened = min(story.published_at for story in stories) - timedelta(days=14)
    new = await add_site(replace(means, now=lambda: opened), name=SITE, origins=(home,), title="The Ferry Post")
    await add_staff(means, name=DEMO_MODERATOR, role="editor", site_name=SITE)
    member = await means.store.read(lambda db: member_named(db, DEMO_MODERATOR))
    assert member is not None
    return await load_demo(
        means,
        site_id=new.site.id,
        staff=member.id,
        newspaper_url=home,
        stories=stories,
        threads=load_threads(),
        progress=progress,
    )
