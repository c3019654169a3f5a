"""Judging in a process of its own: one that hangs is ended, readers are answered meanwhile, the comment is held."""

import asyncio
from dataclasses import replace

from folkmoot.detectors.judge import RULES, Judge
from folkmoot.discussion.comment import State
from folkmoot.operations.rejudge import rejudge
from folkmoot.operations.show_thread import show_thread
from folkmoot.store.interface import Store
from make import FINE, SITE, STORY, Newsroom, a_newsroom
from operations.asking import cases_open


async def with_process(store: Store, factory: str, *, deadline: float) -> tuple[Newsroom, Judge]:
    newsroom = await a_newsroom(store)
    judge = Judge(factory)
    await judge.start()
    return replace(newsroom, means=replace(newsroom.means, judge=judge, deadline=deadline)), judge


async def test_a_judge_that_hangs_in_a_regular_expression_holds_and_nobody_waits_for_it(sqlite_store: Store) -> None:
    newsroom, judge = await with_process(sqlite_store, "detectors.panels_for_tests:troubled", deadline=0.5)
    try:
        posting = asyncio.create_task(newsroom.post("hang"))
        async with asyncio.timeout(5):  # what others read is answered at once, whatever the judge does
            while not posting.done():
                await show_thread(newsroom.means, site_name=SITE, url=STORY)
                await asyncio.sleep(0)
        assert (await posting).own.state is State.HELD
        assert [case.why for case in await cases_open(newsroom)] == ["unchecked"]
    finally:
        await judge.close()


async def test_a_judge_that_ends_holds_and_a_new_one_judges_again(sqlite_store: Store) -> None:
    newsroom, judge = await with_process(sqlite_store, "detectors.panels_for_tests:troubled", deadline=5)
    try:
        assert (await newsroom.post("please end")).own.state is State.HELD
    finally:
        await judge.close()
    newsroom, judge = replace(newsroom, means=replace(newsroom.means, deadline=30)), Judge(RULES)
    newsroom = replace(newsroom, means=replace(newsroom.means, judge=judge))
    await judge.start()
    try:
        assert (await rejudge(newsroom.means, site_name=SITE)).published == 1
        assert (await newsroom.post(FINE)).own.number == "2"
        returned = await newsroom.post("You are an imbecile.", parent="1")
        assert returned.own.state is State.RETURNED
        assert returned.own.findings[0].clause == "personal-attacks"
    finally:
        await judge.close()
