"""Asking for a story's thread as every reader sees it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from folkmoot.discussion.comment import State
from folkmoot.discussion.thread import Absence, ThreadComment
from folkmoot.store.tables import author, comment, decision, finding, flag, revision, snapshot


def thread_of(db: Connection, *, site: UUID, story_id: UUID) -> list[ThreadComment]:
    """Return every numbered comment of a story, with the shown text where it is shown; order is the caller's."""
    parent = comment.alias("parent")
    rows = db.execute(
        select(
            comment.c.id,
            comment.c.number,
            comment.c.state,
            comment.c.published_at,
            comment.c.edited_at,
            comment.c.source,
            parent.c.number.label("parent_number"),
            author.c.name,
            author.c.erased_at,
            revision.c.text,
            revision.c.language,
        )
        .join(author, and_(author.c.site == comment.c.site, author.c.id == comment.c.author))
        .outerjoin(
            revision,
            and_(
                revision.c.site == comment.c.site,
                revision.c.comment == comment.c.id,
                revision.c.n == func.coalesce(comment.c.shown, comment.c.newest),
            ),
        )
        .outerjoin(parent, and_(parent.c.site == comment.c.site, parent.c.id == comment.c.parent))
        .where(comment.c.site == site, comment.c.story == story_id, comment.c.number.is_not(None))
    ).all()
    return [_shown(row) for row in rows]


def _shown(row: Any) -> ThreadComment:
    absence = None
    if row.erased_at is not None or (row.text is None and row.state == State.PUBLISHED):
        absence = Absence.ERASED
    elif row.state == State.WITHDRAWN:
        absence = Absence.WITHDRAWN
    elif row.state == State.REJECTED:
        absence = Absence.REMOVED
    elif row.state != State.PUBLISHED:
        # An import whose restricted comments keep their printed number, or a removal that was undone into holding.
        absence = Absence.WAITING
    return ThreadComment(
        id=row.id,
        number=row.number,
        parent=row.parent_number,
        name="" if absence is Absence.ERASED else row.name,
        text=row.text or "" if absence is None else "",
        language="" if row.language == "und" else row.language or "",
        published_at=row.published_at,
        edited_at=row.edited_at if absence is None else None,
        absence=absence,
    )


def removals(db: Connection, *, site: UUID, comments: list[UUID]) -> dict[UUID, Any]:
    """Return for removed comments the decision that stands and its first ground.

    Each row has ``clause``, ``taken_by``, ``policy``, ``decided_at``, ``source`` and ``flags`` (how many).
    """
    if not comments:
        return {}
    flags = select(func.count()).where(flag.c.site == comment.c.site, flag.c.comment == comment.c.id).scalar_subquery()
    rows = db.execute(
        select(
            comment.c.id,
            comment.c.source,
            decision.c.taken_by,
            decision.c.policy,
            decision.c.decided_at,
            finding.c.clause,
            flags.label("flags"),
        )
        .join(
            decision,
            and_(
                decision.c.site == comment.c.site,
                decision.c.comment == comment.c.id,
                decision.c.n == func.coalesce(comment.c.shown, comment.c.newest),
            ),
        )
        .outerjoin(
            finding,
            and_(
                finding.c.site == decision.c.site,
                finding.c.comment == decision.c.comment,
                finding.c.n == decision.c.n,
                finding.c.seq == decision.c.seq,
                finding.c.carried,
            ),
        )
        .where(comment.c.site == site, comment.c.id.in_(comments))
        .order_by(decision.c.seq, finding.c.score)
    ).all()
    # The last row of each comment is the decision that counts, with its strongest ground.
    return {row.id: row for row in rows}


def snapshot_of(
    db: Connection, *, site: UUID, story_id: UUID, page: int, sorting: str, language: str, encoding: str
) -> Any:
    """Return a served page as it was kept: ``version``, ``etag``, ``bytes``, ``made_at``."""
    return db.execute(
        select(snapshot.c.version, snapshot.c.etag, snapshot.c.bytes, snapshot.c.made_at).where(
            snapshot.c.site == site,
            snapshot.c.story == story_id,
            snapshot.c.page == page,
            snapshot.c.sorting == sorting,
            snapshot.c.language == language,
            snapshot.c.encoding == encoding,
        )
    ).one_or_none()
