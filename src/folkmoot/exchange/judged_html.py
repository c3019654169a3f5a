"""What was judged as one HTML page that stands by itself, with the words that broke a clause marked."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape

from folkmoot.exchange.judge_lines import UnreadableLine
from folkmoot.exchange.judged_lines import JudgedFinding, JudgedLine, Spans

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --mark: #ffd86b; --ink-of-mark: #201600; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; }
article { border-top: 1px solid var(--line); padding: .75rem 0; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
.outcome { font-weight: 700; }
.text { white-space: pre-wrap; overflow-wrap: anywhere; margin: .5rem 0; }
mark { background: var(--mark); color: var(--ink-of-mark); text-decoration: underline; }
table { border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: .1rem .5rem; text-align: start; }
td.figure { text-align: end; font-variant-numeric: tabular-nums; }
""".strip()


def as_html(judged: Iterable[JudgedLine | UnreadableLine], *, title: str) -> Iterator[str]:
    """Give the page piece by piece. Everything from outside is escaped; the page loads nothing and runs nothing."""
    digest = b64encode(sha256(f"\n{_STYLE}\n".encode()).digest()).decode()
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{digest}'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_words(title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{_words(title)}</h1>\n"
    )
    outcomes: Counter[str] = Counter()
    for record in judged:
        if isinstance(record, UnreadableLine):
            outcomes["unreadable"] += 1
            yield _unreadable(record)
        else:
            outcomes[record.outcome] += 1
            yield _article(record)
    yield _summary(outcomes)
    yield "</main>\n</body>\n</html>\n"


def _words(text: str) -> str:
    """Escape a text; controls that a page may not hold become visible as no character."""
    return escape(
        re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    )


def _article(record: JudgedLine) -> str:
    head = [f'<span class="outcome">{_words(record.outcome)}</span>']
    if record.number:
        head.append(f"<span>{_words(record.number)}</span>")
    if record.id is not None:
        head.append(f"<span>id <bdi>{_words(str(record.id))}</bdi></span>")
    if record.author:
        head.append(f"<bdi>{_words(record.author)}</bdi>")
    if record.clause:
        head.append(f"<span>clause <code>{_words(record.clause)}</code></span>")
    if record.target:
        head.append(f"<span>at {_words(record.target)}</span>")
    if record.score is not None:
        head.append(f"<span>score {record.score:.2f}</span>")
    return (
        f"<article>\n<header>{''.join(head)}</header>\n"
        f'<p class="text" dir="auto">{marked(record.text, record.spans)}</p>\n{_findings(record.findings)}</article>\n'
    )


def marked(text: str, spans: Spans) -> str:
    """The text as HTML with its spans in ``<mark>``; overlapping ones as one, what lies outside the text left out."""
    pieces: list[str] = []
    done = 0
    for start, end in _joined(spans, len(text)):
        pieces += [_words(text[done:start]), "<mark>", _words(text[start:end]), "</mark>"]
        done = end
    return "".join([*pieces, _words(text[done:])])


def _joined(spans: Spans, length: int) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((max(0, start), min(end, length)) for start, end in spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def _findings(findings: tuple[JudgedFinding, ...]) -> str:
    if not findings:
        return ""
    rows = "".join(
        f"<tr><td><code>{_words(finding.clause)}</code></td><td>{_words(finding.outcome)}</td>"
        f"<td>{_words(finding.attribute or '')}</td><td>{_words(finding.target or '')}</td>"
        f'<td class="figure">{"" if finding.score is None else f"{finding.score:.2f}"}</td></tr>'
        for finding in findings
    )
    head = "<tr><th>clause</th><th>asks for</th><th>heard</th><th>at</th><th>score</th></tr>"
    return f"<table>{head}{rows}</table>\n"


def _unreadable(record: UnreadableLine) -> str:
    name = "" if record.id is None else f" (id <bdi>{_words(str(record.id))}</bdi>)"
    line = f'<span class="outcome">line {record.line}</span>{name} could not be read: {_words(record.error)}'
    return f"<article>\n<p>{line}</p>\n</article>\n"


def _summary(outcomes: Counter[str]) -> str:
    if not outcomes:
        return "<p>There was nothing to judge.</p>\n"
    rows = "".join(
        f'<tr><td>{_words(outcome)}</td><td class="figure">{times}</td></tr>'
        for outcome, times in outcomes.most_common()
    )
    return f"<article>\n<table><tr><th>outcome</th><th>comments</th></tr>{rows}</table>\n</article>\n"
