"""Trying a policy: its examples come out on the side that the editor meant, or are named."""

import pytest

from folkmoot.operations.try_policy import try_policy
from folkmoot.policy.load import load
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Policy
from folkmoot.policy.samples import sample

POLICY = """
clauses:
  - id: personal-attacks
    rule: No personal attacks.
    signal: insult
    aimed_at: [commenter, private_person, writer]
    hold: 0.55
    reject: 0.85
    examples:
      fine:
        - That is nonsense from start to finish.
        - {text: You are an imbecile., parent: Good evening.}
      broken:
        - The pump is old.
        - {text: You are an imbecile., parent: Good evening., outcome: reject}
"""


def tried(source: str) -> list[tuple[str, bool]]:
    policy = load(source)
    assert isinstance(policy, Policy)
    return [(result.sentence, result.right) for result in try_policy(policy)]


def test_every_example_is_judged_and_those_on_the_wrong_side_say_how() -> None:
    fine, wrongly_fine, wrongly_broken, broken = tried(POLICY)
    assert fine == ("meant as fine, would be published", True)
    assert wrongly_fine[0].startswith("meant as fine, would be rejected by personal-attacks: very likely")
    assert not wrongly_fine[1]
    assert wrongly_broken == ("meant as broken, would be published, not found by personal-attacks", False)
    assert broken[1]


@pytest.mark.parametrize("name", ["newspaper", "community", "forum"])
def test_the_samples_keep_what_their_examples_promise(name: str) -> None:
    policy = load(sample(name))
    assert isinstance(policy, Policy)
    wrong = [(r.clause, r.example.text, r.sentence) for r in try_policy(policy) if not r.right]
    assert wrong == []


def test_an_example_is_judged_with_its_story_and_its_parent() -> None:
    story = """
clauses:
  - id: public-figures
    rule: No insult of our mayor.
    signal: insult
    aimed_at: [public_figure]
    hold: 0.5
    examples:
      broken:
        - text: Brandt is an imbecile.
          story: {headline: Mayor Brandt closes the bridge, text: Mayor Ole Brandt closed the bridge on Monday.}
"""
    policy = load(story)
    assert isinstance(policy, Policy)
    (result,) = try_policy(policy)
    assert result.outcome is Outcome.HOLD
