"""Judge processes answer, are ended when they do not, and are there again for the next passage."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.judge import Judge
from folkmoot.signals import Attribute, Hearing

TROUBLED = "detectors.panels_for_tests:troubled"


def with_judge(factory: str, story: Callable[[Judge], Awaitable[None]], *, start_within: float = 20.0) -> None:
    async def told() -> None:
        judge = Judge(factory, start_within=start_within)
        await judge.start()
        try:
            await story(judge)
        finally:
            await judge.close()

    asyncio.run(told())


async def heard_in_the_end(judge: Judge, text: str) -> Hearing:
    """Ask until the judge is there again."""
    async with asyncio.timeout(20):
        while True:
            hearing = await judge.hear(Passage(text), deadline=5)
            if not hearing.unanswered:
                return hearing


def test_a_process_gives_the_same_hearing_as_the_panel_in_this_one() -> None:
    async def story(judge: Judge) -> None:
        hearing = await judge.hear(Passage("You are a complete idiot."), deadline=10)
        assert not hearing.unanswered
        assert {s.attribute for s in hearing.signals} == set(Attribute)

    with_judge("folkmoot.detectors.ruled:ruled_panel", story)


@pytest.mark.parametrize(("text", "why"), [("hang", "late"), ("end", "ended")])
def test_a_process_that_hangs_or_ends_leaves_everything_unanswered_and_is_replaced(text: str, why: str) -> None:
    async def story(judge: Judge) -> None:
        began = time.monotonic()
        hearing = await judge.hear(Passage(text), deadline=0.5)
        assert time.monotonic() - began < 2
        assert hearing.unanswered[0].attributes == frozenset(Attribute)
        assert why in hearing.unanswered[0].detector
        assert (await heard_in_the_end(judge, "fine")).signals
        assert judge.answering

    with_judge(TROUBLED, story)


def test_the_loop_goes_on_while_a_process_hangs() -> None:
    async def story(judge: Judge) -> None:
        hanging = asyncio.create_task(judge.hear(Passage("hang"), deadline=1.0))
        turns = 0
        while not hanging.done():
            await asyncio.sleep(0)
            turns += 1
        assert turns > 100

    with_judge(TROUBLED, story)


def test_a_detector_that_raises_is_named_and_the_process_stays() -> None:
    async def story(judge: Judge) -> None:
        hearing = await judge.hear(Passage("raise"), deadline=5)
        assert [u.detector for u in hearing.unanswered] == ["troubled/1"]
        assert not (await judge.hear(Passage("print"), deadline=5)).unanswered

    with_judge(TROUBLED, story)


@pytest.mark.parametrize("factory", ["detectors.panels_for_tests:never", "detectors.panels_for_tests:slow_to_start"])
def test_a_start_that_fails_does_not_hang(factory: str) -> None:
    async def story(judge: Judge) -> None:
        assert not judge.answering
        assert (await judge.hear(Passage("fine"), deadline=0.1)).unanswered

    with_judge(factory, story, start_within=1.0)


def test_a_megabyte_goes_through_and_so_does_a_lone_surrogate() -> None:
    async def story(judge: Judge) -> None:
        assert not (await judge.hear(Passage("word " * 200_000), deadline=20)).unanswered
        assert not (await judge.hear(Passage("\ud800"), deadline=5)).unanswered

    with_judge(TROUBLED, story)
