"""What PostgreSQL alone promises: it breaks off, and comes back."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import asyncpg
import pytest
from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import DBAPIError

from folkmoot.errors import Unavailable
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store
from folkmoot.store.tables import site
from store.rows import a_site


@pytest.fixture
async def postgres_store(postgres_url: str) -> AsyncIterator[Store]:
    """An open store on PostgreSQL."""
    store = await open_store(postgres_url)
    yield store
    await store.close()


async def break_connections(url: str) -> None:
    """End every other connection to the database, as a server does that is started anew."""
    other = await asyncpg.connect(url)
    await other.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> $1",
        other.get_server_pid(),
    )
    await other.close()


def names(db: Connection) -> set[str]:
    return set(db.execute(select(site.c.name)).scalars())


async def test_a_server_that_was_started_anew_is_found_again(postgres_store: Store, postgres_url: str) -> None:
    await asyncio.gather(*(postgres_store.read(names) for _ in range(5)))
    await break_connections(postgres_url)
    await postgres_store.write(a_site)
    await break_connections(postgres_url)
    assert await postgres_store.read(names) == {"ferry-post"}


async def test_a_verb_whose_connection_breaks_is_run_again_and_kept_once(
    postgres_store: Store, postgres_url: str
) -> None:
    tries: list[int] = []

    def verb(db: Connection) -> UUID:
        tries.append(1)
        new = a_site(db)
        if len(tries) == 1:
            db.execute(text("select pg_terminate_backend(pg_backend_pid())"))
        return new

    await postgres_store.write(verb)
    assert len(tries) == 2
    assert await postgres_store.read(names) == {"ferry-post"}


GOING = "begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end"


async def test_a_commit_without_an_answer_is_told_and_the_next_verb_goes_on(postgres_store: Store) -> None:
    def verb(db: Connection) -> None:
        a_site(db)
        # Called when the transaction is committed: the server goes away just then.
        db.execute(text(f"create function go() returns trigger language plpgsql as '{GOING}'"))
        db.execute(text("create constraint trigger gone after insert on site initially deferred "
                        "for each row execute function go()"))  # fmt: skip
        a_site(db, "regatta-news")

    with pytest.raises(Unavailable) as failed:
        await postgres_store.write(verb)
    assert failed.value.code == "store-failed"
    assert postgres_store.writing
    assert await postgres_store.read(names) == set()
    await postgres_store.write(a_site)
    assert await postgres_store.read(names) == {"ferry-post"}


async def test_two_verbs_that_wait_for_each_other_both_come_through(postgres_store: Store) -> None:
    await postgres_store.write(lambda db: [a_site(db, "one"), a_site(db, "two")])
    took: dict[str, asyncio.Event] = {"one": asyncio.Event(), "two": asyncio.Event()}
    tries: list[str] = []

    def verb(db: Connection, first: str, second: str) -> None:
        tries.append(first)
        db.execute(update(site).where(site.c.name == first).values(title=site.c.title + first))
        took[first].set()
        if len(tries) <= 2:
            until(took[second])
        db.execute(update(site).where(site.c.name == second).values(title=site.c.title + first))

    await asyncio.gather(
        postgres_store.write(lambda db: verb(db, "one", "two")), postgres_store.write(lambda db: verb(db, "two", "one"))
    )
    titles = await postgres_store.read(lambda db: set(db.execute(select(site.c.title)).scalars()))
    assert len(tries) == 3
    assert all(title.count("one") + title.count("two") == 3 for title in titles)


def until(happened: asyncio.Event) -> None:
    # Within a verb over asyncpg one may wait for what happens in the loop, as its statements do.
    from sqlalchemy.util import await_only

    await_only(happened.wait())


@pytest.mark.parametrize("wrong", ["nobody listens", "no such database", "no address"])
async def test_a_server_that_cannot_be_reached_is_a_clear_error(postgres_server: str, wrong: str) -> None:
    url = {
        "nobody listens": "postgresql://127.0.0.1:1/folkmoot",
        "no such database": postgres_server.replace("/postgres?", "/nowhere?"),
        "no address": "postgresql://host:notaport/x",
    }[wrong]
    with pytest.raises(Unavailable) as refused:
        await open_store(url)
    assert refused.value.code == "database-cannot-open"


async def test_a_broken_statement_is_the_verbs_own_error(postgres_store: Store) -> None:
    with pytest.raises(DBAPIError):
        await postgres_store.write(lambda db: db.execute(text("select nonsense")) and None)
    await postgres_store.write(a_site)
