"""The three samples that ship: each loads, keeps its promises short, and shows what it means."""

import pytest

from folkmoot.errors import NotFound
from folkmoot.policy.program import Unknown
from folkmoot.policy.samples import SAMPLES, sample
from policy.making import loaded


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_nothing_wrong_and_examples_of_both_kinds_in_every_measured_clause(name: str) -> None:
    policy = loaded(sample(name))
    measured = [clause for clause in policy.clauses if not clause.by_people]
    assert measured
    assert all(clause.fine and clause.broken and clause.rule for clause in measured)
    assert policy.clauses[-1].by_people, "every policy leaves something to people"


def test_no_example_stands_in_two_samples_or_twice_in_one() -> None:
    texts = [
        example.text
        for name in SAMPLES
        for clause in loaded(sample(name)).clauses
        for example in (*clause.fine, *clause.broken)
    ]
    assert len(texts) == len(set(texts))


def test_the_samples_differ_as_their_names_say() -> None:
    newspaper, community, forum = (loaded(sample(name)) for name in SAMPLES)
    assert community.first_comments_hold > newspaper.first_comments_hold == forum.first_comments_hold == 0
    assert (newspaper.unknown, community.unknown, forum.unknown) == (Unknown.HOLD, Unknown.HOLD, Unknown.IGNORE)
    assert all(clause.signal != "profanity" for clause in forum.clauses)


def test_there_is_no_other_sample() -> None:
    with pytest.raises(NotFound):
        sample("../secrets")
