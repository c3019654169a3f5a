"""The reader's door: what is not ready bytes; counts of comments, and where a number stands."""

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from folkmoot.errors import BadInput
from folkmoot.operations.show_thread import page_with
from folkmoot.store.read import stories
from folkmoot.web.door import Door
from folkmoot.web.sites import listed_url

MOST_URLS = 50
"""Stories on one front page."""
KEPT = "public, max-age=10"


class Counts(msgspec.Struct):
    """How many comments readers see, by the address that was asked for."""

    counts: dict[str, int]


@get(
    "/api/sites/{site:str}/counts",
    opt={"verb": "count_comments"},
    operation_id="count_comments",
    summary="How many comments stand under some stories",
    description="Up to 50 addresses, each as `url`.",
    tags=["Readers"],
)
async def counts(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    url: FromQuery[list[str] | None] = None,
) -> Response[Counts]:
    """Count what readers see."""
    at, asked = await door.sites.named(site), url or []
    if len(asked) > MOST_URLS:
        raise BadInput("input-invalid", f"At most {MOST_URLS} addresses at once.", field="url")
    door.limits.read(network=door.network(request))
    addresses = {given: listed_url(at, given) for given in asked}
    found = await door.means.store.read(
        lambda db: stories.counts_at(db, site=at.id, urls=list(set(addresses.values())))
    )
    counted = {given: found.get(address, 0) for given, address in addresses.items()}
    return Response(Counts(counted), headers={"cache-control": KEPT})


@get(
    "/s/{site:str}/{slug:str}/{number:str}",
    opt={"verb": "page_with"},
    include_in_schema=False,
)
async def permalink(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    slug: FromPath[str],
    number: FromPath[str],
) -> Response[None]:
    """Lead to the page on which a number stands now."""
    at = await door.sites.named(site)
    door.limits.read(network=door.network(request))
    _, page = await page_with(door.means, site_name=site, slug=slug, url=None, number=number)
    where = f"{door.frame(at).page(slug)}?page={page}#c{quote(number)}"
    return Response(None, status_code=303, headers={"location": where})


@get("/favicon.ico", opt={"verb": "show_thread"}, status_code=204, include_in_schema=False)
async def no_picture() -> None:
    """Say that our pages have no picture for the browser's tab, so that no reader's console tells of an error."""


reader_door = Router("/", route_handlers=[counts, permalink, no_picture])
