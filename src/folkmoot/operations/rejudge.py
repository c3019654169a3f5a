"""Judging again what a machine holds: a person's decision stands, and what a person was asked is his."""

from dataclasses import dataclass, replace
from typing import Literal

from folkmoot.discussion.comment import Comment
from folkmoot.discussion.site import Site
from folkmoot.moderation.decision import Decision, TakenBy
from folkmoot.operations.judging import Judged, judge, judge_apart, patiently
from folkmoot.operations.keeping import settle
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import tell_desk
from folkmoot.operations.scene import Scene, look_up, passage_of, site_or_error
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments as kept
from folkmoot.store.read import stories, waiting
from folkmoot.store.read.waiting import Waiting
from folkmoot.store.write import comments


@dataclass(frozen=True, slots=True)
class Rejudged:
    """What became of what waited."""

    published: int
    rejected: int
    held: int
    """Still for a person, now on grounds that could be heard."""
    left: int
    """Untouched: it could not be checked this time either, or somebody was faster."""

    def __str__(self) -> str:
        return f"{self.published} published, {self.rejected} rejected, {self.held} held, {self.left} left as they were."


async def rejudge(means: Means, *, site_name: str, everything: bool = False) -> Rejudged:
    """Judge again what was held because it could not be checked; ``everything``: all that a machine holds.

    The policy in force now decides. A first try that might be reworded is held instead: its author has gone.

    Raises:
        NotFound: ``site-unknown``.
    """
    site = await means.store.read(lambda db: site_or_error(db, site_name))
    held = await means.store.read(lambda db: waiting.held_by_machine(db, site=site.id, unchecked_only=not everything))
    counts = dict.fromkeys(("published", "rejected", "held", "left"), 0)
    for one in held:
        counts[await _again(means, site, one)] += 1
    if held:
        await tell_desk(means, site=site.id)
    return Rejudged(**counts)


async def _again(means: Means, site: Site, one: Waiting) -> str:
    scene, comment, text, name = await means.store.read(lambda db: _look(db, means, site, one))
    passage = passage_of(scene, text=text, name=name)
    if one.imported:
        judged = await judge_apart(means, passage, policy=scene.policy, version=scene.version.number)
        decision = replace(judged.decision, taken_by=TakenBy.IMPORT, strikes=0)
    else:
        attempt: Literal[1, 2] = 1 if one.attempt == 1 else 2
        judged = await judge(patiently(means), scene, passage, attempt=attempt)
        decision = _held_if_returned(judged.decision)
    if judged.hearing.unanswered:
        return "left"
    judged = Judged(judged.hearing, decision)
    return await means.write(lambda db: _keep(db, means, scene, comment, one, judged))


def _look(db: Connection, means: Means, site: Site, one: Waiting) -> tuple[Scene, Comment, str, str]:
    comment = kept.comment_by_id(db, site=site.id, comment_id=one.comment)
    assert comment is not None
    story = stories.story_by_id(db, site=site.id, story_id=comment.story)
    assert story is not None
    parent = None if comment.parent is None else kept.comment_by_id(db, site=site.id, comment_id=comment.parent)
    revision = kept.revision_of(db, site=site.id, comment_id=comment.id, n=one.n)
    scene = look_up(
        db,
        site=site,
        url=story.url,
        parent=None if parent is None else parent.number,
        author_id=comment.author,
        network=one.network or "",
        now=means.now(),
        other_than=comment.id,
    )
    text = "" if revision is None else revision.text or ""
    return scene, comment, text, "" if scene.author is None else scene.author.name


def _held_if_returned(decision: Decision) -> Decision:
    if decision.outcome is not Outcome.REWORD:
        return decision
    found = tuple(replace(f, outcome=Outcome.HOLD) if f.outcome is Outcome.REWORD else f for f in decision.findings)
    return replace(decision, outcome=Outcome.HOLD, findings=found)


def _keep(db: Connection, means: Means, scene: Scene, seen: Comment, one: Waiting, judged: Judged) -> str:
    site, now, decision = scene.site.id, means.now(), judged.decision
    comments.lock_comment(db, site=site, comment_id=one.comment)
    comment = kept.comment_by_id(db, site=site, comment_id=one.comment)
    last = kept.last_seq(db, site=site, comment_id=one.comment, n=one.n)
    if comment is None or comment.newest != one.n or last != one.seq or comment.state is not seen.state:
        return "left"
    if _same(kept.decisions_of(db, site=site, comment_id=one.comment)[-1].decision, decision):
        return "held"
    run = comments.insert_hearing(
        db,
        site=site,
        comment_id=one.comment,
        n=one.n,
        heard=judged.hearing,
        story_text=None if scene.story is None else scene.story.text_version or None,
        now=now,
    )
    comments.append_decision(db, site=site, comment_id=comment.id, n=one.n, after=one.seq, taken=decision, run=run)
    settle(db, means, comment, n=one.n, decision=decision, now=now)
    return {Outcome.PUBLISH: "published", Outcome.REJECT: "rejected"}.get(decision.outcome, "held")


def _same(before: Decision, after: Decision) -> bool:
    """Say whether a decision says nothing new: held as before, on the same grounds, under the same policy."""
    return (
        before.outcome is after.outcome is Outcome.HOLD
        and before.policy == after.policy
        and {(f.clause, f.reason, f.score) for f in before.grounds}
        == {(f.clause, f.reason, f.score) for f in after.grounds}
    )
