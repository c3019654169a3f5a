"""The index of words: what a comment can be found by."""

from uuid import UUID

from sqlalchemy import Connection, delete, insert, update

from folkmoot.store.folding import folded
from folkmoot.store.tables import search


def index_comment(db: Connection, *, site: UUID, comment: UUID, words: str) -> None:
    """Let the comment be found by the words of this text, and no longer by those of an earlier one."""
    shape = " ".join(folded(words))
    of_it = (search.c.site == site) & (search.c.comment == comment)
    if db.execute(update(search).where(of_it).values(words=shape)).rowcount == 0:
        db.execute(insert(search).values(site=site, comment=comment, words=shape))


def forget(db: Connection, *, site: UUID, comment: UUID) -> None:
    """Let the comment no longer be found by its words; one that was never indexed is no error."""
    db.execute(delete(search).where(search.c.site == site, search.c.comment == comment))
