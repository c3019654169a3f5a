"""The demo newspaper: set up and played to its end once, however often it is opened or interrupted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from folkmoot.demo.content import load_stories, load_threads
from folkmoot.demo.load import load_demo
from folkmoot.demo.newspaper import SITE
from folkmoot.discussion.site import SiteSettings
from folkmoot.errors import Conflict
from folkmoot.operations.play_once import begin_playing, end_playing
from folkmoot.operations.set_up_site import add_staff
from folkmoot.store.read.desk import member_named
from folkmoot.wiring.house import House
from folkmoot.wiring.serving import newspaper_url

TITLE = "The Ferry Post"
MODERATOR = "Ada Winter"
TIMEZONE = "Etc/GMT-1"
"""One hour before Greenwich, as the stories' own times are; the invented country has no place on the map."""


async def load_demo_once(house: House, *, progress: Callable[[int, int], None]) -> tuple[str, ...]:
    """Set the demo newspaper up and play its threads, unless that was done before; return what could not be played.

    A first start that was killed on the way is begun anew; a newspaper that moved to another port moves with its
    stories.

    Raises:
        Conflict: ``site-taken`` where somebody has a publication of that name in this data folder.
    """
    means, home, stories = house.means, newspaper_url(house.config), load_stories()
    # The policy is older than what it judges.
    opened = min(story.published_at for story in stories) - timedelta(days=14)
    earlier = replace(means, now=lambda: opened)
    settings = SiteSettings(timezone=TIMEZONE)
    try:
        site = await begin_playing(earlier, name=SITE, title=TITLE, origin=home, settings=settings)
    except Conflict as error:
        raise Conflict(
            "site-taken", f"{error.sentence} Open the demo in a folder of its own: FOLKMOOT_DATA=demo folkmoot demo"
        ) from error
    if site is None:
        return ()
    await add_staff(means, name=MODERATOR, role="editor", site_name=SITE)
    member = await means.store.read(lambda db: member_named(db, MODERATOR))
    assert member is not None
    skipped = await load_demo(
        means,
        site_id=site.id,
        staff=member.id,
        newspaper_url=home,
        stories=stories,
        threads=load_threads(),
        progress=progress,
    )
    await end_playing(means, site_id=site.id)
    return skipped
