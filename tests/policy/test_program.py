"""Texts for readers in several languages, and finding a clause."""

import pytest

from folkmoot.policy.program import Words
from policy.making import a_clause, a_policy

RULE = Words((("en", "No shouting."), ("pt", "Não grite."), ("zh-Hant", "請勿喧嘩。")))


@pytest.mark.parametrize(
    ("language", "best"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("pt-BR", "pt"),
        ("zh-hant", "zh-Hant"),
        ("zh", "zh-Hant"),
        ("hy", "en"),
    ],
)
def test_a_reader_gets_his_language_or_the_policys_own(language: str, best: str) -> None:
    assert RULE.best(language) == (best, dict(RULE.texts)[best])


def test_no_words_are_false_and_empty() -> None:
    assert not Words()
    assert (str(Words()), Words().best("en")) == ("", ("und", ""))


def test_a_clause_is_found_by_its_id_and_printed_under_its_place() -> None:
    policy = a_policy(a_clause("attacks"), a_clause("threats"))
    assert policy.clause("threats") is policy.clauses[1]
    assert (policy.number("threats"), policy.number("gone"), policy.clause("gone")) == (2, None, None)
