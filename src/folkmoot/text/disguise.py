"""Disguises undone: a word that was changed so that a filter should not hear it is read as a reader reads it."""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import islice

from folkmoot.text.likeness import MASKS, Likeness, parted
from folkmoot.text.normalise import UPSIDE_DOWN, Normal, fold
from folkmoot.text.readings import DOUBLE, RUN, readings

TURNED = dict(zip("ɐqɔpǝɟƃɥᴉɾʞlɯuodbɹsʇnʌʍxʎz˙'¡¿,ı", "abcdefghijklmnopqrstuvwxyz.,!?'i", strict=True))
CHUNK = re.compile(r"\S+")
LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
EDGES = ".,;:!?\"'()[]{}<>-…«»*&#~/\\|=“”¡¿։،؟"
SPREAD = re.compile(r"(?<!\w)(?:[^\W_][\W_]{1,4}){2,40}[^\W_](?!\w)")
CAMEL = re.compile(r"(?:[^\W\d_a-zа-яա-ևà-ÿ][^\W\d_A-ZА-ЯԱ-Ֆ]*){3,}")
HIDDEN_F = re.compile(
    r"(?<!\w)f[*#_-]{2,4}(?=\s(?:you|him|her|them|it|off|this|that|the|up|my|your|yourself|himself|herself|all)\b)"
)
BETWEEN = re.compile(r"[ \t-]?\n?[ \t]?")
"""What may stand between the two parts of one word."""
LONGEST_CHUNK = 64
SURE_WEIGHT = 0.8
"""How much a word must matter to be read where chance could have made the letters."""
MOST_LETTERS = 24
MOST_SPREAD = 200
MOST_STRANGE = 1_000
"""Strange words of one text that are looked at closely; a text with more is noise."""
MOST_KEPT = 60_000


@dataclass(slots=True)
class Disguises:
    """Undoes disguises of the words that are listened for, in some languages."""

    weights: dict[str, float]
    """The words that are listened for, in normal form, with how much each matters (0 to 1)."""
    is_heard: Callable[[str], bool]
    """Whether a word, with its endings, is listened for."""
    is_common: Callable[[str], bool]
    """Whether it is an ordinary word, heard or not."""
    is_frequent: Callable[[str], bool]
    """Whether it is so frequent that a chunk may be taken apart for it."""
    knows_words: bool = True
    """Whether the ordinary words of the language are known well."""
    likeness: Likeness = field(init=False)
    _kept: dict[tuple[str, bool], str | None] = field(default_factory=dict)
    _fine: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.likeness = Likeness(self.weights, self.is_common, self.knows_words)

    def undone(self, form: Normal, typed: str) -> Normal:
        """Return the form with disguised words read plainly; linear in its length."""
        form = form.replaced(list(_pictures(form.text)))
        form = form.replaced([(m.start(), m.end(), "fuck") for m in HIDDEN_F.finditer(form.text)])
        form = form.replaced(list(self._turned(form.text)))
        form = form.replaced(list(self._spread(form.text)))
        return form.replaced(list(self._chunks(form, typed)))

    def _spread(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield words whose letters stand apart: ``i d i o t``."""
        for match in islice(SPREAD.finditer(text), MOST_SPREAD):
            letters = re.sub(r"[\W_]", "", match[0])
            if len(letters) < 3:
                continue
            found = letters if self.is_heard(letters) else self._known(letters, False)
            if found is None and len(letters) <= MOST_LETTERS:
                words = parted(letters, self.weights, self.is_frequent)
                found = " ".join(words) if words else None
            if found:
                yield match.start(), match.end(), found

    def _chunks(self, form: Normal, typed: str) -> Iterator[tuple[int, int, str]]:
        text = form.text
        if self._fine.issuperset(text.split()):
            return
        edit: tuple[int, int, str] | None = None
        before: re.Match[str] | None = None
        was_fine = True
        strange = 0
        for match in CHUNK.finditer(text):
            fine = match[0] in self._fine or self._is_fine(match[0])
            if fine and was_fine and not (before and before[0].endswith("-")):
                before = match
                continue
            strange += not fine
            if strange > MOST_STRANGE:
                break
            now = None if fine else self._chunk(form, typed, match)
            # An edit waits for one chunk, since the next may belong to its word.
            joined = self._joined(form, typed, before, match) if before and not (now or edit) else None
            if joined:
                yield joined
                before, was_fine, edit = None, True, None
                continue
            if edit:
                yield edit
            before, was_fine, edit = match, fine, now
        if edit:
            yield edit

    def _is_fine(self, chunk: str) -> bool:
        """Whether a chunk is a plain word with or without stops around it; remembered."""
        core = chunk.strip(EDGES)
        if len(core) > LONGEST_CHUNK:
            return False
        if core and not (LETTERS.fullmatch(core) and (self.is_common(core) or self.is_heard(core))):
            return False
        if any(sign in "*#$@%_" for sign in chunk) or not (core or chunk.isascii()):
            return False
        if len(self._fine) >= MOST_KEPT:
            self._fine.clear()
        self._fine.add(chunk)
        return True

    def _chunk(self, form: Normal, typed: str, match: re.Match[str]) -> tuple[int, int, str] | None:
        core = match[0].strip(EDGES)
        if not core:
            return None
        start = match.start() + match[0].find(core)
        if len(core) > LONGEST_CHUNK or "://" in core or core.startswith("www."):
            return None
        if LETTERS.fullmatch(core) and (self.is_common(core) or self.is_heard(core)):
            return None
        camel = _camel(form.span(start, start + len(core)).of(typed))
        if camel:
            return start, start + len(core), camel
        name = core.isalpha() and _is_name(form.span(start, start + len(core)).of(typed)) and match.start() > 0
        found = self._known(core, name)
        if found is None and core != match[0] and any(sign in "*#$@%_" for sign in match[0]):
            found = self._known(match[0], name)
            if found is not None:
                return match.start(), match.end(), found
        opened = match[0].rstrip(EDGES)
        if found is None and opened != core and opened[:1] in "!|([{<1" and len(opened) == len(core) + 1:
            found = self._known(opened, name)
            if found is not None:
                return match.start(), match.start() + len(opened), found
        return (start, start + len(core), found) if found is not None and found != core else None

    def _known(self, core: str, name: bool) -> str | None:
        key = (core, name)
        if key not in self._kept:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._plain(core, name=name)
        return self._kept[key]

    def _joined(
        self, form: Normal, typed: str, before: re.Match[str], now: re.Match[str]
    ) -> tuple[int, int, str] | None:
        """Return the word of which the end of a line or a space made two; None where both are words or names."""
        one, two = before[0].strip(EDGES), now[0].strip(EDGES)
        if not (one.isalpha() and two.isalpha()) or len(one) + len(two) > LONGEST_CHUNK:
            return None
        if min(len(one), len(two)) < 2 and one + two not in self.weights:
            return None
        start = before.start() + before[0].find(one)
        end = now.start() + now[0].find(two)
        if not BETWEEN.fullmatch(form.text, start + len(one), end):
            return None
        whole = one + two
        at_line_end = form.text.startswith("-\n", start + len(one)) and self.is_heard(whole)
        both_are_words = self.is_common(one) and self.is_common(two) and not at_line_end
        if self.is_heard(one) or self.is_heard(two) or both_are_words:
            return None
        if len(whole) < 4:
            return None
        word = whole if self.is_heard(whole) else None
        strange = not (self.is_frequent(one) or self.is_frequent(two) or self.is_common(whole))
        named = _is_name(form.span(start, start + len(one)).of(typed)) and _is_name(
            form.span(end, end + len(two)).of(typed)
        )
        if word is None and len(whole) > 5 and strange and not named:
            word = self.likeness.heard_alike(whole)
        return (start, end + len(two), word) if word else None

    def _plain(self, core: str, *, name: bool) -> str | None:
        """Return what a chunk reads as, or None where it is what it is."""
        letters = core.isalpha()
        if not letters and any(sign in core for sign in MASKS):
            found = self.likeness.masked(core) or self.likeness.masked(_squeezed_mask(core))
            if found:
                return found
        for reading in readings(core):
            if reading != core and len(reading) > 2 and self._counts(core, reading):
                return reading
        if not letters:
            return self._signs(core)
        if name:
            return None
        for squeezed in dict.fromkeys((core, DOUBLE.sub(r"\1", core) if RUN.search(core) else core)):
            found = self.likeness.slip_of(squeezed) or self.likeness.heard_alike(squeezed)
            if found:
                return found
        turned = codecs.encode(core, "rot13") if core.isascii() and len(core) > 3 else ""
        if self.weights.get(turned, 0.0) >= SURE_WEIGHT and not any(v in core for v in "ei"):
            return turned
        words = parted(core, self.weights, self.is_frequent) if len(core) >= 6 else None
        return " ".join(words) if words else None

    def _counts(self, core: str, reading: str) -> bool:
        """Whether a reading of a chunk may be taken for it."""
        if reading == core[::-1] and reading not in self.weights:
            return False
        if self.is_heard(reading):
            pieces = re.split(r"[\W\d_]+", core)
            # Two ordinary words with a sign between are two words: pen_is, his/hit.
            if len(pieces) > 1 and all(len(p) > 1 and self.is_frequent(p) for p in pieces):
                return False
            shown = sum(c.isalpha() for c in core)
            return shown * 5 >= len(core) * 2 or (len(core) > 4 and shown > 0) or not core.isascii()
        return (
            len(reading) > 2
            and core[0].isalpha()
            and self.is_common(reading)
            and not core.isalpha()
            and _only_leet(core)
        )

    def _signs(self, core: str) -> str | None:
        """Return the words of a chunk with signs in it: a mask, or words joined by low lines."""
        if "_" in core and core[0].isalpha():
            return core.replace("_", " ")
        bare = re.sub(r"[\W\d_]", "", core)
        if (
            len(bare) >= 5
            and not re.search(r"\d", core)
            and not all(self.is_common(p) for p in re.split(r"[\W_]+", core) if p)
        ):
            return self.likeness.slip_of(bare) or self.likeness.heard_alike(bare)
        return None

    def _turned(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield what was written backwards or upside down, whole sentences as well."""
        if not text.isascii() and sum(map(text.count, UPSIDE_DOWN)) >= 2:
            chunks = list(CHUNK.finditer(text))
            turned = [m for m in chunks if all(c in TURNED for c in m[0])]
            if turned and len(turned) == len(chunks):
                yield 0, len(text), "".join(TURNED.get(c, c) for c in reversed(text))
                return
            for match in turned:
                if any(c in UPSIDE_DOWN for c in match[0]):
                    yield match.start(), match.end(), "".join(TURNED[c] for c in reversed(match[0]))
            return
        if self._fine.issuperset(text.split(None, 4)[:4]):
            return
        words = [w for w in LETTERS.findall(text[:2000]) if len(w) > 2]
        odd = [w for w in words if not self.is_common(w)]
        if len(odd) * 2 > len(words) and len(odd) > 2:
            back = sum(self.is_common(w[::-1]) or self.is_heard(w[::-1]) for w in words)
            if back * 10 >= len(words) * 7:
                yield 0, len(text), text[::-1]


def _only_leet(core: str) -> bool:
    return all(c.isalpha() or c in "0134@$5!" for c in core) and sum(c.isalpha() for c in core) * 2 >= len(core)


def _squeezed_mask(core: str) -> str:
    """Return a mask without signs that stand beside others of another kind: ``s.*.h``."""
    return re.sub(r"(?<=\w)[.\-](?=\w)", "", core)


def _camel(surface: str) -> str | None:
    """Return the words of ``StopPullingFigures``; None where capitals do not part it into three or more."""
    if not CAMEL.fullmatch(surface):
        return None
    words = re.findall(r"[^\W\d_a-zа-яա-և][^\W\d_A-ZА-ЯԱ-Ֆ]*", surface)
    is_parted = len(words) >= 3 and sum(len(word) > 1 for word in words) * 10 >= len(words) * 7
    return " ".join(fold(word) for word in words) if is_parted and "".join(words) == surface else None


def _is_name(surface: str) -> bool:
    return surface[:1].isupper() and surface[1:].islower()


@cache
def _emoji() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in files("folkmoot.text").joinpath("data/emoji.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sign, word = line.split("\t")
            table[sign] = word
    return table


@cache
def _emoji_pattern() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(re.escape(sign) for sign in sorted(_emoji(), key=len, reverse=True)) + ")+")


def _pictures(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield pictures that are used for words, as those words; one of a row of the same."""
    if text.isascii():
        return
    for match in _emoji_pattern().finditer(text):
        words = "".join(dict.fromkeys(_emoji()[sign] for sign in match[0] if sign in _emoji()))
        before = "" if match.start() and text[match.start() - 1].isalpha() else " "
        after = "" if match.end() < len(text) and text[match.end()].isalpha() else " "
        yield match.start(), match.end(), before + words + after
