"""A text becomes HTML that says what its author wrote, and nothing that he did not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from folkmoot.text.markup import Mark, MarkWords, Mention, to_html
from folkmoot.text.span import Span


def test_blank_lines_part_paragraphs_and_line_ends_are_kept() -> None:
    assert to_html("One\ntwo\n \n\nthree") == "<p>One<br>\ntwo</p>\n<p>three</p>"


def test_markup_is_text() -> None:
    assert "<script>" not in to_html("<script>alert(1)</script>")
    assert "&lt;b onclick=&#34;x&#34;&gt;" in to_html('<b onclick="x">')


def test_links_bear_the_words_that_search_engines_heed() -> None:
    assert to_html("https://a.example/?a=1&b=2") == (
        '<p><a href="https://a.example/?a=1&amp;b=2" rel="nofollow ugc noopener">https://a.example/?a=1&amp;b=2</a></p>'
    )


def test_the_parents_name_leads_to_the_parent_and_keeps_its_own_direction() -> None:
    written = to_html("@مريم الحدّاد With respect", mentions=[Mention("مريم الحدّاد", "#c1")])
    assert written == '<p><a class="at" href="#c1"><bdi>@مريم الحدّاد</bdi></a> With respect</p>'


def test_the_longest_name_is_meant() -> None:
    names = [Mention("Otto", "#c1"), Mention("Otto Brand", "#c2")]
    assert 'href="#c2"' in to_html("@Otto Brand, no", mentions=names)
    assert 'href="#c1"' in to_html("@Otto, no", mentions=names)


def test_part_of_a_word_is_no_name() -> None:
    assert "#c1" not in to_html("@Ottokar", mentions=[Mention("Otto", "#c1")])


def test_of_two_who_bear_a_name_the_first_given_is_meant() -> None:
    assert 'href="#c3"' in to_html("@Otto", mentions=[Mention("Otto", "#c3"), Mention("Otto", "#c1")])


def test_a_name_that_nobody_bears_is_no_link() -> None:
    assert to_html("@Nobody said") == "<p><bdi>@Nobody</bdi> said</p>"


def test_an_address_of_mail_addresses_nobody() -> None:
    assert to_html("write to a@b.example") == "<p>write to a@b.example</p>"


def test_marks_are_read_aloud_and_lead_to_their_clause() -> None:
    words = MarkWords(before="marked, see {letter}: ", after=" (end)", href="#own-{letter}")
    assert to_html("you parrot!", marks=[Mark(Span(4, 10), "a")], words=words) == (
        '<p>you <mark><span class="hidden">marked, see a: </span>parrot'
        '<sup><a href="#own-a">a</a></sup><span class="hidden"> (end)</span></mark>!</p>'
    )


def test_marks_may_overlap_and_run_over_links_and_paragraphs() -> None:
    text = "a https://a.example/x b\n\nc d"
    written = to_html(text, marks=[Mark(Span(0, 12), "a"), Mark(Span(5, 26), "b")])
    assert plain(written).replace("\n", "") == text.replace("\n", "")
    assert written.count("<p>") == written.count("</p>") == 2


def plain(written: str) -> str:
    """What a reader sees: without the hidden words and the letters."""
    tree = LexborHTMLParser(f"<main>{written}</main>")
    for extra in tree.css("span.hidden, sup"):
        extra.decompose()
    shown = tree.css_first("main")
    assert shown is not None
    return shown.text()


PARTS = st.sampled_from([*"ab @.\n<&\"'()/:éя", "https://a.example/", "@Otto", "\n\n"])
TEXTS = st.lists(PARTS, max_size=40).map("".join)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.sampled_from(["a", "b", ""])), max_size=4))
def test_nothing_is_lost_or_added_whatever_is_written_and_marked(text: str, marks: list[tuple[int, int, str]]) -> None:
    written = to_html(
        text,
        mentions=[Mention("Otto", "#c1")],
        marks=[Mark(Span(start, start + length), letter) for start, length, letter in marks],
    )
    assert "".join(plain(written).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["@a " * 30_000, "@" * 90_000, "\n \n" * 30_000, "a\n\n@b " * 15_000])
def test_a_hostile_text_takes_no_longer_than_a_long_one(text: str) -> None:
    began = time.process_time()
    to_html(text, mentions=[Mention(f"Name {n}", "#") for n in range(20)])
    assert time.process_time() - began < 3
