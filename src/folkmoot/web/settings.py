"""What the doors are told when they are built."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from folkmoot.web.limits import Rates

STATIC = Path(__file__).parent / "static"
"""What the front end's build leaves in the package."""


@dataclass(frozen=True)
class WebSettings:
    """How Folkmoot is reached, and how much of it at once."""

    public_url: str
    """Where browsers reach it: ``https://talk.ferrypost.example``, without a slash at the end."""
    version: str = ""
    trusted_proxies: tuple[str, ...] = ()
    """Networks whose ``X-Forwarded-For`` and ``X-Forwarded-Proto`` are believed: ``127.0.0.1/32``."""
    static: Path = STATIC
    rates: Rates = field(default_factory=Rates)
    streams_at_once: int = 20_000
    streams_a_network: int = 200
    """Open streams: a school or a newsroom behind one address reads too."""
    ready_bytes: int = 64 * 1024 * 1024
    """Memory for ready pages, all encodings together."""

    @cached_property
    def origin(self) -> str:
        """Folkmoot's own origin, as browsers send it."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    @cached_property
    def root(self) -> str:
        """The path under which Folkmoot lies at its host; usually empty."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether cookies may travel over HTTPS only."""
        return self.public_url.startswith("https://")
