"""Evaluating: every clause is tried on what was heard, and what they found is put in order."""

from dataclasses import replace

from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.outcome import Outcome, strictness
from folkmoot.policy.program import Policy
from folkmoot.policy.reading import Reading, read


def evaluate(policy: Policy, facts: Facts) -> tuple[Finding, ...]:
    """Return everything that keeps the comment from being published, strongest first; nothing means publish.

    ``outcome_of`` gives the outcome: it is that of the findings that carry it. A finding that carries comes before
    those that do not; then the stricter, the more certain, and the earlier clause.
    """
    findings = [_finding(reading) for reading in readings(policy, facts) if reading.reason is not None]
    findings += _waits(policy, facts)
    if not findings:
        return ()
    # A first try that may be reworded goes back to its author even where a person would look at it anyhow.
    rewords = any(finding.outcome is Outcome.REWORD for finding in findings)
    outcome = Outcome.REWORD if rewords else max((finding.outcome for finding in findings), key=strictness)
    carried = [replace(finding, carried=finding.outcome is outcome) for finding in findings]
    return tuple(sorted(carried, key=_weakness))


def readings(policy: Policy, facts: Facts) -> tuple[Reading, ...]:
    """Return what every clause makes of the comment, in the policy's order, those that did not match among them."""
    by_themselves = [read(clause, facts.hearing) for clause in policy.clauses]
    if not _may_reword(policy, facts, by_themselves):
        return tuple(by_themselves)
    return tuple(
        replace(reading, would=Outcome.REWORD) if reading.reason is Reason.SCORE else reading
        for reading in by_themselves
    )


def _may_reword(policy: Policy, facts: Facts, by_themselves: list[Reading]) -> bool:
    """Whether this try goes back to its author: a first one, heard by all, and every broken clause allows it."""
    if facts.attempt != 1 or facts.first_try_spent:
        return False
    if any(reading.reason is Reason.UNCHECKED for reading in by_themselves):
        return False
    allowed = {clause.id for clause in policy.clauses if clause.reword}
    return all(reading.clause in allowed for reading in by_themselves if reading.reason is Reason.SCORE)


def _finding(reading: Reading) -> Finding:
    assert reading.reason is not None
    return Finding(
        clause=reading.clause,
        outcome=reading.would,
        reason=reading.reason,
        attribute=reading.attribute,
        score=reading.score,
        target=reading.target,
        spans=reading.spans,
    )


def _waits(policy: Policy, facts: Facts) -> list[Finding]:
    """Return the findings that are nobody's breach: the story's switch, and an author who is new here."""
    waits = []
    if facts.story_waits:
        waits.append(Finding(None, Outcome.HOLD, Reason.STORY_WAITS))
    if facts.author_published is not None and facts.author_published < policy.first_comments_hold:
        waits.append(Finding(None, Outcome.HOLD, Reason.FIRST_COMMENT))
    return waits


def _weakness(finding: Finding) -> tuple[bool, int, bool, float]:
    """Order findings by what carries, then strictness, then found breaches before open questions, then score."""
    return (
        not finding.carried,
        -strictness(finding.outcome),
        finding.reason is not Reason.SCORE,
        -(finding.score or 0.0),
    )
