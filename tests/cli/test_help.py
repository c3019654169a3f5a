"""Whoever asks for help is told by every command, every argument and every option what it is for."""

from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from cli.shell import Shell
from folkmoot.cli import app


def commands(command: Any = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command and group, with its words."""
    command = command or get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


COMMANDS = dict(commands())


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_word_is_explained(path: tuple[str, ...]) -> None:
    command = COMMANDS[path]
    assert command.help.endswith(".")
    unexplained = [p.name for p in command.params if p.name != "help" and not getattr(p, "help", None)]
    assert not unexplained
    assert not [p.name for p in command.params if getattr(p, "secondary_opts", None)], "no --no-…: leaving it out is no"


def test_help_is_printed(shell: Shell) -> None:
    for words in (["--help"], ["judge", "--help"], ["site", "--help"]):
        assert "Usage:" in shell.ok(*words)


@pytest.mark.parametrize("words", [[], ["site"], ["policy"], ["staff"], ["story"], ["import"]])
def test_a_group_alone_prints_its_help(shell: Shell, words: list[str]) -> None:
    done = shell.run(*words)
    assert done.status == 2
    assert "Usage:" in done.out + done.err


@pytest.mark.parametrize("words", [["sight", "list"], ["site", "ad"], ["serve", "--prot", "1"], ["site", "add"]])
def test_a_word_that_is_none_is_refused(shell: Shell, words: list[str]) -> None:
    assert "Usage:" in shell.refused(*words)
