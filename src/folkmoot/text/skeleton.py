"""Skeletons: names that look alike have the same one."""

import unicodedata

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
    # Lower case comes first, so that a capital and its small letter have one shape; what a confusable
    # turns into may be a capital again, so it comes once more after the table.
    small = _without_marks(unicodedata.normalize("NFKC", name).casefold())
    table = look_alikes()
    shaped = "".join(table.get(character, character) for character in small)
    return _without_marks(unicodedata.normalize("NFKC", shaped).casefold()).translate(ONE_SHAPE)


def _without_marks(text: str) -> str:
    hidden = invisible()
    return "".join(
        character
        for character in unicodedata.normalize("NFD", text)
        if character not in hidden and not unicodedata.category(character).startswith(("M", "Z", "C"))
    )
