"""The clauses of a policy file, read and checked one by one, with their examples."""

import re
from enum import StrEnum

from folkmoot.policy.fields import (
    Field,
    Fields,
    choice,
    chosen,
    count,
    items,
    text,
    threshold,
    truth,
    words,
    wrong_type,
)
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.problems import Finds, Place, quoted
from folkmoot.policy.program import Clause, Example, ExampleStory, Unknown
from folkmoot.policy.source import Mapping, Node, Scalar
from folkmoot.signals import Attribute, Target

CLAUSE_KEYS = (
    *("id", "rule", "why", "signal", "aimed_at", "hold", "reject"),
    *("reword", "strikes", "unknown", "by", "examples"),
)
LATER_CLAUSE_KEYS = ("if", "then", "mode")
EXAMPLE_KEYS = ("text", "parent", "story", "outcome")
STORY_KEYS = ("headline", "text", "writer")

MEASURING_KEYS = ("signal", "aimed_at", "hold", "reject", "reword", "unknown")
"""What a clause that people alone cite cannot have: nothing is measured for it."""

MOST_STRIKES = 100

_ASTRAY = dict.fromkeys(("title", "language", "welcome", "clauses", "first_comments"), "at the top of the file")

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


class _By(StrEnum):
    PEOPLE = "people"


class _Side(StrEnum):
    FINE = "fine"
    BROKEN = "broken"


_OUTCOMES = {_Side.FINE: (Outcome.PUBLISH,), _Side.BROKEN: (Outcome.HOLD, Outcome.REJECT)}
"""What may be expected of an example: it is judged as a second try, so it is never returned for rewording."""


def read_clauses(field: Field | None, finds: Finds, *, language: str, unknown: Unknown) -> tuple[Clause, ...]:
    """Return the clauses; ``language`` and ``unknown`` are the policy's own."""
    if field is None:
        return ()
    clauses: dict[str, Clause] = {}
    for node in items(field.value, finds, of="clause"):
        if not isinstance(node, Mapping):
            wrong_type(node, finds, "a clause", "begin it with `id:`")
            continue
        fields = Fields(node, finds, known=CLAUSE_KEYS, later=LATER_CLAUSE_KEYS, astray=_ASTRAY)
        clause = _clause(fields, node.place, finds, language=language, unknown=unknown)
        if clause.id in clauses:
            sentence = f"two clauses are called {quoted(clause.id)}; the first is on line {clauses[clause.id].line}"
            finds.add("duplicate-id", _place_of(fields, "id", node.place), sentence)
        elif clause.id:
            clauses[clause.id] = clause
    return tuple(clauses.values())


def _clause(fields: Fields, place: Place, finds: Finds, *, language: str, unknown: Unknown) -> Clause:
    clause_id = _id(fields.get("id"), finds)
    place = _place_of(fields, "id", place)
    for key in ("id", "rule"):
        if key not in fields:
            finds.add("missing-key", place, f"a clause needs `{key}`")
    by = fields.get("by")
    by_people = by is not None and choice(by.value, finds, _By, of="word") is _By.PEOPLE
    if by_people:
        _check_people(fields, finds)
    elif by is None:
        _check_measures(fields, place, finds)
    hold, reject = threshold(fields.get("hold"), finds), threshold(fields.get("reject"), finds)
    if hold is not None and reject is not None and hold >= reject:
        sentence = f"`hold` ({hold:g}) must be smaller than `reject` ({reject:g})"
        finds.add("thresholds-out-of-order", _place_of(fields, "hold", place), sentence)
    signal = fields.get("signal")
    fine, broken = _examples(fields.get("examples"), finds, by_people=by_people)
    return Clause(
        id=clause_id,
        rule=words(fields.get("rule"), finds, language=language),
        why=words(fields.get("why"), finds, language=language),
        signal=choice(signal.value, finds, Attribute, of="signal") if signal else None,
        aimed_at=_targets(fields.get("aimed_at"), finds),
        hold=hold,
        reject=reject,
        reword=truth(fields.get("reword"), finds),
        strikes=count(fields.get("strikes"), finds, most=MOST_STRIKES),
        unknown=chosen(fields.get("unknown"), finds, Unknown, of="word", default=unknown),
        by_people=by_people,
        fine=fine,
        broken=broken,
        line=place.line,
    )


def _id(field: Field | None, finds: Finds) -> str:
    """Return the clause's name for addresses and decisions; empty with a problem."""
    said = text(field.value, finds, wanted="a short name") if field else None
    if not field or not said:
        return ""
    if not _ID.fullmatch(said):
        likely = re.sub(r"[^a-z0-9_]+", "-", said.lower()).strip("-_")[:60]
        hint = f"write `{likely}`" if likely else "such as `personal-attacks`"
        sentence = f"{quoted(said)} is no name for a clause: small letters a to z, digits and hyphens, at most 60"
        finds.add("bad-id", field.value.place, sentence, hint)
        return ""
    return said


def _check_people(fields: Fields, finds: Finds) -> None:
    for key in MEASURING_KEYS:
        if field := fields.get(key):
            sentence = f"`{key}` has no meaning in a clause that people alone cite (`by: people`)"
            finds.add("people-measure-nothing", field.key.place, sentence, "leave one of the two out")


def _check_measures(fields: Fields, place: Place, finds: Finds) -> None:
    if "if" in fields or "then" in fields:
        return
    if "signal" not in fields:
        finds.add("missing-key", place, "a clause needs a `signal` that it listens to, or `by: people`")
    if "hold" not in fields and "reject" not in fields:
        finds.add("keeps-nothing", place, "a clause needs `hold` or `reject`, or `by: people`")


def _targets(field: Field | None, finds: Finds) -> frozenset[Target] | None:
    if field is None:
        return None
    targets: set[Target] = set()
    for node in items(field.value, finds, of="target"):
        target = choice(node, finds, Target, of="target")
        if target in targets:
            finds.add("duplicate-target", node.place, f"`{target}` stands twice")
        elif target:
            targets.add(target)
    return frozenset(targets)


def _examples(field: Field | None, finds: Finds, *, by_people: bool) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the fine and the broken examples of one clause."""
    if field is None:
        return (), ()
    if not isinstance(field.value, Mapping):
        wrong_type(field.value, finds, "a mapping with `fine` and `broken`")
        return (), ()
    fields = Fields(field.value, finds, known=_Side)
    if by_people and (broken := fields.get(_Side.BROKEN)):
        sentence = "nothing can be measured under a clause that people alone cite, so it has no broken examples"
        finds.add("people-measure-nothing", broken.key.place, sentence)
    read = {side: _side(fields.get(side), side, finds) for side in _Side}
    return read[_Side.FINE], read[_Side.BROKEN]


def _side(field: Field | None, side: _Side, finds: Finds) -> tuple[Example, ...]:
    if field is None:
        return ()
    examples = [_example(node, side, finds) for node in items(field.value, finds, of="example")]
    return tuple(example for example in examples if example)


def _example(node: Node, side: _Side, finds: Finds) -> Example | None:
    if not isinstance(node, Mapping):
        said = text(node, finds, wanted="a comment, or a mapping with `text`")
        return Example(said, line=node.place.line) if said else None
    if all(key.text not in EXAMPLE_KEYS for key, _ in node.entries):
        sentence = "this is read as a mapping, because of its colon; an example is a text, or has a `text`"
        finds.add("colon", node.place, sentence, "quote the text")
        return None
    fields = Fields(node, finds, known=EXAMPLE_KEYS)
    comment, parent, outcome = fields.get("text"), fields.get("parent"), fields.get("outcome")
    if comment is None:
        finds.add("missing-key", node.place, "an example needs a `text`")
    expected = choice(outcome.value, finds, Outcome, of="outcome") if outcome else None
    if outcome and expected and expected not in _OUTCOMES[side]:
        sentence = f"a {side} example, judged as a second try, cannot end in `{expected}`"
        finds.add("impossible-outcome", outcome.value.place, sentence, f"write {' or '.join(_OUTCOMES[side])}")
    return Example(
        text=(text(comment.value, finds) if comment else None) or "",
        parent=text(parent.value, finds) if parent else None,
        story=_story(fields.get("story"), finds),
        outcome=expected,
        line=node.place.line,
    )


def _story(field: Field | None, finds: Finds) -> ExampleStory | None:
    if field is None:
        return None
    if isinstance(field.value, Scalar):
        return ExampleStory(text=text(field.value, finds) or "")
    if not isinstance(field.value, Mapping):
        wrong_type(field.value, finds, "a text, or a mapping with `headline` and `text`")
        return None
    fields = Fields(field.value, finds, known=STORY_KEYS)
    parts = {key: text(part.value, finds) for key in STORY_KEYS if (part := fields.get(key))}
    return ExampleStory(parts.get("headline") or "", parts.get("text") or "", parts.get("writer"))


def _place_of(fields: Fields, key: str, otherwise: Place) -> Place:
    field = fields.get(key)
    return field.value.place if field else otherwise
