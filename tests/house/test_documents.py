"""What the documents say is so: commands exist, links lead somewhere, every how-to can be found."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from folkmoot.cli import app

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)")
MAKE = re.compile(r"`make ([a-z]+)")
COMMAND = re.compile(r"(?:^|`|\s)folkmoot ([a-z]+)(?: ([a-z]+))?", re.MULTILINE)


def name_of(path: Path) -> str:
    """Return a short name for a document in a test's id."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    dead = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert not dead


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_what_is_to_be_made_can_be_made(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(MAKE.findall(path.read_text(encoding="utf-8"))) <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_commands_in_code_exist(path: Path) -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group, since there are subcommands
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"```(?:sh|console|bash)?\n(.*?)```", text, re.DOTALL) + re.findall(r"`(folkmoot [^`]+)`", text)
    unknown = []
    for piece in code:
        for first, second in COMMAND.findall(piece):
            known = commands.get(first)
            if known is None or (second and hasattr(known, "commands") and second not in known.commands):
                unknown.append(f"folkmoot {first} {second}".strip())
    assert not unknown


def test_every_how_to_is_listed() -> None:
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    missing = [
        p.name
        for folder in ("how-to", "reference", "explanation", "decisions")
        for p in (ROOT / "docs" / folder).glob("*.md")
        if f"({folder}/{p.name})" not in listed
    ]
    assert not missing


def test_decisions_are_numbered_and_say_what_was_weighed() -> None:
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        assert re.match(r"\d{4}-[a-z0-9-]+\.md", path.name)
        text = path.read_text(encoding="utf-8").lower()
        assert "weighed" in text or "considered" in text, path.name


def test_the_architecture_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {p.stem for p in (ROOT / "src" / "folkmoot").iterdir() if p.stem[0] not in "_." and p.name != "py.typed"}
    missing = [name for name in sorted(packages - {"policies"}) if f"`{name}`" not in text]
    assert not missing


def test_the_reference_of_commands_is_what_the_commands_say() -> None:
    import importlib.util

    made = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert made is not None
    assert made.loader is not None
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    assert module.FILE.read_text(encoding="utf-8") == module.commands(), "run `make docs`"
