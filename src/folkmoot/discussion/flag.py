"""A flag: a reader says that a clause is broken. It never changes a state."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

LONGEST_NOTE = 500
"""Code points of what the reader adds."""


@dataclass(frozen=True, slots=True)
class Flag:
    """One reader's flag on one comment."""

    comment: UUID
    clause: str
    note: str
    at: datetime
    flagger: str
    """An author's id, or a keyed hash of a network."""
