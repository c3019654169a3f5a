"""Builders for the tests of the policy: one telling detail each, the rest made up."""

from typing import Literal

from folkmoot.policy.facts import Facts
from folkmoot.policy.load import load
from folkmoot.policy.program import Clause, Policy, Unknown, Words
from folkmoot.signals import Attribute, Hearing, Signal, Target, Unanswered
from folkmoot.text.span import Span


def a_signal(
    score: float | None,
    *,
    attribute: Attribute = Attribute.INSULT,
    target: Target = Target.COMMENTER,
    aim: float = 1.0,
    spans: tuple[Span, ...] = (),
    detector: str = "lexicon/3",
) -> Signal:
    return Signal(attribute, target, score, spans=spans, aim=aim, detector=detector)


def a_hearing(*signals: Signal, failed: frozenset[Attribute] = frozenset()) -> Hearing:
    """A hearing that heard these signals, and silence on every other attribute."""
    heard = {signal.attribute for signal in signals}
    silence = [a_signal(0.02, attribute=other, target=Target.NOBODY) for other in Attribute if other not in heard]
    return Hearing((*signals, *silence), language="en", unanswered=(Unanswered("model/1", failed),) if failed else ())


def a_clause(
    clause_id: str = "attacks",
    *,
    signal: Attribute | None = Attribute.INSULT,
    aimed_at: frozenset[Target] | None = None,
    hold: float | None = 0.5,
    reject: float | None = 0.9,
    reword: bool = False,
    unknown: Unknown = Unknown.HOLD,
) -> Clause:
    rule = Words((("en", f"The rule on {clause_id}."),))
    return Clause(
        clause_id, rule, signal=signal, aimed_at=aimed_at, hold=hold, reject=reject, reword=reword, unknown=unknown
    )


def a_policy(*clauses: Clause, first_comments_hold: int = 0) -> Policy:
    return Policy(Words((("en", "Discussion policy"),)), clauses, first_comments_hold=first_comments_hold)


def a_first_try(*signals: Signal, failed: frozenset[Attribute] = frozenset()) -> Facts:
    return facts(*signals, attempt=1, failed=failed)


def facts(*signals: Signal, attempt: Literal[1, 2] = 2, failed: frozenset[Attribute] = frozenset()) -> Facts:
    return Facts(a_hearing(*signals, failed=failed), attempt=attempt)


def loaded(source: str) -> Policy:
    policy = load(source)
    assert isinstance(policy, Policy), str(policy)
    return policy
