"""What stands in JSON columns, there and back: signals, spans, people, settings."""

from collections.abc import Iterable
from typing import Any, cast

import msgspec

from folkmoot.discussion.site import SiteSettings
from folkmoot.discussion.story import Person
from folkmoot.signals import Attribute, Hearing, Signal, Target, Unanswered
from folkmoot.text.span import Span


def spans_column(spans: Iterable[Span]) -> list[list[int]]:
    """Spans as ``[[start, end], …]`` in code points."""
    return [[span.start, span.end] for span in spans]


def spans_of(column: list[list[int]]) -> tuple[Span, ...]:
    """Spans from their column."""
    return tuple(Span(start, end) for start, end in column)


def signals_column(hearing: Hearing) -> list[dict[str, Any]]:
    """Signals as flat objects with short, stable names."""
    return [
        {
            "attribute": str(signal.attribute),
            "target": str(signal.target),
            "score": signal.score,
            "spans": spans_column(signal.spans),
            "detector": signal.detector,
            "aim": signal.aim,
            "aim_spans": spans_column(signal.aim_spans),
        }
        for signal in hearing.signals
    ]


def unanswered_column(hearing: Hearing) -> list[dict[str, Any]]:
    """Detectors that did not answer, with the attributes that stayed unchecked."""
    return [{"detector": u.detector, "attributes": sorted(map(str, u.attributes))} for u in hearing.unanswered]


def hearing_of(
    signals: list[dict[str, Any]], unanswered: list[dict[str, Any]], *, language: str, panel: str
) -> Hearing:
    """A hearing from its columns."""
    return Hearing(
        signals=tuple(
            Signal(
                attribute=Attribute(s["attribute"]),
                target=Target(s["target"]),
                score=s["score"],
                spans=spans_of(s["spans"]),
                detector=s["detector"],
                aim=s["aim"],
                aim_spans=spans_of(s["aim_spans"]),
            )
            for s in signals
        ),
        language=language,
        unanswered=tuple(
            Unanswered(u["detector"], frozenset(Attribute(a) for a in u["attributes"])) for u in unanswered
        ),
        panel=panel,
    )


def people_column(people: Iterable[Person]) -> list[dict[str, str]]:
    """People with their roles."""
    return [{"name": person.name, "role": person.role} for person in people]


def people_of(column: list[dict[str, str]]) -> tuple[Person, ...]:
    """People from their column."""
    return tuple(Person(name=p["name"], role=p["role"]) for p in column)


def settings_column(settings: SiteSettings) -> dict[str, Any]:
    """A site's settings as one object."""
    return cast("dict[str, Any]", msgspec.to_builtins(settings))


def settings_of(column: dict[str, Any]) -> SiteSettings:
    """Settings from their column; what an older version did not know keeps its default."""
    return msgspec.convert(column, SiteSettings, strict=False)
