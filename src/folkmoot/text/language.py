"""The language of a short text: by its script first, then by its small words; ``und`` where nothing tells."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from folkmoot.text.normalise import fold

UNKNOWN = "und"

WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]*\d[^\W_]*")
LOOKED_AT = 400
"""Code points that are looked at: a language shows itself in the first sentences."""

SCRIPTS = (
    (re.compile("[\u0530-\u058f\ufb13-\ufb17]"), "hy"),
    (re.compile("[\u0600-\u06ff\u0750-\u077f]"), "ar"),
    (re.compile("[\u0400-\u052f]"), "ru"),
    (re.compile("[\u0590-\u05ff]"), "he"),
    (re.compile("[\u0370-\u03ff]"), "el"),
    (re.compile("[\u10a0-\u10ff]"), "ka"),
    (re.compile("[\u0900-\u097f]"), "hi"),
    (re.compile("[\u3040-\u30ff]"), "ja"),
    (re.compile("[\uac00-\ud7af]"), "ko"),
    (re.compile("[\u4e00-\u9fff]"), "zh"),
    (re.compile("[\u0e00-\u0e7f]"), "th"),
)
LEAST = 0.3
LEAST_OF_WORDS = 0.04
NEARLY = 0.4
"""How much of the likeliest language's evidence another one needs to be named beside it."""
MOST_LANGUAGES = 3
LETTERS = re.compile(r"[^\W\d_]")
WITHIN_SCRIPT = {"ru": ("ru", "uk"), "ar": ("ar", "fa")}


@dataclass(frozen=True, slots=True)
class Tongue:
    """What tells one language from others in short texts."""

    language: str
    letters: frozenset[str]
    words: frozenset[str]
    """In normal form."""


@cache
def tongues() -> tuple[Tongue, ...]:
    """Return the languages that can be told apart, as the data file lists them."""
    found = []
    text = files("folkmoot.text").joinpath("data/languages.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            language, letters, words = line.split("\t")
            found.append(Tongue(language, frozenset(letters), frozenset(fold(word) for word in words.split())))
    return tuple(found)


@lru_cache(maxsize=64)
def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages that a text shows, likeliest first (BCP 47); empty where nothing tells.

    Others are named when they have a good share of the evidence: texts are mixed, and short ones tell little.
    """
    sample = text[:LOOKED_AT].lower()
    if sample.isascii():
        return _by_words(sample, _latin())
    letters = len(LETTERS.findall(sample))
    if not letters:
        return ()
    for script, language in SCRIPTS:
        # A third is enough: names and links are in Latin letters everywhere.
        if len(script.findall(sample)) * 3 > letters:
            return _within(language, sample)
    return _by_words(sample, _latin())


@cache
def _latin() -> tuple[Tongue, ...]:
    return tuple(t for t in tongues() if t.language not in ("ru", "uk", "hy", "ar", "fa"))


def language_of(text: str) -> str:
    """Return the likeliest language (BCP 47), or ``und``."""
    return next(iter(languages_of(text)), UNKNOWN)


def _within(language: str, sample: str) -> tuple[str, ...]:
    choices = WITHIN_SCRIPT.get(language)
    if choices is None:
        return (language,)
    found = _by_words(sample, tuple(t for t in tongues() if t.language in choices))
    return found or (language,)


def _by_words(sample: str, among: tuple[Tongue, ...]) -> tuple[str, ...]:
    plain = sample.isascii()
    words = WORDS.findall(sample)
    shared = _sharing(among)
    scores: dict[str, float] = {}
    for word in words:
        for language, weight in shared.get(word if plain else fold(word), ()):
            scores[language] = scores.get(language, 0.0) + weight
    if not plain:
        for tongue in among:
            own = sum(1 for character in sample if character in tongue.letters)
            if own:
                scores[tongue.language] = scores.get(tongue.language, 0.0) + 0.4 * min(own, 5)
    if not scores:
        return ()
    ranked = sorted(scores, key=lambda language: -scores[language])
    best = scores[ranked[0]]
    # One shared word in a long text tells nothing.
    if best < LEAST or best < LEAST_OF_WORDS * len(words):
        return ()
    near = max(NEARLY * best, LEAST)
    return tuple(language for language in ranked[:MOST_LANGUAGES] if scores[language] >= near)


@cache
def _sharing(among: tuple[Tongue, ...]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Return each word with its languages; a word that several have says less about each."""
    owners: dict[str, list[str]] = {}
    for tongue in among:
        for word in tongue.words:
            owners.setdefault(word, []).append(tongue.language)
    return {word: tuple((language, 1 / len(those)) for language in those) for word, those in owners.items()}
