"""A newsroom for the journeys: set up by the commands, served by the real server, written to by its real doors."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, StorageState

ORIGIN = "http://news.example"
SITE = "post"
STAFF = ("Ada Winter", "Tomas Lind")
_numbers = count(1)


@dataclass
class Story:
    """A story with an open discussion, or one under which everything waits."""

    url: str
    slug: str


@dataclass
class Newsroom:
    """A running Folkmoot with two moderators."""

    url: str
    key: str
    sessions: dict[str, StorageState] = field(default_factory=dict)

    def story(self, headline: str, *, discussion: str = "wait") -> Story:
        """Put a story as the publisher's server does."""
        url = f"{ORIGIN}/stories/{next(_numbers)}"
        body = {"url": url, "headline": headline, "writer": "Nora Halm", "discussion": discussion}
        body["people"] = [{"name": "Tomas Verrin", "role": "President"}]  # type: ignore[assignment]
        answer = httpx.put(
            f"{self.url}/api/sites/{SITE}/stories", json=body, headers={"Authorization": f"Bearer {self.key}"}
        )
        assert answer.is_success, answer.text
        return Story(url, answer.json()["slug"])

    def write(self, story: Story, name: str, text: str, *, token: str = "") -> dict[str, Any]:
        """Write a comment as the embed does."""
        headers = {"Origin": ORIGIN} | ({"Authorization": f"Bearer {token}"} if token else {})
        body = {"url": story.url, "name": name, "text": text, "key": token_hex(16)}
        answer = httpx.post(f"{self.url}/api/sites/{SITE}/comments", json=body, headers=headers)
        return {"status": answer.status_code, **answer.json()}

    def edit(self, written: dict[str, Any], text: str) -> None:
        """Give a comment another text within its minutes, as its author does."""
        answer = httpx.post(
            f"{self.url}/api/sites/{SITE}/comments/{written['comment']['id']}/revisions",
            json={"text": text, "key": token_hex(16)},
            headers={"Origin": ORIGIN, "Authorization": f"Bearer {written['token']}"},
        )
        assert answer.is_success, answer.text

    def ask(self, written: dict[str, Any]) -> None:
        """Ask a moderator about a text that was returned, as its author does."""
        answer = httpx.post(
            f"{self.url}/api/sites/{SITE}/comments/{written['comment']['id']}/ask",
            json={"key": token_hex(16)},
            headers={"Origin": ORIGIN, "Authorization": f"Bearer {written['token']}"},
        )
        assert answer.json()["comment"]["state"] == "held", answer.text

    def flag(self, comment: str, clause: str, note: str) -> None:
        """Flag a comment as a reader does."""
        answer = httpx.post(
            f"{self.url}/api/sites/{SITE}/comments/{comment}/flags",
            json={"clause": clause, "note": note, "key": token_hex(16)},
            headers={"Origin": ORIGIN},
        )
        assert answer.is_success, answer.text

    def page_of(self, story: Story) -> str:
        """What every reader sees of a story's discussion."""
        return httpx.get(f"{self.url}/s/{SITE}/{story.slug}").text

    def shows(self, story: Story, text: str) -> bool:
        """Wait until every reader sees a text: a page is rendered once a second at most, and a removal at once."""
        until = time.monotonic() + 10
        while text not in self.page_of(story):
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
        return True

    def sit_down(self, browser: Browser, name: str = STAFF[0], **context: Any) -> Page:
        """Open a browser in which a moderator is signed in."""
        opened = browser.new_context(
            viewport={"width": 1280, "height": 900},
            locale="en-GB",
            storage_state=self.sessions[name],
            reduced_motion="reduce",
            **context,
        )
        opened.set_default_timeout(10_000)
        return opened.new_page()

    def queue(self, story: Story) -> str:
        """The desk's queue of one story: tests do not see each other's cases."""
        return f"{self.url}/desk/{SITE}/queue?story={story.slug}"


@contextmanager
def open_newsroom(folder: Path) -> Iterator[Newsroom]:
    """Set up a site with two moderators, serve it, and sign both in by their one-time links."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {"FOLKMOOT_DATA": str(folder), "FOLKMOOT_PORT": str(port), "FOLKMOOT_PUBLIC_URL": url}

    def command(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "folkmoot", *words], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    key = re.search(
        r"^\s+(fm_\S+)$", command("site", "add", SITE, "--origin", ORIGIN, "--title", "The Post"), re.MULTILINE
    )
    assert key is not None
    links = {name: command("staff", "add", name, "--role", "moderator", "--site", SITE).strip() for name in STAFF}
    with (folder / "log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "folkmoot", "serve"], env=environment, stdout=log, stderr=log)
        try:
            _until_it_answers(url, server)
            newsroom = Newsroom(url, key[1])
            for name, link in links.items():
                newsroom.sessions[name] = _signed_in(url, link)
            yield newsroom
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(10)
            server.kill()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def chromium() -> str | None:
    """Return where Chromium is, where it is and the console is built."""
    static = Path(__file__).parents[2] / "src" / "folkmoot" / "web" / "static"
    return shutil.which("chromium") if (static / "console-manifest.json").is_file() else None


def _until_it_answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert server.poll() is None, "the server has ended"
        with suppress(httpx.HTTPError):
            if httpx.get(f"{url}/health", timeout=5).is_success:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _signed_in(url: str, link: str) -> StorageState:
    """Press the link's button, and return what a browser keeps then."""
    answer = httpx.post(link, headers={"Origin": url})
    assert answer.status_code == 303, answer.text
    name, value = next(iter(answer.cookies.items()))
    return {
        "cookies": [
            {
                "name": name,
                "value": value,
                "domain": "127.0.0.1",
                "path": "/desk",
                "expires": -1,
                "httpOnly": True,
                "secure": False,
                "sameSite": "Strict",
            }
        ],
        "origins": [],
    }
