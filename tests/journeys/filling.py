"""Long threads, put straight into the store: thousands of comments in a second, as if they had been posted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert
from uuid_utils.compat import uuid7

from folkmoot.config import read_config
from folkmoot.store.engine import open_store
from folkmoot.store.read.sites import site_named
from folkmoot.store.tables import author, comment, decision, revision, story
from folkmoot.text.skeleton import skeleton

NAMES = ("Marta Quill", "Otto Brand", "Petra Lunn", "Donaudampfschifffahrtselektrizitätenhauptbetriebs", "Lena Osk")
"""One of them is as long as a name may be, and cannot be broken between words."""
BEGAN = datetime(2026, 11, 17, 8, 31, tzinfo=UTC)


@dataclass(frozen=True)
class Shape:
    """How many comments each level has under each comment of the level above."""

    slug: str
    levels: tuple[int, ...]

    @property
    def numbers(self) -> list[str]:
        """Every number of the thread, parents before their replies."""
        found = [""]
        every: list[str] = []
        for replies in self.levels:
            found = [f"{parent}.{n}".lstrip(".") for parent in found for n in range(1, replies + 1)]
            every += found
        return every


ONE = Shape("one", (1,))
HUNDRED = Shape("hundred", (25, 3))
FIVE_THOUSAND = Shape("five-thousand", (1250, 3))
SIX_HUNDRED_REPLIES = Shape("six-hundred-replies", (1, 600))
DEEP = Shape("deep", (2, 1, 1, 1, 1, 1, 1, 1, 1))
"""Eight levels of replies."""
SHAPES = (ONE, HUNDRED, FIVE_THOUSAND, SIX_HUNDRED_REPLIES, DEEP)


def text_of(number: str) -> str:
    """Return what the comment of a number says."""
    name = NAMES[(number.count(".") - 1) % len(NAMES)]
    said = f"This is comment {number}. Until Thursday we share the fisherman, and I have two places free at six."
    if number.count(".") == 8:
        said += f" {'Aaaargh' * 30}!"
    return f"@{name} {said}" if "." in number else said


async def fill(settings: Mapping[str, str], site_name: str, origin: str) -> str:
    """Put the five threads into the store of a site; returns a word when it is done."""
    store = await open_store(read_config(settings).database_url)

    def put(db: Connection) -> None:
        site = site_named(db, site_name)
        assert site is not None
        authors = {name: uuid7() for name in NAMES}
        db.execute(insert(author), [_author(site.id, new, name) for name, new in authors.items()])
        for shape in SHAPES:
            _put_thread(db, site.id, shape, list(authors.values()), f"{origin}/stories/{shape.slug}")

    await store.write(put)
    await store.close()
    return "filled"


def _put_thread(db: Connection, site: UUID, shape: Shape, authors: list[UUID], url: str) -> None:
    new = uuid7()
    at = {"site": site, "id": new, "url": url, "slug": shape.slug, "opened_at": BEGAN}
    counters = {"discussion": "open", "text_version": 0, "numbered": shape.levels[0], "version": 1}
    db.execute(insert(story).values(**at, **counters))
    ids = {number: uuid7() for number in shape.numbers}
    for depth in range(len(shape.levels)):
        level = [number for number in ids if number.count(".") == depth]
        db.execute(insert(comment), list(_comments(site, new, shape, level, ids, authors)))
    each = [{"site": site, "comment": id_, "n": 1} for id_ in ids.values()]
    said = [{"text": text_of(number), "language": "en", "attempt": 1, "written_at": BEGAN} for number in ids]
    db.execute(insert(revision), [row | words for row, words in zip(each, said, strict=True)])
    published = {"seq": 1, "outcome": "publish", "taken_by": "policy", "policy": 1, "strikes": 0, "note": ""}
    db.execute(insert(decision), [row | published | {"decided_at": BEGAN} for row in each])


def _comments(
    site: UUID, under: UUID, shape: Shape, level: list[str], ids: Mapping[str, UUID], authors: list[UUID]
) -> Iterator[dict[str, Any]]:
    for number in level:
        depth, (parent, _, last) = number.count("."), number.rpartition(".")
        when = BEGAN + timedelta(minutes=int(last))
        yield {
            "site": site,
            "id": ids[number],
            "story": under,
            "author": authors[depth % len(authors)],
            "parent": ids.get(parent),
            "state": "published",
            "shown": 1,
            "newest": 1,
            "number": number,
            "ordinal": int(last),
            "numbered": shape.levels[depth + 1] if depth + 1 < len(shape.levels) else 0,
            "created_at": when,
            "published_at": when,
        }


def _author(site: UUID, new: UUID, name: str) -> dict[str, Any]:
    return {
        "site": site,
        "id": new,
        "kind": "guest",
        "name": name,
        "name_key": skeleton(name),
        "language": "en",
        "created_at": BEGAN,
    }
