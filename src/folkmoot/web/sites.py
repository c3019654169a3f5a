"""What the doors know of the sites: asked of the store again every other second."""

import time
from collections import OrderedDict
from functools import lru_cache

from folkmoot.discussion.site import Site
from folkmoot.discussion.story import canonical_url, origin_of
from folkmoot.errors import NotAllowed, NotFound
from folkmoot.operations.means import Means
from folkmoot.store.read import sites
from folkmoot.web.page import Frame

KNOWN_SECONDS = 2.0
"""A site that was added, or an origin, is known that soon; commands run in another process."""
MOST_KNOWN = 1000


class Sites:
    """Sites by name, kept for a moment so that a request costs no question."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._known: OrderedDict[str, tuple[float, Site | None]] = OrderedDict()

    async def named(self, name: str) -> Site:
        """Return the site of this short name.

        Raises:
            NotFound: ``site-unknown``.
        """
        site = await self.found(name)
        if site is None:
            raise NotFound("site-unknown", "There is no such publication here.")
        return site

    def known(self, name: str) -> Site | None:
        """Return the site where it is known already: for the language of a refusal."""
        return self._known.get(name, (0.0, None))[1]

    async def found(self, name: str) -> Site | None:
        """Return the site of this short name, or None."""
        known = self._known.get(name)
        now = time.monotonic()
        if known is not None and now - known[0] < KNOWN_SECONDS:
            return known[1]
        site = await self._means.store.read(lambda db: sites.site_named(db, name))
        self._known[name] = (now, site)
        self._known.move_to_end(name)
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return site


_canonical = lru_cache(maxsize=4096)(canonical_url)
"""Readers ask for the same few addresses again and again."""


def listed_url(site: Site, url: str) -> str:
    """Return a story's canonical URL.

    Raises:
        BadInput: ``url-invalid``.
        NotAllowed: ``origin-not-listed``.
    """
    address = _canonical(url)
    if origin_of(address) not in site.origins:
        raise NotAllowed("origin-not-listed", "This page is not one of this publication's.")
    return address


def frame_of(site: Site, public_url: str) -> Frame:
    """Return what stands around the site's pages."""
    return Frame(public_url, site.name, site.title, site.language, timezone=site.settings.timezone)
