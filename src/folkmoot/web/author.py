"""The author's door: writing, rewording, asking a moderator, withdrawing and flagging, from the embed."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Request, Response, Router, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from folkmoot.discussion.site import Site
from folkmoot.errors import BadInput, NotFound
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments, stories
from folkmoot.web.door import Door, address_of, bearer_of
from folkmoot.web.own import Own, own_answer
from folkmoot.web.sites import listed_url

FLAGGED = "A moderator will look. The comment stays until then."


class Written(msgspec.Struct, forbid_unknown_fields=True):
    """A comment from the form. Which article it stands under is said by its address alone."""

    url: str
    name: str
    text: str
    key: Annotated[str, msgspec.Meta(description="Random, at least 16 characters, made when the form is opened: "
                                     "the same key again is the same comment.")]  # fmt: skip
    parent: Annotated[str | None, msgspec.Meta(description="The printed number that is answered: `3.1`.")] = None


class Reworded(msgspec.Struct, forbid_unknown_fields=True):
    """Another text of a comment."""

    text: str
    key: str
    name: str | None = None


class Keyed(msgspec.Struct, forbid_unknown_fields=True):
    """A form without fields."""

    key: str = ""


class FlagSent(msgspec.Struct, forbid_unknown_fields=True):
    """A reader says which clause is broken."""

    clause: str
    note: str = ""
    key: str = ""


class Flagged(msgspec.Struct):
    """What became of a flag."""

    flagged: bool
    sentence: str


@post(
    "/comments",
    opt={"verb": "submit_comment"},
    operation_id="submit_comment",
    summary="Write a comment, or a reply",
    description="Judged before anybody sees it: published, returned to be reworded, held, or rejected. Answered once "
    "it is on disk; 200 where the same key was answered before.",
)
async def write_comment(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], data: JSONBody[Written]
) -> Response[Own]:
    """Take a comment in."""
    at, token = await door.sites.named(site), bearer_of(request)
    url = listed_url(at, data.url)
    door.limits.post(person=door.person(at, token), network=door.network(request), story=(at.id, url))
    sent = Submission(site, url, data.name, data.text, data.key, data.parent, token, address_of(request))
    answer = await submit_comment(door.means, sent)
    return Response(await own_answer(door, at, answer), status_code=200 if answer.repeated else 201)


@post(
    "/comments/{comment:uuid}/revisions",
    opt={"verb": "revise_comment"},
    operation_id="revise_comment",
    summary="Reword a returned comment, or edit one",
    status_code=200,
)
async def reword_comment(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[UUID],
    data: JSONBody[Reworded],
) -> Own:
    """Take another text in."""
    at = await _counted(door, request, site)
    answer = await revise_comment(
        door.means,
        site_name=site,
        comment_id=comment,
        token=bearer_of(request),
        text=data.text,
        key=data.key,
        address=address_of(request),
    )
    return await own_answer(door, at, answer)


@post(
    "/comments/{comment:uuid}/ask",
    opt={"verb": "ask_moderator"},
    operation_id="ask_moderator",
    summary="Ask a moderator instead of rewording",
    status_code=200,
)
async def ask(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[UUID],
    data: JSONBody[Keyed],  # noqa: ARG001  # read, so that an unknown field is refused
) -> Own:
    """Hold the returned text, unchanged, for a person."""
    at = await _counted(door, request, site)
    token = bearer_of(request)
    return await own_answer(door, at, await ask_moderator(door.means, site_name=site, comment_id=comment, token=token))


@post(
    "/comments/{comment:uuid}/withdraw",
    opt={"verb": "withdraw_comment"},
    operation_id="withdraw_comment",
    summary="Withdraw a comment, or throw a returned text away",
    status_code=200,
)
async def withdraw(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[UUID],
    data: JSONBody[Keyed],  # noqa: ARG001  # read, so that an unknown field is refused
) -> Own:
    """Withdraw; answered once no page shows the text."""
    at = await _counted(door, request, site)
    answer = await withdraw_comment(door.means, site_name=site, comment_id=comment, token=bearer_of(request))
    return await own_answer(door, at, answer)


@post(
    "/comments/{comment:str}/flags",
    opt={"verb": "flag_comment"},
    operation_id="flag_comment",
    summary="Flag a comment under a clause",
    description="`comment` is its id, or its printed number together with `?url=`.",
)
async def flag(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[str],
    data: JSONBody[FlagSent],
    url: FromQuery[str | None] = None,
) -> Flagged:
    """Keep a flag; it never changes what readers see."""
    at, token = await door.sites.named(site), bearer_of(request)
    door.limits.flag(person=door.person(at, token), network=door.network(request), story=(at.id, url or comment))
    comment_id = await comment_named(door, at, comment, url)
    await flag_comment(
        door.means,
        site_name=site,
        comment_id=comment_id,
        clause=data.clause,
        note=data.note,
        token=token,
        address=address_of(request),
    )
    return Flagged(flagged=True, sentence=door.frame(at).words.say(FLAGGED))


async def _counted(door: Door, request: "Request[Any, Any, Any]", site: str) -> Site:
    at = await door.sites.named(site)
    door.limits.revise(person=door.person(at, bearer_of(request)), network=door.network(request))
    return at


async def comment_named(door: Door, site: Site, name: str, url: str | None) -> UUID:
    """Return the id of a comment that is named by its id, or by its number under a story.

    Raises:
        NotFound: ``comment-unknown``.
        BadInput: ``url-invalid``.
    """
    try:
        return UUID(name)
    except ValueError:
        pass
    if url is None:
        raise BadInput("input-invalid", "A number needs the story's address beside it.", field="url")
    address = listed_url(site, url)

    def look(db: Connection) -> UUID | None:
        story = stories.story_at(db, site=site.id, url=address)
        found = story and comments.comment_numbered(db, site=site.id, story=story.id, number=name)
        return found.id if found else None

    found = await door.means.store.read(look)
    if found is None:
        raise NotFound("comment-unknown", "There is no such comment here.")
    return found


author_door = Router(
    "/api/sites/{site:str}",
    route_handlers=[write_comment, reword_comment, ask, withdraw, flag],
    tags=["Authors"],
)
