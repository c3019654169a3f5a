"""Serving: Folkmoot on its address, the demo newspaper on another, and a clean end of both."""

import asyncio
import errno
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import replace
from typing import Any

import uvicorn

from folkmoot import __version__
from folkmoot.config import Config
from folkmoot.demo.content import load_stories
from folkmoot.demo.newspaper import newspaper_app
from folkmoot.errors import Unavailable
from folkmoot.operations.deliver import deliver_for_ever
from folkmoot.operations.tidy import tidy_for_ever
from folkmoot.web.app import WebSettings, build_app
from folkmoot.web.limits import unlimited
from folkmoot.wiring.house import House
from folkmoot.wiring.open_files import allow_open_files

HIGHEST_PORT = 65535


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
    allow_open_files()
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

    on_end(end)
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


def on_end(end: Callable[[], object]) -> None:
    """Call ``end`` on Ctrl-C and on SIGTERM, instead of what Python does then."""
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, end)


async def until_told_to_end(task: Coroutine[Any, Any, None]) -> None:
    """Run a task that has no end of its own until Ctrl-C or SIGTERM; what it does at that moment is broken off."""
    running = asyncio.create_task(task)
    on_end(running.cancel)
    with suppress(asyncio.CancelledError):
        await running


def bind(host: str, port: int, setting: str) -> socket.socket:
    """Return a listening socket, on the first of the host's addresses that this machine has.

    Raises:
        Unavailable: ``port-taken``, ``host-unknown``.
    """
    last: Exception = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in _addresses(host, port):
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(2048)
        except OSError as error:
            listening.close()
            if error.errno == errno.EADDRINUSE:
                other = port + 10 if port + 10 <= HIGHEST_PORT else port - 10
                raise Unavailable(
                    "port-taken", f"Port {port} is taken by another program. Choose another one: {setting}={other}."
                ) from error
            last = error  # `localhost` is often ::1 first, also where there is no IPv6
        else:
            return listening
    raise _cannot_listen(host, port, last) from last


def _addresses(host: str, port: int) -> list[Any]:
    try:
        return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _cannot_listen(host, port, error) from error


def _cannot_listen(host: str, port: int, error: Exception) -> Unavailable:
    said = getattr(error, "strerror", None) or error
    return Unavailable("host-unknown", f"Cannot listen on {host}, port {port} (FOLKMOOT_HOST, FOLKMOOT_PORT): {said}.")


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
