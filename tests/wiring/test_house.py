"""A house makes its folder and its key at the first start, and says plainly what it cannot use."""

import asyncio
import stat
import threading
from pathlib import Path

import pytest

from folkmoot.config import read_config
from folkmoot.errors import Unavailable
from folkmoot.wiring.house import open_house, prepare_folder, read_secret


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = read_secret(tmp_path)
    assert read_secret(tmp_path) == made
    assert len(made) == 64
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_key_that_was_cut_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("abc\n")
    with pytest.raises(Unavailable, match="too short") as refused:
        read_secret(tmp_path)
    assert refused.value.code == "secret-unreadable"


def test_a_key_that_is_no_text_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_bytes(b"\xff" * 64)
    with pytest.raises(Unavailable, match="cannot be read"):
        read_secret(tmp_path)


def test_a_key_that_another_process_is_writing_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.touch()
    writing = threading.Timer(0.1, path.write_text, ["a" * 64 + "\n"])
    writing.start()
    assert read_secret(tmp_path) == b"a" * 64
    writing.join()


def test_a_file_is_no_data_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="cannot be made") as refused:
        prepare_folder(tmp_path / "file" / "data")
    assert refused.value.code == "data-folder"


async def test_two_that_open_an_empty_folder_at_once_have_one_key(tmp_path: Path) -> None:
    config = read_config({"FOLKMOOT_DATA": str(tmp_path / "new" / "data")})

    async def token() -> str:
        async with open_house(config, judging=False) as house:
            return house.means.secrets.network("192.0.2.1")

    first, second = await asyncio.gather(token(), token())
    assert first == second
