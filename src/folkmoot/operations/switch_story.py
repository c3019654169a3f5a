"""Switching a story: open, waiting for a person, or closed."""

from uuid import UUID

from folkmoot.discussion.events import EventKind
from folkmoot.discussion.story import Discussion, Story
from folkmoot.errors import NotFound
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import refresh
from folkmoot.operations.scene import site_or_error
from folkmoot.store.interface import Connection
from folkmoot.store.read import stories as known
from folkmoot.store.write import requests, sites, stories


async def switch_story(means: Means, *, site_name: str, slug: str, discussion: Discussion, staff: UUID | None) -> Story:
    """Open a story's discussion, let every comment wait, or close it; it stays to be read.

    Raises:
        NotFound: ``story-unknown``.
    """

    def switch(db: Connection) -> Story:
        site, now = site_or_error(db, site_name), means.now()
        story = known.story_by_slug(db, site=site.id, slug=slug)
        if story is None:
            raise NotFound("story-unknown", "There is no such story here.")
        if story.discussion is discussion:
            return story
        stories.set_discussion(db, site=site.id, story_id=story.id, discussion=discussion, now=now)
        sites.add_act(
            db,
            site_id=site.id,
            act_id=means.new_id(),
            staff=staff,
            verb=f"story_{discussion}",
            about=str(story.id),
            note="",
            now=now,
        )
        thread_changed(db, means, site=site.id, story_id=story.id)
        changed = known.story_by_id(db, site=site.id, story_id=story.id)
        assert changed is not None
        return changed

    story = await means.write(switch)
    await refresh(means, site=story.site, story=story.id, restricted=True)
    return story


def thread_changed(db: Connection, means: Means, *, site: UUID, story_id: UUID) -> None:
    """Raise the thread's version and put the change into the outbox."""
    stories.touch_thread(db, site=site, story_id=story_id)
    requests.add_event(
        db, site=site, event_id=means.new_id(), kind=EventKind.THREAD_CHANGED, about=story_id, now=means.now()
    )
