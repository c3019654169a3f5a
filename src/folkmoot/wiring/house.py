"""The house: everything that was built from a Config, open for one task or for as long as a server runs."""

import os
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from uuid_utils.compat import uuid7

from folkmoot.config import Config
from folkmoot.detectors.judge import Judge
from folkmoot.errors import Unavailable
from folkmoot.operations.means import Means, Secrets
from folkmoot.store.engine import open_store
from folkmoot.store.interface import Store

SECRET_FILE = "secret.key"  # noqa: S105  # a file's name
WRITTEN_WITHIN = 1.0
"""Seconds that another process has between making the key's file and writing the key."""


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Return a time-ordered id (RFC 9562, version 7)."""
    return uuid7()


@dataclass(frozen=True, slots=True)
class House:
    """Everything that was built."""

    config: Config
    store: Store
    judge: Judge
    means: Means


@asynccontextmanager
async def open_house(config: Config, *, judging: bool = True) -> AsyncIterator[House]:
    """Open the database (made or brought up to date where needed), start the judge, and let go of both at the end.

    Args:
        judging: Start the judge's process; without it every hearing says that nobody answered.

    Raises:
        Unavailable: ``data-folder`` or what ``open_store`` says of the database.
    """
    prepare_folder(config.data)
    secret = read_secret(config.data)
    store = await open_store(config.database_url)
    judge = Judge()
    try:
        if judging:
            await judge.start()
        means = Means(
            store=store,
            judge=judge,
            secrets=Secrets(secret),
            now=now,
            new_id=new_id,
            public_url=config.public_url,
        )
        yield House(config, store, judge, means)
    finally:
        await judge.close()
        await store.close()


def prepare_folder(folder: Path) -> None:
    """Make the data folder.

    Raises:
        Unavailable: ``data-folder``.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("data-folder", f"The data folder {folder} cannot be made: {error.strerror}.") from error


def read_secret(folder: Path) -> bytes:
    """Return the key that signs authors' tokens and hashes networks; made at the first start, for the owner alone.

    Raises:
        Unavailable: ``secret-unreadable``.
    """
    path = folder / SECRET_FILE
    try:
        # Two processes may start at once: the first one's key is everybody's.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        _until_it_is_written(path)
    except OSError as error:
        raise Unavailable("secret-unreadable", f"{path} cannot be made: {error.strerror}.") from error
    else:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
    try:
        secret = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable("secret-unreadable", f"{path} cannot be read.") from error
    if len(secret) < 32:  # half of what we write: somebody has cut it
        raise Unavailable("secret-unreadable", f"{path} is too short. Restore it, or move it away to make a new one.")
    return secret.encode()


def _until_it_is_written(path: Path) -> None:
    """Wait a moment for whoever has just made the file."""
    until = time.monotonic() + WRITTEN_WITHIN
    while time.monotonic() < until and path.is_file() and not path.stat().st_size:
        time.sleep(0.02)
