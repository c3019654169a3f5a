"""Skeletons: names that look alike have the same one."""

import unicodedata
from functools import cache

from folkmoot.text.confusables import invisible, look_alikes

ONE_SHAPE = str.maketrans({"i": "l", "1": "l", "|": "l", "ı": "l", "0": "o"})
"""What a reader cannot tell apart once letters are folded to small ones: Ivan, lvan and 1van."""


def skeleton(name: str) -> str:
    """Return the name folded so that names which look alike are equal; empty where nothing of it can be seen.

    UTS #39's skeleton, without case, marks, spaces and invisible characters. For comparing, never for showing.
    """
    folded = _folded(name)
    again = _folded(folded)
    while again != folded:  # a few letters reach their shape in two steps
        folded, again = again, _folded(again)
    return folded


def _folded(name: str) -> str:
    # Shapes come before case: a Cyrillic capital Em looks like a Latin M, its small letter like nothing Latin.
    # The first look is at letters as they were typed, since NFKC makes a Sigma of what looks like a C.
    typed = "".join(shape if _is_latin(shape := _shape(letter)) else letter for letter in name)
    shaped = "".join(map(_shape, _without_marks(unicodedata.normalize("NFKC", typed))))
    return _without_marks(unicodedata.normalize("NFKC", shaped).casefold()).translate(ONE_SHAPE)


@cache
def _shape(character: str) -> str:
    """Return what a character looks like: itself, or its other case, as plain Latin first.

    So both cases of a letter have one shape, but for the few of which each looks like another Latin letter (Greek Nu).
    """
    table = look_alikes()
    if character.isascii():
        return table.get(character, character)
    cases = dict.fromkeys((character, character.lower(), character.upper(), character.casefold()))
    found = [_without_marks(shape) for case in cases if (shape := table.get(case))]
    return next((shape for shape in found if _is_latin(shape)), found[0] if found else character.casefold())


def _is_latin(shape: str) -> bool:
    return shape.isascii() and shape.isalpha()


def _without_marks(text: str) -> str:
    hidden = invisible()
    return "".join(
        character
        for character in unicodedata.normalize("NFD", text)
        if character not in hidden and not unicodedata.category(character).startswith(("M", "Z", "C"))
    )
