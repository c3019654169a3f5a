"""Logging: one line of JSON for each request, with its pattern and ids, never a text, a name or an address."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from traceback import extract_tb
from typing import Any
from uuid import UUID

_request: ContextVar[str] = ContextVar("request", default="")
_log = logging.getLogger("folkmoot.requests")

SHOWN = ("site", "comment", "story", "author", "sanction")
"""Parts of an address that are ids or short names of ours, where their pattern knows them."""


class JsonLines(logging.Formatter):
    """Formats a record as one line of JSON.

    Of an exception it keeps kind and places: its words may hold what somebody wrote.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "says": record.getMessage(),
        }
        if _request.get():
            line["request"] = _request.get()
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["places"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False)


def log_as_json(level: int = logging.INFO) -> None:
    """Write every log line of the program to standard error as JSON; once, where the server starts."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells at every start how it would migrate


@contextmanager
def request(request_id: UUID) -> Iterator[None]:
    """Put a request's id on every line that is written meanwhile."""
    before = _request.set(request_id.hex)
    try:
        yield
    finally:
        _request.reset(before)


def answered(scope: dict[str, Any], status: int, seconds: float) -> None:
    """Write the line of a request; ``status`` 0 says that its sender had gone."""
    if not _log.isEnabledFor(logging.INFO):
        return
    known = scope.get("path_params", {})
    fields = {
        "method": scope["method"],
        # The pattern, not the path: links to the desk are secrets, and anybody may ask for any words.
        "path": scope.get("path_template", ""),
        "status": status,
        "ms": round(seconds * 1000, 1),
        **{name: str(known[name]) for name in SHOWN if name in known and status not in (404, 400)},
    }
    _log.info("answered", extra={"fields": fields})
