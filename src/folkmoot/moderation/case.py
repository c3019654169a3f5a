"""A case: one comment that waits for a moderator, and why."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from folkmoot.moderation.decision import Decision
from folkmoot.policy.finding import Reason
from folkmoot.policy.outcome import Outcome

CLAIM_MINUTES = 10
"""How long "I am on it" holds. Courtesy only: the lock is the decision's number."""


class Why(StrEnum):
    """Why a comment waits; the queue filters by it."""

    HELD = "held"
    """A clause's score."""
    FLAGGED = "flagged"
    FIRST = "first"
    UNKNOWN = "unknown"
    UNCHECKED = "unchecked"
    ASKED = "asked"
    """The author asked for a person."""
    WAITS = "waits"
    """Every comment under the story waits."""
    NETWORK = "network"
    """From a network whose author is under a sanction or has strikes."""


@dataclass(frozen=True, slots=True)
class Case:
    """What waits at the desk."""

    id: UUID
    comment: UUID
    n: int
    why: Why
    opened_at: datetime
    claimed_by: UUID | None = None
    claimed_until: datetime | None = None


def why_it_waits(decision: Decision) -> Why | None:
    """Return why a decision needs a person, by its gravest ground; None when it does not."""
    if decision.outcome is not Outcome.HOLD:
        return None
    reasons = {finding.reason for finding in decision.grounds}
    for reason, why in _GRAVEST_FIRST:
        if reason in reasons:
            return why
    return Why.HELD


_GRAVEST_FIRST = (
    (Reason.SCORE, Why.HELD),
    (Reason.ASKED, Why.ASKED),
    (Reason.NETWORK, Why.NETWORK),
    (Reason.UNCHECKED, Why.UNCHECKED),
    (Reason.UNKNOWN, Why.UNKNOWN),
    (Reason.FIRST_COMMENT, Why.FIRST),
    (Reason.STORY_WAITS, Why.WAITS),
)
