"""Authors, their sanctions, and the flags of readers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, update

from folkmoot.discussion.author import Author
from folkmoot.discussion.flag import Flag
from folkmoot.moderation.sanction import Sanction
from folkmoot.store.tables import author, flag, sanction
from folkmoot.store.write.rows import insert_if_absent


def insert_author(
    db: Connection, *, site: UUID, new: Author, name_key: str, token_hash: str | None, language: str
) -> None:
    """Keep a new author."""
    db.execute(
        insert(author),
        {
            "site": site,
            "id": new.id,
            "kind": str(new.kind),
            "name": new.name,
            "name_key": name_key,
            "token_hash": token_hash,
            "mail": None,
            "language": language,
            "created_at": new.created_at,
            "erased_at": None,
        },
    )


def rename_author(db: Connection, *, site: UUID, author_id: UUID, name: str, name_key: str) -> None:
    """Let an author write under another name; all of his comments carry it."""
    db.execute(
        update(author).where(author.c.site == site, author.c.id == author_id).values(name=name, name_key=name_key)
    )


def insert_sanction(db: Connection, *, site: UUID, new: Sanction, because: tuple[UUID, int, int] | None) -> None:
    """Keep a sanction; ``because`` names the decision that it follows: comment, revision, number."""
    comment_id, n, seq = because if because is not None else (None, None, None)
    db.execute(
        insert(sanction),
        {
            "site": site,
            "id": new.id,
            "author": new.author,
            "kind": str(new.kind),
            "comment": comment_id,
            "n": n,
            "seq": seq,
            "staff": new.staff,
            "reason": new.reason,
            "starts_at": new.starts_at,
            "ends_at": new.ends_at,
        },
    )


def lift_sanction(db: Connection, *, site: UUID, sanction_id: UUID, by: UUID, now: datetime) -> bool:
    """End a sanction before its time; return False where it was not there or lifted already."""
    lifted = (
        update(sanction)
        .where(sanction.c.site == site, sanction.c.id == sanction_id, sanction.c.lifted_at.is_(None))
        .values(lifted_at=now, lifted_by=by)
    )
    return bool(db.execute(lifted).rowcount)


def insert_flag(db: Connection, *, site: UUID, flag_id: UUID, n: int, new: Flag) -> bool:
    """Keep a reader's flag; return False where he has flagged this comment before."""
    return insert_if_absent(
        db,
        flag,
        site=site,
        id=flag_id,
        comment=new.comment,
        n=n,
        flagger=new.flagger,
        clause=new.clause,
        note=new.note,
        at=new.at,
    )
