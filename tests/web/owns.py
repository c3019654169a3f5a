"""Builds an author's own comments to be rendered, with one telling detail."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from folkmoot.discussion.comment import State
from folkmoot.operations.own import OwnComment, OwnFinding
from folkmoot.policy.outcome import Outcome
from folkmoot.text.span import Span
from folkmoot.web.own_html import OwnPlace
from folkmoot.web.page import Frame, Place

NOON = datetime(2026, 11, 17, 9, 52, tzinfo=UTC)
FRAME = Frame("http://127.0.0.1:8000", "ferry-post", "The Ferry Post", "en")
ARABIC = Frame("http://127.0.0.1:8000", "ferry-post", "بريد العبّارة", "ar")
PLACE = Place(
    "night-ferry",
    "Night ferry stays tied up as the President blames the far bank",
    "http://localhost:8001/stories/night-ferry",
)
OWN_PLACE = OwnPlace("night-ferry", longest=2000, now=NOON)
ATTACKS = "No personal attacks on other commenters, on our writers or on private people."
PARROT = (
    "@Otto Brand You say the far bank broke the pump. Then show us one line of the log. You are a brainless "
    "parrot of the "
    "palace and everybody here knows it. The pump was on the repair list in April, and the paper has printed "
    "the page."
)


def a_finding(**detail: Any) -> OwnFinding:
    """Return a ground: very likely an insult at Otto Brand."""
    given: dict[str, Any] = {
        "letter": "a",
        "clause": "personal-attacks",
        "rule": ATTACKS,
        "why": "Argue with what people say, not with who they are.",
        "reason": "score",
        "attribute": "insult",
        "target": "commenter",
        "at_name": "Otto Brand",
        "score": 0.91,
        "spans": (),
    }
    return OwnFinding(**(given | detail))


def an_own(**detail: Any) -> OwnComment:
    """Return a held first comment."""
    given: dict[str, Any] = {
        "id": UUID(int=7),
        "number": None,
        "parent": None,
        "parent_name": None,
        "parent_text": None,
        "name": "Jonas Reed",
        "state": State.HELD,
        "text": "Twenty crowns is robbery by the pirates of the yellow boat, and everybody knows which family that is.",
        "shown_text": None,
        "revision": 1,
        "attempt": 1,
        "posted_at": NOON,
        "edit_until": NOON.replace(minute=56),
        "can": frozenset({"edit", "withdraw"}),
        "findings": (a_finding(target="private_person", at_name=None, score=0.74),),
        "outcome": Outcome.HOLD,
        "by_person": False,
        "note": "",
    }
    return OwnComment(**(given | detail))


def the_parrot(**detail: Any) -> OwnComment:
    """Return the returned comment of the design's pictures ``compose-reword``."""
    spans = tuple(
        Span(PARROT.index(words), PARROT.index(words) + len(words))
        for words in ("You are a brainless parrot", "and everybody here knows it")
    )
    given: dict[str, Any] = {
        "text": PARROT,
        "id": UUID(int=8),
        "state": State.RETURNED,
        "outcome": Outcome.REWORD,
        "parent": "1.1",
        "parent_name": "Otto Brand",
        "parent_text": "With respect, you cannot know that. A pump that ran for eleven years does not fail in "
        "the week of "
        "the talks.",
        "can": frozenset({"reword", "ask", "discard"}),
        "edit_until": None,
        "findings": (a_finding(spans=spans),),
    }
    return an_own(**(given | detail))
