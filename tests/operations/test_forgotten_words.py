"""Forgotten words: once an erasure or a tidying is done, SQLite's file holds them nowhere, nor does its index."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from folkmoot.operations.erase_author import erase_author
from folkmoot.operations.tidy import tidy
from folkmoot.store.engine import open_store, sqlite_path
from make import INSULT, SITE, Newsroom, a_newsroom

SECRET = "zyzzyva"


async def an_erasure(newsroom: Newsroom) -> None:
    posted = await newsroom.post(f"Full of {SECRET}.", name="Otto Brand")
    for _ in range(4):  # parts of the index are merged by chance only
        await newsroom.post()
    await erase_author(newsroom.means, site_name=SITE, person=posted.token)


async def a_tidying(newsroom: Newsroom) -> None:
    await newsroom.post(f"{INSULT} {SECRET}")
    for _ in range(4):
        await newsroom.post()
    newsroom.clock.pass_by(days=8)
    await tidy(newsroom.means)


@pytest.mark.parametrize("forgetting", [an_erasure, a_tidying])
async def test_the_file_holds_no_word_of_it(sqlite_url: str, forgetting: Callable[[Newsroom], Awaitable[None]]) -> None:
    store = await open_store(sqlite_url)
    await forgetting(await a_newsroom(store))
    await store.close()
    content = Path(sqlite_path(sqlite_url)).read_bytes()
    assert SECRET.encode() not in content
    assert b"timetable" in content
