"""Links: the addresses of web pages that a writer has put into a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from folkmoot.text.span import Span


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a text."""

    span: Span
    """Where it stands, without the full stop, comma or bracket that closes the sentence around it."""
    url: str
    """What it leads to: always ``http://`` or ``https://``."""


def links(text: str) -> Iterator[Link]:
    """Yield the links of a text in order: what begins with ``http://``, ``https://`` or ``www.`` and has a host.

    An address with a user name (``https://bank.example@elsewhere.example``) is none: it is made to deceive.
    """
    for found in _ADDRESS.finditer(text):
        address = _without_tail(found.group())
        url = address if "://" in address else f"https://{address}"
        if _leads_somewhere(url):
            yield Link(Span(found.start(), found.start() + len(address)), url)


def _without_tail(address: str) -> str:
    """Drop the sentence's punctuation, and a bracket that was opened before the address."""
    end = len(address)
    while end:
        last = address[end - 1]
        opening = _PAIRS.get(last)
        unopened = opening is not None and address.count(last, 0, end) > address.count(opening, 0, end)
        if not (unopened or last in _TAIL):
            break
        end -= 1
    return address[:end]


def _leads_somewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return "@" not in parts.netloc and bool(_HOST.fullmatch(host))


LONGEST_LINK = 2000
"""Code points; what goes on longer is no address, and looking for its end would take too long."""

# Quotation marks and marks that turn or hide letters end an address; brackets may belong to it.
_ADDRESS = re.compile(
    r"(?<![^\W_])(?:https?://|www\.)"
    r"[^\s<>\"“”„«»‹›\u0000-\u001f\u007f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
    rf"{{1,{LONGEST_LINK}}}",
    re.IGNORECASE,
)
_TAIL = frozenset(".,:;!?…'’‘*_~،؛؟։。、")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?", re.UNICODE)
