"""Sanctioning an author: he is told why and until when, and others are not told at all."""

from datetime import timedelta
from uuid import UUID

from folkmoot.errors import BadInput, NotFound
from folkmoot.moderation.sanction import Sanction, SanctionKind
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors as known
from folkmoot.store.read import comments
from folkmoot.store.storable import is_storable
from folkmoot.store.write import authors, sites

LONGEST_REASON = 500
"""Code points."""
MOST_DAYS = 3650


async def sanction_author(
    means: Means,
    *,
    site_name: str,
    author_id: UUID,
    staff: UUID,
    kind: SanctionKind,
    days: int | None,
    reason: str,
    comment_id: UUID | None = None,
) -> Sanction:
    """Suspend or block an author from now on, for ``days`` or, with None, for good; the reason is what he reads.

    Raises:
        NotFound: ``author-unknown``.
        BadInput: ``reason-missing``, ``days-invalid``.
    """
    if not reason.strip() or len(reason) > LONGEST_REASON or not is_storable(reason):
        raise BadInput("reason-missing", "Please say why, in a sentence that the author will read.", field="reason")
    if days is not None and not 1 <= days <= MOST_DAYS:
        raise BadInput("days-invalid", "A sanction lasts from one day to ten years, or for good.", field="days")

    def impose(db: Connection) -> Sanction:
        site, now = site_or_error(db, site_name), means.now()
        if known.author_by_id(db, site=site.id, author_id=author_id) is None:
            raise NotFound("author-unknown", "There is no such author here.")
        ends_at = None if days is None else now + timedelta(days=days)
        sanction = Sanction(means.new_id(), author_id, kind, reason.strip(), now, ends_at, staff=staff)
        because = None
        if comment_id is not None:
            decisions = comments.decisions_of(db, site=site.id, comment_id=comment_id)
            because = (comment_id, decisions[-1].n, decisions[-1].seq) if decisions else None
        authors.insert_sanction(db, site=site.id, new=sanction, because=because)
        sites.add_act(
            db,
            site_id=site.id,
            act_id=means.new_id(),
            staff=staff,
            verb=f"{kind}_author",
            about=str(author_id),
            note="",
            now=now,
        )
        return sanction

    return await means.write(impose)


async def lift_sanction(means: Means, *, site_name: str, sanction_id: UUID, staff: UUID) -> None:
    """End a sanction before its time; lifted twice it is lifted once.

    Raises:
        NotFound: ``sanction-unknown``.
    """

    def lift(db: Connection) -> None:
        site, now = site_or_error(db, site_name), means.now()
        if authors.lift_sanction(db, site=site.id, sanction_id=sanction_id, by=staff, now=now):
            sites.add_act(
                db,
                site_id=site.id,
                act_id=means.new_id(),
                staff=staff,
                verb="lift_sanction",
                about=str(sanction_id),
                note="",
                now=now,
            )
        elif not known.sanction_is_known(db, site=site.id, sanction_id=sanction_id):
            raise NotFound("sanction-unknown", "There is no such sanction here.")

    await means.write(lift)
