"""Which lines of a page are the heads of comments: found by the page's own way of printing them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from folkmoot.exchange.page import words
from folkmoot.exchange.page.attribution import Attribution, is_name, read_attribution, read_marker
from folkmoot.exchange.page.dates import PrintedDate, read_date_line
from folkmoot.exchange.page.lines import Line


@dataclass(frozen=True, slots=True)
class Head:
    """A line that may begin a comment, with what stands around it."""

    at: int
    """Index of the line."""
    indent: int
    said: Attribution
    date: PrintedDate | None
    date_at: int | None
    """Index of the date's own line below, where it has one."""
    blank_before: bool
    blank_after: bool
    text_at: int
    """Index of the first printed line below that is neither head nor date; the end where there is none."""
    text_indent: int
    """Of that line; the head's own where nothing follows."""

    @property
    def is_text_deeper(self) -> bool:
        """Whether the comment's words stand deeper than its head."""
        return self.text_indent > self.indent

    @property
    def number(self) -> int | None:
        """The last step of its printed number."""
        return self.said.marker.path[-1] if self.said.marker.path else None

    @property
    def kind(self) -> str:
        """How its marker looks: ``1`` for a number, a bullet, or nothing."""
        return "1" if self.said.marker.path else self.said.marker.bullet

    @property
    def text_column(self) -> int:
        """Where the words after its marker begin."""
        return self.indent + self.said.marker.width


@dataclass(frozen=True, slots=True)
class Style:
    """What the heads of one thread have in common."""

    verb: str
    has_rest: bool
    is_dated: bool
    blank_before: bool
    blank_after: bool


def candidates(lines: Sequence[Line]) -> list[Head]:
    """Return every line that could be the head of a comment, seen by itself."""
    found: list[Head] = []
    below = _next_printed(lines)
    is_announced = False
    for at, line in enumerate(lines):
        if not line.text:
            continue
        if words.counted_title(line.text) is not None:
            is_announced = True
            continue
        date_at = _date_below(lines, at, below)
        said = read_attribution(line.text)
        if said is None and date_at is not None:
            marker = read_marker(line.text)
            name = line.text[marker.width :].rstrip(":：").strip()
            # "World" above a date is a menu's word, below the line that announces the comments a name.
            is_label = not marker.width and not is_announced and words.is_furniture(name)
            if is_name(name) and not is_label:
                said = Attribution(marker, name, is_closed=True)
        if said and (said.is_closed or said.date or date_at is not None or said.marker.path):
            found.append(_head(lines, at, said, date_at, below))
    return found


def _next_printed(lines: Sequence[Line]) -> list[int]:
    """For every line the index of the next one that is not blank; the end where there is none."""
    following = [len(lines)] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        following[at] = at + 1 if at + 1 < len(lines) and lines[at + 1].text else following[at + 1]
    return following


def _date_below(lines: Sequence[Line], at: int, below: Sequence[int]) -> int | None:
    following = below[at]
    if following >= len(lines) or following > at + 2:
        return None
    return following if read_date_line(lines[following].text) else None


def _head(lines: Sequence[Line], at: int, said: Attribution, date_at: int | None, below: Sequence[int]) -> Head:
    date = said.date
    if date_at is not None:
        date = date or read_date_line(lines[date_at].text)
    last = at if date_at is None else date_at
    following = below[last]
    return Head(
        at,
        lines[at].indent,
        said,
        date,
        date_at,
        blank_before=at == 0 or not lines[at - 1].text,
        blank_after=following > last + 1,
        text_at=following,
        text_indent=lines[following].indent if following < len(lines) else lines[at].indent,
    )


def style_of(heads: Sequence[Head]) -> Style:
    """Return what most of some heads have in common."""
    half = len(heads) / 2
    return Style(
        verb=Counter(head.said.verb for head in heads).most_common(1)[0][0],
        has_rest=sum(bool(head.said.rest) for head in heads) > half,
        is_dated=sum(head.date is not None for head in heads) > half,
        blank_before=sum(head.blank_before for head in heads) >= half,
        blank_after=sum(head.blank_after for head in heads) > half,
    )


LIKELY = 3
"""From this likeness on a line is the head of a comment; a list in a comment ("• The mayor said:") comes to 2."""


def likeness(head: Head, style: Style) -> int:
    """How much a line looks like the thread's other heads: at most 7."""
    verb = head.said.verb
    score = 2 if verb == style.verb else 0 if verb and style.verb else -2
    score += 1 if bool(head.said.rest) == style.has_rest else -2
    score += 1 if (head.date is not None) == style.is_dated else -3 if style.is_dated else -1
    score += 1 if head.blank_before == style.blank_before else -1
    score += 1 if head.blank_after == style.blank_after else -1
    score += 1 if head.is_text_deeper else 0
    # "@Bob he said:" begins an answer.
    is_nobody = words.is_pronoun(head.said.name) or (not head.kind and head.said.name.startswith("@"))
    return score - 4 if is_nobody else score


_LISTS_TRIED = 12


def learned(lines: Sequence[Line]) -> list[Head]:
    """Return the heads of a thread whose words are not known: "1. NAME", "2. NAME", with or without one same ending.

    They are known by counting up at one depth, each with a text of its own below. Bullets like them are replies.
    """
    below = _next_printed(lines)
    marked: list[Head] = []
    for at, line in enumerate(lines):
        marker = read_marker(line.text)
        name = line.text[marker.width :].rstrip(":：").strip()
        if (len(marker.path) == 1 or marker.bullet) and is_name(name) and name[-1:] not in ".!?,;":
            head = _head(lines, at, Attribution(marker, name, is_closed=True), None, below)
            # A list has its items line by line; comments have a text under each.
            if _has_text(head, lines, below):
                marked.append(head)
    for first in [head for head in marked if head.number == 1][:_LISTS_TRIED]:
        chain = _count_up(first, marked)
        if len(chain) >= 2:
            return _with_ending(marked, chain)
    return []


def _count_up(first: Head, marked: Sequence[Head]) -> list[Head]:
    chain = [first]
    for head in marked:
        if head.at > chain[-1].at and head.number == len(chain) + 1 and is_same_depth(head, chain[-1]):
            chain.append(head)
    return chain


def _has_text(head: Head, lines: Sequence[Line], below: Sequence[int]) -> bool:
    following = below[head.at]
    if following >= len(lines):
        return False
    return (head.is_text_deeper or head.blank_after) and not read_marker(lines[following].text).path


def _with_ending(marked: Sequence[Head], chain: Sequence[Head]) -> list[Head]:
    """Read the words that all of a chain end with as the verb of a language that is not known here."""
    names = [head.said.name.casefold().split() for head in chain]
    same = 0
    while same < min(len(name) for name in names) - 1 and len({name[-1 - same] for name in names}) == 1:
        same += 1
    ending = names[0][len(names[0]) - same :]
    found: list[Head] = []
    for head in marked:
        words_of = head.said.name.split()
        if len(words_of) > same and [word.casefold() for word in words_of[len(words_of) - same :]] == ending:
            name = " ".join(words_of[: len(words_of) - same])
            found.append(replace(head, said=replace(head.said, name=name, verb=" ".join(ending))))
    return found


def is_same_depth(one: Head, other: Head) -> bool:
    """Whether two numbered heads stand at one depth, right-aligned numbers included."""
    return abs(one.indent - other.indent) <= 1 or one.text_column == other.text_column
