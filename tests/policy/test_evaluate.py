"""Evaluating: the strictest clause decides, rewording comes first, and nothing that failed is published."""

from dataclasses import replace
from itertools import product
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.policy.evaluate import evaluate, readings
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, Reason, outcome_of
from folkmoot.policy.outcome import Outcome, strictness
from folkmoot.policy.program import Clause, Policy, Unknown
from folkmoot.signals import Attribute, Hearing, Signal, Target
from folkmoot.text.span import Span
from policy.making import a_clause, a_first_try, a_hearing, a_policy, a_signal, facts

INSULT_FAILED = frozenset({Attribute.INSULT})


@pytest.mark.parametrize(
    ("score", "outcome"),
    [
        (0.0, Outcome.PUBLISH),
        (0.49, Outcome.PUBLISH),
        (0.5, Outcome.HOLD),
        (0.89, Outcome.HOLD),
        (0.9, Outcome.REJECT),
        (1.0, Outcome.REJECT),
    ],
)
def test_a_threshold_counts_from_its_own_score_on(score: float, outcome: Outcome) -> None:
    assert outcome_of(evaluate(a_policy(a_clause()), facts(a_signal(score)))) is outcome


def test_the_most_restrictive_clause_wins_and_all_that_matched_are_there_strongest_first() -> None:
    policy = a_policy(
        a_clause("manners", signal=Attribute.CONDESCENSION),
        a_clause("attacks"),
        a_clause("hatred", signal=Attribute.IDENTITY_ATTACK, reject=0.8),
        a_clause("threats", signal=Attribute.THREAT),
    )
    heard = facts(
        a_signal(0.6, attribute=Attribute.CONDESCENSION),
        a_signal(0.7),
        a_signal(0.8, attribute=Attribute.IDENTITY_ATTACK, target=Target.GROUP),
    )
    findings = evaluate(policy, heard)
    assert [(finding.clause, finding.outcome, finding.carried) for finding in findings] == [
        ("hatred", Outcome.REJECT, True),
        ("attacks", Outcome.HOLD, False),
        ("manners", Outcome.HOLD, False),
    ]
    assert outcome_of(findings) is Outcome.REJECT


def test_a_finding_carries_its_evidence() -> None:
    words = (Span(0, 5), Span(9, 14))
    [finding] = evaluate(a_policy(a_clause()), facts(a_signal(0.7, spans=words)))
    assert finding == Finding(
        "attacks", Outcome.HOLD, Reason.SCORE, Attribute.INSULT, 0.7, Target.COMMENTER, words, carried=True
    )


def test_what_nothing_covers_is_held_unless_the_clause_ignores_it() -> None:
    unknown = a_signal(None, target=Target.NOBODY)
    [finding] = evaluate(a_policy(a_clause()), facts(unknown))
    assert (finding.outcome, finding.reason, finding.score) == (Outcome.HOLD, Reason.UNKNOWN, None)
    assert evaluate(a_policy(a_clause(unknown=Unknown.IGNORE)), facts(unknown)) == ()


def test_a_hit_is_a_hit_in_a_language_that_nothing_else_covers() -> None:
    heard = facts(a_signal(0.95), a_signal(None, target=Target.NOBODY))
    assert outcome_of(evaluate(a_policy(a_clause(unknown=Unknown.IGNORE)), heard)) is Outcome.REJECT


def test_unknown_at_somebody_whom_the_clause_does_not_protect_is_not_its_business() -> None:
    clause = a_clause(aimed_at=frozenset({Target.COMMENTER}))
    heard = facts(a_signal(0.1), a_signal(None, target=Target.PUBLIC_FIGURE))
    assert evaluate(a_policy(clause), heard) == ()


@pytest.mark.parametrize("unknown", list(Unknown))
def test_a_detector_that_failed_holds_whatever_the_others_heard(unknown: Unknown) -> None:
    for score in (0.0, 0.7, 0.99):
        [finding] = evaluate(a_policy(a_clause(unknown=unknown)), facts(a_signal(score), failed=INSULT_FAILED))
        assert (finding.outcome, finding.reason) == (Outcome.HOLD, Reason.UNCHECKED)


def test_a_detector_that_failed_concerns_only_the_clauses_that_needed_it() -> None:
    policy = a_policy(a_clause("threats", signal=Attribute.THREAT))
    assert evaluate(policy, facts(failed=INSULT_FAILED)) == ()


def test_an_empty_hearing_publishes_nothing() -> None:
    findings = evaluate(a_policy(a_clause()), Facts(Hearing(())))
    assert [finding.reason for finding in findings] == [Reason.UNCHECKED]


@pytest.mark.parametrize("score", [float("nan"), float("inf"), float("-inf"), -0.5, 1.01])
def test_a_score_that_is_no_score_is_no_answer(score: float) -> None:
    [finding] = evaluate(a_policy(a_clause(unknown=Unknown.IGNORE)), facts(a_signal(score)))
    assert (finding.outcome, finding.reason, finding.score) == (Outcome.HOLD, Reason.UNCHECKED, None)


def test_people_alone_cite_a_clause_without_a_signal() -> None:
    other = Clause("other", a_clause().rule, by_people=True)
    policy = a_policy(other)
    assert evaluate(policy, Facts(Hearing(()))) == ()
    [reading] = readings(policy, facts())
    assert (reading.would, reading.reason, reading.score) == (Outcome.PUBLISH, None, None)


def test_a_new_authors_first_comments_wait_and_no_clause_is_blamed() -> None:
    policy = a_policy(a_clause(), first_comments_hold=2)
    [finding] = evaluate(policy, replace(facts(), author_published=1))
    assert finding == Finding(None, Outcome.HOLD, Reason.FIRST_COMMENT, carried=True)
    assert evaluate(policy, replace(facts(), author_published=2)) == ()


def test_without_facts_about_the_author_no_first_comment_waits() -> None:
    assert evaluate(a_policy(a_clause(), first_comments_hold=2), facts()) == ()


def test_every_comment_waits_under_a_story_that_waits() -> None:
    [finding] = evaluate(a_policy(a_clause()), replace(facts(), story_waits=True))
    assert finding == Finding(None, Outcome.HOLD, Reason.STORY_WAITS, carried=True)


def test_a_returned_comment_tells_its_author_of_breaches_alone() -> None:
    policy = a_policy(a_clause(reword=True), first_comments_hold=1)
    findings = evaluate(policy, replace(a_first_try(a_signal(0.95)), author_published=0, story_waits=True))
    assert outcome_of(findings) is Outcome.REWORD
    assert [(finding.reason, finding.carried) for finding in findings] == [
        (Reason.SCORE, True),
        (Reason.STORY_WAITS, False),
        (Reason.FIRST_COMMENT, False),
    ]


SCORES = {"fair": 0.1, "held": 0.6, "rejected": 0.95}
REST = ("nothing", "unknown", "unchecked", "unchecked elsewhere", "first comment", "story waits")


@pytest.mark.parametrize("rest", REST)
@pytest.mark.parametrize("attempt", [1, 2])
@pytest.mark.parametrize("spent", [False, True])
def test_rewording_in_every_case(rest: str, attempt: Literal[1, 2], spent: bool) -> None:
    """Two clauses that score, a third that may be unknown or unchecked, and what else makes a comment wait."""
    failing = {"unchecked": Attribute.THREAT, "unchecked elsewhere": Attribute.SPAM}
    for first, second, may_first, may_second in product(SCORES, SCORES, (True, False), (True, False)):
        policy = a_policy(
            a_clause("first", signal=Attribute.INSULT, reword=may_first),
            a_clause("second", signal=Attribute.PROFANITY, reword=may_second),
            a_clause("third", signal=Attribute.THREAT, reword=False),
            first_comments_hold=1,
        )
        hearing = a_hearing(
            a_signal(SCORES[first], attribute=Attribute.INSULT),
            a_signal(SCORES[second], attribute=Attribute.PROFANITY),
            a_signal(None if rest == "unknown" else 0.01, attribute=Attribute.THREAT, target=Target.NOBODY),
            failed=frozenset({failing[rest]}) if rest in failing else frozenset(),
        )
        tried = Facts(
            hearing,
            attempt=attempt,
            author_published=0 if rest == "first comment" else None,
            first_try_spent=spent,
            story_waits=rest == "story waits",
        )
        broken = [may for score, may in ((first, may_first), (second, may_second)) if score != "fair"]
        if broken and all(broken) and attempt == 1 and not spent and rest != "unchecked":
            expected = Outcome.REWORD
        elif "rejected" in (first, second):
            expected = Outcome.REJECT
        elif broken or rest not in ("nothing", "unchecked elsewhere"):
            expected = Outcome.HOLD
        else:
            expected = Outcome.PUBLISH
        assert outcome_of(evaluate(policy, tried)) is expected, (first, second, may_first, may_second)


TARGETS = st.sampled_from(list(Target))
ATTRIBUTES = st.sampled_from([Attribute.INSULT, Attribute.THREAT, Attribute.PROFANITY])
SCORE = st.floats(0, 1)
SIGNALS = st.builds(
    Signal,
    attribute=ATTRIBUTES,
    target=TARGETS,
    score=st.none() | SCORE,
    aim=st.sampled_from([1.0, 0.95, 0.6, 0.3]),
)
HEARINGS = st.lists(SIGNALS, max_size=8, unique_by=lambda signal: (signal.attribute, signal.target)).map(
    lambda signals: a_hearing(*signals)
)


@st.composite
def clauses(draw: st.DrawFn, clause_id: str, *, reword: bool | None = None) -> Clause:
    low, high = sorted(draw(st.tuples(SCORE, SCORE).filter(lambda pair: pair[0] != pair[1])))
    hold, reject = draw(st.sampled_from([(low, high), (low, None), (None, high)]))
    return a_clause(
        clause_id,
        signal=draw(ATTRIBUTES),
        aimed_at=draw(st.none() | st.frozensets(TARGETS, min_size=1)),
        hold=hold,
        reject=reject,
        reword=draw(st.booleans()) if reword is None else reword,
        unknown=draw(st.sampled_from(list(Unknown))),
    )


def policies(*, reword: bool | None = None) -> st.SearchStrategy[Policy]:
    return st.tuples(*(clauses(name, reword=reword) for name in "abc")).map(lambda drawn: a_policy(*drawn))


@settings(deadline=None)
@given(policies(), HEARINGS, st.sampled_from([1, 2]), st.data())
def test_a_higher_score_is_never_less_strict_but_for_rewording(
    policy: Policy, hearing: Hearing, attempt: Literal[1, 2], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(hearing.signals) - 1))
    before = hearing.signals[place]
    if before.score is None:
        return
    raised = replace(before, score=data.draw(st.floats(before.score, 1)))
    signals = (*hearing.signals[:place], raised, *hearing.signals[place + 1 :])
    lower = outcome_of(evaluate(policy, Facts(hearing, attempt=attempt)))
    higher = outcome_of(evaluate(policy, Facts(replace(hearing, signals=signals), attempt=attempt)))
    if Outcome.REWORD not in (lower, higher):
        assert strictness(higher) >= strictness(lower)


@settings(deadline=None)
@given(policies(), HEARINGS, st.sampled_from([1, 2]), st.data())
def test_the_order_of_clauses_and_signals_changes_no_outcome(
    policy: Policy, hearing: Hearing, attempt: Literal[1, 2], data: st.DataObject
) -> None:
    signals = tuple(data.draw(st.permutations(hearing.signals)))
    order = tuple(data.draw(st.permutations(policy.clauses)))
    as_written = evaluate(policy, Facts(hearing, attempt=attempt))
    shuffled = evaluate(replace(policy, clauses=order), Facts(replace(hearing, signals=signals), attempt=attempt))
    assert set(as_written) == set(shuffled)


@settings(deadline=None)
@given(policies(), HEARINGS, st.sampled_from([1, 2]))
def test_the_findings_that_carry_agree_and_come_first(policy: Policy, hearing: Hearing, attempt: Literal[1, 2]) -> None:
    findings = evaluate(policy, Facts(hearing, attempt=attempt))
    carrying = [finding.carried for finding in findings]
    assert carrying == sorted(carrying, reverse=True)
    assert {finding.outcome for finding in findings if finding.carried} <= {outcome_of(findings)}
    assert all(finding.outcome is not Outcome.PUBLISH for finding in findings)
    assert bool(findings) is (outcome_of(findings) is not Outcome.PUBLISH)


@settings(deadline=None)
@given(policies(), HEARINGS)
def test_a_second_try_is_never_returned(policy: Policy, hearing: Hearing) -> None:
    assert all(finding.outcome is not Outcome.REWORD for finding in evaluate(policy, Facts(hearing, attempt=2)))
