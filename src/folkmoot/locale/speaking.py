"""What a template needs to speak a language: messages with safe values, numbers and dates."""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from folkmoot.locale.words import Words


def speaking(words: Words) -> dict[str, Any]:
    """Return the names that a template uses.

    ``_("{name} said:", name=…)`` is a message; ``n_("{n} comment", "{n} comments", 3)`` one that counts. Values are
    escaped, messages are ours and may hold markup.
    """
    return {
        "_": _message(words),
        "n_": _counted(words),
        "words": words,
        "language": words.language,
        "direction": words.direction,
        "number": words.number,
        "digits": words.digits,
        "day": words.day,
        "short_day": words.short_day,
        "time": words.time,
        "moment": words.moment,
        "minutes": words.minutes,
    }


def _message(words: Words) -> Callable[..., Markup]:
    def message(text: str, /, **values: object) -> Markup:
        said = Markup(words.say(text))  # noqa: S704  messages are ours
        return said.format(**values) if values else said

    return message


def _counted(words: Words) -> Callable[..., Markup]:
    def counted(one: str, many: str, n: int, /, **values: object) -> Markup:
        form = words.form(one, many, n)
        return Markup(form).format(n=words.number(n), **values)  # noqa: S704  messages are ours

    return counted
