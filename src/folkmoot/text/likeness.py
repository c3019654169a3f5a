"""Likeness: which known word a strange one sounds like, is a slip of, or hides under a mask."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
NEIGHBOURS = frozenset(pair for row in ROWS for a, b in pairwise(row) for pair in (a + b, b + a))
KEYS_BESIDE = {key: "".join(other for other in "".join(ROWS) if key + other in NEIGHBOURS) for key in "".join(ROWS)}
WORST_SHORT = 0.82
"""Weight from which a word of four letters is found behind a slip."""
SAME_SOUND = {"k": "cq", "c": "k", "z": "s", "s": "z", "f": "v", "v": "f", "d": "t", "t": "d"}
"""Consonants, each with those that it is written for."""
MASKS = "*#%?_-@!$+&^~•×"
VOWELS = {
    "a": "aou",
    "o": "aou",
    "u": "ouy",
    "e": "eiy",
    "i": "eiy",
    "y": "eiyu",
    "а": "ао",
    "о": "ао",
    "е": "еи",
    "и": "еи",
    "у": "ую",
}
"""Vowels, each with those that it is heard for."""
EXACT = 0.9
SHORTEST_SLIP = 5
SHORTEST_SOUND = 3
"""Letters of a sound key; shorter ones are shared by too many words."""
VOWEL_SOUND = "a"
"""What stands for all vowels in a sound key of Latin letters."""
FEWEST_CONSONANTS = 3
MOST_CHANGED = 2
"""Letters."""

SOUNDS = tuple(
    (re.compile(form), sound)
    for form, sound in (
        ("ph", "f"), ("sch|shh?", "s"), ("ck|cq|q|kk", "k"), ("(?<=[bdfgklmnprtv])h", ""), ("c(?=[eiy])", "s"),
        ("c", "k"), ("x", "ks"), ("z", "s"), ("w", "v"),
        ("v", "b"), ("gh(?=t)|gh$", ""), ("зд|сд", "ст"), ("з", "с"), ("д", "т"), ("г", "к"), ("б", "п"), ("в",
        "ф"), ("ж", "ш"),
        ("[аеёиоуыэюяьъй]+", "о"), ("[aeiouyäöü]+", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


def sound(word: str) -> str:
    """Return how a word sounds, roughly: equal for words that are spelled by ear."""
    for form, letters in SOUNDS:
        word = form.sub(letters, word)
    return word


@dataclass(slots=True)
class Likeness:
    """Finds the known word that a strange one is like. Known words come with a weight; the heavier one wins."""

    weights: dict[str, float]
    is_common: Callable[[str], bool]
    knows_words: bool = True
    """Whether the ordinary words are known well enough that a strange one is suspicious."""
    by_sound: dict[str, str] = field(default_factory=dict)
    by_gap: dict[str, list[str]] = field(default_factory=dict)
    """Known words by what is left of them without one letter."""
    by_ends: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    """Known words by first letter and length."""

    def __post_init__(self) -> None:
        for word in sorted(self.weights, key=lambda w: -self.weights[w]):
            if not word.isalpha():
                continue
            self.by_ends.setdefault((word[0], len(word)), []).append(word)
            if len(word) >= 4:
                key = sound(word)
                if len(key) >= SHORTEST_SOUND:
                    self.by_sound.setdefault(key, word)
            if len(word) >= SHORTEST_SLIP - 1:
                for at in range(len(word)):
                    self.by_gap.setdefault(word[:at] + word[at + 1 :], []).append(word)

    def masked(self, pattern: str) -> str | None:
        """Return the word under a mask: ``f**k``. At least the first letter and one more must be shown."""
        shown = sum(letter.isalpha() for letter in pattern)
        if shown < 2 or not pattern[0].isalpha():
            return None
        form = re.compile("".join("." if letter in MASKS else re.escape(letter) for letter in pattern))
        least = 0.7 if len(pattern) > SHORTEST_SLIP - 1 else 0.85
        for word in self.by_ends.get((pattern[0], len(pattern)), ()):
            # What is half hidden is most often the worst: only words that somebody would hide.
            if self.weights[word] >= least and form.fullmatch(word):
                return word
        return None

    def heard_alike(self, word: str) -> str | None:
        """Return the known word that sounds like this one; None for ordinary words and short sounds."""
        key = sound(word)
        found = self.by_sound.get(key)
        if found is None or self.is_common(word) or self.weights[found] < 0.75:
            return None
        # Three sounds are shared by many words: then the vowels must be the same, and the word one of the worst.
        if len(key) == SHORTEST_SOUND and (self.weights[found] < EXACT or _vowels(word) != _vowels(found)):
            return None
        # Two consonants carry a word only where its ordinary words are known, and where little was changed.
        if len(key.strip(VOWEL_SOUND).replace(VOWEL_SOUND, "")) < FEWEST_CONSONANTS and (
            not self.knows_words or _vowels(word) != _vowels(found) or _distance(word, found) > MOST_CHANGED
        ):
            return None
        if not self.knows_words and (_vowels(word) != _vowels(found) or _distance(word, found) > MOST_CHANGED):
            return None
        if not _vowels_alike(word, found):
            return None
        return found if _is_respelled(word, found) or not self._is_typing_error(word) else None

    def _is_typing_error(self, word: str) -> bool:
        """Whether an ordinary word was meant: two letters swapped, or one vowel for another."""
        for at in range(len(word) - 1):
            if self._is_ordinary(word[:at] + word[at + 1] + word[at] + word[at + 2 :]):
                return True
        places = [at for at, letter in enumerate(word) if letter in "aeiou"]
        return any(self._is_ordinary(word[:at] + vowel + word[at + 1 :]) for at in places for vowel in "aeiou")

    def _is_ordinary(self, word: str) -> bool:
        return self.is_common(word) and word not in self.weights

    def slip_of(self, word: str) -> str | None:
        """Return the known word of which this is a slip: letters swapped, the key beside, half of a double left out."""
        if len(word) < 3 or self.is_common(word):
            return None
        if len(word) < SHORTEST_SLIP and self.weights.get(word + word[-1], 0.0) >= 0.7:
            return word + word[-1]
        for known in self.by_gap.get(word, ()):
            at = _first_difference(word, known)
            if at > 0 and known[at] in (known[at - 1], known[at - 1]):
                return known
        if len(word) < SHORTEST_SLIP - 1 or (len(word) < SHORTEST_SLIP and self._is_ordinary_slip(word)):
            return None
        for at in range(len(word)):
            for known in self.by_gap.get(word[:at] + word[at + 1 :], ()):
                if len(known) == len(word) and _is_slip(word, known) and self._may_be_slip(known):
                    return known
        return None

    def _may_be_slip(self, known: str) -> bool:
        # Short words have many neighbours: only the worst are looked for there.
        return len(known) >= SHORTEST_SLIP or self.weights[known] >= WORST_SHORT

    def _is_ordinary_slip(self, word: str) -> bool:
        """Whether a short word is as near to an ordinary one, or the ordinary words are not known well enough."""
        if not self.knows_words:
            return True
        near = (word[:at] + key + word[at + 1 :] for at in range(len(word)) for key in KEYS_BESIDE.get(word[at], ""))
        swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
        longer = (word + word[-1], *(word[:at] + word[at] + word[at:] for at in range(len(word))))
        return any(map(self._is_ordinary, (*near, *swapped, *longer)))


def _distance(word: str, known: str) -> int:
    """Return how many letters must be changed, put in or left out to make one of the other (Levenshtein)."""
    row = list(range(len(known) + 1))
    for n, letter in enumerate(word, 1):
        before, row[0] = row[0], n
        for m, other in enumerate(known, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (letter != other))
    return row[-1]


def _first_difference(word: str, known: str) -> int:
    for at, (a, b) in enumerate(zip(word, known, strict=False)):
        if a != b:
            return at
    return len(word)


def _is_slip(word: str, known: str) -> bool:
    places = [at for at, (a, b) in enumerate(zip(word, known, strict=True)) if a != b]
    if len(places) == 1:
        return word[places[0]] + known[places[0]] in NEIGHBOURS
    if len(places) == 2 and places[1] == places[0] + 1 and places[0] > 0:
        a, b = places
        return word[a] == known[b] and word[b] == known[a]
    return False


def _is_respelled(word: str, known: str) -> bool:
    """Whether only consonants were written for others of the same sound: then no vowel was mistyped."""
    return len(word) == len(known) and all(
        a == b or a in SAME_SOUND.get(b, "") for a, b in zip(word, known, strict=True)
    )


def _vowels(word: str) -> list[str]:
    """Return the first letter of each group of vowels."""
    return [v for at, v in enumerate(word) if v in VOWELS and (at == 0 or word[at - 1] not in VOWELS)]


def _vowels_alike(word: str, known: str) -> bool:
    mine, theirs = _vowels(word), _vowels(known)
    near = sum(b in VOWELS[a] for a, b in zip(mine, theirs, strict=False))
    if len(theirs) == 1:
        return mine == theirs
    return abs(len(mine) - len(theirs)) <= 1 and near * 2 >= len(theirs)


def parted(chunk: str, weights: Iterable[str], is_common: Callable[[str], bool], longest: int = 18) -> list[str] | None:
    """Return the words of which a chunk was run together, when one of them is among ``weights``; else None.

    Fewest words win, and of two ways equally short the innocent one: whorepresents is who represents.
    """
    known = weights if isinstance(weights, dict) else set(weights)
    best: list[tuple[float, int] | None] = [None] * (len(chunk) + 1)
    best[0] = (0.0, 0)
    for end in range(1, len(chunk) + 1):
        for start in range(max(0, end - longest), end):
            before = best[start]
            if before is None:
                continue
            word = chunk[start:end]
            if len(word) <= 2 and word not in SMALL:
                continue
            price = 1.0 if is_common(word) else 1.15 if word in known else None
            if price is None and len(chunk) >= MANY_WORDS and 3 <= len(word) <= 10:
                price = 2.0 + 0.35 * len(word)  # a name among many words
            if price is not None and (best[end] is None or before[0] + price < best[end][0]):  # type: ignore[index]
                best[end] = (before[0] + price, start)
    words: list[str] = []
    at = len(chunk)
    while at > 0:
        step = best[at]
        if step is None:
            return None
        words.append(chunk[step[1] : at])
        at = step[1]
    words.reverse()
    strange = sum(len(word) for word in words if not is_common(word) and word not in known)
    shortest = 3 if len(words) >= 5 else 4
    if strange * 5 > len(chunk) * 2 or (strange and len(words) < 4):
        return None
    return words if any(word in known and len(word) >= shortest for word in words) else None


MANY_WORDS = 16
"""Letters from which a chunk may hold a name that no list knows."""
SMALL = frozenset(["a", "i", "an", "am", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me",
    "my", "no", "of", "oh", "on", "or", "so", "to", "up", "us", "we", "u", "r", "ya", "du", "er", "es", "il", "je",
    "la", "le", "ma", "ne", "on", "tu", "un"])  # fmt: skip
