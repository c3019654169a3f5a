"""Sitting down at the desk: cases to decide, and where to look."""

from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from journeys.newsroom import STAFF, Newsroom, Story


def waiting(newsroom: Newsroom, *names: str, text: str = "The pump was on the repair list in April.") -> Story:
    """Make a story under which everything waits, with one comment by each name."""
    story = newsroom.story("Night ferry stays tied up")
    for name in names:
        assert newsroom.write(story, name, f"{text} So says {name}.")["comment"]["state"] == "held"
    return story


def at_the_desk(newsroom: Newsroom, browser: Browser, story: Story, name: str = STAFF[0]) -> Page:
    """Sit down at a story's queue, its first case open."""
    page = newsroom.sit_down(browser, name)
    page.goto(newsroom.queue(story))
    expect(said(page)).to_be_visible()
    return page


def published(newsroom: Newsroom, browser: Browser, name: str, text: str) -> tuple[Story, dict[str, Any], Page]:
    """Publish a comment by a moderator's key: on a busy machine the judge may be late, and then a person decides."""
    story = newsroom.story("Night ferry stays tied up")
    written = newsroom.write(story, name, text)
    page = at_the_desk(newsroom, browser, story)
    page.keyboard.press("p")
    expect(page.locator("desk-bar")).to_contain_text(f"Published: 1., {name}.")
    return story, written, page


def said(page: Page) -> Locator:
    """Return the heading of the open case."""
    return page.locator("desk-case h3")


def status(page: Page) -> Locator:
    """Return the desk's spoken status."""
    return page.locator("desk-app p[role=status]")
