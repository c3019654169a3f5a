"""The cast: who can be meant in a comment, from the article, the thread and the site's list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.vocabulary import Reader, reader
from folkmoot.discussion.story import Person
from folkmoot.text.language import languages_of
from folkmoot.text.normalise import fold

LONGEST_ARTICLE = 20_000
"""Code points of an article that are read for names."""

NAME = r"[^\W\d_a-zà-ÿа-яёա-և][^\W\d_]+(?:[-'’][^\W\d_]+)*"
NAMES = re.compile(rf"{NAME}(?:\s+(?:(?:de|da|di|von|van|der|al|el|bin|la|le)\s+)?{NAME}){{0,3}}")
BYLINE = re.compile(rf"(?:^|[.!?]\s+|\n\s*)(?:By|Von|Par|Por|Di|Автор|Հեղինակ)[: ]+({NAME}(?:\s+{NAME}){{0,2}})")
SENTENCE = re.compile(r"(?:^|[.!?:…։]\s+|[\n\"“”«»„]\s*)$")
NEAR = 60
"""Code points around a name in which its role is looked for."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is there to be meant: words in normal form, with the tag that they get in a comment."""

    names: Mapping[str, str]
    """A name's word, and PUBLIC, PRIVATE, WRITER, NAMED (a commenter), INSTITUTION or GROUP."""
    main: str
    """The tag of the person whom the headline is about: PUBLIC, PRIVATE, or empty where it is about nobody."""
    headlined: str
    """The same, by the headline alone."""
    has_public: bool
    has_story: bool


def cast_of(passage: Passage) -> Cast:
    """Return who can be meant in this passage."""
    story = _story_cast(
        passage.headline,
        passage.article,
        passage.writer or "",
        passage.people,
        passage.newspaper,
        passage.site_language,
    )
    names = dict(story.names)
    for name in (*passage.names, passage.parent_author or ""):
        for word in _words(name):
            names.setdefault(word, "NAMED")
    return Cast(names, story.main, story.headlined, story.has_public, story.has_story)


@lru_cache(maxsize=256)
def _story_cast(
    headline: str, article: str, writer: str, people: tuple[Person, ...], newspaper: str, site_language: str
) -> Cast:
    names: dict[str, str] = {}
    text = f"{headline}\n{article}"[:LONGEST_ARTICLE]
    spoken = languages_of(article) or (site_language.split("-")[0],)
    words = reader(tuple(dict.fromkeys((*spoken, "en"))))
    for person in people:
        _add(names, person.name, "PUBLIC" if person.role else "PRIVATE")
    by = BYLINE.search(text)
    for name in (writer, by[1] if by else ""):
        _add(names, name, "WRITER")
    if newspaper:
        _add(names, newspaper, "INSTITUTION")
    for match in NAMES.finditer(text):
        _place(names, match, text, words)
    headlined = _first_person(headline, names, words)
    main = headlined or _first_person(article[:300], names, words) or ("PUBLIC" if "PUBLIC" in names.values() else "")
    return Cast(names, main, headlined, "PUBLIC" in names.values() or main == "PUBLIC", bool(text.strip()))


def _place(names: dict[str, str], match: re.Match[str], text: str, words: Reader) -> None:
    """Say what a name of the article stands for, where its surroundings tell."""
    parts = [p for p in re.split(r"\s+", match[0]) if fold(p) not in names]
    if SENTENCE.search(text[max(0, match.start() - 3) : match.start()]) and parts and _opens(parts[0], words):
        parts = parts[1:]
    titles = [p for p in parts if "PUBLIC" in _tags(p, words)]
    rest = [p for p in parts if not _ordinary(p, words)]
    if not rest:
        return
    tag = _kind(rest, titles, match, text, words)
    if tag:
        for part in rest:
            names.setdefault(fold(part), tag)


def _kind(rest: list[str], titles: list[str], match: re.Match[str], text: str, words: Reader) -> str:
    before = text[max(0, match.start() - NEAR) : match.start()]
    after = text[match.end() : match.end() + NEAR]
    if titles:
        return "PUBLIC"
    if "GROUP" in _tags(rest[-1], words):
        return "GROUP"
    if after[:24].split(None, 1)[:1] and any(
        "PEOPLEWORD" in _tags(w, words) for w in re.findall(r"\w+", after[:14])[:1]
    ):
        return "GROUP"
    if (
        any(pattern.search(part) for part in rest for tag, pattern in _shapes(words) if tag == "GROUP")
        and len(rest) == 1
    ):
        return "GROUP"
    return _person(rest, before, after, words)


def _person(rest: list[str], before: str, after: str, words: Reader) -> str:
    """Return what a person's name stands for, by the role beside it: "General Pascoe", "Dorrit Onyabe, the chair"."""
    after = re.split(r"[.!?;]\s", after)[0]
    behind = re.findall(r"\w+", after)[:5] if after.startswith((",", " (", " —", ", ")) else []
    # What stands in another sentence says nothing of him.
    beside = re.findall(r"\w+", re.split(r"[.!?;]\s", before)[-1])[-4:]
    for word in (*reversed(beside), *behind):
        tags = _tags(word, words)
        if "PUBLIC" in tags:
            return "PUBLIC"
        if "INSTITUTION" in tags and word in beside:
            return "PUBLIC"
        if "PRIVATE" in tags:
            return "PRIVATE"
    if re.match(r",\s*\d{1,3},", after):
        return "PRIVATE"
    if len(rest) >= 2:
        return "PRIVATE"
    return "PRIVATE" if beside and "MR" in _tags(beside[-1], words) else ""


def _first_person(text: str, names: Mapping[str, str], words: Reader) -> str:
    """Return the tag of the first person whom a text names; empty where it names none."""
    for word in re.findall(r"\w+", text):
        tag = names.get(fold(word)) or ("PUBLIC" if "PUBLIC" in _tags(word, words) else "")
        if tag in ("PUBLIC", "PRIVATE"):
            return tag
    return ""


def _add(names: dict[str, str], name: str, tag: str) -> None:
    for word in _words(name):
        names.setdefault(word, tag)


def _words(name: str) -> list[str]:
    return [fold(word) for word in re.findall(r"\w{3,}", name)]


def _tags(word: str, words: Reader) -> frozenset[str]:
    return frozenset(tag for _, tags in words.read(fold(word)) for tag in tags)


def _ordinary(word: str, words: Reader) -> bool:
    folded = fold(word)
    return bool(_tags(word, words)) or (words.is_common(folded) and len(folded) < 4) or "ORDINARY" in _tags(word, words)


def _opens(word: str, words: Reader) -> bool:
    """Whether a word has its capital only from the beginning of the sentence."""
    return _ordinary(word, words) and "PUBLIC" not in _tags(word, words)


def _shapes(words: Reader) -> list[tuple[str, re.Pattern[str]]]:
    return [shape for known in words.vocabularies for shape in known.shapes]
