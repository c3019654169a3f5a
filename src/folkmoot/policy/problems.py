"""Problems: what is wrong in a policy file, where it is, and what to do about it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

EXCERPT = 160
"""Code points of a line that are shown; of a longer one, those around the place."""

QUOTED = 60
"""Code points of a word from the file that a sentence repeats."""

MOST_PROBLEMS = 200
"""Nobody mends more in one go, and a hostile file shall not make us print a book."""

CLOSE = 60
"""Least likeness, of 100, of a word that is suggested: one slip in a short word is enough, another word is not."""

MARGIN = 5
"""Places before the bar that a line's number has."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the file: line and column from 1, and how many code points it covers in that line."""

    line: int = 1
    column: int = 1
    width: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend."""

    code: str
    """Stable, for programs: ``unknown-signal``."""
    place: Place
    sentence: str
    hint: str
    """What to do about it; may be empty."""
    excerpt: str
    """The file's line, made safe to print: nothing unprintable, at most ``EXCERPT`` code points."""
    excerpt_start: int
    """The column at which the excerpt begins, from 1."""

    def printed(self, name: str) -> str:
        """Return the problem as a terminal shows it: place and sentence, the line, carets under the words."""
        place = self.place
        before = self.excerpt[: place.column - self.excerpt_start]
        under = "".join(_blank(character) for character in before)
        there = self.excerpt[len(before) : len(before) + place.width]
        carets = "".join("^" * len(_blank(character)) if character != "\t" else "^" for character in there) or "^"
        margin = " " * MARGIN
        caret_line = f"{margin} | {under}{carets} {self.hint}".rstrip()
        return (
            f"{printable(name)}:{place.line}:{place.column}: {self.sentence}\n"
            f"{place.line:>{MARGIN}} | {self.excerpt}\n{caret_line}"
        )


@dataclass(frozen=True, slots=True)
class Problems:
    """Everything that is wrong in one file, in its order; never empty."""

    name: str
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        return "\n".join(problem.printed(self.name) for problem in self.problems)


class Finds:
    """Collects problems while a file is read, so that all of them are told at once."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")
        self._problems: list[Problem] = []
        self._more = 0

    def __bool__(self) -> bool:
        return bool(self._problems)

    @property
    def last_line(self) -> int:
        """The number of the file's last line."""
        return len(self._lines)

    def line(self, number: int) -> str:
        """Return a line of the file by its number from 1, empty past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def add(self, code: str, place: Place, sentence: str, hint: str = "") -> None:
        """Keep one problem with the line that it stands in; beyond ``MOST_PROBLEMS`` only how many there were."""
        if len(self._problems) >= MOST_PROBLEMS:
            self._more += 1
            return
        line = self.line(place.line)
        start = max(0, place.column - 1 - EXCERPT // 2) if len(line) > EXCERPT else 0
        excerpt = printable(line[start : start + EXCERPT].rstrip())
        self._problems.append(Problem(code, place, sentence, hint, excerpt, start + 1))

    def problems(self, name: str) -> Problems:
        """Return what was found, in the file's order."""
        found = sorted(self._problems, key=lambda problem: (problem.place.line, problem.place.column))
        if self._more:
            last = found[-1]
            sentence = f"and {self._more} more problems"
            found.append(replace(last, code="more-problems", sentence=sentence, hint="mend those above first"))
        return Problems(name, tuple(found))


def quoted(word: str) -> str:
    """Return a word of the file as a sentence repeats it: short, printable, between grave accents."""
    flat = printable(" ".join(word.split()))
    return f"`{flat[: QUOTED - 1]}…`" if len(flat) > QUOTED else f"`{flat}`"


def printable(text: str) -> str:
    """Return the text with every character that a terminal would obey, or cannot write, replaced by U+FFFD."""
    return "".join(
        character if character == "\t" or unicodedata.category(character) not in _UNPRINTABLE else "\ufffd"
        for character in text
    )


_UNPRINTABLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """Return a question that names the choice most like the word, or nothing when none is like it."""
    plain = word.strip().lower().replace("-", "_").replace(" ", "_")[: 2 * QUOTED]
    found = process.extractOne(
        plain, sorted(choices), scorer=fuzz.ratio, processor=lambda choice: choice.replace("-", "_"), score_cutoff=CLOSE
    )
    return f"did you mean `{found[0]}`?" if found else ""


def _blank(character: str) -> str:
    """Return what stands under a character in a terminal: nothing, one place or two."""
    if character == "\t":
        return "\t"
    if unicodedata.combining(character):
        return ""
    return "  " if unicodedata.east_asian_width(character) in "WF" else " "
