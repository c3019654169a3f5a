"""What every door has at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Request

from folkmoot.discussion.site import Site
from folkmoot.operations.means import Means
from folkmoot.web.limits import Limits
from folkmoot.web.page import Frame
from folkmoot.web.settings import WebSettings
from folkmoot.web.sites import Sites, frame_of
from folkmoot.web.streams import Streams


@dataclass(frozen=True, slots=True)
class Door:
    """The means, and what the web keeps beside them."""

    means: Means
    settings: WebSettings
    sites: Sites
    limits: Limits
    streams: Streams
    judge_answers: Callable[[], bool]
    """Whether a process that hears comments is up."""

    def frame(self, site: Site) -> Frame:
        """Return what stands around the site's pages."""
        return frame_of(site, self.settings.public_url)

    def network(self, request: "Request[Any, Any, Any]") -> str:
        """Return the keyed hash of the network that a request came from."""
        return self.means.secrets.network(address_of(request))

    def person(self, site: Site, token: str | None) -> UUID | None:
        """Return whose token this is."""
        return self.means.secrets.author_of_token(token, site=site.id) if token else None


def address_of(request: "Request[Any, Any, Any]") -> str:
    """Return the network address that a request came from; a trusted proxy's word is already in it."""
    return request.client.host if request.client else ""


def bearer_of(request: "Request[Any, Any, Any]") -> str | None:
    """Return the token or key that was sent along."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
