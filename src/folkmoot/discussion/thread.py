"""A thread: the tree of comments under a story, cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from folkmoot.discussion.ranking import Sorting

MOST_ON_A_PAGE = 500
"""Comments of all levels; a page ends early when it has as many, a longer branch goes on on the next."""


class Absence(StrEnum):
    """Why a number stands without its text."""

    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    WAITING = "waiting"
    """It was shown, and a moderator looks at it again."""


@dataclass(frozen=True, slots=True)
class Why:
    """What readers may know of a removal: never the text, never a sanction."""

    rule: str
    """The clause's words; empty where the clause is gone."""
    by_person: bool
    decided_at: datetime
    after_flag: bool
    policy_version: int | None
    author_told: bool
    """False for imported comments, whose authors cannot be reached."""


@dataclass(frozen=True, slots=True)
class ThreadComment:
    """A numbered comment as every reader sees it."""

    id: UUID
    number: str
    parent: str | None
    """The parent's number."""
    name: str
    text: str
    """Empty when absent."""
    language: str
    published_at: datetime
    edited_at: datetime | None = None
    absence: Absence | None = None
    why: Why | None = None
    by_writer: bool = False
    """Written by the story's writer or the newsroom; shown as "writer of this story"."""

    @property
    def path(self) -> tuple[int, ...]:
        """The number as figures, for sorting: ``(3, 1)``."""
        return tuple(int(step) for step in self.number.split("."))

    @property
    def depth(self) -> int:
        """0 for a first-level comment."""
        return self.number.count(".")


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a thread, in reading order."""

    comments: tuple[ThreadComment, ...]
    page: int
    """From 1."""
    pages: tuple[tuple[str, str], ...]
    """First and last first-level number of each page, for the line of pages: ``(("1", "6"), ("7", "12"))``."""
    continued: bool
    """The page begins in the middle of a branch."""


def in_order(comments: Sequence[ThreadComment], sorting: Sorting) -> list[ThreadComment]:
    """Return comments in reading order: branches by number, each comment followed by its replies."""
    ordered = sorted(comments, key=lambda c: c.path)
    if sorting is Sorting.NEWEST:
        ordered.sort(key=lambda c: -c.path[0])
    return ordered


def pages_of(
    comments: Sequence[ThreadComment], *, sorting: Sorting = Sorting.OLDEST, size: int
) -> list[list[ThreadComment]]:
    """Cut a thread into pages of ``size`` first-level comments, none longer than :data:`MOST_ON_A_PAGE`.

    There is always a first page, empty for an empty thread.
    """
    pages: list[list[ThreadComment]] = [[]]
    branches = 0
    for comment in in_order(comments, sorting):
        full = len(pages[-1]) >= MOST_ON_A_PAGE
        if full or (comment.depth == 0 and branches >= size):
            pages.append([])
            branches = 0
        branches += comment.depth == 0
        pages[-1].append(comment)
    return pages


def page_at(pages: Sequence[Sequence[ThreadComment]], page: int) -> ThreadPage:
    """Return the page with this number, counted from 1; the nearest where there is none."""
    index = min(max(page, 1), len(pages)) - 1
    shown = tuple(pages[index])
    ends = tuple((p[0].number.split(".")[0], p[-1].number.split(".")[0]) if p else ("", "") for p in pages)
    return ThreadPage(shown, index + 1, ends, continued=bool(shown) and shown[0].depth > 0)


def page_of(pages: Sequence[Sequence[ThreadComment]], number: str) -> int | None:
    """Return on which page, counted from 1, a number stands."""
    for index, page in enumerate(pages):
        if any(comment.number == number for comment in page):
            return index + 1
    return None
