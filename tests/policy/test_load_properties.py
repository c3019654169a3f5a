"""Whatever stands in a policy file, it is a policy or a list of problems that can be printed."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from folkmoot.policy.load import load
from folkmoot.policy.program import Policy
from folkmoot.policy.samples import sample

SAMPLE = sample("newspaper")

TOKENS = st.sampled_from(
    [
        "clauses",
        "title",
        "id",
        "rule",
        "hold",
        "signal",
        "examples",
        "fine",
        ": ",
        "\n",
        "\n  ",
        "\n    ",
        "- ",
        "? ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "'",
        '"',
        "|\n",
        ">\n",
        "|9",
        "&a",
        "*a",
        "!x",
        "!!int ",
        "%YAML 1.1\n",
        "--- ",
        "...\n",
        "# ",
        "\t",
        "\\",
        "~",
        "<<: ",
        "0.5",
        "true",
        "\x85",
        "\r",
        "\ufeff",
        "\ud800",
        "@",
        "`",
        "insult",
    ]
)
ANY_TEXT = st.text(st.characters(codec=None)) | st.lists(TOKENS, max_size=25).map("".join)

PRINTED = re.compile(r"(?P<name>[^\n:]+):(?P<line>\d+):(?P<column>\d+): [^\n]+\n *\d+ \| [^\n]*\n *\| \s*\^+[^\n]*")


def check(source: str) -> None:
    result = load(source, name="p.yaml")
    if isinstance(result, Policy):
        assert result.clauses
        return
    assert result.problems
    for problem in result.problems:
        printed = problem.printed(result.name)
        printed.encode()
        found = PRINTED.fullmatch(printed)
        assert found, printed
        assert (int(found["line"]), int(found["column"])) == (problem.place.line, problem.place.column)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", printed)


@settings(deadline=None)
@given(ANY_TEXT)
@example("\x00")
@example("a: \ud800")
@example("%YAML 1.1\n---\nclauses: no")
def test_loading_never_raises_on_any_text(source: str) -> None:
    check(source)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAMPLE)), st.integers(0, 40), ANY_TEXT)
def test_loading_never_raises_on_a_sample_with_anything_in_its_midst(start: int, length: int, other: str) -> None:
    check(SAMPLE[:start] + other + SAMPLE[start + length :])
