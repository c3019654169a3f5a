"""No statement of the store asks a table without saying of which site, but for the few that look for the site itself.

Every public function of ``store.read`` and ``store.write`` is called on a database with a row in each table, and each
statement that it sends is read: every table that has a site must be held to one, directly or by a table joined to it.
"""

import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from importlib import import_module
from types import NoneType, UnionType
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import (
    CTE,
    BinaryExpression,
    Connection,
    Delete,
    FromClause,
    Join,
    Select,
    Subquery,
    TextClause,
    Update,
    create_engine,
    event,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import ColumnClause, Tuple

from folkmoot.errors import FolkmootError
from folkmoot.store import read, write
from folkmoot.store.migrations import bring_up_to_date
from folkmoot.store.tables import comment, metadata, revision, story
from store.everything import fill_every_table, words_for
from store.rows import NOON

ALLOWED = {
    # They find the site of an address, a key or a person.
    "read.sites.site_named": "by its name",
    "read.sites.all_sites": "for the operator, and for the worker",
    "read.sites.site_of_key": "of a publisher's key",
    "read.desk.member_of_session": "who is signed in, and where he works",
    "read.desk.member_named": "where a person works",
    "read.desk.member_by_id": "where a person works",
    "write.staff.remove_staff": "from every site",
    # The worker serves every site.
    "write.requests.take_due_events": "the worker's look for due events",
    "write.requests.forget_old_keys": "the worker's tidying",
    "write.requests.forget_delivered": "the worker's tidying",
    "write.search.clear_out": "the index of words is one for all",
}
"""Invariant 10 of the tables: who may ask without a site, and why."""


SILENT = {"write.comments.lock_comment"}
"""On SQLite, where nobody else writes meanwhile, they have nothing to say."""


def functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the public functions of ``store.read`` and ``store.write`` that take a connection, with their names."""
    for package in (read, write):
        for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
            for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
                first = next(iter(inspect.signature(function).parameters), "")
                if function.__module__ == module.name and first == "db" and name[0] != "_":
                    yield f"{module.name.removeprefix('folkmoot.store.')}.{name}", function


FUNCTIONS = dict(functions())
FUNCTIONS.pop("write.rows.insert_if_absent")  # gives its values on; the tables refuse a row without its site


@pytest.fixture(scope="module")
def filled() -> Iterator[Connection]:
    """A database with a row in every table."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    with engine.connect() as connection:
        bring_up_to_date(connection, migrate=True)
        fill_every_table(connection)
        connection.commit()
        yield connection
    engine.dispose()


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_of_the_store_says_of_which_site_it_speaks(name: str, filled: Connection) -> None:
    statements: list[Any] = []

    def record(connection: Any, statement: Any, *rest: Any) -> None:
        statements.append(statement)

    arguments = [made_for(FUNCTIONS[name], filled, sparing=sparing) for sparing in (False, True)]
    event.listen(filled, "before_execute", record)
    for some in arguments:
        called(FUNCTIONS[name], filled, some)
    event.remove(filled, "before_execute", record)
    assert statements or name in SILENT, "it never asked anything: give this test better arguments for it"
    forgotten = set().union(*(tables_without_a_site(statement) for statement in statements))
    if name in ALLOWED:
        assert forgotten, "it names its site now: take it off the list"
    else:
        assert not forgotten


def test_only_functions_that_are_there_are_allowed_more() -> None:
    assert set(ALLOWED) <= set(FUNCTIONS)


def test_a_statement_that_forgets_a_site_is_found_out() -> None:
    its, here = UUID(int=1), comment.c.site == UUID(int=2)
    words = select(revision.c.text)
    joined = words.select_from(comment.join(revision, revision.c.site == comment.c.site))
    loose = words.select_from(comment.join(revision, revision.c.comment == comment.c.id))
    inner = select(comment.c.story).where(comment.c.id == its)
    assert tables_without_a_site(select(comment).where(comment.c.id == its)) == {"comment"}
    assert tables_without_a_site(joined.where(comment.c.id == its)) == {"comment", "revision"}
    assert tables_without_a_site(loose.where(here)) == {"revision"}
    assert tables_without_a_site(select(story).where(story.c.id.in_(inner), story.c.site == its)) == {"comment"}
    assert tables_without_a_site(update(story).values(version=0).where(story.c.id == its)) == {"story"}
    assert tables_without_a_site(select(comment.alias("reply")).where(here)) == {"reply"}
    assert not tables_without_a_site(joined.where(here))
    assert not tables_without_a_site(update(story).values(version=0).where(story.c.site == its))
    held = select(comment.c.site, comment.c.story).where(here).subquery()
    assert not tables_without_a_site(select(story).join(held, held.c.site == story.c.site))


def tables_without_a_site(statement: Any) -> set[str]:
    """Return the names of the tables that a statement reads or changes without being held to a site."""
    if isinstance(statement, TextClause):
        return {str(statement)}
    groups: dict[FromClause, set[FromClause]] = {}
    held: list[FromClause] = []
    asked = set(_asked(statement))
    for one in asked:
        groups.setdefault(one, {one})
        for inner in _bases(one):
            _unite(groups, one, inner)
    for element in visitors.iterate(statement):
        if not isinstance(element, BinaryExpression) or element.operator not in (operators.eq, operators.in_op):
            continue
        sides = [_table_of_site(element.left), _table_of_site(element.right)]
        named = [side for side in sides if side is not None]
        if len(named) == 2:
            _unite(groups, *named)
        held += named if len(named) == 1 else []
    safe = set().union(*(groups.get(one, {one}) for one in held))
    return {str(getattr(one, "name", one)) for one in asked if one not in safe and _site_column(one) is not None}


def _asked(statement: Any) -> Iterator[FromClause]:
    for element in visitors.iterate(statement):
        if isinstance(element, Select):
            for source in element.get_final_froms():
                yield from _leaves(source)
        elif isinstance(element, Update | Delete):
            yield from _leaves(element.table)


def _leaves(source: FromClause) -> Iterator[FromClause]:
    if isinstance(source, Join):
        yield from _leaves(source.left)
        yield from _leaves(source.right)
    else:
        yield source


def _bases(source: FromClause) -> Iterator[FromClause]:
    column = _site_column(source) if isinstance(source, Subquery | CTE) else None
    for below in () if column is None else column.base_columns:
        if isinstance(below, ColumnClause) and below.table is not None:
            yield below.table


def _unite(groups: dict[FromClause, set[FromClause]], one: FromClause, other: FromClause) -> None:
    both = groups.get(one, {one}) | groups.get(other, {other})
    for member in both:
        groups[member] = both


def _site_column(source: FromClause) -> Any:
    return source.c.get("id" if getattr(source, "name", "") == "site" else "site")


def _table_of_site(side: Any) -> FromClause | None:
    for column in side.clauses if isinstance(side, Tuple) else (side,):
        table = getattr(column, "table", None)
        if table is not None and _site_column(table) is column:
            return typing.cast("FromClause", table)
    return None


def made_for(function: Callable[..., Any], db: Connection, *, sparing: bool) -> dict[str, Any]:
    """Make an argument for each parameter of a function; where it may be None and we are sparing, None."""
    hints = {name: kind for name, kind in typing.get_type_hints(function).items() if name not in ("db", "return")}
    with db.begin():
        ids = {table.name: db.scalar(select(table.c.id)) for table in metadata.sorted_tables if "id" in table.c}
    return {name: _made(name, kind, ids, sparing=sparing) for name, kind in hints.items()}


def called(function: Callable[..., Any], db: Connection, arguments: dict[str, Any]) -> None:
    """Call a function; whatever it answers, nothing is kept."""
    with db.begin() as transaction:
        try:
            function(db, **arguments)
        except (FolkmootError, DBAPIError, NoResultFound, LookupError, ValueError, TypeError, AssertionError):
            pass  # the arguments made no sense together; what was asked until then was read
        finally:
            transaction.rollback()


def _made(name: str, kind: Any, ids: dict[str, Any], *, sparing: bool) -> Any:
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (UnionType, typing.Union):
        if NoneType in inner and sparing:
            return None
        return _made(name, inner[0], ids, sparing=sparing)
    if origin in (list, tuple, Sequence, typing.Sequence) or kind is Sequence:
        if origin is tuple and Ellipsis not in inner:
            return tuple(_made(name, one, ids, sparing=sparing) for one in inner)
        made = [_made(name, inner[0], ids, sparing=sparing)]
        return tuple(made) if origin is tuple else made
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return next(iter(kind))
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(
            **{field.name: _made(field.name, hints[field.name], ids, sparing=sparing) for field in fields(kind)}
        )  # type: ignore[operator]
    known = ids.get(name) or ids.get(name.removesuffix("_id")) or ids.get(name.removesuffix("s")) or ids["comment"]
    simple: dict[Any, Any] = {UUID: known, str: words_for(name), datetime: NOON, bool: False, float: 0.5, bytes: b""}
    simple[int] = 0 if name == "start" else 1
    return simple.get(kind, {})
