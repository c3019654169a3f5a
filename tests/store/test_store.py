"""What both databases promise: all of a verb or nothing, kept before it is answered, one state for each question."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import NoReturn
from uuid import UUID

import pytest
from sqlalchemy import Connection, func, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from folkmoot.errors import Conflict, Unavailable
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store
from folkmoot.store.tables import author, site
from store.posting import Stumbled, comments_of, numbers, posted
from store.rows import NOON, a_comment, a_site, a_story, an_author, an_id


def names(db: Connection) -> list[str]:
    return list(db.execute(select(site.c.name).order_by(site.c.name)).scalars())


async def placed(store: Store) -> tuple[UUID, UUID, UUID]:
    """A site, a story and an author."""

    def verb(db: Connection) -> tuple[UUID, UUID, UUID]:
        at = a_site(db)
        return at, a_story(db, at), an_author(db, at)

    return await store.write(verb)


async def test_what_was_answered_is_there_after_opening_anew(database: str) -> None:
    store = await open_store(database)
    await store.write(a_site)
    await store.close()
    again = await open_store(database)
    assert await again.read(names) == ["ferry-post"]
    await again.close()


async def test_what_a_verb_raises_comes_back_unchanged_and_nothing_of_it_is_kept(store: Store) -> None:
    error = Conflict("taken", "Somebody was faster.")

    def verb(db: Connection) -> NoReturn:
        a_site(db)
        raise error

    with pytest.raises(Conflict) as raised:
        await store.write(verb)
    assert raised.value is error
    assert await store.read(names) == []
    assert store.writing


@pytest.mark.parametrize("error", [StopIteration, KeyError])
async def test_no_error_of_a_verb_stops_the_store(store: Store, error: type[Exception]) -> None:
    def verb(db: Connection) -> NoReturn:
        raise error

    for ask in (store.write, store.read):
        with pytest.raises((RuntimeError, KeyError)):
            await ask(verb)
    await store.write(a_site)
    assert await store.read(names) == ["ferry-post"]


async def test_one_verb_that_fails_leaves_those_beside_it_alone(store: Store) -> None:
    def verb(n: int, db: Connection) -> None:
        a_site(db, f"paper-{n:02}")
        if n % 3 == 0:
            raise Stumbled

    outcomes = await asyncio.gather(
        *(store.write(lambda db, n=n: verb(n, db)) for n in range(30)),  # type: ignore[misc]
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [Stumbled if n % 3 == 0 else type(None) for n in range(30)]
    assert await store.read(names) == [f"paper-{n:02}" for n in range(30) if n % 3]


async def test_a_broken_rule_of_the_tables_is_an_integrity_error_and_writing_goes_on(store: Store) -> None:
    await store.write(a_site)
    with pytest.raises(IntegrityError):
        await store.write(a_site)
    with pytest.raises(IntegrityError):
        await store.write(lambda db: a_story(db, an_id()))  # a site that is not there
    await store.write(lambda db: a_site(db, "regatta-news"))
    assert await store.read(names) == ["ferry-post", "regatta-news"]


async def test_a_refused_row_inside_a_verb_can_be_lived_with_in_a_savepoint(store: Store) -> None:
    def verb(db: Connection) -> None:
        a_site(db)
        with pytest.raises(IntegrityError), db.begin_nested():
            a_site(db)
        a_site(db, "regatta-news")

    await store.write(verb)
    assert await store.read(names) == ["ferry-post", "regatta-news"]


async def test_a_reply_under_another_sites_comment_is_refused(store: Store) -> None:
    _, under, by = await placed(store)

    def elsewhere(db: Connection) -> None:
        other = a_site(db, "regatta-news")
        a_comment(db, other, under, by)

    with pytest.raises(IntegrityError):
        await store.write(elsewhere)


async def test_a_question_cannot_write(store: Store) -> None:
    with pytest.raises(DBAPIError):
        await store.read(a_site)
    await store.write(a_site)
    assert await store.read(names) == ["ferry-post"]


async def test_a_question_sees_one_state_whatever_is_written_meanwhile(store: Store) -> None:
    loop = asyncio.get_running_loop()
    looked, written = asyncio.Event(), asyncio.Event()
    await store.write(lambda db: a_site(db, "before"))

    async def write_between() -> None:
        await looked.wait()
        await store.write(lambda db: a_site(db, "between"))
        written.set()

    async def ask() -> tuple[list[str], list[str]]:
        # Two questions within one; between them another verb is committed.
        def twice(db: Connection) -> tuple[list[str], list[str]]:
            first = names(db)
            loop.call_soon_threadsafe(looked.set)
            until(written, loop)
            return first, names(db)

        return await store.read(twice)

    if type(store).__name__ == "SqliteStore":  # there a question has a thread of its own, and may wait in it
        (first, second), _ = await asyncio.gather(ask(), write_between())
        assert first == second == ["before"]
    assert await store.read(isolation) in ("serializable", "repeatable read")


def until(happened: asyncio.Event, loop: asyncio.AbstractEventLoop) -> None:
    asyncio.run_coroutine_threadsafe(happened.wait(), loop).result(timeout=30)


def isolation(db: Connection) -> str:
    if db.dialect.name == "sqlite":
        return "serializable"
    return str(db.exec_driver_sql("show transaction_isolation").scalar_one())


async def test_numbers_have_no_gaps_and_a_key_gives_one_comment_however_often_it_is_tried(store: Store) -> None:
    at, under, by = await placed(store)
    keys = [f"post-{n}" for n in range(150)] * 2
    random.Random(11).shuffle(keys)
    seen: dict[str, set[UUID]] = {}
    stumbles = Counter[str]()

    async def send() -> None:
        while keys:
            key = keys.pop()
            stumble = stumbles[key] == 0 and int(key[5:]) % 3 == 0
            stumbles[key] += stumble
            try:
                seen.setdefault(key, set()).add(await store.write(posted(at, under, by, key, stumble=stumble)))
            except Stumbled:
                keys.append(key)

    await asyncio.gather(*(send() for _ in range(32)))
    assert sum(stumbles.values()) == 50
    assert all(len(ids) == 1 for ids in seen.values())
    assert await store.read(numbers(at)) == list(range(1, 151))
    assert await store.read(comments_of(at)) == set().union(*seen.values())


async def test_a_caller_who_goes_away_breaks_nothing(store: Store) -> None:
    tasks = [asyncio.ensure_future(store.write(lambda db, n=n: a_site(db, f"paper-{n}"))) for n in range(20)]  # type: ignore[misc]
    await asyncio.sleep(0)
    for task in tasks[::2]:
        task.cancel()
    kept = [await task for task in tasks[1::2]]
    assert len(kept) == 10
    assert {f"paper-{n}" for n in range(1, 20, 2)} <= set(await store.read(names))
    await store.write(a_site)


async def test_a_moment_keeps_its_instant_and_comes_back_in_utc(store: Store) -> None:
    at, *_ = await placed(store)
    evening = datetime(2026, 11, 24, 20, 30, 15, 123456, tzinfo=timezone(timedelta(hours=4)))
    await store.write(
        lambda db: db.execute(update(author).where(author.c.site == at).values(created_at=evening)) and None
    )
    kept = await store.read(lambda db: db.scalar(select(author.c.created_at).where(author.c.site == at)))
    assert kept == evening
    assert kept is not None
    assert kept.tzinfo is UTC
    earlier = select(func.count()).where(author.c.site == at, author.c.created_at < evening + timedelta(seconds=1))
    assert await store.read(lambda db: db.scalar(earlier)) == 1


async def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    at, *_ = await placed(store)
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(StatementError):
        await store.write(
            lambda db: db.execute(update(author).where(author.c.site == at).values(created_at=naive)) and None
        )


async def test_a_closed_store_says_so_after_finishing_what_it_took(database: str) -> None:
    store = await open_store(database)
    waiting = [asyncio.ensure_future(store.write(lambda db, n=n: a_site(db, f"paper-{n}"))) for n in range(5)]  # type: ignore[misc]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*waiting)
    with pytest.raises(Unavailable) as refused:
        await store.write(a_site)
    assert refused.value.code == "store-closed"
    with pytest.raises(Unavailable) as refused:
        await store.read(names)
    assert refused.value.code == "store-closed"
    again = await open_store(database)
    assert len(await again.read(names)) == 5
    await again.close()


@pytest.mark.parametrize("url", ["", "mysql://localhost/x", "sqlite://", "sqlite:///", "sqlite:///:memory:", "x.db"])
async def test_an_address_that_means_nothing_is_refused(url: str) -> None:
    with pytest.raises(Unavailable) as refused:
        await open_store(url)
    assert refused.value.code == "database-url"
