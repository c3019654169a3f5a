"""What every database gives: plain functions of a connection, run for reading or as one durable transaction."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection as Connection  # operations name it, and import no SQL

T = TypeVar("T")


class Store(Protocol):
    """A database. Both kinds run the same plain functions with synchronous SQLAlchemy Core."""

    @property
    def writing(self) -> bool:
        """False after a failed commit, until the operator has looked and started anew; reading goes on."""

    async def write(self, verb: Callable[[Connection], T]) -> T:
        """Run ``verb`` in one transaction and return its value once it is durable.

        What ``verb`` raises comes back unchanged, with nothing kept.

        Raises:
            Unavailable: ``store-failed`` when the commit failed, ``store-stopped`` when writing has stopped.
        """

    async def read(self, question: Callable[[Connection], T]) -> T:
        """Run ``question`` on a connection that only reads, on one consistent state of the database."""

    async def close(self) -> None:
        """Finish what was accepted and let go of the database."""
