"""What every command uses: the terminal, the settings, an open house for one task, files and pipes."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer
from rich.console import Console

from folkmoot.config import Config, read_config

if TYPE_CHECKING:  # wiring imports everything: only when a command needs it
    from folkmoot.wiring import House

T = TypeVar("T")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

SiteOption = Annotated[str, typer.Option("--site", "-s", help="The site's short name.")]


def say(text: str = "") -> None:
    """Print a line at once, so that a program that waits for it has it."""
    print(text, flush=True)  # noqa: T201


def stop(sentence: str) -> NoReturn:
    """Say what is wrong, and end with status 2."""
    err.print(sentence, style="red", markup=False)
    raise SystemExit(2)


def config_now() -> Config:
    """Return the settings of this process."""
    return read_config(os.environ)


def in_house(task: "Callable[[House], Awaitable[T]]", *, judging: bool = False) -> T:
    """Open the house for one task."""
    from folkmoot.wiring import open_house

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
