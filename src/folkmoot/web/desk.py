"""The desk's door: signing in by a one-time link, and the page of the console."""

from pathlib import Path
from typing import Any

import msgspec
from litestar import Request, Response, Router, get, post
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.params import FromPath
from markupsafe import Markup

from folkmoot.errors import NotAllowed, NotFound
from folkmoot.operations import staff_sign_in
from folkmoot.operations.staff_sign_in import SESSION_DAYS
from folkmoot.web import html
from folkmoot.web.assets import console_files
from folkmoot.web.door import Door
from folkmoot.web.identity import DESK_COOKIE, csrf_of, own_page_only, signed_in
from folkmoot.web.page import Frame

PAGE = "text/html"
"""The framework adds the encoding."""


class SiteOfMine(msgspec.Struct):
    """A publication that somebody may work at."""

    name: str
    title: str
    role: str
    language: str


class Me(msgspec.Struct):
    """Who sits at the desk; ``csrf`` goes along with every change."""

    name: str
    csrf: str
    sites: list[SiteOfMine]


@get("/desk/sign-in/{token:str}", opt={"verb": "link_is_good"}, include_in_schema=False)
async def sign_in_page(
    door: NamedDependency[Door], request: Request[Any, Any, Any], token: FromPath[str]
) -> Response[str]:
    """Show the button behind a one-time link; looking does not use it up, so that a mail program may look first."""
    door.limits.sign_in(network=door.network(request))
    if not await staff_sign_in.link_is_good(door.means, token):
        raise NotAllowed("link-used", "This link was used or has expired. Ask for another one.")
    page = html.sign_in_page(_frame(door), action=f"{door.settings.root}/desk/sign-in/{token}")
    return Response(page, media_type=PAGE)


@post("/desk/sign-in/{token:str}", opt={"verb": "sign_in"}, include_in_schema=False)
async def sign_in(door: NamedDependency[Door], request: Request[Any, Any, Any], token: FromPath[str]) -> Response[None]:
    """Use the link up and open a session."""
    door.limits.sign_in(network=door.network(request))
    own_page_only(door, request)
    session = await staff_sign_in.sign_in(door.means, token)
    cookie = desk_cookie(door, session, seconds=SESSION_DAYS * 86400)
    return Response(None, status_code=303, headers={"location": f"{door.settings.public_url}/desk/"}, cookies=[cookie])


@post(
    "/desk/sign-out",
    opt={"verb": "sign_out"},
    operation_id="sign_out",
    summary="End the session",
    status_code=200,
    tags=["Desk"],
)
async def sign_out(door: NamedDependency[Door], request: Request[Any, Any, Any]) -> Response[dict[str, bool]]:
    """End the session here and in the store."""
    await staff_sign_in.sign_out(door.means, request.cookies[DESK_COOKIE])
    return Response({"signed_out": True}, cookies=[desk_cookie(door, "", seconds=0)])


@get("/desk/api/me", opt={"verb": "show_me"}, operation_id="show_me", summary="Who is signed in", tags=["Desk"])
async def me(request: Request[Any, Any, Any]) -> Me:
    """Return name, roles and the secret that every change must carry."""
    member = signed_in(request)
    sites = [SiteOfMine(name, title, role, language) for _, name, title, language, role in member.roles]
    return Me(member.name, csrf_of(request.cookies[DESK_COOKIE]), sites)


@get(["/desk", "/desk/{path:path}"], opt={"verb": "show_console"}, include_in_schema=False)
async def console(door: NamedDependency[Door], request: Request[Any, Any, Any]) -> Response[str]:
    """Return the console: one page for every address, which its script reads."""
    if request.url.path.startswith("/desk/api"):
        raise NotFound("not-found", "There is nothing at this address.")
    return Response(console_page(door.settings.static, door.settings.root), media_type=PAGE)


def console_page(folder: Path, root: str) -> str:
    """Return the console's page; without a script it says what is missing."""
    scripts, sheets = console_files(folder)
    static = f"{root}/static/"
    links = [Markup('<link rel="icon" href="{}icon.svg" type="image/svg+xml">').format(static)]
    links += [Markup('<link rel="stylesheet" href="{}{}">').format(static, sheet) for sheet in sheets]
    links += [Markup('<script type="module" src="{}{}"></script>').format(static, script) for script in scripts]
    missing = "" if scripts else "<p>The console was not built: run <code>make setup</code>.</p>"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<meta name="color-scheme" content="light dark"><title>Folkmoot desk</title>{"".join(links)}</head>\n'
        f"<body>{missing}<noscript><p>The desk needs JavaScript.</p></noscript></body></html>\n"
    )


def desk_cookie(door: Door, session: str, *, seconds: int) -> Cookie:
    """Return the cookie of a session; it goes to the desk's own pages alone, never along from another site."""
    return Cookie(
        key=DESK_COOKIE,
        value=session,
        path=f"{door.settings.root}/desk",
        max_age=seconds,
        httponly=True,
        secure=door.settings.secure,
        samesite="strict",
    )


def _frame(door: Door) -> Frame:
    return Frame(door.settings.public_url, "", "Folkmoot", "en")


desk_door = Router("/", route_handlers=[sign_in_page, sign_in, sign_out, me, console])
