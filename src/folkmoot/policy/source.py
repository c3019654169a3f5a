"""The policy file as a tree of texts, lists and mappings that all know where they stand."""

import re
from dataclasses import dataclass, field, replace

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StreamMark
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from folkmoot.policy.problems import Finds, Place, quoted
from folkmoot.policy.syntax import tell

LONGEST = 100_000
"""Characters of a policy file; the newspaper sample has seven thousand. It also bounds the time that reading takes."""

DEEPEST = 10
"""Levels of lists and mappings; a policy needs seven."""

_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, as it was written. What it means (a number, yes or no) is for the field to say."""

    place: Place
    text: str
    plain: bool = True
    """Without quotation marks, ``>`` or ``|``."""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order of the file; every key once."""

    place: Place
    entries: tuple[tuple[Scalar, "Node"], ...]


Node = Scalar | Items | Mapping


def parse(source: str, finds: Finds) -> Node | None:
    """Return the file's one value; None where it cannot be read to its end, which is then among the finds.

    ``source`` has ``\\n`` alone as the end of a line. Anchors, aliases and tags are refused: they make a file that
    nobody can read aloud, and a small one huge.
    """
    if len(source) > LONGEST:
        finds.add("file-too-long", Place(), f"the file has {len(source):,} characters; a policy may have {LONGEST:,}")
        return None
    if _tell_unprintable(source, finds):
        return None
    builder = _Builder(finds)
    try:
        for event in YAML(typ="safe", pure=True).parse(source):
            if not builder.take(event):
                return None
    except MarkedYAMLError as error:
        tell(error, finds)
        return None
    except Exception as error:  # whatever a hostile file brings down in the library, this is still one problem
        finds.add("not-yaml", builder.place, f"this cannot be read as YAML: {quoted(str(error) or repr(error))}")
        return None
    if builder.root is None or builder.root == Scalar(builder.root.place, ""):
        finds.add("empty-file", Place(), "the file says nothing", "a policy has `clauses`")
        return None
    return builder.root


def _tell_unprintable(source: str, finds: Finds) -> bool:
    for number, line in enumerate(source.split("\n"), 1):
        if found := _UNPRINTABLE.search(line):
            place = Place(number, found.start() + 1)
            finds.add("unprintable", place, f"a character that cannot be seen (U+{ord(found[0]):04X})", "delete it")
    return bool(finds)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet. A mapping's children are key, value, key, value …"""

    start: StreamMark
    children: list[Node] = field(default_factory=list)


class _Builder:
    """Builds the tree from the parser's events, without recursion, so that no depth of brackets can fell it."""

    def __init__(self, finds: Finds) -> None:
        self.root: Node | None = None
        self.place = Place()
        self._finds = finds
        self._open: list[_Open] = []

    def take(self, event: Event) -> bool:
        """Take the next event; return whether to go on."""
        self.place = self._place(event.start_mark, event.end_mark)
        if isinstance(event, NodeEvent) and not self._is_plain_spoken(event):
            return False
        match event:
            case DocumentStartEvent() if self.root is not None:
                self._finds.add("second-document", self.place, "a second document begins here", "one file, one policy")
                return False
            case SequenceStartEvent() | MappingStartEvent():
                if len(self._open) >= DEEPEST:
                    self._finds.add("too-deep", self.place, f"more than {DEEPEST} levels of lists and mappings")
                    return False
                self._open.append(_Open(event.start_mark))
            case ScalarEvent():
                self._put(Scalar(self.place, event.value, plain=not event.style))
            case SequenceEndEvent():
                done = self._open.pop()
                self._put(Items(self._place(done.start, event.end_mark), tuple(done.children)))
            case MappingEndEvent():
                done = self._open.pop()
                self._put(Mapping(self._place(done.start, event.end_mark), self._entries(done.children)))
        return True

    def _is_plain_spoken(self, event: NodeEvent) -> bool:
        if isinstance(event, AliasEvent) or event.anchor:
            self._finds.add(
                "anchor", self.place, "`&` and `*` name and repeat a value", "write the value out, or quote it"
            )
            return False
        if getattr(event, "tag", None):
            self._finds.add("tag", self.place, "`!` says of what kind a value is", "leave it out, or quote the text")
            return False
        return True

    def _put(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node

    def _entries(self, children: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(children[::2], children[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._finds.add("wrong-type", key.place, "a key is one word, not a list or a mapping")
            elif key.text in entries:
                first = entries[key.text][0].place.line
                self._finds.add("duplicate-key", key.place, f"{quoted(key.text)} stands twice; first on line {first}")
            else:
                # YAML places a value that is not there after it, often lines below: its key shows it better.
                missing = isinstance(value, Scalar) and value.plain and not value.text
                entries[key.text] = (key, replace(value, place=key.place) if missing else value)
        return tuple(entries.values())

    def _place(self, start: StreamMark, end: StreamMark) -> Place:
        line = self._finds.line(start.line + 1)
        last = end.column if end.line == start.line else len(line.rstrip())
        return Place(start.line + 1, start.column + 1, max(1, last - start.column))
