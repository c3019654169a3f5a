"""Staff, their roles, and the links and sessions by which they come in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete, insert, update

from folkmoot.store.tables import role, sign_in, staff
from folkmoot.store.write.rows import insert_if_absent


def insert_staff(db: Connection, *, staff_id: UUID, name: str, now: datetime) -> bool:
    """Keep a new member of staff; return False where the name is taken."""
    return insert_if_absent(db, staff, id=staff_id, name=name, mail=None, created_at=now)


def restore_staff(db: Connection, *, staff_id: UUID) -> None:
    """Take somebody back who had been removed."""
    db.execute(update(staff).where(staff.c.id == staff_id).values(removed_at=None))


def set_role(db: Connection, *, site: UUID, staff_id: UUID, role_name: str) -> None:
    """Give somebody a role at a site, in place of the one that he had there."""
    db.execute(delete(role).where(role.c.site == site, role.c.staff == staff_id))
    db.execute(insert(role), {"site": site, "staff": staff_id, "role": role_name})


def remove_staff(db: Connection, *, staff_id: UUID, now: datetime) -> None:
    """Take away every role, link and session; the name stays beside the decisions."""
    db.execute(delete(role).where(role.c.staff == staff_id))  # every site: he leaves the house
    db.execute(delete(sign_in).where(sign_in.c.staff == staff_id))
    db.execute(update(staff).where(staff.c.id == staff_id).values(removed_at=now))


def insert_sign_in(db: Connection, *, token_hash: str, staff_id: UUID, kind: str, expires_at: datetime) -> None:
    """Keep the hash of a one-time link or of a session."""
    db.execute(insert(sign_in), {"token_hash": token_hash, "staff": staff_id, "kind": kind, "expires_at": expires_at})


def use_link(db: Connection, *, token_hash: str, now: datetime) -> UUID | None:
    """Use a one-time link up and return whose it was; None where it was used, has expired or never was."""
    used = (
        update(sign_in)
        .where(
            sign_in.c.token_hash == token_hash,
            sign_in.c.kind == "link",
            sign_in.c.used_at.is_(None),
            sign_in.c.expires_at > now,
        )
        .values(used_at=now)
        .returning(sign_in.c.staff)
    )
    return db.execute(used).scalar()


def end_session(db: Connection, *, token_hash: str) -> None:
    """Sign out."""
    db.execute(delete(sign_in).where(sign_in.c.token_hash == token_hash, sign_in.c.kind == "session"))


def forget_expired(db: Connection, *, now: datetime) -> int:
    """Drop links and sessions that have ended, and return how many."""
    return int(db.execute(delete(sign_in).where(sign_in.c.expires_at < now)).rowcount)
