"""Words of other scripts as they are written in Latin letters by people without the keys: durak, apush."""

import re
from collections.abc import Mapping
from functools import cache

LETTERS: Mapping[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "к": "k", "л": "l",
    "м": "m",
    "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "ts", "ч": "ch",
    "ш": "sh",
    "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i", "ї": "i", "є": "e", "ґ": "g",
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "", "թ": "t", "ժ": "zh", "ի": "i",
    "լ": "l",
    "խ": "h", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "i", "ն": "n",
    "շ": "sh", "ո": "o",
    "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts", "ւ": "v", "փ": "p",
    "ք": "k",
    "օ": "o", "ֆ": "f", "և": "ev",
}  # fmt: skip

SPELLINGS = tuple(
    (re.compile(form), letters)
    for form, letters in (
        ("ու", "u"), ("shch|sch|sht", "sh"), ("kh|x", "h"), ("tz|ts|c(?!h)", "ts"), ("q|k'", "k"), ("w", "v"),
        ("y|j(?=[aeiou])", "i"),
        ("'", ""), ("ii+", "i"), (r"([a-z])\1", r"\1"),
    )
)  # fmt: skip
LATIN = "-Latn"


@cache
def by_sound(word: str) -> str:
    """Return a word in Latin letters in one spelling, whichever its writer chose."""
    for form, letters in SPELLINGS:
        word = form.sub(letters, word)
    return word


def romanised(word: str) -> str:
    """Return a word of another script as it is looked up in Latin letters."""
    return by_sound("".join(LETTERS.get(letter, letter) for letter in word.replace("ու", "u")))
