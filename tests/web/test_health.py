"""Health: 200 while it can read and write, 503 when it cannot, and a silent judge is told of."""

from typing import Any

import httpx
import pytest

from folkmoot.errors import Unavailable
from folkmoot.store.interface import Store
from folkmoot.web.app import WebSettings, build_app
from make import a_newsroom
from web.doors import PUBLIC, House


class FailingStore:
    """A store whose disk is full, or whose database is gone."""

    def __init__(self, store: Store, *, reads: bool) -> None:
        self._store, self._reads = store, reads
        self.writing = False

    async def read(self, question: Any) -> Any:
        """Answer, where this store still reads."""
        if not self._reads:
            raise Unavailable("store-failed", "The database does not answer.")
        return await self._store.read(question)


async def test_a_healthy_server_says_so(house: House) -> None:
    answer = await house.browser.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "writing": True, "judge": True, "version": "1.2.3"}


async def test_a_silent_judge_degrades_and_does_not_fail(sqlite_store: Store) -> None:
    newsroom = await a_newsroom(sqlite_store)
    app = build_app(newsroom.means, settings=WebSettings(PUBLIC), judge_answers=lambda: False)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC) as browser:  # type: ignore[arg-type]
        answer = await browser.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")


@pytest.mark.parametrize("reads", [True, False])
async def test_a_store_that_has_stopped_writing_or_reading_fails(house: House, reads: bool) -> None:
    means = house.newsroom.means
    object.__setattr__(means, "store", FailingStore(means.store, reads=reads))
    answer = await house.browser.get("/health")
    assert (answer.status_code, answer.json()["status"]) == (503, "failing")
    assert (answer.json()["database"], answer.json()["writing"]) == (reads, False)
