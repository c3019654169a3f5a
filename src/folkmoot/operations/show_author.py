"""Showing an author to the desk: his record, what stands against him, what was decided last."""

from datetime import datetime
from typing import Any
from uuid import UUID

from folkmoot.discussion.author import Author
from folkmoot.discussion.site import Site
from folkmoot.errors import NotFound
from folkmoot.moderation.sanction import in_force
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.show_queue import excerpt
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors, comments, stories

LAST = 6
"""Decisions shown beside a case."""


async def show_author(means: Means, *, site_name: str, author_id: UUID) -> dict[str, Any]:
    """Return an author's record with his comments, newest first.

    Raises:
        NotFound: ``author-unknown``.
    """

    def look(db: Connection) -> dict[str, Any]:
        site = site_or_error(db, site_name)
        author = authors.author_by_id(db, site=site.id, author_id=author_id)
        if author is None:
            raise NotFound("author-unknown", "There is no such author here.")
        record = author_record(db, site, author, story=None, now=means.now())
        written = authors.comments_by(db, site=site.id, author_id=author.id, most=50, handed_in=True)
        record["comments"] = [comment_row(db, site, comment_id) for comment_id in written]
        record["sanctions"] = [
            {
                "id": s.id,
                "kind": str(s.kind),
                "reason": s.reason,
                "starts_at": s.starts_at,
                "until": s.ends_at,
                "lifted_at": s.lifted_at,
            }
            for s in authors.sanctions_of(db, site=site.id, author_id=author.id)
        ]
        return record

    return await means.store.read(look)


async def find_authors(means: Means, *, site_name: str, name: str) -> list[dict[str, Any]]:
    """Return authors whose name contains these letters, newest first."""

    def look(db: Connection) -> list[dict[str, Any]]:
        site = site_or_error(db, site_name)
        found = authors.authors_named(db, site=site.id, name=name.strip())
        return [author_record(db, site, author, story=None, now=means.now()) for author in found]

    return await means.store.read(look)


def author_record(db: Connection, site: Site, author: Author, *, story: UUID | None, now: datetime) -> dict[str, Any]:
    """Return what the desk shows of an author beside a case; ``story`` limits what he wrote "here"."""
    record = authors.record_of(db, site=site.id, author_id=author.id, now=now)
    standing = in_force(authors.sanctions_of(db, site=site.id, author_id=author.id), now=now)
    written = authors.comments_by(db, site=site.id, author_id=author.id, most=LAST, handed_in=True)
    here = (
        []
        if story is None
        else authors.comments_by(db, site=site.id, author_id=author.id, story_id=story, handed_in=True)
    )
    return {
        "id": author.id,
        "name": author.name,
        "kind": str(author.kind),
        "first_wrote": author.created_at,
        "published": record.published,
        "reworded": record.reworded,
        "rejected": record.rejected,
        "flagged": record.flagged,
        "held": record.held,
        "strikes": record.strikes,
        "standing": None
        if standing is None
        else {
            "id": standing.id,
            "kind": str(standing.kind),
            "until": standing.ends_at,
            "reason": standing.reason,
        },
        "last": [_last(db, site, comment_id) for comment_id in written],
        "here": [comment_row(db, site, comment_id) for comment_id in here],
    }


def _last(db: Connection, site: Site, comment_id: UUID) -> dict[str, Any]:
    kept = comments.decisions_of(db, site=site.id, comment_id=comment_id)[-1]
    revision = comments.revision_of(db, site=site.id, comment_id=comment_id, n=kept.n)
    text, _ = excerpt((revision.text if revision else None) or "", (), length=80)
    return {
        "comment": comment_id,
        "outcome": str(kept.decision.outcome),
        "taken_by": str(kept.decision.taken_by),
        "at": kept.decision.decided_at,
        "who": kept.who,
        "clause": next((f.clause for f in kept.decision.grounds if f.clause), None),
        "text": text,
    }


def comment_row(db: Connection, site: Site, comment_id: UUID) -> dict[str, Any]:
    """Return one comment as a row of a list at the desk."""
    comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
    assert comment is not None
    revision = comments.revision_of(db, site=site.id, comment_id=comment_id, n=comment.newest)
    author = authors.author_by_id(db, site=site.id, author_id=comment.author)
    story = stories.story_by_id(db, site=site.id, story_id=comment.story)
    assert story is not None
    text, _ = excerpt((revision.text if revision else None) or "", (), length=240)
    return {
        "id": comment.id,
        "number": comment.number,
        "state": str(comment.state),
        "author": author.name if author else "",
        "author_id": comment.author,
        "story": {"slug": story.slug, "headline": story.text.headline if story.text else story.url},
        "at": comment.created_at,
        "text": text,
        "language": revision.language if revision else "und",
    }
