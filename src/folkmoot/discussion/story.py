"""A story: an article open for discussion, and what is known of its text."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit
from uuid import UUID

from folkmoot.errors import BadInput

LONGEST_URL = 2000
"""Code points; longer ones are no addresses of articles."""
RESERVED_SLUGS = frozenset({"policy"})
"""What stands beside the stories in addresses, ``/s/SITE/policy``, and can be no story's short name."""


class Discussion(StrEnum):
    """Whether a story takes comments."""

    OPEN = "open"
    WAIT = "wait"
    """Every comment waits for a moderator."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in an article or listed by a site, with a public role; ``role`` is as printed: "President"."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class StoryText:
    """What is known of the article, in one version."""

    headline: str
    writer: str | None = None
    caption: str = ""
    dateline: str = ""
    body: str = ""
    people: tuple[Person, ...] = ()
    language: str = ""
    section: str = ""
    policy: str = ""
    """The policy that was printed with an imported page; shown, not enforced."""


@dataclass(frozen=True, slots=True)
class Story:
    """An article open for discussion."""

    id: UUID
    site: UUID
    url: str
    slug: str
    discussion: Discussion
    version: int
    """Grows with every visible change of the thread."""
    text_version: int
    """0: nobody has put a text yet."""
    opened_at: datetime
    text: StoryText | None = None


def canonical_url(url: str) -> str:
    """Return the URL that a story is known by: no fragment, no ``utm_*``, host in lower case.

    Raises:
        BadInput: ``url-invalid`` when it is not an http(s) URL with a host.
    """
    if not url.strip().isprintable():
        raise BadInput("url-invalid", "This is not the address of a web page.")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if len(url) > LONGEST_URL or parts.scheme.lower() not in ("http", "https") or not host or parts.username:
        raise BadInput("url-invalid", "This is not the address of a web page.")
    scheme = parts.scheme.lower()
    standard = {"http": 80, "https": 443}[scheme]
    netloc = host.lower() if port in (None, standard) else f"{host.lower()}:{port}"
    query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not k.lower().startswith("utm_")]
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return urlunsplit((scheme, netloc, path, urlencode(query), ""))


def origin_of(url: str) -> str:
    """Return scheme, host and port of a canonical URL: ``https://www.ferrypost.example``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def slug_of(words: str) -> str:
    """Return a short name for addresses, of letters of any script, digits and hyphens; never empty."""
    folded = unicodedata.normalize("NFKC", words).lower()
    slug = re.sub(r"[\W_]+", "-", folded).strip("-")[:80].strip("-")
    return slug or "story"
