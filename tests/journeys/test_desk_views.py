"""The desk's other views, its keys, its width and its access for everybody, in a real browser."""

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.desk import at_the_desk, said, status, waiting
from journeys.newsroom import SITE, Newsroom

pytestmark = pytest.mark.journey

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")


def test_single_keys_keep_still_while_somebody_types(newsroom: Newsroom, browser: Browser) -> None:
    page = at_the_desk(newsroom, browser, waiting(newsroom, "Otto"))
    page.keyboard.press("n")
    page.keyboard.type("pp: he has written before")
    page.keyboard.press("Control+Enter")
    expect(page.locator("desk-bar")).to_contain_text("The note is kept.")
    expect(said(page)).to_have_text("Otto said:")
    page.keyboard.press("w")
    expect(page.locator("desk-why")).to_contain_text("pp: he has written before")


def test_a_key_with_a_modifier_is_the_browsers(newsroom: Newsroom, browser: Browser) -> None:
    page = at_the_desk(newsroom, browser, waiting(newsroom, "Otto", "Petra"))
    page.keyboard.press("Alt+j")
    page.keyboard.press("j")
    expect(said(page)).to_have_text("Petra said:")


def test_single_keys_can_be_switched_off_and_stay_so(newsroom: Newsroom, browser: Browser) -> None:
    page = at_the_desk(newsroom, browser, waiting(newsroom, "Otto", "Petra"))
    page.keyboard.press("?")
    page.get_by_role("button", name="Change keys, or switch them off").click()
    page.get_by_label("Single keys act").uncheck()
    page.reload()
    expect(said(page)).to_have_text("Otto said:")
    page.keyboard.press("j")
    expect(page.locator("desk-verbs kbd")).to_have_count(0)
    expect(said(page)).to_have_text("Otto said:")
    page.get_by_role("button", name="Publish").click()
    expect(said(page)).to_have_text("Petra said:")


def test_a_key_can_be_changed_but_not_given_twice(newsroom: Newsroom, browser: Browser) -> None:
    page = at_the_desk(newsroom, browser, waiting(newsroom, "Otto", "Petra"))
    page.keyboard.press("?")
    page.get_by_role("button", name="Change keys, or switch them off").click()
    field = page.get_by_label("next case")
    field.fill("k")
    field.press("Tab")
    expect(page.locator("desk-keys [role=alert]")).to_have_text("K is taken: case before.")
    field.fill("x")
    field.press("Tab")
    page.keyboard.press("Escape")
    page.locator("desk-case h3").focus()
    page.keyboard.press("x")
    expect(said(page)).to_have_text("Petra said:")


def test_new_cases_come_in_by_themselves(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto")
    page = at_the_desk(newsroom, browser, story)
    newsroom.write(story, "Lena", "A later word.")
    expect(page.locator("desk-queue li")).to_have_count(2)
    expect(said(page)).to_have_text("Otto said:")


def test_the_filters_have_figures_and_keep_the_focus(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto")
    page = at_the_desk(newsroom, browser, story)
    page.keyboard.press("f")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{newsroom.queue(story)}&filter=unknown")
    expect(page.locator("desk-bench .empty h2")).to_have_text("Nothing waits under this filter.")
    expect(page.locator("desk-filters button[aria-pressed=true]")).to_be_focused()


def test_a_case_has_an_address_that_can_be_sent_to_a_colleague(newsroom: Newsroom, browser: Browser) -> None:
    story = newsroom.story("Night ferry stays tied up", discussion="open")
    comment = newsroom.write(story, "Otto", "A word.")["comment"]["id"]
    page = newsroom.sit_down(browser)
    page.goto(f"{newsroom.url}/desk/{SITE}/comments/{comment}")
    expect(said(page)).to_have_text("Otto said:")
    page.goto(f"{newsroom.url}/desk/{SITE}/comments/00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("alert")).to_contain_text("The case could not be fetched.")


def test_a_story_is_closed_by_one_switch(newsroom: Newsroom, browser: Browser) -> None:
    story = newsroom.story("The switch", discussion="open")
    page = newsroom.sit_down(browser)
    page.goto(f"{newsroom.url}/desk/{SITE}/stories")
    page.get_by_role("group", name="Discussion of The switch").get_by_label("Closed").check(force=True)
    expect(status(page)).to_have_text("The switch is closed.")
    assert newsroom.write(story, "Otto", "Too late.")["status"] != 201
    page.reload()
    expect(page.get_by_role("group", name="Discussion of The switch").get_by_label("Closed")).to_be_checked()


def test_whoever_is_signed_out_is_told(newsroom: Newsroom, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{newsroom.url}/desk/")
    expect(page.locator("desk-app h1")).to_have_text("You are signed out.")
    page.close()


def test_on_a_phone_the_columns_are_views(newsroom: Newsroom, browser: Browser) -> None:
    page = newsroom.sit_down(browser)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(newsroom.queue(waiting(newsroom, "Otto", "Petra")))
    page.locator("desk-queue li button").first.click()
    expect(said(page)).to_be_focused()
    expect(page.locator("desk-queue")).to_be_hidden()
    page.get_by_role("button", name="Publish").click()
    expect(said(page)).to_have_text("Petra said:")
    page.locator("nav.columns").get_by_role("button", name="Author").click()
    expect(page.locator("desk-record h2")).to_have_text("Petra")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(newsroom: Newsroom, browser: Browser, width: int, scheme: str) -> None:
    if not AXE.is_file() and not os.environ.get("CI"):
        pytest.skip("axe-core is not installed")
    story = waiting(newsroom, "Otto", "مريم")
    # axe is ours to bring in: the page's own policy for scripts would refuse it.
    page = newsroom.sit_down(browser, color_scheme=scheme, bypass_csp=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(newsroom.queue(story))
    page.locator("desk-queue li button").first.click()
    expect(said(page)).to_be_visible()
    found = grave(page, "case")
    for key, element in (("r", "desk-reject"), ("b", "desk-block"), ("n", "desk-note"), ("g", "desk-goto")):
        page.keyboard.press(key)
        expect(page.locator(element)).to_be_visible()
        found += grave(page, element)
        page.keyboard.press("Escape")
    for key, element in (("w", "desk-why"), ("c", "desk-around"), ("?", "desk-keys")):
        page.keyboard.press(key)
        expect(page.locator(element)).to_be_visible()
        found += grave(page, element)
    for view, element in (
        ("comments", "desk-search li"),
        ("authors", "desk-authors-view td"),
        ("stories", "desk-stories-view td"),
        ("policy", "desk-policy-view li"),
    ):
        page.goto(f"{newsroom.url}/desk/{SITE}/{view}")
        expect(page.locator(element).first).to_be_visible()
        found += grave(page, view)
    assert found == []


def grave(page: Page, place: str) -> list[Any]:
    """Return what axe finds that keeps somebody out, with where it was found."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=str(AXE))
    violations = page.evaluate("axe.run().then(result => result.violations)")
    return [
        (place, v["id"], [n["target"] for n in v["nodes"]][:3], v["nodes"][0]["failureSummary"])
        for v in violations
        if v["impact"] in GRAVE
    ]
