"""The wheel holds everything that the program reads when it runs, and whoever installs it needs no Node."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKED = ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "src", "policies")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """A wheel of this tree with the front end that is built already: building it anew takes Node and half a minute."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in PACKED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel"],
        cwd=folder,
        env=os.environ | {"HATCH_BUILD_NO_HOOKS": "true"},
        check=True,
        capture_output=True,
    )
    (built,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(built) as opened:
        yield opened


def test_every_file_of_the_package_is_in_it(wheel: zipfile.ZipFile) -> None:
    files = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "folkmoot").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    samples = {f"folkmoot/policies/{path.name}" for path in (ROOT / "policies").glob("*.yaml")}
    packed = {name for name in wheel.namelist() if not name.startswith("folkmoot-")}
    assert len(samples) == 3
    assert packed == files | samples


def test_the_front_end_is_in_it_whole(wheel: zipfile.ZipFile) -> None:
    static = "folkmoot/web/static"
    manifest = json.loads(wheel.read(f"{static}/console-manifest.json"))
    needed = {f"{static}/{chunk['file'].rpartition('/')[2]}" for chunk in manifest.values()}
    assert needed | {f"{static}/embed.js", f"{static}/page.css"} <= set(wheel.namelist())


def test_it_brings_the_command_and_its_licence(wheel: zipfile.ZipFile) -> None:
    (entry,) = (name for name in wheel.namelist() if name.endswith("/entry_points.txt"))
    assert "folkmoot = folkmoot.cli:main" in wheel.read(entry).decode()
    assert any(name.endswith("/licenses/LICENSE") for name in wheel.namelist())


def test_with_its_own_dependencies_alone_every_module_can_be_imported(wheel: zipfile.ZipFile) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "alone.py"), *asked_for(wheel)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_it_asks_for_nothing_that_is_for_builders_or_tests_alone(wheel: zipfile.ZipFile) -> None:
    named = ("nodejs", "pytest", "playwright", "httpx")
    assert not [line for line in asked_for(wheel) if any(name in line for name in named)]


def asked_for(wheel: zipfile.ZipFile) -> list[str]:
    """Return the requirements of who installs it without extras."""
    (metadata,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
    lines = wheel.read(metadata).decode().splitlines()
    asked = [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]
    return [line for line in asked if "extra ==" not in line]
