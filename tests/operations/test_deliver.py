"""Delivering: each event at least once, several changes as one message, and what failed is tried again."""

import asyncio
from typing import Any

from folkmoot.errors import Unavailable
from folkmoot.operations.deliver import deliver_due, deliver_for_ever
from folkmoot.operations.refresh import desk_topic
from folkmoot.store.write.requests import take_due_events
from make import EXPULSION, Newsroom
from operations.asking import column

Told = list[tuple[Any, dict[str, Any]]]


def listen(newsroom: Newsroom) -> Told:
    told: Told = []
    newsroom.means.bus.watch(lambda topic, message: told.append((topic, message)))
    return told


async def test_readers_are_told_once_of_many_changes_with_the_last_version(newsroom: Newsroom) -> None:
    for _ in range(5):
        await newsroom.post()
    told = listen(newsroom)
    assert await deliver_due(newsroom.means) == 5
    ((topic, message),) = told
    assert topic[0] == "thread"
    assert sorted(message.pop("numbered")) == ["1", "2", "3", "4", "5"]
    assert message == {"version": 5, "count": 5, "restricted": False}
    assert await deliver_due(newsroom.means) == 0


async def test_desks_are_told_how_many_wait(newsroom: Newsroom) -> None:
    await newsroom.post(EXPULSION)
    await newsroom.post(EXPULSION)
    told = listen(newsroom)
    assert await deliver_due(newsroom.means) == 2
    assert told == [(desk_topic(newsroom.site.id), {"event": "queue", "total": 2})]


async def test_delivered_events_are_ticked_off(newsroom: Newsroom) -> None:
    await newsroom.post()
    await deliver_due(newsroom.means)
    assert await column(newsroom, "event", "done_at") == [newsroom.clock()]


async def test_what_failed_is_tried_again_a_minute_later(newsroom: Newsroom) -> None:
    await newsroom.post()
    broken = [True]

    def watcher(topic: Any, message: dict[str, Any]) -> None:
        if broken[0]:
            raise Unavailable("bus-gone", "The bus is gone.")

    newsroom.means.bus.watch(watcher)
    await deliver_due(newsroom.means)
    assert await column(newsroom, "event", "failure") == ["bus-gone"]
    assert await deliver_due(newsroom.means) == 0
    broken[0] = False
    newsroom.clock.pass_by(minutes=1)
    assert await deliver_due(newsroom.means) == 1
    assert await column(newsroom, "event", "failure") == [""]
    assert await column(newsroom, "event", "attempts") == [2]


async def test_one_delivery_that_breaks_does_not_keep_back_the_others(newsroom: Newsroom) -> None:
    await newsroom.post()
    await newsroom.post(EXPULSION)
    told: Told = []

    def watcher(topic: Any, message: dict[str, Any]) -> None:
        if topic[0] == "thread":
            raise ZeroDivisionError
        told.append((topic, message))

    newsroom.means.bus.watch(watcher)
    assert await deliver_due(newsroom.means) == 2
    assert len(told) == 1
    assert sorted(await column(newsroom, "event", "failure")) == ["", "ZeroDivisionError"]


async def test_what_another_worker_has_taken_and_not_finished_is_taken_after_its_lease(newsroom: Newsroom) -> None:
    await newsroom.post()
    now = newsroom.clock()
    await newsroom.means.store.write(lambda db: take_due_events(db, now=now, most=10))
    assert await deliver_due(newsroom.means) == 0
    newsroom.clock.pass_by(seconds=61)
    assert await deliver_due(newsroom.means) == 1


async def test_two_workers_at_once_share_the_events(newsroom: Newsroom) -> None:
    for n in range(30):
        await newsroom.post(url=f"https://www.ferrypost.example/{n}")
    counts = await asyncio.gather(*(deliver_due(newsroom.means) for _ in range(3)))
    assert sum(counts) == 30


async def test_whoever_delivers_is_woken_by_a_write(newsroom: Newsroom) -> None:
    told = asyncio.Event()
    newsroom.means.bus.watch(lambda topic, message: told.set())
    delivering = asyncio.create_task(deliver_for_ever(newsroom.means))
    await newsroom.post()
    async with asyncio.timeout(30):
        await told.wait()
    delivering.cancel()
    await asyncio.gather(delivering, return_exceptions=True)
