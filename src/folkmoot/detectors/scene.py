"""The scene: a comment in sentences and words, each word with what it may stand for, as all detectors read it."""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from folkmoot.detectors.cast import Cast, cast_of
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.romanised import LATIN
from folkmoot.detectors.vocabulary import LONGEST_WORD, ROMANISED, Reader, languages, reader
from folkmoot.text.language import UNKNOWN, languages_of
from folkmoot.text.normalise import Normal, normalise
from folkmoot.text.span import Span

TOKEN = re.compile(r"@[\w.-]*\w|[^\W_]+(?:['_][^\W_]+)*|[.!?…։؟。]+|[,;:()\-/،؛՝]|\"|[^\w\s]")
ENDS = frozenset(".!?…։؟。")
LONGEST_SENTENCE = 60
"""Words; longer ones are cut, so that no pattern reads without end."""
MOST_WORDS = 40_000
"""Words that are read of one text; what is longer is a flood, not a comment, and is refused at the door."""


class Token(NamedTuple):
    """One word (or sign) of the normal form."""

    word: str
    start: int
    end: int
    tags: Mapping[str, float]
    quoted: bool = False
    written: str = ""
    """How it stands on the line, where that is known already."""


@dataclass(frozen=True)
class Sentence:
    """Words up to a full stop, with a line on which patterns are tried: ``you/YOU/ are/BE/ an/A/ idiot/INSULT/``."""

    tokens: tuple[Token, ...]

    @cached_property
    def line(self) -> str:
        return " " + "".join([t.written or written(t.word, t.tags) for t in self.tokens])

    @cached_property
    def places(self) -> list[int]:
        """Where each token begins on the line."""
        places, at = [], 1
        for token in self.tokens:
            places.append(at)
            at += len(token.word) + 2 + (sum(map(len, token.tags)) + len(token.tags) if token.tags else 0)
        return places

    @cached_property
    def tags(self) -> frozenset[str]:
        """Every tag that occurs in it."""
        return frozenset(tag for token in self.tokens for tag in token.tags)

    def at(self, place: int) -> int:
        """Return the token that stands at a place of the line."""
        return max(0, bisect_right(self.places, place) - 1)


@dataclass(frozen=True)
class Scene:
    """A passage, read."""

    passage: Passage
    normal: Normal
    sentences: tuple[Sentence, ...]
    cast: Cast
    language: str
    """BCP 47, ``und`` where the text does not tell."""
    languages: tuple[str, ...]
    """The languages whose words were looked up; the site's where the text does not tell."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each sentence begins in the normal form."""
        return [sentence.tokens[0].start for sentence in self.sentences]

    @cached_property
    def addressed(self) -> frozenset[str]:
        """Every tag that occurs anywhere in the text."""
        return frozenset().union(*(sentence.tags for sentence in self.sentences))

    def span(self, sentence: Sentence, first: int, last: int) -> Span:
        """Return what the author typed for the tokens ``first`` to ``last`` (included)."""
        return self.normal.span(sentence.tokens[first].start, sentence.tokens[last].end)


def scene_of(passage: Passage) -> Scene:
    """Return the scene of a passage; the same one to each detector of the panel."""
    last = _last[0]
    if last is None or last.passage is not passage:
        last = _last[0] = _scene_of(passage)
    return last


_last: list["Scene | None"] = [None]
"""The scene that was asked for last: each detector asks for it again, and comparing passages takes time."""


@lru_cache(maxsize=8)
def _scene_of(passage: Passage) -> Scene:
    normal = normalise(passage.text)
    shown = languages_of(passage.text)
    site = passage.site_language.split("-")[0]
    chosen = _read_in(shown, site)
    words = reader(chosen)
    if not shown and _is_strange(normal.text, words):
        words = reader(chosen := (site, *ROMAN))
    normal = words.disguises.undone(normal, passage.text)
    cast = cast_of(passage)
    sentences = tuple(_sentences(passage.text, normal, words, cast))
    return Scene(passage, normal, sentences, cast, shown[0] if shown else UNKNOWN, chosen)


def _read_in(shown: tuple[str, ...], site: str) -> tuple[str, ...]:
    """Return the languages whose words are looked up: those shown that have lists; the site's where little is shown."""
    listed = tuple(language for language in shown if language in languages() or language in IN_LATIN)
    if listed:
        return (*listed, *(SIBLINGS[one] for one in listed if one in SIBLINGS and SIBLINGS[one] not in listed))
    return shown or (site,)


def written(word: str, tags: Mapping[str, float]) -> str:
    """Return how a word stands on a sentence's line: ``idiot/INSULT/`` and a space."""
    return f"{word}/{'/'.join(tags)}/ " if tags else f"{word}/ "


def _is_strange(text: str, words: Reader) -> bool:
    """Whether a text that shows no language has few words of the site's: then it may be one in borrowed letters."""
    found = BORROWED.findall(text[:LOOKED_AT])
    return len(found) > 1 and sum(not (words.is_common(w) or words.read(w)[0][1]) for w in found) * 2 > len(found)


def _sentences(typed: str, normal: Normal, words: Reader, cast: Cast) -> list[Sentence]:
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    quoted = False
    quotes = normal.text.count('"')
    closes = quotes - quotes % 2  # a quotation that never ends quotes nothing
    count = 0
    plain, names = words.plain, cast.names
    for match in TOKEN.finditer(normal.text):
        word = match[0]
        known = plain.get(word)
        if known is not None and word not in names and len(tokens) < LONGEST_SENTENCE and count < MOST_WORDS - 1:
            tokens.append(Token(word, match.start(), match.end(), known[0], quoted, known[1]))
            count += 1
            continue
        if word == '"' and closes:
            quoted, closes = not quoted, closes - 1
        if word[0] in ENDS or len(tokens) >= LONGEST_SENTENCE:
            # "Screw you!" and "v. good" alike: a stop is a stop.
            if tokens:
                sentences.append(Sentence(_joined(tokens, words)))
            tokens = []
            if word[0] in ENDS:
                continue
        tokens += _tokens(match, typed, normal, words, cast, quoted)
        count += 1
        if count >= MOST_WORDS:
            break
    if tokens:
        sentences.append(Sentence(_joined(tokens, words)))
    return sentences


def _tokens(match: re.Match[str], typed: str, normal: Normal, words: Reader, cast: Cast, quoted: bool) -> list[Token]:
    word, start, end = match[0], match.start(), match.end()
    if not word[0].isalnum() and word[0] != "@":
        return [Token("," if word in ",;:()-/،؛՝" else word[0], start, end, NOTHING, quoted)]
    if word[0] == "@":
        return [Token(word.replace("/", ""), start, end, AT_NAME, quoted)]
    if len(word) > LONGEST_WORD:  # no word; and nothing may be tried on each of its letters
        return [Token(word[:LONGEST_WORD].replace("/", ""), start, end, NOTHING, quoted)]
    if word.isdigit():
        return [Token(word, start, end, A_NUMBER, quoted)]
    read = words.read(word)
    if words.is_plain(word, read):
        words.plain[word] = (read[0][1], written(word, read[0][1]))
    if read[0][1]:
        read = _unless_innocent(read, typed, normal, start, end, words)
    tokens = [Token(part, start, end, tags, quoted) for part, tags in read]
    known = cast.names.get(word) or (cast.names.get(word[:-2]) if word.endswith("'s") else None)
    if known:
        tokens[0] = Token(tokens[0].word, start, end, {**tokens[0].tags, known: 0.0}, quoted)
    elif not tokens[0].tags and not words.is_common(word):
        tag = _by_shape(typed, normal, start, end, words, cast.names)
        if tag:
            tokens[0] = Token(tokens[0].word, start, end, {tag: BLEND if tag == "SLUR" else 0.0}, quoted)
    return tokens


Read = tuple[tuple[str, Mapping[str, float]], ...]


def _unless_innocent(read: Read, typed: str, normal: Normal, start: int, end: int, words: Reader) -> Read:
    """Return what a word stands for, unless its spelling or its capital tells that it is innocent here."""
    if not typed.isascii() and words.is_another(read[0][0], normal.span(start, end).of(typed).lower()):
        return ((read[0][0], NOTHING),)
    if words.spelled and normal.span(start, end).of(typed).lower() in words.spelled:
        return ((read[0][0], NOTHING),)
    if "PROFANE" in read[0][1] and _is_given_name(typed, normal, start, end, read[0][1]):
        return ((read[0][0], NAME),)
    return read


GIVEN_NAME = re.compile(r"[A-Z][a-z]+\s+[A-Z][a-z]+")


def _is_given_name(typed: str, normal: Normal, start: int, end: int, tags: Mapping[str, float]) -> bool:
    """Whether a coarse word is somebody's name: Dick Arentz, with capitals as names have them."""
    if not 0 < tags.get("PROFANE", 0.0) < WORST_WORDS or end >= len(normal.text):
        return False
    span = normal.span(start, end)
    return bool(GIVEN_NAME.match(typed, span.start))


def _joined(tokens: list[Token], words: Reader) -> tuple[Token, ...]:
    """Return the words with known phrases joined to one token each; an innocent phrase loses its tags so."""
    beside = {token.word for token in tokens}
    if words.openers.isdisjoint(beside):
        return tuple(tokens)
    if not beside.isdisjoint(words.senses):
        tokens = [
            Token(t.word, t.start, t.end, NOTHING, t.quoted) if beside & words.senses.get(t.word, NO_WORDS) else t
            for t in tokens
        ]
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        for phrase, tags in words.phrases.get(tokens[at].word, ()):
            if tuple(token.word for token in tokens[at : at + len(phrase)]) == phrase:
                last = tokens[at + len(phrase) - 1]
                joined.append(Token("_".join(phrase), tokens[at].start, last.end, tags, last.quoted))
                at += len(phrase)
                break
        else:
            joined.append(tokens[at])
            at += 1
    return tuple(joined)


def _by_shape(typed: str, normal: Normal, start: int, end: int, words: Reader, cast: Mapping[str, str]) -> str:
    """Return what an unknown word stands for by its form, a capital letter included; empty where nothing tells."""
    word = normal.text[start:end]
    if words.is_blend(word, cast):
        return "SLUR"
    surface = word.capitalize() if normal.span(start, end).of(typed)[:1].isupper() else word
    for known in words.vocabularies:
        for tag, form in known.shapes:
            if form.match(surface):
                return tag
    return "NAME" if surface[:1].isupper() and len(surface) > 2 else ""


NAME: Mapping[str, float] = {"NAME": 0.0}
BLEND = 0.95
"""Severity of a people's name blended with a beast's."""
WORST_WORDS = 0.85
"""Severity from which a word is nobody's name."""
NO_WORDS: frozenset[str] = frozenset()
IN_LATIN = frozenset(f"{language}{LATIN}" for language in ROMANISED)
ROMAN = tuple(sorted(IN_LATIN | {f"ar{LATIN}"}))
BORROWED = re.compile(r"[a-z0-9']{2,}")
LOOKED_AT = 400
"""Code points that are looked at for strange words."""
SIBLINGS = {"az": "tr", "tr": "az", "uk": "ru"}
"""Languages so near to each other that a short text in one is read with the other's lists too."""
NOTHING: Mapping[str, float] = {}
A_NUMBER: Mapping[str, float] = {"NUMBER": 0.0}
AT_NAME: Mapping[str, float] = {"NAMED": 0.0, "AT": 0.0}
