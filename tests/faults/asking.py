"""Asking a server over its own port, as browsers of readers, authors and moderators do."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from secrets import token_hex
from typing import Any

import httpx

from faults.running import ORIGIN, SITE

STORY = f"{ORIGIN}/stories/night-ferry"
COMMENT = r'<li id="c([\d.]+)".*?<div class="text"[^>]*>(.*?)</div>'


def a_comment(text: str, name: str, **detail: Any) -> dict[str, Any]:
    """Return what the embed sends when somebody posts."""
    return {"url": STORY, "name": name, "text": text, "key": token_hex(16), "parent": None} | detail


def post(browser: httpx.Client, comment: dict[str, Any], *, token: str = "") -> httpx.Response:
    """Post a comment as the embed does."""
    headers = {"origin": ORIGIN} | ({"authorization": f"Bearer {token}"} if token else {})
    return browser.post(f"/api/sites/{SITE}/comments", json=comment, headers=headers)


def thread(browser: httpx.Client, url: str = STORY) -> dict[str, str]:
    """Read all pages of a thread as a reader does, and return each comment's text by its number."""
    found: dict[str, str] = {}
    page, pages = 1, 1
    while page <= pages:
        answer = browser.get(f"/api/sites/{SITE}/thread", params={"url": url, "page": page})
        assert answer.status_code == 200, answer.text
        for number, said in re.findall(
            r'<li id="c([\d.]+)".*?<div class="text"[^>]*>(.*?)</div>', answer.text, re.DOTALL
        ):
            assert number not in found, f"{number} stands twice"
            found[number] = unescape(re.sub(r"<[^>]+>", "", said)).strip()
        told = re.search(r'data-pages="(\d+)"', answer.text)
        assert told is not None
        page, pages = page + 1, int(told[1])
    return found


def thread_of(browser: httpx.Client, comments: int, url: str = STORY) -> dict[str, str]:
    """Read a thread once it shows so many comments: a page may be a second older than an author's answer."""
    until = time.monotonic() + 30
    while len(shown := thread(browser, url)) != comments:
        assert time.monotonic() < until, f"{len(shown)} comments are shown, and {comments} were answered"
        time.sleep(0.05)
    return shown


@contextmanager
def a_browser(url: str, *, patience: float = 30.0) -> Iterator[httpx.Client]:
    """Open a browser; it waits for an answer as long as ``patience`` seconds."""
    with httpx.Client(base_url=url, timeout=patience) as browser:
        yield browser


@contextmanager
def a_moderator(url: str, link: str) -> Iterator[httpx.Client]:
    """Sign a moderator in by his one-time link, and open his browser at the desk."""
    with a_browser(url) as browser:
        signed_in = browser.post(link, headers={"origin": url})
        assert signed_in.status_code == 303, signed_in.text
        me = browser.get("/desk/api/me").json()
        browser.headers["x-folkmoot-csrf"] = me["csrf"]
        browser.headers["origin"] = url
        yield browser
