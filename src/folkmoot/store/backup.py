"""Backup and restore: everything in one file, the same for both databases, while the server runs or stands.

A backup is a SQLite file with our tables, whichever database it was taken from, and can be restored into either. It
holds what was committed at one moment. Restoring replaces everything in one transaction: whoever reads meanwhile sees
the old state and then the new one; whoever writes waits.
"""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from folkmoot.errors import BadInput, Conflict, Unavailable
from folkmoot.store.copying import copy_rows, delete_rows, highest_version, is_empty, lock_tables, prepare_to_serve
from folkmoot.store.engine import is_postgres, sqlite_path
from folkmoot.store.migrations import bring_up_to_date
from folkmoot.store.postgres import AGAIN, make_engine
from folkmoot.store.sqlite_file import BUSY, connect, engine_on, prepare

TRIES = 5
"""Of a restore into PostgreSQL under a server that writes."""


async def backup(url: str, file: Path) -> None:
    """Write the database as it stands at this moment into a new file, readable by its owner alone.

    Raises:
        BadInput: ``backup-exists`` where the file is there already.
        Unavailable: ``backup-failed`` where it cannot be written, and the errors of ``engine.open_store``.
    """
    if file.exists():
        raise BadInput("backup-exists", f"{file} is there already. Choose another name, or take it away first.")
    part = file.with_name(file.name + ".part")
    try:
        os.close(os.open(part, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        if is_postgres(url):
            await _from_postgres(url, part)
        else:
            await asyncio.to_thread(_from_sqlite, sqlite_path(url), part)
        _on_disk(part)
        part.rename(file)
        _on_disk(file.resolve().parent)
    except (OSError, sqlite3.Error, DBAPIError, asyncpg.PostgresError) as error:
        raise Unavailable("backup-failed", f"The backup could not be written: {_told(error)}.") from error
    finally:
        part.unlink(missing_ok=True)


async def restore(file: Path, url: str, *, force: bool = False) -> None:
    """Put everything from a backup into the database at ``url``, instead of what is there.

    Pages that were served before are out of date afterwards: every thread's version is higher than any that was seen.

    Raises:
        BadInput: ``backup-unreadable`` where the file is damaged or no backup of ours.
        Conflict: ``database-not-empty`` where there is something already and ``force`` was not said.
        Unavailable: ``database-newer`` where a newer program made the backup, ``restore-failed`` (then nothing was
            changed), and the errors of ``engine.open_store``.
    """
    try:
        with TemporaryDirectory(dir=_room_for(url)) as folder:
            copy = Path(folder) / "restoring.db"
            await asyncio.to_thread(_checked_copy, file, copy)
            if is_postgres(url):
                await _into_postgres_at_last(copy, url, force=force)
            else:
                await asyncio.to_thread(_into_sqlite, copy, sqlite_path(url), force=force)
    except (OSError, sqlite3.Error, DBAPIError, asyncpg.PostgresError) as error:
        raise Unavailable("restore-failed", f"Nothing was restored: {_told(error)}.") from error


async def _into_postgres_at_last(copy: Path, url: str, *, force: bool) -> None:
    """Try again where the locks of a server that writes and ours waited for each other: nothing was changed then."""
    for left in reversed(range(TRIES)):
        try:
            await _into_postgres(copy, url, force=force)
        except DBAPIError as error:
            if not left or getattr(error.orig, "sqlstate", None) not in AGAIN:
                raise
        else:
            return


def _from_sqlite(path: str, part: Path) -> None:
    if not Path(path).is_file():
        raise Unavailable("database-cannot-open", f"There is no database {path}.")
    with closing(connect(path)) as source, closing(sqlite3.connect(part, isolation_level=None)) as target:
        source.backup(target)  # all pages in one step: one state, and nobody who writes is kept waiting
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without a journal beside it


async def _from_postgres(url: str, part: Path) -> None:
    prepare(str(part), migrate=True, busy=BUSY)
    engine = make_engine(url, answering=None)
    try:
        async with engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        ).connect() as source:
            await source.run_sync(lambda db: bring_up_to_date(db, migrate=False))
            await source.run_sync(lambda db: _write_rows(db, part))
    finally:
        await engine.dispose()
    with closing(sqlite3.connect(part, isolation_level=None)) as target:
        target.execute("PRAGMA journal_mode = DELETE")


def _write_rows(source: Connection, part: Path) -> None:
    with _sqlite(part) as target:
        copy_rows(source, target)


def _checked_copy(file: Path, copy: Path) -> None:
    """Copy the backup, check the copy and bring it up to date; the backup itself is only read."""
    if not file.is_file():
        raise BadInput("backup-unreadable", f"There is no file {file}.")
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as source:
            ours, sound = _copied(source, copy)
    except sqlite3.DatabaseError as error:
        raise BadInput("backup-unreadable", f"{file} is no backup of Folkmoot: {error}.") from error
    if not ours:
        raise BadInput("backup-unreadable", f"{file} is no backup of Folkmoot.")
    if not sound:
        raise BadInput("backup-unreadable", f"{file} is damaged: its rows or pages do not fit together.")
    prepare(str(copy), migrate=True, busy=BUSY)


def _copied(source: sqlite3.Connection, copy: Path) -> tuple[bool, bool]:
    """Copy a file and tell whether it is ours, and whether its pages and rows fit together."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as target:
        source.backup(target)
        ours = target.execute("select 1 from sqlite_master where name = 'alembic_version'").fetchone() is not None
        whole = target.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return ours, whole and target.execute("PRAGMA foreign_key_check").fetchone() is None


def _into_sqlite(copy: Path, path: str, *, force: bool) -> None:
    prepare(path, migrate=True, busy=BUSY)
    with _sqlite(path) as target:
        _refuse_unless(force, target)
        above = highest_version(target)
    with _sqlite(copy) as source:
        prepare_to_serve(source, above=above)
    with closing(connect(str(copy))) as source_file, closing(connect(path)) as target_file:
        # One transaction of the file itself: a server that runs reads the old state and then this one, and what it
        # writes waits for the end of it.
        source_file.backup(target_file)


async def _into_postgres(copy: Path, url: str, *, force: bool) -> None:
    engine = make_engine(url, answering=None)
    try:
        async with engine.begin() as target:
            await target.run_sync(lambda db: bring_up_to_date(db, migrate=True))
            await target.run_sync(lambda db: _replace_rows(db, copy, force=force))
    finally:
        await engine.dispose()


def _replace_rows(target: Connection, copy: Path, *, force: bool) -> None:
    lock_tables(target)
    _refuse_unless(force, target)
    with _sqlite(copy) as source:
        prepare_to_serve(source, above=highest_version(target))
        delete_rows(target)
        copy_rows(source, target)


def _refuse_unless(force: bool, target: Connection) -> None:
    if not force and not is_empty(target):
        raise Conflict("database-not-empty", "There is something in this database already. Say --force to replace it.")


@contextmanager
def _sqlite(path: str | Path) -> Iterator[Connection]:
    """A transaction in a SQLite file."""
    engine = engine_on(str(path), begin="BEGIN IMMEDIATE", busy=BUSY)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _room_for(url: str) -> Path | None:
    # Beside the database there is room for another one; elsewhere only the system knows.
    return None if is_postgres(url) else Path(sqlite_path(url)).resolve().parent


def _on_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _told(error: Exception) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error)
