"""A comment: what an author wrote, its revisions and its state."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from folkmoot.errors import BadInput

DEEPEST = 60
"""Levels of reply; the printed number of a deeper one would be longer than any line."""


class State(StrEnum):
    """Where a comment stands; it follows from its decisions."""

    RETURNED = "returned"
    """Sent back to its author to be reworded; seen by him alone."""
    HELD = "held"
    PUBLISHED = "published"
    REJECTED = "rejected"
    """With a number: *removed*."""
    WITHDRAWN = "withdrawn"
    """By its author; final."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What an author wrote; a reply has a parent."""

    id: UUID
    site: UUID
    story: UUID
    author: UUID
    parent: UUID | None
    state: State
    shown: int | None
    """The revision that readers see, or saw last."""
    newest: int
    number: str | None
    """The printed path: ``3.1``; given once, at first publication."""
    ordinal: int | None
    numbered: int
    """How many of its replies have a number."""
    created_at: datetime
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of a comment; decisions are about a revision."""

    comment: UUID
    n: int
    text: str | None
    """None after erasure."""
    language: str
    attempt: int
    """1 or 2: whether it may still be returned for rewording."""
    network: str | None
    """Keyed hash of the author's network, emptied after 30 days."""
    written_at: datetime


def checked_text(text: str, *, longest: int, most_links: int) -> str:
    """Return the text as it is kept: NFC, line ends as ``\\n``, no blank edges, at most two blank lines together.

    Raises:
        BadInput: ``text-empty``, ``text-too-long`` (``longest`` in code points), ``text-unreadable`` (unpaired
            surrogates, NUL, other control characters), ``too-many-links``.
    """
    if len(text) > longest * 4 + 1000:
        # Not worth a normalisation: even composed it would be too long.
        raise _too_long(longest)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if any(unicodedata.category(c) in ("Cs", "Cc") and c != "\n" for c in lines):
        raise BadInput("text-unreadable", "This text holds characters that cannot be stored.", field="text")
    kept = unicodedata.normalize("NFC", lines)
    kept = re.sub(r"[^\S\n]+\n", "\n", kept)
    kept = re.sub(r"\n{4,}", "\n\n\n", kept).strip()
    if not any(not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn") for c in kept):
        raise BadInput("text-empty", "Please write something first.", field="text")
    if len(kept) > longest:
        raise _too_long(longest)
    if len(_LINK.findall(kept)) > most_links:
        raise BadInput(
            "too-many-links", "A comment carries at most {most} links.", figures={"most": most_links}, field="text"
        )
    return kept


def _too_long(longest: int) -> BadInput:
    return BadInput(
        "text-too-long",
        "A comment has at most {longest} characters.",
        figures={"longest": longest},
        field="text",
        longest=longest,
    )


_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
