"""Ready pages: the same bytes for every reader, compressed, at most a second old, and never a restricted text."""

import gzip

import brotli
import pytest

from folkmoot.web.ready import best_encoding
from make import FINE, ORIGIN, SITE, STORY, a_key
from web.doors import API, House, as_author

PAGE = f"/s/{SITE}/night-ferry"


async def test_a_page_of_the_thread_is_a_fragment_of_html(house: House) -> None:
    await house.write(FINE)
    answer = await house.thread()
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert 'id="c1"' in answer.text
    assert "<html" not in answer.text
    assert answer.headers["x-folkmoot-version"] == "1"


async def test_a_page_that_nobody_has_commented_on_is_an_empty_thread(house: House) -> None:
    answer = await house.thread(f"{ORIGIN}/of-today")
    assert answer.status_code == 200
    assert "Nobody has written yet." in answer.text


async def test_the_first_comment_under_a_page_is_seen_as_soon_as_its_readers_are_told(house: House) -> None:
    assert "Nobody has written yet." in (await house.thread()).text
    await house.write(FINE)
    await house.told()
    assert FINE in (await house.thread()).text


async def test_the_whole_page_wraps_the_same_fragment(house: House) -> None:
    await house.write(FINE)
    fragment, page = await house.thread(), await house.browser.get(PAGE)
    assert page.status_code == 200
    assert fragment.text in page.text
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("br, gzip", "br"),
        ("gzip, deflate", "gzip"),
        ("gzip;q=0.5, br;q=0", "gzip"),
        ("", "identity"),
        ("identity", "identity"),
        ("*", "br"),
        ("br;q=nonsense", "identity"),
    ],
)
def test_the_smallest_encoding_that_a_browser_takes_is_sent(accepted: str, sent: str) -> None:
    assert best_encoding(accepted.encode()) == sent


async def test_each_encoding_is_the_same_page(house: House) -> None:
    await house.write(FINE)
    plain = (await house.thread(**{"accept-encoding": "identity"})).content
    for encoding, unpacked in (("br", brotli.decompress), ("gzip", gzip.decompress)):
        async with house.browser.stream(
            "GET", f"{API}/thread", params={"url": STORY}, headers={"accept-encoding": encoding}
        ) as answer:
            assert answer.headers["content-encoding"] == encoding
            raw = b"".join([part async for part in answer.aiter_raw()])
        assert unpacked(raw) == plain


async def test_who_has_the_page_already_is_told_so(house: House) -> None:
    first = await house.thread()
    again = await house.thread(**{"if-none-match": f"W/{first.headers['etag']}"})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]


async def test_head_is_the_page_without_its_body(house: House) -> None:
    whole = await house.thread()
    head = await house.browser.head(f"{API}/thread", params={"url": STORY})
    assert head.status_code == 200
    assert head.headers["content-length"] == whole.headers["content-length"]
    assert head.content == b""


async def test_browsers_ask_again_and_shared_caches_keep_it_ten_seconds(house: House) -> None:
    assert (await house.thread()).headers["cache-control"] == "public, max-age=0, s-maxage=10"


async def test_what_was_withdrawn_is_on_no_page_when_its_author_is_answered(house: House) -> None:
    own = (await house.write(FINE)).json()
    await house.told()
    assert FINE in (await house.thread()).text
    assert FINE in (await house.browser.get(PAGE)).text
    path = f"{API}/comments/{own['comment']['id']}/withdraw"
    answer = await house.browser.post(path, json={"key": a_key()}, headers=as_author(own["token"]))
    assert answer.json()["sentence"] == "Your comment is withdrawn."
    assert FINE not in (await house.thread()).text
    assert FINE not in (await house.browser.get(PAGE)).text


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ({"url": "https://elsewhere.example/a"}, 403, "origin-not-listed"),
        ({"url": "night-ferry"}, 400, "url-invalid"),
        ({}, 400, "url-invalid"),
        ({"url": STORY, "page": "first"}, 400, "input-invalid"),
        ({"url": STORY, "order": "best"}, 400, "input-invalid"),
        ({"url": STORY, "at": "7"}, 404, "comment-unknown"),
    ],
)
async def test_what_cannot_be_shown_is_a_problem_with_a_code(
    house: House, query: dict[str, str], status: int, code: str
) -> None:
    await house.write()
    answer = await house.browser.get(f"{API}/thread", params=query)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_whole_page_that_is_not_there_is_said_on_a_page(house: House) -> None:
    answer = await house.browser.get(f"/s/{SITE}/no-such-story")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "There is no such story here." in answer.text


async def test_the_page_on_which_a_number_stands_can_be_asked_for(house: House) -> None:
    await house.write()
    answer = await house.browser.get(f"{API}/thread", params={"url": STORY, "at": "1"})
    assert 'id="c1"' in answer.text
