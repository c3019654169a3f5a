"""Sanctions in force: begun, not ended, not lifted; the one that ends last counts."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from folkmoot.moderation.sanction import Sanction, SanctionKind, in_force, stands
from make import NOON


def a_sanction(n: int = 1, *, kind: SanctionKind = SanctionKind.SUSPEND, days: int | None = 7) -> Sanction:
    ends_at: datetime | None = None if days is None else NOON + timedelta(days=days)
    return Sanction(UUID(int=n), UUID(int=99), kind, "Threats.", NOON, ends_at)


def test_a_sanction_stands_from_its_begin_to_its_end() -> None:
    week = a_sanction(days=7)
    assert not stands(week, now=NOON - timedelta(seconds=1))
    assert stands(week, now=NOON)
    assert stands(week, now=NOON + timedelta(days=7, seconds=-1))
    assert not stands(week, now=NOON + timedelta(days=7))


def test_a_lifted_sanction_does_not_stand() -> None:
    assert not stands(replace(a_sanction(), lifted_at=NOON), now=NOON + timedelta(hours=1))


def test_one_for_good_stands_for_ever() -> None:
    assert stands(a_sanction(days=None), now=NOON + timedelta(days=50_000))


def test_the_one_that_ends_last_is_in_force() -> None:
    week, month, ever = a_sanction(1, days=7), a_sanction(2, days=30), a_sanction(3, days=None)
    assert in_force([week, month], now=NOON) is month
    assert in_force([ever, month], now=NOON) is ever
    assert in_force([], now=NOON) is None
    assert in_force([week], now=NOON + timedelta(days=8)) is None


def test_a_warning_keeps_nobody_from_writing() -> None:
    assert in_force([a_sanction(kind=SanctionKind.WARN, days=None)], now=NOON) is None
