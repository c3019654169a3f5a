"""Asking for what a machine may judge again: held texts that no person has touched."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, exists, func, select

from folkmoot.store.tables import author, comment, decision, finding, moderation_case, revision


@dataclass(frozen=True, slots=True)
class Waiting:
    """One text that waits, and the decision that holds it."""

    comment: UUID
    n: int
    seq: int
    attempt: int
    network: str | None
    imported: bool


def held_by_machine(db: Connection, *, site: UUID, unchecked_only: bool) -> list[Waiting]:
    """Return the newest texts that a machine holds, in the order of their age.

    Left out are texts that a person has decided, those about which their author has asked for one, and erased ones.
    ``unchecked_only``: those alone that could not be checked.
    """
    last = func.max(decision.c.seq)
    other = decision.alias("other")
    touched = exists().where(
        other.c.site == comment.c.site,
        other.c.comment == comment.c.id,
        other.c.n == comment.c.newest,
        other.c.taken_by.in_(["person", "author"]),
    )
    rows = db.execute(
        select(
            comment.c.id,
            comment.c.newest,
            comment.c.source,
            revision.c.attempt,
            revision.c.network,
            last.label("seq"),
        )
        .join(author, and_(author.c.site == comment.c.site, author.c.id == comment.c.author))
        .join(
            moderation_case,
            and_(moderation_case.c.site == comment.c.site, moderation_case.c.comment == comment.c.id),
        )
        .join(
            revision,
            and_(
                revision.c.site == comment.c.site,
                revision.c.comment == comment.c.id,
                revision.c.n == comment.c.newest,
            ),
        )
        .join(
            decision,
            and_(
                decision.c.site == comment.c.site,
                decision.c.comment == comment.c.id,
                decision.c.n == comment.c.newest,
            ),
        )
        .where(
            comment.c.site == site,
            comment.c.state != "withdrawn",
            moderation_case.c.closed_at.is_(None),
            author.c.erased_at.is_(None),
            revision.c.text.is_not(None),
            ~touched,
        )
        .group_by(
            comment.c.id,
            comment.c.newest,
            comment.c.source,
            comment.c.created_at,
            revision.c.attempt,
            revision.c.network,
        )
        .order_by(comment.c.created_at, comment.c.id)
    ).all()
    return [_waiting(row) for row in rows if _is_held(db, site, row, unchecked_only=unchecked_only)]


def _is_held(db: Connection, site: UUID, row: Any, *, unchecked_only: bool) -> bool:
    outcome = db.scalar(
        select(decision.c.outcome).where(
            decision.c.site == site,
            decision.c.comment == row.id,
            decision.c.n == row.newest,
            decision.c.seq == row.seq,
        )
    )
    if outcome != "hold" or not unchecked_only:
        return bool(outcome == "hold")
    asked = (
        select(finding.c.clause)
        .where(
            finding.c.site == site,
            finding.c.comment == row.id,
            finding.c.n == row.newest,
            finding.c.seq == row.seq,
            finding.c.reason == "unchecked",
        )
        .limit(1)
    )
    return db.scalar(asked) is not None


def _waiting(row: Any) -> Waiting:
    return Waiting(row.id, row.newest, row.seq, row.attempt, row.network, row.source is not None)
