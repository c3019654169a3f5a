"""Asking for the grounds of many decisions at once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, func, select, tuple_

from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.signals import Attribute, Target
from folkmoot.store.columns import spans_of
from folkmoot.store.tables import decision, finding

AT_ONCE = 400
"""Comments in one statement: SQLite allows a bounded number of parameters."""


def grounds_of(db: Connection, *, site: UUID, comments: Sequence[tuple[UUID, int]]) -> dict[UUID, tuple[Finding, ...]]:
    """Return for revisions (comment, n) what was found by the decision that counts, scores first."""
    found: dict[UUID, list[Finding]] = {}
    for start in range(0, len(comments), AT_ONCE):
        part = comments[start : start + AT_ONCE]
        last = (
            select(decision.c.comment, decision.c.n, func.max(decision.c.seq).label("seq"))
            .where(decision.c.site == site, tuple_(decision.c.comment, decision.c.n).in_(part))
            .group_by(decision.c.comment, decision.c.n)
            .subquery()
        )
        rows = db.execute(
            select(finding)
            .join(
                last,
                and_(
                    finding.c.comment == last.c.comment,
                    finding.c.n == last.c.n,
                    finding.c.seq == last.c.seq,
                ),
            )
            .where(finding.c.site == site)
        ).all()
        for row in rows:
            found.setdefault(row.comment, []).append(finding_of(row))
    return {key: tuple(sorted(group, key=_weakness)) for key, group in found.items()}


def finding_of(row: Any) -> Finding:
    """Return a finding from its row."""
    return Finding(
        clause=row.clause or None,
        outcome=Outcome(row.outcome),
        reason=Reason(row.reason),
        attribute=None if row.attribute is None else Attribute(row.attribute),
        score=row.score,
        target=None if row.target is None else Target(row.target),
        spans=spans_of(row.spans),
        carried=row.carried,
    )


def _weakness(found: Finding) -> tuple[bool, float]:
    return (not found.carried, -(found.score or 0.0))
