"""The live door: server-sent events for readers of a thread and for the desk."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from litestar import Request, Router, get
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from folkmoot.operations.staff_sign_in import member_of
from folkmoot.web.door import Door
from folkmoot.web.identity import DESK_COOKIE
from folkmoot.web.sites import listed_url

LOOK_SECONDS = 60.0
"""How often an open stream of the desk asks whether its session still is one."""

HEADERS = {
    # nginx would otherwise wait for a whole buffer of events.
    "x-accel-buffering": "no",
}


@get(
    "/api/sites/{site:str}/live",
    opt={"verb": "follow_thread"},
    operation_id="follow_thread",
    summary="Hear of every change of a thread",
    description="`text/event-stream`: an event `thread` with `version`, `count` and the new numbers, at once and after "
    "each change, at most once a second; a comment line every 15 seconds.",
    tags=["Readers"],
)
async def follow_thread(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], url: FromQuery[str]
) -> Stream:
    """Open a reader's stream."""
    at = await door.sites.named(site)
    told = door.streams.thread(at, listed_url(at, url), network=door.network(request))
    return Stream(told, media_type="text/event-stream", headers=HEADERS)


@get(
    "/desk/api/sites/{site:str}/live",
    opt={"verb": "follow_desk"},
    operation_id="follow_desk",
    summary="Hear of what happens at the desk",
    description="`text/event-stream`: events `queue`, `decided` and `claimed`.",
    tags=["Desk"],
)
async def follow_desk(door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str]) -> Stream:
    """Open a moderator's stream."""
    at = await door.sites.named(site)
    told = door.streams.desk(at.id, network=door.network(request))
    return Stream(
        _while_signed_in(door, request.cookies[DESK_COOKIE], told), media_type="text/event-stream", headers=HEADERS
    )


async def _while_signed_in(door: Door, session: str, told: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """Pass on what is told until the session has ended or its owner has left."""
    loop = asyncio.get_running_loop()
    looked_at = loop.time()
    async with aclosing(told):
        async for chunk in told:
            if loop.time() - looked_at >= LOOK_SECONDS:
                if await member_of(door.means, session) is None:
                    return
                looked_at = loop.time()
            yield chunk


live_door = Router("/", route_handlers=[follow_thread, follow_desk])
