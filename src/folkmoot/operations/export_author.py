"""Exporting a person: all that is kept of him at a site, as plain values."""

from datetime import datetime
from typing import Any
from uuid import UUID

from folkmoot.discussion.comment import Revision
from folkmoot.discussion.site import Site
from folkmoot.operations.find_person import find_person
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.finding import Finding
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors, comments, persons, stories
from folkmoot.store.read.comments import KeptDecision

EVERY = 1_000_000
"""More comments than one person writes."""


async def export_author(means: Means, *, site_name: str, person: str) -> dict[str, Any]:
    """Return all that is kept of one person, ready for JSON: times as ISO 8601, ids as text.

    What others said of him is left out where it would name them: flags on his comments, and moderators' names.

    Raises:
        NotFound: ``site-unknown``, ``author-unknown``.
        Conflict: ``author-ambiguous`` where several bear the name.
    """

    def look(db: Connection) -> dict[str, Any]:
        site = site_or_error(db, site_name)
        author = find_person(db, means, site=site, person=person)
        row = persons.author_row(db, site=site.id, author_id=author.id)
        written = authors.comments_by(db, site=site.id, author_id=author.id, most=EVERY)
        return {
            "site": site.name,
            "exported_at": _time(means.now()),
            "author": {
                "id": str(author.id),
                "name": author.name,
                "kind": str(author.kind),
                "language": row.language,
                "mail": row.mail,
                "since": _time(author.created_at),
            },
            "comments": [_comment(db, site, comment_id) for comment_id in reversed(written)],
            "sanctions": [
                {
                    "kind": sanction.kind,
                    "reason": sanction.reason,
                    "from": _time(sanction.starts_at),
                    "until": _time(sanction.ends_at),
                    "lifted_at": _time(sanction.lifted_at),
                }
                for sanction in persons.sanctions_on(db, site=site.id, author_id=author.id)
            ],
            "flags_given": [
                {"comment": str(flag.comment), "clause": flag.clause, "note": flag.note, "at": _time(flag.at)}
                for flag in persons.flags_given(db, site=site.id, author_id=author.id)
            ],
        }

    return await means.store.read(look)


def _comment(db: Connection, site: Site, comment_id: UUID) -> dict[str, Any]:
    comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
    assert comment is not None
    story = stories.story_by_id(db, site=site.id, story_id=comment.story)
    assert story is not None
    revisions = persons.revisions_of(db, site=site.id, comment_id=comment_id)
    texts = {revision.n: revision.text or "" for revision in revisions}
    decided = comments.decisions_of(db, site=site.id, comment_id=comment_id)
    return {
        "id": str(comment.id),
        "story": {"url": story.url, "headline": story.text.headline if story.text else ""},
        "number": comment.number,
        "state": str(comment.state),
        "written_at": _time(comment.created_at),
        "published_at": _time(comment.published_at),
        "revisions": [_revision(db, site, revision) for revision in revisions],
        "decisions": [_decision(kept, texts.get(kept.n, "")) for kept in decided],
    }


def _revision(db: Connection, site: Site, revision: Revision) -> dict[str, Any]:
    heard = comments.hearing_of_revision(db, site=site.id, comment_id=revision.comment, n=revision.n)
    signals = () if heard is None else heard.signals
    return {
        "n": revision.n,
        "text": revision.text,
        "language": revision.language,
        "attempt": revision.attempt,
        "written_at": _time(revision.written_at),
        "network": revision.network,
        "signals": [{"attribute": str(s.attribute), "target": str(s.target), "score": s.score} for s in signals],
    }


def _decision(kept: KeptDecision, text: str) -> dict[str, Any]:
    decision = kept.decision
    return {
        "n": kept.n,
        "seq": kept.seq,
        "outcome": str(decision.outcome),
        "taken_by": str(decision.taken_by),
        "at": _time(decision.decided_at),
        "policy": decision.policy,
        "strikes": decision.strikes,
        "note": decision.note,
        "grounds": [_ground(finding, text) for finding in decision.grounds],
    }


def _ground(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "clause": finding.clause,
        "reason": str(finding.reason),
        "score": finding.score,
        "target": None if finding.target is None else str(finding.target),
        "words": [span.of(text) for span in finding.spans],
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
