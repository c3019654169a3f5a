"""Examples are tests of the policy that they stand in."""

from dataclasses import replace

import pytest

from folkmoot.policy.examples import ExampleResult, Meant, all_examples, check_example
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Example, Policy
from folkmoot.signals import Attribute, Hearing, Target
from policy.making import a_clause, a_hearing, a_policy, a_signal

FINE = Example("You have the dates wrong.")
BROKEN = Example("You have the wit of a doorstop.")


def policy_with(broken: Example = BROKEN) -> Policy:
    return a_policy(
        replace(a_clause(reword=True), fine=(FINE,), broken=(broken,)), a_clause("threats", signal=Attribute.THREAT)
    )


def checked(example: Example, hearing: Hearing, *, broken: Example = BROKEN) -> ExampleResult:
    policy = policy_with(broken)
    return check_example(policy, policy.clauses[0], example, hearing)


def test_a_fine_example_is_right_where_the_whole_policy_publishes_it() -> None:
    result = checked(FINE, a_hearing())
    assert (result.right, result.outcome, result.sentence) == (
        True,
        Outcome.PUBLISH,
        "meant as fine, would be published",
    )


def test_a_fine_example_that_another_clause_holds_is_on_the_wrong_side() -> None:
    result = checked(FINE, a_hearing(a_signal(0.53, attribute=Attribute.THREAT)))
    assert (result.right, result.meant) == (False, Meant.FINE)
    assert result.sentence == "meant as fine, would be held by threats: even, 0.53, expected publish"


def test_a_broken_example_is_right_where_its_own_clause_finds_it_as_a_second_try() -> None:
    result = checked(BROKEN, a_hearing(a_signal(0.96)))
    assert (result.right, result.outcome) == (True, Outcome.REJECT)


def test_a_broken_example_that_only_another_clause_finds_is_on_the_wrong_side() -> None:
    result = checked(BROKEN, a_hearing(a_signal(0.96, attribute=Attribute.THREAT)))
    assert not result.right
    assert result.sentence.endswith("not found by attacks")


@pytest.mark.parametrize("hearing", [a_hearing(a_signal(None, target=Target.NOBODY)), Hearing(())])
def test_to_be_held_because_nothing_could_tell_proves_nothing(hearing: Hearing) -> None:
    assert not checked(BROKEN, hearing).right


def test_the_outcome_that_an_editor_expects_is_checked_too() -> None:
    strict = replace(BROKEN, outcome=Outcome.REJECT)
    assert checked(strict, a_hearing(a_signal(0.96)), broken=strict).right
    result = checked(strict, a_hearing(a_signal(0.6)), broken=strict)
    assert (result.right, result.sentence) == (
        False,
        "meant as broken, would be held by attacks: likely, 0.60, expected reject",
    )


def test_all_examples_come_with_their_clause() -> None:
    assert [(clause.id, example) for clause, example in all_examples(policy_with())] == [
        ("attacks", FINE),
        ("attacks", BROKEN),
    ]
