"""Ready: what is the same for everybody, answered from memory in front of the framework."""

from functools import lru_cache
from urllib.parse import parse_qsl

from litestar.types import Scope, Send

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.story import RESERVED_SLUGS
from folkmoot.errors import BadInput, NotFound
from folkmoot.operations.means import Means
from folkmoot.operations.show_thread import page_with
from folkmoot.web.headers import PUBLIC, Guarding, shared_with
from folkmoot.web.kept_pages import Asked, Kept, KeptPages
from folkmoot.web.limits import Limits
from folkmoot.web.sending import Headers, encoded, send_answer
from folkmoot.web.sites import Sites, listed_url

MOST_PAGES = 1000
"""Pages of one thread; a higher figure is read as this one, and this one as the last."""
KEPT_HEADERS = frozenset({b"content-type", b"content-length", b"content-encoding"})
"""What a 304 leaves out (RFC 9110, 15.4.5)."""


class Ready:
    """The pages of threads, whole and as fragments."""

    def __init__(self, means: Means, sites: Sites, limits: Limits, guarding: Guarding, *, most_bytes: int) -> None:
        self._means, self._sites, self._limits, self._guarding = means, sites, limits, guarding
        self.pages = KeptPages(means, sites, headers=self._headers, most_bytes=most_bytes)

    def takes(self, path: str) -> bool:
        """Say whether a path is answered from here."""
        parts = path.split("/")
        if len(parts) == 4:
            return parts[1] == "s" and parts[3] not in RESERVED_SLUGS and parts[3] != ""
        return len(parts) == 5 and parts[1:3] == ["api", "sites"] and parts[4] == "thread"

    async def answer(self, scope: Scope, send: Send) -> None:
        """Answer GET or HEAD.

        Raises:
            BadInput: ``input-invalid``, ``url-invalid``.
            NotAllowed: ``origin-not-listed``.
            NotFound: ``site-unknown``, ``story-unknown``, ``comment-unknown``.
            TooMuch: ``too-often``, where a number is looked for.
        """
        accepted = origin = known = b""
        for name, value in scope["headers"]:
            if name == b"accept-encoding":
                accepted = value
            elif name == b"origin":
                origin = value
            elif name == b"if-none-match":
                known = value
        path = scope["path"]
        asked = await self._asked(path, _wanted(scope["query_string"]), client=scope["client"])
        kept = self.pages.ready(asked) or await self.pages.page(asked)
        encoding = best_encoding(accepted)
        headers = kept.headers[encoding]
        if not asked.whole:
            headers = headers + shared_with(await self._sites.found(asked.site), origin)
        if known and is_known(known, _etag(kept, encoding)):
            headers = [header for header in headers if header[0] not in KEPT_HEADERS]
            await send_answer(scope, send, status=304, headers=headers, body=b"")
            return
        await send_answer(scope, send, status=200, headers=headers, body=kept.bodies[encoding])

    async def _asked(self, path: str, wanted: "_Wanted", *, client: tuple[str, int] | None) -> Asked:
        parts = path.split("/")
        if parts[1] == "s":
            return Asked(parts[2], True, parts[3], wanted.page, wanted.sorting)
        site = await self._sites.named(parts[3])
        url = listed_url(site, wanted.url)
        page = wanted.page
        if wanted.at:
            # The whole thread is read for it.
            self._limits.read(network=self._means.secrets.network(client[0] if client else ""))
            try:
                _, page = await page_with(self._means, site_name=site.name, slug=None, url=url, number=wanted.at)
            except NotFound as error:
                if error.code != "story-unknown":
                    raise
        return Asked(site.name, False, url, page, wanted.sorting)

    def _headers(self, asked: Asked, version: int, etag: str, encoding: str, length: int) -> Headers:
        headers = [
            ("content-type", "text/html; charset=utf-8"),
            ("content-length", str(length)),
            ("cache-control", PUBLIC),
            ("etag", f'"{etag}-{encoding}"'),
            ("vary", "Accept-Encoding"),
            ("x-folkmoot-version", str(version)),
        ]
        if encoding != "identity":
            headers.append(("content-encoding", encoding))
        return encoded(headers) + (self._guarding.page if asked.whole else self._guarding.data)


def _etag(kept: Kept, encoding: str) -> str:
    return f'"{kept.etag}-{encoding}"'


class _Wanted:
    """What a query asks for."""

    __slots__ = ("at", "page", "sorting", "url")

    def __init__(self, given: dict[str, str]) -> None:
        self.url = given.get("url", "")
        self.at = given.get("at", "")
        page = given.get("page", "1")
        if not page.isascii() or not page.isdigit() or len(page) > 9:
            raise BadInput("input-invalid", "A page is a number, counted from 1.", field="page")
        self.page = min(max(int(page), 1), MOST_PAGES)
        order = given.get("order", "oldest")
        if order not in (Sorting.OLDEST, Sorting.NEWEST):
            raise BadInput("input-invalid", "The order is `oldest` or `newest`.", field="order")
        self.sorting = Sorting(order)
        if self.at:
            # A number's page is known in the order of age alone.
            self.sorting = Sorting.OLDEST


@lru_cache(maxsize=4096)
def _wanted(query: bytes) -> _Wanted:
    return _Wanted(dict(parse_qsl(query.decode("latin-1"), max_num_fields=20)))


def is_known(known: bytes, etag: str) -> bool:
    """Say whether one of the tags that a browser knows is this one, by weak comparison (RFC 9110, 13.1.2)."""
    tags = {tag.strip().removeprefix("W/") for tag in known.decode("latin-1").split(",")}
    return "*" in tags or etag in tags


@lru_cache(maxsize=256)
def best_encoding(accepted: bytes) -> str:
    """Return the smallest encoding that a browser takes: ``br``, ``gzip`` or ``identity`` (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for entry in accepted.decode("latin-1").lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        weight = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            weights[name] = float(weight)
        except ValueError:
            weights[name] = 0.0
    anything = weights.get("*", 0.0)
    return next((name for name in ("br", "gzip") if weights.get(name, anything) > 0), "identity")
