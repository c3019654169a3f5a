"""PostgreSQL: the same functions over a pool of connections."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from folkmoot.errors import FolkmootError, Unavailable
from folkmoot.store.migrations import bring_up_to_date

T = TypeVar("T")

CONNECTIONS = 10
"""Held at most by one process; PostgreSQL allows 100 by default."""
CONNECTING = 10.0
"""Seconds within which a connection must stand."""
ANSWERING = 60.0
"""Seconds within which one statement must be answered."""

AGAIN = frozenset({"40001", "40P01"})
"""Serialisation failure and deadlock: PostgreSQL asks for the transaction to be run again."""
_BROKEN = ("53", "57P", "58", "XX")
"""SQLSTATEs of a server without room, going down or broken (appendix A of its manual)."""
_READ_ONLY = "25006"
"""Of a server that only reads, such as a standby; in a question it means that the question tried to write."""


async def open_postgres(url: str, *, migrate: bool) -> "PostgresStore":
    """Connect and bring the tables up to date; see ``engine.open_store`` for the errors."""
    engine = make_engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(lambda db: bring_up_to_date(db, migrate=migrate))
    except FolkmootError:
        await engine.dispose()
        raise
    except (DBAPIError, OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError, ValueError) as error:
        await engine.dispose()
        raise Unavailable("database-cannot-open", f"The PostgreSQL database cannot be opened: {error}.") from error
    return PostgresStore(engine)


def make_engine(url: str, *, answering: float | None = ANSWERING) -> AsyncEngine:
    """Return a pool whose statements have ``answering`` seconds each.

    The address is read by asyncpg, so that ``sslmode`` and ``host`` mean what they do to libpq.
    """

    async def connected() -> Any:
        return await asyncpg.connect(
            url, timeout=CONNECTING, command_timeout=answering, server_settings={"application_name": "folkmoot"}
        )

    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connected,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_timeout=ANSWERING,
        isolation_level="READ COMMITTED",
    )


class PostgresStore:
    """A PostgreSQL database behind a small pool."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        self._running: set[asyncio.Task[Any]] = set()
        self._closed = False

    @property
    def writing(self) -> bool:
        """True: PostgreSQL stops by itself where it cannot write, and comes back by itself."""
        return not self._closed

    async def write(self, verb: Callable[[Connection], T]) -> T:
        """Run ``verb`` in a transaction, twice where PostgreSQL asks for that; see ``interface.Store``."""
        # In a task of its own: a caller who goes away must not break a commit in the middle.
        return await asyncio.shield(self._started(self._write(verb)))

    async def read(self, question: Callable[[Connection], T]) -> T:
        """Run ``question`` on one state of the database; see ``interface.Store``.

        Raises:
            Unavailable: ``store-unreadable`` when the server cannot be reached.
        """
        return await self._started(self._read(question))

    async def close(self) -> None:
        """Finish what was accepted and let go of the connections."""
        self._closed = True
        if self._running:
            await asyncio.wait(self._running)
        await self._engine.dispose()

    def _started(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        if self._closed:
            work.close()
            raise Unavailable("store-closed", "The database has been closed.")
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # whoever asked may have gone away; then nobody else is to be told

    async def _read(self, question: Callable[[Connection], T]) -> T:
        try:
            return await self._looked(question)
        except Exception as error:
            if not _is_lost(error):
                raise
        # The pool held connections to a server that has since been started anew; it has let go of them now.
        try:
            return await self._looked(question)
        except Exception as error:
            if _is_lost(error):
                raise Unavailable("store-unreadable", "The database could not be read.") from error
            raise

    async def _looked(self, question: Callable[[Connection], T]) -> T:
        async with self._reader.connect() as connection:
            return await connection.run_sync(question)

    async def _write(self, verb: Callable[[Connection], T]) -> T:
        try:
            return await self._tried(verb)
        except Exception as error:
            if not (_is_lost(error) or _state(error) in {*AGAIN, _READ_ONLY}):
                raise
        try:
            return await self._tried(verb)
        except Exception as error:
            if _is_lost(error) or _state(error) in {*AGAIN, _READ_ONLY}:
                raise _failed() from error
            raise

    async def _tried(self, verb: Callable[[Connection], T]) -> T:
        async with self._engine.connect() as connection:
            transaction = await connection.begin()
            try:
                value = await connection.run_sync(verb)
            except BaseException:
                await _taken_back(connection)
                raise
            try:
                await transaction.commit()
            except Exception as error:
                # Whether it was kept is not known when the connection broke; the same request sent again tells.
                raise _failed() from error
            return value


async def _taken_back(connection: AsyncConnection) -> None:
    try:
        await connection.rollback()
    except (DBAPIError, OSError):
        await connection.invalidate()


def _is_lost(error: Exception) -> bool:
    """Tell whether the server could not be reached or broke off, before anything was committed."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or isinstance(error, InterfaceError) or _state(error).startswith(_BROKEN)
    return isinstance(error, OSError | TimeoutError | asyncpg.PostgresConnectionError | asyncpg.CannotConnectNowError)


def _state(error: Exception) -> str:
    return str(getattr(getattr(error, "orig", error), "sqlstate", None) or "")


def _failed() -> Unavailable:
    return Unavailable("store-failed", "Your change could not be stored.")
