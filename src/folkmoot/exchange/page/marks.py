"""The class names and selectors by which themes mark their parts, as marks.toml lists them."""

import tomllib
from functools import cache
from importlib.resources import files

from selectolax.lexbor import LexborNode


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("folkmoot.exchange.page").joinpath("marks.toml").read_text(encoding="utf-8"))


@cache
def names(part: str, kind: str = "classes") -> frozenset[str]:
    """The classes (or the ``ids``) that mark a part."""
    return frozenset(_table()[kind][part])


@cache
def selectors(part: str) -> tuple[str, ...]:
    """The selectors of a part, the surest first."""
    return tuple(_table()["selectors"][part])


def classes(node: LexborNode) -> list[str]:
    """The classes of an element, as written."""
    return (node.attributes.get("class") or "").split()


def has(node: LexborNode, part: str) -> bool:
    """Whether one of an element's classes marks that part."""
    return not names(part).isdisjoint(classes(node))
