"""Signals: what a detector measured about one comment."""

from dataclasses import dataclass
from enum import StrEnum

from folkmoot.text.span import Span


class Attribute(StrEnum):
    """The catalogue: the qualities that can be scored. The first eight bear the field's names, the rest are ours."""

    TOXICITY = "toxicity"
    SEVERE_TOXICITY = "severe_toxicity"
    INSULT = "insult"
    IDENTITY_ATTACK = "identity_attack"
    THREAT = "threat"
    PROFANITY = "profanity"
    SEXUALLY_EXPLICIT = "sexually_explicit"
    SPAM = "spam"
    OBSCENE = "obscene"
    """Abuse by the body: commands and pictures thrown at somebody, with or without a strong word."""
    CONDESCENSION = "condescension"
    """Belittles a person, politely or mocking."""
    ACCUSATION = "accusation"
    """Says that somebody committed a crime or is bought."""
    GENERALISATION = "generalisation"
    """Speaks ill of a whole people, faith or class, short of contempt; sends it away; denies what was done to it."""
    PRIVATE_DATA = "private_data"
    """Where a person lives or can be reached."""


class Target(StrEnum):
    """At whom."""

    COMMENTER = "commenter"
    WRITER = "writer"
    PUBLIC_FIGURE = "public_figure"
    INSTITUTION = "institution"
    PRIVATE_PERSON = "private_person"
    GROUP = "group"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Signal:
    """One attribute of one revision at one target, as one detector (or the panel, combining several) scored it."""

    attribute: Attribute
    target: Target
    score: float | None
    """0 to 1: how likely a reader is to say that the attribute holds at this target; None where nothing can tell.
    Where the aim is unsure this is already the target's share."""
    spans: tuple[Span, ...] = ()
    """Where in the text, in code points; empty when the score is about the whole."""
    detector: str = ""
    """Name and version, so that a decision can be explained years later: ``lexicon/3``."""
    aim: float = 1.0
    """0 to 1: how sure it is that this target is meant. Under 1, the attribute's score was shared out among targets."""
    aim_spans: tuple[Span, ...] = ()
    """The words that show at whom; may be empty."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A detector that should have answered and did not: late, broken or ended."""

    detector: str
    attributes: frozenset[Attribute]
    """The attributes that now nobody has checked as they should have been."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """One run of the panel on one revision: all its signals.

    For every attribute of the catalogue there is at least one signal: a low one where those who can hear it heard
    nothing, one with score None where nothing covers it in this language, none only where its detector failed.
    For one attribute and target there is at most one signal: several detectors' scores are combined by the panel.
    """

    signals: tuple[Signal, ...]
    language: str = "und"
    """BCP 47; ``und`` where the text does not tell."""
    unanswered: tuple[Unanswered, ...] = ()
    panel: str = ""
    """The detectors with their versions, joined by spaces."""
