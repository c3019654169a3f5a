"""What SQLite alone promises: one commit for many, a full disk that harms nobody, two processes on one file."""

import asyncio
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, event, text

from folkmoot.errors import Unavailable
from folkmoot.store.engine import open_store, sqlite_path
from folkmoot.store.interface import Store
from folkmoot.store.sqlite import SqliteStore, open_sqlite
from store.posting import comments_of, numbers
from store.programs import a_place, a_program, ended
from store.rows import a_site


async def test_verbs_that_wait_at_the_same_time_share_a_commit(sqlite_store: Store) -> None:
    commits: list[int] = []
    seen: set[int] = set()

    def verb(n: int, db: Connection) -> None:
        if id(db.engine) not in seen:  # the writer's engine is seen first from within a verb
            seen.add(id(db.engine))
            event.listen(db.engine, "commit", lambda _: commits.append(1))
        a_site(db, f"paper-{n}")

    await asyncio.gather(*(sqlite_store.write(lambda db, n=n: verb(n, db)) for n in range(100)))  # type: ignore[misc]
    assert 2 <= len(commits) <= 10


async def test_every_commit_is_on_the_disk_and_keys_are_watched(sqlite_store: Store) -> None:
    def settings(db: Connection) -> list[object]:
        return [
            db.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")
        ]

    assert await sqlite_store.write(settings) == ["wal", 2, 1]
    assert await sqlite_store.read(settings) == ["wal", 2, 1]


@pytest.mark.parametrize("disk", ["a limit on the file", "a disk of one megabyte"])
async def test_a_full_disk_is_a_clear_error_nothing_half_and_reading_goes_on(
    sqlite_url: str, disk: str, request: pytest.FixtureRequest
) -> None:
    url, longest = sqlite_url, "400000"
    if disk.startswith("a disk"):
        url, longest = request.getfixturevalue("small_disk_url"), "0"
    place = await a_place(url)
    lines = await ended(a_program(url, place, posts=3000, longest=longest))
    answers = dict(line.split() for line in lines if line.startswith("post-"))
    kept = {UUID(answer) for answer in answers.values() if not answer.startswith("!")}
    refusals = [answer for answer in answers.values() if answer.startswith("!")]
    assert len(answers) == 3000
    assert kept
    assert set(refusals) == {"!store-failed", "!store-stopped"}
    assert lines[-2:] == [f"READ {len(kept)}", "WRITING False"]
    await ours_after(sqlite_url, url, place[0], kept)


async def ours_after(elsewhere: str, url: str, site: UUID, kept: set[UUID]) -> None:
    """Look at what the program left, on a disk with room: exactly what it had answered."""
    if url != elsewhere:
        for ending in ("", "-wal"):
            shutil.copy(sqlite_path(url) + ending, sqlite_path(elsewhere) + ending)
    store = await open_store(elsewhere)
    assert await store.read(comments_of(site)) == kept
    assert await store.read(numbers(site)) == list(range(1, len(kept) + 1))
    assert await store.read(lambda db: db.execute(text("PRAGMA integrity_check")).scalar()) == "ok"
    assert store.writing
    await store.close()


async def test_two_processes_write_one_file_and_a_post_sent_to_both_is_one_comment(sqlite_url: str) -> None:
    place = await a_place(sqlite_url)
    both = await asyncio.gather(*(ended(a_program(sqlite_url, place, posts=150)) for _ in range(2)))
    answers = [dict(line.split() for line in lines if line.startswith("post-")) for lines in both]
    assert answers[0] == answers[1]
    assert len(answers[0]) == 150
    store = await open_store(sqlite_url)
    assert await store.read(comments_of(place[0])) == {UUID(one) for one in answers[0].values()}
    assert await store.read(numbers(place[0])) == list(range(1, 151))
    await store.close()


@pytest.fixture
def held(sqlite_url: str) -> Iterator[sqlite3.Connection]:
    """Another program that is writing in the file."""
    other = sqlite3.connect(sqlite_path(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


async def test_a_file_that_another_program_holds_is_busy_when_it_is_opened(
    sqlite_url: str, held: sqlite3.Connection
) -> None:
    with pytest.raises(Unavailable) as refused:
        await open_sqlite(sqlite_path(sqlite_url), migrate=True, busy=0.05)
    assert refused.value.code == "database-busy"


async def test_a_verb_that_another_program_keeps_waiting_too_long_may_come_again(
    sqlite_url: str, held: sqlite3.Connection
) -> None:
    held.execute("ROLLBACK")
    store = await open_sqlite(sqlite_path(sqlite_url), migrate=True, busy=0.05)
    held.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as refused:
        await store.write(a_site)
    held.execute("ROLLBACK")
    assert refused.value.code == "store-busy"
    assert store.writing
    await store.write(a_site)
    await store.close()


@pytest.mark.parametrize("broken", ["a folder that is not there", "a folder", "another file"])
async def test_a_file_that_cannot_be_opened_is_a_clear_error(tmp_path: Path, broken: str) -> None:
    path = tmp_path / "folkmoot.db"
    if broken == "a folder that is not there":
        path = tmp_path / "nowhere" / "folkmoot.db"
    elif broken == "a folder":
        path.mkdir()
    else:
        path.write_text("Dear editor, " * 500)
    with pytest.raises(Unavailable) as refused:
        await open_store(f"sqlite:///{path}")
    assert refused.value.code == "database-cannot-open"
    assert str(path) in refused.value.sentence


async def test_a_file_that_is_gone_when_its_threads_start_is_told_to_everybody(tmp_path: Path) -> None:
    store = SqliteStore(str(tmp_path), busy=0.05)
    with pytest.raises(Unavailable) as refused:
        await store.write(a_site)
    assert refused.value.code in ("store-failed", "store-stopped")
    with pytest.raises(Unavailable) as refused:
        await store.read(a_site)
    assert refused.value.code == "store-unreadable"
    await store.close()


async def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    store = await open_store(f"sqlite:///{tmp_path / 'new.db'}")
    await store.write(a_site)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}
    await store.close()


def test_an_address_may_hold_any_path() -> None:
    assert sqlite_path("sqlite:///data/folkmoot.db") == "data/folkmoot.db"
    assert sqlite_path("sqlite:////var/lib/folkmoot.db") == "/var/lib/folkmoot.db"
    assert sqlite_path("sqlite:////var/lib/my%20paper.db") == "/var/lib/my paper.db"
