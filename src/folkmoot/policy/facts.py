"""The facts: all that a policy may know about one try of a comment."""

from dataclasses import dataclass
from typing import Literal

from folkmoot.signals import Hearing


@dataclass(frozen=True, slots=True)
class Facts:
    """What the panel heard, and what else counts. The defaults judge as imports and examples are judged."""

    hearing: Hearing
    attempt: Literal[1, 2] = 2
    """1: the first try, which may be returned for rewording; 2: it counts, whatever it says."""
    author_published: int | None = None
    """How many published comments the author has on this site; None: nothing about the author is used."""
    first_try_spent: bool = False
    """The author has thrown away three returned tries within the hour: his first try counts like a second."""
    story_waits: bool = False
    """Every comment under this story waits for a person."""
