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
program that does.
"""


class FolkmootError(Exception):
    """Anything that Folkmoot says no to, with a stable code and a sentence."""

    def __init__(self, code: str, sentence: str, **details: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.details = details


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
        super().__init__(code, sentence, retry_after=retry_after, **details)
        self.retry_after = retry_after


class Unavailable(FolkmootError):
    """Something of ours does not work; nothing was stored."""
