"""Dates as newspapers print them beside comments, in the languages that Babel knows."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache

from folkmoot.exchange.page import words

LANGUAGES = re.findall(
    r"\w+",
    """
    en es pt fr de it nl ru uk tr az hy ar pl sv da nb fi cs sk hu ro bg sr hr sl el ka fa he ca id vi sq et lv lt
""",
)
LONGEST = 80
"""Code points; nobody prints a longer date, and what is longer is not tried."""


_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date that is printed; ``when`` is None where it names no day ("3 days ago")."""

    when: datetime | None


_ISO = re.compile(
    r"(?P<year>[12]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T ]\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?$"
)
_EAST = re.compile(r"([12]\d{3})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_CLOCK = re.compile(
    r"(?<!\d)(?P<half_before>上午|下午|午前|午後|오전|오후)?\s*(?P<hour>\d{1,2})\s*(?:[:.h時时시]\s*(?P<minute>\d{2})(?:[:.]\d{2})?\s*[分분]?)"
    r"\s*(?P<half>[ap]\.?\s?m\.?(?!\w))?|(?<!\d)(?P<hour_only>\d{1,2})\s*(?P<half_only>[ap]\.?m\.?)(?!\w)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?!\d)")
_ZONE = re.compile(r"(?<!\w)(?:utc|gmt)?\s*([+-])(\d{2}):?(\d{2})(?!\d)|(?<!\w)(?:utc|gmt|z)(?!\w)", re.IGNORECASE)
_SMALL = frozenset(
    re.findall(
        r"\w+",
        """
    at on the um uhr à a la las le el de del il alle ore às em do в о об г год года р року saat ժամը kl den d o godz am
    op om dnia th st nd rd er ին թ թվականի الساعة في và lúc v hs hrs h min pm m p
""",
    )
)
"""Words that stand in dates beside months and days of the week."""


@cache
def _months() -> dict[str, dict[str, int]]:
    """Name of a month → language → its number."""
    from babel import Locale  # late: it costs a fifth of a second, and only printed names of months need it

    names: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        months = Locale.parse(language).months
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[form][width].items():
                    # Catalan says "de gener"; Vietnamese counts its months.
                    parts = [part for part in re.findall(r"[^\W_]{2,}", name.casefold()) if part not in _SMALL]
                    if len(parts) == 1 and not any(character.isdigit() for character in name):
                        names.setdefault(parts[0], {}).setdefault(language, number)
    for shorter in ("sept", "sep"):
        names.setdefault(shorter, {}).setdefault("en", 9)
    return names


@cache
def _weekdays() -> frozenset[str]:
    from babel import Locale

    names: set[str] = set()
    for language in LANGUAGES:
        days = Locale.parse(language).days
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for name in days[form][width].values():
                    names.update(re.findall(r"[^\W\d_]+", name.casefold()))
    return frozenset(names)


@lru_cache(maxsize=8192)
def read_date(text: str, *, language: str | None = None) -> PrintedDate | None:
    """Return the date that a text is, whole; None where it is anything else.

    A date without a zone is taken as UTC. ``language`` decides "7/4/2020": the month first in English, else the day.
    """
    text = text.strip(" \t\u00a0()[]|,·•–—-")
    if not _SHORTEST <= len(text) <= LONGEST or not any(character.isdigit() for character in text):
        return None
    if match := _ISO.match(text):
        return _from_iso(match)
    if _is_age(text):
        return PrintedDate(None)
    return _from_words(_EAST.sub(r"\1-\2-\3 ", text), language)


def read_date_line(text: str, *, language: str | None = None) -> PrintedDate | None:
    """Return the date of a line that is a date, or a date with buttons: "July 4, 2020 at 3:15 pm (Edit)"."""
    if len(text) > LONGEST + 40:
        return None
    parts = [part for part in re.split(r"\s+[|·•]\s+|\s*[()]\s*|\s{2,}", text) if part]
    if parts and all(words.is_button(part) or part == "#" for part in parts[1:]):
        return read_date(parts[0], language=language)
    return read_date(text, language=language)


def _from_iso(match: re.Match[str]) -> PrintedDate | None:
    try:
        when = datetime(int(match["year"]), int(match["month"]), int(match["day"]), tzinfo=UTC).replace(
            hour=int(match["hour"] or 0), minute=int(match["minute"] or 0), second=int(match["second"] or 0)
        )
    except ValueError:
        return None
    return PrintedDate(_in_zone(when, match["zone"]))


def _in_zone(when: datetime, zone: str | None) -> datetime:
    if zone is None or zone in "Zz" or not zone[-4:].replace(":", "").isdigit():
        return when
    sign = -1 if zone[0] == "-" else 1
    shift = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:])) * sign
    return when.replace(tzinfo=timezone(shift)) if abs(shift) < timedelta(hours=24) else when


@cache
def _age() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words.alternatives('ago')})(?!\w)", re.IGNORECASE)


def _is_age(text: str) -> bool:
    return len(text.split()) <= 5 and not re.search(r"\d{4}", text) and _age().search(text) is not None


def _from_words(text: str, language: str | None) -> PrintedDate | None:
    zone = None
    if found := _ZONE.search(text):
        zone = f"{found[1]}{found[2]}{found[3]}" if found[1] else None
        text = text[: found.start()] + " " + text[found.end() :]
    day_parts, text = _numeric_day(text, language)
    clock, text = _clock(text)
    if day_parts is None:
        day_parts, text = _named_day(text, language)
    if day_parts is None or not _only_small_words(text):
        return None
    try:
        return PrintedDate(_in_zone(datetime(*day_parts, *clock, tzinfo=UTC), zone))
    except ValueError:
        return None


def _numeric_day(text: str, language: str | None) -> tuple[tuple[int, int, int] | None, str]:
    match = _NUMERIC.search(text)
    if match is None:
        return None, text
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    rest = text[: match.start()] + " " + text[match.end() :]
    if len(match[1]) == 4:
        return (first, second, third), rest
    if len(match[4]) not in (2, 4):
        return None, text
    year = third if len(match[4]) == 4 else 2000 + third
    month_first = match[2] == "/" and (second > 12 or (first <= 12 and language in ("en", None)))
    return ((year, first, second) if month_first else (year, second, first)), rest


def _clock(text: str) -> tuple[tuple[int, int], str]:
    match = _CLOCK.search(text)
    if match is None:
        return (0, 0), text
    hour = int(match["hour"] or match["hour_only"])
    half = (match["half"] or match["half_only"] or "").casefold()[:1] or {
        "下午": "p",
        "午後": "p",
        "오후": "p",
        "上午": "a",
        "午前": "a",
        "오전": "a",
    }.get(match["half_before"] or "", "")
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    return (hour, int(match["minute"] or 0)), text[: match.start()] + " " + text[match.end() :]


def _named_day(text: str, language: str | None) -> tuple[tuple[int, int, int] | None, str]:
    month = day = year = None
    left: list[str] = []
    for word in re.findall(r"[^\W\d_]+|\d+", text):
        lower = word.casefold()
        if word.isdecimal():
            if len(word) == 4 and year is None:
                year = int(word)
            elif len(word) <= 2 and day is None:
                day = int(word)
            else:
                left.append(word)
        elif month is None and (known := _months().get(lower)):
            month = known.get(language or "", next(iter(known.values())))
        else:
            left.append(word)
    if month is None or day is None or year is None:
        return None, text
    return (year, month, day), " ".join(left)


def _only_small_words(text: str) -> bool:
    return all(word in _SMALL or word in _weekdays() for word in re.findall(r"\w+", text.casefold()))
