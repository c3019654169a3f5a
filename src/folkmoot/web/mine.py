"""Mine: all that differs for one author on a story's page, in one small answer beside the ready bytes."""

from typing import Any

import msgspec
from litestar import Request, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from folkmoot.discussion.story import Discussion
from folkmoot.operations.own import show_mine
from folkmoot.store.read import stories
from folkmoot.web import html
from folkmoot.web.door import Door, bearer_of
from folkmoot.web.own import Own, shown_own
from folkmoot.web.sites import listed_url


class StandingShown(msgspec.Struct):
    """What keeps an author from writing."""

    kind: str
    until: str | None
    because: str
    html: str


class MineShown(msgspec.Struct):
    """All that differs for one author on a story's page."""

    name: str
    standing: StandingShown | None
    comments: list[Own]
    waits: bool
    token: str | None


@get(
    "/api/sites/{site:str}/mine",
    opt={"verb": "show_mine"},
    operation_id="show_mine",
    summary="What one author has under a story",
    description="Returned, held, lately published and rejected comments, and what keeps him from writing.",
    tags=["Authors"],
)
async def mine(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], url: FromQuery[str]
) -> MineShown:
    """Return what differs for this author."""
    at, token = await door.sites.named(site), bearer_of(request)
    door.limits.read(network=door.network(request))
    address = listed_url(at, url)
    found = await show_mine(door.means, site_name=site, url=address, token=token)
    story = await door.means.store.read(lambda db: stories.story_at(db, site=at.id, url=address))
    frame, standing = door.frame(at), found.standing
    return MineShown(
        name=found.name,
        standing=None
        if standing is None
        else StandingShown(
            standing.kind,
            None if standing.until is None else standing.until.isoformat(),
            standing.reason,
            str(html.standing_html(frame, standing)),
        ),
        comments=[
            shown_own(door, at, story.slug, own, token=found.token or "") for own in found.comments if story is not None
        ],
        waits=story is not None and story.discussion is Discussion.WAIT,
        token=found.token,
    )
