"""The discussion in a newspaper's page, on another site, with a strict policy for content."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from embed.conftest import Reading
from feed import threads
from folkmoot.discussion.story import Discussion
from folkmoot.operations.own import Standing
from folkmoot.policy.outcome import Outcome
from web import owns

pytestmark = pytest.mark.journey


@pytest.fixture
def at_the_pictures(reading: Reading) -> Reading:
    """The thread of the design's pictures, open."""
    reading.folkmoot.comments = list(threads.the_pictures_thread().thread.comments)
    reading.open()
    return reading


def test_the_servers_html_is_what_stands_in_the_page(at_the_pictures: Reading) -> None:
    expect(at_the_pictures.comment("1.1").locator("h3")).to_have_text("1.1 Otto Brand said:")
    expect(at_the_pictures.comment("3")).to_contain_text("Removed by a moderator")
    expect(at_the_pictures.page.locator("folkmoot-count")).to_have_text("10 comments")
    assert at_the_pictures.page.context.cookies() == []


def test_a_comment_is_posted_by_keyboard_and_stands_under_its_number(at_the_pictures: Reading) -> None:
    at_the_pictures.write("The pump was on the list.")
    expect(at_the_pictures.comment("7")).to_contain_text("The pump was on the list.")
    expect(at_the_pictures.comment("7").locator("article")).to_be_focused()
    expect(at_the_pictures.comment("7").locator(".acts")).to_contain_text("Edit, 5 min left")
    expect(at_the_pictures.at(".writing textarea")).to_have_value("")


def test_the_page_may_be_a_moment_older_than_the_answer_to_its_author(reading: Reading) -> None:
    reading.page.route("**/live?*", lambda route: route.abort())
    reading.folkmoot.comments = list(threads.the_pictures_thread().thread.comments)
    reading.open()
    reading.folkmoot.late = 2
    reading.write("The pump was on the list.")
    expect(reading.comment("7").locator("article")).to_be_focused()
    reading.folkmoot.late = 1
    reading.comment("7").locator("summary").click()
    reading.comment("7").locator("textarea").fill("The pump was on the list in April.")
    reading.page.keyboard.press("Control+Enter")
    expect(reading.comment("7").locator(".text")).to_have_text("The pump was on the list in April.")
    expect(reading.comment("7").locator("article")).to_be_focused()
    expect(reading.comment("7").locator(".acts")).to_contain_text("Edit, 5 min left")


def test_my_comment_keeps_its_buttons_and_the_focus_when_it_is_shown_anew(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.at(".arriving:not([hidden])").wait_for()
    reading.write("The pump was on the list.")
    expect(reading.comment("7").locator("article")).to_be_focused()
    reading.folkmoot.comments[-1] = replace(reading.folkmoot.comments[-1], edited_at=datetime.now(UTC))
    reading.folkmoot.changed(numbered=[])
    expect(reading.comment("7").locator(".when")).to_contain_text("edited")
    expect(reading.comment("7").locator("article")).to_be_focused()
    expect(reading.comment("7").get_by_role("button", name="Withdraw")).to_be_visible()


def test_another_window_shows_it_without_reloading(at_the_pictures: Reading, browser: Browser) -> None:
    other = browser.new_page(viewport={"width": 1280, "height": 400})
    other.goto(at_the_pictures.page.url)
    other.locator(".arriving:not([hidden])").wait_for()
    at_the_pictures.write("The pump was on the list.")
    expect(other.locator('[id="c7"]')).to_contain_text("The pump was on the list.")
    other.close()


def test_what_would_move_the_text_being_read_waits_behind_a_line(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.at(".arriving:not([hidden])").wait_for()
    reading.at(".writing textarea").scroll_into_view_if_needed()
    reading.folkmoot.publish("1.2", "A new reply.")
    reading.folkmoot.publish("7", "A new comment.")
    expect(reading.at(".arrived button")).to_have_text("2 new comments: show them")
    expect(reading.comment("1.2")).to_have_count(0)
    expect(reading.at("[role=status], .hidden[role=status]").last).to_have_text(re.compile("new comment"))
    reading.at(".arrived button").click()
    expect(reading.comment("1.2").locator("article")).to_be_focused()
    expect(reading.comment("7")).to_be_visible()
    numbers = [item.get_attribute("id") for item in reading.at(".comments > .comment").all()]
    assert numbers[:5] == ["c1", "c1.1", "c1.1.1", "c1.1.1.1", "c1.2"]


def test_what_arrives_on_another_page_is_one_press_away(reading: Reading) -> None:
    reading.folkmoot.comments = [threads.a_comment(str(n), f"This is {n}.") for n in range(1, 15)]
    reading.folkmoot.size = 6
    reading.folkmoot.tells_numbers = False
    reading.open()
    reading.at(".arriving:not([hidden])").wait_for()
    reading.folkmoot.publish("15", "This is 15.")
    reading.at(".arrived button").click()
    expect(reading.comment("15").locator("article")).to_be_focused()


def test_the_same_words_once_more_are_another_comment(at_the_pictures: Reading) -> None:
    at_the_pictures.write("Hear, hear.")
    expect(at_the_pictures.comment("7")).to_be_visible()
    at_the_pictures.write("Hear, hear.")
    expect(at_the_pictures.comment("8")).to_be_visible()


def test_a_removal_does_not_wait(at_the_pictures: Reading) -> None:
    at_the_pictures.at(".arriving:not([hidden])").wait_for()
    at_the_pictures.folkmoot.remove("2")
    expect(at_the_pictures.comment("2")).to_contain_text("Removed by a moderator")


def test_a_returned_text_shows_the_clause_and_the_marked_words(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.page.get_by_role("button", name="Reply to 2").click()
    expect(reading.at(".answering textarea")).to_be_focused()
    expect(reading.at(".answering textarea")).to_have_value("@ferryman_62 ")
    reading.page.keyboard.type("You are a parrot.")
    reading.at(".answering input[name=name]").fill("Jonas Reed")
    reading.page.get_by_role("button", name="Post comment").first.click()
    expect(reading.at(".own .note.stop")).to_be_focused()
    expect(reading.at(".own mark")).to_contain_text("parrot")
    expect(reading.at(".own .finding .rule")).to_have_text(owns.ATTACKS)
    reading.page.keyboard.press("Tab")
    expect(reading.at(".own textarea")).to_be_focused()
    reading.page.keyboard.press("Control+A")
    reading.page.keyboard.type("You are mistaken.")
    reading.page.keyboard.press("Control+Enter")
    expect(reading.comment("2.1")).to_contain_text("You are mistaken.")
    expect(reading.at(".own.returned")).to_have_count(0)


def test_a_moderator_may_be_asked_instead(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.write("What a parrot.")
    reading.page.get_by_role("button", name="Ask a moderator").click()
    expect(reading.at(".own.held")).to_contain_text("Waiting for a moderator.")
    assert reading.folkmoot.received[-1]["path"].endswith("/ask")
    assert "text" not in reading.folkmoot.received[-1]


def test_a_returned_text_can_be_thrown_away(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.write("What a parrot.")
    reading.page.get_by_role("button", name="Throw it away").click()
    expect(reading.at(".own")).to_have_count(0)


def test_what_is_held_is_found_again_after_a_reload_and_becomes_public(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.write("The pirates of the yellow boat.")
    expect(reading.at(".own.held")).to_contain_text("Only you can see it.")
    expect(reading.at(".own.held")).to_be_focused()
    expect(reading.at(".own.held time .day")).to_be_hidden()
    reading.page.reload()
    expect(reading.at(".own.held")).to_contain_text("The pirates of the yellow boat.")
    reading.at(
        ".own.held summary",
    ).first.click()
    expect(reading.at(".own.held .why")).to_contain_text("Read as an insult at a private person: likely.")
    reading.at(".arriving:not([hidden])").wait_for()
    reading.page.evaluate("scrollTo(0, 0)")
    reading.folkmoot.decide(next(iter(reading.folkmoot.own)), Outcome.PUBLISH)
    expect(reading.comment("7")).to_contain_text("The pirates of the yellow boat.")
    expect(reading.at(".own.held")).to_have_count(0)


def test_what_is_published_while_its_author_waits_takes_the_place_of_his_note(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.at(".arriving:not([hidden])").wait_for()
    reading.write("The pirates of the yellow boat.")
    expect(reading.at(".own.held")).to_be_focused()
    reading.folkmoot.decide(next(iter(reading.folkmoot.own)), Outcome.PUBLISH)
    expect(reading.comment("7").locator("article")).to_be_focused()
    expect(reading.comment("7").locator(".acts")).to_contain_text("Withdraw")
    expect(reading.at(".own.held")).to_have_count(0)
    expect(reading.at(".arrived button")).to_have_count(0)


def test_who_may_not_write_any_more_is_told_why_when_he_posts(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.write("The pump was on the list.")
    expect(reading.comment("7")).to_be_visible()
    reading.folkmoot.standing = Standing("suspended", None, "Personal attacks")
    reading.write("And another thing.")
    expect(reading.at(".standing")).to_be_focused()
    expect(reading.at(".standing")).to_contain_text("Personal attacks")
    expect(reading.at(".writing form")).to_have_count(0)


def test_a_rejected_text_says_by_which_clause(at_the_pictures: Reading) -> None:
    at_the_pictures.write("They are vermin.")
    expect(at_the_pictures.at(".own.rejected")).to_contain_text("Rejected by the policy")
    expect(at_the_pictures.at(".own.rejected .rule")).to_have_text(owns.ATTACKS)


def test_an_edit_within_its_minutes(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.write("The pmup was on the list.")
    reading.comment("7").locator("summary").click()
    reading.comment("7").locator("textarea").fill("The pump was on the list.")
    reading.page.keyboard.press("Control+Enter")
    expect(reading.comment("7").locator(".text")).to_have_text("The pump was on the list.")


def test_a_withdrawal(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.write("Never mind.")
    reading.comment("7").get_by_role("button", name="Withdraw").click()
    expect(reading.comment("7")).to_contain_text("Its author has withdrawn this comment.")


def test_what_was_begun_is_there_again_after_a_reload(at_the_pictures: Reading) -> None:
    at_the_pictures.at(".writing textarea").fill("Half a sente")
    at_the_pictures.page.reload()
    expect(at_the_pictures.at(".writing textarea")).to_have_value("Half a sente")


def test_a_storage_that_refuses_stops_nothing(reading: Reading) -> None:
    refuse = (
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    reading.page.add_init_script(refuse)
    reading.open()
    reading.write("The pump was on the list.")
    expect(reading.comment("1")).to_contain_text("The pump was on the list.")


def test_a_post_whose_answer_was_lost_is_sent_again_under_the_same_key(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.page.clock.install()
    reading.folkmoot.broken = True
    reading.write("The pump was on the list.")
    expect(reading.at(".writing .problem")).to_contain_text("What you wrote is kept in this browser.")
    reading.folkmoot.broken = False
    reading.page.clock.run_for(5_500)
    expect(reading.comment("7")).to_contain_text("The pump was on the list.")
    assert len({sent["key"] for sent in reading.folkmoot.received}) == 1


def test_a_refusal_is_said_and_leads_to_its_field(at_the_pictures: Reading) -> None:
    at_the_pictures.write("I resign.", name="Tomas Verrin")
    expect(at_the_pictures.at(".writing .problem")).to_have_text("This name belongs to somebody in the story.")
    expect(at_the_pictures.at(".writing input[name=name]")).to_be_focused()


def test_nothing_is_sent_without_a_text(at_the_pictures: Reading) -> None:
    at_the_pictures.write("   ")
    expect(at_the_pictures.at(".writing .problem")).to_have_text("Please write something first.")
    assert at_the_pictures.folkmoot.received == []


def test_characters_left_are_counted_and_spoken_at_a_hundred(at_the_pictures: Reading) -> None:
    at_the_pictures.at(".writing textarea").fill("é" * 1901)
    expect(at_the_pictures.at(".writing .left")).to_have_text("99 characters left")
    expect(at_the_pictures.page.locator("folkmoot-discussion .hidden[role=status]")).to_have_text("99 characters left")
    at_the_pictures.at(".writing textarea").fill("😀" * 2001)
    expect(at_the_pictures.at(".writing .left")).to_have_text("1 character too many")


def test_a_flag_names_a_clause(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.page.get_by_role("button", name="Flag 2").click()
    reading.at(".answering input[type=radio]").first.check()
    reading.at(".answering textarea").fill("He names a family.")
    reading.at(".answering button").click()
    expect(reading.at(".answering")).to_have_text("Thank you. A moderator will look.")
    sent = reading.folkmoot.received[-1]
    assert (sent["clause"], sent["note"]) == ("personal-attacks", "He names a family.")
    assert sent["path"].endswith("/comments/2/flags")


def test_escape_closes_a_reply_and_goes_back_to_its_button(at_the_pictures: Reading) -> None:
    reply = at_the_pictures.page.get_by_role("button", name="Reply to 1.1", exact=True)
    reply.press("Enter")
    at_the_pictures.page.keyboard.press("Escape")
    expect(at_the_pictures.at(".answering")).to_have_count(0)
    expect(reply).to_be_focused()


def test_a_reply_that_is_being_written_stays_when_others_arrive(at_the_pictures: Reading) -> None:
    reading = at_the_pictures
    reading.at(".arriving:not([hidden])").wait_for()
    reading.page.get_by_role("button", name="Reply to 6").click()
    reading.page.keyboard.type("I paid ten.")
    reading.folkmoot.publish("6.1", "And I eleven.")
    reading.at(".arrived button").click()
    expect(reading.comment("6.1")).to_be_visible()
    expect(reading.at(".answering textarea")).to_have_value("@Sam Ode I paid ten.")


def test_order_and_pages_change_in_place(reading: Reading) -> None:
    reading.folkmoot.comments = [threads.a_comment(str(n), f"This is {n}.") for n in range(1, 15)]
    reading.folkmoot.size = 6
    reading.open()
    address = reading.page.url
    reading.page.get_by_role("link", name="7–12").click()
    expect(reading.comment("7").locator("article")).to_be_focused()
    reading.page.get_by_role("link", name="Newest first").click()
    expect(reading.at(".comments > .comment").first).to_contain_text("This is 14.")
    expect(reading.page.get_by_role("link", name="Newest first")).to_be_focused()
    assert reading.page.url == address


def test_a_permalink_opens_the_page_on_which_its_number_stands(reading: Reading) -> None:
    reading.folkmoot.comments = [threads.a_comment(str(n), f"This is {n}.") for n in range(1, 15)]
    reading.folkmoot.size = 6
    reading.open("#folkmoot-13")
    expect(reading.comment("13").locator("article")).to_be_focused()
    reading.page.evaluate("location.hash = 'c2'")
    expect(reading.comment("2").locator("article")).to_be_focused()


def test_a_link_leads_to_the_newspapers_own_page(at_the_pictures: Reading) -> None:
    link = at_the_pictures.comment("3.1").locator("[data-act=link]")
    assert link.get_attribute("href") == f"{at_the_pictures.newspaper.url}/stories/night-ferry#folkmoot-3.1"
    link.click()
    assert at_the_pictures.page.url.endswith("#folkmoot-3.1")


def test_a_name_leads_to_its_comment(at_the_pictures: Reading) -> None:
    at_the_pictures.comment("1.1").locator(".at").click()
    expect(at_the_pictures.comment("1").locator("article")).to_be_focused()


def test_an_author_who_is_suspended_reads_why_in_place_of_the_form(reading: Reading) -> None:
    reading.open()
    reading.write("The pump.")
    expect(reading.comment("1")).to_be_visible()
    reading.folkmoot.standing = Standing("suspended", owns.NOON, "Three comments broke the policy.")
    reading.page.reload()
    expect(reading.at(".writing")).to_contain_text("You cannot write here until 17 November 2026, 09:52")
    expect(reading.at(".writing form")).to_have_count(0)
    expect(reading.at("[data-act=reply]")).to_have_count(0)


def test_a_closed_discussion_has_neither_form_nor_replies(reading: Reading) -> None:
    reading.folkmoot.comments = [threads.a_comment("1")]
    reading.folkmoot.view = {"discussion": Discussion.CLOSED}
    reading.open()
    expect(reading.at(".writing")).to_contain_text("This discussion is closed.")
    expect(reading.at("form")).to_have_count(0)
    expect(reading.at("[data-act=reply]")).to_have_count(0)
    expect(reading.at("[data-act=flag]")).to_have_count(1)


def test_the_first_comment_opens_an_empty_thread(reading: Reading) -> None:
    reading.folkmoot.view = {"slug": ""}
    reading.open()
    expect(reading.at(".empty")).to_contain_text("Nobody has written yet.")
    reading.page.get_by_role("link", name="Write the first comment").click()
    expect(reading.at(".writing input[name=name]")).to_be_focused()
    reading.folkmoot.view = {}
    reading.write("I was there.")
    expect(reading.comment("1")).to_contain_text("I was there.")


def test_a_discussion_that_cannot_be_fetched_says_what_still_works_and_tries_again(reading: Reading) -> None:
    reading.page.clock.install()
    reading.folkmoot.broken = True
    reading.page.goto(f"{reading.newspaper.url}/stories/night-ferry")
    expect(reading.at(".note.stop")).to_contain_text(
        "The discussion could not be fetched. The story above is complete."
    )
    reading.folkmoot.broken = False
    reading.page.clock.run_for(5_500)
    reading.at(".head h2").wait_for()


def test_loading_is_said_only_where_it_takes_a_while(reading: Reading) -> None:
    waiting: list[Route] = []
    reading.page.route("**/thread?*", lambda route: waiting.append(route))
    reading.page.goto(f"{reading.newspaper.url}/stories/night-ferry")
    expect(reading.at(".pending")).to_contain_text("The discussion is being fetched …")
    link = reading.at(".pending").get_by_role("link", name="Open it as a page of its own")
    assert link.get_attribute("href") == f"{reading.folkmoot.public_url}/s/ferry-post/night-ferry"
    waiting[0].continue_()
    expect(reading.at(".empty")).to_contain_text("Nobody has written yet.")


def test_headings_stand_below_the_newspapers_own(reading: Reading) -> None:
    reading.folkmoot.comments = [threads.a_comment("1")]
    reading.newspaper.attributes = ' heading-level="3"'
    reading.open()
    expect(reading.at(".head h2")).to_have_attribute("aria-level", "3")
    expect(reading.comment("1").locator("h3")).to_have_attribute("aria-level", "4")


def test_another_address_may_be_given_for_the_story(reading: Reading) -> None:
    reading.newspaper.attributes = ' href="/stories/another#part"'
    reading.open()
    reading.write("I was there.")
    expect(reading.comment("1")).to_be_visible()
    assert reading.folkmoot.received[-1]["url"] == f"{reading.newspaper.url}/stories/another"


def test_offline_the_thread_stays_readable(at_the_pictures: Reading) -> None:
    at_the_pictures.page.context.set_offline(True)
    expect(at_the_pictures.at(".note.offline")).to_contain_text("You are offline.")
    expect(at_the_pictures.comment("1")).to_be_visible()
    at_the_pictures.page.context.set_offline(False)
    expect(at_the_pictures.at(".note.offline")).to_have_count(0)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing(reading: Reading, axe: str, language: str) -> None:
    view: Any = threads.the_arabic_thread() if language == "ar" else threads.the_pictures_thread()
    reading.folkmoot.comments = list(view.thread.comments)
    reading.folkmoot.view = {"language": language, "policy": view.policy}
    reading.newspaper.language, reading.newspaper.direction = language, "rtl" if language == "ar" else "ltr"
    reading.open()
    reading.write("What a parrot.")
    reading.at(".own.returned").wait_for()
    reading.at(".clauses summary").first.click()
    reading.at("[data-act=flag]").first.click()
    found = reading.page.evaluate(f"async () => {{ {axe}; return (await axe.run()).violations }}")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


def test_the_embed_weighs_at_most_twenty_kilobytes() -> None:
    import gzip

    from embed.doors import STATIC

    if not (STATIC / "embed.js").exists():
        pytest.skip("the front end is not built")
    assert len(gzip.compress(Path(STATIC / "embed.js").read_bytes())) <= 20 * 1024
