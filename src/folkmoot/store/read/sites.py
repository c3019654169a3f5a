"""Asking for sites, keys and policy versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from folkmoot.discussion.site import Site
from folkmoot.store.columns import settings_of
from folkmoot.store.storable import is_storable
from folkmoot.store.tables import access_key, origin, policy_version, site, staff


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One published text of the policy."""

    number: int
    source: str
    published_at: datetime
    published_by: str | None
    note: str


def site_named(db: Connection, name: str) -> Site | None:
    """Return the site of this short name."""
    if not is_storable(name):
        return None
    return _site(db, db.execute(select(site).where(site.c.name == name)).one_or_none())


def site_by_id(db: Connection, site_id: UUID) -> Site | None:
    """Return the site of this id."""
    return _site(db, db.execute(select(site).where(site.c.id == site_id)).one_or_none())


def all_sites(db: Connection) -> list[Site]:
    """Return every site, by name."""
    rows = db.execute(select(site).order_by(site.c.name)).all()
    return [found for row in rows if (found := _site(db, row)) is not None]


def _site(db: Connection, row: Any) -> Site | None:
    if row is None:
        return None
    origins = db.scalars(select(origin.c.origin).where(origin.c.site == row.id).order_by(origin.c.origin)).all()
    return Site(row.id, row.name, row.title, row.language, tuple(origins), settings_of(row.settings))


def site_of_key(db: Connection, hashed: str) -> tuple[UUID, str] | None:
    """Return the site that a server's key belongs to and what it may do; None where it is unknown or revoked."""
    row = db.execute(
        select(access_key.c.site, access_key.c.scope).where(
            access_key.c.hash == hashed, access_key.c.revoked_at.is_(None)
        )
    ).one_or_none()
    return None if row is None else (row.site, row.scope)


def policy_in_force(db: Connection, *, site_id: UUID) -> PolicyVersion | None:
    """Return the site's latest policy version."""
    return _version(
        db,
        select(policy_version, staff.c.name.label("publisher"))
        .outerjoin(staff, staff.c.id == policy_version.c.published_by)
        .where(policy_version.c.site == site_id)
        .order_by(policy_version.c.number.desc())
        .limit(1),
    )


def policy_numbered(db: Connection, *, site_id: UUID, number: int) -> PolicyVersion | None:
    """Return one policy version of a site."""
    return _version(
        db,
        select(policy_version, staff.c.name.label("publisher"))
        .outerjoin(staff, staff.c.id == policy_version.c.published_by)
        .where(policy_version.c.site == site_id, policy_version.c.number == number),
    )


def _version(db: Connection, asked: Any) -> PolicyVersion | None:
    row = db.execute(asked).one_or_none()
    if row is None:
        return None
    return PolicyVersion(row.number, row.source, row.published_at, row.publisher, row.note)
