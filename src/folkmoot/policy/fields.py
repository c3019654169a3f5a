"""Reading one field of a policy file: a text, a word from a list, a threshold, a number, yes or no."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from folkmoot.policy.problems import Finds, Place, did_you_mean, quoted
from folkmoot.policy.program import Words
from folkmoot.policy.source import Items, Mapping, Node, Scalar

Word = TypeVar("Word", bound=StrEnum)

_NUMBER = re.compile(r"[0-9]{0,9}(\.[0-9]{0,17})?")
_PERCENT = re.compile(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?) ?%")
_COMMA = re.compile(r"[0-9]?,[0-9]{1,6}")
_WHOLE = re.compile(r"[0-9]{1,6}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
_TIGHT_REMARK = re.compile(r" +#[^\s#]")

LATER = "not yet in this version"


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the file with its value."""

    key: Scalar
    value: Node

    @property
    def name(self) -> str:
        """The key as it is written."""
        return self.key.text


class Fields:
    """The fields of one mapping, those that it may have and no others."""

    def __init__(
        self,
        mapping: Mapping,
        finds: Finds,
        *,
        known: Iterable[str],
        later: Iterable[str] = (),
        astray: dict[str, str] | None = None,
    ) -> None:
        """Take the mapping; ``later`` are keys of later versions, ``astray`` those that belong elsewhere, and where."""
        self._fields = {key.text: Field(key, value) for key, value in mapping.entries}
        known = set(known)
        for name, field in self._fields.items():
            if name in later:
                finds.add("not-yet", field.key.place, f"{LATER}: {quoted(name)}", "leave it out until then")
            elif name not in known:
                elsewhere = (astray or {}).get(name)
                hint = f"it belongs {elsewhere}" if elsewhere else did_you_mean(name, known)
                finds.add("unknown-key", field.key.place, f"unknown key {quoted(name)}", hint)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def get(self, name: str) -> Field | None:
        """Return the field of this name, or None."""
        return self._fields.get(name)


def wrong_type(node: Node, finds: Finds, wanted: str, hint: str = "") -> None:
    """Add that another kind of value should stand here."""
    match node:
        case Scalar(text=""):
            finds.add("empty", node.place, f"nothing stands here; it should be {wanted}", hint)
        case Scalar():
            finds.add("wrong-type", node.place, f"{quoted(node.text)} should be {wanted}", hint)
        case Items():
            finds.add("wrong-type", node.place, f"this list should be {wanted}", hint)
        case Mapping():
            finds.add("wrong-type", node.place, f"this mapping should be {wanted}", hint)


def text(node: Node, finds: Finds, *, wanted: str = "a text") -> str | None:
    """Return a text of at least one letter, without space around it; None with a problem."""
    if not isinstance(node, Scalar) or not node.text.strip():
        hint = "quote a text that has a colon in it" if isinstance(node, Mapping) else ""
        wrong_type(node if not isinstance(node, Scalar) else replace(node, text=""), finds, wanted, hint)
        return None
    rest = finds.line(node.place.line)[node.place.column - 1 + node.place.width :]
    if node.plain and _TIGHT_REMARK.match(rest):
        place = Place(node.place.line, node.place.column + node.place.width + 1)
        finds.add(
            "tight-remark", place, "`#` ends the text before it", "quote the text; a remark has a space after its `#`"
        )
    return node.text.strip()


def words(field: Field | None, finds: Finds, *, language: str) -> Words:
    """Return a text or its translations, the policy's own language first; no words where there is none."""
    if field is None:
        return Words()
    if not isinstance(field.value, Mapping):
        said = text(field.value, finds, wanted="a text, or a mapping from language to text")
        return Words(((language, said),)) if said else Words()
    texts: list[tuple[str, str]] = []
    for key, value in field.value.entries:
        said = text(value, finds)
        if not _LANGUAGE.fullmatch(key.text):
            hint = "quote a text that has a colon in it"
            finds.add(
                "not-a-language", key.place, f"{quoted(key.text)} is not a language, such as `en` or `pt-BR`", hint
            )
        elif said:
            texts.append((key.text, said))
    if all(key.text != language for key, _ in field.value.entries):
        sentence = f"{quoted(field.name)} says nothing in the policy's own language, {quoted(language)}"
        finds.add("own-language-missing", field.key.place, sentence)
    return Words(tuple(sorted(texts, key=lambda translation: translation[0] != language)))


def language_tag(field: Field | None, finds: Finds, *, default: str) -> str:
    """Return a language's tag."""
    if field is None:
        return default
    said = text(field.value, finds, wanted="a language, such as `en`")
    if said and not _LANGUAGE.fullmatch(said):
        finds.add("not-a-language", field.value.place, f"{quoted(said)} is not a language, such as `en` or `pt-BR`")
        return default
    return said or default


def choice(node: Node, finds: Finds, words_known: type[Word], *, of: str) -> Word | None:
    """Return one word of a closed list; ``of`` names the list: ``signal``."""
    if not isinstance(node, Scalar) or not node.text:
        wrong_type(node, finds, f"one {of}", f"such as `{next(iter(words_known))}`")
        return None
    try:
        return words_known(node.text)
    except ValueError:
        hint = did_you_mean(node.text, words_known) or _all_of(words_known)
        finds.add(f"unknown-{of}", node.place, f"unknown {of} {quoted(node.text)}", hint)
        return None


def chosen(field: Field | None, finds: Finds, words_known: type[Word], *, of: str, default: Word) -> Word:
    """Return the field's word of a closed list."""
    if field is None:
        return default
    return choice(field.value, finds, words_known, of=of) or default


def threshold(field: Field | None, finds: Finds) -> float | None:
    """Return a score from 0 to 1; None without one, or with a problem that names the right form."""
    if field is None:
        return None
    node = field.value
    if isinstance(node, Mapping) and any(key.text == "wrong" for key, _ in node.entries):
        finds.add("not-yet", node.place, f"{LATER}: an error budget (`wrong`)", "write a number, such as 0.85")
        return None
    if not isinstance(node, Scalar):
        wrong_type(node, finds, "a number from 0 to 1", "such as 0.85")
        return None
    if node.plain and any(map(str.isdigit, node.text)) and _NUMBER.fullmatch(node.text) and float(node.text) <= 1:
        return float(node.text)
    finds.add("not-a-threshold", node.place, f"{quoted(node.text)} is not a number from 0 to 1", _right_form(node))
    return None


def _right_form(node: Scalar) -> str:
    said = node.text.strip()
    if percent := _PERCENT.fullmatch(said):
        return _write(float(percent[1].replace(",", ".")) / 100)
    if _COMMA.fullmatch(said):
        return _write(float(said.replace(",", ".")))
    if _NUMBER.fullmatch(said) and said not in {"", "."}:
        if float(said) > 1:
            return _write(float(said) / 100)
        return f"{_write(float(said))} without quotation marks"
    return "write a number, such as 0.85"


def _write(score: float) -> str:
    return f"write {score:.2f}" if score == round(score, 2) <= 1 else "write a number, such as 0.85"


def count(field: Field | None, finds: Finds, *, most: int, default: int = 0) -> int:
    """Return a whole number from 0 to ``most``."""
    if field is None:
        return default
    node = field.value
    if isinstance(node, Scalar) and node.plain and _WHOLE.fullmatch(node.text) and int(node.text) <= most:
        return int(node.text)
    wrong_type(node, finds, f"a whole number from 0 to {most}")
    return default


def truth(field: Field | None, finds: Finds) -> bool:
    """Return yes or no, written ``true`` or ``false``; no without one."""
    if field is None:
        return False
    node = field.value
    if isinstance(node, Scalar) and node.plain and node.text in {"true", "false"}:
        return node.text == "true"
    said = node.text.lower() if isinstance(node, Scalar) else ""
    hint = {"yes": "write `true`", "on": "write `true`", "no": "write `false`", "off": "write `false`"}.get(said, "")
    wrong_type(node, finds, "`true` or `false`", hint)
    return False


def items(node: Node, finds: Finds, *, of: str) -> tuple[Node, ...]:
    """Return the items of a list that is not empty; nothing with a problem."""
    if isinstance(node, Items) and node.items:
        return node.items
    if isinstance(node, Items):
        finds.add("empty", node.place, f"this list is empty; it should name at least one {of}")
    elif isinstance(node, Scalar) and node.text:
        wrong_type(node, finds, "a list", f"write [{quoted(node.text).strip('`')}]" if len(node.text) < 30 else "")
    else:
        wrong_type(node, finds, "a list")
    return ()


def _all_of(words_known: type[StrEnum]) -> str:
    return "one of " + ", ".join(words_known)
