"""Showing a thread: the same bytes for everybody, kept while nothing changes, in pages."""

import gzip
from typing import Any

import brotli
import pytest

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.site import SiteSettings
from folkmoot.errors import NotFound
from folkmoot.operations.show_thread import Shown, page_with, show_thread
from folkmoot.store.interface import Store
from make import EXPULSION, INSULT, ORIGIN, SITE, STORY, Newsroom, a_newsroom
from operations.asking import rows_of


async def show(newsroom: Newsroom, **detail: Any) -> Shown:
    given: dict[str, Any] = detail if "slug" in detail else {"url": STORY} | detail
    return await show_thread(newsroom.means, site_name=SITE, **given)


def html(shown: Shown) -> str:
    return shown.bodies["identity"].decode()


async def test_every_encoding_holds_the_same_page(newsroom: Newsroom) -> None:
    await newsroom.post("The pump is old.")
    shown = await show(newsroom)
    assert "The pump is old." in html(shown)
    assert brotli.decompress(shown.bodies["br"]) == shown.bodies["identity"]
    assert gzip.decompress(shown.bodies["gzip"]) == shown.bodies["identity"]


async def test_a_page_is_kept_until_the_thread_changes(newsroom: Newsroom) -> None:
    await newsroom.post("The pump is old.")
    first = await show(newsroom)
    assert await rows_of(newsroom, "snapshot") == 3
    assert await show(newsroom) == first
    await newsroom.post("Which pump?")
    second = await show(newsroom)
    assert second.etag != first.etag
    assert second.version > first.version
    assert "Which pump?" in html(second)
    assert await rows_of(newsroom, "snapshot") == 3


async def test_a_story_is_found_by_address_and_by_short_name(newsroom: Newsroom) -> None:
    await newsroom.post()
    assert (await show(newsroom, slug="night-ferry")).story == (await show(newsroom)).story


async def test_a_page_that_nobody_has_commented_on_is_an_empty_thread_and_makes_no_story(newsroom: Newsroom) -> None:
    shown = await show(newsroom, url=f"{ORIGIN}/new")
    assert (shown.story, shown.version) == (None, 0)
    assert "Nobody has written yet." in html(shown)
    assert await rows_of(newsroom, "story") == 0


async def test_what_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound) as raised:
        await show(newsroom, slug="nothing")
    assert raised.value.code == "story-unknown"
    with pytest.raises(NotFound):
        await show_thread(newsroom.means, site_name="regatta-news", url=STORY)


async def test_held_and_returned_comments_are_on_no_page(newsroom: Newsroom) -> None:
    await newsroom.post(EXPULSION)
    await newsroom.post(INSULT)
    shown = html(await show(newsroom))
    assert EXPULSION not in shown
    assert INSULT not in shown


@pytest.fixture
async def small_pages(store: Store) -> Newsroom:
    newsroom = await a_newsroom(store, settings=SiteSettings(page_size=2))
    for n in range(5):
        await newsroom.post(f"Comment {n}.")
    await newsroom.post("A reply.", parent="1")
    return newsroom


async def test_pages_hold_so_many_first_level_comments_and_their_replies(small_pages: Newsroom) -> None:
    first, last = html(await show(small_pages)), html(await show(small_pages, page=3))
    assert "Comment 0." in first
    assert "A reply." in first
    assert "Comment 2." not in first
    assert "Comment 4." in last
    assert (await show(small_pages, page=99)).page == 3
    assert (await show(small_pages, page=0)).page == 1


async def test_newest_first_turns_the_pages_round(small_pages: Newsroom) -> None:
    first = html(await show(small_pages, sorting=Sorting.NEWEST))
    assert first.index("Comment 4.") < first.index("Comment 3.")
    assert "Comment 2." not in first


async def test_a_number_is_found_on_its_page(small_pages: Newsroom) -> None:
    for number, page in (("1.1", 1), ("3", 2), ("5", 3)):
        found = await page_with(small_pages.means, site_name=SITE, slug=None, url=STORY, number=number)
        assert found == ("night-ferry", page)
    for number in ("6", "1.2", "x"):
        with pytest.raises(NotFound) as raised:
            await page_with(small_pages.means, site_name=SITE, slug="night-ferry", url=None, number=number)
        assert raised.value.code == "comment-unknown"
