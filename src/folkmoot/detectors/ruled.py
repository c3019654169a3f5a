"""The panel of rules: every detector that hears by lists and forms, without a learned model."""

from functools import cache

from folkmoot.detectors.contact import Contact
from folkmoot.detectors.echo import Echo
from folkmoot.detectors.interface import Detector
from folkmoot.detectors.lexicon import Lexicon
from folkmoot.detectors.patterns import Patterns


@cache
def ruled_panel() -> tuple[Detector, ...]:
    """Return all rule detectors, built once; they read their lists at the first passage of a language."""
    return (Lexicon(), Patterns(), Contact(), Echo())
