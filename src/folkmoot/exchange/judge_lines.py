"""Comments to be judged, one a line: JSON Lines, or plain text."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import msgspec

LONGEST_LINE = 8 * 1024 * 1024
"""Bytes."""


class LineForm(StrEnum):
    """How the lines are written."""

    JSON = "json"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ParentLine:
    """The comment that one answers."""

    text: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """The story that a comment is written under."""

    headline: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """One comment to be judged, with what stands around it."""

    line: int
    """Counted from 1."""
    text: str
    id: str | int | None = None
    author: str | None = None
    parent: ParentLine | None = None
    previous: tuple[str, ...] = ()
    """The author's comments just before, oldest first."""
    story: StoryLine | None = None


@dataclass(frozen=True, slots=True)
class UnreadableLine:
    """A line that holds no comment that can be judged, and why."""

    line: int
    error: str
    id: str | int | None = None
    """Where at least that could be read."""


class _Parent(msgspec.Struct):
    text: str
    author: str | None = None


class _Story(msgspec.Struct):
    headline: str | None = None
    text: str | None = None


class _Comment(msgspec.Struct):
    """The wire's own shape. Fields that are not promised are left alone: they may be the sender's."""

    text: str = ""
    id: str | int | None = None
    author: str | None = None
    parent: _Parent | None = None
    previous: list[str] | None = None
    story: _Story | None = None


_COMMENT = msgspec.json.Decoder(_Comment)
_HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F]"
)


def read_lines(lines: Iterable[bytes], *, form: LineForm | None = None) -> Iterator[JudgeLine | UnreadableLine]:
    """Read every line as it comes, in order: one answer for one line, also for an empty one.

    Without a form the first line decides: JSON Lines where it begins with ``{``, else plain text.
    """
    for number, raw in enumerate(lines, start=1):
        line = raw.removesuffix(b"\n").removesuffix(b"\r")
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if form is None and line.strip():
            form = LineForm.JSON if line.lstrip().startswith(b"{") else LineForm.TEXT
        if len(line) > LONGEST_LINE:
            yield UnreadableLine(number, f"longer than {LONGEST_LINE // 1024 // 1024} MB")
        elif not line.strip():
            yield UnreadableLine(number, "an empty line")
        elif form is LineForm.JSON:
            yield _from_json(number, line)
        else:
            yield _from_text(number, line)


def _from_text(number: int, line: bytes) -> JudgeLine | UnreadableLine:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        return UnreadableLine(number, f"not UTF-8 (byte {error.start + 1})")
    return _checked(JudgeLine(number, text))


def _from_json(number: int, line: bytes) -> JudgeLine | UnreadableLine:
    try:
        comment = _COMMENT.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError) as error:
        return UnreadableLine(number, _reason(error, line), _id(line))
    return _checked(
        JudgeLine(
            number,
            comment.text,
            comment.id,
            comment.author,
            ParentLine(comment.parent.text, comment.parent.author) if comment.parent else None,
            tuple(comment.previous or ()),
            StoryLine(comment.story.headline or "", comment.story.text or "") if comment.story else None,
        )
    )


def _reason(error: Exception, line: bytes) -> str:
    if _HALF.search(line):
        return "half a character: an unpaired surrogate stands in it (\\ud800 to \\udfff must come in pairs)"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    if isinstance(error, RecursionError):
        return "nested too deeply"
    what, _, where = str(error).partition(" - at `$")
    place = where.rstrip("`").lstrip(".")
    return f"`{place}`: {what[:1].lower()}{what[1:]}" if place else what


def _id(line: bytes) -> str | int | None:
    """The id of a line that is refused, so that its sender finds it; read by the more patient of two readers."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    value = found.get("id") if isinstance(found, dict) else None
    if isinstance(value, str):
        return value if value.isprintable() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _checked(read: JudgeLine) -> JudgeLine | UnreadableLine:
    """Refuse what nobody can have printed: no words, or a NUL."""
    if not read.text.strip():
        return UnreadableLine(read.line, "`text`: missing or empty", read.id)
    around = (read.author, read.parent and read.parent.text, read.parent and read.parent.author, *read.previous)
    story = (read.story.headline, read.story.text) if read.story else ()
    for value in (read.text, *around, *story):
        if value and "\0" in value:
            return UnreadableLine(read.line, "holds a NUL character", read.id)
    return read
