"""Names that look alike have one skeleton."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.text.skeleton import skeleton


@pytest.mark.parametrize(
    ("name", "like"),
    [("Paul", "PauI"), ("Ivan", "lvan"), ("admin", "аdmіn"), ("mark", "rnark"), ("Aram", "Ara\u200bm"), ("Joe", "𝐉oe"),
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
