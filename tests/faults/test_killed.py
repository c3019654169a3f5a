"""The server is killed at twenty random moments while people write: what was answered is there, once, numbered once."""

import random
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from faults.asking import a_browser, a_comment, post, thread_of
from faults.running import Server, set_up, settings_for, start

POSTS = 200
KILLS = 20
WRITERS = 4

pytestmark = pytest.mark.slow


@dataclass
class Writers:
    """Several people who post, and send the same form again until they are answered."""

    server: Server
    waiting: list[dict[str, Any]]
    answered: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By the form's key."""
    refused: list[str] = field(default_factory=list)
    broken_off: int = 0
    """Requests that a kill left without an answer."""
    changed: threading.Condition = field(default_factory=threading.Condition)
    up: threading.Event = field(default_factory=threading.Event)
    """Set while a server listens; a browser that is not answered asks again then."""

    def write(self) -> None:
        """Post until nothing is left."""
        with a_browser(self.server.url) as browser:
            while True:
                with self.changed:
                    if not self.waiting:
                        return
                    comment = self.waiting.pop()
                self._until_answered(browser, comment)

    def wait_for(self, answers: int) -> None:
        """Wait until so many have been answered."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.answered) >= answers or self.refused, timeout=60)

    def _until_answered(self, browser: httpx.Client, comment: dict[str, Any]) -> None:
        while True:
            try:
                answer = post(browser, comment)
            except httpx.TransportError:
                self.broken_off += 1
                assert self.up.wait(60)
                continue
            with self.changed:
                if answer.status_code in (200, 201):
                    self.answered[comment["key"]] = answer.json()["comment"]
                else:
                    self.refused.append(answer.text)
                self.changed.notify_all()
            return


def test_every_answered_comment_is_there_once_under_one_number_after_twenty_kills(
    database: str, tmp_path: Path
) -> None:
    settings = settings_for(tmp_path / "data", database)
    set_up(settings)
    server = start(settings)
    with a_browser(server.url) as browser:
        first = post(browser, a_comment("The first comment.", "Reader 0")).json()["comment"]
    comments = [
        a_comment(f"This is comment {n}.", f"Reader {n}", parent="1" if n % 4 == 0 else None) for n in range(1, POSTS)
    ]
    texts = {comment["key"]: comment["text"] for comment in comments}
    writers = Writers(server, comments[::-1])
    threads = [threading.Thread(target=writers.write) for _ in range(WRITERS)]
    for running in threads:
        running.start()
    for moment in sorted(random.sample(range(POSTS - WRITERS), KILLS)):
        writers.wait_for(moment)
        threading.Event().wait(random.uniform(0, 0.03))  # somewhere within the posts that are under way
        writers.up.clear()
        server.kill()
        server = start(settings)
        writers.up.set()
    for running in threads:
        running.join(60)
    assert writers.refused == []
    assert writers.broken_off > 0
    answered = {**writers.answered, "first": first}
    with a_browser(server.url) as browser:
        shown = thread_of(browser, POSTS)
    assert server.interrupt() == 0
    assert len(answered) == POSTS
    assert {comment["state"] for comment in answered.values()} == {"published"}
    texts["first"] = "The first comment."
    assert shown == {comment["number"]: texts[key] for key, comment in answered.items()}
    assert len({comment["id"] for comment in answered.values()}) == POSTS
    branches = sorted(int(number) for number in shown if "." not in number)
    assert branches == list(range(1, len(branches) + 1))
    replies = sorted(int(number.removeprefix("1.")) for number in shown if "." in number)
    assert replies == list(range(1, len(replies) + 1))
    assert checked(settings) == "Everything is as it follows from its decisions."


def checked(settings: dict[str, str]) -> str:
    """Run ``folkmoot check``, and return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "folkmoot", "check"], env=settings, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()
