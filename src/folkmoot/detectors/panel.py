"""The panel: all detectors hear one passage, and what they heard becomes one signal for each attribute and target."""

from collections.abc import Sequence
from functools import cache

from folkmoot.detectors.coverage import MADE_OF_OTHERS, covered
from folkmoot.detectors.heard import combined, independent
from folkmoot.detectors.interface import Detector, Passage
from folkmoot.detectors.scene import scene_of
from folkmoot.signals import Attribute, Hearing, Signal, Target, Unanswered
from folkmoot.text.span import merged

SILENCE = 0.02
"""The score of an attribute that was listened for and not heard."""


def hear(passage: Passage, detectors: Sequence[Detector]) -> Hearing:
    """Return what the panel heard. Never raises: a detector that fails is named among the unanswered.

    For every attribute there is at least one signal, for an attribute and target at most one: see ``Hearing``.
    """
    signals: list[Signal] = []
    unanswered: list[Unanswered] = []
    for detector in detectors:
        try:
            signals += detector.hear(passage)
        except Exception:  # whatever it was, a person judges then
            unanswered.append(Unanswered(detector.name, detector.attributes))
    panel = " ".join(detector.name for detector in detectors)
    try:
        scene = scene_of(passage)
        language, languages = scene.language, scene.languages
    except Exception:
        language, languages = "und", ()
    failed = frozenset(a for one in unanswered for a in one.attributes)
    heard = _one_each(signals)
    return Hearing(_whole(heard, languages, detectors, failed), language, tuple(unanswered), panel)


def _one_each(signals: Sequence[Signal]) -> list[Signal]:
    """Return one signal for each attribute and target."""
    groups: dict[tuple[Attribute, Target], list[Signal]] = {}
    for signal in signals:
        groups.setdefault((signal.attribute, signal.target), []).append(signal)
    return [_combined(group) for group in groups.values()]


def _combined(group: list[Signal]) -> Signal:
    if len(group) == 1:
        return group[0]
    known = [s for s in group if s.score is not None]
    if not known:
        return group[0]
    best = max(known, key=lambda s: s.score or 0.0)
    return Signal(
        best.attribute,
        best.target,
        round(combined(independent((s.score or 0.0, s.spans) for s in known)), 4),
        merged(span for s in known for span in s.spans if (s.score or 0.0) >= (best.score or 0.0) / 2),
        " ".join(dict.fromkeys(s.detector for s in known)),
        best.aim,
        merged(span for s in known for span in s.aim_spans),
    )


def _whole(
    heard: list[Signal], languages: tuple[str, ...], detectors: Sequence[Detector], failed: frozenset[Attribute]
) -> tuple[Signal, ...]:
    """Return the signals with one added for each attribute that was not heard: low, or unknown where not covered."""
    able = _able(tuple(detector.attributes for detector in detectors))
    whole = _general(heard)
    present = {s.attribute for s in whole}
    for attribute in Attribute:
        if attribute in present or attribute in failed:
            continue
        known = attribute in able and covered(attribute, languages)
        whole.append(_silent(attribute, known))
    return tuple(whole)


@cache
def _able(parts: tuple[frozenset[Attribute], ...]) -> frozenset[Attribute]:
    able = frozenset[Attribute]().union(*parts)
    return able | MADE_OF_OTHERS if able & TOXIC else able


@cache
def _silent(attribute: Attribute, known: bool) -> Signal:
    return Signal(attribute, Target.NOBODY, SILENCE if known else None, detector="panel")


def _general(heard: list[Signal]) -> list[Signal]:
    """Return the signals with ``toxicity`` and ``severe_toxicity``, which the others make, added at each target."""
    whole = list(heard)
    for target in {s.target for s in heard}:
        parts = [s for s in heard if s.target is target and s.attribute in TOXIC and s.score is not None]
        if not parts or any(s.attribute is Attribute.TOXICITY and s.target is target for s in heard):
            continue
        spans = merged(span for s in parts if (s.score or 0) >= 0.4 for span in s.spans)
        score = combined(s.score or 0.0 for s in parts)
        severe = max((s.score or 0.0 for s in parts if s.attribute in SEVERE), default=0.0)
        whole.append(Signal(Attribute.TOXICITY, target, round(score, 4), spans, "panel"))
        whole.append(
            Signal(Attribute.SEVERE_TOXICITY, target, round(0.8 * severe, 4), spans if severe else (), "panel")
        )
    return whole


SEVERE = frozenset({Attribute.IDENTITY_ATTACK, Attribute.THREAT, Attribute.OBSCENE})
TOXIC = SEVERE | {Attribute.INSULT, Attribute.PROFANITY, Attribute.SEXUALLY_EXPLICIT}
