"""Every catalogue says everything that the interface says, with the same values put in."""

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from babel.messages.extract import extract, extract_from_file
from jinja2.ext import babel_extract

import folkmoot
from folkmoot.locale.words import languages, read_catalogue, words

SOURCE = Path(folkmoot.__file__).parent
FRONT_END = SOURCE.parents[1] / "frontend"
PYTHON = {"say": None, "_said": (2,), "count": (1, 2), "forms": (1, 2), "form": (1, 2)}
ERRORS = dict.fromkeys(("BadInput", "NotFound", "NotAllowed", "Conflict", "TooMuch", "Unavailable"), (2,))
ERRORS["Problem"] = (3,)
OPERATORS_ONLY = {"cli", "demo"}
"""What these print is for whoever runs the server, in English."""
SAID_TO_OTHERS = {
    "config.py", "exchange", "policy", "store", "wiring", "web/identity.py", "web/desk_cases.py", "web/publisher.py",
    *(f"operations/{verb}.py" for verb in (
        "change_site", "decide_comment", "import_page", "note_comment", "play_once", "put_story", "sanction_author",
        "set_up_site", "show_author", "show_case",
    )),
}  # fmt: skip
"""Whose errors no reader and no author meets: they go to the desk, the publisher's server or the operator."""
SAID_TO_PROGRAMS = {
    "A number needs the story's address beside it.",
    "Send JSON, and say so: Content-Type: application/json.",
    "This is not UTF-8.",
    "This cannot be read as JSON.",
    "A page is a number, counted from 1.",
    "The order is `oldest` or `newest`.",
}

FIRST_SENTENCES = (
    "The discussion is being fetched …",
    "Open it as a page of its own",
    "The discussion could not be fetched.",
    "The story above is complete.",
    "Try again",
    "0123456789,",
)

OTHERS = [language for language in languages() if language != "en"]


@cache
def messages() -> dict[str, tuple[str, ...]]:
    """Return all messages of templates and code: the first form, with all its forms."""
    found = (*_in_templates(), *_in_code(), *((sentence,) for sentence in _in_errors()))
    return {forms[0]: tuple(dict.fromkeys(forms)) for forms in found if forms[0]}


def _in_templates() -> Iterator[tuple[str, ...]]:
    for path in SOURCE.glob("*/templates/*.html"):
        with path.open("rb") as file:
            for _, _, message, _ in babel_extract(file, ("_", "n_"), [], {}):
                yield _forms(message)[:2]


def _in_code() -> Iterator[tuple[str, ...]]:
    for path in SOURCE.rglob("*.py"):
        if path.relative_to(SOURCE).parts[0] not in OPERATORS_ONLY:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for _, message, _, _ in extract_from_file("python", path, keywords=PYTHON):
                    yield _forms(message)[:2]


def _in_errors() -> Iterator[str]:
    """Return the sentences of the errors that readers and authors meet."""
    for path in SOURCE.rglob("*.py"):
        place = path.relative_to(SOURCE)
        if not {place.parts[0], place.as_posix()} & (OPERATORS_ONLY | SAID_TO_OTHERS):
            with path.open("rb") as file:
                for _, message, _, _ in extract("python", file, keywords=ERRORS):
                    yield from set(_forms(message)) - SAID_TO_PROGRAMS


def _forms(message: str | Sequence[str | None] | None) -> tuple[str, ...]:
    return (message,) if isinstance(message, str) else tuple(form for form in message or () if form)


def values_in(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_left_in_english(language: str) -> None:
    catalogue = read_catalogue(language)
    assert catalogue is not None
    missing = [one for one in messages() if not catalogue.get(one) or not all(_forms(catalogue[one].string))]
    assert missing == []


@pytest.mark.parametrize("language", OTHERS)
def test_translations_put_in_what_the_messages_give(language: str) -> None:
    catalogue = read_catalogue(language)
    assert catalogue is not None
    for message in filter(lambda m: m.id, catalogue):
        given, forms = values_in("".join(_forms(message.id))), _forms(message.string)
        assert all(values_in(form) <= given for form in forms), message.id
        assert len(forms) > 1 or values_in(forms[0]) == given, message.id


@pytest.mark.parametrize("language", OTHERS)
def test_no_translation_hides_a_mark_that_turns_the_text(language: str) -> None:
    catalogue = read_catalogue(language)
    assert catalogue is not None
    for message in filter(lambda m: m.id, catalogue):
        assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069<>]", "".join(_forms(message.string)))


@pytest.mark.parametrize("language", ["en", *OTHERS])
def test_the_embeds_first_words_are_the_catalogues(language: str) -> None:
    source = (FRONT_END / "embed" / "first-words.ts").read_text(encoding="utf-8")
    said = source[source.index(f"  {language}: {{") :].partition("\n  },")[0]
    speech = words(language)
    sentences = (
        "The discussion is being fetched …",
        "Open it as a page of its own",
        "The discussion could not be fetched.",
    )
    for sentence in (*sentences, "The story above is complete.", "Try again", "0123456789,"):
        assert f'"{speech.say(sentence)}"' in said
    for category, form in speech.forms("{n} comment", "{n} comments").items():
        assert f'{category}: "{form}"' in said
