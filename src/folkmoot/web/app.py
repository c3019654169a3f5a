"""The web as one ASGI application: every visitor's door, behind one front."""

from collections.abc import Callable
from typing import Any

from litestar import Litestar, Request, Response
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ASGIApp

from folkmoot.operations.means import Means
from folkmoot.web.assets import Assets
from folkmoot.web.author import author_door
from folkmoot.web.desk import desk_door
from folkmoot.web.desk_cases import desk_cases_door
from folkmoot.web.desk_tables import desk_tables_door
from folkmoot.web.door import Door
from folkmoot.web.front import Front
from folkmoot.web.headers import Guarding
from folkmoot.web.health import health
from folkmoot.web.identity import allowed
from folkmoot.web.limits import Limits
from folkmoot.web.live import live_door
from folkmoot.web.mine import mine
from folkmoot.web.plain import plain_door
from folkmoot.web.publisher import publisher_door
from folkmoot.web.reader import reader_door
from folkmoot.web.ready import Ready
from folkmoot.web.reference import openapi_config, reference_door
from folkmoot.web.refusals import refusal
from folkmoot.web.settings import WebSettings
from folkmoot.web.sites import Sites
from folkmoot.web.streams import Streams

__all__ = ["DOORS", "WebSettings", "build_app"]

DOORS = (
    reader_door,
    author_door,
    mine,
    plain_door,
    live_door,
    publisher_door,
    desk_door,
    desk_cases_door,
    desk_tables_door,
    reference_door,
    health,
)
"""Every visitor's."""


def build_app(means: Means, *, settings: WebSettings, judge_answers: Callable[[], bool] = lambda: True) -> ASGIApp:
    """Build the web. ``means.bus.close()`` ends its open streams, so that a server can end.

    ``judge_answers`` tells whether a process that hears comments is up; it is asked for the health only.
    """
    sites, limits, guarding = Sites(means), Limits(settings.rates), Guarding(settings)
    ready = Ready(means, sites, limits, guarding, most_bytes=settings.ready_bytes)
    streams = Streams(
        means,
        freshen=ready.pages.freshen,
        most=settings.streams_at_once,
        most_a_network=settings.streams_a_network,
    )
    door = Door(means, settings, sites, limits, streams, judge_answers)
    return Front(framework(door), door=door, ready=ready, assets=Assets(settings.static), guarding=guarding)


def framework(door: Door) -> Litestar:
    """Return the doors as routes of the framework, each behind the table of who may do what."""

    def refused(request: "Request[Any, Any, Any]", error: Exception) -> Response[bytes]:
        problem, headers, body = refusal(door, request.url.path, error)
        sent = dict(headers)
        media_type = sent.pop("content-type").removesuffix("; charset=utf-8")  # the framework adds it again
        return Response(body, status_code=problem.status, headers=sent, media_type=media_type)

    return Litestar(
        route_handlers=DOORS,
        dependencies={"door": Provide(lambda: door, sync_to_thread=False)},
        guards=[allowed],
        exception_handlers={Exception: refused},
        openapi_config=openapi_config(door.settings.version),
        logging_config=None,
        state=State({"door": door}),
        request_max_body_size=None,
    )
