"""Refreshing: open pages, desks and kept pages are told that a thread has changed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from folkmoot.operations.means import Means
from folkmoot.store.read import desk, stories

JUST_NOW = timedelta(seconds=10)
"""Numbers given so lately go along with the message; a reader who missed them is led by the version."""


def thread_topic(site: UUID, story: UUID) -> tuple[str, UUID, UUID]:
    """Return the bus's topic of a story's readers."""
    return ("thread", site, story)


def desk_topic(site: UUID) -> tuple[str, UUID]:
    """Return the bus's topic of a site's desk."""
    return ("desk", site)


async def refresh(means: Means, *, site: UUID, story: UUID, restricted: bool = False) -> None:
    """Tell whoever keeps pages, then whoever reads, that a thread has a new version.

    After a restriction every page kept in this process is dropped before this returns, so that none shows the text.
    """
    since = means.now() - JUST_NOW
    version, count, numbered = await means.store.read(
        lambda db: (
            stories.version_of(db, site=site, story_id=story),
            stories.count_of(db, site=site, story_id=story),
            stories.numbered_since(db, site=site, story_id=story, since=since),
        )
    )
    message = {"version": version, "count": count, "numbered": numbered, "restricted": restricted}
    means.bus.publish(thread_topic(site, story), message)


async def tell_desk(means: Means, *, site: UUID, message: dict[str, Any] | None = None) -> None:
    """Tell the desks of a site how many wait, or what was decided or claimed."""
    if message is None:
        total = await means.store.read(lambda db: desk.queue_length(db, site_id=site))
        message = {"event": "queue", "total": total}
    means.bus.publish(desk_topic(site), message)
