"""The discussion policy of an HTML page: below its heading, or in a box that is named for it."""

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborNode

from folkmoot.exchange.page import words
from folkmoot.exchange.page.html_render import render, walk
from folkmoot.exchange.page.html_story import Finder, line_of
from folkmoot.exchange.page.lines import paragraphs, split
from folkmoot.exchange.page.policy_text import Policy, find_policy

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "summary"))
_NAMED = re.compile(
    r"(?:comment|discussion|community)\w*[-_ ]?(?:polic|rule|guideline|notice|standard)|netiquette|house-?rules",
    re.IGNORECASE,
)
_MOST_PLACES = 16
"""A page that names its policy more often is playing with the reader."""
_LONGEST_HEADING = 80
_MOST_INNER = 60
"""A heading holds a few spans, no page."""
_MOST_OUTER = 3
"""So many boxes up from a heading its words are looked for."""


def read_policy(finder: Finder) -> Policy | None:
    """Return the policy, and mark its elements as taken."""
    for node in list(islice(_places(finder), _MOST_PLACES)):
        found = _named(node, finder) if node.tag not in _HEADINGS and _is_named(node) else _below(node, finder)
        if found is not None:
            return found
    return None


def _is_named(node: LexborNode) -> bool:
    return _NAMED.search(f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}") is not None


def _places(finder: Finder) -> Iterator[LexborNode]:
    for node, is_begin in walk(finder.body, skip=finder.skip):
        if not is_begin or not node.is_element_node:
            continue
        if _is_named(node) or (node.tag in (*_HEADINGS, "p", "span", "div", "strong") and _is_heading(node)):
            yield node


def _is_heading(node: LexborNode) -> bool:
    """Whether an element is nothing but the heading; long ones are not rendered to see it."""
    length = 0
    for seen, (inner, is_begin) in enumerate(walk(node)):
        if is_begin and inner.is_text_node:
            length += len((inner.text_content or "").strip())
        if length > _LONGEST_HEADING or seen > _MOST_INNER:
            return False
    return length > 0 and words.is_policy_heading(line_of(node))


def _named(node: LexborNode, finder: Finder) -> Policy | None:
    lines = split(render(node, skip=finder.skip))
    policy = find_policy(lines, is_above=False)
    text = policy.text if policy else paragraphs(lines)
    if len(text) < 40:
        return None
    finder.taken.add(node.mem_id)
    return Policy(policy.title if policy else "", text, 0, 0)


def _below(heading: LexborNode, finder: Finder) -> Policy | None:
    """The words after a heading, up to the next heading or the thread; its boxes' neighbours where it stands alone."""
    title = line_of(heading).rstrip(":").strip()
    node: LexborNode | None = heading
    for _ in range(_MOST_OUTER):
        if node is None or node.mem_id == finder.body.mem_id:
            return None
        kept = _following(node, finder)
        text = paragraphs(split("\n\n".join(part for _, part in kept)))
        if text:
            finder.taken.update({heading.mem_id, node.mem_id, *(other.mem_id for other, _ in kept)})
            return Policy(title, text, 0, 0) if len(text) >= 40 or words.promises(text) else None
        node = node.parent
    return None


def _following(node: LexborNode, finder: Finder) -> list[tuple[LexborNode, str]]:
    kept: list[tuple[LexborNode, str]] = []
    other = node.next
    while other is not None:
        if other.is_text_node and (text := (other.text_content or "").strip()):
            kept.append((other, " ".join(text.split())))
        elif other.is_element_node:
            if other.tag in _HEADINGS or other.mem_id in finder.thread or _holds_thread(other, finder):
                break
            text = render(other, skip=finder.skip)
            if text and (words.counted_title(text) is not None or words.is_form(text)):
                break
            if text:
                kept.append((other, text))
        other = other.next
    return kept


def _holds_thread(node: LexborNode, finder: Finder) -> bool:
    return any(is_begin and inner.mem_id in finder.thread for inner, is_begin in walk(node))
