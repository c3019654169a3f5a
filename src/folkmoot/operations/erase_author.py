"""Erasing a person at a site: texts, names and token go, and no page shows them once this is answered."""

from dataclasses import dataclass
from uuid import UUID

from folkmoot.discussion.events import EventKind
from folkmoot.operations.find_person import find_person
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import refresh
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.show_thread import show_thread
from folkmoot.operations.switch_story import thread_changed
from folkmoot.store.interface import Connection
from folkmoot.store.read import stories
from folkmoot.store.write import requests, sites, snapshots
from folkmoot.store.write.erasure import Forgotten, forget_author
from folkmoot.store.write.search import clear_out


@dataclass(frozen=True, slots=True)
class Erased:
    """Who was erased, and how much went."""

    author: UUID
    comments: int
    """Whose texts are gone; their numbers stay."""
    flags: int
    """That he had given; they count on, under nobody's name."""
    stories: int
    """Whose pages were made anew."""


async def erase_author(means: Means, *, site_name: str, person: str) -> Erased:
    """Forget one person, named by a name that only he bears, an id or a token.

    That something was written and decided stays, with its number, outcome and clause. Backups made before hold him
    still: whoever restores one erases him again.

    Raises:
        NotFound: ``site-unknown``, ``author-unknown``.
        Conflict: ``author-ambiguous`` where several bear the name.
    """

    def erase(db: Connection) -> tuple[UUID, UUID, Forgotten, list[str]]:
        site, now = site_or_error(db, site_name), means.now()
        author = find_person(db, means, site=site, person=person)
        gone = forget_author(db, site=site.id, author_id=author.id, now=now)
        slugs = []
        for story_id in gone.stories:
            thread_changed(db, means, site=site.id, story_id=story_id)
            snapshots.drop_snapshots(db, site=site.id, story=story_id)
            story = stories.story_by_id(db, site=site.id, story_id=story_id)
            assert story is not None
            slugs.append(story.slug)
        requests.add_event(
            db, site=site.id, event_id=means.new_id(), kind=EventKind.QUEUE_CHANGED, about=author.id, now=now
        )
        sites.add_act(
            db,
            site_id=site.id,
            act_id=means.new_id(),
            staff=None,
            verb="erase_author",
            about=str(author.id),
            note="",
            now=now,
        )
        return site.id, author.id, gone, slugs

    site_id, author_id, gone, slugs = await means.write(erase)
    while await means.store.write(clear_out):
        pass  # a part at a time: others write in between
    for story_id, slug in zip(gone.stories, slugs, strict=True):
        await refresh(means, site=site_id, story=story_id, restricted=True)
        await show_thread(means, site_name=site_name, slug=slug)
    return Erased(author_id, gone.comments, gone.flags, len(gone.stories))
