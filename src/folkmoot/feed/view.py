"""What the renderer of a thread is given: plain values, the same for every reader."""

from dataclasses import dataclass
from datetime import datetime

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.story import Discussion
from folkmoot.discussion.thread import ThreadPage


@dataclass(frozen=True, slots=True)
class PrintedClause:
    """One clause as readers see it."""

    id: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class PrintedPolicy:
    """The policy that is in force, in the page's language."""

    version: int
    published_at: datetime
    title: str
    welcome: str
    clauses: tuple[PrintedClause, ...]


@dataclass(frozen=True, slots=True)
class ThreadView:
    """One page of a thread with what stands around it."""

    public_url: str
    """Where Folkmoot is reached: ``https://talk.ferrypost.example``; links in the fragment are absolute."""
    site_name: str
    site_title: str
    language: str
    """Of the interface: the site's."""
    story_url: str
    slug: str
    """Empty for a URL that nobody has commented on or put yet."""
    headline: str
    discussion: Discussion
    version: int
    count: int
    """Comments with a number whose text is shown."""
    people: int
    """How many different authors they have."""
    thread: ThreadPage
    sorting: Sorting
    policy: PrintedPolicy
    longest_comment: int
    edit_minutes: int
    printed_policy: str = ""
    """The policy that an imported page carried; shown with its story."""
    editor_mail: str | None = None
    closed_at: datetime | None = None
    timezone: str = "UTC"
    """Where the newspaper is, as the IANA names it; its clock tells the times that are shown."""
    usual_wait: int | None = None
    """Minutes that comments usually wait for a moderator; None where nothing is known."""
