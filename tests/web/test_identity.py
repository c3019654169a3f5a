"""Who may do what: no operation and no door is missing from the table, and no door is for the machine alone."""

import ast
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

import folkmoot.operations
from folkmoot.web.app import DOORS
from folkmoot.web.identity import MAY, Actor
from folkmoot.web.reference import openapi_config
from web.doors import House

OPERATIONS = Path(next(iter(folkmoot.operations.__path__)))


def operations() -> set[str]:
    """Return the names of all that operations offer: public coroutines that are given means first."""
    found = set()
    for file in OPERATIONS.glob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.AsyncFunctionDef) and [a.arg for a in node.args.args[:1]] == ["means"]:
                found.add(node.name)
    return {name for name in found if not name.startswith("_")}


@pytest.fixture(scope="module")
def framework() -> Litestar:
    """The doors as the framework knows them."""
    provided = {"door": Provide(lambda: None, sync_to_thread=False)}
    return Litestar(DOORS, dependencies=provided, openapi_config=openapi_config("1"), logging_config=None)


def handlers(framework: Litestar) -> dict[str, HTTPRouteHandler]:
    """Return every handler by method and path."""
    return {
        f"{method} {route.path}": handler
        for route in framework.routes
        for method, (handler, _) in getattr(route, "route_handler_map", {}).items()
        if method != "OPTIONS"
    }


def test_every_operation_has_its_row() -> None:
    assert operations() - set(MAY) == set()


def test_every_door_names_a_verb_of_the_table(framework: Litestar) -> None:
    for where, handler in handlers(framework).items():
        assert handler.opt.get("verb") in MAY, where


def test_no_door_leads_to_what_is_the_machines_alone(framework: Litestar) -> None:
    for where, handler in handlers(framework).items():
        assert Actor.MACHINE not in MAY[handler.opt["verb"]], where


def test_every_address_of_the_desk_but_signing_in_and_the_console_is_for_staff(framework: Litestar) -> None:
    staff = {Actor.MODERATOR, Actor.EDITOR, Actor.OPERATOR}
    for where, handler in handlers(framework).items():
        if "/desk/api" in where:
            assert MAY[handler.opt["verb"]] <= staff, where


def test_whatever_a_moderator_may_an_operator_may_too() -> None:
    for verb, actors in MAY.items():
        if actors & {Actor.MODERATOR, Actor.EDITOR}:
            assert Actor.OPERATOR in actors, verb


async def test_every_change_at_the_desk_is_refused_without_a_session(house: House, framework: Litestar) -> None:
    for where in handlers(framework):
        method, path = where.split(" ")
        if path.startswith("/desk/api"):
            for name in ("comment", "author", "sanction"):
                path = path.replace(f"{{{name}:uuid}}", "01930000-0000-7000-8000-000000000001")
            path = path.replace("{site:str}", "ferry-post").replace("{slug:str}", "night-ferry")
            answer = await house.browser.request(method, path, json={})
            assert answer.status_code == 401, where
