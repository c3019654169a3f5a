"""Loading the demo: its stories are put, and the script of its readers is played through the real judging."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

from folkmoot.demo.content import DemoStory, ScriptedComment
from folkmoot.demo.newspaper import SITE, story_url
from folkmoot.discussion.comment import State
from folkmoot.errors import FolkmootError
from folkmoot.moderation.sanction import SanctionKind
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.means import Means
from folkmoot.operations.put_story import put_story
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.sanction_author import sanction_author
from folkmoot.operations.show_case import show_case
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome

REWORDED_AFTER = timedelta(minutes=1)
"""An author who is asked to reword takes about so long."""


@dataclass(slots=True)
class Stage:
    """How far the script has come."""

    means: Means
    staff: UUID
    urls: Mapping[str, str]
    comments: dict[tuple[str, str], UUID] = field(default_factory=dict)
    """By story and key."""
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    """By the author's name: the same name is the same person in every thread."""
    skipped: list[str] = field(default_factory=list)

    def at(self, moment: datetime) -> Means:
        """Return the means with the clock set to a moment of the script."""
        return replace(self.means, now=lambda: moment)


class Act(Protocol):
    """Something that somebody does."""

    async def __call__(self, stage: Stage, *, moment: datetime) -> None:
        """Do it at a moment; raises ``KeyError`` where what it follows did not happen."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does at a moment."""

    moment: datetime
    what: str
    act: Act


async def load_demo(
    means: Means,
    *,
    site_id: UUID,
    staff: UUID,
    newspaper_url: str,
    stories: Sequence[DemoStory],
    threads: Mapping[str, Sequence[ScriptedComment]],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> tuple[str, ...]:
    """Put the stories, play their threads in the order of time, and return what could not be played.

    Every text goes through the real judging; where the judge is of another mind than the script, what follows from
    it is left out. ``progress`` is told how many steps of how many are done.
    """
    stage = Stage(means, staff, {story.slug: story_url(newspaper_url, story) for story in stories})
    for story in stories:
        await put_story(
            stage.at(story.published_at),
            site_id=site_id,
            url=stage.urls[story.slug],
            text=story.text(),
            slug=story.slug,
        )
    steps = [step for story in stories for step in _steps(story, threads.get(story.slug, ()))]
    steps.sort(key=lambda step: step.moment)
    for done, step in enumerate(steps, 1):
        try:
            await step.act(stage, moment=step.moment)
        except FolkmootError as error:
            stage.skipped.append(f"{step.what}: {error.code}")
        except KeyError:
            stage.skipped.append(f"{step.what}: what it follows did not happen")
        progress(done, len(steps))
    return tuple(stage.skipped)


def _steps(story: DemoStory, thread: Sequence[ScriptedComment]) -> Iterator[Step]:
    for written in thread:
        name = f"{story.slug}/{written.key}"
        start = story.published_at + timedelta(minutes=written.minutes)

        def step(
            what: str, act: Act, after: timedelta = timedelta(0), start: datetime = start, name: str = name
        ) -> Step:
            return Step(start + after, f"{name} {what}", act)

        yield step("written", partial(_write, slug=story.slug, written=written))
        if written.reword is not None or written.ask_moderator:
            yield step("reworded", partial(_answer_return, slug=story.slug, written=written), REWORDED_AFTER)
        if written.edit is not None:
            edit = partial(_edit, slug=story.slug, written=written)
            yield step("edited", edit, timedelta(minutes=written.edit.after))
        for flag in written.flags:
            flagged = partial(_flag, slug=story.slug, key=written.key, by=flag.by, clause=flag.clause, note=flag.note)
            yield step("flagged", flagged, timedelta(minutes=flag.after))
        if written.desk is not None:
            yield step(
                "decided",
                partial(_decide, slug=story.slug, written=written),
                timedelta(minutes=written.desk.after),
            )
        if written.block is not None:
            after = timedelta(minutes=written.desk.after if written.desk else 15, seconds=30)
            yield step("blocked", partial(_block, slug=story.slug, written=written), after)
        if written.withdraw is not None:
            yield step(
                "withdrawn",
                partial(_withdraw, slug=story.slug, written=written),
                timedelta(minutes=written.withdraw),
            )


async def _write(stage: Stage, *, moment: datetime, slug: str, written: ScriptedComment) -> None:
    parent = None if written.parent is None else stage.numbers[slug, written.parent]
    answer = await submit_comment(
        stage.at(moment),
        Submission(
            site=SITE,
            url=stage.urls[slug],
            name=written.author,
            text=written.text,
            key=f"demo-{slug}-{written.key}-first",
            parent=parent,
            token=stage.tokens.get(written.author),
            address=f"demo {written.author}",
        ),
    )
    stage.tokens[written.author] = answer.token
    stage.comments[slug, written.key] = answer.own.id
    if answer.own.number is not None:
        stage.numbers[slug, written.key] = answer.own.number


async def _answer_return(stage: Stage, *, moment: datetime, slug: str, written: ScriptedComment) -> None:
    """Reword what was returned, or ask a moderator; nothing where it was not returned."""
    means, comment_id = stage.at(moment), stage.comments[slug, written.key]
    case = await _state(means, comment_id)
    if case is not None:
        return
    if written.reword is None:
        await ask_moderator(means, site_name=SITE, comment_id=comment_id, token=stage.tokens[written.author])
        return
    answer = await revise_comment(
        means,
        site_name=SITE,
        comment_id=comment_id,
        token=stage.tokens[written.author],
        text=written.reword,
        key=f"demo-{slug}-{written.key}-second",
        address=f"demo {written.author}",
    )
    if answer.own.number is not None:
        stage.numbers[slug, written.key] = answer.own.number


async def _state(means: Means, comment_id: UUID) -> State | None:
    """Return a comment's state; None while it is returned, since the desk does not see it then."""
    try:
        case = await show_case(means, site_name=SITE, comment_id=comment_id)
    except FolkmootError:
        return None
    return State(case["comment"]["state"])


async def _edit(stage: Stage, *, moment: datetime, slug: str, written: ScriptedComment) -> None:
    assert written.edit is not None
    await revise_comment(
        stage.at(moment),
        site_name=SITE,
        comment_id=stage.comments[slug, written.key],
        token=stage.tokens[written.author],
        text=written.edit.text,
        key=f"demo-{slug}-{written.key}-edit",
        address=f"demo {written.author}",
    )


async def _flag(stage: Stage, *, moment: datetime, slug: str, key: str, by: str, clause: str, note: str) -> None:
    await flag_comment(
        stage.at(moment),
        site_name=SITE,
        comment_id=stage.comments[slug, key],
        clause=clause,
        note=note,
        token=stage.tokens.get(by),
        address=f"demo {by}",
    )


async def _decide(stage: Stage, *, moment: datetime, slug: str, written: ScriptedComment) -> None:
    assert written.desk is not None
    means, comment_id = stage.at(moment), stage.comments[slug, written.key]
    case = await show_case(means, site_name=SITE, comment_id=comment_id)
    decided = await decide_comment(
        means,
        site_name=SITE,
        comment_id=comment_id,
        staff=stage.staff,
        outcome=Outcome.PUBLISH if written.desk.publish else Outcome.REJECT,
        clause=written.desk.reject,
        note="",
        follows=Follows(**case["follows"]),
    )
    if decided.number is not None:
        stage.numbers[slug, written.key] = decided.number


async def _block(stage: Stage, *, moment: datetime, slug: str, written: ScriptedComment) -> None:
    assert written.block is not None
    means, comment_id = stage.at(moment), stage.comments[slug, written.key]
    case = await show_case(means, site_name=SITE, comment_id=comment_id)
    await sanction_author(
        means,
        site_name=SITE,
        author_id=case["comment"]["author"]["id"],
        staff=stage.staff,
        kind=SanctionKind.BLOCK,
        days=written.block.days,
        reason=written.block.reason,
        comment_id=comment_id,
    )


async def _withdraw(stage: Stage, *, moment: datetime, slug: str, written: ScriptedComment) -> None:
    await withdraw_comment(
        stage.at(moment),
        site_name=SITE,
        comment_id=stage.comments[slug, written.key],
        token=stage.tokens[written.author],
    )
