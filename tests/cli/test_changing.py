"""`folkmoot site set`: what is said changes, and how the publication stands is printed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from folkmoot.cli import app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one publication."""
    assert run(tmp_path, "add", "ferry-post", "--origin", "https://www.ferrypost.example").exit_code == 0
    return tmp_path


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["site", *words], env={"FOLKMOOT_DATA": str(folder)})


def test_without_options_it_prints_how_a_publication_stands(folder: Path) -> None:
    printed = run(folder, "set", "ferry-post").output.splitlines()
    assert "origin\thttps://www.ferrypost.example" in printed
    assert "page size\t50" in printed
    assert "editor mail\tnone" in printed


def test_what_is_said_changes(folder: Path) -> None:
    (folder / "people.txt").write_text("# of the country\nTomas Verrin, President\n\nHarbour Board  # since 1911\n")
    people = str(folder / "people.txt")
    run(folder, "set", "ferry-post", "--add", "https://ferrypost.example", "--page-size", "20", "--people", people)
    printed = run(folder, "set", "ferry-post", "--remove", "https://www.ferrypost.example").output.splitlines()
    assert [line for line in printed if line.startswith(("origin", "page", "person"))] == [
        "origin\thttps://ferrypost.example",
        "page size\t20",
        "person\tTomas Verrin, President",
        "person\tHarbour Board",
    ]


def test_a_line_of_the_file_without_a_name_is_named(folder: Path) -> None:
    (folder / "people.txt").write_text("Tomas Verrin, President\n, Mayor\n")
    stopped = run(folder, "set", "ferry-post", "--people", str(folder / "people.txt"))
    assert stopped.exit_code == 2
    assert "people.txt:2: a role without a name." in stopped.stderr.replace("\n", "")
