"""A reader becomes a commenter on the newspaper's own page: writing, rewording, asking, editing, withdrawing."""

import re

import pytest
from playwright.sync_api import expect

from journeys.reading import FINE, HARSH, INSULT, OATH, POLITE, WORSE, Company, Demo, a_network, watch_live

pytestmark = pytest.mark.journey

STORY = "treaty-of-1958"
ATTACKS = "No personal attacks on other commenters, on our writers or on private people."


def test_the_newspaper_is_another_site_whose_frames_may_keep_nothing(company: Company, demo: Demo) -> None:
    page = company.a_reader().page
    frame = f'<iframe src="{demo.url}/inside"></iframe>'
    page.route(f"{demo.home}/outside", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.route(f"{demo.url}/inside", lambda route: route.fulfill(body="inside", content_type="text/html"))
    page.goto(f"{demo.home}/outside")
    inside = page.frame(url=f"{demo.url}/inside")
    assert inside is not None
    read = "() => { try { return localStorage.length } catch (error) { return error.name } }"
    assert inside.evaluate(read) == "SecurityError"


def test_what_a_guest_writes_stands_under_its_number_in_another_window_without_reloading(company: Company) -> None:
    writer, reader = company.a_reader(STORY), company.a_reader(STORY)
    watch_live(reader)
    reader.page.evaluate("window.wasHere = true")
    before = reader.at(".count").inner_text()
    number = writer.posted("In 1958 my grandmother carried the treaty's ink, and none of the credit.")
    expect(writer.comment(number).locator("article")).to_be_focused()
    expect(writer.comment(number).locator("h3")).to_have_text(re.compile(rf"{number}\.\s+{writer.name} said:"))
    expect(reader.comment(number)).to_contain_text("none of the credit")
    expect(reader.at(".count")).not_to_have_text(before)
    assert reader.page.evaluate("window.wasHere")


def test_a_reply_stands_under_what_it_answers_for_everybody(company: Company) -> None:
    writer, reader = company.a_reader(STORY), company.a_reader(STORY)
    number = writer.posted("Which page of the treaty says who dredges?")
    reader.page.reload()
    reader.answer(number, "Page nine, in small letters.")
    expect(reader.comment(f"{number}.1").locator("article")).to_be_focused()
    expect(reader.comment(f"{number}.1").locator(".text")).to_have_text(f"@{writer.name} Page nine, in small letters.")
    # It would move what the other one sees, so it waits behind a line of words.
    expect(writer.at(".arrived button")).to_have_text("1 new comment: show it")
    writer.at(".arrived button").click()
    expect(writer.comment(f"{number}.1").locator("article")).to_be_focused()


def test_who_breaks_the_policy_is_shown_the_clause_and_his_own_words_and_rewords(company: Company) -> None:
    reader, other = company.a_reader(STORY), company.a_reader(STORY)
    reader.answer("1", INSULT)
    expect(reader.at(".own .note.stop")).to_be_focused()
    expect(reader.at(".own .note.stop")).to_contain_text("Not posted yet: please reword")
    expect(reader.at(".own .finding .rule")).to_have_text(ATTACKS)
    marked = " ".join(reader.at(".own mark").all_inner_texts())
    assert "brainless" in marked
    assert "parrot" in marked
    assert "log" not in marked
    expect(reader.at(".own textarea")).to_have_value(re.compile(f"^@.* {re.escape(INSULT)}$"))
    reader.page.keyboard.press("Tab")
    expect(reader.at(".own textarea")).to_be_focused()
    reader.page.keyboard.press("Control+A")
    reader.page.keyboard.type(FINE)
    reader.at(".own").get_by_role("button", name="Reword and post").click()
    expect(reader.with_text(FINE)).to_have_count(1)
    expect(reader.with_text(FINE).locator("article")).to_be_focused()
    expect(reader.at(".own")).to_have_count(0)
    other.page.reload()
    expect(other.with_text(FINE)).to_have_count(1)
    assert "parrot" not in other.at(".comments").inner_text()


def test_who_breaks_it_again_is_rejected_by_his_score_and_told_why(company: Company) -> None:
    reader = company.a_reader(STORY, network=a_network())
    reader.answer("1", INSULT)
    expect(reader.at(".own .note.stop")).to_be_focused()
    reader.at(".own textarea").fill(WORSE)
    reader.at(".own").get_by_role("button", name="Reword and post").click()
    expect(reader.at(".own.rejected")).to_contain_text("Rejected by the policy")
    expect(reader.at(".own.rejected .rule")).to_have_text(ATTACKS)
    expect(reader.at(".own.rejected mark").first).to_be_visible()
    expect(reader.at(".own form")).to_have_count(0)
    reader.page.reload()
    expect(reader.at(".own.rejected")).to_contain_text("disgusting")


def test_a_second_try_between_the_two_scores_is_held(company: Company) -> None:
    reader = company.a_reader(STORY, network=a_network())
    reader.answer("1", POLITE)
    expect(reader.at(".own .note.stop")).to_be_focused()
    reader.at(".own textarea").fill(f"{POLITE} I mean it kindly.")
    reader.page.keyboard.press("Control+Enter")
    expect(reader.at(".own.held")).to_be_focused()
    expect(reader.at(".own.held")).to_contain_text("Waiting for a moderator. Only you can see it.")
    expect(reader.at(".own.held")).to_contain_text("I mean it kindly.")


def test_what_is_held_and_what_was_begun_are_there_again_after_a_reload(company: Company) -> None:
    reader, other = company.a_reader(STORY), company.a_reader(STORY)
    reader.write(HARSH)
    expect(reader.at(".own.held")).to_be_focused()
    reader.at(".writing textarea").last.fill("And half a sent")
    reader.page.reload()
    expect(reader.at(".own.held")).to_contain_text(HARSH)
    expect(reader.at(".writing textarea").last).to_have_value("And half a sent")
    expect(reader.at(".writing input[name=name]").last).to_have_value(reader.name)
    other.page.reload()
    expect(other.at(".comments")).to_be_visible()
    assert HARSH not in other.at(".discussion").inner_text()


def test_what_waits_to_be_reworded_is_there_again_after_a_reload(company: Company) -> None:
    reader = company.a_reader(STORY, network=a_network())
    reader.write(OATH)
    expect(reader.at(".own .note.stop")).to_be_focused()
    reader.at(".own textarea").fill("What is this council")
    reader.page.reload()
    expect(reader.at(".own.returned mark").first).to_be_visible()
    expect(reader.at(".own textarea")).to_have_value("What is this council")
    reader.at(".own").get_by_role("button", name="Throw it away").click()
    expect(reader.at(".own")).to_have_count(0)


def test_an_edit_within_its_minutes_is_seen_by_all_and_said_to_be_one(company: Company) -> None:
    reader, other = company.a_reader(STORY), company.a_reader(STORY)
    number = reader.posted("The tretay has nine pages.")
    expect(reader.comment(number).locator("summary")).to_have_text(re.compile("Edit, [45] min left"))
    reader.comment(number).locator("summary").click()
    reader.comment(number).locator("textarea").fill("The treaty has nine pages.")
    reader.page.keyboard.press("Control+Enter")
    expect(reader.comment(number).locator(".text")).to_have_text("The treaty has nine pages.")
    expect(other.comment(number).locator(".text")).to_have_text("The treaty has nine pages.")
    expect(other.comment(number).locator(".when")).to_contain_text("edited")


def test_a_withdrawn_comment_leaves_its_number_and_its_replies(company: Company) -> None:
    reader, other = company.a_reader(STORY), company.a_reader(STORY)
    number = reader.posted("I shall regret these words within the hour.")
    expect(other.comment(number)).to_be_visible()
    reader.comment(number).get_by_role("button", name="Withdraw").click()
    for window in (reader, other):
        expect(window.comment(number)).to_contain_text("Its author has withdrawn this comment.")
        expect(window.comment(number)).not_to_contain_text("regret")


def test_the_front_page_counts_the_comments_of_each_story(company: Company, demo: Demo) -> None:
    reader = company.a_reader()
    reader.page.goto(demo.home)
    lead = reader.page.locator("folkmoot-count").first
    expect(lead).to_have_text(re.compile(r"^\d+ comments$"))
    counted = reader.page.locator("folkmoot-count").all_inner_texts()
    assert len(counted) == 5
    said = {}
    for story, words in zip(reader.page.locator("folkmoot-count").all(), counted, strict=True):
        said[(story.get_attribute("href") or "").rpartition("/")[2]] = words
    for slug in ("night-ferry", "four-ways-across"):
        company.open(reader, slug)
        expect(reader.at(".count")).to_contain_text(said[slug])


def test_a_permalink_of_the_newspaper_opens_at_its_comment(company: Company) -> None:
    reader = company.a_reader("night-ferry")
    link = reader.comment("2").get_by_role("link", name="Link to 2").get_attribute("href") or ""
    assert link.endswith("/stories/night-ferry#folkmoot-2")
    company.open(reader, "night-ferry", "#folkmoot-2")
    expect(reader.comment("2").locator("article")).to_be_focused()
    expect(reader.comment("2")).to_be_in_viewport()
