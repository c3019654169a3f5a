"""Limits: how often a person, a network and a story may be written to; kept in this process, and free to be lost."""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, fields
from math import ceil
from uuid import UUID

from folkmoot.errors import TooMuch

MOST_BUCKETS = 50_000
"""Persons, networks and stories that are remembered; about 10 MB."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, then so many a minute."""

    at_once: int
    a_minute: float


@dataclass(frozen=True, slots=True)
class Rates:
    """How often is too often.

    A heated debater writes four comments a minute; a whole school, or a town behind one address of its provider, forty;
    a story that a country reads, some hundreds.
    """

    posts_of_person: Rate = Rate(10, 6)
    posts_of_network: Rate = Rate(60, 40)
    posts_of_story: Rate = Rate(400, 300)
    rewordings_of_person: Rate = Rate(12, 8)
    """Rewordings, edits, questions to a moderator, withdrawals."""
    rewordings_of_network: Rate = Rate(60, 40)
    flags_of_person: Rate = Rate(10, 6)
    flags_of_network: Rate = Rate(40, 20)
    flags_of_story: Rate = Rate(300, 200)
    reads_of_network: Rate = Rate(600, 1200)
    """Answers that differ from reader to reader, or are not kept ready."""
    searches_of_person: Rate = Rate(60, 120)
    sign_ins_of_network: Rate = Rate(10, 6)
    publishing_of_site: Rate = Rate(600, 600)


def unlimited() -> Rates:
    """Return rates that nobody reaches: for benchmarks and for tests about other things."""
    return Rates(**{field.name: Rate(10**9, 10**9) for field in fields(Rates)})


class Limits:
    """Token buckets: each fills at its rate, each request takes one."""

    def __init__(self, rates: Rates, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.rates = rates
        self._clock = clock
        self._buckets: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def post(self, *, person: UUID | None, network: str, story: Hashable) -> None:
        """Count a comment.

        Raises:
            TooMuch: ``too-often``, with the seconds to wait.
        """
        rates = self.rates
        self._take(
            ("post", person, rates.posts_of_person if person else None),
            ("post", network, rates.posts_of_network),
            ("post", story, rates.posts_of_story),
        )

    def revise(self, *, person: UUID | None, network: str) -> None:
        """Count a rewording, an edit, a question to a moderator or a withdrawal."""
        rates = self.rates
        self._take(
            ("revise", person, rates.rewordings_of_person if person else None),
            ("revise", network, rates.rewordings_of_network),
        )

    def flag(self, *, person: UUID | None, network: str, story: Hashable) -> None:
        """Count a flag."""
        rates = self.rates
        self._take(
            ("flag", person, rates.flags_of_person if person else None),
            ("flag", network, rates.flags_of_network),
            ("flag", story, rates.flags_of_story),
        )

    def read(self, *, network: str) -> None:
        """Count a read that has to ask the store."""
        self._take(("read", network, self.rates.reads_of_network))

    def search(self, *, person: UUID) -> None:
        """Count a search at the desk."""
        self._take(("search", person, self.rates.searches_of_person))

    def sign_in(self, *, network: str) -> None:
        """Count a try to sign in."""
        self._take(("sign-in", network, self.rates.sign_ins_of_network))

    def publish(self, *, site: UUID) -> None:
        """Count a story that the publisher's server puts."""
        self._take(("publish", site, self.rates.publishing_of_site))

    def _take(self, *asked: tuple[str, Hashable, Rate | None]) -> None:
        """Take one from every bucket, or from none where one of them is empty."""
        now = self._clock()
        filled = [
            ((what, who), self._filled((what, who), rate, now), rate) for what, who, rate in asked if rate is not None
        ]
        waits = [(1 - tokens) * 60 / rate.a_minute for _, tokens, rate in filled if tokens < 1]
        if waits:
            raise TooMuch("too-often", "That was very often in a short time. Please wait a moment.",
                          retry_after=max(1, ceil(max(waits))))  # fmt: skip
        for key, tokens, _ in filled:
            self._buckets[key] = (tokens - 1, now)
            self._buckets.move_to_end(key)
        while len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)

    def _filled(self, key: Hashable, rate: Rate, now: float) -> float:
        tokens, at = self._buckets.get(key, (float(rate.at_once), now))
        return min(rate.at_once, tokens + (now - at) * rate.a_minute / 60)
