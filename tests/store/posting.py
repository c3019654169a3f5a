"""A program that posts, to be run several times at once, filled up or killed: it prints a line for each answer.

``python posting.py URL SITE STORY AUTHOR POSTS [BYTES]``: posts with the keys ``post-0`` … in shuffled order, 32 at a
time, and prints ``KEY COMMENT``, or ``KEY !CODE`` where the store said no. With BYTES no file of this process may grow
beyond that length, as on a disk that is full; ``READ NUMBER`` then tells how many comments can be read at the end.
"""

import asyncio
import os
import random
import resource
import sys
from collections.abc import Callable
from uuid import UUID, uuid4

from sqlalchemy import Connection, func, insert, select, update

from folkmoot.errors import Unavailable
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store
from folkmoot.store.tables import comment, request_key, revision, story
from folkmoot.store.write.rows import insert_if_absent
from store.rows import NOON

AT_ONCE = 32


class Stumbled(Exception):
    """A verb that fails after it has taken a number."""


def posted(at: UUID, under: UUID, by: UUID, key: str, *, stumble: bool = False) -> Callable[[Connection], UUID]:
    """Return a verb that posts once a key: the comment with its number, or the one that was posted before."""
    new = uuid4()

    def verb(db: Connection) -> UUID:
        kept = insert_if_absent(
            db, request_key, site=at, key=key, fingerprint="", verb="post", comment=new, n=1, at=NOON
        )
        if not kept:
            of_it = select(request_key.c.comment).where(request_key.c.site == at, request_key.c.key == key)
            return UUID(str(db.scalar(of_it)))
        write_comment(db, at, under, by, new)
        if stumble:
            raise Stumbled
        return new

    return verb


def write_comment(db: Connection, at: UUID, under: UUID, by: UUID, new: UUID) -> None:
    """Keep a published comment with the next number of its story."""
    values = {"site": at, "id": new, "story": under, "author": by, "newest": 1, "numbered": 0, "created_at": NOON}
    db.execute(insert(comment).values(state="held", **values))
    said = {"text": "A fine boat. " * 20, "language": "en", "attempt": 1, "written_at": NOON}
    db.execute(insert(revision).values(site=at, comment=new, n=1, **said))
    take = update(story).where(story.c.site == at, story.c.id == under).values(numbered=story.c.numbered + 1)
    number = int(db.execute(take.returning(story.c.numbered)).scalar_one())
    shown = {"state": "published", "shown": 1, "number": str(number), "ordinal": number}
    db.execute(update(comment).where(comment.c.site == at, comment.c.id == new).values(**shown))


def numbers(at: UUID) -> Callable[[Connection], list[int]]:
    """Return a question for the numbers of a site's comments, in order."""
    given = select(comment.c.ordinal).where(comment.c.site == at, comment.c.ordinal.is_not(None))
    return lambda db: [int(n) for n in db.execute(given.order_by(comment.c.ordinal)).scalars()]


def comments_of(at: UUID) -> Callable[[Connection], set[UUID]]:
    """Return a question for the ids of a site's comments."""
    return lambda db: set(db.execute(select(comment.c.id).where(comment.c.site == at)).scalars())


async def _post_all(url: str, at: UUID, under: UUID, by: UUID, posts: int, longest: int) -> None:
    store = await open_store(url)
    _say("READY")
    if longest:
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest, resource.RLIM_INFINITY))
    keys = [f"post-{n}" for n in range(posts)]
    random.shuffle(keys)
    await asyncio.gather(*(_post(store, at, under, by, keys) for _ in range(AT_ONCE)))
    readable = await store.read(lambda db: db.scalar(select(func.count()).where(comment.c.site == at)))
    _say(f"READ {readable}")
    _say(f"WRITING {store.writing}")
    await store.close()


async def _post(store: Store, at: UUID, under: UUID, by: UUID, keys: list[str]) -> None:
    while keys:
        key = keys.pop()
        try:
            _say(f"{key} {await store.write(posted(at, under, by, key))}")
        except Unavailable as error:
            _say(f"{key} !{error.code}")


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def _main(url: str, site: str, story: str, author: str, posts: str, longest: str = "0") -> None:
    asyncio.run(_post_all(url, UUID(site), UUID(story), UUID(author), int(posts), int(longest)))


if __name__ == "__main__":
    _main(*sys.argv[1:])
