"""The front: a plain function before the framework, which answers what is ready and guards all else."""

import time
from typing import Any

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from folkmoot.web import bodies, logging
from folkmoot.web.assets import Assets
from folkmoot.web.door import Door
from folkmoot.web.headers import NOBODY, Guarding, preflight, shared_with
from folkmoot.web.proxies import Proxies
from folkmoot.web.ready import Ready
from folkmoot.web.refusals import refusal
from folkmoot.web.sending import Headers, encoded, header_of, send_answer

READING = frozenset({"GET", "HEAD"})


class Front:
    """The whole web as one ASGI application."""

    def __init__(self, framework: ASGIApp, *, door: Door, ready: Ready, assets: Assets, guarding: Guarding) -> None:
        self._framework = framework
        self._door, self._ready, self._assets, self._guarding = door, ready, assets, guarding
        self._proxies = Proxies(door.settings.trusted_proxies)

    async def __call__(self, scope: Any, receive: Receive, send: Send) -> None:
        """Answer one request, or pass on the server's start and end."""
        if scope["type"] == "lifespan":
            await self._framework(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": None})

    async def _http(self, scope: Any, receive: Receive, send: Send) -> None:
        self._proxies.believe(scope)
        path = scope["path"]
        if scope["method"] in READING:
            if self._assets.takes(path):
                await self._assets.answer(scope, send)
                return
            if self._ready.takes(path):
                await self._answer_ready(scope, send)
                return
        sending = _Sending(send, [*self._guarding.of(path), *await self._sharing(scope)])
        if scope["method"] == "HEAD" and not path.endswith("/live"):  # a stream has no end that could be left out
            scope["method"], sending.bodiless = "GET", True
        began = time.perf_counter()
        with logging.request(self._door.means.new_id()):
            try:
                await self._guarded(scope, receive, sending)
            except ConnectionAbortedError:
                return
            except Exception as error:
                if sending.status:
                    raise
                await self._refuse(scope, sending, error)
            finally:
                logging.answered(scope, sending.status, time.perf_counter() - began)

    async def _answer_ready(self, scope: Any, send: Send) -> None:
        try:
            await self._ready.answer(scope, send)
        except Exception as error:
            await self._refuse(
                scope, _Sending(send, [*self._guarding.of(scope["path"]), *await self._sharing(scope)]), error
            )

    async def _sharing(self, scope: Any) -> Headers:
        """Return the headers that share an answer of the readers' and authors' doors with the newspaper's page."""
        parts = scope["path"].split("/")
        if len(parts) < 4 or parts[1:3] != ["api", "sites"]:
            return []
        site = await self._door.sites.found(parts[3])
        origin = header_of(scope, b"origin")
        return preflight(site, origin) if scope["method"] == "OPTIONS" else shared_with(site, origin)

    async def _guarded(self, scope: Any, receive: Receive, send: "_Sending") -> None:
        if scope["method"] == "OPTIONS":
            await send_answer(scope, send, status=204, headers=[(b"allow", b"GET, HEAD, POST, PUT, DELETE")], body=b"")
            return
        if scope["method"] not in READING:
            path = scope["path"]
            body = await bodies.whole_body(scope, receive, most=bodies.most_bytes(path))
            if path.startswith(("/api/", "/desk/api/")):
                bodies.checked_json(scope, body)
            receive = bodies.replayed(body, receive)
        await self._framework(scope, receive, send)

    async def _refuse(self, scope: Scope, send: Send, error: Exception) -> None:
        problem, headers, body = refusal(self._door, scope["path"], error)
        length = ("content-length", str(len(body)))
        await send_answer(scope, send, status=problem.status, headers=encoded([*headers, length]), body=body)


class _Sending:
    """Sends on, with the guarding headers added, and remembers the status."""

    def __init__(self, send: Send, headers: Headers) -> None:
        self._send, self._headers = send, headers
        self.status = 0
        self.bodiless = False
        """Whether only the head was asked for."""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [*message["headers"], *self._headers]
            if not any(name.lower() == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", NOBODY.encode()))  # what may be kept says so itself
            message["headers"] = headers
        elif self.bodiless and message["type"] == "http.response.body":
            message["body"] = b""
        await self._send(message)
