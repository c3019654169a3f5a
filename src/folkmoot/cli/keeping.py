"""Keeping: backups, one person's data, and the order of what is stored."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from folkmoot.cli.terminal import SiteOption, config_now, in_house, say, stop


def backup(file: Path) -> None:
    """Write everything into one file, while the server runs or stands."""
    from folkmoot.store.backup import backup as write

    asyncio.run(write(config_now().database_url, file))
    say(f"Kept in {file}. The key in the data folder ({config_now().data / 'secret.key'}) is to be kept beside it.")


def restore(
    file: Path, force: Annotated[bool, typer.Option(help="Overwrite a database that holds something.")] = False
) -> None:
    """Bring everything back from a file that `backup` wrote, into either kind of database."""
    from folkmoot.store.backup import restore as read

    asyncio.run(read(file, config_now().database_url, force=force))
    say(f"Restored from {file}.")


def export(
    person: Annotated[str, typer.Argument(help="A name, an author's id, or a token.")], site: SiteOption
) -> None:
    """Print all that is kept of one person as JSON."""
    from folkmoot.operations.export_author import export_author

    kept = in_house(lambda house: export_author(house.means, site_name=site, person=person))
    say(json.dumps(kept, ensure_ascii=False, indent=2, default=str))


def erase(
    person: Annotated[str, typer.Argument(help="A name, an author's id, or a token.")],
    site: SiteOption,
    yes: Annotated[bool, typer.Option(help="Do not ask.")] = False,
) -> None:
    """Forget one person: texts, name and token go; numbers and decisions stay."""
    from folkmoot.operations.erase_author import erase_author

    if not yes and not typer.confirm(f"Erase {person} at {site}? This cannot be undone"):
        stop("Nothing was erased.")
    erased = in_house(lambda house: erase_author(house.means, site_name=site, person=person))
    say(f"Erased: {erased.comments} comments of one author.")


def check() -> None:
    """Derive every comment's state and number again, and name what differs."""
    from folkmoot.operations.check_store import check_store

    differing = in_house(lambda house: check_store(house.means))
    for line in differing:
        say(str(line))
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
