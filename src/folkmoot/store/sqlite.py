"""SQLite: one file, one thread that writes for everybody, a few that read."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from folkmoot.errors import Unavailable
from folkmoot.store.sqlite_file import BUSY, database_of, engine_on, prepare, primary_code

T = TypeVar("T")

GROUP = 50
"""Verbs in one commit at most: beyond it a commit's share of each is small, and the first has waited long enough."""
READERS = 3
"""Threads that read. One core answers at a time anyway; more than one, so that a long search holds nobody up."""

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
_UNREADABLE = _BROKEN - {sqlite3.SQLITE_READONLY}
"""The same for a question; there "read only" means that the question itself tried to write."""


@dataclass(slots=True)
class _Waiting:
    """A verb or a question, and who waits for its value."""

    ask: Callable[[Connection], Any]
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]
    value: Any = None
    error: BaseException | None = None


async def open_sqlite(path: str, *, migrate: bool, busy: float = BUSY) -> "SqliteStore":
    """Open or make the file, waiting ``busy`` seconds for other processes; see ``engine.open_store`` for the errors."""
    await asyncio.to_thread(prepare, path, migrate=migrate, busy=busy)
    return SqliteStore(path, busy=busy)


class SqliteStore:
    """A SQLite file that several coroutines, threads and processes use at once."""

    def __init__(self, path: str, *, busy: float) -> None:
        self._path = path
        self._busy = busy
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
                did not let go of the file in time.
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
        try:
            with _connected(self._path, begin="BEGIN IMMEDIATE", busy=self._busy) as connection:
                while (first := self._writes.get()) is not None:
                    group = [first]
                    while len(group) < GROUP and (more := self._another()) is not None:
                        group.append(more)
                    self._commit(connection, group)
                    _answer(group)
        except (DBAPIError, sqlite3.Error) as error:
            self._writing = False
            _refuse_all(self._writes, _failed(error))

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
        except BaseException as error:  # whatever it was: nobody may be told that his words are kept
            transaction.rollback()
            self._stop(group, error)

    def _stop(self, group: list[_Waiting], cause: BaseException) -> None:
        self._writing = False
        _fail(group, _failed(cause))

    def _read_all(self) -> None:
        try:
            with _connected(self._path, begin="BEGIN", busy=self._busy) as connection:
                database_of(connection).execute("PRAGMA query_only = ON")
                while (waiting := self._reads.get()) is not None:
                    if not waiting.future.cancelled():
                        _look(connection, waiting)
                        _answer([waiting])
        except (DBAPIError, sqlite3.Error) as error:
            _refuse_all(self._reads, _unreadable(error))


@contextmanager
def _connected(path: str, *, begin: str, busy: float) -> Iterator[Connection]:
    engine = engine_on(path, begin=begin, busy=busy)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def _begun(connection: Connection) -> Any:
    try:
        return connection.begin()
    except sqlite3.OperationalError as error:
        if primary_code(error) == sqlite3.SQLITE_BUSY:
            raise Unavailable("store-busy", "Too much is being written just now. Please try again.") from error
        raise


def _in_savepoint(connection: Connection, waiting: _Waiting) -> None:
    if waiting.future.cancelled():
        return
    database = database_of(connection)
    database.execute("SAVEPOINT verb")
    try:
        waiting.value = waiting.ask(connection)
    except BaseException as error:
        if _is_one_of(_BROKEN, error) or not database.in_transaction:
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
    except BaseException as error:
        waiting.error = _unreadable(error) if _is_one_of(_UNREADABLE, error) else error


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
        elif isinstance(waiting.error, StopIteration):  # no coroutine may raise it
            waiting.future.set_exception(RuntimeError("a verb ended an iteration that is not its own"))
        else:
            waiting.future.set_exception(waiting.error)


def _refuse_all(queue: "SimpleQueue[_Waiting | None]", error: Unavailable) -> None:
    while (waiting := queue.get()) is not None:
        _fail([waiting], error)
        _answer([waiting])


def _failed(cause: BaseException) -> Unavailable:
    error = Unavailable("store-failed", "Your change could not be stored, and nothing of it was kept.")
    error.__cause__ = cause
    return error


def _unreadable(cause: BaseException) -> Unavailable:
    error = Unavailable("store-unreadable", "The database could not be read.")
    error.__cause__ = cause
    return error


def _stopped() -> Unavailable:
    return Unavailable("store-stopped", "Nothing can be stored until an operator has looked at the database.")


def _is_one_of(codes: frozenset[int], error: BaseException) -> bool:
    cause = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(cause, sqlite3.Error) and primary_code(cause) in codes
