"""Reading: a newspaper's page imported or judged, and texts from a file or a pipe judged."""

import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from folkmoot.cli.policies import read_policy
from folkmoot.cli.terminal import (
    SiteOption,
    counted,
    err,
    in_house,
    out,
    read_bytes,
    read_text,
    say,
    shown,
    shown_json,
    stop,
)

if TYPE_CHECKING:  # the judge's lists take a moment: only for the commands that judge
    from folkmoot.exchange.judge_lines import JudgeLine, UnreadableLine
    from folkmoot.exchange.judged_lines import JudgedLine
    from folkmoot.exchange.page.printed import PrintedPage, Unplaced
    from folkmoot.operations.judge_texts import Verdict
    from folkmoot.policy.program import Policy

import_app = typer.Typer(no_args_is_help=True, help="Read what a newspaper has already.")

STYLES = {"publish": "green", "reword": "yellow", "hold": "yellow", "reject": "red"}
LONGEST_UNPLACED = 100
"""Code points of a line that could not be placed, as it is printed."""


@import_app.command("page")
def import_page(
    file: Annotated[Path, typer.Argument(help="HTML, or the text that a browser shows; - is standard input.")],
    site: SiteOption,
    url: Annotated[str | None, typer.Option(help="The page's address, where it does not tell it itself.")] = None,
    draft_policy: Annotated[
        Path | None, typer.Option(help="Write a first policy file with the page's own words there.")
    ] = None,
) -> None:
    """Keep a page's story and its printed thread, judged by the policy in force; safe to repeat."""
    from folkmoot.operations.import_page import import_page as keep

    page = _page(file)
    _print_page(page)
    if draft_policy is not None:
        _write_draft(page, draft_policy)
    report = in_house(lambda house: keep(house.means, site_name=site, page=page, url=url), judging=True)
    table = Table("No.", "Name", "Comment", "Outcome", "Clause", "Why", box=None, pad_edge=False)
    for row in report.rows:
        outcome = Text(f"{row.outcome}{' (as before)' if row.again else ''}", style=STYLES.get(str(row.outcome), ""))
        table.add_row(
            row.number,
            escape(shown(row.author)),
            escape(shown(row.excerpt)),
            outcome,
            row.clause or "",
            escape(row.why),
        )
    out.print(table)
    _print_unplaced(report.unplaced)
    say(shown(f"\n{counted(len(report.rows), 'comment')} under {report.url} (story {report.slug})."))


def judge(
    file: Annotated[
        Path | None, typer.Argument(help="JSON Lines, or plain text with one comment a line; - is standard input.")
    ] = None,
    page: Annotated[Path | None, typer.Option(help="A newspaper's page instead, as HTML or text.")] = None,
    policy: Annotated[Path | None, typer.Option(help="A policy file; the newspaper sample without it.")] = None,
    attempt: Annotated[Literal["1", "2"], typer.Option(help="2 judges as a second try: rewording is spent.")] = "1",
    format: Annotated[  # noqa: A002  # the promised name
        Literal["text", "json", "csv", "html"], typer.Option(help="json is JSON Lines, one for each line in.")
    ] = "text",
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell who heard what, and what every clause made of it (text only).")
    ] = False,
) -> None:
    """Judge a page, a file or a pipe by a policy, storing nothing: outcome, clause, and the words that show it."""
    from folkmoot.operations.judge_texts import Trial, judge_lines, judge_page

    if (file is None) == (page is None):
        stop("Name a file (or -), or a page with --page.")
    trial = Trial(_policy(policy), attempt=2 if attempt == "2" else 1)
    verdicts: Iterable[Verdict | UnreadableLine]
    if page is not None:
        printed = _page(page)
        verdicts = judge_page(printed, trial)
        if format == "text":
            _print_page(printed)
    else:
        assert file is not None
        verdicts = judge_lines(_lines(file), trial)
    unreadable = _print_verdicts(verdicts, form=format, explain=explain)
    if unreadable:
        stop(f"{unreadable} line{' was' if unreadable == 1 else 's were'} not readable.")


def _policy(file: Path | None) -> "Policy":
    from folkmoot.policy.samples import sample

    if file is None:
        return read_policy(sample("newspaper"), name="newspaper")
    return read_policy(read_text(file), name=str(file))


def _page(file: Path) -> "PrintedPage":
    from folkmoot.exchange.page.reader import read_page

    return read_page(read_bytes(file))


def _lines(file: Path) -> "Iterator[JudgeLine | UnreadableLine]":
    """Read a file, or a pipe as it comes."""
    from folkmoot.exchange.judge_lines import read_lines

    if str(file) == "-":
        yield from read_lines(sys.stdin.buffer)
        return
    try:
        with file.open("rb") as lines:
            yield from read_lines(lines)
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")


def _print_page(page: "PrintedPage") -> None:
    """Print what was understood of a page's story and policy."""
    table = Table(show_header=False, box=None, pad_edge=False)
    for name, value in (
        ("Headline", page.headline),
        ("Writer", page.writer or ""),
        ("Caption", page.caption),
        ("Dateline", page.dateline),
        ("Body", f"{len(page.body.split())} words"),
        ("Policy", page.policy),
        ("Language", page.language or ""),
        ("Comments", str(len(page.comments))),
    ):
        table.add_row(name, escape(shown(value)))
    out.print(table)
    out.print()


def _print_unplaced(unplaced: "Iterable[Unplaced]") -> None:
    listed = list(unplaced)
    if not listed:
        return
    out.print(f"\nCould not be placed ({len(listed)}):", style="yellow")
    for one in listed:
        where = f"line {one.line}: " if one.line else ""
        out.print(f"  {where}{shown(one.text[:LONGEST_UNPLACED])} ({one.why})", markup=False)


def _write_draft(page: "PrintedPage", file: Path) -> None:
    from folkmoot.exchange.draft_policy import draft_policy
    from folkmoot.policy.samples import sample

    if not page.policy:
        err.print("The page prints no policy: there is nothing to draft from.", style="yellow")
        return
    try:
        with file.open("x", encoding="utf-8") as draft:
            draft.write(draft_policy(page.policy, sample=sample("newspaper")))
    except FileExistsError:  # somebody may have gone through it already
        err.print(shown(f"{file} is there already, and was left as it is.\n"), style="yellow", markup=False)
        return
    except OSError as error:
        stop(f"{file} cannot be written: {error.strerror}.")
    say(f"A first policy, to be gone through: {file}\n")


def _print_verdicts(verdicts: "Iterable[Verdict | UnreadableLine]", *, form: str, explain: bool) -> int:
    """Print as they come, and return how many lines could not be read."""
    from folkmoot.exchange.judge_lines import UnreadableLine
    from folkmoot.exchange.judged_html import as_html
    from folkmoot.exchange.judged_lines import as_csv_lines, as_json_lines

    unreadable = 0

    def records() -> "Iterator[JudgedLine | UnreadableLine]":
        nonlocal unreadable
        for verdict in verdicts:
            unreadable += isinstance(verdict, UnreadableLine)
            yield verdict if isinstance(verdict, UnreadableLine) else verdict.line

    writers: dict[str, Callable[[Iterable[JudgedLine | UnreadableLine]], Iterator[str]]] = {
        "json": as_json_lines,
        "csv": as_csv_lines,
        "html": partial(as_html, title="Judged comments"),
    }
    if form in writers:
        safe = (shown_json if form == "json" else shown) if out.is_terminal else str
        for line in writers[form](records()):
            say(safe(line))
        return unreadable
    for verdict in verdicts:
        if isinstance(verdict, UnreadableLine):
            unreadable += 1
            out.print(shown(f"line {verdict.line}: {verdict.error}"), style="red", markup=False)
        else:
            _print_verdict(verdict, explain=explain)
    return unreadable


def _print_verdict(verdict: "Verdict", *, explain: bool) -> None:
    line = verdict.line
    said = shown(line.text)
    name = shown(line.author or "")
    head = Text(" ".join(part for part in (f"{line.number}." if line.number else "", name) if part))
    head.append(f"{'  ' if head.plain else ''}{line.outcome}", style=f"bold {STYLES[line.outcome]}")
    if line.clause:
        at = f" at {line.target.replace('_', ' ')}" if line.target and line.target != "nobody" else ""
        head.append(f"  {line.clause}{at}{'' if line.score is None else f', {line.score:.2f}'}")
    out.print(head)
    text = Text(said)
    for start, end in line.spans:
        text.stylize("reverse" if out.is_terminal else "", start, end)
    out.print(text if out.is_terminal else _bracketed(said, line.spans), markup=False)
    if explain:
        for told in verdict.explanation():
            out.print(f"    {shown(told)}", style="dim", markup=False)
    out.print()


def _bracketed(text: str, spans: "Iterable[tuple[int, int]]") -> str:
    """Return a text with its marked words in brackets, for where there are no colours."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], "⟦", text[start:end], "⟧"]
        at = end
    return "".join((*pieces, text[at:]))
