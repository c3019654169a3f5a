"""A row in every table, and all rows of all tables to compare."""

from datetime import timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Connection, Float, Integer, LargeBinary, Table, Uuid, insert, select

from folkmoot.store.tables import Moment, comment, metadata, search
from store.rows import NOON, an_id

_ALLOWED = {
    "discussion": "open",
    "state": "published",
    "outcome": "publish",
    "taken_by": "policy",
    "role": "moderator",
    "sanction.kind": "warn",
    "sign_in.kind": "session",
}


LATER = ("expires_at", "ends_at", "claimed_until")


def fill_every_table(db: Connection) -> None:
    """Keep one row in each table, with letters and bytes that are easily lost, and three replies deep below each."""
    ids = {table.name: an_id() for table in metadata.sorted_tables}
    for table in metadata.sorted_tables:
        if table is not search:
            db.execute(insert(table).values({column.name: _value(table, column, ids) for column in table.columns}))
        if table is comment:
            _reply(db, ids)
    db.execute(insert(search).values(site=ids["site"], comment=ids["comment"], words="ночной паром"))


def _reply(db: Connection, ids: dict[str, Any]) -> None:
    parent = ids["comment"]
    for depth in range(3):
        row = {column.name: _value(comment, column, ids) for column in comment.columns}
        # Ids go down: an order by id would put a reply before its parent.
        row |= {"id": type(parent)(int=parent.int - 1), "parent": parent, "number": "1.1" + ".1" * depth}
        row |= {"source_id": row["number"]}
        db.execute(insert(comment).values(row))
        parent = row["id"]


def _value(table: Table, column: Column[Any], ids: dict[str, Any]) -> Any:
    name = column.name
    if name == "parent":
        return None
    kinds: dict[type, Any] = {
        Uuid: ids[table.name if name == "id" else name] if name == "id" or name in ids else an_id(),
        Moment: NOON + timedelta(days=name in LATER, microseconds=123456),
        JSON: {"spans": [[0, 3]], "word": "ёж 🚢", "none": None, "score": 0.1},
        LargeBinary: b"\x00\xff\x1f\x8b",
        Boolean: True,
        Float: 0.1 + 0.2,
        Integer: 1,
    }
    for kind, value in kinds.items():
        if isinstance(column.type, kind):
            return value
    return _ALLOWED.get(name) or _ALLOWED.get(f"{table.name}.{name}") or words_for(name)


def words_for(name: str) -> str:
    """Return what stands in a column of words, unless the tables allow only certain ones."""
    return f"{name}: ёж, İ, '\"\\ 🚢"


def everything(db: Connection, *, but: tuple[str, ...] = ()) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, in one order on both databases; columns named in ``but`` left out."""
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for table in metadata.sorted_tables:
        columns = [column for column in table.columns if f"{table.name}.{column.name}" not in but]
        if table.name not in but:
            rows[table.name] = sorted((tuple(row) for row in db.execute(select(*columns))), key=repr)
    return rows
