"""The thread of a page that is read as text: the words of every comment, and where the thread ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from folkmoot.exchange.page import words
from folkmoot.exchange.page.attribution import LONGEST_NAME, NO_MARKER, read_marker
from folkmoot.exchange.page.heads import Head, candidates, learned
from folkmoot.exchange.page.lines import Ledger, Line, paragraphs
from folkmoot.exchange.page.nesting import Nested, thread_of
from folkmoot.exchange.page.policy_text import find_policy
from folkmoot.exchange.page.printed import PrintedComment


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments, and which lines they take: from ``begin`` up to ``end``, indexes of lines."""

    comments: tuple[PrintedComment, ...]
    begin: int
    end: int
    language: str | None = None
    """The language of its "said"."""


def read_thread(lines: Sequence[Line], ledger: Ledger) -> Thread:
    """Find the thread among lines and read it; without one it begins and ends at the end."""
    nested = thread_of(candidates(lines), lines) or thread_of(learned(lines), lines)
    if not nested:
        return Thread((), len(lines), len(lines))
    comments: list[PrintedComment] = []
    wordless: set[str] = set()
    authors = frozenset(entry.head.said.name.casefold() for entry in nested)
    by_number = {entry.number: entry for entry in nested}
    end = len(lines)
    for at, entry in enumerate(nested):
        is_last = at + 1 == len(nested)
        stop = len(lines) if is_last else nested[at + 1].head.at
        if is_last:
            stop = end = _end_of_thread(lines, nested)
        comment = _comment(lines, entry, stop, ledger, by_number.get(entry.parent or ""), authors)
        if comment.text:
            comments.append(comment)
        else:
            wordless.add(comment.number)
            ledger.leave(lines[entry.head.at], "a comment without words")
    language = words.entries("said").get(nested[0].head.said.verb)
    return Thread(tuple(_under_kept(comments, wordless)), nested[0].head.at, end, language)


def _under_kept(comments: list[PrintedComment], wordless: set[str]) -> list[PrintedComment]:
    """Move replies to a comment without words up: under what it stood under, after all that has a number there."""
    if not wordless:
        return comments
    last: dict[str, int] = {}
    for comment in comments:
        above, _, step = comment.number.rpartition(".")
        last[above] = max(last.get(above, 0), int(step))
    renamed: dict[str, str] = {}
    kept: list[PrintedComment] = []
    for comment in comments:
        parent = comment.parent or ""
        while parent in wordless:
            parent = parent.rpartition(".")[0]
        parent = renamed.get(parent, parent)
        number = comment.number
        if parent != (comment.parent or ""):
            last[parent] = last.get(parent, 0) + 1
            number = f"{parent}.{last[parent]}" if parent else str(last[parent])
            renamed[comment.number] = number
        kept.append(replace(comment, number=number, parent=parent or None))
    return kept


def _end_of_thread(lines: Sequence[Line], nested: Sequence[Nested]) -> int:
    """The thread ends at the form, at the policy, or where the lines step back out of its list."""
    last = nested[-1].head
    has_policy_above = find_policy(lines[: nested[0].head.at], is_above=True) is not None
    margin = nested[0].head.indent
    text_at = (last.date_at or last.at) + 1
    first = next((line for line in lines[text_at:] if line.text), None)
    is_indented = first is not None and first.indent > margin
    for at in range(text_at, len(lines)):
        line = lines[at]
        if not line.text or line is first:
            continue
        is_out = line.indent <= margin and (is_indented or margin > line.indent)
        after_blank = not lines[at - 1].text
        if is_out and after_blank:
            return at
        if (not is_indented or is_out) and _is_stop(line.text, after_blank, has_policy_above):
            return at
    return len(lines)


def _is_stop(text: str, after_blank: bool, has_policy_above: bool) -> bool:
    if words.is_form(text) and not words.is_button(text):
        return True
    return after_blank and not has_policy_above and words.is_policy_heading(text)


def _comment(
    lines: Sequence[Line], entry: Nested, stop: int, ledger: Ledger, parent: Nested | None, authors: frozenset[str]
) -> PrintedComment:
    head = entry.head
    if entry.renumbered:
        why = f"this number is printed twice; here the comment is {entry.number}"
        ledger.leave_part(lines[head.at], lines[head.at].text[: head.said.marker.width].strip(), why)
    begin = (head.at if head.date_at is None else head.date_at) + 1
    printed = _without_pingbacks(lines[begin:stop], ledger)
    printed = _without_buttons(printed, ledger)
    printed = _without_parents_words(printed, entry, parent, ledger)
    ledger.place(line for line in printed if line.text)
    text = paragraphs(printed)
    has_words = bool(text or head.said.rest)
    if has_words:
        ledger.place([lines[head.at]])
    if head.date_at is not None:
        _settle_date(lines[head.date_at], head, ledger, has_words=has_words)
    if head.said.rest:
        text = f"{head.said.rest}\n{text}".strip()
    return PrintedComment(
        number=entry.number,
        author=head.said.name,
        text=text,
        parent=entry.parent,
        mentions=mentioned(text, authors),
        written_at=head.date.when if head.date else None,
    )


def _settle_date(line: Line, head: Head, ledger: Ledger, *, has_words: bool) -> None:
    """A day is kept with its comment; without one, or without a comment, the line is told."""
    if not has_words:
        ledger.leave(line, "the date of a comment without words")
    elif head.date is None or head.date.when is None:
        ledger.leave(line, "the comment's age; it names no day")
    else:
        ledger.place([line])


def _without_pingbacks(lines: Sequence[Line], ledger: Ledger) -> list[Line]:
    """Links from other pages stand in the list like comments, and belong to nobody."""
    for at, line in enumerate(lines):
        marker = read_marker(line.text)
        is_item = marker != NO_MARKER or at == 0 or not lines[at - 1].text
        if is_item and words.begins_with("pingback", line.text[marker.width :]):
            for other in lines[at:]:
                if other.text:
                    ledger.leave(other, "a link from another page, no comment")
            return list(lines[:at])
    return list(lines)


def _without_buttons(lines: list[Line], ledger: Ledger) -> list[Line]:
    """Take the buttons around a comment and the note that it waits off it; in the middle they are its words."""
    edges: set[int] = set()
    printed = [line for line in lines if line.text]
    for side in (printed, printed[::-1]):
        for line, following in zip_longest(side, side[1:]):
            why = _edge(line, following, bool(edges))
            if why is None:
                break
            ledger.leave(line, why)
            edges.add(line.number)
    return [line for line in lines if line.number not in edges]


def _edge(line: Line, following: Line | None, is_beside_edge: bool) -> str | None:
    """Why a line at the edge of a comment is none of its words; None where it is."""
    if words.is_awaiting(line.text):
        return "a note that the comment waits for moderation"
    if words.is_button(line.text):
        return "a button of the page"
    # Thumbs and counters stand beside a button: "3", "+2", "👍 5"; "100" alone is a comment.
    is_count = len(line.text) <= 12 and re.fullmatch(r"[+\-▲▼👍👎❤♥↑↓\ufe0f\s\d]*", line.text) is not None
    if is_count and following is not None and (is_beside_edge or words.is_button(following.text)):
        return "a count of the page"
    return None


def _without_parents_words(lines: list[Line], entry: Nested, parent: Nested | None, ledger: Ledger) -> list[Line]:
    """Words that stand below a reply at the depth of what it answers are not the replier's."""
    first = next((line for line in lines if line.text), None)
    if parent is None or first is None or first.indent <= entry.head.indent:
        return lines
    for at, line in enumerate(lines):
        if line.text and line.indent <= entry.head.indent and at and not lines[at - 1].text:
            for stray in lines[at:]:
                if stray.text:
                    ledger.leave(stray, f"stands below the replies to comment {entry.parent}, in nobody's comment")
            return lines[:at]
    return lines


def mentioned(text: str, authors: frozenset[str]) -> str | None:
    """Return the NAME of the ``@NAME`` that a text begins with: a commenter's whole name where it is one's.

    ``authors`` are the thread's names, case-folded.
    """
    match = re.match(r"[@\uff20]\s?(?=\w)", text)
    if match is None:
        return None
    after = text[match.end() : match.end() + LONGEST_NAME]
    for length in range(len(after), 0, -1):
        if after[:length].casefold() in authors and not after[length : length + 1].isalnum():
            return after[:length]
    word = re.match(r"[\w.’'\-]*\w", after)
    return word[0] if word else None
