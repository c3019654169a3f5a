"""Playing a script into a site of its own, once: what was not played to its end counts as nothing and is begun anew."""

from dataclasses import dataclass
from uuid import UUID

from folkmoot.discussion.site import Site, SiteSettings
from folkmoot.errors import Conflict
from folkmoot.operations.means import Means
from folkmoot.operations.set_up_site import add_site
from folkmoot.operations.switch_story import thread_changed
from folkmoot.store.interface import Connection
from folkmoot.store.read import acts, sites, stories
from folkmoot.store.write import sites as write
from folkmoot.store.write.stories import move_story

BEGUN = "begin_script"
ENDED = "end_script"


@dataclass(frozen=True, slots=True)
class _Stage:
    """What is there of an earlier time."""

    site: Site | None
    begun: bool = False
    ended: bool = False
    stories: bool = False


async def begin_playing(
    means: Means, *, name: str, title: str, origin: str, settings: SiteSettings | None = None
) -> Site | None:
    """Return an empty site to play into; None where a script was played to its end before.

    Half of a script, left by a process that was killed, is deleted first. A site that was played to its end at
    another address moves to ``origin``, with its stories.

    Raises:
        Conflict: ``site-taken`` where a site of this name was set up by somebody and not for a script;
            ``origin-taken``.
    """
    found = await means.store.read(lambda db: _look(db, name))
    site = found.site
    if site is not None and not found.begun:
        if origin not in site.origins:
            raise Conflict("site-taken", f"A publication of your own is named {name} here.", site=name)
        if found.stories:
            return None
    elif site is not None and found.ended:
        if origin not in site.origins:
            await _move(means, site, origin)
        return None
    elif site is not None:
        half = site.id
        await means.write(lambda db: write.delete_site(db, site_id=half))
        site = None
    if site is None:
        site = (await add_site(means, name=name, origins=(origin,), title=title, settings=settings)).site
    await _note(means, site.id, BEGUN)
    return site


async def end_playing(means: Means, *, site_id: UUID) -> None:
    """Keep that a script was played to its end: it is not played again."""
    await _note(means, site_id, ENDED)


def _look(db: Connection, name: str) -> _Stage:
    site = sites.site_named(db, name)
    if site is None:
        return _Stage(None)
    verbs = acts.verbs_of(db, site=site.id)
    return _Stage(site, BEGUN in verbs, ENDED in verbs, bool(stories.all_story_ids(db, site=site.id)))


async def _note(means: Means, site_id: UUID, verb: str) -> None:
    await means.write(
        lambda db: write.add_act(
            db, site_id=site_id, act_id=means.new_id(), staff=None, verb=verb, about="", note="", now=means.now()
        )
    )


async def _move(means: Means, site: Site, origin: str) -> None:
    def move(db: Connection) -> None:
        for old in site.origins:
            write.remove_origin(db, site_id=site.id, address=old)
        if not write.add_origin(db, site_id=site.id, address=origin):
            raise Conflict("origin-taken", f"{origin} belongs to another site already.")
        for story_id in stories.all_story_ids(db, site=site.id):
            story = stories.story_by_id(db, site=site.id, story_id=story_id)
            assert story is not None
            path = next((story.url.removeprefix(old) for old in site.origins if story.url.startswith(f"{old}/")), None)
            if path is not None:
                move_story(db, site=site.id, story_id=story_id, url=origin + path)
                thread_changed(db, means, site=site.id, story_id=story_id)

    await means.write(move)
