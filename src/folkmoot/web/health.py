"""Health: whether it can read, write and judge, for whoever watches over the server."""

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency

from folkmoot.store.read import sites
from folkmoot.web.door import Door


class Health(msgspec.Struct):
    """How the parts are."""

    status: str
    """``ok``; ``degraded`` where persons must judge everything; ``failing`` where nothing can be read or written."""
    database: bool
    writing: bool
    judge: bool
    version: str


@get(
    "/health",
    opt={"verb": "show_health"},
    operation_id="show_health",
    summary="Whether it can read, write and judge",
    description="503 where it cannot read or write.",
    tags=["Operators"],
)
async def health(door: NamedDependency[Door]) -> Response[Health]:
    """Return how the parts are."""
    means = door.means
    try:
        await means.store.read(sites.all_sites)
        database = True
    except Exception:
        # Whatever it is, the answer to the question is no.
        database = False
    writing = means.store.writing
    judge = door.judge_answers()
    works = database and writing
    status = ("ok" if judge else "degraded") if works else "failing"
    shown = Health(status, database, writing, judge, door.settings.version)
    return Response(shown, status_code=200 if works else 503)
