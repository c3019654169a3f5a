"""Bodies of requests: read whole within bounds of size and time, and refused before anything reads their words."""

import asyncio
import json

from litestar.types import HTTPReceiveMessage, Receive, Scope

from folkmoot.errors import BadInput
from folkmoot.web.sending import header_of

COMMENT_BYTES = 64 * 1024
"""A comment has 2,000 code points; with its escapes that is a quarter of this."""
STORY_BYTES = 4 * 1024 * 1024
"""An article's text, from the publisher's server alone."""
POLICY_BYTES = 512 * 1024
"""A policy with its examples, from an editor alone."""
DRAINED_BYTES = 8 * 1024 * 1024
"""What is read and thrown away of a body that is too long, so that its sender hears the answer."""
WITHIN_SECONDS = 30.0


def most_bytes(path: str) -> int:
    """Return how long a body may be that is sent to a path."""
    if path.startswith("/api/sites/") and path.endswith("/stories"):
        return STORY_BYTES
    return POLICY_BYTES if path.startswith("/desk/api/") and path.endswith("/policy") else COMMENT_BYTES


async def whole_body(scope: Scope, receive: Receive, *, most: int) -> bytes:
    """Return the body.

    Raises:
        BadInput: ``too-large``, ``too-slow``.
        ConnectionAbortedError: The sender has gone.
    """
    try:
        async with asyncio.timeout(WITHIN_SECONDS):
            return await _read(scope, receive, most=most)
    except TimeoutError:
        raise BadInput("too-slow", "This took too long to arrive. Please send it again.") from None


async def _read(scope: Scope, receive: Receive, *, most: int) -> bytes:
    announced = header_of(scope, b"content-length")
    length = int(announced) if announced.isdigit() else 0
    parts: list[bytes] = []
    read = 0
    while length <= DRAINED_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ConnectionAbortedError
        assert message["type"] == "http.request"
        read += len(message["body"])
        if read <= most:
            parts.append(message["body"])
        if read > DRAINED_BYTES or not message.get("more_body"):
            break
    if max(read, length) > most:
        raise BadInput("too-large", "This is too long to be sent.", most_bytes=most)
    return b"".join(parts)


def checked_json(scope: Scope, body: bytes) -> None:
    """Say no to a body that no door can read.

    Raises:
        BadInput: ``media-type``, ``text-unreadable``, ``json-invalid``.
    """
    if not body:
        return
    media_type = header_of(scope, b"content-type").partition(b";")[0].strip().lower()
    if media_type != b"application/json":
        raise BadInput("media-type", "Send JSON, and say so: Content-Type: application/json.")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise BadInput("text-unreadable", "This is not UTF-8.") from None
    if "\\u" in text and _has_surrogates(text):
        raise BadInput("text-unreadable", "This text holds characters that cannot be stored.")


def _has_surrogates(text: str) -> bool:
    """Say whether an escape stands for half a character: such a text can be written down nowhere."""
    try:
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    except (ValueError, RecursionError):
        return False  # not JSON at all: the decoder will say so
    return False


def replayed(body: bytes, receive: Receive) -> Receive:
    """Return a ``receive`` that gives the body once more, and then waits for the sender to go."""
    given = False

    async def again() -> HTTPReceiveMessage:
        nonlocal given
        if not given:
            given = True
            return {"type": "http.request", "body": body, "more_body": False}
        message = await receive()
        assert message["type"] in ("http.request", "http.disconnect")
        return message

    return again
