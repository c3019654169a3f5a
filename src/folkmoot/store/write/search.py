"""The index of words: what a comment can be found by."""

from uuid import UUID

from sqlalchemy import Connection, delete, insert, text, update

from folkmoot.store.folding import folded
from folkmoot.store.tables import search

STEP = 500
"""Pages of the index that are written anew in one verb: some hundredths of a second."""


def index_comment(db: Connection, *, site: UUID, comment: UUID, words: str, first: bool = False) -> None:
    """Let the comment be found by the words of this text, and no longer by those of an earlier one.

    ``first``: it was never indexed before.
    """
    shape = " ".join(folded(words))
    of_it = (search.c.site == site) & (search.c.comment == comment)
    if first or db.execute(update(search).where(of_it).values(words=shape)).rowcount == 0:
        db.execute(insert(search), {"site": site, "comment": comment, "words": shape})


def forget(db: Connection, *, site: UUID, comment: UUID) -> None:
    """Let the comment no longer be found by its words; one that was never indexed is no error."""
    db.execute(delete(search).where(search.c.site == site, search.c.comment == comment))


def clear_out(db: Connection) -> bool:
    """Write a part of the index anew without what was forgotten; return whether there is more to do.

    Until then the words of a forgotten comment are found by nobody, but stand in SQLite's file. PostgreSQL does the
    same by itself (autovacuum).
    """
    if db.dialect.name != "sqlite":
        return False
    changed = "select total_changes()"
    before = db.exec_driver_sql(changed).scalar_one()
    # A negative number merges all parts of the index into one (sqlite.org/fts5.html, 6.8).
    db.execute(text("insert into search_index (search_index, rank) values ('merge', :step)"), {"step": -STEP})
    return bool(db.exec_driver_sql(changed).scalar_one() - before >= 2)
