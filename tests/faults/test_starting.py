"""Starting and ending by the commands: twice on one folder, beside a program that has the port, with streams open."""

import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from faults.asking import a_browser, a_moderator
from journeys.reading import FINE, SITE, demo_environment, demo_running

pytestmark = pytest.mark.slow

STREAMS = 20
ENDS_WITHIN = 5.0
"""Seconds from Ctrl-C to the end."""


def test_the_demo_ends_at_ctrl_c_with_streams_open_and_keeps_everything_for_its_next_start(tmp_path: Path) -> None:
    environment = demo_environment(tmp_path / "data")
    url = f"http://127.0.0.1:{environment['FOLKMOOT_PORT']}"
    comment = {"name": "Jonas Reed", "text": FINE, "key": "a-key-of-some-length"}
    with demo_running(environment) as (process, links), ExitStack() as streams:
        story, home = links["A story, discussed"], links["The Ferry Post"].rstrip("/")
        for link in links.values():
            assert httpx.get(link).status_code == 200, link
        moderator = streams.enter_context(a_moderator(url, links["Moderator's desk"]))
        sent = moderator.post(f"/api/sites/{SITE}/comments", json=comment | {"url": story}, headers={"origin": home})
        assert sent.status_code == 201, sent.text
        number = sent.json()["comment"]["number"]
        before = counted(moderator, story)
        for _ in range(STREAMS):
            live = streams.enter_context(httpx.stream("GET", f"{url}/api/sites/{SITE}/live", params={"url": story}))
            assert next(live.iter_raw())
        desk = streams.enter_context(moderator.stream("GET", f"/desk/api/sites/{SITE}/live"))
        assert desk.status_code == 200
        a_second_one_says_that_the_port_is_taken(environment, tmp_path / "another")
        assert interrupted(process) < ENDS_WITHIN
        assert process.returncode == 0
    assert "Traceback" not in tmp_path.joinpath("data.log").read_text()

    with demo_running(environment) as (process, again), a_browser(url) as browser:
        assert {name for name, link in again.items() if link != links[name]} == {"Moderator's desk"}
        assert counted(browser, story) == before
        page = browser.get(f"/s/{SITE}/night-ferry").text
        assert re.search(rf'id="c{number}".*{FINE}', page, re.DOTALL)
        # The old link was used, the new one signs in.
        assert browser.post(links["Moderator's desk"], headers={"origin": url}).status_code == 403
        with a_moderator(url, again["Moderator's desk"]) as moderator:
            assert moderator.get("/desk/api/me").json()["name"] == "Ada Winter"
        assert interrupted(process) < ENDS_WITHIN
        assert process.returncode == 0


def test_a_newsroom_without_anything_is_served_and_ends_at_sigterm(tmp_path: Path) -> None:
    environment = demo_environment(tmp_path / "data")
    command = [sys.executable, "-m", "folkmoot", "serve"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert environment["FOLKMOOT_PORT"] in process.stdout.readline()
        health = httpx.get(f"http://127.0.0.1:{environment['FOLKMOOT_PORT']}/health").json()
        assert health["status"] == "ok"
        process.terminate()
        _, errors = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Traceback" not in errors


def a_second_one_says_that_the_port_is_taken(environment: dict[str, str], folder: Path) -> None:
    """Start a second demo on the same ports: it says so in a sentence, and gives up."""
    done = subprocess.run(
        [sys.executable, "-m", "folkmoot", "demo"],
        env=environment | {"FOLKMOOT_DATA": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    said = " ".join(done.stderr.split())
    port = environment["FOLKMOOT_PORT"]
    assert f"Port {port} is taken by another program. Choose another one: FOLKMOOT_PORT=" in said
    assert "Traceback" not in said
    assert done.returncode != 0


def interrupted(process: "subprocess.Popen[str]") -> float:
    """Press Ctrl-C, and return how many seconds the end took."""
    before = time.monotonic()
    process.send_signal(signal.SIGINT)
    process.wait(60)
    return time.monotonic() - before


def counted(browser: httpx.Client, story: str) -> int:
    """Return how many comments a story has."""
    answer = browser.get(f"/api/sites/{SITE}/counts", params={"url": story})
    return int(answer.json()["counts"][story])
