"""Deciding a comment by a moderator's hand, and undoing it: one more decision, that follows the one he saw."""

from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from folkmoot.discussion.comment import Comment, State
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.moderation.decision import Decision, TakenBy, decide_by_person
from folkmoot.operations import policies
from folkmoot.operations.keeping import settle
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import refresh, tell_desk
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Policy
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments, desk
from folkmoot.store.read.comments import KeptDecision
from folkmoot.store.storable import is_storable
from folkmoot.store.write import comments as write

LONGEST_NOTE = 1000
"""Code points of a moderator's words to the author."""


@dataclass(frozen=True, slots=True)
class Follows:
    """The decision that the moderator saw: revision and number; ``newest`` is the newest revision that he saw."""

    n: int
    seq: int
    newest: int | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of it."""

    site: UUID
    comment: UUID
    story: UUID
    state: State
    number: str | None
    n: int
    seq: int
    decision: Decision
    left: int
    """How many wait at the desk now."""
    next: UUID | None
    """The comment that has waited longest."""


async def decide_comment(
    means: Means,
    *,
    site_name: str,
    comment_id: UUID,
    staff: UUID,
    outcome: Literal[Outcome.PUBLISH, Outcome.HOLD, Outcome.REJECT],
    clause: str | None,
    note: str,
    follows: Follows,
) -> Decided:
    """Publish, keep held, or reject under a clause; a rejection is answered once no page shows the text.

    Raises:
        NotFound: ``site-unknown``, ``comment-unknown``.
        BadInput: ``clause-missing``, ``clause-unknown``, ``note-too-long``.
        NotAllowed: ``withdrawn``: what its author has withdrawn is final. Where it was withdrawn while it waited, a
            decision takes it off the desk and counts for his record; the text stays withdrawn.
        Conflict: ``decided-by-another`` (with who, outcome, clause, at, follows), ``revised-meanwhile``.
    """
    if len(note) > LONGEST_NOTE or not is_storable(note):
        raise BadInput("note-too-long", f"A note has at most {LONGEST_NOTE} characters.", field="note")

    def decide(db: Connection) -> Decided:
        site = site_or_error(db, site_name)
        comment = _comment(db, site=site.id, comment_id=comment_id)
        before = _that_was_seen(db, comment, follows)
        version, policy = policies.in_force(db, site_id=site.id)
        cited = _cited(policy, clause, outcome)
        taken = decide_by_person(
            outcome,
            clause=cited,
            heard=[f for d in before for f in d.decision.findings],
            staff=staff,
            note=note.strip(),
            version=version.number,
            now=means.now(),
        )
        return _keep(db, means, comment, taken, follows)

    return await _told(means, await means.write(decide))


async def undo_decision(means: Means, *, site_name: str, comment_id: UUID, staff: UUID, follows: Follows) -> Decided:
    """Restore what stood before the decision that the moderator saw, by one more decision.

    Raises:
        NotAllowed: ``nothing-to-undo`` where no person has decided; the errors of ``decide_comment`` besides.
    """

    def undo(db: Connection) -> Decided:
        site = site_or_error(db, site_name)
        comment = _comment(db, site=site.id, comment_id=comment_id)
        before = _that_was_seen(db, comment, follows)
        if len(before) < 2 or before[-1].decision.taken_by is not TakenBy.PERSON:
            raise NotAllowed("nothing-to-undo", "No decision of a moderator stands here.")
        stood = before[-2].decision
        restored = replace(
            stood, taken_by=TakenBy.PERSON, staff=staff, decided_at=means.now(), note="", strikes=stood.strikes
        )
        return _keep(db, means, comment, restored, follows)

    return await _told(means, await means.write(undo))


def _comment(db: Connection, *, site: UUID, comment_id: UUID) -> Comment:
    write.lock_comment(db, site=site, comment_id=comment_id)
    comment = comments.comment_by_id(db, site=site, comment_id=comment_id)
    if comment is None or not comments.was_handed_in(db, site=site, comment_id=comment_id):
        raise NotFound("comment-unknown", "There is no such comment here.")
    if comment.state is State.WITHDRAWN and desk.open_case_of(db, site_id=site, comment_id=comment_id) is None:
        raise NotAllowed("withdrawn", "Its author has withdrawn this comment.")
    return comment


def _that_was_seen(db: Connection, comment: Comment, follows: Follows) -> list[KeptDecision]:
    """Return the decisions on the revision that was seen, where it is the newest and nobody has decided since."""
    newest = follows.n if follows.newest is None else follows.newest
    if newest != comment.newest or follows.n not in (comment.newest, comment.shown):
        raise Conflict("revised-meanwhile", "The author has changed this comment. Please read it again.")
    everything = comments.decisions_of(db, site=comment.site, comment_id=comment.id)
    before = [kept for kept in everything if kept.n == follows.n]
    if before[-1].seq != follows.seq:
        raise overtaken(before[-1])
    return before


def overtaken(first: KeptDecision) -> Conflict:
    """Return the error that shows the second moderator what the first has decided."""
    clause = next((f.clause for f in first.decision.grounds if f.clause), None)
    return Conflict(
        "decided-by-another",
        f"{first.who or 'Somebody'} has decided this comment meanwhile.",
        who=first.who,
        outcome=str(first.decision.outcome),
        clause=clause,
        at=first.decision.decided_at.isoformat(),
        follows={"n": first.n, "seq": first.seq},
    )


def _cited(policy: Policy, clause: str | None, outcome: Outcome) -> Clause | None:
    if clause is None:
        if outcome is Outcome.REJECT:
            raise BadInput("clause-missing", "A rejection names the clause that is broken.", field="clause")
        return None
    found = policy.clause(clause)
    if found is None:
        raise BadInput("clause-unknown", "The policy in force has no such clause.", field="clause")
    return found if outcome is Outcome.REJECT else None


def _keep(db: Connection, means: Means, comment: Comment, taken: Decision, follows: Follows) -> Decided:
    seq = write.append_decision(
        db, site=comment.site, comment_id=comment.id, n=follows.n, after=follows.seq, taken=taken, run=None
    )
    stands = settle(db, means, comment, n=follows.n, decision=taken, now=means.now())
    waiting = desk.queue_of(db, site_id=comment.site, most=1)
    return Decided(
        site=comment.site,
        comment=comment.id,
        story=comment.story,
        state=stands.state,
        number=stands.number,
        n=follows.n,
        seq=seq,
        decision=taken,
        left=desk.queue_length(db, site_id=comment.site),
        next=waiting[0].case.comment if waiting else None,
    )


async def _told(means: Means, decided: Decided) -> Decided:
    """Let every page and desk know before the moderator is answered."""

    staff = decided.decision.staff
    member = None if staff is None else await means.store.read(lambda db: desk.member_by_id(db, staff))
    restricted = decided.decision.outcome is not Outcome.PUBLISH
    await refresh(means, site=decided.site, story=decided.story, restricted=restricted)
    message = {
        "event": "decided",
        "comment": str(decided.comment),
        "who": member.name if member else None,
        "outcome": str(decided.decision.outcome),
        "clause": next((f.clause for f in decided.decision.grounds if f.clause), None),
        "at": decided.decision.decided_at.isoformat(),
        "n": decided.n,
        "seq": decided.seq,
    }
    await tell_desk(means, site=decided.site, message=message)
    await tell_desk(means, site=decided.site)
    return decided
