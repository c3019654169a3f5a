"""The reference of our API: the OpenAPI schema, and the same as a calm page of our own."""

from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from markupsafe import Markup, escape

from folkmoot.web.door import Door
from folkmoot.web.identity import MAY, Actor
from folkmoot.web.page import Frame, whole_page

TAGS = {
    "Readers": "What the embed shows to everybody. Only pages of the site's origins may read it from a browser.",
    "Authors": "What the embed sends for whoever writes. The answer's token goes along as a bearer token from then on.",
    "Publishers": "What the newspaper's server says of its articles. The publisher's key goes along as a bearer token.",
    "Desk": "What the moderators' console uses, with the cookie of a session; every change carries X-Folkmoot-CSRF.",
    "Operators": "For whoever watches over the server.",
}
"""The parts of the reference, in order."""

WHO = {
    Actor.READER: "anybody",
    Actor.AUTHOR: "the author, by his token",
    Actor.PUBLISHER: "the publisher's server, by its key",
    Actor.MODERATOR: "moderators",
    Actor.EDITOR: "editors",
    Actor.OPERATOR: "operators",
}

THREAD: dict[str, Any] = {
    "get": {
        "tags": ["Readers"],
        "operationId": "show_thread",
        "summary": "A page of the thread under an article, as HTML",
        "description": "The same bytes for everybody, with an ETag. `at` asks for the page on which a number stands.",
        "parameters": [
            {"name": "site", "in": "path", "required": True, "schema": {"type": "string"}},
            {"name": "url", "in": "query", "required": True, "schema": {"type": "string"}},
            {"name": "page", "in": "query", "schema": {"type": "integer"}},
            {"name": "order", "in": "query", "schema": {"type": "string", "enum": ["oldest", "newest"]}},
            {"name": "at", "in": "query", "schema": {"type": "string"}},
        ],
        "responses": {"200": {"description": "The page.", "content": {"text/html": {"schema": {"type": "string"}}}}},
    }
}
"""Answered before the framework, and so described by hand."""

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "What a door answers where it says no (RFC 9457). Some carry more: `field`, `retry_after`.",
    "required": ["type", "title", "status", "detail", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence to show."},
        "code": {"type": "string", "description": "Stable: programs go by this."},
    },
}


def openapi_config(version: str) -> OpenAPIConfig:
    """Return what the framework needs to describe the doors; nobody is led to the address that it serves itself."""
    router = Router("/api/reference", route_handlers=[], opt={"verb": "show_reference"}, include_in_schema=False)
    return OpenAPIConfig(
        title="Folkmoot",
        version=version or "1",
        description="The discussion under a news article, held to a policy that everyone can read.",
        path="/api/reference",
        openapi_router=router,
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
    )


def finished(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with what the framework cannot know: the ready pages, our problems, who may do what."""
    whole = deepcopy(schema)
    whole["paths"] = {"/api/sites/{site}/thread": deepcopy(THREAD), **whole["paths"]}
    whole["components"]["schemas"]["Problem"] = PROBLEM
    whole["tags"] = [{"name": name, "description": words} for name, words in TAGS.items()]
    refused = {
        "description": "A problem; its code says which.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for _, _, operation in _operations(whole):
        operation["responses"].pop("400", None)
        operation["responses"]["default"] = refused
        operation["x-who"] = [WHO[actor] for actor in Actor if actor in MAY[operation["operationId"]]]
    return whole


def _operations(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


@dataclass(frozen=True, slots=True)
class Field:
    """One field, parameter or part of an answer, as the page prints it."""

    name: str
    kind: str
    """Its type in words, with the names of shapes."""
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Printed:
    """One operation as the page prints it."""

    id: str
    method: str
    path: str
    summary: str
    words: str
    who: str
    parameters: list[Field]
    body: str
    answer: str


def printed(schema: dict[str, Any]) -> dict[str, list[Printed]]:
    """Return the operations by their parts."""
    parts: dict[str, list[Printed]] = {tag: [] for tag in TAGS}
    for path, method, operation in _operations(schema):
        asked = operation.get("parameters", ())
        parts[operation["tags"][0]].append(
            Printed(
                id=operation["operationId"],
                method=method,
                path=path,
                summary=operation["summary"],
                words=operation.get("description", ""),
                who=", ".join(operation["x-who"]),
                parameters=[
                    Field(p["name"], kind_of(p["schema"]), p.get("required", False), p.get("description", ""))
                    for p in asked
                ],
                body=_content(operation.get("requestBody", {})),
                answer=_content(next((a for s, a in operation["responses"].items() if s.startswith("2")), {})),
            )
        )
    return parts


def shapes(schema: dict[str, Any]) -> dict[str, tuple[str, list[Field]]]:
    """Return every shape's words and fields by its name."""
    found = {}
    for name, shape in sorted(schema["components"]["schemas"].items()):
        needed = set(shape.get("required", ()))
        fields = [
            Field(key, kind_of(value), key in needed, value.get("description", ""))
            for key, value in shape.get("properties", {}).items()
        ]
        found[name] = (shape.get("description", ""), fields)
    return found


def kind_of(schema: dict[str, Any]) -> str:
    """Return a type in words: ``text``, ``list of Own``, ``text or nothing``."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join("nothing" if value is None else str(value) or "(empty)" for value in schema["enum"])
    several = schema.get("oneOf") or schema.get("anyOf")
    if several:
        return " or ".join(kind_of(one) for one in several)
    kind = schema.get("type", "anything")
    if isinstance(kind, list):
        return " or ".join(_KINDS.get(str(one), str(one)) for one in kind)
    if kind == "array":
        return f"list of {kind_of(schema.get('items', {}))}"
    return _FORMATS.get(str(schema.get("format", "")), _KINDS.get(str(kind), str(kind)))


_KINDS = {"string": "text", "integer": "number", "boolean": "yes or no", "null": "nothing", "object": "object"}
_FORMATS = {"uuid": "id", "date-time": "time"}


def _content(part: dict[str, Any]) -> str:
    return next((kind_of(content["schema"]) for content in part.get("content", {}).values() if content), "")


def _coded(words: str) -> Markup:
    """Return a description with what stands in backticks set as code."""
    parts = words.split("`")
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else escape(p) for n, p in enumerate(parts))


def _linked(kind: str, known: Collection[str]) -> Markup:
    """Return a type in words, the names of shapes leading to them."""
    link = Markup('<a class="line" href="#{0}">{0}</a>').format
    return Markup(" ").join(link(word) if word in known else word for word in kind.split(" "))


@get("/api", opt={"verb": "show_reference"}, include_in_schema=False)
async def reference_page(door: NamedDependency[Door], request: Request[Any, Any, Any]) -> Response[str]:
    """Print the reference."""
    schema = finished(request.app.openapi_schema.to_schema())
    frame = Frame(door.settings.public_url, "", "Folkmoot", "en")
    all_shapes = shapes(schema)
    page = whole_page(
        "reference.html",
        frame,
        tags=TAGS,
        parts=printed(schema),
        shapes=all_shapes,
        schema=schema,
        kind=lambda kind: _linked(kind, all_shapes),
        coded=_coded,
    )
    return Response(page, media_type="text/html", headers={"cache-control": "no-cache"})


@get("/api/openapi.json", opt={"verb": "show_reference"}, include_in_schema=False)
async def openapi_json(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    """Return the schema for programs."""
    schema = finished(request.app.openapi_schema.to_schema())
    return Response(schema, headers={"cache-control": "no-cache", "access-control-allow-origin": "*"})


reference_door = Router("/", route_handlers=[reference_page, openapi_json])
