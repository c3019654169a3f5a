"""The newspaper's own site answers, and lets nothing in but itself and Folkmoot."""

import asyncio
import re
from dataclasses import replace
from typing import Any

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from folkmoot.demo.content import load_stories
from folkmoot.demo.newspaper import newspaper_app, story_url

FOLKMOOT, NEWSPAPER = "http://127.0.0.1:8000", "http://localhost:8001"
STORIES = load_stories()
FERRY = next(story for story in STORIES if story.slug == "night-ferry")


def answer(path: str, method: str = "GET") -> httpx.Response:
    app = newspaper_app(folkmoot_url=FOLKMOOT, newspaper_url=NEWSPAPER, stories=STORIES)

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=NEWSPAPER) as client:
            return await client.request(method, path)

    return asyncio.run(ask())


PAGES = ["/", "/about", *(f"/stories/{story.slug}" for story in STORIES)]


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer(path: str) -> None:
    response = answer(path)
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("path", ["/nothing", "/stories/", "/stories/nothing", "/pictures/../content.py", "/stories"])
def test_other_paths_are_a_page_that_says_so(path: str) -> None:
    response = answer(path)
    assert response.status_code == 404
    assert "There is no such page" in response.text


def test_pictures_and_the_sheet_are_served_with_their_types() -> None:
    assert answer("/ferry-post.css").headers["content-type"] == "text/css; charset=utf-8"
    for story in STORIES:
        picture = answer(f"/pictures/{story.picture}")
        assert picture.headers["content-type"] == "image/svg+xml"
        assert picture.content.startswith(b"<svg ")


def test_a_reader_may_only_read() -> None:
    response = answer("/", method="POST")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD"


def test_head_has_the_headers_and_no_body() -> None:
    head, get = answer("/", method="HEAD"), answer("/")
    assert head.content == b""
    assert head.headers["content-length"] == get.headers["content-length"] == str(len(get.content))


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/ferry-post.css"])
def test_scripts_come_from_folkmoot_and_nothing_is_written_into_the_page(path: str) -> None:
    headers = answer(path).headers
    policy = dict(line.split(" ", 1) for line in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == f"'self' {FOLKMOOT}"
    assert policy["connect-src"] == FOLKMOOT
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", [*PAGES, "/nothing"])
def test_no_page_carries_a_script_or_style_of_its_own(path: str) -> None:
    page = LexborHTMLParser(answer(path).text)
    assert page.css("style, [style], iframe") == []
    assert all(script.attributes.get("src") and not script.text(strip=True) for script in page.css("script"))
    assert all(not name.startswith("on") for node in page.css("*") for name in node.attributes)


def test_pictures_carry_no_script_and_fetch_nothing() -> None:
    for story in STORIES:
        svg = answer(f"/pictures/{story.picture}").text
        assert re.search(r"<script|<style|style=|href=|\bon\w+=", svg) is None
        assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.slug)
def test_a_story_ends_with_its_discussion(story: Any) -> None:
    page = LexborHTMLParser(answer(f"/stories/{story.slug}").text)
    (script,) = page.css("script")
    assert script.attributes == {"type": "module", "src": f"{FOLKMOOT}/embed.js"}
    (discussion,) = page.css("folkmoot-discussion")
    assert discussion.attributes == {"site": "ferry-post"}
    (link,) = discussion.css("a")
    assert link.attributes["href"] == f"{FOLKMOOT}/s/ferry-post/{story.slug}"
    (canonical,) = page.css("link[rel=canonical]")
    assert canonical.attributes["href"] == story_url(NEWSPAPER, story) == f"{NEWSPAPER}/stories/{story.slug}"


def test_a_story_is_marked_up_as_what_it_is() -> None:
    page = LexborHTMLParser(answer("/stories/night-ferry").text)
    assert [h1.text(strip=True) for h1 in page.css("h1")] == [FERRY.headline]
    assert [em.text() for em in page.css("article figcaption em")] == ["Sarn Queen"]
    assert page.css("article > p .dateline")[0].text() == FERRY.dateline
    times = [time.attributes["datetime"] for time in page.css("article .byline time")]
    assert times == ["2026-11-17T06:10:00+01:00", "2026-11-17T08:25:00+01:00"]
    assert page.css("article img")[0].attributes["alt"] == FERRY.alt


def test_the_front_page_counts_the_comments_of_every_story() -> None:
    page = LexborHTMLParser(answer("/").text)
    counts = [(count.attributes["site"], count.attributes["href"]) for count in page.css("folkmoot-count")]
    assert counts == [("ferry-post", story_url(NEWSPAPER, story)) for story in STORIES]
    assert len(page.css("script")) == 1


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_the_newspaper_leads_somewhere(path: str) -> None:
    here = LexborHTMLParser(answer(path).text)
    hrefs = {link.attributes["href"] or "" for link in here.css("a")}
    for href in sorted(h for h in hrefs if h.startswith("/")):
        target, _, anchor = href.partition("#")
        page = answer(target)
        assert page.status_code == 200, href
        assert not anchor or LexborHTMLParser(page.text).css_first(f"#{anchor}") is not None, href


def test_text_from_a_story_is_never_markup() -> None:
    story = replace(FERRY, headline="<b>Fish & ships</b>", body=("A <i>Sarn Queen</i>.",), related=())
    app = newspaper_app(folkmoot_url=FOLKMOOT, newspaper_url=NEWSPAPER, stories=[story])

    async def ask() -> str:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url=NEWSPAPER) as client:
            return (await client.get("/stories/night-ferry")).text

    html = asyncio.run(ask())
    assert "<h1>&lt;b&gt;Fish &amp; ships&lt;/b&gt;</h1>" in html
    assert "A &lt;i&gt;<em>Sarn Queen</em>&lt;/i&gt;." in html


def test_the_server_may_start_and_end_it() -> None:
    app = newspaper_app(folkmoot_url=FOLKMOOT, newspaper_url=NEWSPAPER, stories=STORIES)
    said: list[str] = []
    messages = iter([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> Any:
        return next(messages)

    async def send(message: Any) -> None:
        said.append(message["type"])

    asyncio.run(app({"type": "lifespan"}, receive, send))
    assert said == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
