"""A newspaper's page with its printed thread: read as HTML, or as the text that a browser shows."""

from folkmoot.exchange.page.printed import PrintedComment, PrintedPage, Unplaced
from folkmoot.exchange.page.reader import read_page

__all__ = ["read_page", "PrintedPage", "PrintedComment", "Unplaced"]
