"""Where in an HTML page the comments are: list items and boxes, as blogs' themes have named them since 2004."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from folkmoot.exchange.page import words
from folkmoot.exchange.page.attribution import read_attribution
from folkmoot.exchange.page.html_render import is_unseen, walk
from folkmoot.exchange.page.marks import classes, has

_ITEM_TAGS = frozenset(("li", "div", "article", "section", "dd", "tr"))
_LISTS = re.compile(
    r"\b(?:comments?[-_]?list|comment-?thread|wp-block-comment-template|thread-?comments)\b", re.IGNORECASE
)
_CHILD_LISTS = re.compile(r"\b(?:(?:comment-?)?(?:children|replies)|reply-list|child-comments)\b", re.IGNORECASE)
_REGION = re.compile(r"(?:comments?(?:-?(?:area|section|wrap|wrapper))?|discussion|entry-comments)$", re.IGNORECASE)
_ID = re.compile(r"(?:li-|div-|wpc-comm-)?(?:comment|pingback|trackback)[-_]?(\d+)$", re.IGNORECASE)
_DEPTH = re.compile(r"\bdepth-(\d+)\b")


@dataclass(slots=True)
class Item:
    """One box of a thread: a comment, or a link from another page."""

    node: LexborNode
    parent: "Item | None"
    source_id: str | None
    is_link: bool
    start: int | None
    """The number that its list item or list says that it has, where it says one."""
    inner: set[int] = field(default_factory=set)
    """Boxes and lists of replies within it, by their ``mem_id``: none of its own words."""


@dataclass(slots=True)
class Thread:
    """The boxes of a page, in its order, and every element that belongs to the thread."""

    items: list[Item] = field(default_factory=list)
    nodes: set[int] = field(default_factory=set)


def find_thread(body: LexborNode) -> Thread:
    """Return every box that holds a comment, with what it stands under."""
    thread = Thread()
    open_boxes: list[_Open] = []
    for node, is_begin in walk(body, skip=is_unseen):
        if not node.is_element_node:
            continue
        if not is_begin:
            if open_boxes and open_boxes[-1].node_id == node.mem_id:
                open_boxes.pop()
            continue
        box = _box(node, open_boxes)
        if box is None:
            continue
        open_boxes.append(box)
        if box.item is not None:
            thread.items.append(box.item)
        if box.is_apart:
            thread.nodes.add(node.mem_id)
            for outer in open_boxes[:-1][-3:]:
                if outer.item is not None:
                    outer.item.inner.add(node.mem_id)
    return thread


@dataclass(frozen=True, slots=True)
class _Open:
    """An element that is open: the thread's region, a list of comments, or a comment."""

    node_id: int
    is_list: bool
    item: Item | None
    is_apart: bool
    """Whether what is in it is no word of the comment around it."""


def _box(node: LexborNode, open_boxes: list[_Open]) -> _Open | None:
    tag = node.tag or ""
    if tag in ("ol", "ul") or (tag == "div" and _CHILD_LISTS.search(" ".join(classes(node)))):
        if _is_list(node, open_boxes):
            return _Open(node.mem_id, True, None, True)
        return None
    if tag in _ITEM_TAGS and _is_item(node, open_boxes):
        return _Open(node.mem_id, False, _item(node, open_boxes), True)
    if not open_boxes and tag in ("div", "section", "aside") and _is_region(node):
        return _Open(node.mem_id, False, None, False)
    return None


def _is_region(node: LexborNode) -> bool:
    names = [*classes(node), node.attributes.get("id") or ""]
    return any(_REGION.match(name) or _LISTS.fullmatch(name) for name in names)


def _is_list(node: LexborNode, open_boxes: list[_Open]) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    if _LISTS.search(names):
        return True
    inside_item = any(box.item is not None for box in open_boxes[-2:])
    if inside_item and _CHILD_LISTS.search(names):
        return True
    if not open_boxes:
        return _begins_like_thread(node)
    return _begins_like_comment(node)


def _begins_like_comment(node: LexborNode) -> bool:
    """Whether a list without a name of its own holds comments, not the points that somebody makes in one."""
    first = _first_item(node)
    if first is None:
        return False
    if _is_named_item(first):
        return True
    said = read_attribution(first_words(first))
    return said is not None and bool(said.verb) and said.is_closed and not words.is_pronoun(said.name)


def _begins_like_thread(node: LexborNode) -> bool:
    first = _first_item(node)
    return first is not None and _is_named_item(first) and _ID.match(first.attributes.get("id") or "") is not None


def _first_item(node: LexborNode) -> LexborNode | None:
    child = node.first_child
    while child is not None and not child.is_element_node:
        child = child.next
    return child if child is not None and child.tag == "li" else None


def first_words(node: LexborNode, length: int = 200) -> str:
    """The first words of an element, up to its first line break after them; enough to see what it begins with."""
    found = ""
    for inner, is_begin in walk(node, skip=is_unseen):
        if inner.is_text_node:
            found += inner.text_content or ""
        elif is_begin and found.strip() and inner.tag in ("p", "br", "div", "ul", "ol", "blockquote"):
            break
        if len(found) > length:
            break
    return " ".join(found.split())


def _is_named_item(node: LexborNode) -> bool:
    return has(node, "item") or _ID.match(node.attributes.get("id") or "") is not None


def _is_item(node: LexborNode, open_boxes: list[_Open]) -> bool:
    top = open_boxes[-1] if open_boxes else None
    if top is not None and top.is_list and node.tag == "li":
        return True
    if not _is_named_item(node):
        return False
    if top is None or top.item is None:
        return bool(_ID.match(node.attributes.get("id") or "")) or top is not None or "depth-1" in classes(node)
    return not _is_same_comment(node, top.item)


def _is_same_comment(node: LexborNode, item: Item) -> bool:
    """Themes nest `li#li-comment-5.comment > article#comment-5.comment`: one comment, two boxes."""
    inner_id = source_id(node)
    if inner_id is not None and item.source_id is not None:
        return inner_id == item.source_id
    depths = [_DEPTH.search(" ".join(classes(box))) for box in (node, item.node)]
    return not (depths[0] and depths[1] and depths[0][1] != depths[1][1])


def source_id(node: LexborNode) -> str | None:
    """The page's own id of a comment: ``123`` of ``id="comment-123"``."""
    match = _ID.match(node.attributes.get("id") or "")
    return match[1] if match else node.attributes.get("data-comment-id") or None


def _item(node: LexborNode, open_boxes: list[_Open]) -> Item:
    parent = next((box.item for box in reversed(open_boxes) if box.item is not None), None)
    return Item(node, parent, source_id(node) or _inner_id(node), has(node, "link"), _set_number(node))


def _set_number(node: LexborNode) -> int | None:
    """The number that a list item has by its ``value``, or the first one by its list's ``start``."""
    value = node.attributes.get("value") or ""
    outer, before = node.parent, node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if not value and before is None and outer is not None and outer.tag == "ol":
        value = outer.attributes.get("start") or ""
    return int(value) if re.fullmatch(r"[0-9]{1,6}", value) else None


def _inner_id(node: LexborNode) -> str | None:
    """The id that the first elements within a box give it, where the box has none itself."""
    for at, child in enumerate(_elements(node)):
        found = source_id(child)
        if found or at > 4:
            return found
    return None


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    for inner, is_begin in walk(node, skip=is_unseen):
        if is_begin and inner.is_element_node:
            yield inner
