"""Keeping: backups, one person's data, and the order of what is stored."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from folkmoot.cli.terminal import SiteOption, config_now, counted, in_house, say, shown, shown_json, stop


def backup(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Write everything into one file, while the server runs or stands."""
    from folkmoot.store.backup import backup as write
    from folkmoot.wiring.house import SECRET_FILE

    config = config_now()
    asyncio.run(write(config.database_url, file))
    say(f"Everything is kept in {file}. Keep a copy of {config.data / SECRET_FILE} with it: it is not in there.")


def restore(
    file: Annotated[Path, typer.Argument(help="One that `folkmoot backup` wrote.")],
    force: Annotated[bool, typer.Option("--force", help="Replace what the database holds.")] = False,
) -> None:
    """Bring everything back from a file that `backup` wrote, into either kind of database."""
    from folkmoot.store.backup import restore as read
    from folkmoot.wiring.house import SECRET_FILE, prepare_folder

    config = config_now()
    prepare_folder(config.data)
    asyncio.run(read(file, config.database_url, force=force))
    say(f"Restored from {file}.")
    if not (config.data / SECRET_FILE).exists():
        say(f"Put the copy of {SECRET_FILE} into {config.data} before you serve: without it no author is known again.")


def export(
    person: Annotated[str, typer.Argument(help="A name, an author's id, or a token.")], site: SiteOption
) -> None:
    """Print all that is kept of one person as JSON."""
    from folkmoot.operations.export_author import export_author

    kept = in_house(lambda house: export_author(house.means, site_name=site, person=person))
    say(shown_json(json.dumps(kept, ensure_ascii=False, indent=2, default=str)))


def erase(
    person: Annotated[str, typer.Argument(help="A name, an author's id, or a token.")],
    site: SiteOption,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Forget one person: texts, name and token go; numbers and decisions stay."""
    from folkmoot.operations.erase_author import erase_author

    if not yes and not typer.confirm(f"Erase {person} at {site}? This cannot be undone"):
        stop("Nothing was erased.")
    erased = in_house(lambda house: erase_author(house.means, site_name=site, person=person))
    say(f"Erased: one author, with {counted(erased.comments, 'comment')}.")


def check() -> None:
    """Derive every comment's state and number anew, and name those that differ from what is stored."""
    from folkmoot.operations.check_store import check_store

    differing = in_house(lambda house: check_store(house.means))
    for line in differing:
        say(shown(str(line)))
    if differing:
        stop(f"{len(differing)} differ.")
    say("Everything is as it follows from its decisions.")


def rejudge(
    site: SiteOption,
    waiting: Annotated[bool, typer.Option("--all", help="All that waits, not only what could not be checked.")] = False,
) -> None:
    """Judge again what could not be checked; persons' decisions stand."""
    from folkmoot.operations.rejudge import rejudge as judge_again

    done = in_house(lambda house: judge_again(house.means, site_name=site, everything=waiting), judging=True)
    say(f"Judged again: {done}")
