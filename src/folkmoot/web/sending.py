"""Sending an answer as plain ASGI, without a framework."""

from collections.abc import Iterable

from litestar.types import Scope, Send

Headers = list[tuple[bytes, bytes]]


async def send_answer(scope: Scope, send: Send, *, status: int, headers: Headers, body: bytes) -> None:
    """Send status, headers and body; to HEAD the same without the body."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    shown = b"" if scope["method"] == "HEAD" else body  # type: ignore[typeddict-item]
    await send({"type": "http.response.body", "body": shown, "more_body": False})


def encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    """Return headers as ASGI wants them."""
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]


def header_of(scope: Scope, name: bytes) -> bytes:
    """Return the first header of this name, in small letters; empty where there is none."""
    for key, value in scope["headers"]:
        if key == name:
            return value
    return b""
