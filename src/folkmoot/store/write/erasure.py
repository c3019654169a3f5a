"""Forgetting a person: what he wrote, and what identifies him, goes; that something was decided stays."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, String, cast, delete, literal, or_, select, update

from folkmoot.store.tables import (
    act,
    author,
    comment,
    decision,
    finding,
    flag,
    moderation_case,
    request_key,
    revision,
    sanction,
    search,
)

AT_ONCE = 400
"""Ids in one statement: SQLite allows a bounded number of parameters."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much went."""

    comments: int
    texts: int
    flags: int
    """That he had given."""
    stories: tuple[UUID, ...]
    """Whose threads have changed."""


def forget_author(db: Connection, *, site: UUID, author_id: UUID, now: datetime) -> Forgotten:
    """Empty everything that could hold a person's words or name; rows, numbers, outcomes and clauses stay."""
    his = select(comment.c.id).where(comment.c.site == site, comment.c.author == author_id)
    rows = db.execute(
        select(comment.c.id, comment.c.story, comment.c.number).where(
            comment.c.site == site, comment.c.author == author_id
        )
    ).all()
    texts = _forget_words(db, site=site, author_id=author_id)
    flags = _forget_flags(db, site=site, author_id=author_id)
    ids = [str(row.id) for row in rows]
    for start in range(0, len(ids), AT_ONCE):
        part = ids[start : start + AT_ONCE]
        db.execute(update(act).where(act.c.site == site, act.c.verb == "note", act.c.about.in_(part)).values(note=""))
    db.execute(update(act).where(act.c.site == site, act.c.about == str(author_id)).values(note=""))
    db.execute(update(sanction).where(sanction.c.site == site, sanction.c.author == author_id).values(reason=""))
    # There is nothing left to decide about.
    db.execute(
        update(moderation_case)
        .where(
            moderation_case.c.site == site, moderation_case.c.comment.in_(his), moderation_case.c.closed_at.is_(None)
        )
        .values(closed_at=now, claimed_by=None, claimed_until=None)
    )
    db.execute(
        update(author)
        .where(author.c.site == site, author.c.id == author_id)
        .values(name="", name_key="", token_hash=None, mail=None, erased_at=now)
    )
    return Forgotten(len(rows), texts, flags, tuple({row.story for row in rows if row.number is not None}))


def _forget_words(db: Connection, *, site: UUID, author_id: UUID) -> int:
    his = select(comment.c.id).where(comment.c.site == site, comment.c.author == author_id)
    emptied = update(revision).where(revision.c.site == site, revision.c.comment.in_(his))
    texts = db.execute(emptied.where(revision.c.text.is_not(None)).values(text=None)).rowcount
    db.execute(emptied.values(network=None))
    db.execute(update(finding).where(finding.c.site == site, finding.c.comment.in_(his)).values(spans=[]))
    db.execute(update(decision).where(decision.c.site == site, decision.c.comment.in_(his)).values(note=""))
    db.execute(delete(search).where(search.c.site == site, search.c.comment.in_(his)))
    db.execute(delete(request_key).where(request_key.c.site == site, request_key.c.comment.in_(his)))
    return int(texts)


def _forget_flags(db: Connection, *, site: UUID, author_id: UUID) -> int:
    """Empty the notes of flags that he gave and of those on his comments, which speak of him."""
    his = select(comment.c.id).where(comment.c.site == site, comment.c.author == author_id)
    by_him = flag.c.flagger == author_id.hex
    db.execute(update(flag).where(flag.c.site == site, or_(by_him, flag.c.comment.in_(his))).values(note=""))
    given = update(flag).where(flag.c.site == site, by_him).values(flagger=literal("gone:") + cast(flag.c.id, String))
    return int(db.execute(given).rowcount)
