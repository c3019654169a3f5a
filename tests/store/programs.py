"""Starting ``posting.py`` as a process of its own, to be watched or killed."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from folkmoot.store.engine import open_store
from store.rows import a_site, a_story, an_author

Place = tuple[UUID, UUID, UUID]
"""A site, a story and an author."""

TESTS = Path(__file__).parents[1]


async def a_place(url: str) -> Place:
    """Keep a site, a story and an author in the database at ``url``."""

    def verb(db: Connection) -> Place:
        at = a_site(db)
        return at, a_story(db, at), an_author(db, at)

    store = await open_store(url)
    place = await store.write(verb)
    await store.close()
    return place


def a_program(url: str, place: Place, *, posts: int, longest: str = "0") -> Awaitable[Process]:
    """Start a process that posts."""
    return asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "store.posting", url, *map(str, place), str(posts), longest),
        stdout=PIPE,
        env=os.environ | {"PYTHONPATH": str(TESTS)},
    )


async def ended(program: Awaitable[Process]) -> list[str]:
    """Wait until a process has ended, and return the lines that it printed."""
    process = await program
    printed, _ = await process.communicate()
    return printed.decode().splitlines()
