"""Ranking: the orders in which a thread can be read."""

from enum import StrEnum


class Sorting(StrEnum):
    """The order of first-level comments; replies always stand oldest first."""

    OLDEST = "oldest"
    NEWEST = "newest"
