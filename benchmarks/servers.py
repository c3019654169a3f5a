"""What the benchmarks start and pin to a core: Folkmoot without limits, Isso from its package, nginx."""

import asyncio
import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import IO

from folkmoot.config import Config, read_config
from folkmoot.discussion.story import StoryText
from folkmoot.operations.put_story import put_story
from folkmoot.operations.set_up_site import add_site
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.wiring.house import House, open_house
from folkmoot.wiring.serving import serving

ORIGIN = "http://localhost:8190"
SITE = "bench"
BUILD = Path(__file__).parents[1] / "build"
SERVER_CORE, CLIENT_CORE = "0", "1"
WORDS = (
    "The harbour office says that the pump was on the repair list in April, and I should like to see that list printed "
    "here, with the dates, before anybody speaks of the far bank again. Number {n}."
)
"""A fair comment of some 40 words; every one of them is judged in full."""


class Missing(Exception):
    """Something that cannot be installed here."""


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


def config_for(folder: Path, port: int) -> Config:
    """Return settings for a server of the benchmark's own."""
    # As behind a proxy: every poster has a network of his own, as a newspaper's readers have.
    return read_config({"FOLKMOOT_PORT": str(port), "FOLKMOOT_TRUSTED_PROXIES": "127.0.0.1"}, data=folder)


def story_url(n: int) -> str:
    """Return the address of the benchmark's story ``n``."""
    return f"{ORIGIN}/stories/{n}"


async def fill(house: House, *, stories: int, comments: int) -> None:
    """Set a site up with so many stories, the first one with so many comments, half of them replies."""
    means = house.means
    site = (await add_site(means, name=SITE, origins=(ORIGIN,), title="Bench")).site
    for n in range(stories):
        await put_story(means, site_id=site.id, url=story_url(n), text=StoryText(f"Story {n}", body=WORDS), slug=str(n))
    token, last = None, None
    for n in range(comments):
        answer = await submit_comment(
            means,
            Submission(
                site=SITE,
                url=story_url(0),
                name="Marta Quill",
                text=WORDS.format(n=n),
                key=f"bench-fill-{n:020}",
                parent=last if n % 2 else None,
                token=token,
            ),
        )
        assert answer.own.number, answer.own.state
        token, last = answer.token, answer.own.number


@contextlib.contextmanager
def folkmoot(folder: Path, *, stories: int, comments: int) -> Iterator[str]:
    """Serve a filled Folkmoot on one core; its judge process shares that core. Yields its address."""

    async def prepare() -> None:
        async with open_house(config) as house:
            await fill(house, stories=stories, comments=comments)

    port = free_port()
    config = config_for(folder, port)
    asyncio.run(prepare())
    command = pinned(SERVER_CORE, sys.executable, __file__, str(folder), str(port))
    with running(command, f"http://127.0.0.1:{port}/health"):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def isso() -> Iterator[str]:
    """Serve Isso as its documentation says, on one core; it judges nothing and keeps SQLite's default journal."""
    program = BUILD / "isso" / "bin" / "isso"
    if not program.exists():
        if shutil.which("gcc") is None:
            raise Missing("Isso compiles a part of itself: gcc is missing")
        subprocess.run([sys.executable, "-m", "venv", str(BUILD / "isso")], check=True)
        install = [str(BUILD / "isso" / "bin" / "pip"), "install", "--quiet", "isso==0.14.0", "setuptools<81"]
        if subprocess.run(install, check=False).returncode:
            raise Missing("Isso cannot be installed here")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "isso.cfg"
        settings.write_text(
            f"[general]\ndbpath = {folder}/comments.db\nhost = {ORIGIN}/\n"
            f"[server]\nlisten = http://127.0.0.1:{port}\n"
            "[guard]\nenabled = false\n[moderation]\nenabled = false\n"
        )
        command = pinned(SERVER_CORE, str(program), "-c", str(settings), "run")
        with running(command, f"http://127.0.0.1:{port}/info"):
            yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def nginx(body: bytes, compressed: bytes) -> Iterator[str]:
    """Serve the same bytes, compressed beforehand, by nginx on one core."""
    install("nginx-light", "libnginx-mod-http-brotli-static", program="nginx")
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        (root / "page.html").write_bytes(body)
        (root / "page.html.br").write_bytes(compressed)
        (root / "nginx.conf").write_text(
            "load_module modules/ngx_http_brotli_static_module.so;\n"
            f"daemon off; worker_processes 1; pid {root}/pid; error_log stderr crit;\n"
            "events { worker_connections 1024; }\n"
            f"http {{ access_log off; default_type text/html; brotli_static on;\n"
            f"  client_body_temp_path {root}/b; proxy_temp_path {root}/p; fastcgi_temp_path {root}/f;\n"
            f"  uwsgi_temp_path {root}/u; scgi_temp_path {root}/s;\n"
            f"  server {{ listen 127.0.0.1:{port}; root {root}; location / {{ add_header ETag x; }} }} }}\n"
        )
        modules = next(
            (p for p in ("/usr/lib/nginx/", "/usr/share/nginx/") if Path(p, "modules").is_dir()), "/etc/nginx/"
        )
        command = pinned(SERVER_CORE, "nginx", "-p", modules, "-c", str(root / "nginx.conf"))
        with running(command, f"http://127.0.0.1:{port}/page.html"):
            yield f"http://127.0.0.1:{port}/page.html"


def pinned(core: str, *command: str) -> list[str]:
    """Return a command that runs on one core, where the machine lets us choose."""
    return ["taskset", "-c", core, *command] if shutil.which("taskset") else list(command)


def install(*packages: str, program: str) -> None:
    """Install Debian packages where that can be done.

    Raises:
        Missing: the program is not there, and cannot be installed.
    """
    if shutil.which(program):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Missing(f"{program} is not installed")
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, stdout=2)
    if shutil.which(program) is None:
        raise Missing(f"{program} cannot be installed here")


@contextlib.contextmanager
def running(command: list[str], answers_at: str) -> Iterator[None]:
    """Run a server for the time of a ``with``, once it answers."""
    # A file, not a pipe: a server that logs every request would wait for ever for somebody to read it.
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        yield from _while_it_runs(process, said, answers_at)


def _while_it_runs(process: "subprocess.Popen[bytes]", said: IO[bytes], answers_at: str) -> Iterator[None]:
    command = process.args
    try:
        until = time.monotonic() + 60
        while True:
            if process.poll() is not None or time.monotonic() > until:
                process.kill()
                said.seek(0)
                raise Missing(f"{command!r} does not run: {said.read().decode()[-500:]}")
            try:
                with urllib.request.urlopen(answers_at, timeout=1):
                    break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


@contextlib.asynccontextmanager
async def raw(address: str) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Open a bare connection: a client that costs as little as can be."""
    host, port = address.removeprefix("http://").split("/")[0].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        yield reader, writer
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


async def request(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    method: str,
    path: str,
    body: bytes = b"",
    *,
    client: int = 0,
) -> tuple[int, bytes]:
    """Send one request, as from the ``client``-th reader's network, and return status and body."""
    address = f"10.{client >> 16 & 255}.{client >> 8 & 255}.{client & 255}"
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: bench\r\nOrigin: {ORIGIN}\r\nContent-Type: application/json\r\n"
        f"X-Forwarded-For: {address}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    status = int((await reader.readline()).split()[1])
    length: int | None = None
    while (line := await reader.readline()).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return status, await (reader.read() if length is None else reader.readexactly(length))


def kept(folder: Path) -> dict[str, int]:
    """Return how many comments, hearings and decisions a Folkmoot's database holds."""
    import sqlite3

    with contextlib.closing(sqlite3.connect(folder / "folkmoot.db")) as db:
        return {
            table: int(db.execute(f"select count(*) from {table}").fetchone()[0])
            for table in ("comment", "hearing", "decision")
        }


async def _serve(folder: Path, port: int) -> None:
    async with (
        open_house(config_for(folder, port)) as house,
        serving(house, limited=False) as until_the_end,
    ):
        await until_the_end()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
