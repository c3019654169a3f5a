"""Signing in: a one-time link becomes a session of thirty days."""

import secrets
from datetime import timedelta
from uuid import UUID

from folkmoot.errors import NotAllowed
from folkmoot.operations.means import Means, hash_of
from folkmoot.store.interface import Connection
from folkmoot.store.read import desk
from folkmoot.store.read.desk import Member
from folkmoot.store.write import staff

LINK_HOURS = 24
SESSION_DAYS = 30


async def make_link(means: Means, *, staff_id: UUID) -> str:
    """Return the token of a new one-time link, good for a day; only its hash is kept."""
    token = secrets.token_urlsafe(32)
    expires_at = means.now() + timedelta(hours=LINK_HOURS)
    await means.write(
        lambda db: staff.insert_sign_in(
            db, token_hash=hash_of(token), staff_id=staff_id, kind="link", expires_at=expires_at
        )
    )
    return token


async def link_is_good(means: Means, token: str) -> bool:
    """Say whether a link can still be used; looking at it does not use it up."""
    return await means.store.read(lambda db: desk.link_is_good(db, token_hash=hash_of(token), now=means.now()))


async def sign_in(means: Means, token: str) -> str:
    """Use a link up and return the token of a new session.

    Raises:
        NotAllowed: ``link-used`` where it was used, has expired or never was.
    """
    session = secrets.token_urlsafe(32)

    def use(db: Connection) -> None:
        now = means.now()
        staff_id = staff.use_link(db, token_hash=hash_of(token), now=now)
        if staff_id is None:
            raise NotAllowed("link-used", "This link was used or has expired. Ask for another one.")
        staff.insert_sign_in(
            db,
            token_hash=hash_of(session),
            staff_id=staff_id,
            kind="session",
            expires_at=now + timedelta(days=SESSION_DAYS),
        )

    await means.write(use)
    return session


async def member_of(means: Means, session: str) -> Member | None:
    """Return whose session this is; None where it has ended or he has left."""
    return await means.store.read(lambda db: desk.member_of_session(db, token_hash=hash_of(session), now=means.now()))


async def sign_out(means: Means, session: str) -> None:
    """End a session."""
    await means.write(lambda db: staff.end_session(db, token_hash=hash_of(session)))
