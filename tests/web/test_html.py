"""Pages of our own origin: whole documents that need no script, and own comments in every state."""

import re
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from feed import threads
from folkmoot.discussion.comment import State
from folkmoot.feed.render import thread_fragment
from folkmoot.operations.own import Mine, OwnComment, Standing
from folkmoot.policy.outcome import Outcome
from folkmoot.text.span import Span
from folkmoot.web import html
from pages import first
from web.owns import ARABIC, ATTACKS, FRAME, NOON, OWN_PLACE, PLACE, a_finding, an_own, the_parrot

HOSTILE = "<img src=x onerror=alert(1)>\"'&"
FORM = html.WriteForm(csrf="the-csrf", key="k" * 20, longest=2000, edit_minutes=5)
SUSPENDED = Standing("suspended", NOON, "Three comments broke the policy.")


def mine(*own: OwnComment, frame: html.Frame = FRAME, standing: Standing | None = None, **detail: Any) -> str:
    return html.mine_page(
        frame,
        PLACE,
        threads.POLICY,
        Mine("Jonas Reed", standing, own, None),
        own_place=detail.pop("own_place", OWN_PLACE),
        csrf="the-csrf",
        new_key=lambda: "k" * 20,
        **detail,
    )


def shown(own: OwnComment, frame: html.Frame = FRAME) -> str:
    """Return what the author reads, in one line."""
    return " ".join(LexborHTMLParser(html.own_html(frame, OWN_PLACE, own)).text().split())


PAGES = {
    "story": html.story_page(FRAME, PLACE, thread_fragment(threads.the_pictures_thread())),
    "write": html.write_page(FRAME, PLACE, threads.POLICY, FORM),
    "mine": mine(an_own(), the_parrot(), standing=SUSPENDED),
    "flag": html.flag_page(FRAME, PLACE, threads.POLICY, html.FlagForm("the-csrf", "k" * 20, "3.1", "Otto", "No.")),
    "policy": html.policy_page(FRAME, threads.POLICY),
    "message": html.message_page(FRAME, "Thank you", "A moderator will look.", href="/", link="Back"),
    "sign-in": html.sign_in_page(FRAME, action="/desk/sign-in/x", name="Ada Winter"),
    "arabic": mine(an_own(), the_parrot(), frame=ARABIC),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_a_whole_document_with_one_heading_and_nothing_inline(name: str) -> None:
    page = LexborHTMLParser(PAGES[name])
    assert PAGES[name].lstrip().startswith("<!doctype html>")
    assert page.css_first("html[lang][dir]")
    assert first(page, "title").text().strip()
    assert len(page.css("h1")) == 1
    assert len(page.css("main")) == 1
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", PAGES[name])
    ids = [node.id for node in page.css("[id]")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["write", "mine", "flag"])
def test_every_form_carries_what_stops_others_from_sending_it(name: str) -> None:
    forms = LexborHTMLParser(PAGES[name]).css("form")
    assert forms
    assert all(form.css_first("input[name=csrf][value=the-csrf]") for form in forms)
    assert all(form.css_first("input[name=key]") for form in forms)


def test_a_site_that_lives_under_a_path_finds_its_style() -> None:
    page = html.policy_page(replace(FRAME, public_url="https://ferrypost.example/talk"), threads.POLICY)
    assert 'href="/talk/static/page.css"' in page


def test_words_of_outsiders_are_words() -> None:
    own = an_own(text=HOSTILE, name=HOSTILE, note=HOSTILE, parent="1", parent_name=HOSTILE, parent_text=HOSTILE)
    rejected = replace(own, state=State.REJECTED, outcome=Outcome.REJECT, by_person=True)
    form = replace(FORM, name=HOSTILE, text=HOSTILE, problem=HOSTILE, parent="1", parent_name=HOSTILE)
    place = replace(PLACE, headline=HOSTILE, url='javascript:alert("1")')
    for page in (
        mine(own, rejected, standing=Standing("blocked", None, HOSTILE)),
        html.write_page(FRAME, place, threads.POLICY, form),
        html.message_page(FRAME, HOSTILE, HOSTILE),
    ):
        assert LexborHTMLParser(page).css("img") == []


def test_a_form_is_shown_again_as_it_was_filled() -> None:
    page = LexborHTMLParser(
        html.write_page(FRAME, PLACE, threads.POLICY, replace(FORM, name="Jonas", text="\nHalf", problem="Not so."))
    )
    assert first(page, "input[name=name]").attributes["value"] == "Jonas"
    assert first(page, "textarea[name=text]").text() == "\nHalf"
    assert first(page, "[role=alert]").text() == "Not so."


def test_a_reply_begins_with_the_name_that_it_answers() -> None:
    page = LexborHTMLParser(
        html.write_page(FRAME, PLACE, threads.POLICY, replace(FORM, parent="1.1", parent_name="Otto"))
    )
    assert first(page, "textarea").text() == "@Otto "
    assert first(page, "input[name=parent]").attributes["value"] == "1.1"


def test_who_is_suspended_reads_until_when_and_why_in_place_of_the_form() -> None:
    page = LexborHTMLParser(html.write_page(FRAME, PLACE, threads.POLICY, replace(FORM, standing=SUSPENDED)))
    assert page.css("form") == []
    assert "You cannot write here until 17 November 2026, 09:52" in page.text()
    assert "Three comments broke the policy." in page.text()


def test_a_returned_text_is_a_proof_with_the_clause_beside_it() -> None:
    page = LexborHTMLParser(html.own_html(FRAME, OWN_PLACE, the_parrot()))
    assert first(page, "h3").text() == "Not posted yet: please reword two places"
    assert len(page.css(".proof mark")) == 2
    letter, finding = first(page, ".proof mark sup a"), first(page, ".finding")
    assert letter.attributes["href"] == f"#{finding.id}"
    assert ATTACKS in finding.text()
    assert "Read as an insult at another commenter, @Otto Brand: very likely." in finding.text()
    assert {button.attributes.get("data-verb") for button in page.css("button")} == {None, "ask", "discard"}
    assert first(page, "form").attributes["data-verb"] == "reword"


def test_a_score_about_the_whole_has_no_places_to_reword() -> None:
    assert shown(the_parrot(findings=(a_finding(),))).startswith("Not posted yet: please reword it")


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("score", "Read as an insult at another commenter, @Otto Brand: very likely."),
        ("unknown", "No machine here can check this in your language"),
        ("unchecked", "could not be checked just now, so a person will read it."),
        ("first_comment", "The first comments of a newcomer wait for a moderator."),
        ("story_waits", "Under this story a moderator reads every comment first."),
        ("asked", "You have asked a moderator."),
    ],
)
def test_a_held_text_says_why_it_waits(reason: str, why: str) -> None:
    assert why in shown(an_own(findings=(a_finding(reason=reason),)))


def test_an_author_never_reads_a_figure_for_a_score() -> None:
    assert "0.91" not in html.own_html(FRAME, OWN_PLACE, the_parrot())


def test_edit_and_withdraw_are_there_while_they_can_be_done() -> None:
    assert "Edit, 4 min left" in shown(an_own())
    assert "Edit" not in shown(an_own(can=frozenset({"withdraw"}), edit_until=None))


def test_a_published_text_names_its_number() -> None:
    published = an_own(state=State.PUBLISHED, outcome=Outcome.PUBLISH, number="7", findings=())
    assert "Published · Number 7" in shown(published)


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome.HOLD, "Your changed text waits for a moderator."),
        (Outcome.REJECT, "Your changed text was not published."),
    ],
)
def test_an_edit_that_is_not_published_shows_both_texts(outcome: Outcome, said: str) -> None:
    own = an_own(state=State.PUBLISHED, outcome=outcome, number="7", text="The new text", shown_text="The old text")
    assert all(words in shown(own) for words in ("The old text", "The new text", said))


@pytest.mark.parametrize(
    ("number", "by_person", "said"),
    [
        (None, True, "Rejected by a moderator"),
        (None, False, "Rejected by the policy"),
        ("7", True, "Removed by a moderator"),
        ("7", False, "Removed by the policy"),
    ],
)
def test_a_refusal_says_by_whom(number: str | None, by_person: bool, said: str) -> None:
    own = the_parrot(state=State.REJECTED, outcome=Outcome.REJECT, number=number, by_person=by_person, can=frozenset())
    assert said in shown(own)


def test_a_moderators_note_reaches_the_author() -> None:
    own = an_own(state=State.REJECTED, outcome=Outcome.REJECT, by_person=True, note="We know the family.")
    assert "The moderator writes: We know the family." in shown(own)


def test_what_was_typed_is_not_lost_when_a_form_could_not_be_taken() -> None:
    own = the_parrot()
    page = LexborHTMLParser(mine(own, problem="Too long.", own_place=replace(OWN_PLACE, kept={own.id: "What I typed"})))
    assert first(page, "form[data-verb=reword] textarea").text() == "What I typed"
    assert first(page, "[role=alert]").text() == "Too long."


def test_the_broken_clause_stands_open_in_the_policy_beside_it() -> None:
    assert len(LexborHTMLParser(mine(the_parrot())).css(".policy details[open]")) == 1


def test_marks_beyond_the_text_do_no_harm() -> None:
    assert shown(the_parrot(text="Short.", findings=(a_finding(spans=(Span(3, 900),)),)))


def test_arabic_authors_read_arabic() -> None:
    assert "لم يُنشر بعد: أعد صياغة موضعين من فضلك" in shown(the_parrot(), ARABIC)
