"""The place that a story begins with, as agencies print it, also where its brackets are broken."""

import re

_LONGEST = 90
_PLACE = r"[^\W\d_][\w.'’ʻ-]*(?:[ /-][^\W\d_][\w.'’ʻ-]*){0,4}"
# As in: YEREVAN (— · LONDON (Reuters) – · PARIS, July 4 (AFP) - · MOSCOW, July 4 /TASS/. · BERLIN/WIEN (dpa) —
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:,\s?[^,()\[\]/—–:]{{1,40}}){{0,2}})"
    r"\s*(?P<source>[(\[/][^()\[\]—–]{0,40}[)\]/]?)?\s*(?P<dash>[—–―]+|--+|\s-(?=\s)|\.\s?[—–-]+|(?<=[/)\]])[.:]?(?=\s))\s*"
)
_CAPITALS_ALONE = re.compile(rf"(?P<place>{_PLACE}(?:,\s?[^,()\[\]/—–.:]{{1,30}})?)\s*[.:]\s+(?=\w)")


def read_dateline(text: str) -> tuple[str, str] | None:
    """Return the dateline that a paragraph begins with, and the rest of it; None where it begins with none.

    The dateline is given without its dash and without a bracket that was never closed.
    """
    match = _DATELINE.match(text[: _LONGEST + 60])
    if match and match.end() <= _LONGEST:
        rest, source = text[match.end() :], (match["source"] or "").strip()
        if _is_place(match["place"], rest, bool(source)) and (rest or source or match["place"].isupper()):
            return _printed(match["place"], source), rest
    bare = _CAPITALS_ALONE.match(text[:_LONGEST])
    # "ЕРЕВАН. Президент …": without a dash only in capitals, and in letters that have them.
    if bare and _is_capital(bare["place"]) and len(text) > 80 and not bare["place"][-1:].isdigit():
        return bare["place"].strip(), text[bare.end() :]
    return None


def _is_capital(place: str) -> bool:
    city = place.split(",")[0]
    return len(city) > 2 and city.isupper()


def _is_place(place: str, rest: str, has_source: bool) -> bool:
    city = place.split(",")[0]
    if city.isupper():
        return len(city) > 1
    words = city.replace("/", " ").split()
    is_named = all(word[:1].isupper() or not word[:1].isalpha() or word.islower() for word in words[1:])
    is_named = is_named and (words[0][:1].isupper() or not words[0][:1].islower())
    # "Tom — the pilot" is a sentence; a place is followed by one that begins.
    begins = rest.lstrip("“\"«„‘'(")[:1]
    return is_named and len(words) <= 3 and (has_source or "," in place or not begins.islower())


def _printed(place: str, source: str) -> str:
    inside = source.strip("()[]/ ")
    return f"{place.strip(' ,')} ({inside})" if inside else place.strip(" ,")
