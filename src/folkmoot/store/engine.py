"""Opening: one address, and the right database behind it."""

from urllib.parse import unquote, urlsplit

from folkmoot.errors import Unavailable
from folkmoot.store.interface import Store
from folkmoot.store.postgres import open_postgres
from folkmoot.store.sqlite import open_sqlite


async def open_store(url: str, *, migrate: bool = True) -> Store:
    """Open the database at ``url``, bring its tables up to date, and return it.

    Args:
        url: ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``postgresql://…`` as libpq writes it.
        migrate: Make or change the tables where this version of the program needs it; otherwise refuse.

    Raises:
        Unavailable: ``database-url``, ``database-cannot-open``, ``database-busy``, ``database-foreign`` (it holds
            something else), ``database-newer`` or ``database-older`` than this program, ``database-no-wal``.
    """
    if is_postgres(url):
        return await open_postgres(url, migrate=migrate)
    return await open_sqlite(sqlite_path(url), migrate=migrate)


def is_postgres(url: str) -> bool:
    """Tell whether the address names a PostgreSQL database."""
    return url.startswith(("postgresql://", "postgres://"))


def sqlite_path(url: str) -> str:
    """Return the file that a ``sqlite:///`` address names.

    Raises:
        Unavailable: ``database-url`` for any other address.
    """
    parts = urlsplit(url)
    path = unquote(parts.path[1:])
    if parts.scheme != "sqlite" or parts.netloc or not path or path == ":memory:" or "\0" in path:
        raise Unavailable(
            "database-url",
            "The database's address must be sqlite:///path/to/file.db or postgresql://user@host/name.",
        )
    return path
