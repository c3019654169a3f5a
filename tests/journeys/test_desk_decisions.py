"""Deciding at the desk, in a real browser, by keyboard: what one moderator does, and what another is shown."""

import re

import pytest
from playwright.sync_api import Browser, Route, expect

from journeys.desk import at_the_desk, published, said, status, waiting
from journeys.newsroom import SITE, STAFF, Newsroom

pytestmark = pytest.mark.journey

PENCILS = "Whoever wrote this is an imbecile who should be kept away from pencils."


def test_a_case_is_published_by_one_key_and_the_next_one_takes_the_focus(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto", "Petra")
    page = at_the_desk(newsroom, browser, story)
    expect(said(page)).to_have_text("Otto said:")
    page.keyboard.press("p")
    expect(said(page)).to_have_text("Petra said:")
    expect(said(page)).to_be_focused()
    expect(page.locator("desk-bar")).to_contain_text(re.compile(r"Published: 1\., Otto\. \d+ left\."))
    expect(status(page)).to_contain_text("Published: 1., Otto.")
    assert newsroom.shows(story, "So says Otto.")


def test_an_undo_has_no_timer_and_takes_the_text_from_the_page(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto", "Petra")
    page = at_the_desk(newsroom, browser, story)
    page.keyboard.press("p")
    expect(said(page)).to_have_text("Petra said:")
    page.keyboard.press("u")
    expect(said(page)).to_have_text("Otto said:")
    expect(page.locator("desk-bar")).to_contain_text("Undone: 1., Otto is held again.")
    assert "So says Otto." not in newsroom.page_of(story)


def test_a_rejection_says_beforehand_what_the_author_will_read(newsroom: Newsroom, browser: Browser) -> None:
    story = newsroom.story("Night ferry stays tied up")
    newsroom.ask(newsroom.write(story, "Otto", PENCILS))
    page = at_the_desk(newsroom, browser, story)
    expect(page.locator("desk-case .said mark").first).to_contain_text("imbecile")
    page.keyboard.press("r")
    expect(page.locator("desk-reject label:has(:checked)")).to_contain_text("Personal attacks")
    expect(page.locator("desk-reject blockquote")).to_contain_text("“No personal attacks on other commenters")
    page.keyboard.press("p")
    page.keyboard.press("2")
    expect(page.locator("desk-reject label:has(:checked)")).not_to_contain_text("Personal attacks")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator("desk-bar")).to_contain_text(re.compile(r"Rejected: Otto\. \d+ left\."))
    expect(page.locator("desk-bench .empty h2")).to_have_text(re.compile("Nothing waits"))


def test_esc_changes_nothing_and_gives_the_focus_back(newsroom: Newsroom, browser: Browser) -> None:
    page = at_the_desk(newsroom, browser, waiting(newsroom, "Otto", "Petra"))
    page.keyboard.press("j")
    expect(said(page)).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator("desk-reject")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("desk-reject")).to_have_count(0)
    expect(said(page)).to_be_focused()
    expect(said(page)).to_have_text("Petra said:")


def test_two_moderators_on_one_case_the_second_is_shown_the_first(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto", "Petra")
    ada, tomas = (at_the_desk(newsroom, browser, story, name) for name in STAFF)
    tomas.keyboard.press("r")
    expect(tomas.locator("desk-reject")).to_be_visible()
    ada.keyboard.press("p")
    expect(tomas.locator("desk-bar .other")).to_contain_text("Ada Winter has published this")
    expect(tomas.locator("desk-reject")).to_have_count(0)
    # His key rests until he says that he means it.
    tomas.keyboard.press("r")
    expect(status(tomas)).to_contain_text("Ada Winter has decided this.")
    expect(tomas.locator("desk-reject")).to_have_count(0)
    tomas.get_by_role("button", name="Decide otherwise").click()
    tomas.keyboard.press("r")
    expect(tomas.locator("desk-reject")).to_be_visible()
    tomas.keyboard.press("Enter")
    expect(tomas.locator("desk-bar")).to_contain_text("Rejected: 1., Otto.")
    assert "So says Otto." not in newsroom.page_of(story)


def test_who_did_not_hear_of_it_is_shown_the_first_decision_when_he_decides(
    newsroom: Newsroom, browser: Browser
) -> None:
    story = waiting(newsroom, "Otto")
    tomas = newsroom.sit_down(browser, STAFF[1])
    tomas.route("**/live", lambda route: route.abort())
    tomas.goto(newsroom.queue(story))
    expect(said(tomas)).to_have_text("Otto said:")
    ada = at_the_desk(newsroom, browser, story)
    ada.keyboard.press("p")
    expect(ada.locator("desk-bar")).to_contain_text("Published: 1., Otto.")
    tomas.keyboard.press("h")
    expect(tomas.locator("desk-bar .other")).to_contain_text("Ada Winter has published this")
    assert newsroom.shows(story, "So says Otto.")


def test_what_a_colleague_decided_stays_in_the_list_until_one_moves(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto", "Petra", "Lena")
    ada, tomas = (at_the_desk(newsroom, browser, story, name) for name in STAFF)
    tomas.keyboard.press("j")
    expect(said(tomas)).to_have_text("Petra said:")
    ada.keyboard.press("p")
    expect(tomas.locator("desk-queue li.gone")).to_contain_text("Decided by another moderator")
    expect(tomas.locator("desk-queue li")).to_have_count(3)
    tomas.keyboard.press("j")
    expect(tomas.locator("desk-queue li")).to_have_count(2)


def test_a_decision_that_could_not_be_kept_says_so_and_the_case_stays(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto")
    page = at_the_desk(newsroom, browser, story)

    def lose(route: Route) -> None:
        route.abort()

    page.route("**/decisions", lose)
    page.keyboard.press("p")
    expect(page.get_by_role("alert")).to_contain_text("That was not kept.")
    expect(said(page)).to_have_text("Otto said:")
    page.unroute("**/decisions", lose)
    page.keyboard.press("p")
    expect(page.locator("desk-bar")).to_contain_text("Published: 1., Otto.")


def test_an_author_is_suspended_and_told_why(newsroom: Newsroom, browser: Browser) -> None:
    story = newsroom.story("Night ferry stays tied up")
    token = newsroom.write(story, "Otto", "First words.")["token"]
    page = at_the_desk(newsroom, browser, story)
    page.keyboard.press("b")
    page.keyboard.press("3")
    page.keyboard.press("Tab")
    page.keyboard.type("Please read the policy, and come back.")
    expect(page.locator("desk-block blockquote")).to_contain_text("“Please read the policy, and come back.”")
    page.keyboard.press("Enter")
    expect(page.locator("desk-bar")).to_contain_text("Otto is suspended for 30 days.")
    expect(page.locator("desk-record .standing")).to_contain_text("Suspended until")
    assert newsroom.write(story, "Otto", "Second words.", token=token)["status"] == 403
    page.locator("desk-record").get_by_role("button", name="Lift").click()
    expect(page.locator("desk-bar")).to_contain_text("Otto may write again.")
    assert newsroom.write(story, "Otto", "Third words.", token=token)["status"] == 201


def test_a_flagged_comment_comes_to_the_desk_with_its_clause(newsroom: Newsroom, browser: Browser) -> None:
    story, written, page = published(newsroom, browser, "Otto", "The harbour master lives on the quay.")
    newsroom.flag(written["comment"]["id"], "private-data", "names a street")
    expect(page.locator("desk-case .facts")).to_contain_text("“names a street”")
    page.keyboard.press("p")
    expect(page.locator("desk-bench .empty")).to_be_visible()
    assert newsroom.shows(story, "lives on the quay")


def test_a_published_comment_that_nobody_flagged_is_found_and_removed(newsroom: Newsroom, browser: Browser) -> None:
    story, _, page = published(newsroom, browser, "Zacharias", "The lighthouse keeper has a wooden leg.")
    page.goto(f"{newsroom.url}/desk/{SITE}/stories")
    expect(page.locator("desk-stories-view h1")).to_have_text("Stories")
    page.keyboard.press("/")
    expect(page.locator("desk-search #words")).to_be_focused()
    page.keyboard.type("lighthouse leg")
    page.keyboard.press("Enter")
    page.locator("desk-search li button").first.click()
    expect(said(page)).to_have_text("Zacharias said:")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("desk-search li").first).to_contain_text("rejected")
    assert "wooden leg" not in newsroom.page_of(story)


def test_a_colleague_sees_who_is_on_a_case(newsroom: Newsroom, browser: Browser) -> None:
    story = waiting(newsroom, "Otto", "Petra")
    tomas = at_the_desk(newsroom, browser, story, STAFF[1])
    tomas.keyboard.press("j")
    ada = at_the_desk(newsroom, browser, story)
    expect(tomas.locator("desk-queue li").first).to_contain_text("Ada Winter is on it")
    ada.keyboard.press("j")
    expect(tomas.locator("desk-queue li").first).not_to_contain_text("is on it")


def test_of_an_edit_that_waits_the_text_that_readers_see_can_be_removed(newsroom: Newsroom, browser: Browser) -> None:
    story, written, page = published(newsroom, browser, "Otto", "The tide turned at four.")
    newsroom.edit(written, "The tide turned at five, and nobody looked.")
    expect(page.locator("desk-case .said")).to_contain_text("nobody looked")
    expect(page.locator("desk-case .shown")).to_have_text("The tide turned at four.")
    page.get_by_role("button", name="see what changed").click()
    expect(page.locator("desk-case .changes del").first).to_be_visible()
    page.get_by_role("button", name="Decide about this one instead").click()
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    expect(page.locator("desk-bar")).to_contain_text("Rejected: 1., Otto.")
    assert "The tide turned" not in newsroom.page_of(story)
    page.keyboard.press("u")
    expect(page.locator("desk-bar")).to_contain_text("Undone: 1., Otto")
    assert newsroom.shows(story, "The tide turned")
