"""Judging one try of a comment: measured, judged, decided; nothing is kept here."""

from dataclasses import dataclass, replace
from typing import Literal

from folkmoot.detectors.interface import Passage
from folkmoot.discussion.story import Discussion
from folkmoot.moderation.decision import Decision, decide, held_instead
from folkmoot.operations.means import Means
from folkmoot.operations.scene import Scene
from folkmoot.policy.evaluate import evaluate
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Reason
from folkmoot.policy.program import Policy
from folkmoot.signals import Hearing

PATIENT_SECONDS = 20.0
"""How long the judge may take where nobody waits for the answer: imports, and what is judged again."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge heard and what the policy makes of it."""

    hearing: Hearing
    decision: Decision


async def judge(means: Means, scene: Scene, passage: Passage, *, attempt: Literal[1, 2]) -> Judged:
    """Hear a passage and decide by the policy that was in force when the scene was looked up.

    A judge that fails never publishes: the clauses that needed it hold.
    """
    hearing = await means.judge.hear(passage, deadline=means.deadline)
    facts = Facts(
        hearing=hearing,
        attempt=attempt,
        author_published=scene.published,
        first_try_spent=scene.first_try_spent,
        story_waits=scene.story is not None and scene.story.discussion is Discussion.WAIT,
    )
    findings = evaluate(scene.policy, facts)
    decision = decide(findings, policy=scene.policy, version=scene.version.number, now=means.now())
    if scene.network_watched:
        decision = held_instead(decision, reason=Reason.NETWORK)
    return Judged(hearing, decision)


def patiently(means: Means) -> Means:
    """Return the means with time for the judge, where no reader waits."""
    return replace(means, deadline=max(means.deadline, PATIENT_SECONDS))


async def judge_apart(means: Means, passage: Passage, *, policy: Policy, version: int) -> Judged:
    """Hear a passage and decide as imports are decided: a second try, by somebody of whom nothing is known.

    A judge that fails holds, as above.
    """
    hearing = await means.judge.hear(passage, deadline=patiently(means).deadline)
    findings = evaluate(policy, Facts(hearing))
    return Judged(hearing, decide(findings, policy=policy, version=version, now=means.now()))
