"""The story of a page that is read as text: headline, captions, writer, dateline, body."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from folkmoot.exchange.page import words
from folkmoot.exchange.page.attribution import is_name
from folkmoot.exchange.page.dateline import read_dateline
from folkmoot.exchange.page.dates import read_date
from folkmoot.exchange.page.lines import Ledger, Line, paragraphs

_PARTICLES = frozenset(
    re.findall(
        r"\S+",
        """
    and und et y e i и та й ve və և & de da di del della van von der den la le al el bin ibn dos ter zu
""",
    )
)
"""Small words within the names of persons."""

_TAIL = re.compile(r"\s+[|–—«»·-]\s+")
_URL = re.compile(r"(?:url|source|link|permalink)?\s?:?\s?<?(https?://[^\s<>]+)>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Story:
    """The story's parts, as printed."""

    headline: str = ""
    caption: str = ""
    dateline: str = ""
    body: str = ""
    writer: str | None = None
    url: str | None = None


def read_story(lines: Sequence[Line], ledger: Ledger, *, titles: Sequence[str] = ()) -> Story:
    """Read the lines above policy and thread; ``titles`` are what else on the page says what the story is called."""
    url = _take_url(lines, ledger)
    printed = [line for line in lines if line.text and ledger.is_open(line) and not leave_furniture(line, ledger)]
    if not printed:
        return Story(url=url)
    times = Counter(line.text for line in printed)
    start = _first_paragraph(printed, times)
    top = printed[:start] or printed[:1]
    headline = _headline(top, titles)
    writer = _take_writer([line for line in top if line.text != headline.text], ledger)
    ledger.place(line for line in printed if line.text == headline.text)
    for line in top[: top.index(headline)]:
        if ledger.is_open(line) and times[line.text] == 1:
            ledger.leave(line, _why_above(line, headline))
    captions = _captions([line for line in top if ledger.is_open(line)], printed, times, headline)
    ledger.place(line for line in printed if line.text in captions)
    dateline, body = _body(lines, [line for line in printed if ledger.is_open(line)], ledger)
    return Story(headline.text, "\n".join(captions), dateline, body, writer, url)


def _take_url(lines: Sequence[Line], ledger: Ledger) -> str | None:
    for line in lines:
        match = _URL.fullmatch(line.text[:2000])
        if match and ledger.is_open(line):
            ledger.place([line])
            return match[1]
    return None


def leave_furniture(line: Line, ledger: Ledger) -> bool:
    """Say of a line that it is no part of the story, where its words show it."""
    text = line.text
    why = None
    if words.counted_title(text) is not None:
        why = "announces or counts the comments"
    elif words.is_form(text) or words.is_button(text) or words.is_awaiting(text):
        why = "the comment form or a button of the page"
    elif words.begins_with("pingback", re.sub(r"^\W*\d*\W*", "", text[:200])):
        why = "a link from another page, no comment"
    elif words.is_furniture(text) or not any(character.isalnum() for character in text):
        why = "a menu, a label or a rule"
    elif _dated_writer(text) is None and is_dated(text):
        why = "a date of the page"
    if why:
        ledger.leave(line, why)
    return why is not None


def is_dated(text: str) -> bool:
    """Whether a line is a date of the page: "Published: July 4, 2020"."""
    if len(text) > 120 or not any(character.isdigit() for character in text):
        return False
    bare = text[found.end() :] if (found := _dated().match(text)) else text
    return read_date(bare) is not None or read_date(text) is not None


@cache
def _dated() -> re.Pattern[str]:
    on, dated = words.alternatives("on"), words.alternatives("dated")
    return re.compile(rf"(?:{dated})\s?[:\u055d]?\s+(?:(?:{on})\s+)?", re.IGNORECASE)


def _first_paragraph(printed: Sequence[Line], times: Counter[str]) -> int:
    """Index of the line that the body begins with: one with a dateline near the top, else the first long one."""
    for at, line in enumerate(printed[:40]):
        if at and times[line.text] == 1 and _is_long(line.text, 60) and read_dateline(line.text):
            return at
    for at, line in enumerate(printed):
        if at and times[line.text] == 1 and _is_paragraph(line.text):
            return at
    return next((at for at, line in enumerate(printed) if at and times[line.text] == 1), len(printed))


def _is_long(text: str, length: int) -> bool:
    # Chinese, Japanese and Korean say it in a third of the letters.
    dense = sum("\u3040" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3" for character in text[:200])
    return len(text) + 2 * dense >= length


def _is_paragraph(text: str) -> bool:
    if _is_long(text, 150):
        return True
    is_sentence = text.rstrip("”\"»’')")[-1:] in set(".!…։。") or text.count(". ") > 0
    return is_sentence and _is_long(text, 60) and not _is_photo(text)


def _is_photo(text: str) -> bool:
    return words.begins_with("photo", text.lstrip("([ ")) or _photo().search(text[:1000]) is not None


@cache
def _photo() -> re.Pattern[str]:
    return re.compile(rf"[(\[](?:{words.alternatives('photo')}|left|right|centre|center)(?!\w)", re.IGNORECASE)


def _headline(top: Sequence[Line], titles: Sequence[str]) -> Line:
    # A tab says "Bridge closed | The Ostmark Courier".
    wanted = [_comparable(part) for title in titles if title for part in (title, _TAIL.split(title)[0])]
    for line in top:
        if (bare := _comparable(line.text)) and bare in wanted:
            return line
    usable = [line for line in top if _writer(line.text) is None and _dated_writer(line.text) is None] or list(top)
    usable = [line for line in usable if not _is_photo(line.text)] or usable
    chosen = usable[0]
    for least in (4, 3, 2):
        fitting = [line for line in usable if len(line.text.split()) >= least or _is_long(line.text, 40)]
        if fitting:
            chosen = fitting[0]
            break
    # A browser's title comes first: "Bridge closed | The Ostmark Courier", then "Bridge closed".
    for line in usable:
        tail = chosen.text[len(line.text) :]
        if line is not chosen and chosen.text.startswith(line.text) and re.match(r"\s*[|–—«»·:-]\s*\S", tail):
            return line
    return chosen


def _comparable(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _why_above(line: Line, headline: Line) -> str:
    return "the page's title" if line.text.startswith(headline.text) else "stands above the headline"


def _writer(text: str) -> tuple[str, str] | None:
    """The writer of a line "By NAME", and what else it says."""
    match = _by().match(text) if len(text) <= 140 else None
    if match is None:
        return None
    name, *more = re.split(r"\s*[|·•–—,(]\s*|\s+-\s+|\s{2,}", match["name"], maxsplit=1)
    return (name, more[0] if more else "") if _is_person(name) else None


@cache
def _by() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.alternatives('by')})(?:\s?[:\u055d]\s?|\s+)(?P<name>\S.*)$", re.IGNORECASE)


@cache
def _date_by() -> re.Pattern[str]:
    by = words.alternatives("by")
    return re.compile(rf"(?P<date>.{{4,80}}?)\s?[|·•,–—]?\s+(?:{by})\s+(?P<name>.{{2,60}})", re.IGNORECASE)


def writer_of(text: str) -> str | None:
    """Return the NAME of a line "By NAME" or "Posted on DATE by NAME"."""
    found = _writer(text) or _dated_writer(text)
    return found[0] if found else None


def _dated_writer(text: str) -> tuple[str, str] | None:
    """The writer of a line "Posted on DATE by NAME", and what else it says."""
    match = _date_by().fullmatch(text[:160])
    if match is None or not is_dated(match["date"]):
        return None
    return (match["name"], match["date"]) if is_name(match["name"]) else None


def _is_person(name: str) -> bool:
    parts = name.split()
    if not is_name(name) or len(parts) > 8 or name[-1] in ".!?":
        return False
    return all(not part[:1].islower() or part.casefold() in _PARTICLES for part in parts) and not parts[0].isdigit()


def _take_writer(top: Sequence[Line], ledger: Ledger) -> str | None:
    for line in top:
        found = _writer(line.text) or _dated_writer(line.text)
        if found:
            name, more = found
            ledger.place([line])
            if more:
                ledger.leave_part(line, more, "stands beside the writer's name")
            return name
    return None


def _captions(rest: Sequence[Line], printed: Sequence[Line], times: Counter[str], headline: Line) -> list[str]:
    """The words under pictures: what is printed more than once, what says so, else the line above the story."""
    captions: list[str] = []
    beside = {line.number for line in rest}
    for line in printed:
        is_repeated = times[line.text] > 1 and _is_long(line.text, 12)
        is_caption = is_repeated or (line.number in beside and _is_photo(line.text))
        if is_caption and line.text not in (headline.text, *captions):
            captions.append(line.text)
    if not captions and rest:
        captions.append(rest[-1].text)
    return captions


def _body(lines: Sequence[Line], kept: Sequence[Line], ledger: Ledger) -> tuple[str, str]:
    if not kept:
        return "", ""
    ledger.place(kept)
    numbers = {line.number for line in kept}
    within = [line for line in lines if line.number in numbers or not line.text]
    dateline = ""
    for at, line in enumerate(within):
        if line.text and (found := read_dateline(line.text)):
            dateline, rest = found
            within[at] = Line(line.number, line.indent, rest)
            break
        if line.text and _is_long(line.text, 150):
            break
    return dateline, paragraphs(within)
