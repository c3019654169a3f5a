"""Assets: the embed's script, the style sheet of our pages, and the console's files, compressed once."""

import asyncio
import gzip
import json
import mimetypes
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import brotli
from litestar.types import Scope, Send

from folkmoot.web.headers import FOR_EVER
from folkmoot.web.ready import KEPT_HEADERS, best_encoding, is_known
from folkmoot.web.sending import Headers, encoded, header_of, send_answer

HASHED = re.compile(r"-[\w-]{8}\.\w+$")
"""Vite's names of files that never change."""
FRESH = "public, max-age=300"
"""Names without a hash, because newspapers write them down: looked at again after five minutes."""
COMPRESSED = ("text/", "application/json", "image/svg+xml")
MANIFEST = ("console-manifest.json", ".vite/manifest.json")
CONSOLE = "console/main.ts"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file, ready to be sent."""

    etag: str
    bodies: dict[str, bytes]
    headers: dict[str, Headers]


class Assets:
    """The files of the front end's build, by path; each is compressed when it is first asked for, and kept."""

    def __init__(self, folder: Path) -> None:
        self._files: dict[str, Path] = {}
        self._ready: dict[str, Asset] = {}
        for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
            name = file.relative_to(folder).as_posix()
            if file.is_file() and not name.endswith("manifest.json"):
                self._files[f"/static/{name}"] = file
        if "/static/embed.js" in self._files:
            self._files["/embed.js"] = self._files["/static/embed.js"]

    def takes(self, path: str) -> bool:
        """Say whether there is a file at this path."""
        return path in self._files

    async def answer(self, scope: Scope, send: Send) -> None:
        """Answer GET or HEAD."""
        path = scope["path"]
        asset = self._ready.get(path)
        if asset is None:
            asset = self._ready[path] = await asyncio.to_thread(_asset, self._files[path])
        encoding = best_encoding(header_of(scope, b"accept-encoding"))
        if encoding not in asset.bodies:
            encoding = "identity"
        headers = asset.headers[encoding]
        known = header_of(scope, b"if-none-match")
        if known and is_known(known, f'"{asset.etag}-{encoding}"'):
            headers = [header for header in headers if header[0] not in KEPT_HEADERS]
            await send_answer(scope, send, status=304, headers=headers, body=b"")
            return
        await send_answer(scope, send, status=200, headers=headers, body=asset.bodies[encoding])


def console_files(folder: Path) -> tuple[list[str], list[str]]:
    """Return the console's script and its style sheets, as the manifest names them; empty where it is unbuilt."""
    for name in MANIFEST:
        manifest = folder / name
        if manifest.is_file():
            entry = json.loads(manifest.read_text(encoding="utf-8")).get(CONSOLE, {})
            return [entry["file"]] if "file" in entry else [], list(entry.get("css", ()))
    return [], []


def _asset(file: Path) -> Asset:
    body = file.read_bytes()
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    bodies = {"identity": body}
    if media_type.startswith(COMPRESSED):
        bodies["br"] = brotli.compress(body, quality=9)
        bodies["gzip"] = gzip.compress(body, compresslevel=9, mtime=0)
        media_type += "; charset=utf-8"
    etag = sha256(body).hexdigest()[:20]
    headers = {
        encoding: _headers(media_type, etag, encoding, len(compressed), hashed=bool(HASHED.search(file.name)))
        for encoding, compressed in bodies.items()
    }
    return Asset(etag, bodies, headers)


def _headers(media_type: str, etag: str, encoding: str, length: int, *, hashed: bool) -> Headers:
    headers = [
        ("content-type", media_type),
        ("content-length", str(length)),
        ("cache-control", FOR_EVER if hashed else FRESH),
        ("etag", f'"{etag}-{encoding}"'),
        ("vary", "Accept-Encoding"),
        ("x-content-type-options", "nosniff"),
        # A module from another origin is fetched with CORS, whoever embeds it.
        ("access-control-allow-origin", "*"),
        ("cross-origin-resource-policy", "cross-origin"),
    ]
    if encoding != "identity":
        headers.append(("content-encoding", encoding))
    return encoded(headers)
