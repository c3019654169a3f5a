"""What tests of the doors may ask for."""

from collections.abc import AsyncIterator

import pytest

from folkmoot.store.interface import Store
from make import a_newsroom
from web.doors import House, opened


@pytest.fixture
async def house(sqlite_store: Store) -> AsyncIterator[House]:
    """A newsroom with its web, on SQLite."""
    built = opened(await a_newsroom(sqlite_store))
    yield built
    built.newsroom.means.bus.close()
    await built.browser.aclose()
