"""The comments of an HTML page: author, words, date and number of every box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from selectolax.lexbor import LexborNode

from folkmoot.exchange.page import words
from folkmoot.exchange.page.attribution import LONGEST_NAME, Attribution, is_name, read_attribution, read_marker
from folkmoot.exchange.page.dates import PrintedDate, read_date, read_date_line
from folkmoot.exchange.page.html_items import Item
from folkmoot.exchange.page.html_render import is_unseen, render, walk
from folkmoot.exchange.page.marks import has
from folkmoot.exchange.page.printed import PrintedComment, Unplaced
from folkmoot.exchange.page.thread_text import mentioned


@dataclass(slots=True)
class _Parts:
    """The elements of one box that say what they are."""

    names: dict[int, LexborNode] = field(default_factory=dict)
    """By rank: the surest kind of element first."""
    contents: list[LexborNode] = field(default_factory=list)
    date: PrintedDate | None = None
    is_stamped: bool = False
    """Whether the date is the program's own, with its zone, and not the one that is shown."""
    printed_number: int | None = None


@dataclass(frozen=True, slots=True)
class _Box:
    """What one box says."""

    author: str
    text: str
    written_at: datetime | None
    printed_number: int | None


def read_items(
    items: Sequence[Item], *, language: str | None, lines: dict[str, int]
) -> tuple[list[PrintedComment], list[Unplaced]]:
    """Read every box; ``lines`` gives the line of the source that an id stands on."""
    unplaced: list[Unplaced] = []
    boxes: list[tuple[Item, _Box]] = []
    for item in items:
        line = lines.get(item.source_id or "", 0)
        brief = " ".join(render(item.node, skip=partial(_is_inner, item=item)).split())
        if item.is_link or words.begins_with("pingback", brief):
            unplaced.append(Unplaced(line, brief, "a link from another page, no comment"))
            continue
        box = _read_box(item, language)
        if not box.author:
            why = "a comment without a name that could be read"
        elif not box.text:
            why = "a comment without words"
        else:
            boxes.append((item, box))
            continue
        if brief:
            unplaced.append(Unplaced(line, brief, why))
    return _numbered(boxes), unplaced


def _read_box(item: Item, language: str | None) -> _Box:
    parts = _parts(item, language)
    author = _author(parts)
    if parts.contents:
        shown = "\n\n".join(render(content, skip=lambda node: _is_around(node, item)) for content in parts.contents)
    else:
        shown = render(item.node, skip=lambda node: _is_around(node, item))
    author, date, text = _head_and_text(shown, author, has_content=bool(parts.contents))
    date = parts.date or date
    return _Box(author, text, date.when if date else None, parts.printed_number)


def _is_inner(node: LexborNode, item: Item) -> bool:
    return node.mem_id in item.inner


def _is_around(node: LexborNode, item: Item) -> bool:
    return _is_inner(node, item) or has(node, "around") or node.tag == "time"


def _parts(item: Item, language: str | None) -> _Parts:
    parts = _Parts()
    done: set[int] = set()

    def is_other(node: LexborNode) -> bool:
        return is_unseen(node) or node.mem_id in item.inner or node.mem_id in done

    for node, is_begin in walk(item.node, skip=is_other):
        if not is_begin or not node.is_element_node:
            continue
        if has(node, "content") or node.attributes.get("itemprop") in ("text", "commentText"):
            parts.contents.append(node)
            done.update(_inside(node))
            continue
        _note(node, parts, language)
    return parts


def _inside(node: LexborNode) -> set[int]:
    return {inner.mem_id for inner, is_begin in walk(node) if is_begin}


def _note(node: LexborNode, parts: _Parts, language: str | None) -> None:
    rank = _rank(node)
    if rank is not None:
        parts.names.setdefault(rank, node)
    if node.tag == "time" and not parts.is_stamped:
        stamp = read_date(node.attributes.get("datetime") or "", language=language)
        parts.is_stamped = stamp is not None
        parts.date = stamp or parts.date or read_date_line(_line(node), language=language)
    elif parts.date is None and has(node, "date") and rank is None:
        parts.date = read_date_line(_line(node), language=language)
    if has(node, "number") and (match := re.fullmatch(r"#?\s*(\d{1,6})\.?", _line(node))):
        parts.printed_number = int(match[1])


def _rank(node: LexborNode) -> int | None:
    if has(node, "name") or node.attributes.get("itemprop") == "name":
        return 0
    if node.tag == "cite":
        return 1
    if has(node, "name_box") or node.attributes.get("itemprop") == "author":
        return 2
    return None


def _line(node: LexborNode) -> str:
    return " ".join(render(node).split())


def _author(parts: _Parts) -> str:
    for rank in sorted(parts.names):
        printed = _line(parts.names[rank])
        said = read_attribution(printed) if rank else None
        name = said.name if said and said.verb else printed.rstrip(":").strip()
        if name:
            return name[:LONGEST_NAME]
    return ""


def _head_and_text(shown: str, author: str, *, has_content: bool) -> tuple[str, PrintedDate | None, str]:
    """Part what a box shows into the author's name, the date and the comment's own words."""
    lines = shown.split("\n")
    date: PrintedDate | None = None
    if not has_content:
        author, date, lines = _without_head(lines, author)
        # "Reply" may also be all that somebody wrote.
        while len(lines) > 1 and (not lines[-1].strip() or words.is_button(lines[-1])):
            lines.pop()
    while lines and (not lines[0].strip() or words.is_awaiting(lines[0].strip())):
        lines.pop(0)
    while lines and (not lines[-1].strip() or words.is_awaiting(lines[-1].strip())):
        lines.pop()
    return author, date, "\n".join(lines)


def _without_head(lines: list[str], author: str) -> tuple[str, PrintedDate | None, list[str]]:
    at = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    if at == len(lines):
        return author, None, lines
    first = lines[at].strip()
    said = _said(first, author)
    date: PrintedDate | None = None
    if said is not None:
        author, date = author or said.name, said.date
        lines = [*([said.rest] if said.rest else []), *lines[at + 1 :]]
    elif author and first.rstrip(":") == author:
        lines = lines[at + 1 :]
    elif not author and is_name(first) and (date_at := _date_at(lines, at + 1)) is not None:
        author, lines = first, lines[date_at:]
    date_at = _date_at(lines, 0)
    if date_at is not None and (author or said):
        return author, date or read_date_line(lines[date_at].strip()), lines[date_at + 1 :]
    return author, date, lines


def _said(first: str, author: str) -> Attribution | None:
    marker = read_marker(first)
    said = read_attribution(first)
    if said is not None and (said.is_closed or said.date) and (not author or said.name.startswith(author)):
        return said
    # The name stood in an element that was left out: "said:" remains.
    rest = read_attribution(f"{author or 'x'} {first[marker.width :]}")
    if author and rest is not None and rest.verb and rest.name == author and (rest.is_closed or not rest.rest):
        return rest
    return None


def _date_at(lines: Sequence[str], begin: int) -> int | None:
    for at in range(begin, min(begin + 3, len(lines))):
        if lines[at].strip():
            return at if read_date_line(lines[at].strip()) else None
    return None


def _numbered(boxes: Sequence[tuple[Item, _Box]]) -> list[PrintedComment]:
    """Count the comments of every level; a number that is printed or set stands, where it is free."""
    numbers: dict[int, str] = {}
    taken: set[str] = set()
    last: dict[str, int] = {}
    authors = frozenset(box.author.casefold() for _, box in boxes)
    comments: list[PrintedComment] = []
    for item, box in boxes:
        parent = _parent_number(item, numbers)
        step = (box.printed_number if not parent else None) or item.start or last.get(parent, 0) + 1
        if _path(parent, step) in taken:
            step = last[parent] + 1
        number = _path(parent, step)
        last[parent] = max(step, last.get(parent, 0))
        taken.add(number)
        numbers[item.node.mem_id] = number
        comments.append(
            PrintedComment(
                number=number,
                author=box.author,
                text=box.text,
                parent=parent or None,
                mentions=mentioned(box.text, authors),
                written_at=box.written_at,
                source_id=item.source_id,
            )
        )
    return comments


def _parent_number(item: Item, numbers: dict[int, str]) -> str:
    outer = item.parent
    while outer is not None and outer.node.mem_id not in numbers:
        outer = outer.parent
    return numbers[outer.node.mem_id] if outer is not None else ""


def _path(parent: str, step: int) -> str:
    return f"{parent}.{step}" if parent else str(step)
