"""Request keys (a retry changes nothing) and events (what is still to be delivered)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, delete, insert, or_, select, update

from folkmoot.discussion.events import EventKind
from folkmoot.store.tables import event, request_key
from folkmoot.store.write.rows import insert_if_absent

LEASE_SECONDS = 60
"""How long a worker has for one event before another may take it."""

KEY_HOURS = 24
"""How long a retry is recognised."""


def take_key(
    db: Connection, *, site: UUID, key: str, fingerprint: str, verb: str, comment_id: UUID, n: int, now: datetime
) -> bool:
    """Write a request's key first in its transaction; return False where it was written before."""
    return insert_if_absent(
        db,
        request_key,
        site=site,
        key=key,
        fingerprint=fingerprint,
        verb=verb,
        comment=comment_id,
        n=n,
        at=now,
    )


def forget_old_keys(db: Connection, *, now: datetime) -> int:
    """Forget keys that are older than a day, of every site, and return how many."""
    old = delete(request_key).where(request_key.c.at < now - timedelta(hours=KEY_HOURS))
    return int(db.execute(old).rowcount)


def add_event(
    db: Connection,
    *,
    site: UUID,
    event_id: UUID,
    kind: EventKind,
    about: UUID,
    now: datetime,
    n: int | None = None,
    seq: int | None = None,
) -> None:
    """Put into the outbox what is to be delivered after the commit."""
    db.execute(
        insert(event),
        {
            "site": site,
            "id": event_id,
            "kind": str(kind),
            "about": about,
            "n": n,
            "seq": seq,
            "due_at": now,
            "attempts": 0,
            "failure": "",
        },
    )


def take_due_events(db: Connection, *, now: datetime, most: int) -> list[tuple[UUID, UUID, EventKind, UUID]]:
    """Take due events of every site under a lease: site, id, kind, about. Other workers pass them over."""
    due = (
        select(event.c.site, event.c.id, event.c.kind, event.c.about)
        .where(
            event.c.done_at.is_(None),
            event.c.due_at <= now,
            or_(event.c.taken_until.is_(None), event.c.taken_until < now),
        )
        .order_by(event.c.due_at)
        .limit(most)
    )
    if db.dialect.name == "postgresql":
        due = due.with_for_update(skip_locked=True)
    rows = db.execute(due).all()
    for row in rows:
        db.execute(
            update(event)
            .where(event.c.site == row.site, event.c.id == row.id)
            .values(taken_until=now + timedelta(seconds=LEASE_SECONDS), attempts=event.c.attempts + 1)
        )
    return [(row.site, row.id, EventKind(row.kind), row.about) for row in rows]


def finish_events(db: Connection, *, done: Sequence[tuple[UUID, UUID]], now: datetime) -> None:
    """Tick events off (site and id of each)."""
    for site, event_id in done:
        db.execute(update(event).where(event.c.site == site, event.c.id == event_id).values(done_at=now, failure=""))


def fail_event(db: Connection, *, site: UUID, event_id: UUID, failure: str, again_at: datetime) -> None:
    """Keep what went wrong and try again later."""
    db.execute(
        update(event)
        .where(event.c.site == site, event.c.id == event_id)
        .values(failure=failure, due_at=again_at, taken_until=None)
    )


def forget_delivered(db: Connection, *, before: datetime) -> int:
    """Drop events of every site that were delivered before a time, and return how many."""
    return int(db.execute(delete(event).where(event.c.done_at < before)).rowcount)
