"""The policy as a program holds it: what was written in the file, checked, with nothing left to guess."""

from dataclasses import dataclass
from enum import StrEnum

from folkmoot.policy.outcome import Outcome
from folkmoot.signals import Attribute, Target


class Unknown(StrEnum):
    """What follows where nothing can tell whether a clause is kept, because nothing covers the language."""

    HOLD = "hold"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Words:
    """A text for readers in one language or several."""

    texts: tuple[tuple[str, str], ...] = ()
    """Language (BCP 47) and text, the policy's own language first; empty when nothing was written."""

    def best(self, language: str) -> tuple[str, str]:
        """Return the language and the text for a reader of this language, ``("und", "")`` when there is no text.

        The same tag is best, then the same language of another place (``pt`` for ``pt-BR``), then the policy's own.
        """
        wanted = language.lower()
        for tag, text in self.texts:
            if tag.lower() == wanted:
                return tag, text
        for tag, text in self.texts:
            if _tongue(tag) == _tongue(wanted):
                return tag, text
        return self.texts[0] if self.texts else ("und", "")

    def in_language(self, language: str) -> str:
        """Return the text for a reader of this language; empty when there is none."""
        return self.best(language)[1]

    def __bool__(self) -> bool:
        return bool(self.texts)

    def __str__(self) -> str:
        return self.texts[0][1] if self.texts else ""


def _tongue(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]


@dataclass(frozen=True, slots=True)
class ExampleStory:
    """The story under which an example is imagined."""

    headline: str = ""
    text: str = ""
    writer: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A comment that the editor calls fine or broken, and so a test of the policy."""

    text: str
    parent: str | None = None
    """The text of the comment that it answers; None: it answers nobody."""
    story: ExampleStory | None = None
    outcome: Outcome | None = None
    """The outcome that the editor expects as a second try; None: any that suits a fine or a broken example."""
    line: int = 0
    """Where it stands in the file, from 1; 0 when it comes from no file."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A promise to readers, and what keeps it."""

    id: str
    rule: Words
    why: Words = Words()
    signal: Attribute | None = None
    """What the clause listens to; None for a clause that people alone cite."""
    aimed_at: frozenset[Target] | None = None
    """At whom it must be aimed; None: everybody and nobody."""
    hold: float | None = None
    """0 to 1: from this score on a person looks first. Smaller than ``reject`` where there are both."""
    reject: float | None = None
    """0 to 1: from this score on it is turned away."""
    reword: bool = False
    """The author may reword before it counts."""
    strikes: int = 0
    """What a rejection under this clause adds to the author's account."""
    unknown: Unknown = Unknown.HOLD
    """The clause's own line or the policy's."""
    by_people: bool = False
    """Moderators alone cite it: no signal, no threshold."""
    fine: tuple[Example, ...] = ()
    broken: tuple[Example, ...] = ()
    line: int = 0
    """Where it begins in the file, from 1; 0 when it comes from no file."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The written discussion policy, ready to be asked."""

    title: Words
    clauses: tuple[Clause, ...]
    language: str = "en"
    """BCP 47: the language of texts that name none."""
    welcome: Words = Words()
    first_comments_hold: int = 0
    """How many of a new author's first comments wait for a person."""
    unknown: Unknown = Unknown.HOLD

    def clause(self, clause_id: str) -> Clause | None:
        """Return the clause of this id, or None when this version has none."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)

    def number(self, clause_id: str) -> int | None:
        """Return the clause's place as it is printed, from 1, or None when this version has none."""
        return next((place for place, clause in enumerate(self.clauses, 1) if clause.id == clause_id), None)
