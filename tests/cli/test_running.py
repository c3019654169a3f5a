"""The server and the worker start with a sentence, take their settings, and end cleanly when they are told to."""

import signal
import socket

import httpx
import pytest

from cli.served import ORIGIN, SITE, answers
from cli.shell import Shell, free_port, link_in

ENDS_WITHIN = 5.0
"""Seconds."""


@pytest.fixture
def at_a_port(shell: Shell) -> Shell:
    """A user in an empty folder, with a port that is free."""
    shell.settings["port"] = str(free_port())
    return shell


def url_of(shell: Shell) -> str:
    return f"http://127.0.0.1:{shell.settings['port']}"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_server_ends_at_once_with_streams_open(at_a_port: Shell, sign: signal.Signals) -> None:
    at_a_port.ok("site", "add", SITE, "--origin", ORIGIN)
    with at_a_port.start("serve") as server, httpx.Client(headers={"Origin": ORIGIN}, timeout=30) as reader:
        server.until(lambda: answers(url_of(at_a_port)))
        live = f"{url_of(at_a_port)}/api/sites/{SITE}/live"
        with reader.stream("GET", live, params={"url": f"{ORIGIN}/a"}) as stream:
            assert stream.status_code == 200
            server.until(lambda: "Ctrl-C" in server.out)
            assert server.ended(sign, within=ENDS_WITHIN) == 0
        assert server.out == (
            f"Folkmoot serves {url_of(at_a_port)} on 127.0.0.1, port {at_a_port.settings['port']}. Ctrl-C ends it.\n"
        )
        assert "Traceback" not in server.err


def test_the_server_says_that_nothing_is_set_up_yet(at_a_port: Shell) -> None:
    with at_a_port.start("serve") as server:
        server.until(lambda: "folkmoot site add" in server.err)


def test_a_taken_port_is_a_sentence_with_another_one_to_take(at_a_port: Shell) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        at_a_port.settings["port"] = str(port)
        said = at_a_port.refused("serve")
    assert said.startswith(f"Port {port} is taken by another program. Choose another one: FOLKMOOT_PORT=")


def test_a_host_that_is_not_ours_is_a_sentence(at_a_port: Shell) -> None:
    at_a_port.settings["host"] = "203.0.113.5"
    said = at_a_port.refused("serve")
    assert said.startswith(f"Cannot listen on 203.0.113.5, port {at_a_port.settings['port']} (FOLKMOOT_HOST")


def test_links_lead_to_the_public_url(shell: Shell) -> None:
    shell.settings["public_url"] = "https://talk.example.org/"
    assert '"https://talk.example.org/embed.js"' in shell.ok("site", "add", SITE, "--origin", ORIGIN)
    link = link_in(shell.ok("staff", "add", "Ada Winter", "--site", SITE))
    assert link.startswith("https://talk.example.org/desk/sign-in/")


def test_settings_may_stand_in_the_data_folder(shell: Shell) -> None:
    port = free_port()
    (shell.folder / "data").mkdir()
    file = shell.folder / "data" / "folkmoot.toml"
    file.write_text(f'port = {port}\nhost = "localhost"\npublic_url = "http://talk.test:{port}"\n')
    with shell.start("serve") as server:
        server.until(lambda: answers(f"http://localhost:{port}"))
        server.until(lambda: f"Folkmoot serves http://talk.test:{port} on localhost, port {port}." in server.out)


def test_every_bad_setting_is_told_at_once_and_nothing_is_made(shell: Shell) -> None:
    shell.settings |= {"port": "eighty", "public_url": "talk.example.org", "trusted_proxies": "loopback"}
    for command in ("serve", "demo", "worker", "check"):
        said = shell.refused(command)
        assert said.startswith("The settings cannot be used:\n")
        assert [line.split()[0] for line in said.splitlines()[1:]] == [
            "FOLKMOOT_PORT",
            "FOLKMOOT_PUBLIC_URL",
            "FOLKMOOT_TRUSTED_PROXIES:",
        ]
    assert not (shell.folder / "data").exists()


def test_a_data_folder_that_cannot_be_made_is_a_sentence(shell: Shell) -> None:
    (shell.folder / "file").write_text("")
    shell.settings["data"] = "file/data"
    for words in (("serve",), ("site", "list"), ("restore", "copy.db")):
        assert shell.refused(*words).startswith("The data folder file/data cannot be made:")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_ends_when_it_is_told_to(shell: Shell, sign: signal.Signals) -> None:
    with shell.start("worker") as worker:
        worker.until(lambda: worker.out.startswith("Folkmoot delivers."))
        assert worker.ended(sign, within=ENDS_WITHIN) == 0
        assert worker.out.endswith("\nEnded.\n")
        assert worker.err == ""
