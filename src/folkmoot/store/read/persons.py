"""Asking for all that is kept of one person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from folkmoot.discussion.comment import Revision
from folkmoot.store.tables import author, comment, flag, revision, sanction


@dataclass(frozen=True, slots=True)
class Namesake:
    """Somebody whose name was asked for."""

    id: UUID
    name: str
    kind: str
    comments: int
    created_at: datetime


def namesakes(db: Connection, *, site: UUID, name_key: str) -> list[Namesake]:
    """Return everybody whose name looks like this one, oldest first; ``name_key`` is its skeleton."""
    rows = db.execute(
        select(
            author.c.id, author.c.name, author.c.kind, author.c.created_at, func.count(comment.c.id).label("comments")
        )
        .outerjoin(comment, and_(comment.c.site == author.c.site, comment.c.author == author.c.id))
        .where(author.c.site == site, author.c.name_key == name_key, author.c.erased_at.is_(None))
        .group_by(author.c.id, author.c.name, author.c.kind, author.c.created_at)
        .order_by(author.c.created_at, author.c.id)
    ).all()
    return [Namesake(row.id, row.name, row.kind, int(row.comments), row.created_at) for row in rows]


def author_row(db: Connection, *, site: UUID, author_id: UUID) -> Any:
    """Return all columns of an author."""
    return db.execute(select(author).where(author.c.site == site, author.c.id == author_id)).one()


def revisions_of(db: Connection, *, site: UUID, comment_id: UUID) -> list[Revision]:
    """Return every text of a comment, oldest first."""
    rows = db.execute(
        select(revision).where(revision.c.site == site, revision.c.comment == comment_id).order_by(revision.c.n)
    ).all()
    return [Revision(r.comment, r.n, r.text, r.language, r.attempt, r.network, r.written_at) for r in rows]


def flags_given(db: Connection, *, site: UUID, author_id: UUID) -> list[Any]:
    """Return the flags that somebody gave, oldest first: comment, clause, note, at."""
    asked = select(flag.c.comment, flag.c.clause, flag.c.note, flag.c.at)
    return list(db.execute(asked.where(flag.c.site == site, flag.c.flagger == author_id.hex).order_by(flag.c.at)).all())


def sanctions_on(db: Connection, *, site: UUID, author_id: UUID) -> list[Any]:
    """Return what was taken against somebody, oldest first, all columns."""
    return list(
        db.execute(
            select(sanction)
            .where(sanction.c.site == site, sanction.c.author == author_id)
            .order_by(sanction.c.starts_at)
        ).all()
    )
