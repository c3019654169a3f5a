"""The normal form shows what a reader sees, and maps back to what was typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from folkmoot.text.normalise import normalise

ANY_TEXT = st.text(st.characters(codec=None) | st.sampled_from("&<>;#x\\[]()*_ab\u202e\u202c\u200b\U0001f1e6"))


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("HARBOUR", "harbour"), ("ｈａｒｂｏｕｒ", "harbour"), ("𝖍𝖆𝖗𝖇𝖔𝖚𝖗", "harbour"),
        ("h\u0301a\u0308rbour", "harbour"),
        ("har\u200bbour", "harbour"), ("har<b></b>bour", "harbour"), ("har&shy;bour", "harbour"),
        ("ha&#114;bour", "harbour"),
        ("\u202eruobrah\u202c", "harbour"), ("har**b**our", "harbour"), ("har[bour](https://example.org)", "harbour"),
        ("&amp;amp;", "&"), ("Ёлка", "елка"), ("🅱️us", "bus"), ("straße", "strasse"), ("إلى", "الي"), ("f**k", "f**k"),
        ("har\\b\\our", "harbour"), ("🇫🇮🇸🇪", "⚑⚑⚑⚑"), ("1️⃣", "1"),
    ],
)  # fmt: skip
def test_the_normal_form_is_what_a_reader_sees(typed: str, seen: str) -> None:
    assert normalise(typed).text == seen


def test_a_word_is_found_again_in_what_was_typed_with_its_hidden_characters() -> None:
    typed = "The har\u200bbo<b></b>ur is closed."
    form = normalise(typed)
    at = form.text.index("harbour")
    assert form.span(at, at + 7).of(typed) == "har\u200bbo<b></b>ur"


@given(ANY_TEXT)
@example("&amp;lt;b&amp;gt;x")
@example("<<b>b>&&amp;amp;amp;#60;")
def test_normalising_twice_changes_nothing(typed: str) -> None:
    once = normalise(typed).text
    assert normalise(once).text == once


@given(ANY_TEXT)
def test_the_map_back_stays_inside_the_text_and_keeps_letters(typed: str) -> None:
    form = normalise(typed)
    for at, letter in enumerate(form.text):
        back = form.span(at, at + 1)
        assert back.end <= len(typed)
        if letter.isascii() and letter.isalpha() and len(back.of(typed)) == 1:
            assert normalise(back.of(typed)).text.count(letter) >= 1


@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_a_plain_word_among_anything_maps_back_to_itself(before: str, after: str) -> None:
    before, after = before.replace("\u202e", ""), after.replace("\u202e", "")
    typed = f"{before} harbour {after}"
    form = normalise(typed)
    if "&" in before or "<" in before or "[" in before or "\\" in before:
        return
    at = form.text.index(" harbour ") + 1
    assert form.span(at, at + 7).of(typed) == "harbour"
