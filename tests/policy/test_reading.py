"""Reading: how a clause's score comes from signals at several targets, sure and unsure."""

import pytest

from folkmoot.policy.outcome import Outcome
from folkmoot.policy.reading import read
from folkmoot.signals import Target
from folkmoot.text.span import Span
from policy.making import a_clause, a_hearing, a_signal

PERSONS = frozenset({Target.COMMENTER, Target.WRITER, Target.PRIVATE_PERSON})


def test_only_signals_at_whom_the_clause_protects_count() -> None:
    reading = read(a_clause(aimed_at=PERSONS), a_hearing(a_signal(0.95, target=Target.PUBLIC_FIGURE)))
    assert (reading.score, reading.target, reading.would) == (0.0, None, Outcome.PUBLISH)


def test_without_aimed_at_everybody_and_nobody_counts() -> None:
    for target in Target:
        assert read(a_clause(), a_hearing(a_signal(0.95, target=target))).would is Outcome.REJECT


def test_sure_signals_count_by_the_worst_of_them() -> None:
    hearing = a_hearing(a_signal(0.4), a_signal(0.45, target=Target.WRITER))
    reading = read(a_clause(aimed_at=PERSONS), hearing)
    assert (reading.score, reading.target, reading.would) == (0.45, Target.WRITER, Outcome.PUBLISH)


def test_shares_of_an_unsure_aim_add_up_over_the_targets_that_the_clause_protects() -> None:
    hearing = a_hearing(
        a_signal(0.6, aim=0.6),
        a_signal(0.3, target=Target.WRITER, aim=0.3),
        a_signal(0.1, target=Target.PUBLIC_FIGURE, aim=0.1),
    )
    reading = read(a_clause(aimed_at=PERSONS), hearing)
    assert (reading.score, reading.target, reading.would) == (0.9, Target.COMMENTER, Outcome.REJECT)


def test_three_shares_of_three_tenths_reach_nine_tenths() -> None:
    hearing = a_hearing(*(a_signal(0.3, target=target, aim=0.3) for target in (Target.WRITER, Target.GROUP)))
    assert read(a_clause(hold=0.6), hearing).would is Outcome.HOLD
    thirds = a_hearing(*(a_signal(0.1, target=target, aim=0.1) for target in list(Target)[:3]))
    assert read(a_clause(hold=0.3), thirds).would is Outcome.HOLD


def test_shares_never_add_up_to_more_than_certainty() -> None:
    hearing = a_hearing(a_signal(0.9, aim=0.9), a_signal(0.8, target=Target.WRITER, aim=0.8))
    assert read(a_clause(), hearing).score == 1.0


def test_the_larger_of_the_sure_and_the_shared_counts() -> None:
    hearing = a_hearing(a_signal(0.55), a_signal(0.2, target=Target.WRITER, aim=0.2))
    assert read(a_clause(), hearing).score == 0.55


def test_every_signal_that_breaks_the_clause_shows_its_words_and_a_faint_one_does_not() -> None:
    hearing = a_hearing(
        a_signal(0.95, spans=(Span(10, 14),)),
        a_signal(0.6, target=Target.WRITER, spans=(Span(0, 4),)),
        a_signal(0.2, target=Target.GROUP, spans=(Span(20, 24),)),
    )
    assert read(a_clause(), hearing).spans == (Span(0, 4), Span(10, 14))


def test_words_that_were_shared_out_are_shown_once() -> None:
    hearing = a_hearing(
        a_signal(0.5, aim=0.5, spans=(Span(3, 8),)), a_signal(0.4, target=Target.WRITER, aim=0.5, spans=(Span(3, 8),))
    )
    assert read(a_clause(), hearing).spans == (Span(3, 8),)


@pytest.mark.parametrize("aim", [0.3, 0.6, 0.89])
def test_a_machine_never_rejects_on_an_unsure_aim_at_a_private_person(aim: float) -> None:
    reading = read(a_clause(aimed_at=PERSONS), a_hearing(a_signal(0.97, target=Target.PRIVATE_PERSON, aim=aim)))
    assert (reading.would, reading.capped) == (Outcome.HOLD, True)


def test_so_also_where_the_clause_has_no_hold_of_its_own() -> None:
    clause = a_clause(hold=None)
    assert read(clause, a_hearing(a_signal(0.97, target=Target.PRIVATE_PERSON, aim=0.5))).would is Outcome.HOLD


@pytest.mark.parametrize("aim", [0.9, 1.0])
def test_a_sure_aim_at_a_private_person_is_rejected(aim: float) -> None:
    reading = read(a_clause(aimed_at=PERSONS), a_hearing(a_signal(0.97, target=Target.PRIVATE_PERSON, aim=aim)))
    assert (reading.would, reading.capped) == (Outcome.REJECT, False)


def test_an_unsure_private_person_does_not_shield_an_attack_that_suffices_without_him() -> None:
    hearing = a_hearing(a_signal(0.95), a_signal(0.97, target=Target.PRIVATE_PERSON, aim=0.5))
    assert read(a_clause(aimed_at=PERSONS), hearing).would is Outcome.REJECT


def test_the_words_that_show_at_whom_come_along() -> None:
    signal = a_signal(0.95)
    aimed = type(signal)(signal.attribute, signal.target, 0.95, aim_spans=(Span(0, 3),))
    assert read(a_clause(), a_hearing(aimed)).aim_spans == (Span(0, 3),)
