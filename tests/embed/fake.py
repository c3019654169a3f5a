"""A small Folkmoot for the embed's tests: the real rendering behind doors that answer by what a text says.

"parrot" is returned to be reworded, "pirates" held, "vermin" rejected; everything else is published at once.
"""

import queue
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from feed import threads
from folkmoot.discussion.comment import State
from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.thread import Absence, ThreadComment, page_at, page_of, pages_of
from folkmoot.feed.render import thread_fragment
from folkmoot.operations.own import OwnComment, Standing
from folkmoot.policy.outcome import Outcome
from folkmoot.text.span import Span
from folkmoot.web.html import standing_html
from folkmoot.web.own_html import own_html
from web import owns


class FakeFolkmoot:
    """One story's thread in memory, and what its readers have sent."""

    def __init__(self) -> None:
        self.comments: list[ThreadComment] = []
        self.own: dict[UUID, OwnComment] = {}
        self.keys: dict[str, UUID] = {}
        self.received: list[dict[str, Any]] = []
        self.version = 1
        self.size = 50
        self.broken = False
        """Every door answers 503."""
        self.tells_numbers = True
        """Whether the stream names the new numbers."""
        self.late = 0
        """So many answers still show the page as it was, as kept pages do for a moment."""
        self._before: str | None = None
        self.standing: Standing | None = None
        self.view: dict[str, Any] = {}
        self.listeners: list[queue.Queue[dict[str, Any] | None]] = []
        self.public_url = ""

    def publish(self, number: str, text: str, name: str = "Petra Lunn", **detail: Any) -> None:
        """Put a comment into the thread and tell the streams."""
        now = datetime.now(UTC)
        self.comments.append(threads.a_comment(number, text, name, published_at=now, **detail))
        self.changed(numbered=[number])

    def remove(self, number: str) -> None:
        """Let a moderator remove a comment."""
        self.comments = [
            replace(c, text="", absence=Absence.REMOVED, why=threads.WHY) if c.number == number else c
            for c in self.comments
        ]
        self.changed(numbered=[])

    def decide(self, comment: UUID, outcome: Outcome) -> None:
        """Let a moderator decide on what is held."""
        own = self.own[comment]
        if outcome is Outcome.PUBLISH:
            number = self.next_number(own.parent)
            self.own[comment] = replace(own, state=State.PUBLISHED, number=number, outcome=outcome)
            self.publish(number, own.text, own.name)
        else:
            self.own[comment] = replace(own, state=State.REJECTED, outcome=outcome, by_person=True, can=frozenset())

    def changed(self, *, numbered: list[str]) -> None:
        """Raise the version and tell the streams."""
        self.version += 1
        for listener in list(self.listeners):
            listener.put(self.state() | {"numbered": numbered if self.tells_numbers else []})

    def state(self) -> dict[str, Any]:
        return {"version": self.version, "count": sum(not c.absence for c in self.comments)}

    def fragment(self, *, page: int, order: str, at: str | None) -> str | None:
        """Return the page's HTML; None where a number stands nowhere."""
        if self.late and self._before is not None:
            self.late -= 1
            return self._before
        self._before = self._fragment(page=page, order=order, at=at)
        return self._before

    def _fragment(self, *, page: int, order: str, at: str | None) -> str | None:
        pages = pages_of(self.comments, sorting=Sorting(order), size=self.size)
        found = page_of(pages, at) if at else page
        if found is None:
            return None
        shown = page_at(pages, found)
        detail: dict[str, Any] = {
            "page": shown.page,
            "pages": shown.pages,
            "continued": shown.continued,
            "version": self.version,
            "count": self.state()["count"],
            "public_url": self.public_url,
            "sorting": Sorting(order),
        }
        return thread_fragment(threads.a_view(shown.comments, **(detail | self.view)))

    def next_number(self, parent: str | None) -> str:
        """Return the number that comes next under a parent."""
        depth = parent.count(".") + 1 if parent else 0
        within = [c for c in self.comments if c.depth == depth and (not parent or c.number.startswith(f"{parent}."))]
        last = max((c.path[-1] for c in within), default=0) + 1
        return f"{parent}.{last}" if parent else str(last)

    def judge(self, own: OwnComment) -> OwnComment:
        """Decide by what the text says."""
        text = own.text
        if "parrot" in text and own.attempt == 1:
            at = text.index("parrot")
            finding = owns.a_finding(spans=(Span(at, at + 6),))
            can = frozenset({"reword", "ask", "discard"})
            return replace(own, state=State.RETURNED, outcome=Outcome.REWORD, findings=(finding,), can=can)
        if "vermin" in text or "parrot" in text:
            word = "vermin" if "vermin" in text else "parrot"
            finding = owns.a_finding(spans=(Span(text.index(word), text.index(word) + 6),))
            return replace(own, state=State.REJECTED, outcome=Outcome.REJECT, findings=(finding,), can=frozenset())
        if "pirates" in text:
            finding = owns.a_finding(target="private_person", at_name=None, score=0.74)
            can = frozenset({"edit", "withdraw"})
            return replace(own, state=State.HELD, outcome=Outcome.HOLD, findings=(finding,), can=can)
        number = own.number or self.next_number(own.parent)
        can = frozenset({"edit", "withdraw"})
        published = replace(own, state=State.PUBLISHED, outcome=Outcome.PUBLISH, findings=(), number=number, can=can)
        self.comments = [c for c in self.comments if c.number != number]
        self.publish(number, own.text, own.name)
        return published

    def post(self, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Take a comment in; the same key is the same comment."""
        if sent["key"] in self.keys:
            return 200, self.answer(self.own[self.keys[sent["key"]]])
        if self.standing is not None:
            return 403, {"code": self.standing.kind, "detail": "You cannot write here at present."}
        if sent["name"] == "Tomas Verrin":
            return 422, {"code": "name-taken", "detail": "This name belongs to somebody in the story.", "field": "name"}
        parent = next((c for c in self.comments if c.number == sent["parent"]), None)
        now = datetime.now(UTC)
        own = owns.an_own(
            id=uuid4(),
            text=sent["text"],
            name=sent["name"],
            parent=sent["parent"],
            parent_name=parent.name if parent else None,
            parent_text=parent.text if parent else None,
            posted_at=now,
            edit_until=now + timedelta(minutes=5),
        )
        own = self.judge(own)
        self.own[own.id] = own
        self.keys[sent["key"]] = own.id
        return 201, self.answer(own)

    def change(self, comment: UUID, verb: str, sent: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Reword, edit, ask or withdraw."""
        own = self.own[comment]
        match verb:
            case "revisions":
                own = self.judge(replace(own, text=sent["text"], attempt=own.attempt + 1, revision=own.revision + 1))
            case "ask":
                asked = (owns.a_finding(reason="asked", attribute=None),)
                can = frozenset({"withdraw"})
                own = replace(own, state=State.HELD, outcome=Outcome.HOLD, findings=asked, can=can)
            case _:
                own = replace(own, state=State.WITHDRAWN, outcome=Outcome.WITHDRAW, can=frozenset())
                self.comments = [
                    replace(c, text="", absence=Absence.WITHDRAWN) if c.number == own.number else c
                    for c in self.comments
                ]
                self.changed(numbered=[])
        self.own[comment] = own
        return 200, self.answer(own)

    def mine(self) -> dict[str, Any]:
        """Return what the one author has written."""
        shown = [o for o in self.own.values() if o.state is not State.WITHDRAWN]
        standing = self.standing
        return {
            "name": next((o.name for o in shown), ""),
            "standing": standing
            and {"kind": standing.kind, "until": None, "html": standing_html(self.frame, standing)},
            "comments": [self.answer(own) for own in shown],
            "waits": False,
        }

    def answer(self, own: OwnComment) -> dict[str, Any]:
        """Return the wire form of an own comment."""
        comment = {
            "id": str(own.id),
            "number": own.number,
            "parent": own.parent,
            "page": 1,
            "state": own.state,
            "text": own.text,
            "revision": own.revision,
            "edit_until": own.edit_until.isoformat() if own.edit_until else None,
            "can": sorted(own.can),
        }
        place = replace(owns.OWN_PLACE, now=datetime.now(UTC))
        html = own_html(self.frame, place, own)
        return {"comment": comment, "html": html, "token": "a-token", "sentence": f"It is {own.state}."}

    @property
    def frame(self) -> Any:
        """The site, at the address of this server."""
        return replace(owns.FRAME, public_url=self.public_url)
