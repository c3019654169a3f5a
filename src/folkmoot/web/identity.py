"""Who is asking, and what each may do: one table of verbs and actors for every door."""

import hmac
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from folkmoot.errors import NotAllowed
from folkmoot.operations.means import hash_of
from folkmoot.operations.set_up_site import publisher_site
from folkmoot.operations.staff_sign_in import member_of
from folkmoot.store.read.desk import Member
from folkmoot.web.door import Door, bearer_of

DESK_COOKIE = "folkmoot_desk"
CSRF_HEADER = "X-Folkmoot-CSRF"


class Actor(StrEnum):
    """Who may be asking."""

    READER = "reader"
    """Anybody."""
    AUTHOR = "author"
    """Whoever writes from a browser: the operation compares his token with the comment's author."""
    PUBLISHER = "publisher"
    """The newspaper's server, by its key."""
    MODERATOR = "moderator"
    EDITOR = "editor"
    OPERATOR = "operator"
    MACHINE = "machine"
    """This server itself, and whoever has a shell on its machine: no door leads here."""


EVERYBODY = frozenset({Actor.READER})
WRITERS = frozenset({Actor.AUTHOR})
SERVERS = frozenset({Actor.PUBLISHER})
DESK = frozenset({Actor.MODERATOR, Actor.EDITOR, Actor.OPERATOR})
OWNERS = frozenset({Actor.EDITOR, Actor.OPERATOR})
NO_DOOR = frozenset({Actor.MACHINE})

MAY: Mapping[str, frozenset[Actor]] = {
    # reading
    "show_thread": EVERYBODY,
    "page_with": EVERYBODY,
    "count_comments": EVERYBODY,
    "follow_thread": EVERYBODY,
    "show_printed_policy": EVERYBODY,
    "show_health": EVERYBODY,
    "show_reference": EVERYBODY,
    # writing
    "show_mine": WRITERS,
    "submit_comment": WRITERS,
    "revise_comment": WRITERS,
    "ask_moderator": WRITERS,
    "withdraw_comment": WRITERS,
    "flag_comment": WRITERS,
    # the newspaper's server
    "put_story": SERVERS,
    "show_story": SERVERS,
    # signing in: a link is shown by its own secret
    "link_is_good": EVERYBODY,
    "sign_in": EVERYBODY,
    "show_console": EVERYBODY,
    # the desk
    "sign_out": DESK,
    "show_me": DESK,
    "show_queue": DESK,
    "show_case": DESK,
    "decide_comment": DESK,
    "undo_decision": DESK,
    "claim_case": DESK,
    "release_case": DESK,
    "note_comment": DESK,
    "search_comments": DESK,
    "find_authors": DESK,
    "show_author": DESK,
    "sanction_author": DESK,
    "lift_sanction": DESK,
    "show_stories": DESK,
    "switch_story": DESK,
    "show_policy": DESK,
    "follow_desk": DESK,
    "publish_policy": OWNERS,
    # no door
    "add_site": NO_DOOR,
    "change_site": NO_DOOR,
    "refresh_every": NO_DOOR,
    "begin_playing": NO_DOOR,
    "end_playing": NO_DOOR,
    "publisher_site": NO_DOOR,
    "add_staff": NO_DOOR,
    "link_staff": NO_DOOR,
    "remove_staff": NO_DOOR,
    "make_link": NO_DOOR,
    "member_of": NO_DOOR,
    "deliver_due": NO_DOOR,
    "deliver_for_ever": NO_DOOR,
    "refresh": NO_DOOR,
    "tell_desk": NO_DOOR,
    "judge": NO_DOOR,
    "judge_apart": NO_DOOR,
    "rejudge": NO_DOOR,
    "import_page": NO_DOOR,
    "export_author": NO_DOOR,
    "erase_author": NO_DOOR,
    "check_store": NO_DOOR,
    "tidy": NO_DOOR,
    "tidy_for_ever": NO_DOOR,
}
"""Which actors may use which verb. Every operation has its row; a house test sees to it."""


async def allowed(connection: "ASGIConnection[Any, Any, Any, Any]", handler: BaseRouteHandler) -> None:
    """Let a request through to its handler where its actor may use the handler's verb; a guard of the framework.

    Raises:
        NotAllowed: ``key-unknown``, ``not-signed-in``, ``not-your-role``, ``csrf``, ``origin-foreign``.
    """
    door: Door = connection.app.state.door
    actors = MAY[handler.opt["verb"]]
    if actors & (EVERYBODY | WRITERS):
        return
    request: Request[Any, Any, Any] = Request(connection.scope)
    if Actor.PUBLISHER in actors:
        await _publisher(door, request)
    else:
        await _member(door, request, actors)


async def _publisher(door: Door, request: "Request[Any, Any, Any]") -> None:
    key = bearer_of(request)
    site = None if key is None else await publisher_site(door.means, key)
    if site is None or site.name != request.path_params.get("site"):
        raise NotAllowed("key-unknown", "This needs the publisher's key of this site.")


async def _member(door: Door, request: "Request[Any, Any, Any]", actors: frozenset[Actor]) -> None:
    session = request.cookies.get(DESK_COOKIE, "")
    member = await member_of(door.means, session) if session else None
    if member is None or not member.roles:
        raise NotAllowed("not-signed-in", "Please sign in to the desk.")
    if request.method not in ("GET", "HEAD"):
        own_page_only(door, request)
        if not hmac.compare_digest(request.headers.get(CSRF_HEADER, "").encode(), csrf_of(session).encode()):
            raise NotAllowed("csrf", "This page is too old. Please load it again.")
    name = request.path_params.get("site")
    if name is not None and not any(at == name and role in actors for _, at, _, _, role in member.roles):
        raise NotAllowed("not-your-role", "Your role at this publication does not allow that.")
    request.state.member = member


def signed_in(request: "Request[Any, Any, Any]") -> Member:
    """Return who sits at the desk; only behind the guard."""
    member = request.state.member
    assert isinstance(member, Member)
    return member


def csrf_of(session: str) -> str:
    """Return what every change from the desk's page must carry: only who knows the session can make it."""
    return hash_of(f"csrf:{session}")


def own_page_only(door: Door, request: "Request[Any, Any, Any]") -> None:
    """Say no to a form or script of another site.

    Raises:
        NotAllowed: ``origin-foreign``.
    """
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "same-origin")
    if (origin is not None and origin.lower() != door.settings.origin) or site == "cross-site":
        raise NotAllowed("origin-foreign", "This did not come from a page of ours.")
