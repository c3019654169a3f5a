"""Events: what is still to be delivered after something was kept."""

from enum import StrEnum


class EventKind(StrEnum):
    """What an event is about; ``about`` is the id of a story or of a comment."""

    THREAD_CHANGED = "thread_changed"
    """Readers see something new: the story's page is made anew and live readers are told. About a story."""
    QUEUE_CHANGED = "queue_changed"
    """A case was opened or closed. About a comment."""
