"""Examples are tests: what a clause calls fine must be published, what it calls broken must be found by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from folkmoot.policy.evaluate import evaluate
from folkmoot.policy.explain import score_words
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, Reason, outcome_of
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Example, Policy
from folkmoot.signals import Hearing


class Meant(StrEnum):
    """What the editor calls an example."""

    FINE = "fine"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example came out."""

    clause: str
    example: Example
    meant: Meant
    outcome: Outcome
    """What the whole policy makes of it as a second try."""
    findings: tuple[Finding, ...]
    right: bool
    """It came out on the side that the editor meant."""
    sentence: str
    """How it came out: ``meant as fine, would be held by threats: even, 0.53``."""


def all_examples(policy: Policy) -> Iterator[tuple[Clause, Example]]:
    """Yield every example with its clause, in the policy's order, the fine ones of a clause first."""
    for clause in policy.clauses:
        for example in (*clause.fine, *clause.broken):
            yield clause, example


def check_example(policy: Policy, clause: Clause, example: Example, hearing: Hearing) -> ExampleResult:
    """Hold an example against the policy: judged as a second try, by an author of whom nothing is known.

    A broken example counts as found only where its clause's score shows it: to be held because nothing could tell
    proves nothing about a clause.
    """
    findings = evaluate(policy, Facts(hearing))
    outcome = outcome_of(findings)
    meant = Meant.BROKEN if example in clause.broken else Meant.FINE
    found = any(finding.clause == clause.id and finding.reason is Reason.SCORE for finding in findings)
    expected = example.outcome or (Outcome.PUBLISH if meant is Meant.FINE else outcome)
    right = outcome is expected and (found or meant is Meant.FINE)
    sentence = f"meant as {meant}, would be {_came_out(outcome, findings)}"
    if meant is Meant.BROKEN and not found:
        sentence += f", not found by {clause.id}"
    elif outcome is not expected:
        sentence += f", expected {expected}"
    return ExampleResult(clause.id, example, meant, outcome, findings, right, sentence)


def _came_out(outcome: Outcome, findings: tuple[Finding, ...]) -> str:
    participles = {Outcome.PUBLISH: "published", Outcome.HOLD: "held", Outcome.REJECT: "rejected"}
    came_out = participles.get(outcome, str(outcome))
    if not findings:
        return came_out
    strongest = findings[0]
    if strongest.reason is Reason.SCORE:
        return f"{came_out} by {strongest.clause}: {score_words(strongest.score)}"
    return f"{came_out} by {strongest.clause}: {strongest.reason}"
