"""Words: how the interface speaks one language, with its plurals, numbers, dates and direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from folkmoot.errors import FolkmootError

SPOKEN = "en"
"""The language of the messages in the code, and of every language without a catalogue."""


@dataclass(frozen=True, slots=True)
class Words:
    """One language of the interface.

    Messages are English sentences with ``{names}`` for what is put in; the catalogue says them in the language.
    """

    language: str
    """BCP 47, as pages declare it: ``ar``."""
    direction: Literal["ltr", "rtl"]
    zone: ZoneInfo
    """Where the newspaper is: its clock tells the times that readers see."""
    _locale: Locale
    _messages: Mapping[str, tuple[str, ...]]
    _categories: Mapping[str, int]
    """The language's plural categories in the order of CLDR, each with a number that belongs to it."""

    def say(self, message: str, /, **values: object) -> str:
        """Return the message in this language; one that the catalogue lacks stays as it is.

        Without values nothing is put in: a sentence that comes from elsewhere may hold braces.
        """
        said = self._messages.get(message, (message,))[0]
        return said.format(**values) if values else said

    def told(self, error: FolkmootError) -> str:
        """Return an error's sentence in this language, with its figures as the language writes them."""
        return self.say(error.pattern, **{name: self.number(value) for name, value in error.figures.items()})

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form of the message that goes with ``n``, with ``{n}`` written out as a number."""
        return self.form(one, many, n).format(n=self.number(n), **values)

    def forms(self, one: str, many: str) -> dict[str, str]:
        """Return the form for each plural category, for a browser that will count itself."""
        return {category: self.form(one, many, n) for category, n in self._categories.items()}

    def number(self, value: int) -> str:
        """Return a number with the language's digits and groups: ``1,772``."""
        return self._figures(format_decimal(value, locale=self._locale, numbering_system="latn"), FIGURES)

    def spelled(self, value: int) -> str:
        """Return a small number as a sentence says it, ``two``; in figures where it is larger or the language asks."""
        small = self.say("one two three four five six seven eight nine").split()
        return small[value - 1] if 0 < value <= len(small) else self.number(value)

    def digits(self, text: str) -> str:
        """Return a text with its figures in the language's digits: ``3.1``."""
        return self._figures(text, FIGURES[:10])

    def day(self, moment: datetime) -> str:
        """Return ``17 November 2026``."""
        return self.digits(format_date(self._here(moment), self.say("d MMMM y"), locale=self._locale))

    def short_day(self, moment: datetime) -> str:
        """Return ``17 Nov 2026``."""
        return self.digits(format_date(self._here(moment), self.say("d MMM y"), locale=self._locale))

    def time(self, moment: datetime) -> str:
        """Return ``08:31``."""
        return self.digits(format_time(self._here(moment), self.say("HH:mm"), locale=self._locale))

    def moment(self, moment: datetime) -> str:
        """Return ``17 November 2026, 08:31``."""
        return self.say("{day}, {time}", day=self.day(moment), time=self.time(moment))

    def minutes(self, minutes: int) -> str:
        """Return a stretch of time as one would say it: ``40 minutes``, ``3 hours``, ``2 days``."""
        if minutes < 90:
            return self.count("{n} minute", "{n} minutes", max(minutes, 1))
        if minutes < 36 * 60:
            return self.count("{n} hour", "{n} hours", round(minutes / 60))
        return self.count("{n} day", "{n} days", round(minutes / 60 / 24))

    def form(self, one: str, many: str, n: int, /) -> str:
        """Return the form that goes with ``n``, with nothing put in."""
        forms = self._messages.get(one)
        if forms is None:
            return one if n == 1 else many
        return forms[list(self._categories).index(self._locale.plural_form(n))]

    def _figures(self, text: str, figures: str) -> str:
        return text.translate(str.maketrans(figures, self.say(FIGURES)[: len(figures)]))

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)


@cache
def words(language: str, zone: str = "UTC") -> Words:
    """Return the words of the nearest language that has a catalogue: ``ar`` for ``ar-LB``; English where none has.

    Dates and numbers follow the region that is asked for. An unknown time zone reads as UTC.
    """
    primary = language.split("-")[0]
    catalogue = _catalogue(language) or _catalogue(primary)
    locale = _locale(language if catalogue or primary == SPOKEN else SPOKEN)
    return Words(
        language=SPOKEN if locale == WORLD_ENGLISH else str(locale).replace("_", "-"),
        direction="rtl" if locale.text_direction == "rtl" else "ltr",
        zone=_zone(zone),
        _locale=locale,
        _messages=catalogue or {},
        _categories=_categories(locale),
    )


def languages() -> list[str]:
    """Return the languages that the interface speaks."""
    names = (file.name for file in resources.files(_CATALOGUES).iterdir())
    return sorted({SPOKEN, *(name.removesuffix(".po") for name in names if name.endswith(".po"))})


def read_catalogue(language: str) -> Catalog | None:
    """Return a language's catalogue as Babel reads it; None where there is none."""
    file = resources.files(_CATALOGUES) / f"{language}.po"
    if not language.replace("-", "").isalnum() or not file.is_file():
        return None
    with file.open("rb") as lines:
        return read_po(lines, locale=language.replace("-", "_"))


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]] | None:
    catalogue = read_catalogue(language)
    if catalogue is None:
        return None
    said: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        one, *_ = message.id if isinstance(message.id, list | tuple) else (message.id,)
        forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
        translated = tuple(form for form in forms if form)
        if one and not message.fuzzy and len(translated) == len(forms):
            said[one] = translated
    return said


def _locale(language: str) -> Locale:
    if language == SPOKEN:
        return WORLD_ENGLISH
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return _locale(language.split("-")[0])


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _categories(locale: Locale) -> dict[str, int]:
    examples = {locale.plural_form(n): n for n in reversed((*range(102), 1_000_000))}
    return {category: examples[category] for category in _IN_ORDER if category in examples}


FIGURES = "0123456789,"
"""A message of its own: its translation gives the digits, and what parts the thousands."""
WORLD_ENGLISH = Locale.parse("en_001")
"""Plain English is the world's: the day stands before the month."""
_CATALOGUES = "folkmoot.locale.catalogues"
_IN_ORDER = ("zero", "one", "two", "few", "many", "other")
