"""Serves the web on a free port of this machine, as in earnest: for streams, slow bodies and a clean end."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

import httpx
import uvicorn

from web.doors import House


class Quiet(uvicorn.Server):
    """A server that leaves signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Catch nothing."""
        yield


@dataclass
class Served:
    """A server that runs, and a browser before it."""

    server: Quiet
    running: "asyncio.Task[None]"
    browser: httpx.AsyncClient
    port: int


@asynccontextmanager
async def served(house: House) -> AsyncIterator[Served]:
    """Serve a house until the end of the ``with``."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    config = uvicorn.Config(
        house.app, http="httptools", log_config=None, access_log=False, lifespan="on", timeout_graceful_shutdown=3
    )
    server = Quiet(config)
    running = asyncio.create_task(server.serve(sockets=[listening]))
    while not server.started:
        await asyncio.sleep(0.01)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", timeout=10) as browser:
            yield Served(server, running, browser, port)
    finally:
        house.newsroom.means.bus.close()
        server.should_exit = True
        await running
        listening.close()
