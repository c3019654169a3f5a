"""A reading: what one clause makes of a hearing, whether it matched or not."""

import math
from dataclasses import dataclass

from folkmoot.policy.finding import Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Unknown
from folkmoot.signals import Attribute, Hearing, Signal, Target
from folkmoot.text.span import Span, merged

SURE_ENOUGH = 0.9
"""From this aim on a private person is meant surely enough for a machine to reject; a person judges below it."""

_PLACES = {target: place for place, target in enumerate(Target)}

SHARE_DIGITS = 6
"""Shares are cut from one likelihood; rounding their sum gives it back in spite of binary fractions."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one clause makes of a hearing: a row of the desk's table and of ``--explain``."""

    clause: str
    attribute: Attribute | None
    """None for a clause that people alone cite."""
    score: float | None
    """0 to 1; None where nothing could tell, or nothing is measured."""
    target: Target | None
    """At whom, by the strongest signal that the clause listens to; None without one."""
    spans: tuple[Span, ...]
    """The words that the score rests on."""
    aim_spans: tuple[Span, ...]
    """The words that show at whom."""
    detector: str
    """Who gave the strongest signal; empty without one."""
    hold: float | None
    reject: float | None
    would: Outcome
    """What this clause asks for."""
    reason: Reason | None
    """Why it asks for more than publishing; None where it does not."""
    capped: bool = False
    """It would be rejected, were it sure that this private person is meant; so a person looks."""


def read(clause: Clause, hearing: Hearing) -> Reading:
    """Return what the clause makes of the hearing, taken by itself: publish, hold or reject, before any rewording."""
    if clause.signal is None:
        return _reading(clause, [], score=None)
    heard = [signal for signal in hearing.signals if signal.attribute == clause.signal]
    told = [signal for signal in heard if _listens(clause, signal.target) and _is_score(signal.score)]
    score, deciding = _score(clause, told)
    known = score if told else None
    if _unchecked(clause.signal, heard, hearing):
        return _reading(clause, deciding, score=known, would=Outcome.HOLD, reason=Reason.UNCHECKED)
    if clause.reject is not None and score >= clause.reject:
        firm, _ = _score(clause, [signal for signal in told if not _unsure_of_a_private_person(signal)])
        would = Outcome.REJECT if firm >= clause.reject else Outcome.HOLD
        return _reading(clause, deciding, score=score, would=would, reason=Reason.SCORE, capped=firm < clause.reject)
    if clause.hold is not None and score >= clause.hold:
        return _reading(clause, deciding, score=score, would=Outcome.HOLD, reason=Reason.SCORE)
    if not _unknown(clause, heard):
        return _reading(clause, deciding, score=score)
    if clause.unknown is Unknown.IGNORE:
        return _reading(clause, deciding, score=known)
    return _reading(clause, deciding, score=known, would=Outcome.HOLD, reason=Reason.UNKNOWN)


def _reading(
    clause: Clause,
    deciding: list[Signal],
    *,
    score: float | None,
    would: Outcome = Outcome.PUBLISH,
    reason: Reason | None = None,
    capped: bool = False,
) -> Reading:
    strongest = max(deciding, key=_strength, default=None)
    return Reading(
        clause=clause.id,
        attribute=clause.signal,
        score=score,
        target=strongest.target if strongest else None,
        spans=merged(span for signal in deciding for span in signal.spans),
        aim_spans=merged(span for signal in deciding for span in signal.aim_spans),
        detector=strongest.detector if strongest else "",
        hold=clause.hold,
        reject=clause.reject,
        would=would,
        reason=reason,
        capped=capped,
    )


def _listens(clause: Clause, target: Target) -> bool:
    return clause.aimed_at is None or target in clause.aimed_at


def _unsure_of_a_private_person(signal: Signal) -> bool:
    return signal.target is Target.PRIVATE_PERSON and signal.aim < SURE_ENOUGH


def _score(clause: Clause, told: list[Signal]) -> tuple[float, list[Signal]]:
    """Return the clause's score and the signals that made it; 0 where nothing is aimed at whom it protects.

    Shares of an unsure aim add up, since any of these targets would break the clause; sure signals are separate
    breaches, and the worst of them counts. Every sure signal that breaks the clause by itself shows its words too.
    """
    sure = [signal for signal in told if signal.aim >= 1]
    shares = [signal for signal in told if signal.aim < 1 and signal.score]
    worst = max((signal.score or 0.0 for signal in sure), default=0.0)
    shared = min(1.0, round(math.fsum(signal.score or 0.0 for signal in shares), SHARE_DIGITS))
    score = max(worst, shared)
    least = min((threshold for threshold in (clause.hold, clause.reject) if threshold is not None), default=1.0)
    counts = min(least, score)
    deciding = [signal for signal in sure if (signal.score or 0.0) >= counts]
    if shares and shared >= counts:
        deciding += shares
    return score, deciding


def _strength(signal: Signal) -> tuple[float, int, str]:
    return (signal.score or 0.0, -_PLACES[signal.target], signal.detector)


def _is_score(score: float | None) -> bool:
    return score is not None and 0 <= score <= 1


def _unchecked(attribute: Attribute, heard: list[Signal], hearing: Hearing) -> bool:
    """Whether somebody who should have answered did not. A score that is no number from 0 to 1 is no answer either."""
    if not heard or any(attribute in failed.attributes for failed in hearing.unanswered):
        return True
    return any(signal.score is not None and not _is_score(signal.score) for signal in heard)


def _unknown(clause: Clause, heard: list[Signal]) -> bool:
    """Whether nothing covers the attribute, at large or at whom the clause protects."""
    unknown = [signal for signal in heard if signal.score is None]
    return len(unknown) == len(heard) or any(
        signal.target is Target.NOBODY or _listens(clause, signal.target) for signal in unknown
    )
