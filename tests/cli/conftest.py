"""A user's terminal in an empty folder, and a newsroom that is served while he works."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.served import Newsroom, open_newsroom
from cli.shell import Shell, Warm


@pytest.fixture(scope="session")
def warm() -> Iterator[Warm]:
    """The process that runs commands."""
    process = Warm()
    yield process
    process.close()


@pytest.fixture
def shell(tmp_path: Path, warm: Warm) -> Shell:
    """A user in an empty folder, where nothing was set up."""
    return Shell(tmp_path, warm)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory, warm: Warm) -> Iterator[Newsroom]:
    """A newsroom that runs; tests do not see each other's stories."""
    with open_newsroom(Shell(tmp_path_factory.mktemp("served"), warm)) as opened:
        yield opened
