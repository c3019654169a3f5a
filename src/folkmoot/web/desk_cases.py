"""The desk's cases: the queue, one comment in its context, decisions and their undoing, claims and notes."""

from typing import Any, Literal
from uuid import UUID

import msgspec
from litestar import Request, Router, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from folkmoot.errors import Conflict
from folkmoot.operations import decide_comment as deciding
from folkmoot.operations.claim_case import claim_case, release_case
from folkmoot.operations.decide_comment import Decided, decide_comment, undo_decision
from folkmoot.operations.note_comment import note_comment
from folkmoot.operations.show_case import show_case
from folkmoot.operations.show_queue import show_queue
from folkmoot.policy.outcome import Outcome
from folkmoot.web.door import Door
from folkmoot.web.identity import signed_in


class Follows(msgspec.Struct, forbid_unknown_fields=True):
    """The decision that the moderator saw, and the newest text that he saw."""

    n: int
    seq: int
    newest: int | None = None

    def seen(self) -> deciding.Follows:
        """Return it as the operation wants it."""
        return deciding.Follows(self.n, self.seq, self.newest)


class Deciding(msgspec.Struct, forbid_unknown_fields=True):
    """A moderator's outcome."""

    outcome: Literal["publish", "hold", "reject"]
    follows: Follows
    clause: str | None = None
    note: str = ""


class Undoing(msgspec.Struct, forbid_unknown_fields=True):
    """One more decision, that restores what stood before."""

    follows: Follows


class Noting(msgspec.Struct, forbid_unknown_fields=True):
    """A note for the desk alone."""

    text: str


@get("/queue", opt={"verb": "show_queue"}, operation_id="show_queue", summary="What waits, oldest first")
async def queue(
    door: NamedDependency[Door],
    site: FromPath[str],
    filter: FromQuery[Literal["all", "held", "flagged", "first", "unknown"]] = "all",  # noqa: A002  # the door's word
    clause: FromQuery[str | None] = None,
    language: FromQuery[str | None] = None,
    story: FromQuery[str | None] = None,
) -> dict[str, Any]:
    """Return up to 200 cases, with the figures for every filter."""
    return await show_queue(
        door.means,
        site_name=site,
        filter=filter,
        clause=clause or None,
        language=language or None,
        story=story or None,
    )


@get(
    "/comments/{comment:uuid}",
    opt={"verb": "show_case"},
    operation_id="show_case",
    summary="A comment with all that is needed to decide it",
)
async def case(door: NamedDependency[Door], site: FromPath[str], comment: FromPath[UUID]) -> dict[str, Any]:
    """Return article, parent, thread, author's record, marked words, scores, flags and decisions."""
    return await show_case(door.means, site_name=site, comment_id=comment)


@post(
    "/comments/{comment:uuid}/decisions",
    opt={"verb": "decide_comment"},
    operation_id="decide_comment",
    summary="Publish, keep held, or reject under a clause",
    description="409 `decided-by-another` shows who was first; 409 `revised-meanwhile` asks to read the newer text.",
    status_code=200,
)
async def decide(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[UUID],
    data: JSONBody[Deciding],
) -> dict[str, Any]:
    """Decide; answered once every page follows from it."""
    outcomes = {"publish": Outcome.PUBLISH, "hold": Outcome.HOLD, "reject": Outcome.REJECT}
    decided = await decide_comment(
        door.means,
        site_name=site,
        comment_id=comment,
        staff=signed_in(request).id,
        outcome=outcomes[data.outcome],  # type: ignore[arg-type]  # the three that a person may choose
        clause=data.clause,
        note=data.note,
        follows=data.follows.seen(),
    )
    return await _shown(door, site, decided)


@post(
    "/comments/{comment:uuid}/undo",
    opt={"verb": "undo_decision"},
    operation_id="undo_decision",
    summary="Restore what stood before a moderator's decision",
    status_code=200,
)
async def undo(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[UUID],
    data: JSONBody[Undoing],
) -> dict[str, Any]:
    """Undo by one more decision."""
    decided = await undo_decision(
        door.means, site_name=site, comment_id=comment, staff=signed_in(request).id, follows=data.follows.seen()
    )
    return await _shown(door, site, decided)


async def _shown(door: Door, site: str, decided: Decided) -> dict[str, Any]:
    shown = await show_case(door.means, site_name=site, comment_id=decided.comment)
    taken = next(d for d in shown["decisions"] if (d["n"], d["seq"]) == (decided.n, decided.seq))
    return {"decision": taken, "case": shown, "next": decided.next, "left": decided.left}


@post(
    "/comments/{comment:uuid}/claim",
    opt={"verb": "claim_case"},
    operation_id="claim_case",
    summary="Say that one is on a case",
    description="Courtesy only: 409 `claimed-by-another` keeps nobody from deciding.",
    status_code=200,
)
async def claim(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], comment: FromPath[UUID]
) -> dict[str, bool]:
    """Claim for ten minutes."""
    member = signed_in(request)
    claimed = await claim_case(door.means, site_name=site, comment_id=comment, staff=member.id, staff_name=member.name)
    if not claimed:
        raise Conflict("claimed-by-another", "Somebody else is on this case, or it no longer waits.")
    return {"claimed": True}


@delete(
    "/comments/{comment:uuid}/claim",
    opt={"verb": "release_case"},
    operation_id="release_case",
    summary="Take a claim back",
    status_code=200,
)
async def release(
    door: NamedDependency[Door], request: Request[Any, Any, Any], site: FromPath[str], comment: FromPath[UUID]
) -> dict[str, bool]:
    """Release a case."""
    await release_case(door.means, site_name=site, comment_id=comment, staff=signed_in(request).id)
    return {"claimed": False}


@post(
    "/comments/{comment:uuid}/notes",
    opt={"verb": "note_comment"},
    operation_id="note_comment",
    summary="Note something for the desk alone",
)
async def note(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],
    site: FromPath[str],
    comment: FromPath[UUID],
    data: JSONBody[Noting],
) -> dict[str, bool]:
    """Keep a note beside a comment's decisions."""
    await note_comment(door.means, site_name=site, comment_id=comment, staff=signed_in(request).id, text=data.text)
    return {"noted": True}


desk_cases_door = Router(
    "/desk/api/sites/{site:str}", route_handlers=[queue, case, decide, undo, claim, release, note], tags=["Desk"]
)
