"""A backup holds everything of one moment and can be put back into either database, also under a running server."""

import asyncio
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select, text

from folkmoot.errors import BadInput, Conflict, FolkmootError, Unavailable
from folkmoot.store.backup import backup, restore
from folkmoot.store.copying import BEYOND
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store
from folkmoot.store.read.search import find_comments
from folkmoot.store.tables import site, story
from store.everything import everything, fill_every_table
from store.posting import numbers, posted
from store.programs import a_place
from store.rows import a_site

APART = ("story.version", "snapshot")
"""What a restore changes on purpose."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "monday.backup"


async def rows_at(url: str) -> object:
    store = await open_store(url)
    rows = await store.read(lambda db: everything(db, but=APART))
    await store.close()
    return rows


async def test_everything_comes_back_in_either_database(database: str, empty_database: str, file: Path) -> None:
    store = await open_store(database)
    await store.write(fill_every_table)
    before = await store.read(lambda db: everything(db, but=APART))
    await backup(database, file)
    await store.close()
    await restore(file, empty_database)
    again = await open_store(empty_database)
    assert await again.read(lambda db: everything(db, but=APART)) == before
    assert all(before.values())
    assert await again.read(found) == 1
    await again.close()


def found(db: Connection) -> int:
    """How many comments of the first site hold a word of ``everything``."""
    at = db.scalars(select(site.c.id)).first()
    assert at is not None
    return find_comments(db, site=at, words="пар", author=None, state=None, story=None, limit=5, offset=0)[1]


async def test_a_backup_holds_one_moment_while_posts_go_on(database: str, empty_database: str, file: Path) -> None:
    at, under, by = await a_place(database)
    store = await open_store(database)
    first = asyncio.Event()
    done = False

    async def post(line: int) -> int:
        count = 0
        while not done and count < 500:
            await store.write(posted(at, under, by, f"{line}-{count}"))
            count += 1
            first.set()
        return count

    async def take() -> None:
        nonlocal done
        await first.wait()
        await backup(database, file)
        done = True

    posting = asyncio.gather(*(post(line) for line in range(8)))
    await take()
    sent = sum(await posting)
    await store.close()
    await restore(file, empty_database)
    copy = await open_store(empty_database)
    kept = await copy.read(numbers(at))
    assert kept == list(range(1, len(kept) + 1))
    assert 0 < len(kept) <= sent
    assert await copy.read(lambda db: db.scalar(select(story.c.numbered))) == len(kept)
    await copy.close()


async def test_a_restore_under_a_running_server_is_seen_whole_and_writing_goes_on(database: str, file: Path) -> None:
    at, under, by = await a_place(database)
    store = await open_store(database)
    for n in range(20):
        await store.write(posted(at, under, by, f"monday-{n}"))
    await backup(database, file)
    seen: list[int] = []
    done = False

    async def post(line: int) -> None:
        count = 0
        while not done:
            await store.write(posted(at, under, by, f"tuesday-{line}-{count}"))
            count += 1

    async def look() -> None:
        while not done:
            seen.append(len(await store.read(numbers(at))))

    async def put_back() -> None:
        nonlocal done
        while not seen or seen[-1] < 30:
            await asyncio.sleep(0)
        await in_a_process_of_its_own(file, database)
        done = True

    await asyncio.gather(*(post(line) for line in range(4)), look(), put_back())
    # The last look may have been before the end; never was there a thread with holes or without its beginning.
    assert min(seen) >= 20
    kept = await store.read(numbers(at))
    assert kept == list(range(1, len(kept) + 1))
    await store.write(posted(at, under, by, "wednesday"))
    assert await store.read(numbers(at)) == list(range(1, len(kept) + 2))
    assert store.writing
    await store.close()


async def in_a_process_of_its_own(file: Path, url: str) -> None:
    """Restore as the command line does, beside the server."""
    await asyncio.to_thread(lambda: asyncio.run(restore(file, url, force=True)))


async def test_threads_come_back_with_higher_versions_than_were_ever_served(database: str, file: Path) -> None:
    store = await open_store(database)
    await store.write(fill_every_table)
    await backup(database, file)
    await store.write(lambda db: db.execute(text("update story set version = 77")) and None)
    await restore(file, database, force=True)
    assert await store.read(lambda db: db.scalar(select(story.c.version))) == 77 + BEYOND
    assert await store.read(lambda db: db.execute(text("select count(*) from snapshot")).scalar()) == 0
    await store.close()


async def test_a_database_with_something_in_it_is_replaced_only_when_that_was_said(database: str, file: Path) -> None:
    await backup(database, file)
    store = await open_store(database)
    await store.write(a_site)
    with pytest.raises(Conflict) as refused:
        await restore(file, database)
    assert refused.value.code == "database-not-empty"
    count = select(func.count()).select_from(site)
    assert await store.read(lambda db: db.scalar(count)) == 1
    await restore(file, database, force=True)
    assert await store.read(lambda db: db.scalar(count)) == 0
    await store.close()


async def test_a_backup_is_one_file_for_its_owner_alone_and_never_written_over(database: str, file: Path) -> None:
    await backup(database, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if path.name.startswith("monday")] == ["monday.backup"]
    with pytest.raises(BadInput) as refused:
        await backup(database, file)
    assert refused.value.code == "backup-exists"


@pytest.mark.parametrize(
    "wrong", ["missing", "a letter", "another program's", "a page overwritten", "a row too many", "newer"]
)
async def test_a_file_that_is_no_sound_backup_changes_nothing(database: str, file: Path, wrong: str) -> None:
    store = await open_store(database)
    await store.write(fill_every_table)
    before = await store.read(everything)
    if wrong != "missing":
        await backup(database, file)
        spoil(file, wrong)
    with pytest.raises(FolkmootError) as refused:
        await restore(file, database, force=True)
    assert refused.value.code == ("database-newer" if wrong == "newer" else "backup-unreadable")
    assert await store.read(everything) == before
    await store.close()


def spoil(file: Path, wrong: str) -> None:
    if wrong == "a letter":
        file.write_text("Dear editor, " * 1000)
    elif wrong == "a page overwritten":
        content = bytearray(file.read_bytes())
        content[4096 * 3 : 4096 * 12] = b"\x5a" * 4096 * 9
        file.write_bytes(content)
    else:
        changes = {
            "another program's": "drop table alembic_version",
            "a row too many": "update origin set site = 'f'",
            "newer": "update alembic_version set version_num = '9999'",
        }
        with closing(sqlite3.connect(file)) as database, database:
            database.execute(changes[wrong])


async def test_a_database_that_is_not_there_is_not_backed_up(tmp_path: Path, file: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        await backup(f"sqlite:///{tmp_path / 'nowhere.db'}", file)
    assert refused.value.code == "database-cannot-open"
    assert list(tmp_path.iterdir()) == []


async def test_a_full_disk_leaves_no_half_backup(sqlite_store: Store, sqlite_url: str, small_disk_url: str) -> None:
    at, under, by = await a_place(sqlite_url)
    for n in range(2):
        await asyncio.gather(*(sqlite_store.write(posted(at, under, by, f"{n}-{m}")) for m in range(500)))
    small = Path(small_disk_url.removeprefix("sqlite:///")).parent
    with pytest.raises(Unavailable) as refused:
        await backup(sqlite_url, small / "monday.backup")
    assert refused.value.code == "backup-failed"
    assert [path.name for path in small.iterdir()] == ["folkmoot.db"]
