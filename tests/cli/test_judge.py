"""Texts are judged from a file, a pipe or a page: for eyes, for programs, and never for the terminal to obey."""

import csv
import io
import json
import os
import pty
import signal
import subprocess
from contextlib import suppress

import pytest

from cli.shell import PAGES, Shell

TEXTS = "The ferry is late again.\nYou are an idiot.\n"
JSON = (
    '{"id": 7, "text": "The ferry is late again."}\n{"id": "b", "author": "Nora", "text": "You are an idiot.", '
    '"parent": {"author": "Tom", "text": "Good evening."}, "previous": ["Hm."], "story": {"headline": "Ferry", '
    '"text": "The ferry is late."}}\n'
)
FIELDS = ["id", "author", "number", "text", "outcome", "clause", "score", "target", "spans", "findings", "signals"]
STEERING = set("\x1b\x07\x9b\u202e\u2066")


def test_plain_text_is_one_comment_a_line(shell: Shell) -> None:
    (shell.folder / "comments.txt").write_text(TEXTS, encoding="utf-8")
    lines = [line for line in shell.ok("judge", "comments.txt").splitlines() if line]
    assert lines[:2] == ["publish", "The ferry is late again."]
    assert lines[2].startswith("reword  personal-attacks at commenter, 0.")
    assert lines[3] == "You are an ⟦idiot⟧."
    assert not (shell.folder / "data").exists(), "nothing is stored"


def test_json_lines_are_answered_one_for_one_in_the_promised_form(shell: Shell) -> None:
    fine, broken = (json.loads(line) for line in shell.ok("judge", "-", "--format", "json", given=JSON).splitlines())
    assert list(fine) == list(broken) == FIELDS
    assert (fine["id"], fine["outcome"], fine["clause"], fine["spans"]) == (7, "publish", None, [])
    assert (broken["id"], broken["author"], broken["outcome"]) == ("b", "Nora", "reword")
    assert (broken["clause"], broken["target"], broken["spans"]) == ("personal-attacks", "commenter", [[11, 16]])
    assert {"attribute", "target", "score"} == set(fine["signals"][0])


def test_a_second_try_counts(shell: Shell) -> None:
    done = shell.run("judge", "-", "--format", "json", "--attempt", "2", given=TEXTS)
    assert [record["outcome"] for record in done.records] == ["publish", "reject"]


def test_a_policy_of_ones_own_decides(shell: Shell) -> None:
    (shell.folder / "policy.yaml").write_text(
        "title: Talk\nclauses:\n  - id: rude\n    rule: Be polite.\n    signal: insult\n    hold: 0.1\n"
    )
    (record,) = shell.run("judge", "-", "--policy", "policy.yaml", "--format", "json", given="You idiot.").records
    assert (record["outcome"], record["clause"]) == ("hold", "rude")


def test_a_policy_with_problems_judges_nothing(shell: Shell) -> None:
    (shell.folder / "policy.yaml").write_text("title: Talk\nclauses: []\nclausse: []\n")
    refused = shell.run("judge", "-", "--policy", "policy.yaml", given=TEXTS)
    assert refused.status == 2
    assert "policy.yaml:3:1: unknown key `clausse`" in refused.out
    assert "idiot" not in refused.out


def test_csv_is_for_a_spreadsheet(shell: Shell) -> None:
    given = '{"text": "=cmd()"}\n{"text": "Two\\nlines, \\"quoted\\""}\n'
    rows = list(csv.DictReader(io.StringIO(shell.ok("judge", "-", "--format", "csv", given=given))))
    assert [row["text"] for row in rows] == ["'=cmd()", 'Two↵lines, "quoted"']
    assert [*rows[0]][: len(FIELDS)] == FIELDS


def test_html_marks_the_words_and_escapes_the_rest(shell: Shell) -> None:
    page = shell.ok("judge", "-", "--format", "html", given="You <b>idiot</b>.\n")
    assert page.lower().startswith("<!doctype html>")
    assert "<b>" not in page
    assert "idiot</mark>" in page
    assert page.rstrip().endswith("</html>")


def test_an_explanation_tells_who_heard_what_and_what_the_clauses_made_of_it(shell: Shell) -> None:
    told = shell.ok("judge", "-", "--explain", given="You are an idiot.\n")
    assert "an insult at a commenter" in told
    assert "“idiot”" in told
    assert "personal-attacks" in told


def test_a_page_is_judged_with_its_numbers(shell: Shell) -> None:
    printed = shell.ok("judge", "--page", PAGES / "harbour-gazette.txt")
    assert "Harbour bridge to close until spring" in printed
    assert "1.1.1. Tom  publish" in printed
    records = shell.run("judge", "--page", PAGES / "marsh-herald.html", "--format", "json").records
    assert [record["number"] for record in records] == ["1", "1.1", "1.1.1", "2"]
    assert [record["author"] for record in records][-1] == "<b>Bold</b> & Sons"


def test_a_page_may_come_through_a_pipe(shell: Shell) -> None:
    page = (PAGES / "harbour-gazette.txt").read_bytes()
    assert len(shell.run("judge", "--page", "-", "--format", "json", given=page).records) == 7


@pytest.mark.parametrize("form", ["json", "csv", "text"])
def test_a_line_that_cannot_be_read_has_its_answer_and_the_status_says_so(shell: Shell, form: str) -> None:
    lines = (
        b'{"id": 1, "text": "Good."}',
        b'{"id": 2, "txt": "x"}',
        b"{broken",
        b"",
        b'{"text": "\xff"}',
        b'{"text": "Fine."}',
    )
    given = b"\n".join(lines)
    done = shell.run("judge", "-", "--format", form, given=given)
    assert done.status == 2
    assert done.err == "4 lines were not readable.\n"
    if form == "json":
        assert [record.get("id") for record in done.records] == [1, 2, None, None, None, None]
        assert ["error" in record for record in done.records] == [False, True, True, True, True, False]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(done.out)))
        assert [row["line"] for row in rows] == ["", "2", "3", "4", "5", ""]
        assert all(row["error"] for row in rows[1:5])
    else:
        assert [line.split(":")[0] for line in done.lines if line.startswith("line ")] == [
            f"line {n}" for n in range(2, 6)
        ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["-", "--format", "yaml"], "'yaml' is not one of 'text', 'json', 'csv', 'html'"),
        (["-", "--attempt", "3"], "'3' is not one of '1', '2'"),
        (["-", "--page", "-"], "Name a file (or -), or a page"),
        (["."], ". cannot be read: Is a directory."),
        (["--page", "."], ". cannot be read: Is a directory."),
        (["-", "--policy", "none.yaml"], "none.yaml cannot be read"),
        (["--page", "-"], "The page holds no words."),
    ],
)
def test_what_cannot_be_judged_is_refused_before_anything_is_printed(
    shell: Shell, words: list[str], sentence: str
) -> None:
    done = shell.run("judge", *words)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err


HOSTILE = json.dumps(
    {
        "text": "You \x1b[31midiot\x1b]0;gone\x07 \x9b2J \u202eabc\u2066 :smile: [red]no[/red] 😀",
        "author": "\x1b[2JNora [bold]",
    }
)


def test_hostile_words_reach_no_terminal_by_a_pipe_either(shell: Shell) -> None:
    printed = shell.ok("judge", "-", "--explain", given=HOSTILE)
    assert not STEERING & set(printed)
    assert ":smile: [red]no[/red] 😀" in printed
    assert "Nora [bold]" in printed


def test_json_keeps_hostile_words_as_they_were_and_harmless(shell: Shell) -> None:
    done = shell.run("judge", "-", "--format", "json", given=HOSTILE)
    assert done.records[0]["text"] == json.loads(HOSTILE)["text"]
    assert "\x1b" not in done.out


@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_at_a_terminal_nothing_steers_in_any_form(shell: Shell, form: str) -> None:
    (shell.folder / "hostile.jsonl").write_text(HOSTILE + "\n", encoding="utf-8")
    ours, theirs = pty.openpty()
    with shell.start("judge", "hostile.jsonl", "--format", form, stdout=theirs) as running:
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # so a terminal says that nobody writes any more
            while piece := os.read(ours, 65536):
                printed += piece
        assert running.process.wait() == 0, running.err
    os.close(ours)
    text = printed.decode()
    # Rich marks words with codes of its own; none of the comment's is among them.
    assert "\x1b]0" not in text
    assert "\x1b[2J" not in text
    assert not {"\x07", "\x9b", "\u202e", "\u2066"} & set(text)
    assert "idiot" in text


def test_the_first_answer_comes_before_the_pipe_is_closed(shell: Shell) -> None:
    with shell.start("judge", "-", "--format", "json", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        given, answers = running.process.stdin, running.process.stdout
        assert given is not None
        assert answers is not None
        for text in ("You are an idiot.", "Good evening."):
            given.write(json.dumps({"text": text}).encode() + b"\n")
            given.flush()
            assert json.loads(answers.readline())["text"] == text
        given.close()
        assert answers.read() == b""
        assert running.process.wait() == 0


def test_who_has_read_enough_closes_the_pipe_and_there_is_no_noise(shell: Shell) -> None:
    (shell.folder / "many.txt").write_text("The ferry is late again.\n" * 5000, encoding="utf-8")
    with shell.start("judge", "many.txt", "--format", "json", stdout=subprocess.PIPE) as running:
        assert running.process.stdout is not None
        running.process.stdout.readline()
        running.process.stdout.close()
        running.process.wait()
        assert running.err == ""


def test_ctrl_c_ends_it_without_a_traceback(shell: Shell) -> None:
    with shell.start("judge", "-", "--format", "json", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        assert running.process.stdin is not None
        assert running.process.stdout is not None
        running.process.stdin.write(b"Good evening.\n")
        running.process.stdin.flush()
        running.process.stdout.readline()
        assert running.ended(signal.SIGINT) != 0
        assert "Traceback" not in running.err


def test_a_thousand_lines_have_a_thousand_answers_in_order(shell: Shell) -> None:
    given = "".join(json.dumps({"id": n, "text": f"Ferry number {n} is late."}) + "\n" for n in range(1000))
    records = shell.run("judge", "-", "--format", "json", given=given).records
    assert [record["id"] for record in records] == list(range(1000))
