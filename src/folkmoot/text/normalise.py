"""The normal form: what a reader sees in a text, in plain small letters, with an exact map back."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html.entities import html5

from folkmoot.text.confusables import invisible, look_alikes
from folkmoot.text.span import Span

UPSIDE_DOWN = "ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ"
"""Turned letters: left as they are, since only the whole word tells that it is turned."""

BY_EYE = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢøđłðħŧıƒɑɡɩɪʟ", "abcdefghijklmnoprstuvwyzodldhtifagiil", strict=True)) | {
    "ɨ": "i",
    "ɇ": "e",
    "ʉ": "u",
    "ɵ": "o",
    "ⱥ": "a",
    "ƀ": "b",
    "ȼ": "c",
    "ɉ": "j",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ß": "ss",
    "ﬆ": "st",
    "ſ": "s",
}
BY_EYE |= {chr(0x1F170 + n): chr(97 + n) for n in range(26)}  # white letters on black squares
BY_EYE |= {chr(0x1F150 + n): chr(97 + n) for n in range(26)}  # and on black discs
BY_EYE |= {chr(0x1F1E6 + n): chr(97 + n) for n in range(26)}  # single regional letters; pairs are flags
BY_EYE |= {chr(0x249C + n): chr(97 + n) for n in range(26)}  # (a) as one character
BY_EYE |= dict(zip("⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵", "abcdefghijklmnopqrstuvwxyz", strict=True))
BY_EYE |= {"ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ۃ": "ه", "ة": "ه", "ۋ": "و", "ھ": "ه", "ە": "ه", "ٱ": "ا", "ـ": ""}
BY_EYE |= dict(zip("ⲁⲃⲅⲇⲉⲍⲏⲑⲓⲕⲗⲙⲛⲝⲟⲡⲣⲥⲧⲩⲫⲭⲯⲱ", "abrdezhoiklmnxonpctyfxyw", strict=True))  # Coptic
BY_EYE |= {"ϲ": "c", "Ϲ": "c", "ϳ": "j"}
BY_EYE |= {"’": "'", "‘": "'", "ʼ": "'", "ʹ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
BY_EYE |= {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "―": "-", "⁃": "-", "\u00a0": " ", "ё": "е"}

MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u0483-\u0489\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]"
)
BORROWED = re.compile(
    "[\u1400-\u167f\u13a0-\u13ff\uab70-\uabbf\ua4d0-\ua4ff\U00010400-\U0001044f\u0180-\u02af\u1d00-\u1dbf"
    "\u2c80-\u2cff\u16a0-\u16ff\ua500-\ua63f\U00010280-\U0001037f\U000118a0-\U000118ff\U00016f00-\U00016f9f]"
)
"""Scripts that are borrowed for their looks far more often than written here: read by their shape."""

MARKUP = re.compile(
    r"""&(?:(?:amp|\#38|\#x26);)*(?P<entity>\#[0-9]{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});
      | <!--.{0,200}?-->
      | <(?P<tag>/?[a-z][a-z0-9]{0,15})(?:[\s/][^<>]{0,200})?>
      | \\(?=[^\s\\])
      | (?<=\w)\[(?P<linked>\w{1,40})\]\([^()\s]{0,200}\)
      | (?<=\w)(?P<mark>\*\*|__)(?P<strong>\w{1,40})(?P=mark)(?=\w)
    """,
    re.VERBOSE | re.DOTALL,
)
FLAGS = re.compile("(?:[\U0001f1e6-\U0001f1ff]{2})+(?![\U0001f1e6-\U0001f1ff])")
TURNED_ROUND = re.compile("\u202e([^\u202c]*)(?:\u202c|$)")
PLAIN = re.compile(r"[^&<\\\[*_]*")
MOST_LAYERS = 4
"""Markup in markup in markup: whoever needs more layers than this writes no comment."""


@dataclass(frozen=True, slots=True)
class Normal:
    """A text in normal form. Character ``i`` of ``text`` stands for ``starts[i]`` to ``ends[i]`` of the original.

    Both are None where nothing moved: character ``i`` stands for itself.
    """

    text: str
    starts: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> Span:
        """Return what the author typed for ``start`` to ``end`` of the normal form, in code points of the original."""
        if self.starts is None or self.ends is None:
            return Span(start, end)
        return Span(min(self.starts[start:end]), max(self.ends[start:end]))

    def replaced(self, edits: Sequence[tuple[int, int, str]]) -> "Normal":
        """Return the form with each ``(start, end, words)`` read as those words; in order, not overlapping."""
        if not edits:
            return self
        starts = self.starts if self.starts is not None else range(len(self.text))
        ends = self.ends if self.ends is not None else range(1, len(self.text) + 1)
        text: list[str] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        at = 0
        for start, end, words in edits:
            text += (self.text[at:start], words)
            first, last = min(starts[start:end]), max(ends[start:end])
            new_starts += (*starts[at:start], *[first] * len(words))
            new_ends += (*ends[at:start], *[last] * len(words))
            at = end
        text.append(self.text[at:])
        new_starts += starts[at:]
        new_ends += ends[at:]
        return Normal("".join(text), new_starts, new_ends)


def normalise(text: str) -> Normal:
    """Return the normal form; linear in the length of the text. Normalising a normal form changes nothing."""
    if text.isascii() and PLAIN.fullmatch(text):
        return Normal(text.lower())
    form = _letters(text)
    for _ in range(MOST_LAYERS):
        edits = [_read(match) for match in MARKUP.finditer(form.text)]
        if not edits:
            return form
        form = form.replaced(edits)
    return form.replaced([(m.start(), m.end(), "") for m in re.finditer(r"[&<\\\[*_]+", form.text)])


def fold(text: str) -> str:
    """Return the letters of a text in normal form, without a map: for words of lists and names."""
    return "".join(map(folded, text))


@cache
def folded(character: str) -> str:
    """Return one character as a plain small letter (or several, or none where it shows nothing)."""
    once = _folded(character)
    again = "".join(map(_folded, once))
    return once if again == once else "".join(map(_folded, again))


def _folded(character: str) -> str:
    if character in invisible():
        return ""
    if "\ud800" <= character <= "\udfff":  # half a character, and a stumbling block for everything behind
        return "\ufffd"
    if character in BY_EYE or character in UPSIDE_DOWN:
        return BY_EYE.get(character, character)
    if "\uac00" <= character <= "\ud7a3":  # Hangul syllables would fall apart
        return character
    plain = MARKS.sub("", unicodedata.normalize("NFKD", character)).casefold()
    plain = MARKS.sub("", unicodedata.normalize("NFKD", plain))
    if BORROWED.match(plain):
        shape = MARKS.sub("", look_alikes().get(plain, plain))
        plain = shape.lower() if shape.isascii() and shape.isalpha() else plain
    return "".join(BY_EYE.get(c, c) for c in plain)


def _letters(text: str) -> Normal:
    """Return the text letter by letter: order as shown, flags left alone, everything folded."""
    order: Sequence[int] = range(len(text))
    if "\u202e" in text:
        order = _as_shown(text)
    flags: set[int] = set()
    for match in FLAGS.finditer(text):
        flags.update(range(match.start(), match.end()))
    letters: list[str] = []
    places: list[int] = []
    for at in order:
        new = "\u2691" if at in flags else folded(text[at])
        if len(new) == 1:
            letters.append(new)
            places.append(at)
        elif new:
            letters.append(new)
            places += [at] * len(new)
    return Normal("".join(letters), places, [at + 1 for at in places])


def _as_shown(text: str) -> list[int]:
    """Return the places of the letters in the order in which a right-to-left override shows them."""
    order: list[int] = []
    at = 0
    for match in TURNED_ROUND.finditer(text):
        order += range(at, match.start())
        order += reversed(range(match.start(1), match.end(1)))
        at = match.end()
    order += range(at, len(text))
    return order


def _read(match: re.Match[str]) -> tuple[int, int, str]:
    """Return what stands for a piece of markup when it is shown."""
    words = ""
    if match["entity"]:
        words = _entity(match["entity"])
    elif match["tag"]:
        words = " " if match["tag"].strip("/") in ("br", "p", "div", "li") else ""
    elif match["linked"]:
        words = match["linked"]
    elif match["strong"]:
        words = match["strong"]
    return match.start(), match.end(), words


def _entity(name: str) -> str:
    """Return what an entity stands for, folded; unknown names stand for themselves, without their signs."""
    if name.startswith("#"):
        digits = name[1:]
        code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
        return fold(chr(code)) if 0 < code <= 0x10FFFF else ""
    return fold(_entity_names().get(name, name))


@cache
def _entity_names() -> dict[str, str]:
    """Return HTML's names in small letters: case was folded before, and shows no difference that matters."""
    small: dict[str, str] = {}
    for name, character in html5.items():
        if name.endswith(";"):
            small.setdefault(name[:-1].lower(), character)
    return small
