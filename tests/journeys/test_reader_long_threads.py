"""Threads of one, a hundred and five thousand comments, of 600 replies under one, and of eight levels on a phone."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from faults.asking import a_browser, thread
from faults.running import SITE, end_all, run_apart, set_up, settings_for, start
from faults.test_killed import checked
from journeys import filling
from journeys.filling import DEEP, FIVE_THOUSAND, HUNDRED, ONE, SHAPES, SIX_HUNDRED_REPLIES, Shape, text_of
from journeys.reading import PATIENCE, picture

pytestmark = pytest.mark.journey

NEWSPAPER = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>A story</title>
<body style="margin: 0 auto; max-width: 1000px; padding: 0 16px"><h1>A story</h1><p>It is short.</p>
<script type="module" src="{folkmoot}/embed.js"></script><folkmoot-discussion site="post"></folkmoot-discussion>"""


@dataclass
class Library:
    """A server with the five threads."""

    url: str
    home: str
    """The newspaper's, which is another site."""
    settings: dict[str, str]

    def newspaper(self, browser: Browser, shape: Shape, *, width: int = 1280, hash: str = "") -> Page:  # noqa: A002
        """Open the newspaper's page of a story."""
        page = browser.new_page(viewport={"width": width, "height": 900}, locale="en-GB", reduced_motion="reduce")
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.home}/stories/{shape.slug}{hash}")
        page.locator(".folkmoot .head h2").wait_for()
        return page

    def plain(self, browser: Browser, shape: Shape, *, width: int = 1280, at: str = "") -> Page:
        """Open Folkmoot's own page of a story, which has no script."""
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.set_default_timeout(PATIENCE)
        page.goto(f"{self.url}/s/{SITE}/{shape.slug}{at}")
        return page


class Paper(BaseHTTPRequestHandler):
    """The newspaper's server: every story is the same page."""

    page = b""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A server for all tests of this file, and a newspaper."""
    data = tmp_path_factory.mktemp("library") / "data"
    settings = settings_for(data, f"sqlite:///{data / 'folkmoot.db'}")
    with ThreadingHTTPServer(("127.0.0.1", 0), Paper) as paper:
        home = f"http://localhost:{paper.server_port}"
        set_up(settings, origin=home)
        assert run_apart(filling.fill, settings, SITE, home) == "filled"
        server = start(settings)
        Paper.page = NEWSPAPER.format(folkmoot=server.url).encode()
        threading.Thread(target=paper.serve_forever, daemon=True).start()
        expect.set_options(timeout=PATIENCE)
        yield Library(server.url, home, settings)
        paper.shutdown()
        assert server.interrupt() == 0
    end_all()


def test_what_was_filled_is_what_would_have_been_posted(library: Library) -> None:
    assert checked(library.settings) == "Everything is as it follows from its decisions."


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: str(shape.slug))
def test_every_comment_is_reached_by_pages_once(library: Library, shape: Shape) -> None:
    with a_browser(library.url) as reader:
        assert thread(reader, f"{library.home}/stories/{shape.slug}") == {n: text_of(n) for n in shape.numbers}


@pytest.mark.parametrize(
    ("shape", "pages", "on_the_first"),
    [(ONE, 0, 1), (HUNDRED, 0, 100), (FIVE_THOUSAND, 25, 200), (SIX_HUNDRED_REPLIES, 2, 500)],
    ids=lambda value: str(getattr(value, "slug", value)),
)
def test_it_opens_in_the_newspaper_and_as_a_page(
    library: Library, browser: Browser, shape: Shape, pages: int, on_the_first: int
) -> None:
    for page in (library.newspaper(browser, shape), library.plain(browser, shape)):
        expect(page.locator(".comments > .comment")).to_have_count(on_the_first)
        expect(page.locator("nav.pages li")).to_have_count(pages)
        words = f"{len(shape.numbers):,} comment"
        expect(page.locator(".folkmoot .count")).to_contain_text(words)
        page.close()


@pytest.mark.parametrize(
    ("shape", "number"), [(FIVE_THOUSAND, "1240.2"), (FIVE_THOUSAND, "51"), (SIX_HUNDRED_REPLIES, "1.600")]
)
def test_a_permalink_leads_to_its_comment_on_a_later_page(
    library: Library, browser: Browser, shape: Shape, number: str
) -> None:
    for page in (
        library.newspaper(browser, shape, hash=f"#folkmoot-{number}"),
        library.plain(browser, shape, at=f"/{number}"),
    ):
        item = page.locator(f'[id="c{number}"]')
        expect(item).to_contain_text(text_of(number).removeprefix("@Marta Quill "))
        expect(item).to_be_in_viewport()
        page.close()
    with httpx.Client(base_url=library.url) as reader:
        assert reader.get(f"/s/{SITE}/{shape.slug}/9999").status_code == 404


def test_the_pages_of_a_long_thread_are_turned_in_the_newspaper(library: Library, browser: Browser) -> None:
    page = library.newspaper(browser, FIVE_THOUSAND)
    page.locator("nav.pages").get_by_role("link", name="1201–1250").click()
    expect(page.locator('[id="c1201"] article')).to_be_focused()
    expect(page.locator("nav.pages [aria-current=page]")).to_have_text("1201–1250")
    page.get_by_role("link", name="Newest first").click()
    expect(page.locator(".comments > .comment").first).to_have_attribute("id", "c1250")
    page.close()
    page = library.newspaper(browser, SIX_HUNDRED_REPLIES)
    page.locator("nav.pages a").last.click()
    expect(page.locator(".continued")).to_contain_text("This page begins inside a branch.")
    expect(page.locator(".comments > .comment").first).to_have_attribute("id", "c1.500")
    page.get_by_role("link", name="Read how it began").click()
    expect(page.locator(".comments > .comment").first).to_have_attribute("id", "c1")
    page.close()


def test_who_writes_under_five_thousand_comments_is_led_to_his_own(library: Library, browser: Browser) -> None:
    page = library.newspaper(browser, FIVE_THOUSAND)
    page.locator(".writing input[name=name]").fill("Ivo Reed")
    page.locator(".writing textarea").fill("The five thousand and first.")
    page.keyboard.press("Control+Enter")
    expect(page.locator('[id="c1251"] article')).to_be_focused()
    expect(page.locator('[id="c1251"]')).to_contain_text("The five thousand and first.")
    page.locator('[id="c1251"]').get_by_role("button", name="Withdraw").click()
    expect(page.locator('[id="c1251"]')).to_contain_text("Its author has withdrawn this comment.")
    page.close()


@pytest.mark.parametrize("where", ["newspaper", "plain"])
def test_eight_levels_are_read_on_a_phone(library: Library, browser: Browser, where: str) -> None:
    page = (
        library.newspaper(browser, DEEP, width=360) if where == "newspaper" else library.plain(browser, DEEP, width=360)
    )
    texts = page.locator(".comments > .comment .text")
    expect(texts).to_have_count(18)
    widths = [box["width"] for text in texts.all() if (box := text.bounding_box()) is not None]
    assert len(widths) == 18
    assert min(widths) >= 200
    edges = [round(box["x"]) for text in texts.all()[:9] if (box := text.bounding_box()) is not None]
    assert len(set(edges[1:])) == 3, "the steps end at the third level"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert re.fullmatch(r"1(\.1){8} ", page.locator(".comments .number").nth(8).text_content() or "")
    picture(page, f"nesting-{where}-360")
    page.close()
