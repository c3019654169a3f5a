"""What was heard: one attribute at somebody, with the words that show it, before it becomes signals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from folkmoot.detectors.target import Aim
from folkmoot.signals import Attribute, Signal, Target
from folkmoot.text.span import Span, merged

SMALLEST_SHARE = 0.04
MOST_SPANS = 200
"""Spans that are kept of one signal: a million hits say no more than two hundred."""
MOST_COMPARED = 12
AGREEING = 0.35
"""How much a second, independent hearing of the same attribute at the same target adds to the first."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One attribute, heard once."""

    attribute: Attribute
    score: float
    """0 to 1, before it is shared out among targets."""
    aim: Aim
    spans: tuple[Span, ...]


def combined(scores: Iterable[float]) -> float:
    """Return one score for several hearings of the same thing: the strongest, and a part of what the others add."""
    ranked = sorted(scores, reverse=True)
    if not ranked:
        return 0.0
    missing = 1.0 - ranked[0]
    for score in ranked[1:8]:
        missing *= 1.0 - AGREEING * score
    return 1.0 - missing


def independent(parts: Iterable[tuple[float, tuple[Span, ...]]]) -> list[float]:
    """Return the scores that do not rest on the same words as a higher one: the same word heard twice is one word."""
    kept: list[tuple[float, tuple[Span, ...]]] = []
    for score, spans in sorted(parts, key=lambda part: -part[0])[:MOST_COMPARED]:
        if not any(a.start < b.end and b.start < a.end for _, others in kept for a in others for b in spans):
            kept.append((score, spans))
    return [score for score, _ in kept]


def signals_of(heard: Iterable[Heard], detector: str) -> tuple[Signal, ...]:
    """Return the signals of one detector: for one attribute and target one, its score shared out by aim."""
    parts: dict[tuple[Attribute, Target], list[tuple[float, Heard, float]]] = {}
    for one in heard:  # most often there is none
        for target, share in one.aim.shares.items():
            if share >= SMALLEST_SHARE:
                parts.setdefault((one.attribute, target), []).append((one.score * share, one, share))
    return tuple(_signal(key, found, detector) for key, found in parts.items())


def _signal(key: tuple[Attribute, Target], found: list[tuple[float, Heard, float]], detector: str) -> Signal:
    attribute, target = key
    score, _, aim = max(found, key=lambda part: part[0])
    spans = merged(span for part in found for span in part[1].spans if part[0] >= score / 2)[:MOST_SPANS]
    aim_spans = merged(span for part in found for span in part[1].aim.spans)[:MOST_SPANS]
    return Signal(
        attribute,
        target,
        round(combined(independent((part[0], part[1].spans) for part in found)), 4),
        spans,
        detector,
        round(aim, 4),
        aim_spans,
    )


def shares(**by_name: float) -> Mapping[Target, float]:
    """Return shares written by the targets' names: ``shares(commenter=0.9, nobody=0.1)``."""
    return {Target(name): share for name, share in by_name.items()}
