"""A page of a thread is rendered as it is printed: numbers, names, lines in place of what is gone."""

import re
from dataclasses import replace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from feed import threads
from feed.threads import a_comment, a_view
from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.story import Discussion
from folkmoot.discussion.thread import Absence, ThreadComment
from folkmoot.feed.render import thread_fragment
from pages import hrefs, one, text_of

HOSTILE = "<img src=x onerror=alert(1)>\"'&{{ 7*7 }}</li></article>"


def rendered(*comments: ThreadComment, **detail: Any) -> LexborHTMLParser:
    return LexborHTMLParser(thread_fragment(a_view(comments, **detail)))


def test_a_comment_is_an_article_that_says_who_said_it_under_its_number() -> None:
    page = rendered(a_comment("1", name="Marta Quill"))
    assert text_of(page, "ol > li > article > h3") == "1. Marta Quill said:"
    assert one(page, ".comment").id == "c1"


def test_a_reply_carries_its_path_without_a_full_stop() -> None:
    page = rendered(a_comment("1"), a_comment("1.1", name="Otto Brand"))
    assert text_of(page, "[id='c1.1'] h3") == "1.1 Otto Brand said:"


def test_steps_end_at_level_six_and_numbers_go_on() -> None:
    page = LexborHTMLParser(thread_fragment(threads.the_deep_thread()))
    assert [li.attributes["data-depth"] for li in page.css("ol.comments > li")] == list("012345666")
    assert len(page.css("h3 .number")[-1].text().strip()) == len("1.1.1.1.1.1.1.1.1")


def test_words_of_outsiders_are_words() -> None:
    page = rendered(a_comment("1", HOSTILE, HOSTILE), headline=HOSTILE)
    assert HOSTILE in one(page, ".text").text()
    assert one(page, "h3 bdi").text() == HOSTILE
    assert page.css("img, script") == []


def test_nothing_in_it_needs_an_exception_from_a_content_policy() -> None:
    html = thread_fragment(threads.the_pictures_thread())
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", html)


def test_each_text_keeps_its_language_and_direction() -> None:
    page = rendered(a_comment("1", "Мой отец", language="ru"))
    assert (one(page, ".text").attributes["lang"], one(page, ".text").attributes["dir"]) == ("ru", "auto")


def test_the_parents_name_leads_to_the_parent() -> None:
    page = rendered(a_comment("1", name="Otto"), a_comment("2", name="Otto"), a_comment("1.1", "@Otto no"))
    assert one(page, "a.at").attributes["href"] == "#c1"


def test_a_removed_comment_keeps_its_number_and_names_the_clause() -> None:
    page = rendered(a_comment("3", "", absence=Absence.REMOVED, why=threads.WHY), a_comment("3.1"))
    said = text_of(page, "#c3")
    assert said.startswith(f"3. Removed by a moderator: “{threads.ATTACKS}” Why")
    assert "A moderator decided on 17 November 2026, 09:28, after a reader had flagged it." in said
    assert "Version 3 of the policy was in force." in said
    assert page.css("#c3 .acts") == []
    assert one(page, "[id='c3.1'] .text")


def test_an_imported_one_says_that_its_author_could_not_be_told() -> None:
    why = replace(threads.WHY, by_person=False, after_flag=False, author_told=False, policy_version=None)
    said = text_of(rendered(a_comment("3", "", absence=Absence.REMOVED, why=why)), "#c3")
    assert "Removed by the policy" in said
    assert "An automatic check decided" in said
    assert "its author could not be told" in said


@pytest.mark.parametrize(
    ("absence", "line"),
    [
        (Absence.WITHDRAWN, "1. Its author has withdrawn this comment."),
        (Absence.ERASED, "1. Its author has left."),
        (Absence.REMOVED, "1. Removed by a moderator."),
    ],
)
def test_what_is_gone_leaves_a_line(absence: Absence, line: str) -> None:
    assert text_of(rendered(a_comment("1", "", absence=absence)), "#c1") == line


def test_an_edit_is_told_with_its_time() -> None:
    page = rendered(a_comment("1", edited_at=threads.MORNING.replace(minute=36)))
    assert text_of(page, ".when") == "17 Nov 2026, 08:31 · edited 08:36"


def test_the_storys_writer_is_told_apart() -> None:
    assert text_of(rendered(a_comment("1", by_writer=True)), ".role") == "writer of this story"


def test_times_are_the_newspapers() -> None:
    assert text_of(rendered(a_comment("1"), timezone="Asia/Yerevan"), ".when").endswith("12:31")


def test_the_count_is_of_what_is_shown() -> None:
    page = rendered(a_comment("1"), count=23, people=17)
    assert text_of(page, ".count") == "23 comments by 17 people · held to our discussion policy"


def test_buttons_lead_to_pages_without_a_script() -> None:
    page = rendered(a_comment("3.1"))
    at = "http://127.0.0.1:8000/s/ferry-post/night-ferry"
    assert [a.attributes["href"] for a in page.css(".acts a")] == [
        f"{at}/write?parent=3.1",
        f"{at}/flag/3.1",
        f"{at}/3.1",
    ]
    assert [a.text() for a in page.css(".acts a")] == ["Reply to 3.1", "Flag 3.1", "Link to 3.1"]


def test_pages_are_named_by_their_first_and_last_comment() -> None:
    page = rendered(a_comment("7"), page=2, pages=(("1", "6"), ("7", "12"), ("13", "13")), sorting=Sorting.NEWEST)
    links = page.css(".pages a")
    assert [a.text() for a in links] == ["1–6", "7–12", "13"]
    assert hrefs(page, ".pages a")[2].endswith("/night-ferry?page=3&order=newest")
    assert links[1].attributes["aria-current"] == "page"


def test_a_branch_that_goes_on_says_where_it_began() -> None:
    page = rendered(a_comment("3.1.4"), page=2, continued=True, pages=(("1", "3"), ("3", "9")))
    assert hrefs(page, ".continued a")[0].endswith("?page=1")


def test_an_empty_thread_asks_a_question() -> None:
    page = rendered()
    assert text_of(page, ".empty").startswith("Nobody has written yet. What do you know about this that we do not?")
    assert page.css(".order, .comments") == []


def test_a_story_that_nobody_has_put_yet_has_no_page_to_lead_to() -> None:
    page = rendered(slug="")
    assert one(page, ".head .button").attributes["href"] == "#folkmoot-write"
    assert [href for href in hrefs(page, "a") if "/s/" in href and not href.endswith("/policy")] == []


def test_a_closed_discussion_has_no_form_and_no_replies() -> None:
    page = rendered(
        a_comment("1"), discussion=Discussion.CLOSED, closed_at=threads.MORNING, editor_mail="letters@ferrypost.example"
    )
    assert text_of(page, ".closed").startswith("This discussion is closed since 17 November 2026.")
    assert one(page, ".closed a").attributes["href"] == "mailto:letters@ferrypost.example"
    assert page.css("[data-act=reply], [data-act=write], template.write-form") == []
    assert page.css("[data-act=flag]")


def test_a_story_whose_comments_wait_says_so_above_the_form() -> None:
    page = rendered(discussion=Discussion.WAIT, usual_wait=40)
    assert "Under this story a moderator reads every comment first. That usually takes about 40 minutes." in text_of(
        page, ".writing > .note"
    )


def test_the_policy_stands_with_its_clauses() -> None:
    page = rendered()
    assert text_of(page, ".policy .version") == "Version 3, in force since 2 November 2026"
    assert len(page.css(".policy .clauses > li")) == 5
    assert len(page.css(".policy .clauses details")) == 3


def test_a_policy_that_came_with_an_imported_page_is_shown_beside_ours() -> None:
    page = rendered(printed_policy="Comments with profanity will not be permitted.")
    assert "will not be permitted" in text_of(page, ".policy .printed")


def test_arabic_reads_from_the_right_with_its_own_figures() -> None:
    page = LexborHTMLParser(thread_fragment(threads.the_arabic_thread()))
    assert one(page, ".folkmoot").attributes["dir"] == "rtl"
    assert text_of(page, ".count") == "٢٣ تعليقًا من ١٧ شخصًا · وفق سياسة النقاش"
    assert [n.text().strip() for n in page.css("h3 .number")][:3] == ["١.", "١.١", "١.١.١"]
    assert one(page, "[id='c1.1']")


def test_the_same_view_is_the_same_bytes() -> None:
    assert thread_fragment(threads.the_pictures_thread()) == thread_fragment(threads.the_pictures_thread())
