"""Folding: the one shape of a word in which a search finds it, whoever wrote it and however."""

import re
import unicodedata

LONGEST_WORD = 64
"""Code points of a word that count; PostgreSQL refuses words of more than 2,046 bytes."""

_KEPT_MARKS = frozenset({0, 7, 8, 9})
"""Combining classes of marks that make another letter: vowels of India's scripts, nukta, dakuten, virama."""

_ONE_LETTER = str.maketrans(
    {
        "ı": "i",  # Turkish: ışık and ISIK
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ة": "ه",  # Arabic: as many write the end of a word
        "ى": "ي",
        "ی": "ي",  # Persian and Urdu letters for the same sounds
        "ک": "ك",
        "ٱ": "ا",
        "ـ": "",  # tatweel only draws a word out
    }
)

_EACH_ALONE = re.compile("([\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff])")
"""Letters of scripts in which words stand without spaces, or carry their endings: each is a word of its own."""


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, without case, accents and punctuation; each at most ``LONGEST_WORD`` long.

    ``Ёлка`` gives ``елка``, ``İstanbul'da`` gives ``istanbul`` and ``da``. Of any text, hostile ones included, only
    letters, digits and marks that belong to them come out.
    """
    small = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(c for c in unicodedata.normalize("NFD", small) if not _is_accent(c))
    shaped = unicodedata.normalize("NFC", bare).translate(_ONE_LETTER).replace("եւ", "եվ")
    spaced = _EACH_ALONE.sub(r" \1 ", "".join(_shown(c) for c in shaped))
    return tuple(word[:LONGEST_WORD] for word in spaced.split() if any(c.isalnum() for c in word))


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) == "Mn" and unicodedata.combining(character) not in _KEPT_MARKS


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))  # ٣ and ३ are found by 3
    if category[0] in "LMN":
        return character
    return "" if category == "Cf" else " "  # invisible characters hide inside words
