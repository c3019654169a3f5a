"""A site: one publication, with what it has set for its discussions."""

from dataclasses import dataclass, field
from uuid import UUID

from folkmoot.discussion.story import Person


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What a site may set; every field has a sensible default."""

    edit_minutes: int = 5
    """How long an author may edit what he wrote, in minutes."""
    longest_comment: int = 2000
    """In code points; imports are not bound by it."""
    most_links: int = 20
    """A text with more links is refused at the door, whatever the policy says."""
    page_size: int = 50
    """First-level comments on a page."""
    people: tuple[Person, ...] = ()
    """Public figures and institutions beyond those of the article."""
    timezone: str = "UTC"
    """IANA name, for the times on its pages: ``Europe/Paris``."""
    editor_mail: str | None = None
    """Where readers may write when a discussion is closed."""


@dataclass(frozen=True, slots=True)
class Site:
    """One publication."""

    id: UUID
    name: str
    """Short, in addresses: ``ferry-post``."""
    title: str
    """As readers know it: ``The Ferry Post``."""
    language: str = "en"
    origins: tuple[str, ...] = ()
    """Where its pages live: ``https://www.ferrypost.example``."""
    settings: SiteSettings = field(default_factory=SiteSettings)
