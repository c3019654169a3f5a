"""What a moderator does by his keys, a reader sees on the newspaper's page: publishing, undoing, removing, blocking."""

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.desk import said
from journeys.reading import FINE, HARSH, INSULT, OATH, Company, Reader, a_network, picture, watch_live

pytestmark = pytest.mark.journey

STORY = "two-bank-regatta"
SWITCHED = "four-ways-across"
ATTACKS = "No personal attacks on other commenters, on our writers or on private people."


@pytest.fixture
def desk(company: Company) -> Page:
    """The moderator, at his desk."""
    page = company.the_moderator("/queue")
    expect(page.locator("desk-app h1").first).to_be_visible()
    return page


def held(company: Company, text: str = HARSH, **detail: str) -> tuple[Reader, str]:
    """Let somebody write what waits for a moderator, and return him and the comment's id."""
    reader = company.a_reader(STORY, **detail)
    watch_live(reader)
    reader.write(text)
    expect(reader.at(".own.held")).to_be_focused()
    return reader, reader.at(".mine").get_attribute("data-own") or ""


def open_case(desk: Page, comment: str, name: str) -> None:
    """Open a comment's case by its address."""
    desk.goto(re.sub(r"/(queue|comments)\b.*", f"/comments/{comment}", desk.url))
    expect(said(desk)).to_have_text(f"{name} said:")


def look_for(desk: Page, words: str, name: str, *, author: bool = False) -> None:
    """Search all comments by words or by author, by keyboard, and open the first result as a case."""
    desk.keyboard.press("/")
    expect(desk.locator("desk-search #words")).to_be_focused()
    if author:
        desk.keyboard.press("Tab")
        expect(desk.locator("desk-search #author")).to_be_focused()
    desk.keyboard.type(words)
    desk.keyboard.press("Enter")
    expect(desk.locator("desk-search li .name").first).to_have_text(name)
    desk.locator("desk-search li button").first.focus()
    desk.keyboard.press("Enter")
    expect(said(desk)).to_have_text(f"{name} said:")


def test_a_held_comment_is_published_by_one_key_undone_by_another_and_rejected(company: Company, desk: Page) -> None:
    reader, comment = held(company)
    other = company.a_reader(STORY)
    watch_live(other)
    open_case(desk, comment, reader.name)
    expect(desk.locator("desk-case .said mark").first).to_be_visible()
    expect(desk.locator("desk-case")).to_contain_text("Both eights disqualified")
    desk.keyboard.press("p")
    for window in (reader, other):
        expect(window.with_text(HARSH)).to_have_count(1)
    expect(reader.at(".own")).to_have_count(0)
    number = (other.with_text(HARSH).get_attribute("id") or "c")[1:]
    desk.keyboard.press("u")
    expect(other.comment(number)).not_to_contain_text(HARSH)
    expect(other.comment(number)).to_contain_text("A moderator will look.")
    expect(reader.at(".own.held")).to_contain_text(HARSH)
    desk.keyboard.press("r")
    desk.keyboard.press("Enter")
    expect(other.comment(number)).to_contain_text("Removed by a moderator")
    reader.page.reload()
    expect(reader.at(".own.rejected")).to_contain_text(f"Removed by a moderator · Number {number}")
    expect(reader.at(".own.rejected .rule")).to_be_visible()


def test_whoever_asked_a_moderator_has_his_first_text_held_unchanged(company: Company, desk: Page) -> None:
    reader = company.a_reader(STORY)
    reader.answer("1", INSULT)
    expect(reader.at(".own .note.stop")).to_be_focused()
    first = reader.at(".own textarea").input_value()
    reader.at(".own textarea").fill("Something quite different.")
    reader.at(".own").get_by_role("button", name="Ask a moderator").click()
    expect(reader.at(".own.held")).to_be_focused()
    expect(reader.at(".own.held .text")).to_have_text(first)
    reader.at(".own.held summary").first.click()
    expect(reader.at(".own.held .why")).to_contain_text("You have asked a moderator.")
    comment = reader.at(".mine").get_attribute("data-own") or ""
    open_case(desk, comment, reader.name)
    expect(desk.locator("desk-case .said")).to_contain_text("brainless")
    expect(desk.locator("desk-case .said")).not_to_contain_text("Something quite different")
    expect(desk.locator("desk-case")).to_contain_text(ATTACKS)
    expect(desk.locator("desk-case")).to_contain_text(re.compile(r"0\.\d\d"))
    expect(desk.locator("desk-case")).to_contain_text("The author asks for a moderator instead of rewording.")


def test_a_published_comment_that_nobody_flagged_is_found_by_its_words_and_removed(
    company: Company, desk: Page
) -> None:
    reader, other = company.a_reader(STORY), company.a_reader(STORY)
    number = reader.posted("The cox of the second boat sells zebrawood oars, as I have seen.")
    expect(other.comment(number)).to_be_visible()
    look_for(desk, "zebrawood cox", reader.name)
    desk.keyboard.press("r")
    desk.keyboard.press("Enter")
    expect(desk.locator("desk-bar")).to_contain_text(f"Rejected: {number}., {reader.name}.")
    for window in (reader, other):
        expect(window.comment(number)).to_contain_text("Removed by a moderator")
        expect(window.comment(number)).not_to_contain_text("zebrawood")
    other.comment(number).locator("summary").click()
    picture(other.comment(number), "removed")
    expect(other.comment(number).locator("details")).to_contain_text(re.compile("Removed|moderator"))
    reader.page.reload()
    expect(reader.at(".own.rejected")).to_contain_text("zebrawood")
    picture(reader.at(".own.rejected"), "removed-own")


def test_a_comment_is_found_by_its_author(company: Company, desk: Page) -> None:
    reader = company.a_reader(STORY)
    reader.posted("Nothing to be found in these words.")
    look_for(desk, reader.name, reader.name, author=True)
    expect(desk.locator("desk-case .said")).to_contain_text("Nothing to be found in these words.")


def test_a_flag_under_a_clause_is_seen_at_the_desk_and_changes_nothing_for_readers(
    company: Company, desk: Page
) -> None:
    reader, flagger = company.a_reader(STORY), company.a_reader(STORY)
    number = reader.posted("The lock-keeper's wife lives behind the red door.")
    expect(flagger.comment(number)).to_be_visible()
    flagger.comment(number).get_by_role("button", name=f"Flag {number}").click()
    form = flagger.at(".answering form")
    form.get_by_label("No addresses, telephone numbers").check()
    form.locator("textarea").fill("She did not ask to be named.")
    form.get_by_role("button", name="Flag").click()
    expect(flagger.at(".answering .note")).to_be_focused()
    expect(flagger.at(".answering .note")).to_contain_text("A moderator will look. The comment stays until then.")
    expect(flagger.comment(number)).to_contain_text("behind the red door")
    desk.reload()
    row = desk.locator("desk-queue li").filter(has_text="red door")
    expect(row).to_contain_text("1 flag")
    row.locator("button").first.click()
    expect(said(desk)).to_have_text(f"{reader.name} said:")
    expect(desk.locator("desk-case .facts")).to_contain_text("“She did not ask to be named.”")
    expect(desk.locator("desk-case .facts")).to_contain_text("1 flag: Private data")


def test_a_story_is_set_to_wait_and_closed_by_one_switch_and_its_readers_are_told(company: Company) -> None:
    desk = company.the_moderator("/stories")
    reader = company.a_reader(SWITCHED)
    watch_live(reader)
    switch = desk.get_by_role("group", name="Discussion of Four ways across")
    switch.get_by_label("Open").focus()
    desk.keyboard.press("ArrowRight")
    expect(reader.at(".writing")).to_contain_text("Under this story a moderator reads every comment first.")
    picture(reader.at(".writing"), "story-waits")
    reader.write(FINE)
    expect(reader.at(".own.held")).to_be_focused()
    reader.at(".own.held summary").first.click()
    expect(reader.at(".own.held .why")).to_contain_text("Under this story a moderator reads every comment first.")
    desk.keyboard.press("ArrowRight")
    expect(reader.at(".writing")).to_contain_text("This discussion is closed since")
    expect(reader.at(".writing form")).to_have_count(0)
    picture(reader.at(".writing"), "story-closed")
    late = company.a_reader(SWITCHED)
    expect(late.at("[data-act=reply]")).to_have_count(0)
    expect(late.at(".writing")).to_contain_text("It stays here to be read.")
    switch.get_by_label("Open").focus()
    desk.keyboard.press("Space")
    expect(reader.at(".writing form").last).to_be_visible()


def test_a_blocked_author_is_told_why_and_until_when_and_is_held_when_he_comes_back(
    company: Company, desk: Page
) -> None:
    network = a_network()
    reader = company.a_reader(STORY, network=network)
    number = reader.posted("The umpire should be asked where he bought his whistle.")
    look_for(desk, "umpire whistle", reader.name)
    desk.keyboard.press("b")
    desk.keyboard.press("2")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Three letters of yours named a man who cannot answer.")
    desk.keyboard.press("Enter")
    expect(desk.locator("desk-bar")).to_contain_text(f"{reader.name} is suspended for 7 days.")
    # He has the page open, and has not heard of it.
    reader.write("And another thing about that whistle.")
    told = re.compile(r"You cannot write here until \d+ \w+ 20\d\d")
    expect(reader.at(".standing")).to_be_focused()
    expect(reader.at(".standing")).to_contain_text(told)
    expect(reader.at(".standing")).to_contain_text("Three letters of yours named a man who cannot answer.")
    expect(reader.at(".writing form")).to_have_count(0)
    reader.page.reload()
    expect(reader.at(".standing")).to_contain_text(told)
    expect(reader.comment(number)).to_be_visible()
    picture(reader.at(".writing"), "suspended")
    again = company.a_reader(STORY, network=network)
    again.write("A perfectly harmless sentence about the weather.")
    expect(again.at(".own.held")).to_be_focused()
    assert "You cannot write here" not in again.at(".discussion").inner_text()
    stranger = company.a_reader(STORY, network=a_network())
    stranger.posted("Another harmless sentence about the weather.")


def test_with_the_keyboard_alone_from_the_story_to_the_desk_and_back(company: Company, desk: Page) -> None:
    reader = company.a_reader(STORY)
    page = reader.page
    reader.tab_to("^a.button Write a comment")
    page.keyboard.press("Enter")
    expect(reader.at(".writing input[name=name]")).to_be_focused()
    page.keyboard.type(reader.name)
    page.keyboard.press("Tab")
    page.keyboard.type(OATH)
    page.keyboard.press("Tab")
    assert reader.focused().startswith("button.main Post comment")
    page.keyboard.press("Enter")
    expect(reader.at(".own .note.stop")).to_be_focused()
    page.keyboard.press("Tab")
    expect(reader.at(".own textarea")).to_be_focused()
    reader.tab_to("Ask a moderator", most=5)
    page.keyboard.press("Enter")
    expect(reader.at(".own.held")).to_be_focused()
    # At the desk: by G to the comments, by / to the words, and P.
    look_for(desk, "council pump list", reader.name)
    desk.keyboard.press("p")
    expect(desk.locator("desk-bar")).to_contain_text(f"{reader.name}.")
    expect(reader.with_text(OATH)).to_have_count(1)
    number = (reader.with_text(OATH).get_attribute("id") or "c")[1:]
    company.open(reader, STORY, f"#folkmoot-{number}")
    expect(reader.comment(number).locator("article")).to_be_focused()
    reader.tab_to("Withdraw", most=8)
    page.keyboard.press("Space")
    expect(reader.comment(number)).to_contain_text("Its author has withdrawn this comment.")
    expect(reader.comment(number).locator("article")).to_be_focused()
