"""Asking for everything that can be derived again, a whole site at a time."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, and_, exists, func, select

from folkmoot.discussion.comment import State
from folkmoot.moderation.case import Why
from folkmoot.policy.outcome import Outcome
from folkmoot.store.tables import author, comment, decision, moderation_case, revision, snapshot, story


@dataclass(frozen=True, slots=True)
class Kept:
    """A comment as it is stored, with what its state follows from."""

    id: UUID
    story: UUID
    parent: UUID | None
    state: State
    shown: int | None
    newest: int
    number: str | None
    ordinal: int | None
    numbered: int
    imported: bool
    erased: bool
    """Its author has been forgotten."""
    published: bool
    """It has a time of publication."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A story's counters."""

    id: UUID
    slug: str
    numbered: int
    version: int
    newest_snapshot: int
    """The highest version among its kept pages; 0 where none is kept."""


def kept_comments(db: Connection, *, site: UUID) -> list[Kept]:
    """Return every comment of a site."""
    erased = exists().where(
        author.c.site == comment.c.site, author.c.id == comment.c.author, author.c.erased_at.is_not(None)
    )
    rows = db.execute(select(comment, erased.label("erased")).where(comment.c.site == site)).all()
    return [
        Kept(
            id=row.id,
            story=row.story,
            parent=row.parent,
            state=State(row.state),
            shown=row.shown,
            newest=row.newest,
            number=row.number,
            ordinal=row.ordinal,
            numbered=row.numbered,
            imported=row.source is not None,
            erased=bool(row.erased),
            published=row.published_at is not None,
        )
        for row in rows
    ]


def counted_stories(db: Connection, *, site: UUID) -> list[Counted]:
    """Return every story of a site with its counters."""
    newest = (
        select(func.max(snapshot.c.version))
        .where(snapshot.c.site == story.c.site, snapshot.c.story == story.c.id)
        .scalar_subquery()
    )
    rows = db.execute(
        select(story.c.id, story.c.slug, story.c.numbered, story.c.version, newest.label("newest")).where(
            story.c.site == site
        )
    ).all()
    return [Counted(row.id, row.slug, row.numbered, row.version, row.newest or 0) for row in rows]


def latest_outcomes(db: Connection, *, site: UUID) -> dict[UUID, dict[int, Outcome]]:
    """Return for each comment the outcome that counts for each of its revisions."""
    last = (
        select(decision.c.comment, decision.c.n, func.max(decision.c.seq).label("seq"))
        .where(decision.c.site == site)
        .group_by(decision.c.comment, decision.c.n)
        .subquery()
    )
    rows = db.execute(
        select(decision.c.comment, decision.c.n, decision.c.outcome)
        .join(
            last,
            and_(decision.c.comment == last.c.comment, decision.c.n == last.c.n, decision.c.seq == last.c.seq),
        )
        .where(decision.c.site == site)
    ).all()
    found: dict[UUID, dict[int, Outcome]] = {}
    for row in rows:
        found.setdefault(row.comment, {})[row.n] = Outcome(row.outcome)
    return found


def withdrawn_comments(db: Connection, *, site: UUID) -> set[UUID]:
    """Return the comments that their authors have withdrawn, whatever was decided afterwards."""
    asked = select(decision.c.comment).where(decision.c.site == site, decision.c.outcome == "withdraw").distinct()
    return set(db.scalars(asked).all())


def newest_revisions(db: Connection, *, site: UUID) -> dict[UUID, int]:
    """Return for each comment the number of its newest revision."""
    asked = (
        select(revision.c.comment, func.max(revision.c.n).label("n"))
        .where(revision.c.site == site)
        .group_by(revision.c.comment)
    )
    return {row.comment: int(row.n) for row in db.execute(asked).all()}


def open_cases(db: Connection, *, site: UUID) -> dict[UUID, tuple[int, Why]]:
    """Return what waits at a site's desk: comment, revision, why."""
    asked = select(moderation_case.c.comment, moderation_case.c.n, moderation_case.c.why).where(
        moderation_case.c.site == site, moderation_case.c.closed_at.is_(None)
    )
    return {row.comment: (int(row.n), Why(row.why)) for row in db.execute(asked).all()}
