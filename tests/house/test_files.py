"""Files open with one plain sentence, bear plain names, and name nothing of the machine that they were made on."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
FORBIDDEN = {"utils", "util", "common", "core", "helpers", "helper", "base", "misc", "manager", "service"}
LONGEST = 500
"""Lines; the tables are the longest file, and are one thing."""


def tracked() -> list[Path]:
    """Return what is in the repository, or what would be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout: nothing says what belongs to it")
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def name_of(path: Path) -> str:
    """Return a short name for a file in a test's id."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_opens_with_one_plain_sentence(path: Path) -> None:
    document = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert document, "what is this file?"
    first = document.split("\n\n")[0].replace("\n", " ")
    assert first.endswith((".", "::")), first
    assert len(first) <= 160


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_is_named_for_what_happens_in_it_and_can_be_read_at_once(path: Path) -> None:
    assert not set(path.stem.split("_")) & FORBIDDEN
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


def test_nothing_names_the_machine_or_a_registry() -> None:
    machine = re.compile(
        r"(^|[\s\"'`(=:])/(work|root|home|Users)/|registry\.npmjs\.org|files\.pythonhosted\.org|index-url"
    )
    ours = Path(__file__).resolve()
    telling = []
    for path in tracked():
        if path.resolve() == ours or path.suffix in {".png", ".woff2", ".gz", ".xz", ".bin"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        telling += [f"{name_of(path)}: {m.group(0).strip()}" for m in machine.finditer(text)]
    assert not telling


def test_no_file_is_large() -> None:
    large = [f"{name_of(p)}: {p.stat().st_size // 1024} KiB" for p in tracked() if p.stat().st_size > 2 * 1024 * 1024]
    assert not large
