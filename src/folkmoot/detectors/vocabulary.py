"""Vocabularies: what the words of a language stand for, read from its data file."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from functools import cache, cached_property
from gzip import decompress
from importlib.resources import files

from babel import Locale, UnknownLocaleError

from folkmoot.detectors.romanised import LATIN, by_sound, romanised
from folkmoot.text.disguise import Disguises
from folkmoot.text.language import tongues
from folkmoot.text.normalise import fold

EVERYWHERE = "_any"
"""The folder of what holds in every language."""
DATA = files("folkmoot.detectors").joinpath("data")
HEADER = re.compile(r"\[(?P<tags>[A-Z0-9_|]+)(?:\s+(?P<severity>[01]\.\d+))?(?P<wide>\s+wide)?(?P<exact>\s+exact)?\]")
SPECIAL = frozenset({"INSTEAD", "SENSE", "APART", "SHAPE", "ENDING"})
SHORTEST_STEM = 3
SHORTEST_WIDE = 4
"""Letters; shorter abuse of other languages is too often a word of this one."""
MANY_WORDS = 20_000
"""Ordinary words from which a strange one is suspicious: a few thousand are only the most frequent."""
LONGEST_WORD = 48
"""Letters; longer ones are no words, and are not looked up."""
KEPT_READINGS = 60_000
"""Words whose reading is remembered, for each set of languages."""


ROMANISED = ("ru", "uk", "hy")
"""Languages that are often written in Latin letters."""
SHORTEST_ROMAN = 6
"""Letters; a romanised insult that is shorter is too often a word of another language."""
SURE = frozenset({"INSULT", "PROFANE", "SLUR", "SHUTUP"})
WORST = frozenset({"PROFANE", "SLUR"})
NO_WORDS: frozenset[str] = frozenset()
SHARP = WORST | frozenset(
    {
        "INSULT", "INSULTADJ", "SOFTINS", "CLASSVILE", "VILE", "ANIMAL", "VICE", "FILTHADJ", "SEXUAL",
        "KILL", "HURT", "DIE", "MENACE", "CRIMINAL",
        "SHUTUP", "OBSC", "ADVERT", "CONTACT",
    }
)  # fmt: skip
"""Tags of words that are worth disguising."""


@dataclass(slots=True)
class Vocabulary:
    """The words of one language in normal form."""

    language: str
    words: dict[str, dict[str, float]] = field(default_factory=dict)
    stems: dict[str, dict[str, float]] = field(default_factory=dict)
    """Word beginnings: any ending may follow."""
    phrases: dict[str, dict[str, float]] = field(default_factory=dict)
    """Several words, joined by single spaces."""
    wide: set[str] = field(default_factory=set)
    spelled: set[str] = field(default_factory=set)
    """Innocent words that only their exact spelling tells from others: compared with what was typed."""
    instead: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Shortenings and joined words, with the words that they stand for."""
    senses: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words with an innocent sense, and the words beside which they have it."""
    endings: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)
    """What the ending of a listed word says besides: "you are" in Turkish."""
    apart: list[tuple[str, str]] = field(default_factory=list)
    """Letters that make another word of a listed one: what was typed, and what the list has in its place."""
    spellings: dict[str, set[str]] = field(default_factory=dict)
    """Entries as the list spells them, by normal form, where some letters are apart."""
    shapes: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)
    """What unknown words stand for by their form: a tag and the form, capital letters kept."""
    by_sound: bool = False
    """Whether its words are looked up as they sound: they stand in borrowed letters."""
    common: frozenset[str] = frozenset()
    """Ordinary words: never taken for a disguise of another."""
    frequent: frozenset[str] = frozenset()
    """The most frequent of them, where the ordinary ones are very many."""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have word lists, sorted."""
    return tuple(sorted(folder.name for folder in DATA.iterdir() if folder.is_dir() and folder.name != EVERYWHERE))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the vocabulary of one language; empty for a language without a folder.

    ``ru-Latn`` is made of ``ru``: every word in Latin letters, as it sounds.
    """
    found = Vocabulary(language)
    folder = DATA.joinpath(language)
    if language.endswith(LATIN) and not folder.is_dir():
        return _in_latin(vocabulary(language.removesuffix(LATIN)), found)
    if not folder.is_dir():
        return found
    tags: tuple[str, ...] = ()
    severity = 0.0
    wide = exact = False
    for raw in folder.joinpath("words.txt").read_text(encoding="utf-8").splitlines():
        line = raw.split("#", 1)[0].strip()
        header = HEADER.fullmatch(line)
        if header:
            tags = tuple(header["tags"].split("|"))
            severity = float(header["severity"] or 0)
            wide, exact = bool(header["wide"]), bool(header["exact"])
        elif line and tags[0] in SPECIAL:
            _add_special(found, tags[0], line)
        elif line and exact:
            found.spelled.update(line.lower().split())
        else:
            for entry in line.split():
                _add(found, fold(entry.replace("_", " ")), dict.fromkeys(tags, severity), wide)
                if found.apart:
                    found.spellings.setdefault(fold(entry.rstrip("*")), set()).add(entry.rstrip("*"))
    found.common = _packed(language, "common")
    found.frequent = _packed(language, "frequent")
    return found


def _add_special(found: Vocabulary, heading: str, line: str) -> None:
    """Add a line of a heading that is no list of words."""
    match heading:
        case "INSTEAD":
            short, words = line.split("=")
            found.instead[fold(short.strip())] = tuple(fold(words).split())
        case "SENSE":
            word, cues = line.split("=")
            found.senses[fold(word.strip())] = frozenset(fold(cues).split())
        case "APART":
            typed, listed = line.split()
            found.apart.append((typed, listed))
        case _:
            tag, form = line.split(None, 1)
            (found.shapes if heading == "SHAPE" else found.endings).append((tag, re.compile(form)))


def _in_latin(native: Vocabulary, found: Vocabulary) -> Vocabulary:
    for theirs, mine in ((native.words, found.words), (native.stems, found.stems), (native.phrases, found.phrases)):
        for entry, tags in theirs.items():
            latin = " ".join(romanised(word) for word in entry.split())
            if latin.isascii() and len(latin) > 1:
                mine.setdefault(latin, {}).update(tags)
    found.wide = {word for word, tags in found.words.items() if len(word) >= SHORTEST_ROMAN and tags.keys() & SURE}
    found.common = frozenset(latin for word in native.common if (latin := romanised(word)).isascii())
    found.by_sound = True
    return found


def _add(found: Vocabulary, entry: str, tags: dict[str, float], wide: bool) -> None:
    if entry.endswith("*"):
        kind, entry = found.stems, entry[:-1]
    else:
        kind = found.phrases if " " in entry else found.words
    known = kind.setdefault(entry, {})
    for tag, severity in tags.items():
        known[tag] = max(severity, known.get(tag, 0.0))
    if wide:
        found.wide.add(entry)


def _packed(language: str, name: str) -> frozenset[str]:
    packed = DATA.joinpath(language, f"{name}.txt.gz")
    if not packed.is_file():
        return frozenset()
    return frozenset(decompress(packed.read_bytes()).decode("utf-8").split())


class Reader:
    """Reads single words in some languages at once; remembers what it read."""

    def __init__(self, chosen: tuple[str, ...]) -> None:
        self.languages = chosen
        everywhere = () if "en" in chosen else (EVERYWHERE,)
        self.vocabularies = tuple(vocabulary(language) for language in (*chosen, *everywhere))
        self._sharp: dict[str, bool] = {}
        self._ordinary: dict[str, bool] = {}
        self._common = {w for known in self.vocabularies for w, tags in known.words.items() if not tags.keys() & SHARP}
        listed = (*languages(), *(f"{language}{LATIN}" for language in ROMANISED))
        self.others = tuple(vocabulary(language) for language in listed if language not in chosen)
        self.senses = {word: cues for known in self.vocabularies for word, cues in known.senses.items()}
        self.spelled = frozenset(word for known in self.vocabularies for word in known.spelled)
        own = (
            next((t.words for t in tongues() if t.language == chosen[0]), frozenset())
            if len(chosen) > 1
            else frozenset()
        )
        self._own = own | self.vocabularies[0].words.keys() | self.vocabularies[0].common if len(chosen) > 1 else own
        """Words of the likeliest language: what another one's list makes of them is not meant."""
        self._read: dict[str, tuple[tuple[str, Mapping[str, float]], ...]] = {}
        self.plain: dict[str, tuple[Mapping[str, float], str]] = {}
        """Words that stand for themselves wherever they stand: their tags, and how they stand on a line."""
        self.phrases: dict[str, list[tuple[tuple[str, ...], Mapping[str, float]]]] = {}
        """By first word: the words of a phrase and what it stands for, longest first."""
        for known in self.vocabularies:
            for phrase, tags in known.phrases.items():
                words = tuple(phrase.split())
                self.phrases.setdefault(words[0], []).append((words, tags))
        self.openers = frozenset(self.phrases.keys() | self.senses.keys())
        """Words for which it matters what stands beside them."""
        for found in self.phrases.values():
            found.sort(key=lambda phrase: -len(phrase[0]))

    def read(self, word: str) -> tuple[tuple[str, Mapping[str, float]], ...]:
        """Return the words that a word stands for (most often itself), each with its tags and severities."""
        known = self._read.get(word)
        if known is None:
            if len(self._read) >= KEPT_READINGS:
                self._read.clear()
            known = self._read[word] = tuple((part, self._tags(part)) for part in self._parts(word))
        return known

    def is_plain(self, word: str, read: tuple[tuple[str, Mapping[str, float]], ...]) -> bool:
        """Whether neither spelling, capital nor neighbours can change what a word stands for."""
        if len(self.plain) >= KEPT_READINGS:
            self.plain.clear()
        (part, tags), *more = read
        if more or part != word or word in self.spelled or tags.keys() & SHARP:
            return False
        return not any(known.apart for known in self.vocabularies) if tags else self.is_common(word)

    def is_common(self, word: str) -> bool:
        """Whether it is an ordinary word in one of the languages."""
        known = self._ordinary.get(word)
        if known is None:
            if len(self._ordinary) >= KEPT_READINGS:
                self._ordinary.clear()
            known = self._ordinary[word] = self._is_common(word)
        return known

    def _is_common(self, word: str) -> bool:
        if word in self._common or any(word in v.common for v in self.vocabularies):
            return True
        if len(word) > 3 and word.endswith("s") and "en" in self.languages and self.is_common(word[:-1]):
            return True
        # people's, l'amour: both halves are words.
        head, sign, tail = word.partition("'")
        return (
            bool(sign)
            and len(tail) > 0
            and (len(head) < 3 or self.is_common(head))
            and (len(tail) < 3 or self.is_common(tail))
        )

    def is_people(self, typed: str) -> bool:
        """Whether a strange word with a capital has the form of a people's name: Orvanians."""
        if not typed[:1].isupper() or self.is_common(fold(typed)):
            return False
        return any(tag == "GROUP" and form.match(typed) for known in self.vocabularies for tag, form in known.shapes)

    def is_blend(self, word: str, names: Mapping[str, str]) -> bool:
        """Whether a people's or a country's name was blended with a beast's or with filth: half name, half insult."""
        for cut in range(4, len(word) - 3):
            tail = word[cut:]
            if tail in self._beasts or (tail.endswith("s") and tail[:-1] in self._beasts):
                head = word[:cut]
                return head in self._beginnings or any(
                    name.startswith(head) and tag in ("GROUP", "NAME") for name, tag in names.items()
                )
        return False

    @cached_property
    def _beasts(self) -> frozenset[str]:
        tags = {"ANIMAL", "VILE", "CLASSVILE", "SLUR", "PROFANE"}
        return frozenset(
            word
            for known in self.vocabularies
            for word, of in known.words.items()
            if len(word) >= 4 and tags & of.keys()
        )

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """Four letters and more from the beginnings of peoples and countries."""
        names = {word for known in self.vocabularies for word, tags in known.words.items() if "GROUP" in tags}
        for language in self.languages:
            names |= countries(language)
        return frozenset(name[:length] for name in names for length in range(4, len(name) + 1))

    def _is_frequent(self, word: str) -> bool:
        return word in self._common or any(word in (v.frequent or v.common) for v in self.vocabularies)

    def is_sharp(self, word: str) -> bool:
        """Whether something is listened for in a word."""
        known = self._sharp.get(word)
        if known is None:
            if len(self._sharp) >= KEPT_READINGS:
                self._sharp.clear()
            known = self._sharp[word] = any(tags.keys() & SHARP for _, tags in self.read(word))
        return known

    @cached_property
    def disguises(self) -> Disguises:
        """What undoes the disguises of these languages' words."""
        weights: dict[str, float] = {}
        for known in self.vocabularies:
            for group in (known.words, known.stems):
                for word, tags in group.items():
                    sharp = [severity for tag, severity in tags.items() if tag in SHARP]
                    if sharp and len(word) > 2:
                        weights[word] = max(sharp) - (0.0 if tags.keys() & WORST else 0.05)
            for short in known.instead:
                self._common.add(short)
        known_words = sum(len(known.common) for known in self.vocabularies)
        return Disguises(weights, self.is_sharp, self.is_common, self._is_frequent, known_words >= MANY_WORDS)

    def is_another(self, word: str, typed: str) -> bool:
        """Whether a letter shows that a word is not the listed one that it folds to: Turkish sık is not sik."""
        if len(typed) != len(word):
            return False
        listed = [(known, _listed(known, word)) for known in self.vocabularies if known.apart]
        spelled = [(known.apart, known.spellings.get(entry, set())) for known, entry in listed if entry]
        return bool(spelled) and all(
            any(typed[at] == one and letter == other for at, letter in enumerate(spelling) for one, other in apart)
            for apart, spellings in spelled
            for spelling in spellings
        )

    def _parts(self, word: str) -> tuple[str, ...]:
        for known in self.vocabularies:
            if word in known.instead:
                return known.instead[word]
        if "'" in word and "en" in self.languages:
            return _apart(word)
        return (word,)

    def _tags(self, word: str) -> Mapping[str, float]:
        tags: dict[str, float] = {}
        if len(word) > LONGEST_WORD:
            return tags
        for known in self.vocabularies:
            is_first = known is self.vocabularies[0] or known.language == EVERYWHERE
            _gather(known, word, tags, NO_WORDS if is_first else self._own)
        if not tags and len(word) >= SHORTEST_WIDE and not self.is_common(word):
            for other in self.others:
                if (by_sound(word) if other.by_sound else word) in other.wide:
                    _gather(other, word, tags)
        return tags


def _gather(known: Vocabulary, word: str, tags: dict[str, float], own: Set[str] = NO_WORDS) -> None:
    """Add what a list says of a word; nothing sharp of a word that is the likelier language's own."""
    is_own = word in own
    if known.by_sound:
        word = by_sound(word)
    for tag, severity in known.words.get(word, {}).items():
        if not (is_own and tag in SHARP):
            tags[tag] = max(severity, tags.get(tag, 0.0))
    if not known.stems:
        return
    for length in range(len(word), SHORTEST_STEM - 1, -1):
        stem = known.stems.get(word[:length])
        if stem is None:
            continue
        is_own = is_own or word[:length] in own
        for tag, severity in stem.items():
            if not (is_own and tag in SHARP):
                tags[tag] = max(severity, tags.get(tag, 0.0))
        if "INSULT" in stem:
            tags.update({tag: 0.0 for tag, ending in known.endings if ending.fullmatch(word)})
        break


def _listed(known: Vocabulary, word: str) -> str:
    """Return the entry under which a list has a word: the word, or its longest listed beginning; empty for none."""
    if word in known.words:
        return word
    return next((word[:n] for n in range(len(word), SHORTEST_STEM - 1, -1) if word[:n] in known.stems), "")


ENDINGS = {"'re": "are", "'m": "am", "'ll": "will", "'ve": "have", "'d": "would", "'s": "'s"}


def _apart(word: str) -> tuple[str, ...]:
    """Return an English contraction as its words: ``you're`` as ``you are``, ``don't`` as ``do not``."""
    if word.endswith("n't"):
        return ({"ca": "can", "wo": "will", "ai": "is"}.get(word[:-3], word[:-3]), "not")
    for ending, full in ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word[: -len(ending)], full)
    return (word,)


@cache
def countries(language: str) -> frozenset[str]:
    """Return the names of countries and of languages in one language, in normal form, from Unicode's CLDR by Babel."""
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = (*locale.territories.values(), *locale.languages.values())
    return frozenset(folded for name in names if len(folded := fold(name)) > 3 and folded.isalpha())


@cache
def reader(chosen: tuple[str, ...]) -> Reader:
    """Return the reader for these languages, the same one each time."""
    return Reader(chosen)
