"""Builders for tests: a newsroom at noon, with a judge that hears by a small table of words."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from folkmoot.detectors.interface import Passage
from folkmoot.discussion.site import Site
from folkmoot.operations.means import Means, Secrets
from folkmoot.operations.own import Answer
from folkmoot.operations.set_up_site import add_site
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.signals import Attribute, Hearing, Signal, Target, Unanswered
from folkmoot.store.interface import Store
from folkmoot.store.read.desk import member_named
from folkmoot.store.write.staff import insert_staff, set_role
from folkmoot.text.span import Span

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ORIGIN = "https://www.ferrypost.example"
STORY = f"{ORIGIN}/night-ferry"
SITE = "ferry-post"
SECRET = b"a secret of the tests, long enough"

FINE = "The ferry has been late since April, and the timetable says so."
INSULT = "You have the wit of a doorstop."
"""Returned on the first try, rejected on the second, with one strike."""
DULL = "You are a woolly thinker."
"""Returned on the first try, held on the second."""
EXPULSION = "They should go back over the mountains."
"""Held at once."""
HATRED = "They are a plague."
"""Rejected at once, with two strikes."""
THREAT = "We know where your daughter goes to school."
"""Rejected at once, with three strikes."""
FOREIGN = "Glorp glorp."
"""In a language in which nobody can tell an insult: held as unknown."""

_HEARD = {
    "doorstop": (Attribute.INSULT, Target.COMMENTER, 0.95),
    "woolly": (Attribute.INSULT, Target.COMMENTER, 0.6),
    "mountains": (Attribute.GENERALISATION, Target.GROUP, 0.7),
    "plague": (Attribute.IDENTITY_ATTACK, Target.GROUP, 0.9),
    "daughter": (Attribute.THREAT, Target.PRIVATE_PERSON, 0.95),
    "glorp": (Attribute.INSULT, Target.NOBODY, None),
}

T = TypeVar("T")

_keys = count(1)


class Clock:
    """Stands at noon until it is told to go on."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        """Return the time."""
        return self.at

    def pass_by(self, **time: float) -> None:
        """Go on: ``pass_by(minutes=6)``."""
        self.at += timedelta(**time)


@dataclass
class WordJudge:
    """Hears the words of a small table; may be told to be silent, or to wait for the test while it hears."""

    silent: bool = False
    """Nobody answers, as when the process has ended or was late."""
    gate: asyncio.Event | None = None
    """While it is closed every hearing waits at it."""
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once a hearing waits at the gate."""
    passages: list[Passage] = field(default_factory=list)
    """What it was given, in order."""

    async def hear(self, passage: Passage, *, deadline: float) -> Hearing:
        """Return what was heard."""
        self.passages.append(passage)
        if self.gate is not None:
            self.waiting.set()
            await self.gate.wait()
        if self.silent:
            return Hearing((), unanswered=(Unanswered("judge: late", frozenset(Attribute)),))
        return heard(passage.text)


def heard(text: str) -> Hearing:
    """Return what the small table makes of a text: a signal for every attribute, with the words where they stand."""
    signals = []
    silent = set(Attribute)
    for word, (attribute, target, score) in _HEARD.items():
        start = text.casefold().find(word)
        if start >= 0:
            signals.append(Signal(attribute, target, score, (Span(start, start + len(word)),), "words/1"))
            silent.discard(attribute)
    signals += [Signal(attribute, Target.NOBODY, 0.02, detector="words/1") for attribute in sorted(silent)]
    return Hearing(tuple(signals), "en", panel="words/1")


@dataclass
class Newsroom:
    """A site with its means, and short ways to do what readers and moderators do all day."""

    means: Means
    clock: Clock
    judge: WordJudge
    site: Site
    ada: UUID
    """A moderator."""
    ben: UUID
    """Another one."""

    async def post(self, text: str = FINE, **detail: Any) -> Answer:
        """Post a comment under the story, as a guest of a name of his own unless told otherwise."""
        n = next(_keys)
        given: dict[str, Any] = {
            "site": SITE,
            "url": STORY,
            "name": f"Reader {n}",
            "text": text,
            "key": a_key(),
            "address": f"192.0.2.{n % 250}",
        }
        return await submit_comment(self.means, Submission(**(given | detail)))

    async def until_judged(self, doing: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """Begin something and return once the judge hears it; nothing goes on until ``judge.gate`` is set."""
        self.judge.gate, self.judge.waiting = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(doing)
        heard = asyncio.create_task(self.judge.waiting.wait())
        await asyncio.wait([task, heard], return_when=asyncio.FIRST_COMPLETED)
        heard.cancel()
        if task.done():
            await task
        return task

    def judge_on(self) -> None:
        """Let the judge answer."""
        assert self.judge.gate is not None
        self.judge.gate.set()


async def a_newsroom(store: Store, **site: Any) -> Newsroom:
    """Set up a site at noon, with two moderators."""
    clock, judge = Clock(), WordJudge()
    ids = count(1)
    means = Means(
        store=store,
        judge=judge,
        secrets=Secrets(SECRET),
        now=clock,
        new_id=lambda: UUID(int=(0x0193_0000_0000_7000_8000 << 48) + next(ids)),
        public_url="https://talk.ferrypost.example",
    )
    given: dict[str, Any] = {"name": SITE, "title": "The Ferry Post", "origins": (ORIGIN,)}
    new = await add_site(means, **(given | site))
    ada = await a_moderator(means, new.site, "Ada Lund")
    ben = await a_moderator(means, new.site, "Ben Okoro")
    return Newsroom(means, clock, judge, new.site, ada, ben)


async def a_moderator(means: Means, site: Site, name: str) -> UUID:
    """Give somebody the role of a moderator and return his id."""
    staff_id = means.new_id()

    def add(db: Any) -> UUID:
        insert_staff(db, staff_id=staff_id, name=name, now=means.now())
        member = member_named(db, name)
        assert member is not None
        set_role(db, site=site.id, staff_id=member.id, role_name="moderator")
        return member.id

    return await means.store.write(add)


def a_key() -> str:
    """Return a form's key that no other form has."""
    return f"form-key-{next(_keys):012}"
