"""What can become of a comment, and which of it is the stricter."""

from enum import StrEnum
from typing import assert_never


class Outcome(StrEnum):
    """What is done with one revision of a comment. A policy gives the first four; an author alone withdraws."""

    PUBLISH = "publish"
    REWORD = "reword"
    """Returned to its author with the clause and the marked words; nobody else sees it, and no strike is given."""
    HOLD = "hold"
    """Kept back until a moderator has looked."""
    REJECT = "reject"
    WITHDRAW = "withdraw"


def strictness(outcome: Outcome) -> int:
    """Return the outcome's place in the order from publishing (0) to withdrawing (4), for ``max`` and ``sorted``."""
    match outcome:
        case Outcome.PUBLISH:
            return 0
        case Outcome.REWORD:
            return 1
        case Outcome.HOLD:
            return 2
        case Outcome.REJECT:
            return 3
        case Outcome.WITHDRAW:
            return 4
        case _:
            assert_never(outcome)
