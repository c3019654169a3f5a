"""A browser and a newsroom for the journeys."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from journeys.newsroom import Newsroom, chromium, open_newsroom
from journeys.reading import PATIENCE, Company, Demo, open_demo

ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; in CI a journey that cannot run has failed."""
    path = chromium()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium, or the console is not built")
        pytest.skip("there is no Chromium, or the console is not built")
    return path


# Not for the session: while Playwright runs, no coroutine of another test could in the same process.
@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium, as Debian packs it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def newsroom(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    """A newsroom with two moderators."""
    with open_newsroom(tmp_path_factory.mktemp("newsroom")) as opened:
        yield opened


@pytest.fixture(scope="session")
def demo(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo newspaper, which is another site than Folkmoot, and its desk."""
    with open_demo(tmp_path_factory.mktemp("demo")) as opened:
        yield opened


@pytest.fixture
def company(demo: Demo, browser: Browser) -> Iterator[Company]:
    """Readers and a moderator, as many as a test asks for."""
    expect.set_options(timeout=PATIENCE)
    people = Company(demo, browser)
    yield people
    people.go()
