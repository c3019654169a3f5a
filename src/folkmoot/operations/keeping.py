"""Keeping a judged try in one transaction: revision, hearing, decision, number, case, version and events."""

from dataclasses import replace
from datetime import datetime

from folkmoot.discussion.comment import Comment, Revision, State
from folkmoot.discussion.events import EventKind
from folkmoot.errors import BadInput
from folkmoot.moderation.case import Why, why_it_waits
from folkmoot.moderation.decision import Decision, TakenBy, state_after
from folkmoot.operations.means import Means
from folkmoot.policy.outcome import Outcome
from folkmoot.signals import Hearing
from folkmoot.store.interface import Connection
from folkmoot.store.read.comments import latest_outcome
from folkmoot.store.read.desk import open_case_of
from folkmoot.store.write import cases, comments, requests, search, snapshots, stories

SHORTEST_KEY, LONGEST_KEY = 16, 200
"""Characters of a form's key: long enough not to be guessed, short enough for an index."""


def checked_key(key: str) -> str:
    """Return a form's key.

    Raises:
        BadInput: ``key-invalid``.
    """
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise BadInput(
            "key-invalid", "The form's key is missing or too short. Please load the page again.", field="key"
        )
    return key


def keep_try(
    db: Connection,
    means: Means,
    comment: Comment,
    revision: Revision,
    *,
    heard: Hearing,
    decision: Decision,
    story_text: int | None,
    now: datetime,
) -> Comment:
    """Keep a revision with what was heard and decided, and let the comment stand as it follows from that.

    The comment's row must be there already. Returns the comment as it now stands.
    """
    comments.insert_revision(db, comment.site, revision)
    run = comments.insert_hearing(
        db, site=comment.site, comment_id=comment.id, n=revision.n, heard=heard, story_text=story_text, now=now, run=1
    )
    comments.append_decision(
        db, site=comment.site, comment_id=comment.id, n=revision.n, after=0, taken=decision, run=run
    )
    first = revision.n == 1
    search.index_comment(db, site=comment.site, comment=comment.id, words=revision.text or "", first=first)
    return settle(db, means, replace(comment, newest=revision.n), n=revision.n, decision=decision, now=now, first=first)


def settle(
    db: Connection,
    means: Means,
    comment: Comment,
    *,
    n: int,
    decision: Decision,
    now: datetime,
    first: bool = False,
) -> Comment:
    """Let a comment stand as the decision on its revision ``n`` says: state, case, number, version, events.

    An edit that is not published leaves the shown text, and with it the state, as it was. ``first``: the comment was
    inserted as it stands after this decision, in this transaction, so that it has no case yet.
    """
    before = comment
    if before.state is State.WITHDRAWN:
        # Final: what a moderator decides afterwards counts for the author's record, and revives nothing.
        _open_or_close_case(db, means, comment, n=n, decision=decision, now=now)
        return comment
    if decision.outcome is Outcome.PUBLISH:
        edited = now if comment.shown is not None and comment.shown != n else None
        comment = replace(comment, state=State.PUBLISHED, shown=n)
    elif comment.shown is None or comment.shown == n or decision.outcome is Outcome.WITHDRAW:
        edited = None
        comment = replace(comment, state=state_after(decision.outcome))
    else:
        edited = None
    if not first:
        comments.set_standing(
            db,
            site=comment.site,
            comment_id=comment.id,
            state=comment.state,
            shown=comment.shown,
            newest=comment.newest,
            edited_at=edited,
        )
    if not first or decision.outcome is Outcome.HOLD:
        _open_or_close_case(db, means, comment, n=n, decision=decision, now=now)
    if comment.number is not None or comment.state is State.PUBLISHED:
        comment = _show(db, means, comment, restricted=before.state is State.PUBLISHED, now=now)
    return comment


def _open_or_close_case(
    db: Connection, means: Means, comment: Comment, *, n: int, decision: Decision, now: datetime
) -> None:
    site, why = comment.site, why_it_waits(decision)
    if why is not None:
        changed = cases.open_case(db, site=site, case_id=means.new_id(), comment_id=comment.id, n=n, why=why, now=now)
        if not changed and n == comment.newest:
            cases.point_case(db, site=site, comment_id=comment.id, n=n)
    else:
        waits = _still_waits(db, comment, n=n, decision=decision)
        changed = waits is None and cases.close_case(db, site=site, comment_id=comment.id, now=now)
        if waits is not None:
            cases.point_case(db, site=site, comment_id=comment.id, n=waits)
    if changed:
        requests.add_event(
            db, site=site, event_id=means.new_id(), kind=EventKind.QUEUE_CHANGED, about=comment.id, now=now
        )


def _still_waits(db: Connection, comment: Comment, *, n: int, decision: Decision) -> int | None:
    """Return the revision that still waits at the desk after another decision than to hold; None where none does."""
    case = open_case_of(db, site_id=comment.site, comment_id=comment.id)
    if case is None or decision.outcome is Outcome.WITHDRAW:
        # What an author withdraws while it is judged stays open for the desk.
        return None if case is None else case.n
    by_person = decision.taken_by is TakenBy.PERSON
    if by_person and n != comment.newest:
        last = latest_outcome(db, site=comment.site, comment_id=comment.id, n=comment.newest)
        if last is Outcome.HOLD:
            return comment.newest
    if case.why is Why.FLAGGED and comment.state is State.PUBLISHED and (comment.shown != n or not by_person):
        # The readers' flags are about what is shown. An author does not take them off the desk by an edit.
        return comment.shown
    return None


def _show(db: Connection, means: Means, comment: Comment, *, restricted: bool, now: datetime) -> Comment:
    """Give the number last before the commit, raise the thread's version, and put the change into the outbox."""
    requests.add_event(
        db, site=comment.site, event_id=means.new_id(), kind=EventKind.THREAD_CHANGED, about=comment.story, now=now
    )
    if restricted and comment.state is not State.PUBLISHED:
        snapshots.drop_snapshots(db, site=comment.site, story=comment.story)
    stories.touch_thread(db, site=comment.site, story_id=comment.story)
    if comment.state is State.PUBLISHED:
        return comments.give_number(db, comment, now=now)
    return comment
