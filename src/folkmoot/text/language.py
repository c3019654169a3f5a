"""The language of a short text: by its script first, then by its small words; ``und`` where nothing tells."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from folkmoot.text.normalise import fold

UNKNOWN = "und"

WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|[^\W_]*\d[^\W_]*")
LOOKED_AT = 600
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

    A second one is named when it is nearly as likely or has its own share of the words: texts are mixed.
    """
    sample = text[:LOOKED_AT].lower()
    letters = len(LETTERS.findall(sample))
    if not letters:
        return ()
    for script, language in SCRIPTS:
        # A third is enough: names and links are in Latin letters everywhere.
        if len(script.findall(sample)) * 3 > letters:
            return _within(language, sample)
    return _by_words(sample, tuple(t for t in tongues() if t.language not in ("ru", "uk", "hy", "ar", "fa")))


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
    words = [fold(word) for word in WORDS.findall(sample)]
    shared = _sharing(among)
    scores: dict[str, float] = {}
    for word in words:
        for language in shared.get(word, ()):
            # A word that several languages have says less about each.
            scores[language] = scores.get(language, 0.0) + 1 / len(shared[word])
    for tongue in among:
        own = sum(1 for character in sample if character in tongue.letters)
        if own:
            scores[tongue.language] = scores.get(tongue.language, 0.0) + 0.4 * min(own, 5)
    if not scores:
        return ()
    ranked = sorted(scores, key=lambda language: -scores[language])
    best = scores[ranked[0]]
    # One shared word in a long text tells nothing.
    if best < 0.3 or best < 0.04 * len(words):
        return ()
    return tuple(
        language for language in ranked[:2] if scores[language] >= max(0.6 * best, 0.5) or scores[language] == best
    )


@cache
def _sharing(among: tuple[Tongue, ...]) -> dict[str, tuple[str, ...]]:
    shared: dict[str, tuple[str, ...]] = {}
    for tongue in among:
        for word in tongue.words:
            shared[word] = (*shared.get(word, ()), tongue.language)
    return shared
