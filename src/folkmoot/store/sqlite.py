"""SQLite: one file, one thread that writes for everybody, a few that read."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from folkmoot.errors import Unavailable
from folkmoot.store.migrations import bring_up_to_date

T = TypeVar("T")

GROUP = 50
"""Verbs in one commit at most: beyond it a commit's share of each is small, and the first has waited long enough."""
READERS = 3
"""Threads that read. One core answers at a time anyway; more than one, so that a long search holds nobody up."""
BUSY = 10.0
"""Seconds that one process waits for another to finish writing."""
WAL_KEPT = 64 * 1024 * 1024
"""Bytes that the journal's file keeps when it has once grown longer."""

_BROKEN = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    }
)
"""Errors after which the rest of a transaction is not to be trusted (sqlite.org/lang_transaction.html)."""


@dataclass(slots=True)
class _Waiting:
    """A verb or a question, and who waits for its value."""

    ask: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None


async def open_sqlite(path: str, *, migrate: bool) -> "SqliteStore":
    """Open or make the file; see ``engine.open_store`` for the errors."""
    await asyncio.to_thread(_prepare, path, migrate=migrate)
    return SqliteStore(path)


class SqliteStore:
    """A SQLite file that several coroutines, threads and processes use at once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._writing = True
        self._closed = False
        self._writes: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._reads: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._threads = [threading.Thread(target=self._write_all, name="folkmoot-writer", daemon=True)]
        self._threads += [
            threading.Thread(target=self._read_all, name=f"folkmoot-reader-{n}", daemon=True) for n in range(READERS)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def writing(self) -> bool:
        """False after a failed commit, until the program is started anew."""
        return self._writing

    async def write(self, verb: Callable[[Connection], T]) -> T:
        """Run ``verb`` in a savepoint of the next commit; see ``interface.Store``.

        Raises:
            Unavailable: ``store-failed``, ``store-stopped``, ``store-closed``, or ``store-busy`` when another process
                did not let go of the file within ``BUSY`` seconds.
        """
        if not self._writing:
            raise _stopped()
        return await self._ask(self._writes, verb)

    async def read(self, question: Callable[[Connection], T]) -> T:
        """Run ``question`` on one state of the database; see ``interface.Store``."""
        return await self._ask(self._reads, question)

    async def close(self) -> None:
        """Finish what was accepted and let go of the file."""
        if self._closed:
            return
        self._closed = True
        self._writes.put(None)
        for _ in range(READERS):
            self._reads.put(None)
        for thread in self._threads:
            await asyncio.to_thread(thread.join)

    async def _ask(self, queue: "SimpleQueue[_Waiting | None]", ask: Callable[[Connection], T]) -> T:
        if self._closed:
            raise Unavailable("store-closed", "The database has been closed.")
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        queue.put(_Waiting(ask, loop, future))
        return await future

    def _write_all(self) -> None:
        engine = _engine(self._path, begin="BEGIN IMMEDIATE")
        with engine.connect() as connection:
            while (first := self._writes.get()) is not None:
                group = [first]
                while len(group) < GROUP and (more := self._another()) is not None:
                    group.append(more)
                self._commit(connection, group)
                _answer(group)
        engine.dispose()

    def _another(self) -> _Waiting | None:
        # What waits already is taken along; nobody is waited for.
        try:
            waiting = self._writes.get_nowait()
        except Empty:
            return None
        if waiting is None:
            self._writes.put(None)
        return waiting

    def _commit(self, connection: Connection, group: list[_Waiting]) -> None:
        try:
            if not self._writing:
                raise _stopped()
            transaction = _begun(connection)
        except Unavailable as error:
            _fail(group, error)
            return
        except (DBAPIError, sqlite3.Error) as error:
            self._stop(group, error)
            return
        try:
            for waiting in group:
                _in_savepoint(connection, waiting)
            transaction.commit()
        except Exception as error:  # whatever it was: nobody may be told that his words are kept
            transaction.rollback()
            self._stop(group, error)

    def _stop(self, group: list[_Waiting], cause: Exception) -> None:
        self._writing = False
        failure = Unavailable("store-failed", "Your change could not be stored, and nothing of it was kept.")
        failure.__cause__ = cause
        _fail(group, failure)

    def _read_all(self) -> None:
        engine = _engine(self._path, begin="BEGIN")
        with engine.connect() as connection:
            _database(connection).execute("PRAGMA query_only = ON")
            while (waiting := self._reads.get()) is not None:
                if not waiting.future.cancelled():
                    _look(connection, waiting)
                    _answer([waiting])
        engine.dispose()


def _begun(connection: Connection) -> Any:
    try:
        return connection.begin()
    except sqlite3.OperationalError as error:
        if _primary(error) == sqlite3.SQLITE_BUSY:
            raise Unavailable("store-busy", "Too much is being written just now. Please try again.") from error
        raise


def _in_savepoint(connection: Connection, waiting: _Waiting) -> None:
    if waiting.future.cancelled():
        return
    database = _database(connection)
    database.execute("SAVEPOINT verb")
    try:
        waiting.value = waiting.ask(connection)
    except Exception as error:
        if _is_broken(error) or not database.in_transaction:
            raise
        database.execute("ROLLBACK TO verb")
        waiting.error = error
    database.execute("RELEASE verb")


def _look(connection: Connection, waiting: _Waiting) -> None:
    try:
        with connection.begin() as transaction:
            try:
                waiting.value = waiting.ask(connection)
            finally:
                transaction.rollback()
    except Exception as error:
        waiting.error = error
        if _is_broken(error):
            waiting.error = Unavailable("store-unreadable", "The database could not be read.")
            waiting.error.__cause__ = error


def _fail(group: Iterable[_Waiting], error: Unavailable) -> None:
    for waiting in group:
        waiting.value, waiting.error = None, error


def _answer(group: list[_Waiting]) -> None:
    for loop in {waiting.loop for waiting in group}:
        mine = [waiting for waiting in group if waiting.loop is loop]
        try:
            loop.call_soon_threadsafe(_deliver, mine)
        except RuntimeError:  # that loop has ended: nobody waits there any more
            continue


def _deliver(group: list[_Waiting]) -> None:
    for waiting in group:
        if waiting.future.done():
            continue
        if waiting.error is None:
            waiting.future.set_result(waiting.value)
        else:
            waiting.future.set_exception(waiting.error)


def _stopped() -> Unavailable:
    return Unavailable("store-stopped", "Nothing can be stored until an operator has looked at the database.")


def _is_broken(error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, sqlite3.Error) and _primary(cause) in _BROKEN


def _primary(error: sqlite3.Error) -> int:
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF  # the rest says only where it happened


def _database(connection: Connection) -> sqlite3.Connection:
    database: Any = connection.connection.dbapi_connection  # SQLAlchemy knows it only as some database's
    assert isinstance(database, sqlite3.Connection)
    return database


def _engine(path: str, *, begin: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        _database(connection).execute(begin)

    return engine


def connect(path: str) -> sqlite3.Connection:
    """Open the file as every part of the store opens it; statements begin no transaction by themselves."""
    database = sqlite3.connect(path, timeout=BUSY, isolation_level=None)
    for setting in ("foreign_keys = ON", "synchronous = FULL", f"journal_size_limit = {WAL_KEPT}"):
        database.execute(f"PRAGMA {setting}")
    return database


def _prepare(path: str, *, migrate: bool) -> None:
    if not Path(path).resolve().parent.is_dir():
        raise Unavailable("database-cannot-open", f"There is no folder for the database {path}.")
    try:
        database = connect(path)
        try:
            mode = database.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        finally:
            database.close()
        if mode != "wal":
            raise Unavailable("database-no-wal", f"The file system of {path} cannot keep a write-ahead log.")
        _migrate(path, migrate=migrate)
    except (sqlite3.Error, DBAPIError) as error:
        raise _cannot_open(path, error) from error


def _migrate(path: str, *, migrate: bool) -> None:
    engine = _engine(path, begin="BEGIN IMMEDIATE")
    with engine.connect() as connection:
        # Tables that are made anew would take their neighbours' rows along; the check comes afterwards.
        _database(connection).execute("PRAGMA foreign_keys = OFF")
        with connection.begin():
            bring_up_to_date(connection, migrate=migrate)
    engine.dispose()


def _cannot_open(path: str, error: Exception) -> Unavailable:
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error) and _primary(cause) == sqlite3.SQLITE_BUSY:
        return Unavailable("database-busy", f"Another program is holding the database {path}.")
    return Unavailable("database-cannot-open", f"The database {path} cannot be opened: {cause}.")
