"""The rules for a name."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.discussion.author import LONGEST_NAME, checked_name
from folkmoot.errors import BadInput


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Ann", "Ann"),
        ("  Otto   Brand ", "Otto Brand"),
        ("Jose\u0301", "José"),
        ("Արարատ", "Արարատ"),
        ("محمد", "محمد"),
        ("O’Neil 3rd", "O’Neil 3rd"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_shown_as_it_was_meant(typed: str, shown: str) -> None:
    assert checked_name(typed) == shown


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name-empty"),
        (" \u00a0 ", "name-empty"),
        ("x" * (LONGEST_NAME + 1), "name-too-long"),
        ("...", "name-unreadable"),
        ("😀", "name-unreadable"),
        ("Ann\0", "name-unreadable"),
        ("Ann\nBob", "name-unreadable"),
        ("\ud800", "name-unreadable"),
        ("Ann\u202eboB", "name-unreadable"),
        ("Ann\u2066", "name-unreadable"),
        ("Ann\ue000", "name-unreadable"),
    ],
)
def test_what_could_not_be_shown_or_could_deceive_is_refused(typed: str, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        checked_name(typed)
    assert raised.value.code == code


@given(st.text())
def test_any_text_is_a_name_or_refused_and_a_name_stays_one(text: str) -> None:
    with suppress(BadInput):
        shown = checked_name(text)
        assert checked_name(shown) == shown
        shown.encode()
