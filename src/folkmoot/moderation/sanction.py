"""A sanction: what stands against an author, with its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class SanctionKind(StrEnum):
    """From mild to hard."""

    WARN = "warn"
    SUSPEND = "suspend"
    BLOCK = "block"


@dataclass(frozen=True, slots=True)
class Sanction:
    """One step taken against an author."""

    id: UUID
    author: UUID
    kind: SanctionKind
    reason: str
    starts_at: datetime
    ends_at: datetime | None
    """None: for good."""
    lifted_at: datetime | None = None
    staff: UUID | None = None


def in_force(sanctions: Iterable[Sanction], *, now: datetime) -> Sanction | None:
    """Return the sanction that keeps the author from writing now, the one that ends last; None when he may write."""
    keeping = [s for s in sanctions if s.kind is not SanctionKind.WARN and stands(s, now=now)]
    forever = [s for s in keeping if s.ends_at is None]
    return forever[0] if forever else max(keeping, key=lambda s: s.ends_at or now, default=None)


def stands(sanction: Sanction, *, now: datetime) -> bool:
    """Say whether a sanction counts now: begun, not ended, not lifted."""
    return (
        sanction.lifted_at is None
        and sanction.starts_at <= now
        and (sanction.ends_at is None or now < sanction.ends_at)
    )
