"""Markup: a text made into safe HTML, with its links, the names that it addresses and the marks of a decision."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from markupsafe import Markup, escape

from folkmoot.text.links import links
from folkmoot.text.span import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody who may be addressed by ``@NAME``, and where his comment stands."""

    name: str
    href: str
    """``#c1.1``"""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a finding rests on."""

    span: Span
    letter: str = ""
    """``a``: the raised letter that leads to the clause; empty for none."""


@dataclass(frozen=True, slots=True)
class MarkWords:
    """How marks are read aloud and where their letters lead."""

    before: str = "marked, see {letter}: "
    """Hidden words in front of a mark."""
    unlettered: str = "marked: "
    """The same for a mark without a letter."""
    after: str = " (end of mark)"
    href: str = "#finding-{letter}"


def to_html(
    text: str,
    *,
    mentions: Sequence[Mention] = (),
    marks: Iterable[Mark] = (),
    words: MarkWords | None = None,
) -> Markup:
    """Return paragraphs with line breaks, links, names and marks; all else of the text is escaped.

    Args:
        text: As its author wrote it; blank lines part paragraphs.
        mentions: Who may be meant by ``@NAME``, in order of preference; a name that nobody bears stands in ``bdi``
            without a link.
        marks: Spans of ``text``; they may overlap, and run over links and paragraphs.
        words: The hidden words, in the reader's language.
    """
    inline = list(_inline(text, mentions))
    shown = [mark for mark in marks if mark.span.start < len(text)]
    paragraphs = (Span(found.start(), found.end()) for found in _PARAGRAPH.finditer(text))
    return Markup("\n").join(
        Markup("<p>%s</p>") % _paragraph(text, span, inline, shown, words or MarkWords()) for span in paragraphs
    )


@dataclass(frozen=True, slots=True)
class _Inline:
    """A link or a name: what stands around its words."""

    span: Span
    opening: Markup
    closing: Markup


def _inline(text: str, mentions: Sequence[Mention]) -> Iterator[_Inline]:
    end = 0
    for link in links(text):
        yield from _names(text, Span(end, link.span.start), mentions) if end < link.span.start else ()
        yield _Inline(link.span, Markup('<a href="%s" rel="nofollow ugc noopener">') % link.url, Markup("</a>"))
        end = link.span.end
    if end < len(text):
        yield from _names(text, Span(end, len(text)), mentions)


def _names(text: str, within: Span, mentions: Sequence[Mention]) -> Iterator[_Inline]:
    end = within.start
    for found in _AT.finditer(text, within.start, within.end):
        if found.start() < end:
            continue
        meant = _meant(text, found.end(), within.end, mentions)
        if meant is not None:
            end = found.end() + len(meant.name)
            opening = Markup('<a class="at" href="%s"><bdi>') % meant.href
            yield _Inline(Span(found.start(), end), opening, Markup("</bdi></a>"))
        elif (word := _WORD.match(text, found.end(), within.end)) is not None:
            end = word.end()
            yield _Inline(Span(found.start(), end), Markup("<bdi>"), Markup("</bdi>"))


def _meant(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return who is addressed: the longest name that stands here whole, the first of several who bear it."""
    best: Mention | None = None
    for mention in mentions:
        stop = start + len(mention.name)
        if not mention.name or stop > end or not text.startswith(mention.name, start):
            continue
        if stop < len(text) and text[stop].isalnum():
            continue
        if best is None or len(mention.name) > len(best.name):
            best = mention
    return best


def _paragraph(text: str, span: Span, inline: list[_Inline], marks: list[Mark], words: MarkWords) -> Markup:
    """Cut the paragraph wherever anything begins or ends, then wrap the pieces again, marks outside of links."""
    own_inline = inline[_first_after(inline, span.start) : _first_from(inline, span.end)]
    own_marks = [m for m in marks if m.span.start < span.end and m.span.end > span.start]
    cuts = {span.start, span.end}
    for each in (*(i.span for i in own_inline), *(m.span for m in own_marks)):
        cuts |= {max(each.start, span.start), min(each.end, span.end)}
    pieces = [Span(start, end) for start, end in pairwise(sorted(cuts))]
    out: list[Markup] = []
    for marked, run in groupby(pieces, key=lambda p: tuple(m for m in own_marks if _holds(m.span, p))):
        run_pieces = list(run)
        inner = Markup("").join(_piece(text, p, own_inline) for p in run_pieces)
        ends = run_pieces[-1].end
        out.append(_mark(inner, marked, [m for m in marked if min(m.span.end, span.end) == ends], words))
    return Markup("").join(out)


def _piece(text: str, piece: Span, inline: list[_Inline]) -> Markup:
    written = escape(piece.of(text)).replace("\n", Markup("<br>\n"))
    index = _first_after(inline, piece.start)
    if index < len(inline) and _holds(inline[index].span, piece):
        return inline[index].opening + written + inline[index].closing
    return written


def _first_after(inline: list[_Inline], place: int) -> int:
    """Return the index of the first that ends after ``place``; they stand in order and do not overlap."""
    return bisect_right(inline, place, key=lambda i: i.span.end)


def _first_from(inline: list[_Inline], place: int) -> int:
    """Return the index of the first that begins at ``place`` or after it."""
    return bisect_left(inline, place, key=lambda i: i.span.start)


def _mark(inner: Markup, marked: Sequence[Mark], ending: Sequence[Mark], words: MarkWords) -> Markup:
    """Wrap marked words; letters are raised only where their mark ends."""
    if not marked:
        return inner
    letters = sorted({m.letter for m in marked if m.letter})
    before = words.before.format(letter=", ".join(letters)) if letters else words.unlettered
    raised = Markup("").join(
        Markup('<sup><a href="%s">%s</a></sup>') % (words.href.format(letter=letter), letter)
        for letter in sorted({m.letter for m in ending if m.letter})
    )
    return Markup('<mark><span class="hidden">%s</span>%s%s<span class="hidden">%s</span></mark>') % (
        before,
        inner,
        raised,
        words.after,
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


_PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.MULTILINE)
_AT = re.compile(r"(?<![^\W_])@(?=\S)")
_WORD = re.compile(r"[\w.-]*\w")
