"""HTML as the text that a browser shows: blocks on lines of their own, lists with their numbers and bullets."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """
    address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tr ul caption
""",
    )
)
_APART = frozenset(re.findall(r"\w+", "p h1 h2 h3 h4 h5 h6 blockquote ol ul dl pre table figure figcaption hr address"))
"""Blocks with a blank line around them."""
_UNSEEN = frozenset(
    re.findall(
        r"\w+",
        """
    script style template noscript head title meta link button select input textarea iframe object
""",
    )
)
_BULLETS = "•◦▪"
_STEP = 4
"""Columns by which a list is indented."""
_DEEPEST_INDENT = 160

Skip = Callable[[LexborNode], bool]


def walk(top: LexborNode, *, skip: Skip | None = None) -> Iterator[tuple[LexborNode, bool]]:
    """Go through an element's inside: every node once when it begins (True), every element once when it ends (False).

    ``skip`` leaves out an element with all that is in it. No recursion: pages may be deep.
    """
    node = top.first_child
    while node is not None:
        is_entered = not (skip is not None and node.is_element_node and skip(node))
        if is_entered:
            yield node, True
        inner = node.first_child if is_entered else None
        if inner is not None:
            node = inner
            continue
        if is_entered and node.is_element_node:
            yield node, False
        while node.next is None:
            parent = node.parent
            if parent is None or parent.mem_id == top.mem_id:
                return
            yield parent, False
            node = parent
        node = node.next


def is_unseen(node: LexborNode) -> bool:
    """Whether a browser shows nothing of an element."""
    if node.tag in _UNSEEN:
        return True
    attributes = node.attributes
    if "hidden" in attributes:
        return True
    style = attributes.get("style") or ""
    classes = (attributes.get("class") or "").split()
    return bool(re.search(r"display\s*:\s*none", style)) or "screen-reader-text" in classes or "sr-only" in classes


@dataclass(slots=True)
class _Printer:
    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    """Open lists: kind and the number of the item before."""
    marker: str = ""
    """Of an item that has printed nothing yet."""
    quotes: int = 0
    preformatted: int = 0

    def text(self, words: str) -> None:
        if self.preformatted:
            first, *others = words.split("\n")
            self.current.append(first)
            for other in others:
                self.end_line()
                self.current.append(other)
            return
        collapsed = re.sub(r"[ \t\n\r\f]+", " ", words)
        if not self.current or self.current[-1].endswith(" "):
            collapsed = collapsed.removeprefix(" ")
        if collapsed:
            self.current.append(collapsed)

    def end_line(self) -> None:
        line = "".join(self.current).rstrip()
        self.current = []
        if line.strip():
            self.lines.append(self._before(line))
        elif self.preformatted:
            self.blank()

    def _before(self, line: str) -> str:
        margin = " " * min(_STEP * len(self.lists), _DEEPEST_INDENT)
        quoted = "> " * min(self.quotes, 8)
        if self.marker:
            marker, self.marker = self.marker, ""
            return f"{margin[: -len(marker) - 1]}{marker} {quoted}{line}"
        return f"{margin}{quoted}{line}"

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def render(top: LexborNode, *, skip: Skip | None = None) -> str:
    """Return what a browser shows of an element, ``skip``'s elements left out; lines end with ``\\n``."""
    printer = _Printer()
    for node, is_begin in walk(top, skip=lambda node: is_unseen(node) or (skip is not None and skip(node))):
        if node.is_text_node:
            printer.text(node.text_content or "")
        elif node.is_element_node:
            (_begin if is_begin else _end)(printer, node)
    printer.end_line()
    while printer.lines and not printer.lines[-1]:
        printer.lines.pop()
    return "\n".join(printer.lines)


def _begin(printer: _Printer, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag == "br":
        _break(printer)
    elif tag == "img":
        printer.text(_smiley(node))
    elif tag in _BLOCKS:
        printer.end_line()
        if tag in _APART and not printer.marker:
            printer.blank()
    elif tag in ("td", "th") and printer.current:
        printer.text("\u00a0 ")
    if tag in ("ol", "ul", "menu", "dir"):
        printer.lists.append((tag, _whole_number(node, "start", 1) - 1))
    elif tag == "li":
        _begin_item(printer, node)
    printer.quotes += tag == "blockquote"
    printer.preformatted += tag == "pre"


def _end(printer: _Printer, node: LexborNode) -> None:
    tag = node.tag or ""
    if tag in _BLOCKS:
        printer.end_line()
        if tag in _APART and not printer.marker:
            printer.blank()
    if tag in ("ol", "ul", "menu", "dir") and printer.lists:
        printer.lists.pop()
    if tag == "li":
        printer.marker = ""
    printer.quotes -= tag == "blockquote" and printer.quotes > 0
    printer.preformatted -= tag == "pre" and printer.preformatted > 0


def _break(printer: _Printer) -> None:
    is_empty = not "".join(printer.current).strip()
    printer.end_line()
    if is_empty:
        printer.blank()


def _begin_item(printer: _Printer, node: LexborNode) -> None:
    if not printer.lists:
        printer.marker = ""
        return
    kind, before = printer.lists[-1]
    number = _whole_number(node, "value", before + 1)
    printer.lists[-1] = (kind, number)
    printer.marker = f"{number}." if kind == "ol" else _BULLETS[(len(printer.lists) - 1) % len(_BULLETS)]


def _whole_number(node: LexborNode, name: str, otherwise: int) -> int:
    value = node.attributes.get(name) or ""
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else otherwise


def _smiley(node: LexborNode) -> str:
    """The words of a picture that stands for a sign: blogs print an emoji as a picture with the emoji as its text."""
    classes = (node.attributes.get("class") or "").split()
    is_sign = "emoji" in classes or "wp-smiley" in classes or "smiley" in classes
    return (node.attributes.get("alt") or "") if is_sign else ""
