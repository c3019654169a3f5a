"""The line that a printed comment begins with: its number or bullet, its author's name, "said", its date."""

import re
from dataclasses import dataclass
from functools import cache

from folkmoot.exchange.page import words
from folkmoot.exchange.page.dates import PrintedDate, read_date

LONGEST_NAME = 80
_MOST_WORDS = 9
_LOOKED_AT = 240
"""Code points of a line in which a name, a verb and a date are looked for."""
_MOST_CUTS = 14
"""Places of a line at which a name may end and a date begin; more are not tried."""

_MARKER = re.compile(
    r"#\s?(?P<hash>\d{1,6}(?:\.\d{1,4}){0,12})[.:)]?\s+"
    r"|\(?(?P<path>\d{1,6}(?:\.\d{1,4}){0,12})[.)](?!\d)\s*(?=\D)"
    r"|(?P<bare>\d{1,6}(?:\.\d{1,4}){1,12})\s+(?=\S)"
    r"|(?P<bullet>[•*\-+◦▪■□○●‣·»>–—☐❖➢➤►▸▹⁃∙↳└↪]|o)\s+"
)


@dataclass(frozen=True, slots=True)
class Marker:
    """What a list prints before an item: a number (``path`` has its steps, 3.1 is (3, 1)), a bullet, or nothing."""

    path: tuple[int, ...] = ()
    bullet: str = ""
    width: int = 0
    """Code points up to the item's own text."""


NO_MARKER = Marker()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One line that may be the head of a comment."""

    marker: Marker
    name: str
    verb: str = ""
    """In lower case; empty where the line has only a name and a date."""
    is_closed: bool = False
    """Whether a colon or a date closes it; "NAME says" alone is a head only where a date stands below."""
    date: PrintedDate | None = None
    rest: str = ""
    """What follows on the same line: the comment's text, where it begins there."""


def read_marker(text: str) -> Marker:
    """Return the number or bullet that a line begins with."""
    match = _MARKER.match(text)
    if match is None:
        return NO_MARKER
    path = match["hash"] or match["path"] or match["bare"] or ""
    return Marker(tuple(int(step) for step in path.split(".") if step), match["bullet"] or "", match.end())


@cache
def _verb() -> re.Pattern[str]:
    said = words.alternatives("said", "replied")
    # Chinese and Japanese put no space before it.
    return re.compile(rf"(?:(?<=\s)|(?<=[\u3040-\u9fff\uac00-\ud7a3]))(?:{said})(?![\w'’-])", re.IGNORECASE)


@cache
def _before_name() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.alternatives('by_comment')})\s*:?\s+", re.IGNORECASE)


@cache
def _before_date() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.alternatives('on')})\s+", re.IGNORECASE)


def read_attribution(text: str) -> Attribution | None:
    """Return the name, verb and date of a line that may begin a comment; None where it cannot."""
    marker = read_marker(text)
    line = text[marker.width :]
    return _with_verb(marker, line) or _with_date(marker, line)


def _with_verb(marker: Marker, line: str) -> Attribution | None:
    for match in _verb().finditer(line[:_LOOKED_AT], 1):
        name, named = _name_and_date(line[: match.start()])
        if not is_name(name):
            continue
        after = _after_verb(line[match.end() :])
        if after is None:
            continue
        is_closed, said, rest = after
        verb = re.sub(r"\s+", " ", match[0].casefold())
        return Attribution(marker, name, verb, is_closed, named or said, rest)
    return None


def _after_verb(after: str) -> tuple[bool, PrintedDate | None, str] | None:
    """Read what follows "said": whether a colon closes it, the date, the text that begins there."""
    if colon := re.match(rf"\s*{words.COLON}\s*", after):
        rest = after[colon.end() :]
        date = read_date(_without_on(rest))
        return True, date, "" if date else rest
    if not after.strip(" .…↓"):
        return False, None, ""
    # "said on July 4, 2020 at 3:15 pm: …": the colon that ends the date is not the one in the time.
    ends = [found.start() for found in re.finditer(rf"{words.COLON}(?:\s|$)", after[:_LOOKED_AT])]
    for end in [len(after), *reversed(ends)]:
        if date := read_date(_without_on(after[:end])):
            return True, date, after[end + 1 :].strip()
    return None


def _without_on(text: str) -> str:
    text = text.strip(" \t,|–—-(")
    return text[found.end() :] if (found := _before_date().match(text)) else text


def _with_date(marker: Marker, line: str) -> Attribution | None:
    """Read "NAME | DATE" and "NAME on DATE"."""
    closed = re.search(rf"\s*{words.COLON}$", line)
    name, date = _name_and_date(line[: closed.start()] if closed else line)
    if date is None or not is_name(name):
        return None
    return Attribution(marker, name, "", True, date)


def _name_and_date(text: str) -> tuple[str, PrintedDate | None]:
    """Part "NAME on DATE" and "On DATE NAME"; without a date all of it is the name."""
    text = text.strip()
    if found := _before_name().match(text):
        text = text[found.end() :]
    if len(text) > _LOOKED_AT or not any(character.isdigit() for character in text):
        return _tidy(text), None
    cuts = [cut.span() for cut in re.finditer(r"\s*[,|·•–—(/]\s*|\s+-\s+|\s+", text)][:_MOST_CUTS]
    for start, end in cuts:
        if start and (date := read_date(_without_on(text[end:]))):
            return _tidy(text[:start]), date
    if _before_date().match(text):
        for start, end in reversed(cuts):
            if date := read_date(_without_on(text[:start])):
                return _tidy(text[end:]), date
    return _tidy(text), None


def _tidy(name: str) -> str:
    return name.strip(" \t,|·•–—-")


def is_name(text: str) -> bool:
    """Whether a text may be the name that somebody comments under: short, one line, no sentence."""
    return (
        0 < len(text) <= LONGEST_NAME
        and len(text.split()) <= _MOST_WORDS
        and any(character.isalnum() for character in text)
        and not re.search(rf"{words.COLON}|[!?;]\s|[.…][”\"»]?\s+\w{{3,}}\s+\w+\s+\w|^https?://\S+\s", text)
        and not words.begins_with("pingback", text)
    )
