"""Inserting a row only where there is none yet, the same way on both databases."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert_if_absent(db: Connection, table: Table, **values: Any) -> bool:
    """Insert a row unless a unique key forbids it; return whether it was inserted.

    On PostgreSQL this waits for another transaction that is inserting the same key, so that the answer is final.
    """
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    result = db.execute(dialect.insert(table).on_conflict_do_nothing(), values)
    return bool(result.rowcount)
