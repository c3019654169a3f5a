"""Killed while it posts, and posting twice at once: nothing answered is lost, no number is missing or double."""

import asyncio
import os
import sys
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from folkmoot.operations.check_store import check_store
from folkmoot.store import tables
from make import Newsroom
from operations.asking import numbers_under, rows_of

PROGRAM = Path(__file__).with_name("posting.py")


async def run(url: str, *, posts: int, kills: int, seed: int) -> list[tuple[str, str, str]]:
    """Run the program and return its answers: key, comment, number."""
    paths = os.pathsep.join(path for path in sys.path if path)
    process = await asyncio.create_subprocess_exec(
        sys.executable, PROGRAM, url, str(posts), str(kills), str(seed),
        env={**os.environ, "PYTHONPATH": paths}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await process.communicate()
    assert process.returncode == 0
    lines = [line.split() for line in out.decode().splitlines()]
    assert sum(line[0] == "KILLED" for line in lines) >= kills // 2  # the others came after the last post
    return [(line[0], line[1], line[2]) for line in lines if line[0] != "KILLED"]


async def test_killed_at_twenty_moments_every_answered_comment_is_there_once_under_one_number(
    newsroom: Newsroom, database: str
) -> None:
    first = await newsroom.post()
    answers = await run(database, posts=200, kills=20, seed=11)
    assert len({key for key, _, _ in answers}) == len(answers) == 200
    kept = {str(comment_id): number for comment_id, number in await comments(newsroom)}
    assert set(kept) == {str(first.own.id), *(comment for _, comment, _ in answers)}
    assert all(str(kept[comment]) == number for _, comment, number in answers)
    numbers = await numbers_under(newsroom)
    top = [n for n in numbers if "." not in n]
    assert top == [str(n) for n in range(1, len(top) + 1)]
    replies = [n for n in numbers if "." in n]
    assert replies == [f"1.{n}" for n in range(1, len(replies) + 1)]
    assert await check_store(newsroom.means) == []


async def test_the_same_posts_from_two_processes_at_once_are_each_one_comment(
    newsroom: Newsroom, database: str
) -> None:
    await newsroom.post()
    first, second = await asyncio.gather(*(run(database, posts=60, kills=0, seed=seed) for seed in (1, 2)))
    assert {key: comment for key, comment, _ in first} == {key: comment for key, comment, _ in second}
    assert await rows_of(newsroom, "comment") == 61
    assert await check_store(newsroom.means) == []


async def comments(newsroom: Newsroom) -> list[tuple[UUID, str | None]]:
    asked = select(tables.comment.c.id, tables.comment.c.number)
    rows = await newsroom.means.store.read(lambda db: db.execute(asked).all())
    return [(row.id, row.number) for row in rows]
