"""The errors that somebody outside can cause or must be told of.

::

    FolkmootError
    ├── BadInput          what was sent cannot be read or is not allowed: send it differently
    ├── NotFound          there is no such thing here
    ├── NotAllowed        there is, but not for whoever asks
    ├── Conflict          somebody was faster, or it was already done otherwise
    ├── TooMuch           too often or too many: try again later
    └── Unavailable       ours: a disk, a database, a judge; nothing was stored

Each carries a stable ``code``, a sentence for the person who reads it, and ``details`` (plain values) for the
program that does. Where a figure stands in the sentence, ``figures`` gives it, so that the sentence can be said in
other languages: ``BadInput("name-too-long", "A name has at most {longest} characters.", figures={"longest": 50})``.
"""

from collections.abc import Mapping


class FolkmootError(Exception):
    """Anything that Folkmoot says no to, with a stable code and a sentence."""

    def __init__(
        self, code: str, sentence: str, *, figures: Mapping[str, int] | None = None, **details: object
    ) -> None:
        self.code = code
        self.pattern = sentence
        """The sentence before its figures are put in."""
        self.figures = figures or {}
        # Without figures nothing is put in: a sentence may hold braces that came from outside.
        self.sentence = sentence.format(**{n: f"{v:,}" for n, v in figures.items()}) if figures else sentence
        self.details = details
        super().__init__(self.sentence)


class BadInput(FolkmootError):
    """What was sent cannot be read or is not allowed."""


class NotFound(FolkmootError):
    """There is no such thing here."""


class NotAllowed(FolkmootError):
    """Whoever asks may not do this."""


class Conflict(FolkmootError):
    """The state has moved on, or the same thing was asked for differently before."""


class TooMuch(FolkmootError):
    """Too often or too many; ``retry_after`` in seconds says when to come back."""

    def __init__(self, code: str, sentence: str, *, retry_after: int, **details: object) -> None:
        super().__init__(code, sentence, figures=None, retry_after=retry_after, **details)
        self.retry_after = retry_after


class Unavailable(FolkmootError):
    """Something of ours does not work; nothing was stored."""
