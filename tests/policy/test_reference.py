"""The reference names everything that the policy language knows, and its own example is a policy."""

import re
from pathlib import Path

import pytest

from folkmoot.policy import clauses, load
from folkmoot.policy.syntax import SAYINGS
from folkmoot.signals import Attribute, Target
from policy.making import loaded

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "policy-language.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "folkmoot" / "policy").glob("*.py"))

CODES = {
    *re.findall(r"finds\.add\(\s*\"([a-z-]+)\"", SOURCES),
    *re.findall(r"\bcode=\"([a-z-]+)\"", SOURCES),
    *(f"unknown-{of}" for of in re.findall(r"\bof=\"([a-z]+)\"", SOURCES) if of not in ("clause", "example")),
    *(code for _, code, *_ in SAYINGS),
}
KEYS = {
    *(*load.KEYS, *load.LATER_KEYS, *clauses.CLAUSE_KEYS, *clauses.LATER_CLAUSE_KEYS),
    *(*clauses.EXAMPLE_KEYS, *clauses.STORY_KEYS),
}


@pytest.mark.parametrize("word", sorted({*CODES, *KEYS, *Attribute, *Target}))
def test_the_reference_names_it(word: str) -> None:
    assert f"`{word}`" in REFERENCE


def test_the_reference_names_no_code_that_does_not_exist() -> None:
    table = REFERENCE.rpartition("## Problems")[2]
    named = set(re.findall(r"`([a-z-]+)`", table.rpartition("| about | codes |")[2]))
    assert named == CODES


def test_the_example_of_the_reference_is_a_policy() -> None:
    found = re.search(r"```yaml\n(.*?)```", REFERENCE, re.DOTALL)
    assert found
    assert [clause.id for clause in loaded(found[1]).clauses] == ["personal-attacks", "other"]
