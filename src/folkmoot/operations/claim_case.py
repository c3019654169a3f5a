"""Claiming a case: "I am on it". Courtesy only; the lock is the decision's number."""

from datetime import timedelta
from uuid import UUID

from folkmoot.moderation.case import CLAIM_MINUTES
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import tell_desk
from folkmoot.operations.scene import site_or_error
from folkmoot.store.interface import Connection
from folkmoot.store.write import cases


async def claim_case(means: Means, *, site_name: str, comment_id: UUID, staff: UUID, staff_name: str) -> bool:
    """Say that a moderator is on a case for ten minutes; return False where another is, or nothing waits."""
    now = means.now()

    def claim(db: Connection) -> tuple[UUID, bool]:
        site = site_or_error(db, site_name)
        until = now + timedelta(minutes=CLAIM_MINUTES)
        claimed = cases.claim_case(db, site=site.id, comment_id=comment_id, staff=staff, until=until, now=now)
        return site.id, claimed

    site_id, claimed = await means.write(claim)
    if claimed:
        await _tell(means, site_id, comment_id, staff_name)
    return claimed


async def release_case(means: Means, *, site_name: str, comment_id: UUID, staff: UUID) -> None:
    """Take "I am on it" back."""

    def release(db: Connection) -> UUID:
        site = site_or_error(db, site_name)
        cases.release_case(db, site=site.id, comment_id=comment_id, staff=staff)
        return site.id

    await _tell(means, await means.write(release), comment_id, None)


async def _tell(means: Means, site_id: UUID, comment_id: UUID, who: str | None) -> None:
    await tell_desk(means, site=site_id, message={"event": "claimed", "comment": str(comment_id), "who": who})
