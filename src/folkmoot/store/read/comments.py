"""Asking for comments, their revisions, hearings and decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from folkmoot.discussion.comment import Comment, Revision, State
from folkmoot.moderation.decision import Decision, TakenBy
from folkmoot.policy.finding import Finding
from folkmoot.policy.outcome import Outcome
from folkmoot.signals import Hearing
from folkmoot.store.columns import hearing_of
from folkmoot.store.read.findings import finding_of
from folkmoot.store.storable import is_storable
from folkmoot.store.tables import (
    comment,
    decision,
    finding,
    flag,
    hearing,
    moderation_case,
    request_key,
    revision,
    staff,
)


@dataclass(frozen=True, slots=True)
class KeptDecision:
    """A decision with its place and who took it."""

    n: int
    seq: int
    decision: Decision
    who: str | None
    """The moderator's name, for the desk alone."""


def comment_by_id(db: Connection, *, site: UUID, comment_id: UUID) -> Comment | None:
    """Return a comment as it stands."""
    return _comment(db.execute(select(comment).where(comment.c.site == site, comment.c.id == comment_id)).one_or_none())


def comment_numbered(db: Connection, *, site: UUID, story: UUID, number: str) -> Comment | None:
    """Return the comment under a story that has this printed number."""
    if not is_storable(number):
        return None
    return _comment(
        db.execute(
            select(comment).where(comment.c.site == site, comment.c.story == story, comment.c.number == number)
        ).one_or_none()
    )


def comment_from(db: Connection, *, site: UUID, source: str, source_id: str) -> Comment | None:
    """Return the imported comment of this source and id."""
    return _comment(
        db.execute(
            select(comment).where(comment.c.site == site, comment.c.source == source, comment.c.source_id == source_id)
        ).one_or_none()
    )


def was_handed_in(db: Connection, *, site: UUID, comment_id: UUID) -> bool:
    """Say whether others than its author may see a comment: not one that was returned, or thrown away then."""
    asked = select(comment.c.id).where(comment.c.site == site, comment.c.id == comment_id, ~never_handed_in())
    return db.scalar(asked) is not None


def never_handed_in() -> ColumnElement[bool]:
    """Return the condition of a comment that its author alone has seen: returned, or thrown away then."""
    at_the_desk = (
        select(moderation_case.c.id)
        .where(moderation_case.c.site == comment.c.site, moderation_case.c.comment == comment.c.id)
        .exists()
    )
    thrown_away = and_(comment.c.state == "withdrawn", comment.c.number.is_(None), ~at_the_desk)
    return or_(comment.c.state == "returned", thrown_away)


def edited_at(db: Connection, *, site: UUID, comment_id: UUID) -> datetime | None:
    """Return when the shown text was last changed by its author."""
    return db.scalar(select(comment.c.edited_at).where(comment.c.site == site, comment.c.id == comment_id))


def revision_of(db: Connection, *, site: UUID, comment_id: UUID, n: int) -> Revision | None:
    """Return one text of a comment."""
    row = db.execute(
        select(revision).where(revision.c.site == site, revision.c.comment == comment_id, revision.c.n == n)
    ).one_or_none()
    if row is None:
        return None
    return Revision(row.comment, row.n, row.text, row.language, row.attempt, row.network, row.written_at)


def hearing_of_revision(db: Connection, *, site: UUID, comment_id: UUID, n: int) -> Hearing | None:
    """Return the latest hearing of a revision."""
    row = db.execute(
        select(hearing, revision.c.language)
        .join(
            revision,
            and_(
                revision.c.site == hearing.c.site,
                revision.c.comment == hearing.c.comment,
                revision.c.n == hearing.c.n,
            ),
        )
        .where(hearing.c.site == site, hearing.c.comment == comment_id, hearing.c.n == n)
        .order_by(hearing.c.run.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else hearing_of(row.signals, row.unanswered, language=row.language, panel=row.panel)


def decisions_of(db: Connection, *, site: UUID, comment_id: UUID) -> list[KeptDecision]:
    """Return every decision on a comment, oldest first."""
    rows = db.execute(
        select(decision, staff.c.name)
        .outerjoin(staff, staff.c.id == decision.c.staff)
        .where(decision.c.site == site, decision.c.comment == comment_id)
        .order_by(decision.c.n, decision.c.seq)
    ).all()
    found: dict[tuple[int, int], list[Finding]] = {}
    for row in db.execute(select(finding).where(finding.c.site == site, finding.c.comment == comment_id)).all():
        found.setdefault((row.n, row.seq), []).append(finding_of(row))
    kept = [
        KeptDecision(
            row.n,
            row.seq,
            Decision(
                outcome=Outcome(row.outcome),
                findings=tuple(sorted(found.get((row.n, row.seq), ()), key=_weakness)),
                taken_by=TakenBy(row.taken_by),
                decided_at=row.decided_at,
                policy=row.policy,
                staff=row.staff,
                strikes=row.strikes,
                note=row.note,
            ),
            row.name,
        )
        for row in rows
    ]
    return _in_time(kept)


def last_seq(db: Connection, *, site: UUID, comment_id: UUID, n: int) -> int:
    """Return the number of the decision that counts for a revision; 0 where there is none."""
    last = select(func.max(decision.c.seq)).where(
        decision.c.site == site, decision.c.comment == comment_id, decision.c.n == n
    )
    return db.scalar(last) or 0


def latest_outcome(db: Connection, *, site: UUID, comment_id: UUID, n: int) -> Outcome | None:
    """Return the outcome that counts for a revision."""
    outcome = db.scalar(
        select(decision.c.outcome)
        .where(decision.c.site == site, decision.c.comment == comment_id, decision.c.n == n)
        .order_by(decision.c.seq.desc())
        .limit(1)
    )
    return None if outcome is None else Outcome(outcome)


def flags_of(db: Connection, *, site: UUID, comment_id: UUID) -> list[Any]:
    """Return a comment's flags, oldest first: clause, note, at, flagger, n."""
    asked = select(flag.c.clause, flag.c.note, flag.c.at, flag.c.flagger, flag.c.n)
    return list(db.execute(asked.where(flag.c.site == site, flag.c.comment == comment_id).order_by(flag.c.at)).all())


def seen_request(db: Connection, *, site: UUID, key: str) -> tuple[str, UUID | None] | None:
    """Return the fingerprint and the comment of a request that was answered before under this key."""
    row = db.execute(
        select(request_key.c.fingerprint, request_key.c.comment).where(
            request_key.c.site == site, request_key.c.key == key
        )
    ).one_or_none()
    return None if row is None else (row.fingerprint, row.comment)


def _comment(row: Any) -> Comment | None:
    if row is None:
        return None
    return Comment(
        id=row.id,
        site=row.site,
        story=row.story,
        author=row.author,
        parent=row.parent,
        state=State(row.state),
        shown=row.shown,
        newest=row.newest,
        number=row.number,
        ordinal=row.ordinal,
        numbered=row.numbered,
        created_at=row.created_at,
        published_at=row.published_at,
    )


def _in_time(kept: list[KeptDecision]) -> list[KeptDecision]:
    """Return decisions in the order in which they were taken; within a revision their numbers tell, not the clocks."""
    latest: dict[int, datetime] = {}
    places = {}
    for one in kept:
        latest[one.n] = max(latest.get(one.n, one.decision.decided_at), one.decision.decided_at)
        places[one.n, one.seq] = (latest[one.n], one.n, one.seq)
    return sorted(kept, key=lambda one: places[one.n, one.seq])


def _weakness(found: Finding) -> tuple[bool, float]:
    return (not found.carried, -(found.score or 0.0))
