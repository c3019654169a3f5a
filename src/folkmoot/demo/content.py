"""What the demo newspaper has printed, and the script of what its readers wrote under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar, get_args, get_type_hints

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from folkmoot.discussion.story import Person, StoryText
from folkmoot.errors import BadInput
from folkmoot.policy.outcome import Outcome

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Related:
    """A line under "More on this"."""

    slug: str
    note: str = ""
    """A few words under the headline; may be empty."""


@dataclass(frozen=True, slots=True)
class DemoStory:
    """One story of the demo newspaper, in plain text throughout."""

    slug: str
    """Key and last part of the address: ``night-ferry``."""
    section: str
    headline: str
    standfirst: str
    writer: str
    published_at: datetime
    """With the newspaper's own offset from UTC, as printed in the byline."""
    picture: str
    """Name of an SVG file in ``pictures/``."""
    alt: str
    """The picture in words, for who does not see it."""
    caption: str
    dateline: str
    body: tuple[str, ...]
    """Paragraphs."""
    people: tuple[Person, ...] = ()
    """People and institutions in public roles."""
    updated_at: datetime | None = None
    related: tuple[Related, ...] = ()
    italics: tuple[str, ...] = ()
    """Names of ships and books, set in italics wherever they stand."""
    language: str = "en"

    def text(self) -> StoryText:
        """Return what the publisher tells Folkmoot about the article."""
        return StoryText(
            headline=self.headline,
            writer=self.writer,
            caption=self.caption,
            dateline=self.dateline,
            body="\n\n".join((self.standfirst, *self.body)),
            people=self.people,
            language=self.language,
            section=self.section,
        )


@dataclass(frozen=True, slots=True)
class ScriptedEdit:
    """The author changes his published comment."""

    text: str
    after: int = 2
    """Minutes after the comment."""
    expect: Outcome = Outcome.PUBLISH


@dataclass(frozen=True, slots=True)
class ScriptedFlag:
    """A reader says that a clause is broken."""

    by: str
    """The reader's name, for the script alone: flags carry none."""
    clause: str
    note: str = ""
    after: int = 5
    """Minutes after the comment."""


@dataclass(frozen=True, slots=True)
class DeskDecision:
    """A moderator decides: publishes, or rejects under a clause (which removes what was published)."""

    publish: bool = False
    reject: str | None = None
    """The clause."""
    note: str = ""
    """Kept for the desk."""
    after: int = 15
    """Minutes after the comment."""


@dataclass(frozen=True, slots=True)
class ScriptedBlock:
    """A moderator blocks the author, right after the desk's decision on this comment, if there is one."""

    days: int
    reason: str
    """Told to the author."""


@dataclass(frozen=True, slots=True)
class ScriptedComment:
    """Somebody writes, and what he and others then do about it, in the order of the fields."""

    key: str
    """Unique in its thread, for ``parent``."""
    author: str
    minutes: int
    """After the story was published."""
    text: str
    parent: str | None = None
    language: str = "en"
    expect: Outcome = Outcome.PUBLISH
    """What a good editor would want the policy to make of the first text, as a first try. The script holds no other
    outcomes than this wish and the desk's decisions."""
    reword: str | None = None
    """His second text, if the first is returned to him."""
    expect_reworded: Outcome = Outcome.PUBLISH
    ask_moderator: bool = False
    """If the first text is returned to him, he asks a moderator instead."""
    edit: ScriptedEdit | None = None
    withdraw: int | None = None
    """Minutes after the comment, when its author takes it back."""
    flags: tuple[ScriptedFlag, ...] = ()
    desk: DeskDecision | None = None
    block: ScriptedBlock | None = None

    def will_have_a_number(self) -> bool:
        """Say whether the script wants this comment published at some time, so that it can be answered."""
        outcomes = [self.expect]
        if self.expect is Outcome.REWORD and self.reword is not None:
            outcomes.append(self.expect_reworded)
        return Outcome.PUBLISH in outcomes or (self.desk is not None and self.desk.publish)


def load_stories(content: Traversable | None = None) -> tuple[DemoStory, ...]:
    """Return the stories as the front page orders them, the newest first; it is the lead.

    ``content`` is a folder with ``stories/`` and ``threads/``; without it, the one that comes with the package.

    Raises:
        BadInput: ``demo-content`` when a file is not what it should be; names file and place.
    """
    found = (_read(file, DemoStory) for file in _yaml_files(content, "stories"))
    return tuple(sorted(found, key=lambda story: story.published_at, reverse=True))


def load_threads(content: Traversable | None = None) -> dict[str, tuple[ScriptedComment, ...]]:
    """Return the script of each story's thread by the story's slug, in the order of time.

    Raises:
        BadInput: ``demo-content`` as above; also when a parent does not come before its reply.
    """
    threads = {}
    for file in _yaml_files(content, "threads"):
        comments = _read(file, tuple[ScriptedComment, ...])
        _check_order(comments, file.name)
        threads[file.name.removesuffix(".yaml")] = comments
    return threads


def _yaml_files(content: Traversable | None, folder: str) -> Iterator[Traversable]:
    found = ((content or files("folkmoot.demo") / "content") / folder).iterdir()
    yield from sorted((file for file in found if file.name.endswith(".yaml")), key=lambda file: file.name)


def _read(file: Traversable, kind: type[Read]) -> Read:
    try:
        data = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
        _refuse_unknown_fields(data, kind, "$")
        return msgspec.convert(data, kind)
    except (YAMLError, msgspec.ValidationError) as error:
        raise BadInput("demo-content", f"{file.name}: {error}") from error


def _refuse_unknown_fields(data: object, kind: object, place: str) -> None:
    """Find misspelt fields, which ``msgspec`` passes over in dataclasses."""
    inner = [argument for argument in get_args(kind) if argument not in (type(None), Ellipsis)]
    if inner and isinstance(data, list):
        for number, item in enumerate(data):
            _refuse_unknown_fields(item, inner[0], f"{place}[{number}]")
    elif inner:
        _refuse_unknown_fields(data, inner[0], place)
    elif isinstance(data, dict) and isinstance(kind, type) and is_dataclass(kind):
        unknown = sorted(set(data) - {field.name for field in fields(kind)})
        if unknown:
            raise msgspec.ValidationError(f"unknown field `{unknown[0]}` - at `{place}`")
        hints = get_type_hints(kind)
        for name, value in data.items():
            _refuse_unknown_fields(value, hints[name], f"{place}.{name}")


def _check_order(comments: Sequence[ScriptedComment], name: str) -> None:
    earlier: dict[str, ScriptedComment] = {}
    for comment in comments:
        if comment.key in earlier:
            raise BadInput("demo-content", f"{name}: `{comment.key}` stands there twice")
        if earlier and comment.minutes < max(c.minutes for c in earlier.values()):
            raise BadInput("demo-content", f"{name}: `{comment.key}` is earlier than the comment before it")
        if comment.parent is not None and comment.parent not in earlier:
            raise BadInput("demo-content", f"{name}: `{comment.key}` answers `{comment.parent}`, which is not above it")
        earlier[comment.key] = comment
