"""Explaining: a score is a word and a figure, and every reason is a sentence."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.policy.evaluate import readings
from folkmoot.policy.explain import (
    attribute_words,
    by_word_lists_only,
    clause_words,
    explained,
    figure,
    read_as,
    score_words,
    target_words,
    what_follows,
    why,
    word_of,
)
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Unknown
from folkmoot.policy.reading import read
from folkmoot.signals import Attribute, Target
from policy.making import a_clause, a_first_try, a_hearing, a_policy, a_signal, facts


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.0, "very unlikely, 0.00"),
        (0.199, "very unlikely, 0.19"),
        (0.2, "unlikely, 0.20"),
        (0.4, "even, 0.40"),
        (0.74, "likely, 0.74"),
        (0.8, "very likely, 0.80"),
        (1.0, "very likely, 1.00"),
        (None, "unknown"),
    ],
)
def test_a_score_is_a_word_and_a_figure(score: float | None, words: str) -> None:
    assert score_words(score) == words


@settings(deadline=None)
@given(st.floats(0, 1), st.integers(0, 100))
def test_what_is_printed_as_a_threshold_has_reached_it(score: float, hundredths: int) -> None:
    threshold = hundredths / 100
    assert (score >= threshold) is (float(figure(score)) >= threshold)


def test_a_word_never_contradicts_its_figure() -> None:
    assert word_of(0.5999) == "even"


@pytest.mark.parametrize(
    ("detector", "only"),
    [
        ("lexicon/3", True),
        ("patterns/12", True),
        ("lexicon/3 patterns/12", True),
        ("lexicon/3 model/1", False),
        ("model/1", False),
        ("", False),
    ],
)
def test_a_score_may_come_from_word_lists_only(detector: str, only: bool) -> None:
    assert by_word_lists_only(detector) is only


def test_every_attribute_and_target_has_words() -> None:
    assert all(attribute_words(attribute) for attribute in Attribute)
    assert all(target_words(target) for target in Target)


def test_a_clause_says_in_sentences_what_it_does() -> None:
    clause = replace(
        a_clause(aimed_at=frozenset({Target.WRITER, Target.COMMENTER, Target.PRIVATE_PERSON}), reword=True), strikes=2
    )
    assert clause_words(clause) == (
        "It listens for an insult at a commenter, the article's writer or a private person.",
        "From 0.50 on a person looks first.",
        "From 0.90 on it is turned away.",
        "Its author may reword once before it counts.",
        "Where nothing covers the language, a person looks.",
        "A rejection adds 2 strikes.",
    )


def test_a_clause_without_rejection_says_so() -> None:
    sentences = clause_words(a_clause(reject=None, unknown=Unknown.IGNORE))
    assert "It is never turned away by a machine." in sentences
    assert "Where nothing covers the language, it is let pass." in sentences


def test_a_clause_of_people_measures_nothing() -> None:
    other = Clause("other", a_clause().rule, by_people=True, strikes=1)
    assert clause_words(other) == (
        "Moderators alone cite it; nothing is measured for it.",
        "A rejection adds 1 strike.",
    )


@pytest.mark.parametrize(
    ("score", "follows"),
    [
        (0.1, "publish: under 0.50"),
        (0.7, "hold: at or above 0.50, under 0.90"),
        (0.95, "reject: at or above 0.90"),
        (None, "hold: unknown means that a person looks"),
    ],
)
def test_what_follows_names_the_threshold(score: float | None, follows: str) -> None:
    assert what_follows(read(a_clause(), a_hearing(a_signal(score, target=Target.NOBODY)))) == follows


def test_what_follows_tells_of_an_unsure_aim() -> None:
    reading = read(a_clause(), a_hearing(a_signal(0.95, target=Target.PRIVATE_PERSON, aim=0.5)))
    assert what_follows(reading).endswith("but it is not sure that this private person is meant")


def test_what_follows_tells_of_rewording_and_of_failure() -> None:
    [returned] = readings(a_policy(a_clause(reword=True)), a_first_try(a_signal(0.7)))
    assert what_follows(returned) == "reword: at or above 0.50, under 0.90, and a first try may be reworded"
    [failed] = readings(a_policy(a_clause()), facts(failed=frozenset({Attribute.INSULT})))
    assert what_follows(failed) == "hold: it could not be checked"


def test_how_a_comment_was_read_is_one_sentence() -> None:
    assert (
        read_as(read(a_clause(), a_hearing(a_signal(0.91)))) == "Read as an insult at a commenter: very likely, 0.91."
    )
    unknown = read(a_clause(), a_hearing(a_signal(None, target=Target.NOBODY)))
    assert read_as(unknown, language="Armenian") == "Read as an insult: unknown in Armenian."


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_is_a_sentence(reason: Reason) -> None:
    finding = Finding("attacks", Outcome.HOLD, reason, Attribute.INSULT, 0.6, Target.COMMENTER)
    assert why(finding)[0].isupper()
    assert why(finding).endswith(".")


def test_the_whole_judgement_tells_of_clauses_that_did_not_match_too() -> None:
    policy = a_policy(a_clause(), a_clause("threats", signal=Attribute.THREAT), first_comments_hold=1)
    lines = explained(policy, replace(facts(a_signal(0.7)), author_published=0))
    insult = "Read as an insult at a commenter: likely, 0.70. By word lists only."
    threat = "Read as a threat or a wish of harm: very unlikely, 0.02. By word lists only."
    first = "A person looks at an author's first comments here"
    assert lines == (
        f"hold: attacks, {first}",
        f"attacks: hold: at or above 0.50, under 0.90. {insult}",
        f"threats: publish: under 0.50. {threat}",
        f"hold: {first}.",
    )


def test_a_published_comment_is_explained_too() -> None:
    assert explained(a_policy(a_clause()), facts())[0] == "publish"
