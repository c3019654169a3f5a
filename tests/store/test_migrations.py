"""The tables come up to date by themselves, on both databases, and keep what is in them."""

import asyncio

import pytest
from alembic import command
from sqlalchemy import Connection, text

from folkmoot.errors import Unavailable
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store
from folkmoot.store.migrations import configured, version_of


async def test_the_migrations_make_exactly_the_tables_that_the_program_knows(store: Store) -> None:
    def compared(db: Connection) -> None:
        command.check(configured(db))

    await store.read(compared)


async def test_two_processes_that_start_at_once_make_the_tables_once(empty_database: str) -> None:
    stores = await asyncio.gather(*(open_store(empty_database) for _ in range(4)))
    assert await stores[0].read(version_of) == "0001"
    for store in stores:
        await store.close()


async def test_a_newer_database_is_left_alone(database: str, store: Store) -> None:
    await store.write(lambda db: db.execute(text("update alembic_version set version_num = '9999'")) and None)
    with pytest.raises(Unavailable) as refused:
        await open_store(database)
    assert refused.value.code == "database-newer"


async def test_a_database_of_another_program_is_left_alone(empty_database: str) -> None:
    store = await open_store(empty_database)
    await store.write(lambda db: db.execute(text("drop table alembic_version")) and None)
    await store.close()
    with pytest.raises(Unavailable) as refused:
        await open_store(empty_database)
    assert refused.value.code == "database-foreign"


async def test_an_empty_database_is_not_migrated_where_that_was_not_asked_for(empty_database: str) -> None:
    with pytest.raises(Unavailable) as refused:
        await open_store(empty_database, migrate=False)
    assert refused.value.code == "database-older"
