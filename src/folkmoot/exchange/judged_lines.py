"""What was judged, one comment a line: JSON Lines, or CSV for a spreadsheet."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from folkmoot.exchange.judge_lines import UnreadableLine

Spans = tuple[tuple[int, int], ...]
"""Start and end (not included) of marked words, in code points of the text."""


@dataclass(frozen=True, slots=True)
class JudgedSignal:
    """One attribute as it was measured; ``score`` is None where nothing can tell."""

    attribute: str
    target: str
    score: float | None


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """One clause that matched."""

    clause: str
    outcome: str
    attribute: str | None = None
    score: float | None = None
    target: str | None = None
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One comment with what became of it. The order of the fields is that of the output: a promise."""

    id: str | int | None
    author: str | None
    number: str | None
    """Of a comment of a page or a stored story."""
    text: str
    outcome: str
    """publish, reword, hold or reject."""
    clause: str | None = None
    score: float | None = None
    target: str | None = None
    spans: Spans = ()
    findings: tuple[JudgedFinding, ...] = ()
    signals: tuple[JudgedSignal, ...] = ()


COLUMNS = ("id", "author", "number", "text", "outcome", "clause", "score", "target", "spans", "findings", "signals")
CSV_COLUMNS = (*COLUMNS, "line", "error")
_LINE_END = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_ODD_ENDS = re.compile("[\x7f\x85\u2028\u2029]")
"""What JSON lets stand as it is and many programs take for the end of a line."""


def as_json_lines(judged: Iterable[JudgedLine | UnreadableLine]) -> Iterator[str]:
    """Give every record as one line of JSON, without its line end; always valid UTF-8."""
    for record in judged:
        line = json.dumps(_record(record), ensure_ascii=False, separators=(", ", ": "), allow_nan=False)
        yield _ODD_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", _valid(line))


def as_csv_lines(judged: Iterable[JudgedLine | UnreadableLine]) -> Iterator[str]:
    """Give the names of the columns, then every record as one line, without its line end.

    A line end within a text becomes one ``↵``, so that ``spans`` still fit. A cell that a spreadsheet would take for a
    formula gets an apostrophe before it, which ``spans`` do not count (OWASP, "CSV Injection"). For programs there is
    JSON Lines.
    """
    yield _csv_line(CSV_COLUMNS)
    for record in judged:
        values = _record(record)
        yield _csv_line([_cell(values.get(column)) for column in CSV_COLUMNS])


def _record(record: JudgedLine | UnreadableLine) -> dict[str, object]:
    if isinstance(record, UnreadableLine):
        return {"id": record.id, "line": record.line, "error": record.error}
    values: dict[str, object] = {column: getattr(record, column) for column in COLUMNS}
    values["findings"] = [
        {
            "clause": finding.clause,
            "outcome": finding.outcome,
            "attribute": finding.attribute,
            "score": finding.score,
            "target": finding.target,
            "spans": finding.spans,
        }
        for finding in record.findings
    ]
    values["signals"] = [
        {"attribute": signal.attribute, "target": signal.target, "score": signal.score} for signal in record.signals
    ]
    return values


def _valid(text: str) -> str:
    """Lone surrogates are refused at every door; what came in another way is shown as what it is: no character."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            cell = _LINE_END.sub("↵", _valid(value)).replace("\0", "\ufffd")
            return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
        case int() | float():
            return str(value)
        case _:
            return _LINE_END.sub("↵", _valid(json.dumps(value, ensure_ascii=False)))


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
