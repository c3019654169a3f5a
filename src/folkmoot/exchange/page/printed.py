"""What a newspaper's page prints: its story, its policy and its thread, and what could not be placed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PrintedComment:
    """One comment as the page prints it."""

    number: str
    """The printed path, ``3`` or ``3.1``; counted in the page's order where nothing is printed."""
    author: str
    text: str
    """As printed, typing errors and all; its own line breaks, blank lines and lists stay."""
    parent: str | None = None
    """The number of the comment that it stands under."""
    mentions: str | None = None
    """The NAME of the ``@NAME`` that it begins with; the text keeps it."""
    written_at: datetime | None = None
    """With its zone; a page that prints none is taken to print UTC."""
    source_id: str | None = None
    """The page's own id of it (``123`` of ``id="comment-123"``)."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something printed on the page that is no part of its story, policy or thread, or may not be."""

    line: int
    """Counted from 1 in what was read; 0 where an HTML page does not tell it."""
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page, understood. What is not printed is empty or None."""

    headline: str = ""
    caption: str = ""
    """The words under its pictures, each once, one a line."""
    dateline: str = ""
    """The place that the story begins with, and what is printed beside it: ``YEREVAN``, ``LONDON (Reuters)``."""
    body: str = ""
    """Paragraphs, a blank line between them."""
    writer: str | None = None
    policy_title: str = ""
    policy: str = ""
    url: str | None = None
    language: str | None = None
    """A language's code (``en``): what the page says of itself, or else the language of its words."""
    comments: tuple[PrintedComment, ...] = ()
    """In the page's order, a comment before its replies; numbers are unique."""
    unplaced: tuple[Unplaced, ...] = ()
