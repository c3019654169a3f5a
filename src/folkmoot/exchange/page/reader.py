"""Reads a newspaper's page, whatever form it came in."""

from folkmoot.errors import BadInput
from folkmoot.exchange.page.page_html import read_html
from folkmoot.exchange.page.page_text import read_text
from folkmoot.exchange.page.printed import PrintedPage
from folkmoot.exchange.page.source import decode, is_html, tidy_text


def read_page(source: str | bytes) -> PrintedPage:
    """Return what a page prints: its story, its policy and its thread, and what could not be placed.

    Pure: the same page gives the same answer, and nothing is opened or fetched.

    Raises:
        BadInput: ``page-too-large``, ``page-not-text``, or ``page-empty`` where nothing is printed at all.
    """
    text = tidy_text(decode(source) if isinstance(source, bytes) else source)
    if not any(character.isalnum() for character in text):
        raise BadInput("page-empty", "The page holds no words.")
    return read_html(text) if is_html(text) else read_text(text)
