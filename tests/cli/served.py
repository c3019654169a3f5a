"""A newsroom that is served, with what its publisher and its readers send."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from secrets import token_hex
from typing import Any

import httpx

from cli.shell import Running, Shell, free_port, wait_until

ORIGIN = "http://news.example"
SITE = "post"
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Story:
    """A story that was put."""

    url: str
    slug: str


@dataclass
class Newsroom:
    """A running Folkmoot with one site, and the terminal beside it."""

    shell: Shell
    server: Running
    url: str
    key: str
    reader: httpx.Client
    """A browser in which nobody is signed in, on a page of the newspaper."""

    def story(self) -> Story:
        """Put a story as the publisher's server does."""
        url = f"{ORIGIN}/stories/{next(_numbers)}"
        answer = self.reader.put(
            f"{self.url}/api/sites/{SITE}/stories",
            json={"url": url, "headline": "Night ferry stays tied up"},
            headers={"Authorization": f"Bearer {self.key}"},
        )
        assert answer.is_success, answer.text
        return Story(url, answer.json()["slug"])

    def write(self, story: Story, name: str, text: str) -> dict[str, Any]:
        """Write a comment as the embed does."""
        body = {"url": story.url, "name": name, "text": text, "key": token_hex(16)}
        answer = self.reader.post(f"{self.url}/api/sites/{SITE}/comments", json=body)
        return {"status": answer.status_code, **answer.json()}

    def thread(self, story: Story) -> str:
        """What every reader of a story sees."""
        answer = self.reader.get(f"{self.url}/api/sites/{SITE}/thread", params={"url": story.url})
        return answer.text

    def shows(self, story: Story, text: str, *, shown: bool = True) -> None:
        """Wait until readers see a text, or see it no longer."""
        wait_until(lambda: (text in self.thread(story)) is shown)


@contextmanager
def open_newsroom(shell: Shell) -> Iterator[Newsroom]:
    """Set a site up, and serve it."""
    port = free_port()
    shell.settings |= {"port": str(port)}
    url = f"http://127.0.0.1:{port}"
    key = re.search(r"^\s+(fm_\S+)$", shell.ok("site", "add", SITE, "--origin", ORIGIN), re.MULTILINE)
    assert key is not None
    with shell.start("serve") as server, httpx.Client(headers={"Origin": ORIGIN}, timeout=30) as reader:
        server.until(lambda: answers(url))
        yield Newsroom(shell, server, url, key[1], reader)


def answers(url: str) -> bool:
    """Say whether a server is up and well."""
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/health", timeout=10).is_success
    return False
