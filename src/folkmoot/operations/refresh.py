"""Refreshing: open pages, desks and kept pages are told that a thread has changed."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from folkmoot.operations.means import Means
from folkmoot.store.interface import Connection
from folkmoot.store.read import desk, stories
from folkmoot.store.write import snapshots
from folkmoot.store.write.stories import touch_thread

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


def every_thread_changed(db: Connection, *, site: UUID) -> list[UUID]:
    """Raise the version of all of a site's threads and drop their pages: what stands around them is new.

    Returns the stories, for ``refresh_every`` once this is committed.
    """
    found = stories.all_story_ids(db, site=site)
    for story in found:
        touch_thread(db, site=site, story_id=story)
        snapshots.drop_snapshots(db, site=site, story=story)
    return found


async def refresh_every(means: Means, *, site: UUID, changed: Iterable[UUID]) -> None:
    """Tell whoever keeps pages, then whoever reads, that threads are to be fetched anew."""
    for story in changed:
        await refresh(means, site=site, story=story, restricted=True)


async def tell_desk(means: Means, *, site: UUID, message: dict[str, Any] | None = None) -> None:
    """Tell the desks of a site how many wait, or what was decided or claimed."""
    if message is None:
        total = await means.store.read(lambda db: desk.queue_length(db, site_id=site))
        message = {"event": "queue", "total": total}
    means.bus.publish(desk_topic(site), message)
