"""Checking the store: states, numbers and cases are derived again, and what differs is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from folkmoot.discussion.comment import State
from folkmoot.discussion.site import Site
from folkmoot.errors import Unavailable
from folkmoot.moderation.case import Why
from folkmoot.moderation.decision import derived_state
from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import checking
from folkmoot.store.read.checking import Counted, Kept
from folkmoot.store.read.sites import all_sites

SHOWN_GAPS = 5
"""Missing numbers that are named; more are counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it follows from what was written."""

    site: str
    about: str
    """A story's short name, with the comment's number or id where it is about one."""
    what: str

    def __str__(self) -> str:
        return f"{self.site}: {self.about}: {self.what}"


async def check_store(means: Means) -> list[Difference]:
    """Derive everything of every site again and return what differs; nothing is changed."""

    def look(db: Connection) -> list[Difference]:
        return [difference for site in all_sites(db) for difference in _Check(db, site).differences()]

    return await means.store.read(look)


class _Check:
    """One site with all that its states follow from."""

    def __init__(self, db: Connection, site: Site) -> None:
        self.db, self.site = db, site
        self.stories = {story.id: story for story in checking.counted_stories(db, site=site.id)}
        self.comments = {comment.id: comment for comment in checking.kept_comments(db, site=site.id)}
        self.outcomes = checking.latest_outcomes(db, site=site.id)
        self.withdrawn = checking.withdrawn_comments(db, site=site.id)
        self.newest = checking.newest_revisions(db, site=site.id)
        self.cases = checking.open_cases(db, site=site.id)

    def differences(self) -> Iterator[Difference]:
        try:
            policies.in_force(self.db, site_id=self.site.id)
        except Unavailable as error:
            yield Difference(self.site.name, "policy", error.sentence)
        for comment in self.comments.values():
            for what in (*self._state(comment), *self._number(comment), *self._case(comment)):
                yield Difference(self.site.name, self._name(comment), what)
        for story in self.stories.values():
            for what in self._counters(story):
                yield Difference(self.site.name, story.slug, what)

    def _name(self, comment: Kept) -> str:
        return f"{self.stories[comment.story].slug}, {comment.number or comment.id}"

    def _state(self, comment: Kept) -> Iterator[str]:
        newest = self.newest.get(comment.id, 0)
        if comment.newest != newest:
            yield f"its newest revision is {newest}, stored is {comment.newest}"
        outcomes = self.outcomes.get(comment.id, {})
        undecided = [n for n in range(1, newest + 1) if n not in outcomes]
        if undecided:
            yield f"revision {undecided[0]} has no decision"
            return
        if comment.shown is not None and comment.shown > newest:
            yield f"revision {comment.shown} is shown and is not there"
            return
        if newest == 0:
            return
        state = derived_state(outcomes, withdrawn=comment.id in self.withdrawn, shown=comment.shown, newest=newest)
        if state is not comment.state:
            yield f"its decisions say {state}, stored is {comment.state}"
        if state is State.PUBLISHED and (comment.shown is None or outcomes[comment.shown] is not Outcome.PUBLISH):
            yield "it is published and the shown revision is not"

    def _number(self, comment: Kept) -> Iterator[str]:
        if comment.number is None:
            if comment.state is State.PUBLISHED:
                yield "it is published without a number"
            return
        if not comment.published:
            yield "it has a number and no time of publication"
        parent = None if comment.parent is None else self.comments.get(comment.parent)
        if comment.parent is None:
            expected = str(comment.ordinal)
        elif parent is None or parent.number is None:
            yield "it answers a comment that has no number"
            return
        else:
            expected = f"{parent.number}.{comment.ordinal}"
        if expected != comment.number:
            yield f"its place is {expected}, its number {comment.number}"

    def _case(self, comment: Kept) -> Iterator[str]:
        outcomes = self.outcomes.get(comment.id, {})
        waits = comment.state is State.HELD or outcomes.get(comment.newest) is Outcome.HOLD
        case = self.cases.get(comment.id)
        if case is None:
            if waits and not comment.erased and comment.state is not State.WITHDRAWN:
                yield "it is held and does not wait at the desk"
            return
        n, why = case
        if comment.erased:
            yield "it waits at the desk and its author was erased"
        elif comment.state is not State.WITHDRAWN and why is not Why.FLAGGED and outcomes.get(n) is not Outcome.HOLD:
            yield f"it waits at the desk, and revision {n} is not held"

    def _counters(self, story: Counted) -> Iterator[str]:
        beneath: dict[UUID | None, list[Kept]] = {}
        for comment in self.comments.values():
            if comment.story == story.id and comment.ordinal is not None:
                beneath.setdefault(comment.parent, []).append(comment)
        yield from _gaps("", story.numbered, beneath.pop(None, []))
        for parent_id, replies in beneath.items():
            parent = self.comments.get(parent_id) if parent_id is not None else None
            if parent is not None:
                yield from _gaps(f"under {parent.number}: ", parent.numbered, replies)
        if story.newest_snapshot > story.version:
            yield f"a kept page has version {story.newest_snapshot}, the thread has {story.version}"


def _gaps(where: str, numbered: int, comments: list[Kept]) -> Iterator[str]:
    """Tell what is wrong with a row of numbers: each once, none missing but among those that were printed."""
    ordinals = [comment.ordinal or 0 for comment in comments]
    if len(set(ordinals)) != len(ordinals):
        yield f"{where}a number was given twice"
    if max(ordinals, default=0) > numbered:
        yield f"{where}{max(ordinals)} was given, counted are {numbered}"
    # A printed page may have left numbers out; those who write now are numbered after its highest.
    printed = max((comment.ordinal or 0 for comment in comments if comment.imported), default=0)
    missing = sorted(set(range(printed + 1, numbered + 1)) - set(ordinals))
    if missing:
        named = ", ".join(map(str, missing[:SHOWN_GAPS]))
        more = f" and {len(missing) - SHOWN_GAPS} more" if len(missing) > SHOWN_GAPS else ""
        yield f"{where}nothing has the number {named}{more}"
