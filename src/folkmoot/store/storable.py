"""What both databases can keep, and be asked for."""


def is_storable(words: str) -> bool:
    """Say whether a text can be kept: no NUL (PostgreSQL), no half of a surrogate pair (it has no UTF-8)."""
    return not any(c == "\0" or 0xD800 <= ord(c) <= 0xDFFF for c in words)
