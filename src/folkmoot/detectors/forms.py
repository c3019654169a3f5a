"""Forms: sentence patterns written in words and tags, read from data files, tried only where a gate opens.

A form is a row of items with spaces between: ``you`` (a word; ``kiss|lick`` either; ``kick*`` any ending),
``{INSULT|ANIMAL}`` (a word with one of these tags), ``{@GROUP}`` (the same, and it is the aim), ``{..3}`` (up to
three words), ``<`` and ``>`` around the words to mark, ``( a | b )`` either row, ``^`` and ``$`` for the ends of the
sentence; ``?`` behind an item makes it optional. Nothing in it repeats without a bound, so none can hang.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property

from folkmoot.detectors.vocabulary import DATA, EVERYWHERE, languages
from folkmoot.signals import Attribute

MOST_MARKS = 8
OFTEN = frozenset(
    {
        "YOU",
        "YOUR",
        "I",
        "HE",
        "THEY",
        "THESE",
        "ALL",
        "BE",
        "NOT",
        "A",
        "LIKE",
        "INTENS",
        "SAY",
        "OUGHT",
        "WISH",
        "WILL",
        "MR",
        "GROUP",
        "PUBLIC",
        "INSTITUTION",
        "PRIVATE",
        "NAME",
        "NAMED",
    }
)
"""Tags that are too frequent to open a gate while a rarer item is required as well."""
EVERYDAY = frozenset(
    f" {word}/"
    for word in [
        ",",
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "but",
        "by",
        "for",
        "from",
        "has",
        "have",
        "he",
        "i",
        "if",
        "in",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "so",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
        "all",
        "one",
        "do",
        "out",
        "there",
        "can",
        "go",
        "get",
        "now",
        "moved",
        "came",
    ]
)
"""Words that stand in every second sentence, as gates: the last to be chosen."""
ITEM = re.compile(
    r"\{(?P<aim>@)?(?:\.\.(?P<gap>\d)|(?P<tags>[A-Z0-9|]+))\}(?P<maybe>\?)?|(?P<word>[^\s{}?]+)(?P<perhaps>\?)?"
)


@dataclass(frozen=True)
class Form:
    """One way in which something is said."""

    name: str
    language: str
    attribute: Attribute
    score: float
    written: str
    aim: str
    """Whom it hits when no item is marked as the aim: ``near``, ``you``, ``he``, ``group``, ``nobody`` …"""
    unless: tuple[str, ...] = ()
    plainly: bool = False
    """Whether it counts as it stands, denied or told of others alike."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile("(?<= )" + compiled(self.written))

    @cached_property
    def exceptions(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile("(?<= )" + compiled(row)) for row in self.unless)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Tags that a sentence must have for the form to be tried: one of each set."""
        choices = _required(list(ITEM.finditer(self.written)))
        return tuple(
            frozenset(gate.strip("/") for gate in choice)
            for choice in choices
            if choice and all(gate[0] == "/" for gate in choice)
        )

    @property
    def gates(self) -> tuple[str, ...]:
        """What must stand on a sentence's line for the form to be tried: any of these."""
        return gates(self.written)


@dataclass(slots=True)
class Sample:
    """The examples that stand beside a form in its file."""

    form: str
    language: str
    attribute: Attribute
    broken: list[str] = field(default_factory=list)
    fine: list[str] = field(default_factory=list)


@cache
def forms() -> tuple[Form, ...]:
    """Return the forms of all languages."""
    return tuple(form for language in (EVERYWHERE, *languages()) for form in _read(language)[0])


@cache
def samples() -> tuple[Sample, ...]:
    """Return the examples of all forms, for tests."""
    return tuple(sample for language in (EVERYWHERE, *languages()) for sample in _read(language)[1])


@cache
def _read(language: str) -> tuple[list[Form], list[Sample]]:
    found: list[Form] = []
    shown: list[Sample] = []
    path = DATA.joinpath(language, "forms.txt")
    if not path.is_file():
        return found, shown
    for block in re.split(r"^= ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        name, *lines = [line.strip() for line in block.splitlines() if line.strip() and not line.startswith("#")]
        fields: dict[str, list[str]] = {}
        for line in lines:
            key, _, value = line.partition(":")
            fields.setdefault(key.strip(), []).append(value.strip())
        for hears in fields["hears"]:
            attribute, score = hears.split()
            found += [
                Form(
                    name, language, Attribute(attribute), float(score), row,
                    fields.get("aim", ["near"])[0], tuple(fields.get("not", ())), "plainly" in fields,
                )
                for row in fields["try"]
            ]  # fmt: skip
        first = Attribute(fields["hears"][0].split()[0])
        shown.append(Sample(name, language, first, fields.get("broken", []), fields.get("fine", [])))
    return found, shown


def compiled(written: str) -> str:
    """Return a form as a regular expression over a sentence's line."""
    return "".join(_items(written))


def captured(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Return where an item marked as ``aim`` or the words ``marked`` were found; None where the form has none."""
    for number in range(MOST_MARKS):
        key = f"{name}{number}"
        if key in match.re.groupindex and match[key]:
            return match.span(key)
    return None


def _items(written: str) -> Iterator[str]:
    aims = marks = 0
    for match in ITEM.finditer(written):
        maybe = "?" if match["maybe"] or match["perhaps"] else ""
        if match["word"] == "<":
            yield f"(?P<marked{marks}>"
            marks += 1
        elif match["gap"]:
            yield f"(?:[^ ]+ ){{0,{match['gap']}}}?"
        elif match["tags"]:
            item = rf"[^ /]+/(?:[A-Z0-9]+/)*?(?:{match['tags']})/[A-Z0-9/]* "
            yield f"(?P<aim{aims}>{item}){maybe}" if match["aim"] else f"(?:{item}){maybe}"
            aims += bool(match["aim"])
        else:
            yield _word(match["word"], maybe)


def _word(word: str, maybe: str) -> str:
    signs = {">": ")", "(": "(?:", "|": "|", ")": f"){maybe}", "^": "(?<=^ )", "$": "$"}
    if word in signs:
        return signs[word]
    either = "|".join(
        re.escape(one[:-1]) + r"[^ /]*" if one.endswith("*") and len(one) > 1 else re.escape(one)
        for one in word.split("|")
    )
    return rf"(?:(?:{either})/[A-Z0-9/]* ){maybe}"


def gates(written: str) -> tuple[str, ...]:
    """Return the rarest thing that a form cannot do without, as it stands on a line: words first, then rare tags."""
    choices = [choice for choice in _required(list(ITEM.finditer(written))) if choice]
    if not choices:
        raise ValueError(f"a form needs at least one item that is always there: {written}")
    return min(choices, key=_frequency)


def _frequency(choice: tuple[str, ...]) -> tuple[int, int]:
    if EVERYDAY.intersection(choice):
        return 3, len(choice)
    if {f"/{tag}/" for tag in OFTEN}.intersection(choice):
        return 2, len(choice)
    return (0 if all(gate.startswith(" ") for gate in choice) else 1), len(choice)


def _required(items: list[re.Match[str]]) -> Iterator[tuple[str, ...]]:
    """Yield what a row requires, one tuple of alternatives after another."""
    at = 0
    while at < len(items):
        if items[at]["word"] == "(":
            end = _closing(items, at)
            if not items[end]["perhaps"]:
                yield _of_branches(items[at + 1 : end])
            at = end
        elif not (items[at]["maybe"] or items[at]["perhaps"]):
            yield _of_item(items[at])
        at += 1


def _closing(items: list[re.Match[str]], opening: int) -> int:
    depth = 0
    for at in range(opening, len(items)):
        depth += {"(": 1, ")": -1}.get(items[at]["word"] or "", 0)
        if depth == 0:
            return at
    raise ValueError(f"a bracket is not closed: {items[0].string}")


def _of_branches(items: list[re.Match[str]]) -> tuple[str, ...]:
    """Return what one of the branches requires at least; nothing where a branch requires nothing."""
    branches: list[list[re.Match[str]]] = [[]]
    depth = 0
    for item in items:
        depth += {"(": 1, ")": -1}.get(item["word"] or "", 0)
        if item["word"] == "|" and depth == 0:
            branches.append([])
        else:
            branches[-1].append(item)
    found = [min((c for c in _required(branch) if c), key=_frequency, default=()) for branch in branches]
    return tuple(gate for choice in found for gate in choice) if all(found) else ()


def _of_item(item: re.Match[str]) -> tuple[str, ...]:
    if item["gap"] or item["word"] in ("<", ">", "|", "^", "$", ")"):
        return ()
    if item["tags"]:
        return tuple(f"/{tag}/" for tag in item["tags"].split("|"))
    return tuple(
        f" {one[:-1]}" if one.endswith("*") and len(one) > 1 else f" {one}/" for one in item["word"].split("|")
    )
