"""Names that look alike have one skeleton."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.text.confusables import look_alikes
from folkmoot.text.skeleton import skeleton


@pytest.mark.parametrize(
    ("name", "like"),
    [("Mara Lindqvist", "Мara Lindqvist"), ("Bera Hext", "Вera Неxt"), ("Tom Kerr", "Тom Кerr"),
     ("Paul", "PauI"), ("Ivan", "lvan"), ("admin", "аdmіn"), ("mark", "rnark"), ("Aram", "Ara\u200bm"), ("Joe", "𝐉oe"),
     ("John Smith", "john  smith"), ("Ａｎｎ", "ann"), ("İsmail", "ismail")],
)  # fmt: skip
def test_names_that_look_alike_have_one_skeleton(name: str, like: str) -> None:
    assert skeleton(name) == skeleton(like)


@pytest.mark.parametrize(("name", "other"), [("Ann", "Anna"), ("Serop", "Seron"), ("Ալիս", "Արամ")])
def test_names_that_differ_keep_different_skeletons(name: str, other: str) -> None:
    assert skeleton(name) != skeleton(other)


def test_a_skeleton_of_any_single_character_ends_and_is_its_own_skeleton() -> None:
    for code in range(0, sys.maxunicode + 1, 7):
        once = skeleton(chr(code))
        assert skeleton(once) == once


@given(st.text(st.characters(codec=None)))
def test_a_skeleton_is_its_own_skeleton(name: str) -> None:
    assert skeleton(skeleton(name)) == skeleton(name)


def test_a_capital_that_looks_like_a_latin_letter_has_the_skeleton_of_that_letter() -> None:
    look_like_latin = {c: t for c, t in look_alikes().items() if c.isupper() and t.isascii() and t.isalpha()}
    assert len(look_like_latin) > 500
    assert {c: t for c, t in look_like_latin.items() if skeleton(c) != skeleton(t)} == {}


@given(st.sampled_from(sorted(c for c in look_alikes() if c.isupper())), st.text("abehkmoprtxy", max_size=6))
def test_a_borrowed_capital_anywhere_in_a_name_does_not_make_it_another_name(capital: str, rest: str) -> None:
    looks_like = look_alikes()[capital]
    if looks_like.isascii() and looks_like.isalpha():
        assert skeleton(rest + capital + rest) == skeleton(rest + looks_like + rest)


@pytest.mark.parametrize("name", ["Мара Веселова", "Нина Ткач", "Сергей Хорхе", "ЕОА"])
def test_a_name_is_the_same_in_capitals(name: str) -> None:
    assert skeleton(name) == skeleton(name.upper()) == skeleton(name.lower())
