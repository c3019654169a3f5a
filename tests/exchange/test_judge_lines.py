"""Comments to be judged come in one a line, whatever a line holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.exchange.judge_lines import JudgeLine, LineForm, ParentLine, StoryLine, UnreadableLine, read_lines


def one(line: str | bytes, form: LineForm | None = None) -> JudgeLine | UnreadableLine:
    (read,) = read_lines([line.encode() if isinstance(line, str) else line], form=form)
    return read


def test_a_line_of_json_has_all_that_stands_around_a_comment() -> None:
    line = {
        "id": 7,
        "text": "Same to him.",
        "author": "Norin",
        "parent": {"author": "Serop", "text": "You dunce."},
        "previous": ["First.", "Second."],
        "story": {"headline": "Bridge closed", "text": "OSTMARK — The bridge."},
        "the sender's own": {"kept": "aside"},
    }
    assert one(json.dumps(line)) == JudgeLine(
        line=1,
        text="Same to him.",
        id=7,
        author="Norin",
        parent=ParentLine("You dunce.", "Serop"),
        previous=("First.", "Second."),
        story=StoryLine("Bridge closed", "OSTMARK — The bridge."),
    )


def test_what_is_null_is_not_there() -> None:
    line = '{"id": null, "text": "a", "author": null, "parent": null, "previous": null, "story": null}'
    assert one(line) == JudgeLine(1, "a")


def test_plain_text_is_one_comment_a_line() -> None:
    read = list(read_lines([b"\xef\xbb\xbfFirst.\r\n", "Второй {x}.\n".encode(), b'{"text": "braces"}']))
    assert [line.text for line in read if isinstance(line, JudgeLine)] == [
        "First.",
        "Второй {x}.",
        '{"text": "braces"}',
    ]


def test_a_form_that_is_asked_for_is_kept_to() -> None:
    assert one('{"text": "a"}', LineForm.TEXT) == JudgeLine(1, '{"text": "a"}')
    assert isinstance(one("a", LineForm.JSON), UnreadableLine)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('{"text": "\\ud800"}', "unpaired surrogate"),
        ('{"text": "\\udc00 b"}', "unpaired surrogate"),
        ('{"text": "a", "previous": ["\\ud83dA"]}', "unpaired surrogate"),
        (b'{"text": "\xed\xa0\x80"}', "not UTF-8"),
        (b'{"text": "\xff"}', "not UTF-8"),
        ('{"text": 1}', "`text`: expected `str`, got `int`"),
        ('{"text": "a", "parent": {"text": []}}', "`parent.text`: expected `str`, got `array`"),
        ('{"text": "a", "parent": {}}', "`parent`: object missing required field `text`"),
        ('{"id": 4}', "`text`: missing or empty"),
        ('{"text": " \\n"}', "`text`: missing or empty"),
        ('{"text": "a\\u0000"}', "NUL"),
        ('{"text": "a", "story": {"text": "\\u0000"}}', "NUL"),
        ('{"text": "a"', "truncated"),
        ('{"text": "a"} b', "trailing"),
        ('{"text": "a", "x": ' + "[" * 50_000, "nested too deeply"),
        ("{" * 3, "malformed"),
        ("", "an empty line"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str | bytes, says: str) -> None:
    read = one(line)
    assert isinstance(read, UnreadableLine)
    assert says in read.error


def test_a_refused_line_keeps_the_id_that_it_has() -> None:
    assert one('{"id": "c-9", "text": "\\ud800"}') == UnreadableLine(
        1, "half a character: an unpaired surrogate stands in it (\\ud800 to \\udfff must come in pairs)", "c-9"
    )


def test_every_line_has_its_answer_in_order() -> None:
    lines = [b'{"text": "a"}\n', b"\n", b"nonsense\n", b'{"text": "b"}\n']
    assert [(type(read).__name__, read.line) for read in read_lines(lines)] == [
        ("JudgeLine", 1),
        ("UnreadableLine", 2),
        ("UnreadableLine", 3),
        ("JudgeLine", 4),
    ]


@given(st.binary(max_size=200))
def test_no_line_is_too_strange(line: bytes) -> None:
    for form in LineForm:
        for read in read_lines([line], form=form):
            if isinstance(read, JudgeLine):
                read.text.encode("utf-8")


@given(st.text(alphabet=st.characters(codec=None), min_size=1, max_size=50))
def test_a_text_is_read_as_it_was_written_or_refused(text: str) -> None:
    read = one(json.dumps({"text": text, "id": 1}))
    if isinstance(read, JudgeLine):
        assert read.text == text
        read.text.encode("utf-8")
    else:
        assert not text.strip() or "\0" in text or any("\ud800" <= character <= "\udfff" for character in text)
