"""Hostile words at every door: what no database can keep is a clear error there, or simply not found."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import pytest

from folkmoot.discussion.story import Discussion, StoryText
from folkmoot.errors import FolkmootError
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.own import show_mine
from folkmoot.operations.put_story import put_story
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.set_up_site import add_staff, publisher_site
from folkmoot.operations.show_author import find_authors
from folkmoot.operations.show_queue import show_queue
from folkmoot.operations.show_thread import page_with, show_thread
from folkmoot.operations.staff_sign_in import link_is_good, member_of
from folkmoot.operations.switch_story import switch_story
from make import SITE, STORY, Newsroom

Door = Callable[[Newsroom, str], Awaitable[Any]]

DOORS: dict[str, Door] = {
    "site": lambda n, w: n.post(site=w),
    "url": lambda n, w: n.post(url=f"{STORY}{w}"),
    "host": lambda n, w: n.post(url=f"https://{w}.example/"),
    "name": lambda n, w: n.post(name=f"Ann{w}"),
    "text": lambda n, w: n.post(text=f"Late{w}"),
    "key": lambda n, w: n.post(key=f"a-long-enough-key{w}"),
    "parent": lambda n, w: n.post(parent=w),
    "token": lambda n, w: n.post(token=w),
    "address": lambda n, w: n.post(address=w),
    "thread by url": lambda n, w: show_thread(n.means, site_name=SITE, url=f"{STORY}{w}"),
    "thread by slug": lambda n, w: show_thread(n.means, site_name=SITE, slug=f"night{w}"),
    "thread's site": lambda n, w: show_thread(n.means, site_name=w, url=STORY),
    "number": lambda n, w: page_with(n.means, site_name=SITE, slug="night-ferry", url=None, number=w),
    "mine": lambda n, w: show_mine(n.means, site_name=SITE, url=f"{STORY}{w}", token=w),
    "words": lambda n, w: search_comments(n.means, site_name=SITE, words=w, author=w, state=w, story=w),
    "search by author": lambda n, w: search_comments(n.means, site_name=SITE, author=w),
    "authors": lambda n, w: find_authors(n.means, site_name=SITE, name=w),
    "queue": lambda n, w: show_queue(n.means, site_name=SITE, filter=w, clause=w, language=w, story=w),
    "switch": lambda n, w: switch_story(n.means, site_name=SITE, slug=w, discussion=Discussion.OPEN, staff=n.ada),
    "slug": lambda n, w: put_story(n.means, site_id=n.site.id, url=STORY, text=StoryText("Ferry"), slug=w),
    "headline": lambda n, w: put_story(n.means, site_id=n.site.id, url=STORY, text=StoryText(f"Ferry{w}")),
    "publisher's key": lambda n, w: publisher_site(n.means, w),
    "link": lambda n, w: link_is_good(n.means, w),
    "session": lambda n, w: member_of(n.means, w),
    "staff": lambda n, w: add_staff(n.means, name=f"Cora{w}", role="editor", site_name=SITE),
}
WORDS = [
    "\0",
    "\ud800",
    "a\0b",
    "\udfff\ud800",
    "%",
    "_",
    "'",
    '"; drop table comment; --',
    "\u202e",
    "x" * 100_000,
    "\\",
]


@pytest.mark.parametrize("door", DOORS)
async def test_every_door_answers_with_a_value_or_a_clear_error(newsroom: Newsroom, door: str) -> None:
    await newsroom.post()
    for words in WORDS:
        with suppress(FolkmootError):  # anything else fails the test
            await DOORS[door](newsroom, words)
    assert newsroom.means.store.writing
    await newsroom.post()


async def test_a_flags_clause_is_looked_up_in_the_policy_alone(newsroom: Newsroom) -> None:
    posted = await newsroom.post()
    for words in WORDS:
        with pytest.raises(FolkmootError) as raised:
            await flag_comment(
                newsroom.means,
                site_name=SITE,
                comment_id=posted.own.id,
                clause=words,
                note="",
                token=words,
                address=words,
            )
        assert raised.value.code == "clause-unknown"
