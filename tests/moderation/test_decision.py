"""Deciding: one outcome from many findings, the grounds it rests on, and the state that follows."""

from uuid import UUID

import pytest

from folkmoot.discussion.comment import State
from folkmoot.moderation.case import Why, why_it_waits
from folkmoot.moderation.decision import (
    Decision,
    TakenBy,
    decide,
    decide_by_person,
    derived_state,
    held_instead,
    state_after,
)
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.load import load
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Policy
from folkmoot.policy.samples import sample
from folkmoot.signals import Attribute, Target
from folkmoot.text.span import Span
from make import NOON

STAFF = UUID(int=7)


def newspaper() -> Policy:
    policy = load(sample("newspaper"))
    assert isinstance(policy, Policy)
    return policy


def clause(clause_id: str) -> Clause:
    found = newspaper().clause(clause_id)
    assert found is not None
    return found


def found(
    clause_id: str | None = "hatred",
    outcome: Outcome = Outcome.REJECT,
    reason: Reason = Reason.SCORE,
    *,
    carried: bool = True,
    spans: tuple[Span, ...] = (),
) -> Finding:
    return Finding(clause_id, outcome, reason, Attribute.INSULT, 0.9, Target.GROUP, spans, carried)


def decided(*findings: Finding) -> Decision:
    return decide(findings, policy=newspaper(), version=3, now=NOON)


def test_without_findings_it_is_published() -> None:
    assert decided() == Decision(Outcome.PUBLISH, (), TakenBy.POLICY, NOON, policy=3)


def test_only_the_findings_that_carried_the_day_are_grounds() -> None:
    reject, hold = found(), found("threats", Outcome.HOLD, carried=False)
    decision = decided(reject, hold)
    assert decision.outcome is Outcome.REJECT
    assert decision.grounds == (reject,)
    assert decision.findings == (reject, hold)


def test_a_rejection_counts_once_by_the_gravest_of_its_clauses() -> None:
    assert decided(found("personal-attacks")).strikes == 1
    assert decided(found("personal-attacks"), found("threats"), found("hatred")).strikes == 3


def test_what_is_held_or_returned_gives_no_strike() -> None:
    assert decided(found("threats", Outcome.HOLD)).strikes == 0
    assert decided(found("personal-attacks", Outcome.REWORD)).strikes == 0


def test_a_clause_that_is_gone_gives_no_strike() -> None:
    assert decided(found("long-gone")).strikes == 0


def test_a_moderators_clause_is_the_ground_with_the_words_that_were_marked_under_it() -> None:
    heard = [found("threats", Outcome.HOLD, spans=(Span(0, 3),)), found("hatred", Outcome.HOLD, spans=(Span(4, 8),))]
    decision = decide_by_person(
        Outcome.REJECT, clause=clause("hatred"), heard=heard, staff=STAFF, note="No.", version=3, now=NOON
    )
    (ground,) = decision.grounds
    assert (ground.clause, ground.reason, ground.outcome) == ("hatred", Reason.PERSON, Outcome.REJECT)
    assert (ground.spans, ground.score) == ((Span(4, 8),), 0.9)
    assert (decision.taken_by, decision.staff, decision.strikes, decision.note) == (TakenBy.PERSON, STAFF, 2, "No.")


def test_a_moderator_may_cite_a_clause_that_nothing_was_heard_under() -> None:
    decision = decide_by_person(
        Outcome.REJECT, clause=clause("other"), heard=[found()], staff=STAFF, note="", version=3, now=NOON
    )
    assert [(f.clause, f.spans, f.score) for f in decision.grounds] == [("other", (), None)]


def test_publishing_needs_no_ground_and_gives_no_strike() -> None:
    decision = decide_by_person(
        Outcome.PUBLISH, clause=None, heard=[found()], staff=STAFF, note="", version=3, now=NOON
    )
    assert (decision.findings, decision.strikes) == ((), 0)


@pytest.mark.parametrize("outcome", [Outcome.PUBLISH, Outcome.REWORD, Outcome.HOLD])
def test_held_instead_waits_for_a_person_whatever_the_policy_said(outcome: Outcome) -> None:
    findings = () if outcome is Outcome.PUBLISH else (found("threats", outcome),)
    held = held_instead(decided(*findings), reason=Reason.NETWORK)
    assert held.outcome is Outcome.HOLD
    assert held.grounds[-1].reason is Reason.NETWORK
    assert all(ground.outcome is Outcome.HOLD for ground in held.grounds)


def test_what_is_rejected_stays_rejected_with_its_strikes() -> None:
    rejected = decided(found("threats"))
    assert held_instead(rejected, reason=Reason.NETWORK) is rejected


# Why it waits


@pytest.mark.parametrize(
    ("reasons", "why"),
    [
        ((Reason.SCORE, Reason.UNKNOWN), Why.HELD),
        ((Reason.ASKED,), Why.ASKED),
        ((Reason.UNCHECKED, Reason.NETWORK), Why.NETWORK),
        ((Reason.UNKNOWN, Reason.UNCHECKED), Why.UNCHECKED),
        ((Reason.FIRST_COMMENT, Reason.UNKNOWN), Why.UNKNOWN),
        ((Reason.STORY_WAITS, Reason.FIRST_COMMENT), Why.FIRST),
        ((Reason.STORY_WAITS,), Why.WAITS),
        ((), Why.HELD),
    ],
)
def test_it_waits_for_the_gravest_of_its_reasons(reasons: tuple[Reason, ...], why: Why) -> None:
    findings = tuple(found(None, Outcome.HOLD, reason) for reason in reasons)
    assert why_it_waits(Decision(Outcome.HOLD, findings, TakenBy.POLICY, NOON)) is why


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.HOLD])
def test_nothing_but_a_held_comment_waits(outcome: Outcome) -> None:
    assert why_it_waits(Decision(outcome, (found(),), TakenBy.POLICY, NOON)) is None


def test_findings_that_did_not_carry_are_no_reason_to_wait() -> None:
    findings = (found(None, Outcome.HOLD, Reason.ASKED), found("hatred", Outcome.HOLD, carried=False))
    assert why_it_waits(Decision(Outcome.HOLD, findings, TakenBy.AUTHOR, NOON)) is Why.ASKED


# The state that follows


def test_each_outcome_has_its_state() -> None:
    assert [state_after(outcome) for outcome in Outcome] == [
        State.PUBLISHED, State.RETURNED, State.HELD, State.REJECTED, State.WITHDRAWN,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("outcomes", "shown", "state"),
    [
        ({1: Outcome.HOLD}, None, State.HELD),
        ({1: Outcome.PUBLISH}, 1, State.PUBLISHED),
        ({1: Outcome.PUBLISH, 2: Outcome.REJECT}, 1, State.PUBLISHED),
        ({1: Outcome.REJECT, 2: Outcome.HOLD}, 1, State.REJECTED),
        ({1: Outcome.REWORD, 2: Outcome.PUBLISH}, 2, State.PUBLISHED),
        ({1: Outcome.HOLD, 2: Outcome.REJECT}, None, State.REJECTED),
    ],
)
def test_the_state_is_the_shown_texts_or_else_the_newest_ones(
    outcomes: dict[int, Outcome], shown: int | None, state: State
) -> None:
    assert derived_state(outcomes, withdrawn=False, shown=shown, newest=max(outcomes)) is state


@pytest.mark.parametrize("outcome", list(Outcome))
def test_what_was_once_withdrawn_is_not_revived_by_a_later_decision(outcome: Outcome) -> None:
    assert derived_state({1: outcome}, withdrawn=True, shown=1, newest=1) is State.WITHDRAWN
