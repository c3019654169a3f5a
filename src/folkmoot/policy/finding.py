"""Findings: which clauses a comment broke, or could not be cleared of, and what shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from folkmoot.policy.outcome import Outcome, strictness
from folkmoot.signals import Attribute, Target
from folkmoot.text.span import Span


class Reason(StrEnum):
    """Why there is a finding. Only a score is a breach that the policy itself found."""

    SCORE = "score"
    """The clause's score reached a threshold."""
    UNKNOWN = "unknown"
    """Nothing covers this attribute in this language, and the policy says to hold then."""
    UNCHECKED = "unchecked"
    """A detector that should have answered did not: our failure, never the author's."""
    FIRST_COMMENT = "first_comment"
    """One of a new author's first comments; the finding has no clause."""
    STORY_WAITS = "story_waits"
    """Every comment under this story waits for a person; the finding has no clause."""
    PERSON = "person"
    """A moderator cited the clause."""
    FLAG = "flag"
    """A reader said that the clause is broken."""
    ASKED = "asked"
    """The author asked for a moderator instead of rewording; the finding has no clause."""
    NETWORK = "network"
    """It comes from a network whose author is under a sanction; the finding has no clause."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that keeps a comment from being published, with its evidence."""

    clause: str | None
    """The clause's id; None where the reason is no clause (a first comment, a story that waits)."""
    outcome: Outcome
    """What it asks for."""
    reason: Reason
    attribute: Attribute | None = None
    score: float | None = None
    """0 to 1; None where nothing could tell or nothing was measured."""
    target: Target | None = None
    """At whom, by the strongest signal."""
    spans: tuple[Span, ...] = ()
    """The words that show it, in code points, in order, none touching another."""
    carried: bool = False
    """It is a ground of the outcome: the author is told of it."""


def outcome_of(findings: Iterable[Finding]) -> Outcome:
    """Return the outcome that the carrying findings ask for; publish when none carries."""
    return max((finding.outcome for finding in findings if finding.carried), key=strictness, default=Outcome.PUBLISH)
