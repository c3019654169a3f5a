"""Reads rendered pages as a reader would: the one node of a kind, its words, where links lead."""

from selectolax.lexbor import LexborHTMLParser, LexborNode


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    """Return the only node of a kind."""
    (node,) = page.css(selector)
    return node


def first(page: LexborHTMLParser, selector: str) -> LexborNode:
    """Return the first node of a kind."""
    return page.css(selector)[0]


def text_of(page: LexborHTMLParser, selector: str) -> str:
    """Return the words of the only node of a kind, in one line."""
    return " ".join(one(page, selector).text().split())


def hrefs(page: LexborHTMLParser, selector: str) -> list[str]:
    """Return where the links of a kind lead."""
    return [link.attributes["href"] or "" for link in page.css(selector)]
