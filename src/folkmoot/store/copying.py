"""Copying: every row of one database into another, in an order in which none names a row that is not there yet."""

from typing import Any

from sqlalchemy import Connection, Select, case, delete, exists, func, insert, literal, select, text, update

from folkmoot.store.tables import comment, metadata, site, snapshot, staff, story

ROWS = 500
"""Rows that are held in memory at a time."""

BEYOND = 1000
"""By how much a thread's version is raised when its rows come back from a backup: it was served under some version
after the backup was made, nobody knows which, and a page is never replaced by an older one."""


def copy_rows(source: Connection, target: Connection) -> None:
    """Insert the rows of all our tables into empty ones."""
    for table in metadata.sorted_tables:
        rows = source.execute(
            _parents_first() if table is comment else select(table), execution_options={"yield_per": ROWS}
        )
        for some in rows.mappings().partitions():
            target.execute(insert(table), [dict(row) for row in some])


def _parents_first() -> Select[Any]:
    top = select(comment.c.site, comment.c.story, comment.c.id, literal(0).label("depth"))
    level = top.where(comment.c.parent.is_(None)).cte("level", recursive=True)
    below = (comment.c.site == level.c.site) & (comment.c.story == level.c.story) & (comment.c.parent == level.c.id)
    level = level.union_all(select(comment.c.site, comment.c.story, comment.c.id, level.c.depth + 1).join(level, below))
    it = (comment.c.site == level.c.site) & (comment.c.id == level.c.id)
    return select(comment).join(level, it).order_by(level.c.depth)


def is_empty(db: Connection) -> bool:
    """Tell whether nobody has set up anything here yet."""
    return not db.scalar(select(exists().select_from(site))) and not db.scalar(select(exists().select_from(staff)))


def highest_version(db: Connection) -> int:
    """Return the highest version of any thread; 0 where there is none."""
    return db.scalar(select(func.max(story.c.version))) or 0


def prepare_to_serve(db: Connection, *, above: int) -> None:
    """Raise the versions of all threads beyond ``above`` and their own, and drop the pages that were ready."""
    seen = case((story.c.version > above, story.c.version), else_=above)
    db.execute(update(story).values(version=seen + BEYOND))
    db.execute(delete(snapshot))


def lock_tables(db: Connection) -> None:
    """Keep every other writer out of all our tables until the transaction ends (PostgreSQL); readers go on."""
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    db.execute(text(f"lock table {names} in exclusive mode"))


def delete_rows(db: Connection) -> None:
    """Delete the rows of all our tables."""
    for table in reversed(metadata.sorted_tables):
        db.execute(delete(table))
