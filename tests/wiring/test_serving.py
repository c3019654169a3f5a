"""Listening: on an address that this machine has, and a sentence where there is none or it is taken."""

import asyncio
import os
import signal
import socket

import pytest

from folkmoot.errors import Unavailable
from folkmoot.wiring.serving import bind, until_told_to_end


def test_a_free_port_is_listened_on() -> None:
    with bind("localhost", 0, "FOLKMOOT_PORT") as listening, socket.create_connection(listening.getsockname()[:2]):
        pass


def test_a_taken_port_is_named_with_another_one_to_choose() -> None:
    with bind("127.0.0.1", 0, "FOLKMOOT_PORT") as listening:
        port = listening.getsockname()[1]
        with pytest.raises(Unavailable, match=f"Port {port} is taken by another program.*FOLKMOOT_DEMO_PORT=") as no:
            bind("127.0.0.1", port, "FOLKMOOT_DEMO_PORT")
    assert no.value.code == "port-taken"
    assert 1 <= int(str(no.value).rstrip(".").rpartition("=")[2]) <= 65535


@pytest.mark.parametrize("host", ["203.0.113.5", "a..b", "nowhere.invalid"])
def test_a_host_that_is_not_here_is_named(host: str) -> None:
    with pytest.raises(Unavailable, match=f"Cannot listen on {host}") as no:
        bind(host, 8000, "FOLKMOOT_PORT")
    assert no.value.code == "host-unknown"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_a_task_without_an_end_is_ended_by_a_signal(sign: signal.Signals) -> None:
    begun = asyncio.Event()

    async def for_ever() -> None:
        begun.set()
        await asyncio.Event().wait()

    running = asyncio.create_task(until_told_to_end(for_ever()))
    await begun.wait()
    os.kill(os.getpid(), sign)
    async with asyncio.timeout(5):
        await running
    for handled in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().remove_signal_handler(handled)
