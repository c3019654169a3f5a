"""Headers that keep browsers honest: what a page may load, who may read an answer, who may keep it."""

from folkmoot.discussion.site import Site
from folkmoot.web.sending import Headers
from folkmoot.web.settings import WebSettings

EXPOSED = b"X-Folkmoot-Version, ETag, Retry-After"
"""What a script on the newspaper's page may read beside the body."""
PREFLIGHT_SECONDS = 7200
"""How long a browser may remember that it may ask; Chromium keeps no longer."""
KEPT_BY_PROXIES = 10
"""Seconds for shared caches; a browser asks again each time, and mostly hears 304."""

PUBLIC = f"public, max-age=0, s-maxage={KEPT_BY_PROXIES}"
FOR_EVER = "public, max-age=31536000, immutable"
NOBODY = "no-store"


class Guarding:
    """The headers of each part of the house, made once."""

    def __init__(self, settings: WebSettings) -> None:
        # A form's action is absolute, so that a fragment works on the newspaper's page too: it names our own origin.
        self.page = _policy(f"style-src 'self'; img-src 'self' data:; form-action 'self' {settings.origin}")
        self.console = _policy("script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'")
        self.data = _policy()
        self.desk: Headers = [*self.console, (b"cross-origin-opener-policy", b"same-origin"), _own_site]

    def of(self, path: str) -> Headers:
        """Return the headers for an answer at a path."""
        if path.startswith("/desk"):
            # Signing in is a page with a form; all other pages of the desk are the console.
            return [*self.page, _own_site] if path.startswith("/desk/sign-in") else self.desk
        if path.startswith("/api/sites/"):
            return self.data
        return self.page


def _policy(more: str = "") -> Headers:
    words = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'" + (f"; {more}" if more else "")
    return [
        (b"content-security-policy", words.encode()),
        (b"x-content-type-options", b"nosniff"),
        # Not "no-referrer": browsers would then hide the origin of our own forms, which is checked.
        (b"referrer-policy", b"same-origin"),
    ]


_own_site = (b"cross-origin-resource-policy", b"same-origin")


def shared_with(site: Site | None, origin: bytes) -> Headers:
    """Return the headers that let a page of one of the site's origins read the answer; none for other pages."""
    if site is None or not origin or origin.decode("latin-1") not in site.origins:
        return [(b"vary", b"Origin")]
    return [
        (b"vary", b"Origin"),
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", EXPOSED),
    ]


def preflight(site: Site | None, origin: bytes) -> Headers:
    """Return the answer to a browser that asks whether a page may send what it wants to send."""
    shared = shared_with(site, origin)
    if len(shared) == 1:
        return shared
    return [
        *shared,
        (b"access-control-allow-methods", b"GET, POST"),
        (b"access-control-allow-headers", b"Authorization, Content-Type"),
        (b"access-control-max-age", str(PREFLIGHT_SECONDS).encode()),
    ]
