"""The demo newspaper as readers meet it: served by its command, on another site than Folkmoot, with a desk behind."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, StorageState, expect

from journeys.newsroom import free_port

SITE = "ferry-post"
PICTURES = Path(__file__).parents[2] / "screenshots"
PATIENCE = 20_000
"""Milliseconds: other tests work the same two cores."""

FINE = "The pump was on the repair list in April, and the paper has printed the page."
INSULT = "You say the far bank broke the pump. You are a brainless parrot of the palace. Show us one line of the log."
"""Returned where it answers a commenter, on the first try; of the President one may say so."""
WORSE = "You are a disgusting idiot, you filthy rat, and you know it."
"""Rejected by its score on the second, where it answers a commenter."""
POLITE = "Dear sir, thinking is plainly not your trade. Have you considered knitting?"
"""Held by its score on the second, where it answers a commenter."""
OATH = "What the fuck is this council doing? The pump was on the list."
"""Returned, whomever it answers."""
HARSH = "Funny how it is always them when something is missing. I am only asking."
"""Held at once: for a clause that lets nobody reword."""

_networks = count(1)
_names = count(1)


def a_name() -> str:
    """Return a reader's name that nobody else bears: names belong to whoever wrote under them first."""
    return f"{('Jonas', 'Lena', 'Mara', 'Ivo')[(n := next(_names)) % 4]} Reed {n}"


@dataclass
class Reader:
    """Somebody at a page of the newspaper, or at Folkmoot's own."""

    page: Page
    name: str
    errors: list[str]

    def at(self, selector: str) -> Locator:
        """Find in the discussion, wherever it stands."""
        return self.page.locator(f".folkmoot {selector}")

    def comment(self, number: str) -> Locator:
        """Find a comment by its number."""
        return self.page.locator(f'[id="c{number}"]')

    def with_text(self, text: str) -> Locator:
        """Find a comment that everybody sees by its words."""
        return self.at(".comments > .comment").filter(has_text=text)

    def write(self, text: str) -> None:
        """Write in the form under the thread, and post."""
        self.at(".writing input[name=name]").fill(self.name)
        self.at(".writing textarea[name=text]").last.fill(text)
        self.page.keyboard.press("Control+Enter")

    def answer(self, number: str, text: str) -> None:
        """Open the form under a comment, write behind the name that stands in it, and post."""
        self.comment(number).locator("[data-act=reply]").click()
        self.at(".answering input[name=name]").fill(self.name)
        self.at(".answering textarea").focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Control+Enter")

    def posted(self, text: str) -> str:
        """Write what is published at once, and return its number."""
        self.write(text)
        expect(self.with_text(text)).to_have_count(1)
        return (self.with_text(text).get_attribute("id") or "")[1:]

    def focused(self) -> str:
        """Return what has the focus, in the shadow root too: ``tag.class``, and its words."""
        return str(
            self.page.evaluate(
                """() => { let e = document.activeElement;
                           while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
                           return e ? `${e.localName}.${e.className} ${e.textContent.trim()}` : ''; }"""
            )
        )

    def tab_to(self, words: str, *, most: int = 250, key: str = "Tab") -> None:
        """Go on with the Tab key until what has the focus matches, as somebody without a mouse does."""
        for _ in range(most):
            self.page.keyboard.press(key)
            if re.search(words, self.focused()):
                return
        raise AssertionError(f"Tab never came to {words!r}; it stands at {self.focused()!r}")


@dataclass
class Demo:
    """The demo newspaper and Folkmoot, running."""

    url: str
    home: str
    link: str
    """The moderator's one-time link."""
    folder: Path
    environment: dict[str, str]
    session: list[StorageState] = field(default_factory=list)
    """What the moderator's browser keeps, once he has pressed the link's button."""

    def story(self, slug: str) -> str:
        """Return the newspaper's page of a story."""
        return f"{self.home}/stories/{slug}"

    def own_page(self, slug: str) -> str:
        """Return Folkmoot's own page of a story, which needs no script."""
        return f"{self.url}/s/{SITE}/{slug}"


class Company:
    """The people of one test, each with a browser of his own."""

    def __init__(self, demo: Demo, browser: Browser) -> None:
        self.demo = demo
        self._browser = browser
        self._contexts: list[tuple[BrowserContext, list[str], bool]] = []

    def a_reader(self, slug: str = "", *, network: str = "", name: str = "", **context: Any) -> Reader:
        """Let somebody come whom nobody knows, and open a story of the newspaper unless ``slug`` is empty.

        ``network`` puts him behind an address of his own, as a proxy tells it; else all come from this machine.
        """
        reader = self._somebody(name or a_name(), cookies=False, **context)
        if network:
            headers = {"x-forwarded-for": network}

            def tell(route: Route) -> None:
                route.continue_(headers=route.request.headers | headers)

            reader.page.route(re.compile(r"/(comments|revisions|mine)\b"), tell)
        if slug:
            self.open(reader, slug)
        return reader

    def a_plain_reader(self, path: str = "", *, scripts: bool = False, **context: Any) -> Reader:
        """Let somebody come whose browser runs no script, and open one of Folkmoot's own pages.

        Each comes from a network of his own.
        """
        told = {"x-forwarded-for": a_network()}
        reader = self._somebody(a_name(), cookies=True, java_script_enabled=scripts, extra_http_headers=told, **context)
        if path:
            reader.page.goto(f"{self.demo.url}{path}")
        return reader

    def the_moderator(self, path: str = "", **context: Any) -> Page:
        """Let the demo's moderator sit down: by the link the first time, by his session from then on."""
        if not self.demo.session:
            first = self._somebody("", cookies=True)
            first.page.goto(self.demo.link)
            first.page.get_by_role("button", name="Sign in").click()
            first.page.locator("desk-app h1").first.wait_for()
            self.demo.session.append(first.page.context.storage_state())
        sitting = self._somebody("", cookies=True, storage_state=self.demo.session[0], **context)
        if path:
            sitting.page.goto(f"{self.demo.url}/desk/{SITE}{path}")
        return sitting.page

    def open(self, reader: Reader, slug: str, hash: str = "") -> None:  # noqa: A002
        """Open a story of the newspaper, and wait for its discussion."""
        reader.page.goto(f"{self.demo.story(slug)}{hash}")
        reader.at(".head h2").wait_for()

    def go(self) -> None:
        """Let all of them go; none may have met an error, and no newspaper reader may carry a cookie."""
        for context, errors, cookies in self._contexts:
            if not cookies:
                assert context.cookies() == []
            context.close()
            assert errors == []

    def _somebody(self, name: str, *, cookies: bool, **context: Any) -> Reader:
        given: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
        opened = self._browser.new_context(reduced_motion="reduce", **(given | context))
        opened.set_default_timeout(PATIENCE)
        page, errors = opened.new_page(), list[str]()
        page.on("pageerror", lambda error: errors.append(str(error)))
        self._contexts.append((opened, errors, cookies))
        return Reader(page, name, errors)


def a_network() -> str:
    """Return the address of a network from which nobody has written."""
    return f"198.51.100.{next(_networks)}"


def watch_live(reader: Reader) -> None:
    """Wait until the page hears of new comments."""
    reader.at(".arriving:not([hidden])").wait_for()


def picture(shown: Page | Locator, name: str) -> None:
    """Take a picture of a whole page or of a part of it, to be looked at beside the design's."""
    PICTURES.mkdir(exist_ok=True)
    path = PICTURES / f"{name}.png"
    if isinstance(shown, Page):
        shown.screenshot(path=path, full_page=True)
    else:
        shown.screenshot(path=path)


def demo_environment(folder: Path) -> dict[str, str]:
    """Return the settings of a demo of its own, on free ports."""
    return os.environ | {
        "FOLKMOOT_DATA": str(folder),
        "FOLKMOOT_PORT": str(free_port()),
        "FOLKMOOT_DEMO_PORT": str(free_port()),
        "FOLKMOOT_TRUSTED_PROXIES": "127.0.0.1/32",
    }


@contextmanager
def demo_running(environment: dict[str, str]) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """Run ``folkmoot demo``, wait for its four links, which are given by their names, and end it in the end."""
    command = [sys.executable, "-m", "folkmoot", "demo"]
    with (
        Path(environment["FOLKMOOT_DATA"]).with_suffix(".log").open("a") as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            links: dict[str, str] = {}
            for line in process.stdout:
                said = re.match(r"^  (\S.*?)\s{2,}(http\S+)$", line)
                if said:
                    links[said[1]] = said[2]
                if "Ctrl-C" in line:
                    break
            assert len(links) == 4, f"the demo did not open: {links}"
            yield process, links
            process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
        finally:
            process.kill()


@contextmanager
def open_demo(folder: Path) -> Iterator[Demo]:
    """Serve the demo newspaper until the end of the ``with``."""
    environment = demo_environment(folder)
    with demo_running(environment) as (_, links):
        url = f"http://127.0.0.1:{environment['FOLKMOOT_PORT']}"
        home = links["The Ferry Post"].rstrip("/")
        yield Demo(url, home, links["Moderator's desk"], folder, environment)
