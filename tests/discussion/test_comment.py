"""What a comment's text may be, and how it is kept."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.discussion.comment import checked_text
from folkmoot.errors import BadInput


def checked(text: str, *, longest: int = 2000, most_links: int = 20) -> str:
    return checked_text(text, longest=longest, most_links=most_links)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  late  ", "late"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a b"),
        ("a   \nb", "a\nb"),
        ("a\n\n\n\n\n\nb", "a\n\n\nb"),
        ("cafe\u0301", "café"),
        ('<b>late</b> & "so"', '<b>late</b> & "so"'),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_text_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert checked(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "text-empty"),
        (" \n ", "text-empty"),
        ("\u200b\u200d\ufeff", "text-empty"),
        ("\u0301", "text-empty"),
        ("\ud83d", "text-unreadable"),
        ("a\0b", "text-unreadable"),
        ("a\x1b[31mb", "text-unreadable"),
        ("x" * 2001, "text-too-long"),
        ("x" * 10_000_000, "text-too-long"),
        ("www.a.example " * 21, "too-many-links"),
    ],
)
def test_what_cannot_be_a_comment_is_refused_with_a_code(typed: str, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        checked(typed)
    assert raised.value.code == code
    assert raised.value.details["field"] == "text"


def test_length_is_counted_in_code_points_after_composing() -> None:
    assert len(checked("e\u0301" * 2000)) == 2000
    assert checked("😀" * 2000)
    with pytest.raises(BadInput):
        checked("😀" * 2001)


@given(st.text())
def test_any_text_is_kept_or_refused_and_what_is_kept_is_kept_again_unchanged(text: str) -> None:
    with suppress(BadInput):
        kept = checked(text)
        assert checked(kept) == kept
        assert unicodedata.is_normalized("NFC", kept)
        kept.encode()
