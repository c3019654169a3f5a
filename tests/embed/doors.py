"""The doors of the small Folkmoot, and the newspaper on another site whose page embeds its discussion."""

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import folkmoot.web
from embed.fake import FakeFolkmoot

STATIC = Path(folkmoot.web.__file__).parent / "static"


class Door(BaseHTTPRequestHandler):
    """The HTTP of Folkmoot's doors for readers and authors."""

    folkmoot: FakeFolkmoot
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self.send_header("Access-Control-Allow-Headers", "authorization, content-type")
        self.send_header("Access-Control-Allow-Methods", "GET, POST")
        self.send_header("Access-Control-Max-Age", "600")
        self._end(b"")

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        if path in ("/embed.js", "/static/page.css"):
            kind = "text/javascript" if path.endswith("js") else "text/css"
            return self._send(200, kind, (STATIC / path.rpartition("/")[2]).read_bytes())
        if self.folkmoot.broken:
            return self._json(503, {"code": "unavailable", "detail": "Not now."})
        match path.rpartition("/")[2]:
            case "thread":
                html = self.folkmoot.fragment(
                    page=int(query.get("page", 1)), order=query.get("order", "oldest"), at=query.get("at")
                )
                if html is None:
                    return self._json(404, {"code": "number-unknown", "detail": "No such number."})
                return self._send(200, "text/html; charset=utf-8", html.encode())
            case "mine":
                return self._json(200, self.folkmoot.mine() if self._author() else {"comments": [], "standing": None})
            case "counts":
                urls = parse_qs(urlsplit(self.path).query)["url"]
                return self._json(200, {"counts": dict.fromkeys(urls, self.folkmoot.state()["count"])})
            case "live":
                return self._live()
        return self._json(404, {"code": "unknown", "detail": "There is nothing here."})

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.folkmoot.received.append(sent | {"path": urlsplit(self.path).path, "token": self._author()})
        if self.folkmoot.broken:
            return self._json(503, {"code": "unavailable", "detail": "Not now."})
        parts = urlsplit(self.path).path.split("/")
        if parts[-1] == "comments":
            return self._json(*self.folkmoot.post(sent))
        if parts[-1] == "flags":
            return self._json(201, {"flagged": True, "sentence": "Thank you. A moderator will look."})
        return self._json(*self.folkmoot.change(UUID(parts[-2]), parts[-1], sent))

    def _author(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _live(self) -> None:
        listener: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        self.folkmoot.listeners.append(listener)
        listener.put(self.folkmoot.state())
        try:
            while (state := listener.get()) is not None:
                self.wfile.write(f"event: thread\ndata: {json.dumps(state)}\n\n".encode())
        except OSError:
            pass
        finally:
            self.folkmoot.listeners.remove(listener)

    def _json(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, "application/json", json.dumps(body, default=str).encode())

    def _send(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self._end(body)

    def _end(self, body: bytes) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


NEWSPAPER = """<!doctype html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {folkmoot}; connect-src {folkmoot};
require-trusted-types-for 'script'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Night ferry stays tied up</title><link rel="canonical" href="{newspaper}/stories/night-ferry">
<script type="module" src="{folkmoot}/embed.js"></script></head>
<body><main><h1>Night ferry stays tied up</h1><p>{body}</p>
<p><folkmoot-count site="ferry-post">Discussion</folkmoot-count></p>
<folkmoot-discussion site="ferry-post"{attributes}>
<a href="{folkmoot}/s/ferry-post/night-ferry">Discussion</a></folkmoot-discussion>
</main></body></html>"""


class Newspaper:
    """The newspaper's own page, on another site than Folkmoot; its policy for content allows our script alone."""

    def __init__(self, folkmoot: str) -> None:
        self.folkmoot = folkmoot
        self.url = ""
        self.language, self.direction, self.body = "en", "ltr", "A fourth day without a crossing."
        self.attributes = ""

    def page(self) -> bytes:
        """Return the story's page."""
        return NEWSPAPER.format(
            language=self.language,
            direction=self.direction,
            body=self.body,
            attributes=self.attributes,
            folkmoot=self.folkmoot,
            newspaper=self.url,
        ).encode()


class Paper(BaseHTTPRequestHandler):
    """Serves the newspaper's page."""

    newspaper: Newspaper

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        body = self.newspaper.page() if self.path.startswith("/stories/") else b""
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def running() -> Iterator[tuple[FakeFolkmoot, Newspaper]]:
    """Serve both, Folkmoot on ``127.0.0.1`` and the newspaper on ``localhost``, which are two sites."""
    folkmoot = FakeFolkmoot()
    with _served(type("ThisDoor", (Door,), {"folkmoot": folkmoot})) as port:
        folkmoot.public_url = f"http://127.0.0.1:{port}"
        newspaper = Newspaper(folkmoot.public_url)
        with _served(type("ThisPaper", (Paper,), {"newspaper": newspaper})) as paper_port:
            newspaper.url = f"http://localhost:{paper_port}"
            yield folkmoot, newspaper
        for listener in folkmoot.listeners:
            listener.put(None)
