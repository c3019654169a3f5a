"""Comments, their revisions, what was heard in them and what was decided."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from folkmoot.discussion.comment import Comment, Revision, State
from folkmoot.errors import Conflict
from folkmoot.moderation.decision import Decision
from folkmoot.signals import Hearing
from folkmoot.store.columns import signals_column, spans_column, unanswered_column
from folkmoot.store.tables import comment, decision, finding, hearing, revision
from folkmoot.store.write.stories import next_number


def insert_comment(db: Connection, new: Comment, *, source: str | None = None, source_id: str | None = None) -> None:
    """Keep a new comment as it stands."""
    db.execute(
        insert(comment),
        {
            "site": new.site,
            "id": new.id,
            "story": new.story,
            "author": new.author,
            "parent": new.parent,
            "state": str(new.state),
            "shown": new.shown,
            "newest": new.newest,
            "number": new.number,
            "ordinal": new.ordinal,
            "numbered": new.numbered,
            "source": source,
            "source_id": source_id,
            "created_at": new.created_at,
            "published_at": new.published_at,
        },
    )


def insert_revision(db: Connection, site: UUID, new: Revision) -> None:
    """Keep one text of a comment.

    Raises:
        Conflict: ``revised-meanwhile`` where this number was written by another transaction.
    """
    try:
        db.execute(
            insert(revision),
            {
                "site": site,
                "comment": new.comment,
                "n": new.n,
                "text": new.text,
                "language": new.language,
                "attempt": new.attempt,
                "network": new.network,
                "written_at": new.written_at,
            },
        )
    except IntegrityError as error:
        raise Conflict(
            "revised-meanwhile", "This comment was changed in another window. Please load it again."
        ) from error


def insert_hearing(
    db: Connection,
    *,
    site: UUID,
    comment_id: UUID,
    n: int,
    heard: Hearing,
    story_text: int | None,
    now: datetime,
    run: int | None = None,
) -> int:
    """Keep one run of the panel on one revision and return the run's number, from 1; ``run`` where it is known."""
    if run is None:
        ran = (hearing.c.site == site) & (hearing.c.comment == comment_id) & (hearing.c.n == n)
        run = (db.scalar(select(func.max(hearing.c.run)).where(ran)) or 0) + 1
    db.execute(
        insert(hearing),
        {
            "site": site,
            "comment": comment_id,
            "n": n,
            "run": run,
            "panel": heard.panel,
            "signals": signals_column(heard),
            "unanswered": unanswered_column(heard),
            "story_text": story_text,
            "heard_at": now,
        },
    )
    return run


def append_decision(
    db: Connection, *, site: UUID, comment_id: UUID, n: int, after: int, taken: Decision, run: int | None
) -> int:
    """Append a decision on a revision as the one that follows ``after`` (0: none yet) and return its number.

    Raises:
        Conflict: ``decided-by-another`` when another decision was there first.
    """
    seq = after + 1
    try:
        db.execute(
            insert(decision),
            {
                "site": site,
                "comment": comment_id,
                "n": n,
                "seq": seq,
                "outcome": str(taken.outcome),
                "taken_by": str(taken.taken_by),
                "staff": taken.staff,
                "policy": taken.policy,
                "run": run,
                "strikes": taken.strikes,
                "note": taken.note,
                "decided_at": taken.decided_at,
            },
        )
    except IntegrityError as error:
        raise Conflict("decided-by-another", "Somebody else has decided this comment meanwhile.") from error
    rows = [
        {
            "site": site,
            "comment": comment_id,
            "n": n,
            "seq": seq,
            "clause": found.clause or "",
            "reason": str(found.reason),
            "outcome": str(found.outcome),
            "carried": found.carried,
            "attribute": None if found.attribute is None else str(found.attribute),
            "score": found.score,
            "target": None if found.target is None else str(found.target),
            "spans": spans_column(found.spans),
        }
        for found in taken.findings
    ]
    if rows:
        db.execute(insert(finding), rows)
    return seq


def set_standing(
    db: Connection,
    *,
    site: UUID,
    comment_id: UUID,
    state: State,
    shown: int | None,
    newest: int,
    edited_at: datetime | None = None,
) -> None:
    """Store the derived state beside the comment."""
    values: dict[str, object] = {"state": str(state), "shown": shown, "newest": newest}
    if edited_at is not None:
        values["edited_at"] = edited_at
    db.execute(update(comment).where(comment.c.site == site, comment.c.id == comment_id).values(**values))


def give_number(db: Connection, new: Comment, *, now: datetime) -> Comment:
    """Give a comment the next number beneath its parent or story, once; the last step before the commit."""
    if new.number is not None:
        return new
    if new.parent is None:
        ordinal = next_number(db, site=new.site, story_id=new.story)
        number = str(ordinal)
    else:
        taken = (
            update(comment)
            .where(comment.c.site == new.site, comment.c.id == new.parent)
            .values(numbered=comment.c.numbered + 1)
            .returning(comment.c.numbered, comment.c.number)
        )
        row = db.execute(taken).one()
        ordinal, number = int(row.numbered), f"{row.number}.{row.numbered}"
    numbered = replace(new, number=number, ordinal=ordinal, published_at=now)
    db.execute(
        update(comment)
        .where(comment.c.site == new.site, comment.c.id == new.id)
        .values(number=number, ordinal=ordinal, published_at=now)
    )
    return numbered


def lock_comment(db: Connection, *, site: UUID, comment_id: UUID) -> None:
    """Keep others from changing a comment until the transaction ends; SQLite has one writer anyhow."""
    if db.dialect.name == "postgresql":
        db.execute(select(comment.c.id).where(comment.c.site == site, comment.c.id == comment_id).with_for_update())


def raise_replies(db: Connection, *, site: UUID, comment_id: UUID, to: int) -> None:
    """After an import: the next reply's number comes after the highest that was printed."""
    db.execute(
        update(comment)
        .where(comment.c.site == site, comment.c.id == comment_id, comment.c.numbered < to)
        .values(numbered=to)
    )
