"""A first policy with the page's words."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from folkmoot.errors import BadInput
from folkmoot.exchange.draft_policy import draft_policy
from folkmoot.policy.load import load
from folkmoot.policy.problems import Problems

SAMPLE = (Path(__file__).parents[2] / "policies" / "newspaper.yaml").read_text(encoding="utf-8")


def read(source: str) -> Any:
    return YAML(typ="safe").load(StringIO(source))


def without_welcome(source: str) -> str:
    before, _, rest = source.partition("\nwelcome:")
    return before + rest[rest.index("\n\nclauses:") :]


def test_the_words_of_the_page_stand_in_the_sample_and_nothing_else_changes() -> None:
    drafted = draft_policy("Comments are welcome. Personal attacks are not: we may block users.", sample=SAMPLE)
    assert read(drafted)["welcome"].strip() == "Comments are welcome. Personal attacks are not: we may block users."
    assert without_welcome(drafted) == without_welcome(SAMPLE)


def test_a_draft_is_a_policy_that_loads() -> None:
    assert not isinstance(load(draft_policy("Be civil.\n\n  • No links.\n  • No names.", sample=SAMPLE)), Problems)


def test_several_paragraphs_and_lists_keep_their_lines() -> None:
    drafted = draft_policy("Be civil.\n\n  • No links.\n  • No names.\n\nThank you.", sample=SAMPLE)
    assert read(drafted)["welcome"] == "Be civil.\n\n  • No links.\n  • No names.\n\nThank you.\n"
    assert without_welcome(drafted) == without_welcome(SAMPLE)


@pytest.mark.parametrize(
    "sample",
    [
        "title: A\nwelcome: short\nclauses: []\n",
        'welcome: "a\n  b"\ntitle: A',
        "welcome: a  # note\ntitle: A",
        "title: A\nwelcome: |\n  a",
    ],
)
def test_however_the_sample_writes_its_own(sample: str) -> None:
    drafted = read(draft_policy("New words", sample=sample))
    assert drafted["welcome"].strip() == "New words"
    assert drafted["title"] == "A"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_whatever_is_printed_comes_back_as_words(words: str) -> None:
    try:
        drafted = draft_policy(words, sample=SAMPLE)
    except BadInput:
        assert not words.isprintable() or not words.strip()
        return
    kept = read(drafted)["welcome"]
    printed = [word for word in words.split() if word.isalnum() and word.isprintable()]
    assert [word for word in printed if word not in kept] == []
    assert without_welcome(drafted) == without_welcome(SAMPLE)


def test_a_page_without_a_policy_gives_no_draft() -> None:
    with pytest.raises(BadInput, match="prints no policy"):
        draft_policy(" \n\t", sample=SAMPLE)


@pytest.mark.parametrize("sample", ["", "a: [", "- a", "title: A", "{welcome: a, title: A}"])
def test_a_sample_without_a_welcome_is_refused(sample: str) -> None:
    with pytest.raises(BadInput) as refused:
        draft_policy("Words", sample=sample)
    assert refused.value.code == "sample-unusable"
