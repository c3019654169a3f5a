"""The tables come up to date by themselves, on both databases, and keep what is in them."""

import asyncio
import shutil
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from folkmoot.errors import Unavailable
from folkmoot.store.engine import is_postgres, open_store, sqlite_path
from folkmoot.store.interface import Store
from folkmoot.store.migrations import STEPS, bring_up_to_date, configured, version_of
from folkmoot.store.sqlite_file import prepare
from folkmoot.store.tables import metadata
from store.everything import everything, fill_every_table
from store.rows import a_comment, an_id


async def test_the_migrations_make_exactly_the_tables_that_the_program_knows(store: Store) -> None:
    def compared(db: Connection) -> None:
        command.check(configured(db))

    await store.read(compared)
    # Alembic does not compare keys.
    assert await store.read(
        lambda db: {t: inspect(db).get_pk_constraint(t)["constrained_columns"] for t in metadata.tables}
    ) == {name: [column.name for column in table.primary_key] for name, table in metadata.tables.items()}


async def test_a_later_step_keeps_what_is_there(database: str, tmp_path: Path) -> None:
    store = await open_store(database)
    await store.write(fill_every_table)
    before = await store.read(everything)
    steps = tmp_path / "steps"
    shutil.copytree(STEPS, steps)
    (steps / "v0002_more.py").write_text(LATER_STEP)

    def again(db: Connection) -> None:
        bring_up_to_date(db, migrate=True, steps=steps)

    if is_postgres(database):
        await store.write(again)
    else:
        prepare(sqlite_path(database), migrate=True, busy=1, steps=steps)
    assert await store.read(version_of) == "0002"
    assert await store.read(everything) == before
    with pytest.raises(IntegrityError):
        await store.write(lambda db: a_comment(db, an_id(), an_id(), an_id()))
    await store.close()


LATER_STEP = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # On SQLite the table is made anew, while others' rows name its rows.
    with op.batch_alter_table("comment", recreate="auto") as changed:
        changed.add_column(sa.Column("pinned_at", sa.DateTime(timezone=True), nullable=True))
        changed.alter_column("numbered", existing_type=sa.Integer(), type_=sa.BigInteger())
"""


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
