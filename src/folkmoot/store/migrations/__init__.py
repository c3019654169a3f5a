"""Migrations: how the tables came to be as they are, one step a file, and the way up."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from folkmoot.errors import Unavailable

_LOCK = 0x666F6C6B6D6F6F74
"""PostgreSQL's advisory lock for changing our tables: the letters of our name."""


STEPS = Path(__file__).parent / "versions"
"""One file a step. A step that makes ``search`` anew on SQLite must make its triggers anew, too."""


def bring_up_to_date(db: Connection, *, migrate: bool, steps: Path = STEPS) -> None:
    """Make or change the tables in the running transaction, which keeps every other process out meanwhile.

    Args:
        migrate: Take the steps that are missing; otherwise refuse.
        steps: The folder that holds them.

    Raises:
        Unavailable: ``database-foreign``, ``database-newer``, or ``database-older`` where ``migrate`` is false.
    """
    if db.dialect.name == "postgresql":
        db.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    configuration = configured(db, steps=steps)
    script = ScriptDirectory.from_config(configuration)
    here, head = version_of(db), script.get_current_head()
    if here == head:
        return
    known = {step.revision for step in script.walk_revisions()}
    if here is not None and here not in known:
        raise Unavailable(
            "database-newer",
            "This database was made by a newer version of Folkmoot. Install that version, or restore a backup.",
        )
    if here is None and inspect(db).get_table_names():
        raise Unavailable("database-foreign", "This database holds something else. Give Folkmoot one of its own.")
    if not migrate:
        raise Unavailable("database-older", "This database must be brought up to date first: run `folkmoot serve`.")
    command.upgrade(configuration, "head")
    if db.dialect.name == "sqlite" and db.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise Unavailable("database-broken", "After the migration rows would name others that are not there.")


def configured(db: Connection, *, steps: Path = STEPS) -> Config:
    """Return Alembic's settings for this connection; they need no file."""
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    configuration.set_main_option("path_separator", "newline")
    configuration.set_main_option("version_locations", str(steps).replace("%", "%%"))
    configuration.attributes["connection"] = db
    return configuration


def version_of(db: Connection) -> str | None:
    """Return the name of the last step that this database has taken; None before the first."""
    return MigrationContext.configure(db).get_current_revision()
