"""An author: the person as writer of comments, and the rules for his name."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from folkmoot.errors import BadInput

LONGEST_NAME = 50
"""Code points: longer names break the line "NAME said:" on a phone."""


class AuthorKind(StrEnum):
    """How an author came to be."""

    GUEST = "guest"
    ACCOUNT = "account"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Author:
    """The person as writer of comments."""

    id: UUID
    kind: AuthorKind
    name: str
    """Empty after erasure."""
    created_at: datetime
    erased_at: datetime | None = None


def checked_name(name: str) -> str:
    """Return the name as it will be shown: NFC, single spaces, no marks that turn or hide letters.

    Raises:
        BadInput: ``name-empty``, ``name-too-long`` or ``name-unreadable`` (no letter or digit, control or
            bidirectional marks, unpaired surrogates).
    """
    if any(unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or c in _BIDI for c in name.strip()):
        raise BadInput("name-unreadable", "This name holds characters that cannot be shown.", field="name")
    shown = re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip()
    if not shown:
        raise BadInput("name-empty", "Please give a name, as readers will see it.", field="name")
    if len(shown) > LONGEST_NAME:
        raise BadInput(
            "name-too-long",
            "A name has at most {longest} characters.",
            figures={"longest": LONGEST_NAME},
            field="name",
        )
    if not any(c.isalnum() for c in shown):
        raise BadInput("name-unreadable", "A name needs at least one letter or digit.", field="name")
    return shown


# Marks that turn the direction of what follows: with them one name can be made to look like another (UAX #9).
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
