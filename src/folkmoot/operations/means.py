"""Means: what an operation works with, handed in by wiring."""

import asyncio
import hashlib
import hmac
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from folkmoot.detectors.interface import Passage
from folkmoot.feed.live import Bus
from folkmoot.signals import Hearing
from folkmoot.store.interface import Connection, Store

T = TypeVar("T")

JUDGE_SECONDS = 2.0
"""How long a comment waits for the judge; then a person judges."""


class Judge(Protocol):
    """Hears passages in a process that can be ended."""

    async def hear(self, passage: Passage, *, deadline: float) -> Hearing:
        """Return what was heard within ``deadline`` seconds; never raises: who did not answer is named."""


class Secrets:
    """The keyed things: signed tokens of authors, hashes of networks and of secrets that others hold."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._signer = URLSafeSerializer(secret, salt="folkmoot-author")

    def author_token(self, site: UUID, author: UUID) -> str:
        """Return the token that shows who writes; the same each time, so that a retry may be answered again."""
        return str(self._signer.dumps([site.hex, author.hex]))

    def author_of_token(self, token: str, *, site: UUID) -> UUID | None:
        """Return whose token this is at a site; None where it was not signed here or is of another site."""
        try:
            signed_site, author = self._signer.loads(token)
            return UUID(author) if signed_site == site.hex else None
        except (BadSignature, ValueError, TypeError, AttributeError):
            return None

    def network(self, address: str) -> str:
        """Return a keyed hash of the network an address belongs to: one IPv4 address, or one /64 of IPv6 (RFC 6177)."""
        try:
            ip = ipaddress.ip_address(address)
            if isinstance(ip, ipaddress.IPv6Address):
                mapped = ip.ipv4_mapped
                address = str(mapped) if mapped else str(ipaddress.ip_network((ip, 64), strict=False))
        except ValueError:
            pass
        return hmac.new(self._secret, b"network:" + _bytes(address), hashlib.sha256).hexdigest()[:32]


def hash_of(token: str) -> str:
    """Return the hash under which a random secret (a link, a session, a server's key) is kept."""
    return hashlib.sha256(_bytes(token)).hexdigest()


def _bytes(words: str) -> bytes:
    """Return bytes of any text, also of one that is none: whatever was sent has a hash, and is then not found."""
    return words.encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Means:
    """What an operation works with."""

    store: Store
    judge: Judge
    secrets: Secrets
    now: Callable[[], datetime]
    new_id: Callable[[], UUID]
    public_url: str
    """Where Folkmoot is reached: ``https://talk.ferrypost.example``, without a slash at the end."""
    bus: Bus = field(default_factory=Bus)
    deadline: float = JUDGE_SECONDS
    due: asyncio.Event = field(default_factory=asyncio.Event)
    """Set after a write: there may be something to deliver."""

    async def write(self, verb: Callable[[Connection], T]) -> T:
        """Keep what a verb writes, and wake whoever delivers."""
        kept = await self.store.write(verb)
        self.due.set()
        return kept
