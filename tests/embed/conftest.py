"""A browser, a newspaper that embeds the discussion, and a small Folkmoot behind it."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from embed.doors import STATIC, Newspaper, running
from embed.fake import FakeFolkmoot

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, as Debian packs it."""
    chromium = shutil.which("chromium")
    if chromium is None or not (STATIC / "embed.js").exists():
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium, or the front end is not built")
        pytest.skip("there is no Chromium, or the front end is not built")
    expect.set_options(timeout=20_000)  # a busy machine
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()


@dataclass
class Reading:
    """A reader at the newspaper's page."""

    page: Page
    folkmoot: FakeFolkmoot
    newspaper: Newspaper
    errors: list[str]

    def open(self, hash: str = "") -> None:  # noqa: A002
        """Open the story and wait for its discussion."""
        self.page.goto(f"{self.newspaper.url}/stories/night-ferry{hash}")
        self.page.locator(".folkmoot .head h2").wait_for()

    def at(self, selector: str) -> Locator:
        """Find in the discussion."""
        return self.page.locator(f"folkmoot-discussion {selector}")

    def comment(self, number: str) -> Locator:
        """Find a comment by its number."""
        return self.at(f'[id="c{number}"]')

    def write(self, text: str, name: str = "Jonas Reed") -> None:
        """Write in the form under the thread and post it by keyboard."""
        self.at(".writing input[name=name]").fill(name)
        self.at(".writing textarea[name=text]").fill(text)
        self.page.keyboard.press("Control+Enter")

    def focused(self) -> Any:
        """Return what has the focus in the discussion, as ``tag.class#id``."""
        return self.page.evaluate(
            """() => { const e = document.querySelector('folkmoot-discussion').shadowRoot.activeElement;
                       return e && `${e.localName}.${e.className}#${e.id || e.name || ''}`; }"""
        )


@pytest.fixture
def reading(browser: Browser) -> Iterator[Reading]:
    """A reader with nothing in his browser, at a story without comments."""
    with running() as (folkmoot, newspaper):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
        page = context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield Reading(page, folkmoot, newspaper, errors)
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The checker of accessibility, as source."""
    source = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        pytest.skip("axe-core is not installed")
    return source.read_text()
