"""Sites, their origins, keys and policy versions: what a newsroom sets up."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from folkmoot.discussion.site import Site
from folkmoot.errors import Conflict
from folkmoot.store.columns import settings_column
from folkmoot.store.tables import access_key, act, metadata, origin, policy_version, site
from folkmoot.store.write.rows import insert_if_absent


def insert_site(db: Connection, new: Site) -> bool:
    """Keep a new site; return False where the name is taken."""
    return insert_if_absent(
        db,
        site,
        id=new.id,
        name=new.name,
        title=new.title,
        language=new.language,
        settings=settings_column(new.settings),
    )


def set_site(db: Connection, changed: Site) -> None:
    """Replace a site's title, language and settings; its name and origins stay."""
    db.execute(
        update(site)
        .where(site.c.id == changed.id)
        .values(title=changed.title, language=changed.language, settings=settings_column(changed.settings))
    )


def add_origin(db: Connection, *, site_id: UUID, address: str) -> bool:
    """List an origin for a site; return False where it is listed already, by this site or another."""
    return insert_if_absent(db, origin, site=site_id, origin=address)


def remove_origin(db: Connection, *, site_id: UUID, address: str) -> None:
    """Take an origin off a site's list; one that is not on it is no error."""
    db.execute(delete(origin).where(origin.c.site == site_id, origin.c.origin == address))


def delete_site(db: Connection, *, site_id: UUID) -> None:
    """Delete a site with all that it has. Only for one that was never opened to readers: what happened stays."""
    for table in reversed(metadata.sorted_tables):
        if "site" in table.c:
            db.execute(delete(table).where(table.c.site == site_id))
    db.execute(delete(site).where(site.c.id == site_id))


def insert_key(db: Connection, *, site_id: UUID, key: UUID, hashed: str, name: str, scope: str, now: datetime) -> None:
    """Keep the hash of a key of a publisher's server."""
    db.execute(
        insert(access_key),
        {"site": site_id, "id": key, "hash": hashed, "name": name, "scope": scope, "created_at": now},
    )


def publish_version(db: Connection, *, site_id: UUID, source: str, by: UUID | None, note: str, now: datetime) -> int:
    """Keep a policy's text as the site's next version and return its number.

    Raises:
        Conflict: ``published-meanwhile`` where another version took the number at the same moment.
    """
    last = db.scalar(select(func.max(policy_version.c.number)).where(policy_version.c.site == site_id)) or 0
    kept = insert_if_absent(
        db,
        policy_version,
        site=site_id,
        number=last + 1,
        source=source,
        sha256=sha256(source.encode()).hexdigest(),
        published_by=by,
        published_at=now,
        note=note,
    )
    if not kept:
        raise Conflict("published-meanwhile", "Somebody has just published another version. Please read it first.")
    return last + 1


def add_act(
    db: Connection, *, site_id: UUID, act_id: UUID, staff: UUID | None, verb: str, about: str, note: str, now: datetime
) -> None:
    """Record what staff did that is no decision. ``about`` and ``note`` hold ids and words, never a comment's text."""
    db.execute(
        insert(act),
        {"site": site_id, "id": act_id, "staff": staff, "verb": verb, "about": about, "note": note, "at": now},
    )
