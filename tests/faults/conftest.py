"""What every test of faults may count on: it leaves no server behind."""

from collections.abc import Iterator

import pytest

from faults.running import end_all, started


@pytest.fixture(autouse=True)
def nothing_left_running() -> Iterator[None]:
    """End every server that a test has started, also where it failed."""
    before = started()  # a file may share one among its tests
    yield
    end_all(before)
