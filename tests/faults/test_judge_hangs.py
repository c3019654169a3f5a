"""A judge that hangs in a regular expression: its comment is held for a person, and nobody else waits."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from faults.asking import STORY, a_browser, a_comment, a_moderator, post, thread_of
from faults.panels import HANGS
from faults.running import ORIGIN, SITE, set_up, settings_for, start

pytestmark = pytest.mark.slow

AT_ONCE = 1.0
"""Seconds within which a reader is answered."""


def test_readers_are_answered_meanwhile_and_the_comment_waits_for_a_person(sqlite_url: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "data", sqlite_url)
    link = set_up(settings).link
    server = start(settings, panel="faults.panels:hanging")
    with a_browser(server.url) as author, a_browser(server.url) as reader, ThreadPoolExecutor(1) as pool:
        assert post(author, a_comment("Good morning.", "Otto")).json()["comment"]["state"] == "published"
        hung = pool.submit(post, author, a_comment(f"This has {HANGS}.", "Petra"))
        waits = []
        while not hung.done():
            waits += [seconds_for(reader, path) for path in (READ, f"/s/{SITE}/stories-night-ferry", "/health")]
        answer = hung.result().json()
        assert len(waits) > 20
        assert max(waits) < AT_ONCE
        assert answer["comment"]["state"] == "held"
        assert "could not be checked just now, so a person will read it" in answer["html"]
        until_it_judges(reader)
        assert post(author, a_comment("Good evening.", "Lena")).json()["comment"]["state"] == "published"
        assert list(thread_of(reader, 2).values()) == ["Good morning.", "Good evening."]
        with a_moderator(server.url, link) as moderator:
            case = moderator.get(f"/desk/api/sites/{SITE}/comments/{answer['comment']['id']}").json()
            row = moderator.get(f"/desk/api/sites/{SITE}/queue").json()["cases"][0]
    assert case["unanswered"] == ["judge: late"]
    assert {finding["reason"] for finding in case["findings"]} == {"unchecked"}
    assert "could not be checked" in row["why"].casefold()
    assert server.interrupt() == 0


READ = f"/api/sites/{SITE}/thread?url={STORY}"


def seconds_for(browser: httpx.Client, path: str) -> float:
    """Return how long a reader waits for something."""
    before = time.monotonic()
    assert browser.get(path, headers={"origin": ORIGIN}).status_code == 200, path
    return time.monotonic() - before


def until_it_judges(browser: httpx.Client) -> None:
    """Wait until the judge's process is there again."""
    until = time.monotonic() + 60
    while not browser.get("/health").json()["judge"]:
        assert time.monotonic() < until, "the judge does not come back"
