"""The command: sets up and runs a newsroom, reads pages, judges texts, and shows the demo newspaper."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from folkmoot import __version__
from folkmoot.cli import changing, keeping, newsroom, policies, reading, running
from folkmoot.cli.terminal import say, stop
from folkmoot.errors import FolkmootError

HINTS = {
    "site-unknown": " `folkmoot site list` names those that there are.",
    "story-unknown": " A story's short name stands in the address of its discussion: /s/SITE/NAME.",
}
"""What the sentence of an error leaves open at a terminal."""

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Folkmoot: the discussion under a news article, held to a policy that everyone can read.",
)
newsroom.site_app.command("set")(changing.site_set)
app.add_typer(newsroom.site_app, name="site")
app.add_typer(newsroom.staff_app, name="staff")
app.add_typer(newsroom.story_app, name="story")
app.add_typer(policies.policy_app, name="policy")
app.add_typer(reading.import_app, name="import")
for command in (
    running.demo,
    running.serve,
    running.worker,
    reading.judge,
    keeping.backup,
    keeping.restore,
    keeping.export,
    keeping.erase,
    keeping.check,
    keeping.rejudge,
):
    app.command()(command)


@app.callback(invoke_without_command=True)
def begin(
    version: Annotated[bool, typer.Option("--version", help="Say which version this is.")] = False,
) -> None:
    """Folkmoot: the discussion under a news article, held to a policy that everyone can read."""
    if version:
        say(f"folkmoot {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command; what a user could cause is a sentence, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    try:
        app()
    except FolkmootError as error:
        stop(f"{error.sentence}{HINTS.get(error.code, '')}")
    except OSError as error:
        stop(f"{error.filename}: {error.strerror}." if error.filename else f"{error.strerror or error}.")
