"""A problem is printed so that an eye finds the place and a terminal obeys nothing in it."""

import pytest

from folkmoot.policy.load import load
from folkmoot.policy.problems import EXCERPT, Problems, did_you_mean, quoted
from folkmoot.signals import Attribute


def printed(source: str) -> list[str]:
    found = load(source)
    assert isinstance(found, Problems)
    return str(found).split("\n")


def test_the_carets_stand_under_the_word_behind_letters_of_any_width() -> None:
    clauses = "clauses: [{id: a, rule: R., by: people}]"
    _, line, carets = printed(f"{{鐘: x, {clauses}}}")[:3]
    assert (line, carets) == (f"    1 | {{鐘: x, {clauses}}}", "      |  ^^")
    _, line, carets = printed(f"{{title: 鐘の, titel: x, {clauses}}}")[:3]
    assert carets.index("^") == line.index("titel") + 2


def test_of_a_long_line_only_the_part_around_the_place_is_shown() -> None:
    source = f"{{title: {'a' * 5000}, titel: x, clauses: [{{id: a, rule: R., by: people}}]}}"
    first, line, carets = printed(source)[:3]
    assert first.startswith("policy.yaml:1:5011: unknown key `titel`")
    assert len(line) <= EXCERPT + 8
    assert line[carets.index("^") :].startswith("titel")


def test_nothing_in_a_file_commands_the_terminal() -> None:
    for line in printed('"\\e[2J\\u202e": x'):
        assert "\x1b" not in line
        assert "\u202e" not in line


def test_a_word_is_repeated_short_and_on_one_line() -> None:
    assert quoted("a\n b") == "`a b`"
    assert len(quoted("x" * 500)) == 62


@pytest.mark.parametrize(
    ("written", "meant"),
    [("insullt", "insult"), ("TOXICITY", "toxicity"), ("identity-attack", "identity_attack"), ("Threats", "threat")],
)
def test_a_slip_is_understood(written: str, meant: str) -> None:
    assert did_you_mean(written, Attribute) == f"did you mean `{meant}`?"


def test_another_word_is_not_guessed_at() -> None:
    assert did_you_mean("weather", Attribute) == ""
