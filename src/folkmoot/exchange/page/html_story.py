"""The story of an HTML page: by the marks that themes and search engines share, else by an extractor."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from folkmoot.exchange.page import words
from folkmoot.exchange.page.dateline import read_dateline
from folkmoot.exchange.page.html_render import Skip, is_unseen, render, walk
from folkmoot.exchange.page.marks import has, names, selectors
from folkmoot.exchange.page.story_text import Story, is_dated, writer_of

_NOISE_ROLES = frozenset(("navigation", "banner", "contentinfo", "complementary", "search"))
_NOISE_TAGS = frozenset(("nav", "aside", "form", "button"))
_MOST_FITTING = 12
"""A page with more elements of one mark is a list of stories, or plays with the reader."""
_SHORTEST_BODY = 60
"""Code points; less than that is a teaser or an empty box."""
_LONGEST_EXTRACTED = 300_000
"""Code points of HTML, scripts and thread already out, that the extractor is given; more would take it many seconds."""


def is_noise(node: LexborNode) -> bool:
    """Whether an element stands around a story: menus, side bars, share buttons, forms."""
    if is_unseen(node) or node.tag in _NOISE_TAGS:
        return True
    if has(node, "noise") or (node.attributes.get("id") or "") in names("noise", "ids"):
        return True
    return (node.attributes.get("role") or "") in _NOISE_ROLES


@dataclass(slots=True)
class Finder:
    """Looks for elements outside the thread and the menus."""

    body: LexborNode
    thread: set[int]
    taken: set[int] = field(default_factory=set)
    """Elements that are in a field already and not looked into again."""

    def skip(self, node: LexborNode) -> bool:
        """Whether an element is left out of the story's words."""
        return node.mem_id in self.thread or node.mem_id in self.taken or is_noise(node)

    def all(self, part: str) -> list[LexborNode]:
        """Every element marked as that part outside thread and side bars, the surest mark's first."""
        found: list[LexborNode] = []
        for selector in selectors(part):
            found += [node for node in self.body.css(selector)[:_MOST_FITTING] if not self._is_outside(node)]
        return found

    def _is_outside(self, node: LexborNode) -> bool:
        outer: LexborNode | None = node
        while outer is not None and outer.mem_id != self.body.mem_id:
            if outer.mem_id in self.thread or outer.tag in ("nav", "aside") or has(outer, "side"):
                return True
            outer = outer.parent
        return False


def line_of(node: LexborNode, *, skip: Skip | None = None) -> str:
    """The words of an element on one line."""
    return " ".join(render(node, skip=skip).split())


def read_story(finder: Finder, tree: LexborHTMLParser, *, without: Callable[[str], bool]) -> Story:
    """Read the story; ``without`` says of a line that it belongs to the thread, whatever the extractor thinks."""
    headline = _headline(finder, tree)
    captions = list(dict.fromkeys(line for node in finder.all("caption") if (line := line_of(node))))
    writer = _writer(finder, tree)
    printed = (_printed(finder, node, captions) for node in finder.all("body"))
    text = next((text for text in printed if len(text) >= _SHORTEST_BODY), None) or _extracted(finder)
    kept: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        if bare and writer is None and (found := writer_of(bare)) is not None and len(kept) < 3:
            writer = found
        elif not bare or not (without(bare) or bare in (headline, *captions) or is_around(bare)):
            kept.append(line)
    dateline, body = _dateline("\n".join(kept).strip())
    return Story(headline, "\n".join(captions), dateline, body, writer)


def is_around(line: str) -> bool:
    """Whether a line stands around a story's words: a button, a date, a row of labels."""
    return words.is_button(line) or words.is_furniture(line) or words.is_form(line) or is_dated(line)


def _headline(finder: Finder, tree: LexborHTMLParser) -> str:
    for node in finder.all("headline"):
        line = line_of(node)
        is_label = words.is_furniture(line) or words.is_policy_heading(line) or words.counted_title(line) is not None
        if line and not is_label:
            return line
    title = meta(tree, "og:title") or line_of_title(tree)
    return re.split(r"\s+[|–—«»·]\s+", title)[0].strip()


def line_of_title(tree: LexborHTMLParser) -> str:
    """The title that a browser's tab shows."""
    node = tree.css_first("title")
    return " ".join((node.text() if node else "").split())


def meta(tree: LexborHTMLParser, name: str) -> str:
    """What the page's head says under a name."""
    for attribute in ("property", "name"):
        node = tree.css_first(f'meta[{attribute}="{name}"]')
        if node is not None and (content := node.attributes.get("content")):
            return " ".join(content.split())
    return ""


def _writer(finder: Finder, tree: LexborHTMLParser) -> str | None:
    for node in finder.all("writer"):
        line = line_of(node)
        name = writer_of(line) or line
        if 1 < len(name) <= 60 and not is_dated(name):
            return name
    return meta(tree, "author")[:60] or None


def _printed(finder: Finder, container: LexborNode, captions: Sequence[str]) -> str:
    def skip(node: LexborNode) -> bool:
        is_caption = bool(captions) and (node.tag == "figcaption" or has(node, "caption"))
        return node.tag == "h1" or is_caption or finder.skip(node)

    return render(container, skip=skip)


def _extracted(finder: Finder) -> str:
    """The article by trafilatura, for pages that mark nothing; it is shown the page without thread and menus."""
    source = _without(finder)
    if len(source) > _LONGEST_EXTRACTED:
        return ""
    import trafilatura  # late: it takes 2 seconds

    try:
        text = trafilatura.extract(source, include_comments=False, include_tables=False)
    except (ValueError, RecursionError, AttributeError, TypeError, LookupError):
        # A stranger's page may hit any fault of an extractor; then it is a page whose story was not found.
        return ""
    return "\n\n".join(line for line in (text or "").split("\n") if line.strip())


def _without(finder: Finder) -> str:
    """The page as HTML again, with nothing but its elements and words, and without thread and menus."""
    pieces = ["<html><body>"]
    for node, is_begin in walk(finder.body, skip=finder.skip):
        if node.is_text_node:
            pieces.append(escape(node.text_content or ""))
        elif node.is_element_node and node.tag not in ("br", "img", "hr", "wbr", "input"):
            pieces.append(f"<{'' if is_begin else '/'}{node.tag}>")
        elif node.tag == "br" and is_begin:
            pieces.append("<br>")
    return "".join([*pieces, "</body></html>"])


def _dateline(body: str) -> tuple[str, str]:
    first, line_end, rest = body.partition("\n")
    found = read_dateline(first)
    return (found[0], f"{found[1]}{line_end}{rest}".strip()) if found else ("", body)
