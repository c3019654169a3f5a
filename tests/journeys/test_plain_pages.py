"""The same without JavaScript, on Folkmoot's own pages: reading, writing, rewording, asking, flagging."""

import re

import pytest
from playwright.sync_api import Page, expect

from journeys.reading import FINE, HARSH, INSULT, SITE, Company, Reader

pytestmark = pytest.mark.journey

STORY = "my-grandmother-rowed-it"
PATH = f"/s/{SITE}/{STORY}"
ATTACKS = "No personal attacks on other commenters, on our writers or on private people."


def send(page: Page, button: str) -> None:
    """Press a form's button."""
    page.get_by_role("button", name=button, exact=True).click()


def fill(reader: Reader, text: str, *, name: str | None = None) -> None:
    """Fill the form and post it."""
    reader.page.get_by_label("Your name, as readers will see it").fill(reader.name if name is None else name)
    reader.page.locator("textarea[name=text]").fill(text)
    send(reader.page, "Post comment")


def shown(reader: Reader, text: str) -> str:
    """Read the discussion's page until it shows a text, as kept pages do within a second; return its number."""
    found = reader.at(".comments > .comment").filter(has_text=text)

    def there() -> bool:
        reader.page.goto(re.sub(rf"{PATH}.*", PATH, reader.page.url))
        return found.count() == 1

    for _ in range(50):
        if there():
            return (found.get_attribute("id") or "c")[1:]
    raise AssertionError(f"no page shows {text!r}")


def test_the_thread_is_read_with_its_policy_numbers_replies_and_permalinks(company: Company) -> None:
    reader = company.a_plain_reader(f"/s/{SITE}/night-ferry")
    page = reader.page
    expect(page.locator("h1")).to_contain_text("Night ferry stays tied up")
    expect(reader.comment("1").locator("h3")).to_contain_text("said:")
    expect(reader.at("aside.policy")).to_contain_text(ATTACKS)
    assert reader.at(".comments > .comment").count() > 15
    assert reader.at('.comment[data-depth="3"]').count() > 0
    # A clause's reason opens by itself: it needs no script.
    reader.at("aside.policy summary").first.click()
    expect(reader.at("aside.policy details p").first).to_be_visible()
    reply = (reader.at('.comment[data-depth="1"]').last.get_attribute("id") or "c")[1:]
    page.goto(f"{page.url}/{reply}")
    expect(page).to_have_url(re.compile(rf"night-ferry\?page=1#c{re.escape(reply)}$"))
    expect(reader.comment(reply)).to_be_in_viewport()
    reader.at("nav.order").get_by_role("link", name="Newest first").click()
    first = reader.at(".comments > .comment").first.get_attribute("id") or ""
    assert int(first.removeprefix("c")) > 5
    page.get_by_role("link", name="The policy as a page").click()
    expect(page.locator("h1")).to_have_text("Discussion policy")
    expect(page.locator(".whole-policy li")).to_have_count(12)
    assert page.context.cookies() == []


def test_a_comment_is_written_answered_edited_and_withdrawn(company: Company) -> None:
    reader = company.a_plain_reader(PATH)
    reader.at(".writing").get_by_role("link", name="Write a comment").click()
    fill(reader, "My grandfather held the lamp, which is less to tell.")
    expect(reader.page).to_have_url(re.compile(rf"{PATH}/mine#own-"))
    expect(reader.page.locator(".own")).to_contain_text("Published")
    number = shown(reader, "held the lamp")
    reader.comment(number).get_by_role("link", name=f"Reply to {number}").click()
    expect(reader.page.locator("h1")).to_have_text("Write a reply")
    expect(reader.page.locator(".quoted")).to_contain_text("held the lamp")
    reader.page.locator("textarea[name=text]").fill("And he sang, they say.")
    expect(reader.page.get_by_label("Your name, as readers will see it")).to_have_value(reader.name)
    send(reader.page, "Post comment")
    assert shown(reader, "And he sang") == f"{number}.1"
    reader.page.goto(f"{company.demo.url}{PATH}/mine")
    own = reader.page.locator(".own").filter(has_text="And he sang")
    own.locator("summary").click()
    own.locator("textarea").fill("And he sang, they say, badly.")
    send(reader.page, "Post the change")
    assert shown(reader, "badly") == f"{number}.1"
    reader.page.goto(f"{company.demo.url}{PATH}/mine")
    own.get_by_role("button", name="Withdraw").click()
    expect(own).to_have_count(0)
    reader.page.goto(f"{company.demo.url}{PATH}")
    expect(reader.comment(f"{number}.1")).to_contain_text("Its author has withdrawn this comment.")


def test_what_was_returned_is_reworded_with_its_words_marked(company: Company) -> None:
    reader = company.a_plain_reader(f"{PATH}/write?parent=1")
    fill(reader, INSULT)
    own = reader.page.locator(".own.returned")
    expect(own).to_contain_text("Not posted yet: please reword")
    expect(own.locator("mark").first).to_be_visible()
    expect(own.locator(".finding .rule")).to_have_text(ATTACKS)
    expect(own.locator(".quoted")).to_contain_text("Your reply to 1")
    # The policy beside it is open at the clause.
    expect(reader.page.locator("aside.policy details[open]")).to_contain_text(ATTACKS)
    expect(own.locator("textarea")).to_have_value(INSULT)
    own.locator("textarea").fill("You say the far bank broke the pump. Show us one line of the log, please.")
    send(reader.page, "Reword and post")
    expect(reader.page.locator(".own")).to_contain_text("Published")
    assert shown(reader, "one line of the log, please").startswith("1.")


def test_a_moderator_is_asked_and_the_first_text_waits_unchanged(company: Company) -> None:
    reader = company.a_plain_reader(f"{PATH}/write?parent=1")
    fill(reader, INSULT)
    reader.page.locator(".own textarea").fill("Something quite different.")
    send(reader.page, "Ask a moderator")
    own = reader.page.locator(".own.held")
    expect(own).to_contain_text("Waiting for a moderator. Only you can see it.")
    expect(own.locator(".text")).to_have_text(INSULT)
    own.locator(".why summary").click()
    expect(own.locator(".why")).to_contain_text("You have asked a moderator.")


def test_what_is_held_is_found_again_and_nobody_else_sees_it(company: Company) -> None:
    reader, other = company.a_plain_reader(f"{PATH}/write"), company.a_plain_reader(PATH)
    fill(reader, HARSH)
    expect(reader.page.locator(".own.held")).to_be_visible()
    reader.page.goto(f"{company.demo.url}{PATH}")
    reader.page.get_by_role("link", name="My comments").click()
    expect(reader.page.locator(".own.held")).to_contain_text(HARSH)
    other.page.get_by_role("link", name="My comments").click()
    expect(other.page.locator(".empty")).to_contain_text("You have written nothing under this story.")


def test_a_form_that_cannot_be_taken_comes_back_with_what_was_typed(company: Company) -> None:
    reader = company.a_plain_reader(f"{PATH}/write")
    typed = f"{FINE} {'x' * 2000}"
    fill(reader, typed)
    expect(reader.page.get_by_role("alert")).to_contain_text("A comment has at most 2,000 characters.")
    expect(reader.page.locator("textarea[name=text]")).to_have_value(typed)
    expect(reader.page.get_by_label("Your name, as readers will see it")).to_have_value(reader.name)
    fill(reader, "A shorter text by the wrong person.", name="Ada Winter")
    expect(reader.page.get_by_role("alert")).to_contain_text("bears this name")
    expect(reader.page.locator("textarea[name=text]")).to_have_value("A shorter text by the wrong person.")
    fill(reader, "A shorter text by the right person.")
    expect(reader.page.locator(".own")).to_contain_text("Published")


def test_a_comment_is_flagged_under_a_clause(company: Company) -> None:
    reader = company.a_plain_reader(PATH)
    text = reader.comment("2").locator(".text").inner_text()
    reader.comment("2").get_by_role("link", name="Flag 2").click()
    expect(reader.page.locator("h1")).to_have_text("Flag comment 2")
    reader.page.get_by_label("No profanity.").check()
    reader.page.get_by_label("A word to the moderators, if you like").fill("There was a word.")
    send(reader.page, "Flag")
    expect(reader.page.locator("main")).to_contain_text("A moderator will look. The comment stays until then.")
    desk = company.the_moderator(f"/queue?story={STORY}")
    expect(desk.locator("desk-queue li").filter(has_text=text[:40])).to_contain_text("1 flag")


def test_the_newspapers_page_leads_there_where_no_script_runs(company: Company) -> None:
    reader = company.a_plain_reader()
    reader.page.goto(company.demo.story(STORY))
    reader.page.get_by_role("link", name="on its discussion page").click()
    expect(reader.page).to_have_url(f"{company.demo.url}{PATH}")
    expect(reader.comment("1")).to_be_visible()
