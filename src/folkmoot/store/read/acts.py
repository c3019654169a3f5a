"""Asking for what staff did and noted."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from folkmoot.store.tables import act, staff


def notes_about(db: Connection, *, site: UUID, about: str) -> list[dict[str, Any]]:
    """Return the desk's notes about a comment, oldest first: who, note, at."""
    rows = db.execute(
        select(act.c.note, act.c.at, staff.c.name)
        .outerjoin(staff, staff.c.id == act.c.staff)
        .where(act.c.site == site, act.c.about == about, act.c.verb == "note")
        .order_by(act.c.at)
    ).all()
    return [{"who": row.name, "text": row.note, "at": row.at} for row in rows]


def verbs_of(db: Connection, *, site: UUID) -> frozenset[str]:
    """Return what kinds of acts were done at a site."""
    return frozenset(db.scalars(select(act.c.verb).where(act.c.site == site).distinct()).all())
