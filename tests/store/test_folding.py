"""Words have one shape for searching, whoever wrote them and however."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.store.folding import folded


@pytest.mark.parametrize(
    ("written", "sought"),
    [("Ёлка", "елка"), ("Café", "CAFE"), ("İstanbul", "istanbul"), ("IŞIK", "ışık"), ("Straße", "STRASSE"),
     ("أحمد", "احمد"), ("مدرسة", "مدرسه"), ("مُحَمَّد", "محمد"), ("محـــمد", "محمد"), ("کتاب", "كتاب"), ("٣٥", "35"),
     ("Ὀδυσσεύς", "οδυσσευσ"), ("Ｆｅｒｒｙ", "ferry"), ("naïve", "nai\u0308ve"), ("f\u00aderry", "ferry"),
     ("Ելևան", "ԵԼԵՎԱՆ"), ("שָׁלוֹם", "שלום")],
)  # fmt: skip
def test_a_word_is_found_however_it_is_written(written: str, sought: str) -> None:
    assert folded(written) == folded(sought)


@pytest.mark.parametrize(("written", "other"), [("が", "か"), ("कि", "कु"), ("boat", "boot")])
def test_words_that_differ_stay_different(written: str, other: str) -> None:
    assert folded(written) != folded(other)


def test_scripts_without_spaces_give_a_word_for_each_letter() -> None:
    assert folded("渡し船 2024年") == ("渡", "し", "船", "2024", "年")


@given(st.text())
def test_only_letters_digits_and_their_marks_come_out(text: str) -> None:
    for word in folded(text):
        assert word
        assert not set(word) & set("\"'\\*():&|!<>-^\0 ")
        assert "".join(folded(word)) == word
