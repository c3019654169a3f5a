"""Cases of the desk."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, or_, update

from folkmoot.moderation.case import Why
from folkmoot.store.tables import moderation_case
from folkmoot.store.write.rows import insert_if_absent


def open_case(db: Connection, *, site: UUID, case_id: UUID, comment_id: UUID, n: int, why: Why, now: datetime) -> bool:
    """Let a comment's revision wait at the desk; return False where the comment waits already."""
    return insert_if_absent(
        db,
        moderation_case,
        site=site,
        id=case_id,
        comment=comment_id,
        n=n,
        why=str(why),
        opened_at=now,
    )


def point_case(db: Connection, *, site: UUID, comment_id: UUID, n: int) -> None:
    """Let a comment that waits wait for another revision."""
    db.execute(
        update(moderation_case)
        .where(
            moderation_case.c.site == site,
            moderation_case.c.comment == comment_id,
            moderation_case.c.closed_at.is_(None),
        )
        .values(n=n)
    )


def close_case(db: Connection, *, site: UUID, comment_id: UUID, now: datetime) -> bool:
    """Take a comment off the desk; return whether it waited."""
    closed = (
        update(moderation_case)
        .where(
            moderation_case.c.site == site,
            moderation_case.c.comment == comment_id,
            moderation_case.c.closed_at.is_(None),
        )
        .values(closed_at=now, claimed_by=None, claimed_until=None)
    )
    return bool(db.execute(closed).rowcount)


def claim_case(db: Connection, *, site: UUID, comment_id: UUID, staff: UUID, until: datetime, now: datetime) -> bool:
    """Say "I am on it"; return False where somebody else is."""
    claimed = (
        update(moderation_case)
        .where(
            moderation_case.c.site == site,
            moderation_case.c.comment == comment_id,
            moderation_case.c.closed_at.is_(None),
            or_(
                moderation_case.c.claimed_by.is_(None),
                moderation_case.c.claimed_by == staff,
                moderation_case.c.claimed_until < now,
            ),
        )
        .values(claimed_by=staff, claimed_until=until)
    )
    return bool(db.execute(claimed).rowcount)


def release_case(db: Connection, *, site: UUID, comment_id: UUID, staff: UUID) -> None:
    """Take back "I am on it"."""
    db.execute(
        update(moderation_case)
        .where(
            moderation_case.c.site == site,
            moderation_case.c.comment == comment_id,
            moderation_case.c.claimed_by == staff,
            moderation_case.c.closed_at.is_(None),
        )
        .values(claimed_by=None, claimed_until=None)
    )
