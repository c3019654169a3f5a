"""Short questions to the store, for tests."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from folkmoot.discussion.author import Author
from folkmoot.discussion.comment import Comment
from folkmoot.moderation.case import Case
from folkmoot.store import tables
from folkmoot.store.read import authors, comments, desk, stories, threads
from folkmoot.store.read.comments import KeptDecision
from make import STORY, Newsroom


async def rows_of(newsroom: Newsroom, table: str) -> int:
    """Return how many rows a table has."""
    asked = select(func.count()).select_from(tables.metadata.tables[table])
    return await newsroom.means.store.read(lambda db: int(db.scalar(asked) or 0))


async def column(newsroom: Newsroom, table: str, name: str) -> list[Any]:
    """Return everything that stands in a column."""
    asked = select(tables.metadata.tables[table].c[name])
    return await newsroom.means.store.read(lambda db: list(db.scalars(asked).all()))


async def comment_of(newsroom: Newsroom, comment_id: UUID) -> Comment:
    """Return a comment as it stands."""
    site = newsroom.site.id
    found = await newsroom.means.store.read(lambda db: comments.comment_by_id(db, site=site, comment_id=comment_id))
    assert found is not None
    return found


async def author_of(newsroom: Newsroom, comment_id: Any) -> Author:
    """Return who wrote a comment."""
    site = newsroom.site.id

    def ask(db: Connection) -> Author | None:
        comment = comments.comment_by_id(db, site=site, comment_id=comment_id)
        assert comment is not None
        return authors.author_by_id(db, site=site, author_id=comment.author)

    found = await newsroom.means.store.read(ask)
    assert found is not None
    return found


async def decisions_on(newsroom: Newsroom, comment_id: UUID) -> list[KeptDecision]:
    """Return every decision on a comment, oldest first."""
    site = newsroom.site.id
    return await newsroom.means.store.read(lambda db: comments.decisions_of(db, site=site, comment_id=comment_id))


async def cases_open(newsroom: Newsroom) -> list[Case]:
    """Return what waits at the desk, oldest first."""
    site = newsroom.site.id
    return [w.case for w in await newsroom.means.store.read(lambda db: desk.queue_of(db, site_id=site))]


async def numbers_under(newsroom: Newsroom, url: str = STORY) -> list[str]:
    """Return the numbers under a story, in reading order."""
    site = newsroom.site.id

    def ask(db: Connection) -> list[str]:
        story = stories.story_at(db, site=site, url=url)
        assert story is not None
        shown = threads.thread_of(db, site=site, story_id=story.id)
        return [c.number for c in sorted(shown, key=lambda c: c.path)]

    return await newsroom.means.store.read(ask)
