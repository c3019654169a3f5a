"""What every command uses: the terminal, the settings, an open house for one task, files and pipes."""

import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer
from rich.console import Console

from folkmoot.config import Config, read_config

if TYPE_CHECKING:  # the database takes a moment: only for the commands that need it
    from folkmoot.wiring.house import House

T = TypeVar("T")

# A word between colons is what somebody wrote, and no emoji.
out = Console(highlight=False, soft_wrap=True, emoji=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)

STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could steer a terminal or turn a line around; a line's end is none of it."""

SiteOption = Annotated[str, typer.Option("--site", "-s", help="The site's short name.")]


def say(text: str = "") -> None:
    """Print a line at once, so that a program that waits for it has it."""
    print(text, flush=True)  # noqa: T201


def stop(sentence: str) -> NoReturn:
    """Say what is wrong, and end with status 2."""
    err.print(shown(sentence), style="red", markup=False)
    raise SystemExit(2)


def counted(number: int, what: str) -> str:
    """Return "1 comment", "2 comments"."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def shown(text: str) -> str:
    """Return a text as a terminal may be given it: what could steer it becomes visible, every place stays."""
    return STEERING.sub("\ufffd", text)


def shown_json(text: str) -> str:
    """Return a line of JSON as a terminal may be given it, with the same meaning."""
    return STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def config_now() -> Config:
    """Return the settings of this process."""
    return read_config(os.environ)


def in_house(task: "Callable[[House], Awaitable[T]]", *, judging: bool = False) -> T:
    """Open the house for one task."""
    from folkmoot.wiring.house import open_house

    async def open_and_do() -> T:
        async with open_house(config_now(), judging=judging) as house:
            return await task(house)

    return asyncio.run(open_and_do())


def read_bytes(file: Path) -> bytes:
    """Return a file's content; `-` is standard input."""
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        stop(f"{file} cannot be read: {error.strerror}.")


def read_text(file: Path) -> str:
    """Return a file's text, which must be UTF-8."""
    try:
        return read_bytes(file).decode("utf-8")
    except UnicodeDecodeError as error:
        stop(f"{file} is not UTF-8: byte {error.start}.")
