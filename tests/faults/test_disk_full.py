"""A disk that is full when a comment is to be kept: said clearly, nothing half, and reading goes on."""

from pathlib import Path

import httpx

from faults.asking import STORY, a_browser, a_comment, post, thread_of
from faults.running import ORIGIN, SITE, set_up, settings_for, start
from faults.test_killed import checked

ROOM = 150_000
"""Bytes: some comments find room, and then one does not."""


def test_who_posts_is_told_and_who_reads_notices_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    settings = settings_for(data, f"sqlite:///{data / 'folkmoot.db'}")
    set_up(settings)
    server = start(settings, room=ROOM)
    with a_browser(server.url) as browser:
        kept, refusal = until_it_is_full(browser)
        assert refusal.headers["content-type"] == "application/problem+json"
        assert (refusal.status_code, refusal.json()["code"]) == (503, "store-failed")
        assert refusal.json()["detail"] == "Your change could not be stored, and nothing of it was kept."
        again = post(browser, a_comment("Once more.", "Somebody else"))
        assert (again.status_code, again.json()["code"]) == (503, "store-stopped")
        health = browser.get("/health")
        assert health.status_code == 503
        assert health.json() | {"version": ""} == {
            "status": "failing", "database": True, "writing": False, "judge": True, "version": "",
        }  # fmt: skip
        assert thread_of(browser, len(kept)) == kept
        newest = browser.get(
            f"/api/sites/{SITE}/thread", params={"url": STORY, "order": "newest"}, headers={"origin": ORIGIN}
        )
        assert newest.status_code == 200
        assert 'data-order="newest"' in newest.text
    assert server.interrupt() == 0
    # The operator has made room, and starts it again.
    server = start(settings)
    with a_browser(server.url) as browser:
        assert thread_of(browser, len(kept)) == kept
        number = post(browser, a_comment("And on it goes.", "Somebody else")).json()["comment"]["number"]
        assert number == str(len(kept) + 1)
    assert server.interrupt() == 0
    assert checked(settings) == "Everything is as it follows from its decisions."


def until_it_is_full(browser: httpx.Client) -> tuple[dict[str, str], httpx.Response]:
    """Post until somebody is refused: what was kept, by its numbers, and the refusal."""
    kept: dict[str, str] = {}
    for n in range(1000):
        sent = a_comment(f"Comment {n}: {'a long word ' * 50}".strip(), f"Reader {n}")
        answer = post(browser, sent)
        if answer.status_code != 201:
            return kept, answer
        kept[answer.json()["comment"]["number"]] = sent["text"]
    raise AssertionError("the disk was never full")
