"""What a chunk of signs may read as: digits and signs read as letters, other scripts, doubled and turned letters."""

import re
from collections.abc import Iterator
from itertools import product

LEET = {
    "0": "o", "1": "il", "2": "z", "3": "e", "4": "a", "5": "s", "6": "bg", "7": "t", "8": "b", "9": "g", "@": "a",
    "$": "s", "!": "il",
    "|": "li", "+": "t", "€": "e", "£": "l", "¢": "c", "¥": "y", "©": "c", "®": "r", "(": "c", "<": "c", "{": "c",
    "}": "", ")": "", ";": "i",
    "⭕": "o", "❌": "x", "✝": "t", "💲": "s", "❗": "li", "📧": "e", "♈": "v", "♓": "h", "♑": "n", "⛎": "u",
    "ℹ": "i",
    "°": "o", "×": "x",
    "^": "a", "µ": "u", "§": "s", "ß": "b", "№": "n", "🔟": "io", "🎱": "b", "⚪": "o", "🔴": "o", "¡": "i", "ⓘ": "i",
    "💰": "s",
}  # fmt: skip
SEVERAL = {"()": "o", "[]": "o", "{}": "o", "|_|": "u", "|-|": "h", "|)": "d", "|3": "b", "|=": "f", "|{": "k",
           "/-": "a", "13": "b", "vv": "w"}  # fmt: skip
"""Letters that are drawn with several signs."""
DRAWN = re.compile("|".join(re.escape(signs) for signs in sorted(SEVERAL, key=len, reverse=True)))
NO_LETTERS = re.compile(r"[\W\d_]")
CYRILLIC_LEET = {
    "0": "о",
    "3": "зе",
    "4": "ча",
    "6": "б",
    "7": "т",
    "@": "а",
    "8": "в",
    "9": "я",
    "$": "с",
    "1": "и",
    "u": "и",
}
TO_LATIN = dict(zip(
    "асеорхукмтвніјѕԁԛԝԍһӏгпиьαβεικνορτυχγωηϲօսոհցզյաեկҽҝɡʙԺքտⅼ",
    "aceopxykmtbhijsdqwghlrnubabeikvoptuxywncounhgqjwekekgbԺfsl",
    strict=True,
))  # fmt: skip
TO_LATIN |= {"д": "d", "л": "l", "з": "z", "ф": "f", "й": "i", "ы": "y", "я": "r"}
TO_CYRILLIC = dict(zip("aceopxykmtbhiuτʙ3", "асеорхукмтвнииτвз", strict=True)) | {"n": "п", "r": "г", "τ": "т"}
TO_ARMENIAN = dict(zip("ouhgqjwnpt", "օսհցզյաոքտ", strict=True)) | {"n": "ո", "s": "տ", "2": "ձ", "0": "օ"}
RUN = re.compile(r"(.)\1\1+")
DOUBLE = re.compile(r"(.)\1+")
MOST_READINGS = 48
SCRIPTS = (
    ("latin", re.compile("[a-z]")),
    ("cyrillic", re.compile("[\u0430-\u052f]")),
    ("armenian", re.compile("[ա-և]")),
    ("greek", re.compile("[α-ω]")),
)


def readings(core: str) -> Iterator[str]:
    """Yield what a chunk may read as, likeliest first: a bounded number."""
    count = 0
    bare = re.sub(r"[^\w@$!|+€£¢⭕❌✝💲❗📧♈♓♑⛎]|_", "", core)
    drawn = DRAWN.sub(lambda match: SEVERAL[match[0]], core)
    for base in dict.fromkeys((core, drawn, bare, core.strip("0123456789"), NO_LETTERS.sub("", core))):
        for letters in _scripts(base):
            for plain in _leet(letters):
                for squeezed in (plain, RUN.sub(r"\1\1", plain), RUN.sub(r"\1", plain), DOUBLE.sub(r"\1", plain)):
                    if squeezed is not plain and not DOUBLE.search(plain):
                        break
                    yield squeezed
                    if len(squeezed) > 3:
                        yield squeezed[::-1]
                    count += 1
                    if count >= MOST_READINGS:
                        return


def _scripts(word: str) -> Iterator[str]:
    """Yield a word of mixed scripts in each of them; other words as they are."""
    yield word
    mixed = [name for name, letters in SCRIPTS if letters.search(word)]
    if len(mixed) > 1 or "greek" in mixed:
        yield "".join(TO_LATIN.get(c, c) for c in word)
    if len(mixed) > 1:
        if "cyrillic" in mixed:
            yield "".join(TO_CYRILLIC.get(c, c) for c in word)
        if "armenian" in mixed:
            yield "".join(TO_ARMENIAN.get(c, c) for c in word)
    elif mixed and mixed[0] != "latin":
        yield "".join(TO_LATIN.get(c, c) for c in word)


def _leet(word: str) -> Iterator[str]:
    """Yield a word with its digits and signs read as letters."""
    if word.isalpha():
        yield word
        return
    own = CYRILLIC_LEET if re.search("[а-я]", word) else TO_ARMENIAN if re.search("[ա-և]", word) else LEET
    choices = [own.get(c, LEET.get(c, c)) or "" if not c.isalpha() else c for c in word]
    total = 1
    for options in choices:
        total *= max(1, len(options))
        if total > 16:
            choices = [options[:1] for options in choices]
            break
    for letters in product(*[options or " " for options in choices]):
        yield "".join(letters).replace(" ", "")
