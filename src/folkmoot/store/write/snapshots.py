"""Snapshots: served pages of threads, replaced, never by an older version."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from folkmoot.store.tables import snapshot


def put_snapshot(
    db: Connection,
    *,
    site: UUID,
    story: UUID,
    page: int,
    sorting: str,
    language: str,
    encoding: str,
    version: int,
    etag: str,
    body: bytes,
    now: datetime,
) -> None:
    """Keep a served page unless a newer one is there."""
    dialect = sqlite if db.dialect.name == "sqlite" else postgresql
    new = dialect.insert(snapshot).values(
        site=site,
        story=story,
        page=page,
        sorting=sorting,
        language=language,
        encoding=encoding,
        version=version,
        etag=etag,
        bytes=body,
        made_at=now,
    )
    db.execute(
        new.on_conflict_do_update(
            index_elements=list(snapshot.primary_key.columns),
            set_={
                "version": new.excluded.version,
                "etag": new.excluded.etag,
                "bytes": new.excluded["bytes"],
                "made_at": new.excluded.made_at,
            },
            # The same version again, where another edition of the program renders it otherwise.
            where=snapshot.c.version <= new.excluded.version,
        )
    )


def drop_snapshots(db: Connection, *, site: UUID, story: UUID) -> None:
    """Empty a story's pages: what was restricted must be on none of them."""
    db.execute(delete(snapshot).where(snapshot.c.site == site, snapshot.c.story == story))
