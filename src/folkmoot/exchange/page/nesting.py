"""Which heads make up the thread, and which comment stands under which."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from folkmoot.exchange.page import words
from folkmoot.exchange.page.heads import LIKELY, Head, Style, is_same_depth, likeness, style_of
from folkmoot.exchange.page.lines import Line

_QUOTATION_MARKS = frozenset("“”„«»\"'‘‹「『")


@dataclass(frozen=True, slots=True)
class Nested:
    """One head with its place in the thread."""

    head: Head
    number: str
    parent: str | None
    renumbered: bool = False
    """Whether the page prints a number that another comment already has."""


def thread_of(found: Sequence[Head], lines: Sequence[Line]) -> list[Nested]:
    """Pick the heads of the thread out of all that were found, and nest them."""
    eligible = [head for head in found if not words.is_pronoun(head.said.name)]
    tops = _tops(eligible, lines)
    if not tops:
        return []
    return _numbered(list(_accepted(found, tops)))


def _tops(eligible: Sequence[Head], lines: Sequence[Line]) -> list[Head]:
    """The heads of the first level: numbered ones, else those of the kind that the thread begins with."""
    numbered = [head for head in eligible if len(head.said.marker.path) == 1 and (head.said.is_closed or head.date)]
    bare = [head for head in eligible if not head.kind and head.blank_before]
    bulleted = [head for head in eligible if head.said.marker.bullet]
    if numbered and len(numbered) + len(bulleted) >= len(bare):
        depth = min(numbered, key=lambda head: head.indent)
        return _in_sequence([head for head in numbered if _is_at_depth(head, depth, numbered)])
    begun = _after_heading(eligible, lines)
    unnumbered = [head for head in begun if not head.said.marker.path]
    if not unnumbered:
        return []
    margin = min(head.indent for head in unnumbered)
    kind = next(head.kind for head in unnumbered if head.indent == margin)
    tops = [head for head in unnumbered if head.indent == margin and head.kind == kind]
    style = style_of(tops)
    tops = [head for head in tops if likeness(head, style) >= LIKELY]
    if kind:
        return tops
    return _with_words(tops if begun is not eligible or style.is_dated else _without_quotations(tops, lines))


def _with_words(tops: Sequence[Head]) -> list[Head]:
    """Without a marker, what stands in place of somebody's first words is not the next comment: "My father said:"."""
    kept: list[Head] = []
    for head in tops:
        if not (kept and _is_first_words(head, kept[-1])):
            kept.append(head)
    return kept


def _without_quotations(tops: Sequence[Head], lines: Sequence[Line]) -> Sequence[Head]:
    """Where nothing announces the thread, "The mayor said:" before words in quotation marks is still the story."""
    begin = 0
    while begin < len(tops) - 1 and lines[tops[begin].text_at].text[:1] in _QUOTATION_MARKS:
        begin += 1
    return tops[begin:]


def _is_at_depth(head: Head, depth: Head, numbered: Sequence[Head]) -> bool:
    # Right-aligned numbers drift to the left as they get longer: " 9.", "10.", "100.".
    return is_same_depth(head, depth) or any(
        other.text_column == head.text_column and is_same_depth(other, depth) for other in numbered[:9]
    )


def _after_heading(heads: Sequence[Head], lines: Sequence[Line]) -> Sequence[Head]:
    """Without numbers "NAME said:" may stand in the story too: the thread begins at the line that announces it."""
    last = heads[-1].at if heads else 0
    for at, line in enumerate(lines[:last]):
        if line.text and (words.counted_title(line.text) is not None or words.is_policy_heading(line.text)):
            return [head for head in heads if head.at > at]
    return heads


def _in_sequence(tops: list[Head]) -> list[Head]:
    """Leave out a list within a comment ("3. The mayor said:") where depth does not tell it from the next comment."""
    if sum(head.is_text_deeper for head in tops) * 2 > len(tops) or not _counts(tops):
        return tops
    style = style_of(tops)
    step = 1 if (tops[-1].number or 0) >= (tops[0].number or 0) else -1
    with_number: dict[int, list[Head]] = {}
    for head in tops:
        with_number.setdefault(head.number or 0, []).append(head)
    kept = [tops[0]]
    for head in tops[1:]:
        last, number = kept[-1].number or 0, head.number or 0
        # The next three with the number that is due, further down.
        same = with_number.get(last + step, [])
        begin = bisect(same, head.at, key=lambda other: other.at)
        ahead = same[begin : begin + 3]
        if number == last + step:
            if not any(likeness(other, style) > likeness(head, style) for other in ahead):
                kept.append(head)
        elif (number - last) * step > 0 and not ahead:
            kept.append(head)
    return kept


def _counts(tops: Sequence[Head]) -> bool:
    """Whether the printed numbers count; some pages print "1." before every comment."""
    pairs = list(pairwise(tops))
    return not pairs or sum(one.number != other.number for one, other in pairs) * 2 >= len(pairs)


def _accepted(found: Sequence[Head], tops: Sequence[Head]) -> Iterator[tuple[Head, int]]:
    """Every head of the thread with its depth, 0 for the first level."""
    style, first = style_of(tops), {head.at for head in tops}
    # Numbers and bullets make a head likely; a bare "NAME said:" among them must prove that it is one.
    is_marked = any(head.kind for head in tops)
    open_heads: list[Head] = []
    for head in found:
        if head.at in first:
            open_heads = [head]
        elif (
            not open_heads
            or _is_first_words(head, open_heads[-1])
            or not _may_be_reply(head, style, is_marked, open_heads)
        ):
            continue
        else:
            open_heads = [*_above(head, open_heads), head]
        yield head, len(open_heads) - 1


def _is_first_words(head: Head, last: Head) -> bool:
    return not head.kind and not last.said.rest and last.text_at == head.at


def _may_be_reply(head: Head, style: Style, is_marked: bool, open_heads: Sequence[Head]) -> bool:
    if len(head.said.marker.path) > 1:
        return True
    if likeness(head, style) < LIKELY:
        return False
    top = open_heads[0]
    if head.said.marker.path and top.kind == "1" and not head.indent > top.indent:
        return False
    if not is_marked:
        return head.indent > top.indent or bool(head.kind)
    is_dated_deeper = head.date is not None and head.indent > top.indent
    return bool(head.kind) or is_dated_deeper or head.indent > max(open_heads[-1].text_indent, top.text_column)


def _above(head: Head, open_heads: Sequence[Head]) -> list[Head]:
    """The open heads that this one stands under."""
    if len(head.said.marker.path) > 1:
        return list(open_heads[: len(head.said.marker.path) - 1])
    for at, other in enumerate(open_heads[1:], start=1):
        same_kind = other.kind == head.kind
        if other.indent > head.indent or (other.indent == head.indent and same_kind):
            return list(open_heads[:at])
    return list(open_heads)


def _numbered(accepted: Sequence[tuple[Head, int]]) -> list[Nested]:
    """Give every comment its path: the printed number where there is one, else its place among its siblings."""
    tops = [head for head, depth in accepted if depth == 0]
    is_counted = _counts(tops)
    highest = max((head.number or 0 for head in tops), default=0)
    last: dict[str, int] = {}
    taken: set[str] = set()
    path: list[str] = []
    nested: list[Nested] = []
    for head, depth in accepted:
        parent = path[depth - 1] if depth else ""
        printed = head.number if depth or is_counted else None
        number = _path(parent, printed if printed is not None else last.get(parent, 0) + 1)
        is_double = number in taken
        if is_double:
            # After the highest that is printed, so that no other comment is moved.
            number = _path(parent, max(last.get(parent, 0), 0 if parent else highest) + 1)
        last[parent] = max(last.get(parent, 0), int(number.rpartition(".")[2]))
        taken.add(number)
        path[depth:] = [number]
        nested.append(Nested(head, number, parent or None, is_double and printed is not None))
    return nested


def _path(parent: str, step: int) -> str:
    return f"{parent}.{step}" if parent else str(step)
