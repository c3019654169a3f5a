"""Problems: what a door answers where it says no. One table from errors to status, in JSON (RFC 9457) and as a page."""

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from litestar.exceptions import (
    ClientException,
    HTTPException,
    MethodNotAllowedException,
    NotFoundException,
    ValidationException,
)
from litestar.exceptions.http_exceptions import RequestEntityTooLarge

from folkmoot.errors import BadInput, Conflict, FolkmootError, NotAllowed, NotFound, TooMuch, Unavailable
from folkmoot.locale.words import Words

_log = logging.getLogger("folkmoot.web")

STATUS: dict[type[FolkmootError], int] = {
    BadInput: 422,
    NotFound: 404,
    NotAllowed: 403,
    Conflict: 409,
    TooMuch: 429,
    Unavailable: 503,
}
"""What each kind of error is answered with."""

STATUS_OF_CODE = {
    "input-invalid": 400,
    "json-invalid": 400,
    "key-invalid": 400,
    "url-invalid": 400,
    "not-signed-in": 401,
    "key-unknown": 401,
    "method-not-allowed": 405,
    "too-slow": 408,
    "too-large": 413,
    "media-type": 415,
}
"""Where a code says more than its kind."""

CHALLENGED = frozenset({"key-unknown"})
"""Codes that ask for a bearer's key (RFC 9110, 11.6.1)."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One answer that says no."""

    status: int
    code: str
    detail: str
    """A sentence to show."""
    details: dict[str, object]
    error: FolkmootError | None = None
    """Where it comes from one of ours."""

    @property
    def title(self) -> str:
        """The status in words."""
        return HTTPStatus(self.status).phrase

    def said(self, words: Words) -> str:
        """Return the sentence in a language."""
        return words.say(self.detail) if self.error is None else words.told(self.error)

    def body(self, detail: str | None = None) -> bytes:
        """Return the problem as ``application/problem+json``."""
        members = {
            **self.details,
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail if detail is None else detail,
            "code": self.code,
        }
        return json.dumps(members, ensure_ascii=False, default=str).encode("utf-8", "replace")

    def headers(self) -> list[tuple[str, str]]:
        """Return the headers that belong to it."""
        headers = []
        if "retry_after" in self.details:
            headers.append(("retry-after", str(self.details["retry_after"])))
        if self.code in CHALLENGED:
            headers.append(("www-authenticate", "Bearer"))
        return headers


def problem_of(error: BaseException) -> Problem:
    """Return what an error is answered with; what nobody expected is logged, and told without its words."""
    match error:
        case FolkmootError():
            kind = next((status for known, status in STATUS.items() if isinstance(error, known)), 500)
            return Problem(STATUS_OF_CODE.get(error.code, kind), error.code, error.sentence, error.details, error)
        case ValidationException():
            return _invalid(error.extra)
        case RequestEntityTooLarge():
            return Problem(413, "too-large", "This is too long to be sent.", {})
        case NotFoundException():
            return Problem(404, "not-found", "There is nothing at this address.", {})
        case MethodNotAllowedException():
            return Problem(405, "method-not-allowed", "This address does not take that.", {})
        case ClientException() | RecursionError():  # only what is sent can be nested that deep
            return Problem(400, "json-invalid", "This cannot be read as JSON.", {})
        case HTTPException() if error.status_code < 500:
            return Problem(error.status_code, "input-invalid", "This cannot be read.", {})
        case _:
            _log.error("not expected", exc_info=error)
            return Problem(500, "internal", "Something went wrong on our side. Nothing was stored.", {})


def _invalid(extra: Any) -> Problem:
    """Say which field is wrong, and how, in the words of the decoder."""
    first = extra[0] if isinstance(extra, list) and extra else {}
    message, key = str(first.get("message", "")), str(first.get("key", ""))
    field = _named(message) or ("" if key == "data" else key)
    if "unknown field" in message:
        sentence = f"There is no field `{field}` here; leave it out."
    elif "missing required field" in message:
        sentence = f"The field `{field}` is missing."
    elif not message or message == "'data'":
        sentence = "The body is missing."
    elif field:
        sentence = f"The field `{field}` cannot be read: {_plain(message)}."
    else:
        sentence = f"This cannot be read: {_plain(message)}."
    return Problem(400, "input-invalid", sentence, {"field": field} if field else {})


def _named(message: str) -> str:
    """Return the field that the decoder names in its message."""
    return message.split("`")[1] if "field `" in message else ""


def _plain(message: str) -> str:
    words = message.rstrip(".").split(" - at ")[0]
    return words[:1].lower() + words[1:]
