"""The desk's other tables: comments by their words, authors and what stands against them, stories, the policy."""

from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, Router, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from folkmoot.discussion.story import Discussion
from folkmoot.moderation.sanction import SanctionKind
from folkmoot.operations.sanction_author import lift_sanction, sanction_author
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.set_up_site import publish_policy
from folkmoot.operations.show_author import find_authors, show_author
from folkmoot.operations.show_desk import show_policy, show_stories
from folkmoot.operations.switch_story import switch_story
from folkmoot.web.door import Door
from folkmoot.web.identity import signed_in


class Sanctioning(msgspec.Struct, forbid_unknown_fields=True):
    """What is imposed on an author; he reads the reason."""

    kind: Literal["suspend", "block"]
    days: int | None
    reason: str
    comment: UUID | None = None


class Sanctioned(msgspec.Struct):
    """A sanction that stands."""

    id: UUID
    kind: str
    reason: str
    until: Any


class Switching(msgspec.Struct, forbid_unknown_fields=True):
    """Whether a story takes comments."""

    discussion: Literal["open", "wait", "closed"]


class Publishing(msgspec.Struct, forbid_unknown_fields=True):
    """The policy's file as its owner wrote it."""

    source: str
    note: str = ""


@get(
    "/comments",
    opt={"verb": "search_comments"},
    operation_id="search_comments",
    summary="Search comments by words, author, state and story",
)
async def search(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    words: FromQuery[str] = "",
    author: FromQuery[str | None] = None,
    in_state: Annotated[Literal["", "held", "published", "rejected", "withdrawn"], QueryParameter(name="state")] = "",
    story: FromQuery[str | None] = None,
    page: FromQuery[int] = 1,
) -> dict[str, Any]:
    """Return a page of comments, newest first."""
    door.limits.search(person=signed_in(request).id)
    return await search_comments(
        door.means, site_name=site, words=words, author=author, state=in_state or None, story=story, page=page
    )


@get("/authors", opt={"verb": "find_authors"}, operation_id="find_authors", summary="Authors by a part of their name")
async def authors(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], name: FromQuery[str] = ""
) -> dict[str, Any]:
    """Return authors with their records, newest first."""
    door.limits.search(person=signed_in(request).id)
    return {"authors": await find_authors(door.means, site_name=site, name=name)}


@get(
    "/authors/{author:uuid}",
    opt={"verb": "show_author"},
    operation_id="show_author",
    summary="An author's record, sanctions and comments",
)
async def author(door: NamedDependency[Door], site: FromPath[str], author: FromPath[UUID]) -> dict[str, Any]:
    """Return one author."""
    return await show_author(door.means, site_name=site, author_id=author)


@post(
    "/authors/{author:uuid}/sanctions",
    opt={"verb": "sanction_author"},
    operation_id="sanction_author",
    summary="Suspend or block an author, for days or for good",
)
async def sanction(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    author: FromPath[UUID],
    data: JSONBody[Sanctioning],
) -> Sanctioned:
    """Impose a sanction from now on."""
    imposed = await sanction_author(
        door.means,
        site_name=site,
        author_id=author,
        staff=signed_in(request).id,
        kind=SanctionKind(data.kind),
        days=data.days,
        reason=data.reason,
        comment_id=data.comment,
    )
    return Sanctioned(imposed.id, str(imposed.kind), imposed.reason, imposed.ends_at)


@delete(
    "/sanctions/{sanction:uuid}",
    opt={"verb": "lift_sanction"},
    operation_id="lift_sanction",
    summary="End a sanction before its time",
    status_code=200,
)
async def lift(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], sanction: FromPath[UUID]
) -> dict[str, bool]:
    """Lift a sanction; lifted twice it is lifted once."""
    await lift_sanction(door.means, site_name=site, sanction_id=sanction, staff=signed_in(request).id)
    return {"lifted": True}


@get("/stories", opt={"verb": "show_stories"}, operation_id="show_stories", summary="The site's stories, newest first")
async def stories(door: NamedDependency[Door], site: FromPath[str]) -> dict[str, Any]:
    """Return the stories with how many comments they have and how many wait."""
    return {"stories": await show_stories(door.means, site_name=site)}


@put(
    "/stories/{slug:str}/discussion",
    opt={"verb": "switch_story"},
    operation_id="switch_story",
    summary="Open a story, let it wait for a moderator, or close it",
)
async def switch(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    slug: FromPath[str],
    data: JSONBody[Switching],
) -> dict[str, str]:
    """Turn a story's switch."""
    story = await switch_story(
        door.means,
        site_name=site,
        slug=slug,
        discussion=Discussion(data.discussion),
        staff=signed_in(request).id,
    )
    return {"slug": story.slug, "discussion": str(story.discussion)}


@get("/policy", opt={"verb": "show_policy"}, operation_id="show_policy", summary="The policy in force, with its file")
async def policy(door: NamedDependency[Door], site: FromPath[str]) -> dict[str, Any]:
    """Return version, words, thresholds and the file."""
    return await show_policy(door.means, site_name=site)


@post(
    "/policy",
    opt={"verb": "publish_policy"},
    operation_id="publish_policy",
    summary="Publish the policy's next version",
    description="For editors. 422 `policy-invalid` tells every problem with its line.",
)
async def publish(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], data: JSONBody[Publishing]
) -> dict[str, int]:
    """Put another text of the policy in force."""
    staff = signed_in(request).id
    number = await publish_policy(door.means, site_name=site, source=data.source, note=data.note, staff_id=staff)
    return {"version": number}


desk_tables_door = Router(
    "/desk/api/sites/{site:str}",
    route_handlers=[search, authors, author, sanction, lift, stories, switch, policy, publish],
    tags=["Desk"],
)
