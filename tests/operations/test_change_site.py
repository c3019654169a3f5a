"""Changing a site: all of it or nothing, and every thread shows it at once."""

from typing import Any

import pytest

from folkmoot.discussion.story import Person
from folkmoot.errors import BadInput, Conflict, FolkmootError, NotAllowed
from folkmoot.operations.change_site import SiteChange, change_site
from folkmoot.operations.set_up_site import add_site
from folkmoot.operations.show_thread import show_thread
from folkmoot.store.read.sites import site_named
from make import ORIGIN, SITE, STORY, Newsroom
from operations.asking import column

NEW = "https://ferrypost.example"


async def change(newsroom: Newsroom, **said: Any) -> Any:
    origins = {name: said.pop(name) for name in ("add", "remove") if name in said}
    return await change_site(newsroom.means, site_name=SITE, change=SiteChange(**said), **origins)


async def test_what_is_said_changes_and_all_else_stays(newsroom: Newsroom) -> None:
    people = (Person("Tomas Verrin", "President"),)
    said = {"title": "The Post", "language": "ar", "timezone": "Asia/Beirut", "page_size": 20, "edit_minutes": 0}
    changed = await change(newsroom, **said, editor_mail="editor@ferrypost.example", people=people)
    kept = await newsroom.means.store.read(lambda db: site_named(db, SITE))
    assert kept is not None
    assert kept == changed
    assert (kept.title, kept.language, kept.origins) == ("The Post", "ar", (ORIGIN,))
    assert (kept.settings.timezone, kept.settings.page_size, kept.settings.edit_minutes) == ("Asia/Beirut", 20, 0)
    assert (kept.settings.people, kept.settings.longest_comment) == (people, 2000)
    assert (await change(newsroom, editor_mail="")).settings.editor_mail is None


async def test_it_is_on_record_what_was_changed_and_nothing_twice(newsroom: Newsroom) -> None:
    for _ in range(2):
        await change(newsroom, longest_comment=3000, add=(NEW,))
    assert await column(newsroom, "act", "verb") == ["change_site"]
    assert await column(newsroom, "act", "note") == ["origins, longest_comment"]


async def test_every_thread_shows_it_at_once(newsroom: Newsroom) -> None:
    await newsroom.post()
    shown = await show_thread(newsroom.means, site_name=SITE, url=STORY)
    told: list[bool] = []
    newsroom.means.bus.watch(lambda topic, message: told.append(bool(message.get("restricted"))))
    await change(newsroom, language="ar")
    again = await show_thread(newsroom.means, site_name=SITE, url=STORY)
    assert told == [True]
    assert again.version > shown.version
    assert 'dir="rtl"' in again.bodies["identity"].decode()


async def test_origins_come_and_go(newsroom: Newsroom) -> None:
    changed = await change(newsroom, add=(f"{NEW}/", "http://localhost:8001/page"), remove=(ORIGIN,))
    assert changed.origins == ("http://localhost:8001", NEW)
    await newsroom.post(url=f"{NEW}/night-ferry")
    with pytest.raises(NotAllowed):
        await newsroom.post()


@pytest.mark.parametrize(
    ("said", "error", "code"),
    [
        ({"remove": (ORIGIN,), "add": ()}, BadInput, "origin-missing"),
        ({"remove": (NEW,)}, BadInput, "origin-not-listed"),
        ({"add": ("ferrypost.example",)}, BadInput, "url-invalid"),
        ({"add": ("https://regatta.example",)}, Conflict, "origin-taken"),
        ({"timezone": "Europe/Lena"}, BadInput, "timezone-unknown"),
        ({"language": "Arabic"}, BadInput, "language-unknown"),
        ({"title": " "}, BadInput, "title-unreadable"),
        ({"title": "a\nb"}, BadInput, "title-unreadable"),
        ({"title": "half \ud800"}, BadInput, "title-unreadable"),
        ({"page_size": 0}, BadInput, "setting-out-of-range"),
        ({"longest_comment": 10**7}, BadInput, "setting-out-of-range"),
        ({"editor_mail": "nobody"}, BadInput, "mail-invalid"),
        ({"people": (Person("Tomas \ud800"),)}, BadInput, "people-unreadable"),
    ],
)
async def test_what_cannot_be_is_refused_whole(
    newsroom: Newsroom, said: dict[str, Any], error: type[FolkmootError], code: str
) -> None:
    await add_site(newsroom.means, name="regatta-news", origins=("https://regatta.example",))
    with pytest.raises(error) as raised:
        await change(newsroom, **({"title": "The Post", "add": (f"{NEW}",)} | said))
    assert raised.value.code == code
    kept = await newsroom.means.store.read(lambda db: site_named(db, SITE))
    assert kept == newsroom.site
