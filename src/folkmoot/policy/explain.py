"""Explaining: what a clause listens for, what was read in a comment, and what follows from it, in sentences."""

import re
from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from typing import assert_never

from folkmoot.policy.evaluate import evaluate, readings
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, Reason, outcome_of
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Policy, Unknown
from folkmoot.policy.reading import Reading
from folkmoot.signals import Attribute, Target

_WORDS = ((0.2, "very unlikely"), (0.4, "unlikely"), (0.6, "even"), (0.8, "likely"))

_RULES = ("lexicon/", "patterns/")
"""How the names of detectors begin that know words and forms, and no more than those."""

_ATTRIBUTES = {
    Attribute.TOXICITY: "something that drives others away",
    Attribute.SEVERE_TOXICITY: "something that drives nearly everybody away",
    Attribute.INSULT: "an insult",
    Attribute.IDENTITY_ATTACK: "hatred of people for what they are",
    Attribute.THREAT: "a threat or a wish of harm",
    Attribute.PROFANITY: "profanity",
    Attribute.SEXUALLY_EXPLICIT: "something sexual",
    Attribute.SPAM: "advertising",
    Attribute.OBSCENE: "obscene abuse",
    Attribute.CONDESCENSION: "belittling",
    Attribute.ACCUSATION: "an accusation of crime or of being bought",
    Attribute.GENERALISATION: "harsh words about a whole people, faith or class",
    Attribute.PRIVATE_DATA: "private details of people",
}

_TARGETS = {
    Target.COMMENTER: "a commenter",
    Target.WRITER: "the article's writer",
    Target.PUBLIC_FIGURE: "a public figure",
    Target.INSTITUTION: "an institution",
    Target.PRIVATE_PERSON: "a private person",
    Target.GROUP: "a group of people",
    Target.NOBODY: "nobody",
}


def word_of(score: float) -> str:
    """Return the word for a score from 0 to 1, ``very unlikely`` to ``very likely``."""
    shown = float(figure(score))
    return next((word for limit, word in _WORDS if shown < limit), "very likely")


def figure(score: float) -> str:
    """Return the score with two decimals, never rounded up: what is printed as 0.85 has reached 0.85."""
    return str(Decimal(str(score)).quantize(Decimal("0.01"), rounding=ROUND_FLOOR))


def score_words(score: float | None) -> str:
    """Return word and figure: ``likely, 0.74``; ``unknown`` where nothing could tell."""
    return "unknown" if score is None else f"{word_of(score)}, {figure(score)}"


def attribute_words(attribute: Attribute) -> str:
    """Return what is listened for, with its article: ``an insult``."""
    return _ATTRIBUTES[attribute]


def target_words(target: Target) -> str:
    """Return at whom: ``a commenter``."""
    return _TARGETS[target]


def by_word_lists_only(detector: str) -> bool:
    """Tell whether a signal came from word lists and patterns alone; ``detector`` is one name or several, spaced."""
    names = re.split(r"[\s,+]+", detector.strip())
    return all(name.startswith(_RULES) for name in names)


def clause_words(clause: Clause) -> tuple[str, ...]:
    """Return sentences that say what the clause does, for an editor who reads it beside its rule."""
    if clause.signal is None:
        return ("Moderators alone cite it; nothing is measured for it.", *_strikes(clause))
    listens = f"It listens for {attribute_words(clause.signal)}"
    aimed = f" at {_either(clause.aimed_at)}" if clause.aimed_at is not None else ", whoever is meant"
    sentences = [f"{listens}{aimed}."]
    if clause.hold is not None:
        sentences.append(f"From {clause.hold:.2f} on a person looks first.")
    if clause.reject is not None:
        sentences.append(f"From {clause.reject:.2f} on it is turned away.")
    else:
        sentences.append("It is never turned away by a machine.")
    if clause.reword:
        sentences.append("Its author may reword once before it counts.")
    held = "a person looks" if clause.unknown is Unknown.HOLD else "it is let pass"
    sentences.append(f"Where nothing covers the language, {held}.")
    return (*sentences, *_strikes(clause))


def _strikes(clause: Clause) -> tuple[str, ...]:
    if not clause.strikes:
        return ()
    return (f"A rejection adds {clause.strikes} {'strike' if clause.strikes == 1 else 'strikes'}.",)


def _either(targets: Iterable[Target]) -> str:
    names = [target_words(target) for target in Target if target in set(targets)]
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def read_as(reading: Reading | Finding, *, language: str = "this language") -> str:
    """Return how the comment was read: ``Read as an insult at a commenter: very likely, 0.91.``

    ``language`` is the comment's language by name, for what is unknown in it.
    """
    if reading.attribute is None or (reading.score is None and reading.reason is Reason.UNCHECKED):
        return ""
    what = attribute_words(reading.attribute)
    if reading.score is None:
        return f"Read as {what}: unknown in {language}."
    if reading.target in (None, Target.NOBODY):
        return f"Read as {what}: {score_words(reading.score)}."
    assert reading.target is not None
    return f"Read as {what} at {target_words(reading.target)}: {score_words(reading.score)}."


def why(finding: Finding, *, language: str = "this language") -> str:
    """Return one sentence that says why there is this finding."""
    match finding.reason:
        case Reason.SCORE:
            return read_as(finding, language=language)
        case Reason.UNKNOWN:
            return f"Nothing here covers {language} well enough to tell, so a person looks."
        case Reason.UNCHECKED:
            return "It could not be checked, by our own failure, so a person looks."
        case Reason.FIRST_COMMENT:
            return "A person looks at an author's first comments here."
        case Reason.STORY_WAITS:
            return "A person looks at every comment under this story."
        case Reason.PERSON:
            return "A moderator cited this clause."
        case Reason.FLAG:
            return "A reader said that this clause is broken."
        case Reason.ASKED:
            return "Its author asked for a moderator."
        case Reason.NETWORK:
            return "It comes from a network whose author is under a sanction."
        case _:
            assert_never(finding.reason)


def what_follows(reading: Reading) -> str:
    """Return what the clause asks for and by which threshold: ``hold: at or above 0.55, under 0.85``."""
    match reading.reason:
        case None if reading.attribute is None:
            return "publish: people alone cite it"
        case None:
            return f"publish: {_under(reading)}"
        case Reason.UNKNOWN:
            return f"{reading.would}: unknown means that a person looks"
        case Reason.UNCHECKED:
            return f"{reading.would}: it could not be checked"
        case _ if reading.would is Outcome.REWORD:
            return f"reword: {_reached(reading)}, and a first try may be reworded"
        case _ if reading.capped:
            return f"{reading.would}: {_reached(reading)}, but it is not sure that this private person is meant"
        case _:
            return f"{reading.would}: {_reached(reading)}"


def _under(reading: Reading) -> str:
    least = reading.reject if reading.hold is None else reading.hold
    if reading.score is None or least is None:
        return "unknown is let pass"
    return f"under {least:.2f}"


def _reached(reading: Reading) -> str:
    score = reading.score or 0.0
    if reading.reject is not None and score >= reading.reject:
        return f"at or above {reading.reject:.2f}"
    under = f", under {reading.reject:.2f}" if reading.reject is not None else ""
    return f"at or above {reading.hold or 0:.2f}{under}"


def explained(policy: Policy, facts: Facts, *, language: str = "this language") -> tuple[str, ...]:
    """Return the whole judgement in lines: the outcome with its grounds, then every clause, matched or not."""
    findings = evaluate(policy, facts)
    grounds = [finding.clause or why(finding).rstrip(".") for finding in findings if finding.carried]
    lines = [f"{outcome_of(findings)}{': ' if grounds else ''}{', '.join(grounds)}"]
    for reading in readings(policy, facts):
        parts = [f"{reading.clause}: {what_follows(reading)}.", read_as(reading, language=language)]
        if reading.detector and by_word_lists_only(reading.detector):
            parts.append("By word lists only.")
        lines.append(" ".join(filter(None, parts)))
    lines += [f"{finding.outcome}: {why(finding)}" for finding in findings if finding.clause is None]
    return tuple(lines)
