"""What a detector is given and what it gives."""

from dataclasses import dataclass
from typing import Protocol

from folkmoot.discussion.story import Person
from folkmoot.signals import Attribute, Signal


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what stands around it, as it is judged. It crosses to the judge process: plain values only."""

    text: str
    author: str = ""
    """The commenter's own name."""
    parent_text: str | None = None
    """None: a first-level comment."""
    parent_author: str | None = None
    previous: tuple[str, ...] = ()
    """The author's last comments under this story, oldest first; at most five."""
    names: tuple[str, ...] = ()
    """Names of those who have commented under this story, so that ``@NAME`` and bare names are known."""
    headline: str = ""
    article: str = ""
    """Caption, dateline and body; empty where nobody has given the story a text."""
    writer: str | None = None
    """The article's writer."""
    people: tuple[Person, ...] = ()
    """People in the article with their public roles, as the publisher gave them, and those the site lists."""
    newspaper: str = ""
    """The site's title: the newspaper as a house is an institution."""
    site_language: str = "en"
    """BCP 47: decides what covers a text whose own language is unclear."""


class Detector(Protocol):
    """Hears some attributes. Stateless towards the passage: the same passage, the same signals."""

    @property
    def name(self) -> str:
        """Name and version: ``lexicon/3``."""

    @property
    def attributes(self) -> frozenset[Attribute]:
        """What it can hear at all."""

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return the signals; an attribute that it cannot hear in this language is None, silence is a low score."""
