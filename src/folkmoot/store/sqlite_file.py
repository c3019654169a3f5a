"""The file of a SQLite database: how every part of the store opens it, and what is wrong where it cannot."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from folkmoot.errors import Unavailable
from folkmoot.store.migrations import STEPS, bring_up_to_date

BUSY = 10.0
"""Seconds that one process waits for another to finish writing."""
WAL_KEPT = 64 * 1024 * 1024
"""Bytes that the journal's file keeps when it has once grown longer."""

SETTINGS = (
    "foreign_keys = ON",
    "synchronous = FULL",  # what was answered survives a power cut
    "secure_delete = ON",  # what was erased is overwritten
    f"journal_size_limit = {WAL_KEPT}",
)


def primary_code(error: sqlite3.Error) -> int:
    """Return the kind of an error, without where it happened."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF


def database_of(connection: Connection) -> sqlite3.Connection:
    """Return what lies under SQLAlchemy's connection."""
    database: Any = connection.connection.dbapi_connection  # SQLAlchemy knows it only as some database's
    assert isinstance(database, sqlite3.Connection)
    return database


def engine_on(path: str, *, begin: str, busy: float) -> Engine:
    """Return an engine of single connections, each of whose transactions starts with ``begin``."""
    engine = create_engine("sqlite://", creator=lambda: connect(path, busy=busy), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        database_of(connection).execute(begin)

    return engine


def connect(path: str, *, busy: float = BUSY) -> sqlite3.Connection:
    """Open the file as every part of the store opens it; statements begin no transaction by themselves."""
    database = sqlite3.connect(path, timeout=busy, isolation_level=None)
    for setting in SETTINGS:
        database.execute(f"PRAGMA {setting}")
    return database


def prepare(path: str, *, migrate: bool, busy: float, steps: Path = STEPS) -> None:
    """Make the file or bring its tables up to date; see ``engine.open_store`` for the errors."""
    if not Path(path).resolve().parent.is_dir():
        raise Unavailable("database-cannot-open", f"There is no folder for the database {path}.")
    try:
        # Mail addresses and held texts are nobody's business but the newsroom's.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        database = connect(path, busy=busy)
        try:
            mode = database.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        finally:
            database.close()
        if mode != "wal":
            raise Unavailable("database-no-wal", f"The file system of {path} cannot keep a write-ahead log.")
        _migrate(path, migrate=migrate, busy=busy, steps=steps)
    except (OSError, sqlite3.Error, DBAPIError) as error:
        raise _cannot_open(path, error) from error


def _migrate(path: str, *, migrate: bool, busy: float, steps: Path) -> None:
    engine = engine_on(path, begin="BEGIN IMMEDIATE", busy=busy)
    with engine.connect() as connection:
        # Tables that are made anew would take their neighbours' rows along; the check comes afterwards.
        database_of(connection).execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            bring_up_to_date(connection, migrate=migrate, steps=steps)
    engine.dispose()


def _cannot_open(path: str, error: Exception) -> Unavailable:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error) and primary_code(cause) == sqlite3.SQLITE_BUSY:
        return Unavailable("database-busy", f"Another program is holding the database {path}.")
    return Unavailable("database-cannot-open", f"The database {path} cannot be opened: {cause}.")
