"""A policy is checked, tried on its own examples, and put into force."""

import pytest

from cli.served import SITE, Newsroom
from cli.shell import POLICIES, Shell

FINE = """\
title: How we talk
clauses:
  - id: insults
    rule: No insults.
    signal: insult
    hold: 0.5
    reject: 0.8
    reword: true
    examples:
      fine:
        - The ferry is late again.
      broken:
        - You are an idiot.
"""
WRONG_EXAMPLE = FINE + "        - What a lovely morning.\n"


@pytest.mark.parametrize("name", ["newspaper", "community", "forum"])
def test_every_sample_has_nothing_wrong(shell: Shell, name: str) -> None:
    (shell.folder / "policy.yaml").write_text(shell.ok("policy", "sample", name), encoding="utf-8")
    assert shell.ok("policy", "check", "policy.yaml").endswith("clauses, nothing wrong.\n")


def test_a_sample_that_is_not_there_is_refused_with_those_that_are(shell: Shell) -> None:
    assert "'tabloid' is not one of 'newspaper', 'community', 'forum'" in shell.refused("policy", "sample", "tabloid")


def test_every_problem_is_told_with_its_line_and_column(shell: Shell) -> None:
    checked = shell.run("policy", "check", POLICIES / "every-problem.yaml")
    assert checked.status == 2
    assert f"{POLICIES / 'every-problem.yaml'}:6:13: unknown signal `insullt`" in checked.out
    assert "did you mean `insult`?" in checked.out
    told = checked.out.count(f"{POLICIES / 'every-problem.yaml'}:")
    assert told > 10
    assert checked.err == f"{told} problems.\n"


def test_a_policy_may_come_through_a_pipe(shell: Shell) -> None:
    assert shell.ok("policy", "check", "-", given=FINE) == "-: 1 clause, nothing wrong.\n"
    assert "-:1:1:" in shell.run("policy", "check", "-", given="titel: x").out


def test_a_policy_that_is_no_text_is_refused(shell: Shell) -> None:
    assert shell.refused("policy", "check", "-", given=b"title: \xff\xfe") == "- is not UTF-8: byte 7.\n"


def test_nothing_in_a_policy_steers_the_terminal(shell: Shell) -> None:
    said = shell.run("policy", "check", "-", given="ti\u202etel: \x1b[2J\u009bx\n")
    assert said.status == 2
    assert not set("\x1b\u009b\u202e") & set(said.out + said.err)


def test_examples_that_come_out_as_meant_are_counted(shell: Shell) -> None:
    assert shell.ok("policy", "test", "-", given=FINE) == "2 of 2 examples come out as meant.\n"


def test_an_example_on_the_wrong_side_is_named_and_the_status_says_so(shell: Shell) -> None:
    (shell.folder / "policy.yaml").write_text(WRONG_EXAMPLE, encoding="utf-8")
    tried = shell.run("policy", "test", "policy.yaml")
    assert tried.status == 1
    first, text, last = tried.lines
    assert first.startswith("policy.yaml:14: insults: ")
    assert text.strip() == "What a lovely morning."
    assert last == "2 of 3 examples come out as meant."


def test_a_policy_with_problems_is_neither_tried_nor_published(newsroom: Newsroom) -> None:
    bad = POLICIES / "every-problem.yaml"
    for words in ("test", bad), ("publish", bad, "--site", SITE):
        refused = newsroom.shell.run("policy", *words)
        assert (refused.status, "unknown signal `insullt`" in refused.out) == (2, True)
        assert str(bad) in refused.out


def test_a_published_policy_is_in_force_at_the_server_that_runs(newsroom: Newsroom) -> None:
    story = newsroom.story()
    newsroom.shell.ok("policy", "publish", "-", "--site", SITE, given=FINE + "      #\n")
    returned = newsroom.write(story, "Nora", "You are an idiot.")
    assert "No insults." in str(returned), returned
    newsroom.shows(story, "How we talk")
    again = newsroom.shell.ok("policy", "sample")
    newsroom.shell.ok("policy", "publish", "-", "--site", SITE, given=again)
    newsroom.shows(story, "How we talk", shown=False)


def test_versions_are_counted_and_the_same_text_is_the_same_version(shell: Shell) -> None:
    shell.ok("site", "add", "post", "--origin", "http://news.example")
    numbers = [
        shell.ok("policy", "publish", "-", "--site", "post", "--note", "A trial", given=text)
        for text in (FINE, FINE, WRONG_EXAMPLE)
    ]
    assert numbers == [f"Version {n} is in force at post.\n" for n in (2, 2, 3)]
