"""Panels for judge processes of the tests: one that answers at once, and one that hangs when the text says so."""

import re

from folkmoot.detectors.interface import Detector, Passage
from folkmoot.signals import Attribute, Signal, Target

HANGS = "the everlasting word"


class Quick:
    """Hears nothing, at once, in every language."""

    name = "quick/1"
    attributes = frozenset(Attribute)

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return a low score for everything."""
        return tuple(Signal(attribute, Target.NOBODY, 0.02, detector=self.name) for attribute in sorted(Attribute))


class Hanging(Quick):
    """The same, but for one text on which its regular expression never comes to an end."""

    name = "hanging/1"

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return a low score for everything, or nothing ever."""
        if HANGS in passage.text:
            re.match(r"(a+)+b", "a" * 60)
        return super().hear(passage)


def quick() -> tuple[Detector, ...]:
    """The panel that answers at once."""
    return (Quick(),)


def hanging() -> tuple[Detector, ...]:
    """The panel that may hang."""
    return (Hanging(),)
