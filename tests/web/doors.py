"""Opens the web in front of a newsroom at noon, and knocks at it as a browser does."""

from dataclasses import dataclass
from itertools import count
from typing import Any

import httpx
from litestar.types import ASGIApp

from folkmoot.operations.deliver import deliver_due
from folkmoot.web.app import WebSettings, build_app
from folkmoot.web.limits import unlimited
from make import FINE, ORIGIN, SITE, STORY, Newsroom, a_key

PUBLIC = "https://talk.ferrypost.example"
_names = count(1)
API = f"/api/sites/{SITE}"


@dataclass
class House:
    """A newsroom with its web, and a browser on the newspaper's page."""

    newsroom: Newsroom
    app: ASGIApp
    browser: httpx.AsyncClient

    async def write(self, text: str = FINE, *, token: str | None = None, **detail: Any) -> httpx.Response:
        """Post a comment as the embed does."""
        # Each guest has a name of his own: the same one would belong to the first who wrote under it.
        given = {"url": STORY, "name": f"Reader {next(_names)}", "text": text, "key": a_key()} | detail
        return await self.browser.post(f"{API}/comments", json=given, headers=as_author(token))

    async def thread(self, url: str = STORY, **headers: str) -> httpx.Response:
        """Ask for the first page of a thread as the embed does."""
        return await self.browser.get(f"{API}/thread", params={"url": url}, headers={"origin": ORIGIN, **headers})

    async def told(self) -> None:
        """Let the pages be told of what was written, as the server's own task does every other moment."""
        await deliver_due(self.newsroom.means)


def as_author(token: str | None) -> dict[str, str]:
    """Return the header that shows who writes."""
    return {} if token is None else {"authorization": f"Bearer {token}"}


def opened(newsroom: Newsroom, *, address: str = "192.0.2.1", **settings: Any) -> House:
    """Open the web, without limits unless told otherwise."""
    given: dict[str, Any] = {"public_url": PUBLIC, "version": "1.2.3", "rates": unlimited()} | settings
    app = build_app(newsroom.means, settings=WebSettings(**given))
    transport = httpx.ASGITransport(app, client=(address, 4711))  # type: ignore[arg-type]
    return House(newsroom, app, httpx.AsyncClient(transport=transport, base_url=PUBLIC))
