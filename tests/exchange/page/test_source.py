"""What bytes and texts are taken for."""

import random
import zlib

import pytest

from folkmoot.errors import BadInput
from folkmoot.exchange.page import read_page
from folkmoot.exchange.page.source import LARGEST, decode, is_html, tidy_text

RUSSIAN = (
    "Мост закрыт до весны\n\nЗАРЕЧЬЕ. Совет решил, что мост будет закрыт до весны, и паром будет ходить до полуночи.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r"]
)
def test_russian_is_read_in_any_encoding_that_it_was_saved_in(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)).removeprefix("\ufeff") == RUSSIAN


def test_what_a_page_declares_is_believed_where_it_is_not_utf_8() -> None:
    page = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1"></head>“é” 5 €</html>'
    assert "“é” 5 €" in decode(page.encode("cp1252"))
    assert "Мост" in decode(b'<meta charset="windows-1251">' + "Мост".encode("cp1251"))


def test_a_page_that_declares_nonsense_is_still_read() -> None:
    for name in ("utf-8", "no-such-thing", "hex", "rot13", "undefined", "unicode_escape", "idna", "mbcs"):
        assert "caf" in decode(f'<meta charset="{name}">'.encode() + b"caf\xe9 and more of it")


@pytest.mark.parametrize(
    "source", [b"\x89PNG\r\n\x1a\n" + bytes(200), zlib.compress(bytes(range(256)) * 40) + b"\0", bytes(1000)]
)
def test_what_is_no_text_is_refused(source: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_page(source)
    assert refused.value.code in ("page-not-text", "page-empty")


@pytest.mark.parametrize(
    "source", ["", " \n\t\r\n", b"", "\ufeff", "\0\0", "\ud800", "•\n•\n—", "<html></html>".replace("html", "p")[:0]]
)
def test_a_page_without_words_is_refused(source: str | bytes) -> None:
    with pytest.raises(BadInput) as refused:
        read_page(source)
    assert refused.value.code == "page-empty"


def test_a_page_that_is_too_large_is_refused_not_cut() -> None:
    for source in (b"a" * (LARGEST + 1), "a" * (LARGEST + 1)):
        with pytest.raises(BadInput) as refused:
            read_page(source)
        assert refused.value.code == "page-too-large"
    with pytest.raises(BadInput) as refused:
        read_page("a\n" * 100_001)
    assert refused.value.code == "page-too-long"


def test_text_is_without_what_no_page_prints() -> None:
    assert tidy_text("\ufeffa\r\nb\rc\u2028d\x0ce\x07f\0g\ud800h") == "a\nb\nc\nd\nef\ufffdg\ufffdh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>a", True),
        ("\n  <div class=x>", True),
        ("<!-- saved --><html>", True),
        ("<?xml version='1.0'?><html>", True),
        ("HTTP/1.1 200 OK\n\n<html>", True),
        ("Bridge closed\n\n1. Bob said:\n<b>never</b> <script>", False),
        ("<3 bridges", False),
        ("< p >", False),
    ],
)
def test_html_is_told_by_how_it_begins(text: str, expected: bool) -> None:
    assert is_html(text) is expected


def test_random_bytes_are_read_or_refused() -> None:
    source = random.Random(7)
    for size in (1, 10, 1000, 20_000):
        for _ in range(5):
            try:
                read_page(source.randbytes(size))
            except BadInput:
                continue
