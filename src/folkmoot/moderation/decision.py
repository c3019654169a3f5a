"""A decision: what was done to one revision, by whom, when, and on what grounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from folkmoot.discussion.comment import State
from folkmoot.policy.finding import Finding, Reason, outcome_of
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Policy


class TakenBy(StrEnum):
    """Who took a decision."""

    POLICY = "policy"
    PERSON = "person"
    AUTHOR = "author"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was done to one revision. The latest of a revision counts; earlier ones stay."""

    outcome: Outcome
    findings: tuple[Finding, ...]
    """Every finding, those that carried the day (the grounds) marked."""
    taken_by: TakenBy
    decided_at: datetime
    policy: int | None = None
    """The policy's version that it was taken under."""
    staff: UUID | None = None
    strikes: int = 0
    note: str = ""
    """A moderator's words to the author."""

    @property
    def grounds(self) -> tuple[Finding, ...]:
        """The findings that the outcome rests on: what the author is told."""
        return tuple(finding for finding in self.findings if finding.carried)


def decide(findings: Sequence[Finding], *, policy: Policy, version: int, now: datetime) -> Decision:
    """Return the policy's own decision on its findings: the outcome that they carry, a rejection with its strikes."""
    outcome = outcome_of(findings)
    return Decision(
        outcome=outcome,
        findings=tuple(findings),
        taken_by=TakenBy.POLICY,
        decided_at=now,
        policy=version,
        strikes=_strikes(findings, policy) if outcome is Outcome.REJECT else 0,
    )


def decide_by_person(
    outcome: Outcome,
    *,
    clause: Clause | None,
    heard: Sequence[Finding],
    staff: UUID,
    note: str,
    version: int,
    now: datetime,
) -> Decision:
    """Return a moderator's decision: his clause as its ground, with the words that the judge had marked under it.

    ``clause`` is None when he publishes, or keeps held what is held.
    """
    findings: tuple[Finding, ...] = ()
    if clause is not None:
        marked = next((f for f in heard if f.clause == clause.id and f.spans), None)
        blank = Finding(clause.id, outcome, Reason.PERSON, carried=True)
        findings = (
            blank
            if marked is None
            else replace(
                blank, attribute=marked.attribute, score=marked.score, target=marked.target, spans=marked.spans
            ),
        )
    strikes = clause.strikes if clause is not None and outcome is Outcome.REJECT else 0
    return Decision(outcome, findings, TakenBy.PERSON, now, policy=version, staff=staff, strikes=strikes, note=note)


def held_instead(decision: Decision, *, reason: Reason) -> Decision:
    """Return the decision held for a person for a reason beside the policy; what is already rejected stays rejected."""
    if decision.outcome is Outcome.REJECT:
        return decision
    waits = Finding(None, Outcome.HOLD, reason, carried=True)
    carried = tuple(replace(f, carried=f.outcome is Outcome.HOLD) for f in decision.findings)
    return replace(decision, outcome=Outcome.HOLD, findings=(*carried, waits), strikes=0)


def state_after(outcome: Outcome) -> State:
    """Return the state that a comment is in after the decision that counts for it."""
    match outcome:
        case Outcome.PUBLISH:
            return State.PUBLISHED
        case Outcome.REWORD:
            return State.RETURNED
        case Outcome.HOLD:
            return State.HELD
        case Outcome.REJECT:
            return State.REJECTED
        case Outcome.WITHDRAW:
            return State.WITHDRAWN
        case _:
            assert_never(outcome)


def derived_state(outcomes: Mapping[int, Outcome], *, withdrawn: bool, shown: int | None, newest: int) -> State:
    """Return a comment's state from the latest outcome of each of its revisions.

    It is that of the shown revision, without a shown one that of the newest. What its author has once withdrawn stays
    so, whatever a moderator decides of it afterwards.
    """
    if withdrawn:
        return State.WITHDRAWN
    counting = shown if shown is not None else newest
    return state_after(outcomes[counting])


def _strikes(findings: Sequence[Finding], policy: Policy) -> int:
    """A rejection counts once, by the gravest of its clauses: one comment is one breach, however many see it."""
    clauses = (policy.clause(f.clause) for f in findings if f.carried and f.clause)
    return max((clause.strikes for clause in clauses if clause is not None), default=0)
