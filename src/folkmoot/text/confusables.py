"""Letters that look like other letters, by Unicode's table and by eye."""

from functools import cache
from importlib.resources import files


@cache
def look_alikes() -> dict[str, str]:
    """Return each confusable character with what it looks like (UTS #39, version 15.0.0), about 6,300 of them."""
    table: dict[str, str] = {}
    lines = files("folkmoot.text").joinpath("data/confusables.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            code, looks_like = line.split("\t")
            table[chr(int(code, 16))] = "".join(chr(int(c, 16)) for c in looks_like.split())
    return table


@cache
def invisible() -> frozenset[str]:
    """Return the characters that show nothing: Unicode's default ignorables, and fillers that look like nothing."""
    ranges = (
        (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
        (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    )  # fmt: skip
    return frozenset(chr(c) for first, last in ranges for c in range(first, last + 1))
