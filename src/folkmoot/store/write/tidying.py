"""Letting go in time: networks after 30 days, the texts of returned comments after 7."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, String, cast, delete, exists, literal, update

from folkmoot.store.read.comments import never_handed_in
from folkmoot.store.tables import comment, flag, revision, search

NETWORK_FLAGGER = "network:"
"""What a flagger's name begins with where only his network is known."""


def empty_networks(db: Connection, *, site: UUID, before: datetime) -> int:
    """Empty the keyed hashes of networks of what was written or flagged before a time, and return how many."""
    written = (
        update(revision)
        .where(revision.c.site == site, revision.c.network.is_not(None), revision.c.written_at < before)
        .values(network=None)
    )
    # A flag keeps its place among the others of its comment, under a name that leads to nobody.
    flagged = (
        update(flag)
        .where(flag.c.site == site, flag.c.flagger.startswith(NETWORK_FLAGGER), flag.c.at < before)
        .values(flagger=literal("gone:") + cast(flag.c.id, String))
    )
    return int(db.execute(written).rowcount) + int(db.execute(flagged).rowcount)


def empty_returned(db: Connection, *, site: UUID, before: datetime) -> int:
    """Empty the texts of comments that went back to their authors before a time and were left or thrown away."""
    old = exists().where(
        comment.c.site == revision.c.site,
        comment.c.id == revision.c.comment,
        never_handed_in(),
    )
    emptied = (
        update(revision)
        .where(revision.c.site == site, revision.c.text.is_not(None), revision.c.written_at < before, old)
        .values(text=None)
        .returning(revision.c.comment)
    )
    found = list(db.scalars(emptied).all())
    for comment_id in found:
        db.execute(delete(search).where(search.c.site == site, search.c.comment == comment_id))
    return len(found)
