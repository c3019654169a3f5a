"""Loading: a policy comes out whole, or every problem at once, each where it stands and with the way out."""

from pathlib import Path

import pytest

from folkmoot.policy.load import load
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.problems import Problem, Problems
from folkmoot.policy.program import Clause, Example, ExampleStory, Unknown
from folkmoot.signals import Attribute, Target
from policy.making import loaded

POLICIES = Path(__file__).parents[1] / "data" / "policies"

CLAUSE = "clauses:\n  - {id: attacks, rule: No attacks., signal: insult, hold: 0.5}\n"


def problems(source: str) -> tuple[Problem, ...]:
    found = load(source)
    assert isinstance(found, Problems), "nothing was found"
    return found.problems


def only_problem(source: str) -> Problem:
    [problem] = problems(source)
    return problem


def with_field(field: str, *, clause: str = "signal: insult, hold: 0.5") -> str:
    return f"clauses:\n  - {{id: attacks, rule: No attacks., {clause}, {field}}}\n"


def test_a_clause_is_read_whole() -> None:
    policy = loaded(
        """
title: Rules
language: en
welcome: >
  Come in,
  all of you.
clauses:
  - id: personal-attacks
    rule: No attacks.
    why: {en: Argue., de: Streitet.}
    signal: insult
    aimed_at: [commenter, private_person]
    hold: 0.55
    reject: 0.85       # a remark
    reword: true
    strikes: 2
    unknown: ignore
    examples:
      fine:
        - No.
        - {text: Same to you., parent: Have a good evening.}
      broken:
        - {text: Twit., outcome: reject, story: {headline: The ferry, text: It sank., writer: Ada Winter}}
  - {id: other, rule: Whatever else., by: people, strikes: 1}
first_comments: {hold: 2}
"""
    )
    attacks, other = policy.clauses
    assert (str(policy.title), str(policy.welcome), policy.first_comments_hold) == ("Rules", "Come in, all of you.", 2)
    assert (attacks.signal, attacks.aimed_at) == (
        Attribute.INSULT,
        frozenset({Target.COMMENTER, Target.PRIVATE_PERSON}),
    )
    assert (attacks.hold, attacks.reject, attacks.reword, attacks.strikes) == (0.55, 0.85, True, 2)
    assert (attacks.unknown, attacks.why.in_language("de")) == (Unknown.IGNORE, "Streitet.")
    assert attacks.fine == (Example("No.", line=20), Example("Same to you.", parent="Have a good evening.", line=21))
    assert attacks.broken == (
        Example("Twit.", story=ExampleStory("The ferry", "It sank.", "Ada Winter"), outcome=Outcome.REJECT, line=23),
    )
    assert (other.by_people, other.signal, other.unknown, other.strikes) == (True, None, Unknown.HOLD, 1)


def test_the_least_policy_is_one_clause() -> None:
    policy = loaded(CLAUSE)
    assert (policy.language, str(policy.title), policy.unknown) == ("en", "Discussion policy", Unknown.HOLD)
    assert policy.clauses == (Clause("attacks", policy.clauses[0].rule, signal=Attribute.INSULT, hold=0.5, line=2),)


def test_a_text_is_what_is_written_whatever_yaml_would_make_of_it() -> None:
    policy = loaded(CLAUSE.replace("No attacks.", "1999") + "title: no\nlanguage: no\nwelcome: true\n")
    assert (str(policy.title), policy.language, str(policy.welcome)) == ("no", "no", "true")
    assert str(policy.clauses[0].rule) == "1999"


def test_lines_may_end_in_any_way_and_begin_with_a_byte_order_mark() -> None:
    assert loaded("\ufeff" + CLAUSE.replace("\n", "\r\n")) == loaded(CLAUSE) == loaded(CLAUSE.replace("\n", "\r"))


def test_a_clauses_own_answer_to_unknown_goes_before_the_policys() -> None:
    policy = loaded(CLAUSE + "  - {id: b, rule: B., signal: spam, hold: 0.5, unknown: hold}\nunknown: ignore\n")
    assert [clause.unknown for clause in policy.clauses] == [Unknown.IGNORE, Unknown.HOLD]


def test_all_problems_are_told_at_once_as_in_the_book() -> None:
    source = (POLICIES / "every-problem.yaml").read_text(encoding="utf-8")
    expected = (POLICIES / "every-problem.txt").read_text(encoding="utf-8")
    assert f"{load(source, name='every-problem.yaml')}\n" == expected


def test_a_misspelt_signal_is_shown_where_it_stands() -> None:
    source = "clauses:\n- id: attacks\n  rule: No attacks.\n  hold: 0.5\n  signal: insullt\n"
    assert str(load(source)) == (
        "policy.yaml:5:11: unknown signal `insullt`\n"
        "    5 |   signal: insullt\n"
        "      |           ^^^^^^^ did you mean `insult`?"
    )


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("90%", "write 0.90"),
        ("85 %", "write 0.85"),
        ("0,9", "write 0.90"),
        ('"0,90"', "write 0.90"),
        ("85", "write 0.85"),
        ("'0.85'", "write 0.85 without quotation marks"),
        ("true", "write a number, such as 0.85"),
        ("high", "write a number, such as 0.85"),
        ("-0.5", "write a number, such as 0.85"),
        (".nan", "write a number, such as 0.85"),
        ("1e-1", "write a number, such as 0.85"),
        ("٠.٥", "write a number, such as 0.85"),
        ("12000", "write a number, such as 0.85"),
    ],
)
def test_a_threshold_in_the_wrong_form_is_shown_the_right_one(written: str, right: str) -> None:
    quoted = f'"{written}"' if "," in written and '"' not in written else written
    problem = only_problem(f"clauses:\n- id: a\n  rule: A.\n  signal: spam\n  hold: {quoted}\n")
    assert (problem.code, problem.hint, problem.place.line) == ("not-a-threshold", right, 5)


@pytest.mark.parametrize("written", ["0.5", ".5", "0", "1", "0.50", "1.0"])
def test_a_threshold_is_a_number_from_0_to_1(written: str) -> None:
    assert loaded(f"clauses: [{{id: a, rule: A., signal: spam, hold: {written}}}]").clauses[0].hold == float(written)


@pytest.mark.parametrize("reject", ["0.5", "0.4"])
def test_hold_is_smaller_than_reject(reject: str) -> None:
    assert only_problem(with_field(f"reject: {reject}")).code == "thresholds-out-of-order"


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "empty-file"),
        ("# a remark\n", "empty-file"),
        ("just words", "wrong-type"),
        ("- a list", "wrong-type"),
        ("title: Rules\n", "missing-key"),
        ("clauses: []", "empty"),
        ("clauses:\n", "empty"),
        ("clauses: x", "wrong-type"),
        ("clauses: [{rule: R., by: people}]", "missing-key"),
        ("clauses: [{id: a, by: people}]", "missing-key"),
        ("clauses: [{id: a, rule: R., hold: 0.5}]", "missing-key"),
        ("clauses: [{id: a, rule: R., signal: spam}]", "keeps-nothing"),
        (CLAUSE + "  - {id: attacks, rule: Again., by: people}\n", "duplicate-id"),
        (CLAUSE + "clauses: []\n", "duplicate-key"),
        (CLAUSE + "titel: x\n", "unknown-key"),
        (CLAUSE + "language: English!\n", "not-a-language"),
        (CLAUSE + "title: {de: Regeln}\n", "own-language-missing"),
        (CLAUSE + "title: {en: A, Note: B}\n", "not-a-language"),
        (CLAUSE + "title: ''\n", "empty"),
        (CLAUSE + "unknown: reject\n", "unknown-word"),
        (CLAUSE + "first_comments: {hold: many}\n", "wrong-type"),
        (CLAUSE + "sanctions: {forget: 90 days}\n", "not-yet"),
        (CLAUSE + "appeals: x\n", "not-yet"),
        (CLAUSE + "? [a, b]\n: c\n", "wrong-type"),
        (CLAUSE + "why: x\n", "unknown-key"),
        ("clauses: [{id: a, rule: R., if: x}]", "not-yet"),
        (with_field("then: hold"), "not-yet"),
        (with_field("mode: watch"), "not-yet"),
        (with_field("reject: {wrong: 1%}"), "not-yet"),
        (with_field("signal: hate", clause="hold: 0.5"), "unknown-signal"),
        (with_field("aimed_at: [me]"), "unknown-target"),
        (with_field("aimed_at: group"), "wrong-type"),
        (with_field("aimed_at: []"), "empty"),
        (with_field("aimed_at: [group, group]"), "duplicate-target"),
        (with_field("strikes: -1"), "wrong-type"),
        (with_field("strikes: 1000"), "wrong-type"),
        (with_field("reword: 'true'"), "wrong-type"),
        (with_field("by: robots"), "unknown-word"),
        (with_field("by: people", clause="reword: true"), "people-measure-nothing"),
        (with_field("examples: [a]"), "wrong-type"),
        (with_field("examples: {fine: a}"), "wrong-type"),
        (with_field("examples: {fine: ['']}"), "empty"),
        (with_field("examples: {fine: [{parent: a}]}"), "missing-key"),
        (with_field("examples: {fine: [{a: b}]}"), "colon"),
        (with_field("examples: {broken: [{text: a, outcome: reword}]}"), "impossible-outcome"),
        (with_field("examples: {broken: [{text: a, story: [b]}]}"), "wrong-type"),
        (with_field("examples: {broken: [a]}", clause="by: people"), "people-measure-nothing"),
        ("clauses: [{id: Ätsch!, rule: R., by: people}]", "bad-id"),
        ("clauses: [{id: 'a b', rule: R., by: people}]", "bad-id"),
    ],
)
def test_each_mistake_is_one_problem_with_its_code(source: str, code: str) -> None:
    assert only_problem(source).code == code


@pytest.mark.parametrize(
    ("source", "code", "line", "column"),
    [
        ("title: a: b\n", "colon", 1, 9),
        ("clauses:\n\t- a\n", "tab", 2, 1),
        ("title: 'open\nclauses: x", "open-quote", 1, 8),
        ("clauses: [a\n", "open-bracket", 1, 10),
        ("title: @all\n", "first-character", 1, 8),
        ('title: "\\q"\n', "backslash", 1, 10),
        ("clauses:\n  - id: a\n   rule: b\n", "indentation", 3, 4),
        ("title: a\nwords\n", "no-colon", 2, 1),
        ("title: - a\n", "dash", 1, 8),
        ("title: &t a\nwelcome: *t\n", "anchor", 1, 8),
        ("title: !!str a\n", "tag", 1, 8),
        ("--- a\n--- b\n", "second-document", 2, 1),
        ("%YAML 3.0\n--- a\n", "not-yaml", 1, 1),
        ("title: a\x00b\n", "unprintable", 1, 9),
        ("title: \ud800\n", "unprintable", 1, 8),
        ("title: a\u2028b\n", "unprintable", 1, 9),
        ("title: a\ufeffb\n", "unprintable", 1, 9),
        ("}\n", "bracket", 1, 1),
    ],
)
def test_what_is_not_yaml_is_said_in_plain_words_where_it_is(source: str, code: str, line: int, column: int) -> None:
    problem = only_problem(source)
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


def test_every_line_that_a_tab_indents_is_told() -> None:
    assert [problem.place.line for problem in problems("clauses:\n\t- a\n\n\t- b\n")] == [2, 4]


def test_a_text_that_a_remark_cuts_off_is_told() -> None:
    problem = only_problem(CLAUSE + "welcome: Read about #harbour first.\n")
    assert (problem.code, problem.place.column) == ("tight-remark", 21)
    assert str(loaded(CLAUSE + "welcome: Come in. # said the spider\n").welcome) == "Come in."


@pytest.mark.parametrize(
    "source",
    [
        "x" * 1_000_000,
        "[" * 90_000,
        "{a: " * 20_000,
        "- " * 40_000,
        "? " * 40_000,
        "a: '" + "''" * 40_000,
        "\t" * 90_000,
        "#" * 90_000,
    ],
)
def test_a_monstrous_file_is_a_problem_and_soon(source: str) -> None:
    assert len(problems(source)) == 1


def test_a_bomb_of_aliases_never_goes_off() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert only_problem("\n".join(lines)).code == "anchor"


def test_of_thousands_of_problems_the_first_are_told_and_the_rest_counted() -> None:
    found = problems(CLAUSE + "".join(f"key{number}: x\n" for number in range(3000)))
    assert (len(found), found[-1].sentence) == (201, "and 2800 more problems")
