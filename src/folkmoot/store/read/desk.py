"""Asking for what the desk shows: the queue, staff and their sessions."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from folkmoot.moderation.case import Case, Why
from folkmoot.store.storable import is_storable
from folkmoot.store.tables import (
    author,
    comment,
    flag,
    moderation_case,
    policy_version,
    revision,
    role,
    sign_in,
    site,
    staff,
    story,
    story_text,
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One comment in the queue."""

    case: Case
    story_slug: str
    headline: str
    author: str
    text: str
    language: str
    flags: int
    claimed_by: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the staff."""

    id: UUID
    name: str
    roles: tuple[tuple[UUID, str, str, str, str], ...]
    """For each site: id, name, title, language, role."""


def queue_of(db: Connection, *, site_id: UUID, most: int = 2000) -> list[Waiting]:
    """Return what waits at a site's desk, oldest first."""
    claimer = staff.alias("claimer")
    flags = select(func.count()).where(flag.c.site == comment.c.site, flag.c.comment == comment.c.id).scalar_subquery()
    rows = db.execute(
        select(
            moderation_case.c.id,
            moderation_case.c.comment,
            moderation_case.c.n,
            moderation_case.c.why,
            moderation_case.c.opened_at,
            moderation_case.c.claimed_by,
            moderation_case.c.claimed_until,
            claimer.c.name.label("claimer"),
            story.c.slug,
            story.c.url,
            story_text.c.headline,
            author.c.name.label("author"),
            revision.c.text,
            revision.c.language,
            flags.label("flags"),
        )
        .join(comment, and_(comment.c.site == moderation_case.c.site, comment.c.id == moderation_case.c.comment))
        .join(story, and_(story.c.site == comment.c.site, story.c.id == comment.c.story))
        .join(author, and_(author.c.site == comment.c.site, author.c.id == comment.c.author))
        .join(
            revision,
            and_(
                revision.c.site == comment.c.site,
                revision.c.comment == comment.c.id,
                revision.c.n == moderation_case.c.n,
            ),
        )
        .outerjoin(
            story_text,
            and_(
                story_text.c.site == story.c.site,
                story_text.c.story == story.c.id,
                story_text.c.version == story.c.text_version,
            ),
        )
        .outerjoin(claimer, claimer.c.id == moderation_case.c.claimed_by)
        .where(moderation_case.c.site == site_id, moderation_case.c.closed_at.is_(None))
        .order_by(moderation_case.c.opened_at, moderation_case.c.id)
        .limit(most)
    ).all()
    return [
        Waiting(
            Case(r.id, r.comment, r.n, Why(r.why), r.opened_at, r.claimed_by, r.claimed_until),
            r.slug,
            r.headline or r.url,
            r.author,
            r.text or "",
            r.language,
            r.flags,
            r.claimer,
        )
        for r in rows
    ]


def open_case_of(db: Connection, *, site_id: UUID, comment_id: UUID) -> Case | None:
    """Return the open case of a comment."""
    row = db.execute(
        select(moderation_case).where(
            moderation_case.c.site == site_id,
            moderation_case.c.comment == comment_id,
            moderation_case.c.closed_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    return Case(row.id, row.comment, row.n, Why(row.why), row.opened_at, row.claimed_by, row.claimed_until)


def queue_length(db: Connection, *, site_id: UUID) -> int:
    """Return how many comments wait at a site's desk."""
    asked = select(func.count()).where(moderation_case.c.site == site_id, moderation_case.c.closed_at.is_(None))
    return db.scalar(asked) or 0


def member_of_session(db: Connection, *, token_hash: str, now: datetime) -> Member | None:
    """Return whose session this is; None where it has ended."""
    staff_id = db.scalar(
        select(sign_in.c.staff).where(
            sign_in.c.token_hash == token_hash, sign_in.c.kind == "session", sign_in.c.expires_at > now
        )
    )
    return None if staff_id is None else member_by_id(db, staff_id)


def link_is_good(db: Connection, *, token_hash: str, now: datetime) -> bool:
    """Say whether a one-time link can still be used."""
    asked = select(sign_in.c.staff).where(
        sign_in.c.token_hash == token_hash,
        sign_in.c.kind == "link",
        sign_in.c.used_at.is_(None),
        sign_in.c.expires_at > now,
    )
    return db.scalar(asked) is not None


def member_named(db: Connection, name: str) -> Member | None:
    """Return somebody of the staff by name, removed or not."""
    if not is_storable(name):
        return None
    staff_id = db.scalar(select(staff.c.id).where(staff.c.name == name))
    return None if staff_id is None else member_by_id(db, staff_id)


def member_by_id(db: Connection, staff_id: UUID) -> Member | None:
    """Return somebody of the staff with his roles at every site."""
    name = db.scalar(select(staff.c.name).where(staff.c.id == staff_id))
    if name is None:
        return None
    roles = db.execute(
        select(site.c.id, site.c.name, site.c.title, site.c.language, role.c.role)
        .join(role, role.c.site == site.c.id)
        .where(role.c.staff == staff_id)
        .order_by(site.c.name)
    ).all()
    return Member(staff_id, name, tuple((r.id, r.name, r.title, r.language, r.role) for r in roles))


def staff_names(db: Connection, *, site_id: UUID) -> list[str]:
    """Return the names of a site's staff: kept from guests, who may not write under them."""
    asked = select(staff.c.name).join(role, role.c.staff == staff.c.id).where(role.c.site == site_id)
    return list(db.scalars(asked).all())


def policy_versions(db: Connection, *, site_id: UUID) -> list[tuple[int, datetime]]:
    """Return number and date of a site's policy versions, newest first."""
    rows = db.execute(
        select(policy_version.c.number, policy_version.c.published_at)
        .where(policy_version.c.site == site_id)
        .order_by(policy_version.c.number.desc())
    ).all()
    return [(r.number, r.published_at) for r in rows]
