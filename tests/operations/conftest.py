"""A newsroom on either database, for every test of what can be done in it."""

import pytest

from folkmoot.store.interface import Store
from make import Newsroom, a_newsroom


@pytest.fixture
async def newsroom(store: Store) -> Newsroom:
    """A site with its policy and two moderators, on each kind of database in turn."""
    return await a_newsroom(store)


@pytest.fixture
async def one_newsroom(sqlite_store: Store) -> Newsroom:
    """The same on SQLite alone, for what is answered before the database is asked."""
    return await a_newsroom(sqlite_store)
