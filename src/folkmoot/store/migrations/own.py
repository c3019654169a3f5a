"""What the tables of ``tables.py`` do not know: the indexes that each database keeps for searching in its own way."""

from typing import Any

APART = ("search_index", "ix_search_words")
"""FTS5's table with its shadows on SQLite; the text-search index on PostgreSQL."""


def is_ours(thing: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:  # noqa: ARG001
    """Tell Alembic whether ``tables.py`` is to know a table or index that it found."""
    return not (name or "").startswith(APART)
