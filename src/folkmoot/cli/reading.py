"""Reading: a newspaper's page imported or judged, and texts from a file or a pipe judged."""

import typer

import_app = typer.Typer(no_args_is_help=True, help="Read what a newspaper has already.")


def judge() -> None:
    """Judge a page, a file or a pipe by a policy."""
