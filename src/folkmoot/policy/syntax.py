"""What the YAML reader complains of, said to somebody who writes a policy and not YAML."""

import re

from ruamel.yaml.error import MarkedYAMLError, StreamMark

from folkmoot.policy.problems import Finds, Place, quoted

_AT_THE_START = "at the start"
_HERE = "here"

SAYINGS = (
    # what the library says, our code, whether the place is where it began or where it was noticed, sentence, hint
    (
        "mapping values are not allowed",
        "colon",
        _HERE,
        "a colon cannot stand here",
        "quote the text, or indent the line",
    ),
    ("sequence entries are not allowed", "dash", _HERE, "a list cannot begin here", "begin it on a line of its own"),
    ("found unexpected end of stream", "open-quote", _AT_THE_START, "this quotation mark is never closed", ""),
    ("found unexpected document separator", "open-quote", _AT_THE_START, "this quotation mark is never closed", ""),
    ("unknown escape character", "backslash", _HERE, "this backslash says nothing", "use single quotation marks"),
    ("expected ',' or", "open-bracket", _AT_THE_START, "this bracket is not closed, or a comma is missing", ""),
    (
        "could not find expected ':'",
        "no-colon",
        _AT_THE_START,
        "a key needs a colon after it",
        "or quote the text above",
    ),
    ("expected <block end>", "indentation", _HERE, "this does not line up with what stands above it", ""),
    ("expected the node content", "bracket", _HERE, "a value should stand here", ""),
    ("cannot start any token", "first-character", _HERE, "a text cannot begin with this character", "quote the text"),
)

_TAB = re.compile(r" *\t[ \t]*(?=\S)")


def tell(error: MarkedYAMLError, finds: Finds) -> None:
    """Add the library's complaint to the finds, in our words."""
    said = error.problem or "not YAML"
    if "'\\t'" in said and _tell_tabs(error.problem_mark, finds):
        return
    for pattern, code, where, sentence, hint in SAYINGS:
        if pattern in said:
            mark = error.context_mark if where == _AT_THE_START else error.problem_mark
            finds.add(code, _place(mark or error.problem_mark), sentence, hint)
            return
    finds.add("not-yaml", _place(error.problem_mark or error.context_mark), f"this is not YAML: {quoted(said)}")


def _tell_tabs(mark: StreamMark | None, finds: Finds) -> bool:
    """Add every line that a tab indents, from the first that the library stumbled over."""
    first, told = (mark.line if mark else 0) + 1, False
    for number in range(first, finds.last_line + 1):
        if found := _TAB.match(finds.line(number)):
            finds.add("tab", Place(number, 1, found.end()), "a tab cannot indent a line", "use spaces")
            told = True
    return told


def _place(mark: StreamMark | None) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place()
