"""What was judged goes out one record a line, always valid UTF-8."""

import csv
import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from folkmoot.exchange.judge_lines import UnreadableLine
from folkmoot.exchange.judged_html import as_html, marked
from folkmoot.exchange.judged_lines import COLUMNS, JudgedFinding, JudgedLine, JudgedSignal, as_csv_lines, as_json_lines

JUDGED = JudgedLine(
    id="c1",
    author="Norin",
    number="2.1",
    text="You dunce,\nyou «öde» dunce!",
    outcome="reject",
    clause="personal-attacks",
    score=0.91,
    target="commenter",
    spans=((4, 9), (21, 26)),
    findings=(JudgedFinding("personal-attacks", "reject", "insult", 0.91, "commenter", ((4, 9),)),),
    signals=(JudgedSignal("insult", "commenter", 0.91), JudgedSignal("spam", "nobody", None)),
)
any_text = st.text(alphabet=st.characters(codec=None), max_size=60)


def test_a_record_has_the_promised_fields_in_their_order() -> None:
    (line,) = as_json_lines([JUDGED])
    record = json.loads(line)
    assert tuple(record) == COLUMNS
    assert record["spans"] == [[4, 9], [21, 26]]
    assert record["signals"] == [
        {"attribute": "insult", "target": "commenter", "score": 0.91},
        {"attribute": "spam", "target": "nobody", "score": None},
    ]
    assert "«öde»" in line


def test_a_line_that_could_not_be_read_has_its_error() -> None:
    (line,) = as_json_lines([UnreadableLine(3, "not UTF-8")])
    assert json.loads(line) == {"id": None, "line": 3, "error": "not UTF-8"}
    *_, last = csv.DictReader(as_csv_lines([UnreadableLine(3, "not UTF-8", "x")]))
    assert (last["id"], last["line"], last["error"], last["outcome"]) == ("x", "3", "not UTF-8", "")


@given(any_text, any_text)
def test_one_record_is_one_line_of_valid_utf_8(text: str, author: str) -> None:
    record = replace(JUDGED, text=text, author=author)
    (line,) = as_json_lines([record])
    assert line.encode("utf-8").decode().splitlines() == [line]
    _, row = as_csv_lines([record])
    assert row.encode("utf-8").decode().splitlines() == [row]
    "".join(as_html([record], title=text)).encode("utf-8")


@given(st.text(max_size=60))
def test_json_gives_back_every_text(text: str) -> None:
    (line,) = as_json_lines([replace(JUDGED, text=text)])
    assert json.loads(line)["text"] == text


def test_a_table_keeps_the_places_of_marked_words() -> None:
    _, row = csv.reader(as_csv_lines([JUDGED]))
    text = row[COLUMNS.index("text")]
    assert text == "You dunce,↵you «öde» dunce!"
    assert [text[start:end] for start, end in json.loads(row[COLUMNS.index("spans")])] == ["dunce", "dunce"]


def test_no_cell_is_a_formula() -> None:
    for text in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1"):
        _, row = csv.reader(as_csv_lines([replace(JUDGED, text=text, author=text)]))
        assert row[COLUMNS.index("text")] == f"'{text}"
        assert row[COLUMNS.index("author")] == f"'{text}"
    (_, row) = csv.reader(io.StringIO("\n".join(as_csv_lines([replace(JUDGED, score=-0.5)]))))
    assert row[COLUMNS.index("score")] == "-0.5"


def test_the_page_marks_words_and_runs_nothing() -> None:
    hostile = replace(
        JUDGED, text='<script>alert(1)</script> "dunce"', author="<b>", clause="a\"b'", id="&", spans=((27, 32),)
    )
    page = "".join(as_html([hostile, UnreadableLine(2, "<i>")], title="</title><script>"))
    assert "<mark>dunce</mark>" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert "http://" not in page
    assert "https://" not in page


def test_marks_that_overlap_or_lie_outside_do_no_harm() -> None:
    assert marked("abcdef", ((1, 3), (2, 5), (-4, 1), (5, 99), (9, 12))) == "<mark>abcdef</mark>"
    assert marked("a<b", ((1, 2),)) == "a<mark>&lt;</mark>b"
    assert marked("ab", ()) == "ab"
