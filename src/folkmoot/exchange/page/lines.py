"""The lines of a page's text: how deep each stands, and what was made of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from folkmoot.exchange.page.printed import Unplaced

_TAB = 4
_INDENT = re.compile(r"[\s\u200b\u200e\u200f\ufeff]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line; ``text`` is without the white space around it, empty for a blank line."""

    number: int
    """Counted from 1."""
    indent: int
    """Columns before the text; a tab leads to the next multiple of four."""
    text: str


def split(source: str) -> list[Line]:
    """Cut a tidy text (only ``\\n`` ends a line) into lines."""
    return [_line(number, raw) for number, raw in enumerate(source.split("\n"), start=1)]


def _line(number: int, raw: str) -> Line:
    before = _INDENT.match(raw)
    assert before is not None  # the expression matches the empty text
    text = raw[before.end() :].rstrip()
    return Line(number, _width(before[0]) if text else 0, text)


def _width(space: str) -> int:
    column = 0
    for character in space:
        if character == "\t":
            column += _TAB - column % _TAB
        elif character not in "\u200b\u200e\u200f\ufeff":
            column += 1
    return column


def paragraphs(lines: Iterable[Line]) -> str:
    """Join lines as they are printed: dedented, at most one blank line between two, none around."""
    kept = list(lines)
    while kept and not kept[0].text:
        kept.pop(0)
    while kept and not kept[-1].text:
        kept.pop()
    margin = min((line.indent for line in kept if line.text), default=0)
    printed: list[str] = []
    for line in kept:
        if line.text:
            printed.append(" " * (line.indent - margin) + line.text)
        elif printed[-1]:
            printed.append("")
    return "\n".join(printed)


class Ledger:
    """Keeps account of every line: in a field, or unplaced with a reason. A line without an entry is unplaced too."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self._placed: set[int] = set()
        self._unplaced: dict[int, Unplaced] = {}

    def place(self, lines: Iterable[Line]) -> None:
        """These lines are in a field."""
        self._placed.update(line.number for line in lines)

    def leave(self, line: Line, why: str) -> None:
        """This line, which is not in a field, has a reason."""
        self._unplaced.setdefault(line.number, Unplaced(line.number, line.text, why))

    def leave_part(self, line: Line, text: str, why: str) -> None:
        """A part of a line that is otherwise in a field."""
        self._unplaced[line.number] = Unplaced(line.number, text, why)
        self._placed.add(line.number)

    def is_open(self, line: Line) -> bool:
        """Whether nothing has been said of this line yet."""
        return line.number not in self._placed and line.number not in self._unplaced

    def unplaced(self) -> tuple[Unplaced, ...]:
        """What is not in a field, in the page's order."""
        for line in self.lines:
            if line.text and self.is_open(line):
                self.leave(line, "no part of the story, the policy or a comment was recognised here")
        return tuple(self._unplaced[number] for number in sorted(self._unplaced))
