"""A first policy for an editor to go through: a sample's clauses under the words that the newspaper prints."""

import re
import textwrap

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node

from folkmoot.errors import BadInput

_KEY = "welcome"
_INDENT = "  "
_WIDTH = 112
"""Columns, as in the samples."""


def draft_policy(welcome: str, *, sample: str) -> str:
    """Return the sample's YAML with its ``welcome`` replaced by these words; every other byte stays.

    One paragraph is folded; several keep their lines. White space at the ends of lines and what YAML cannot print is
    taken off.

    Raises:
        BadInput: ``policy-not-printed`` where there are no words, ``sample-unusable`` where the sample has no
            ``welcome`` at its top level.
    """
    words = _printable(welcome)
    if not words:
        raise BadInput("policy-not-printed", "The page prints no policy, so there is nothing to draft one from.")
    old = _value(sample)
    begin, end = old.start_mark.index, old.end_mark.index
    # A block's end lies behind the blank lines that follow it; they belong to the file's layout.
    rest = sample[begin + len(sample[begin:end].rstrip()) :]
    if not rest.startswith("\n"):
        rest = "\n" + rest.lstrip(" \t")
    return f"{sample[:begin]}{_block(words)}{rest}"


def _value(sample: str) -> Node:
    # The value is cut out by its place: a round trip of the whole file would wrap and indent other lines anew.
    try:
        top = YAML().compose(sample)
    except YAMLError as error:
        raise BadInput("sample-unusable", f"The sample policy is no YAML: {error}") from error
    if isinstance(top, MappingNode) and not top.flow_style:
        for key, value in top.value:
            if key.value == _KEY and isinstance(value, Node):
                return value
    raise BadInput("sample-unusable", f"The sample policy has no `{_KEY}:` on a line of its own.")


def _printable(text: str) -> str:
    text = re.sub(r"\r\n?|[\x85\u2028\u2029\v\f]", "\n", text)
    text = re.sub(r"[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff", "", text)
    lines = [line.rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _block(words: str) -> str:
    if "\n" in words:
        lines = "\n".join(f"{_INDENT}{line}" if line else "" for line in words.split("\n"))
        return f"|\n{lines}"
    folded = textwrap.wrap(re.sub(r" +", " ", words), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return ">\n" + "\n".join(f"{_INDENT}{line}" for line in folded)
