"""Reading: a page of 100 comments while others post, beside nginx with the same bytes and Isso with a thread of 100."""

import asyncio
import contextlib
import json
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import urllib.request
from pathlib import Path

import brotli
from servers import CLIENT_CORE, ORIGIN, SITE, Missing, folkmoot, install, isso, nginx, pinned, raw, request, story_url

ROUNDS, SECONDS, CONNECTIONS = 5, 2, 32
STORIES, COMMENTS = 1000, 100
POSTS_A_SECOND = 5


def wrk(url: str, *, connections: int = CONNECTIONS) -> float:
    """Return requests a second, from the other core."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-H", "Accept-Encoding: br", url]
    printed = subprocess.run(pinned(CLIENT_CORE, *command), capture_output=True, text=True, check=True).stdout
    refused = re.search(r"Non-2xx.*", printed)
    assert refused is None, refused
    found = re.search(r"Requests/sec:\s+([\d.]+)", printed)
    assert found, printed
    return float(found.group(1))


async def post_on(address: str, ended: threading.Event, posted: list[int]) -> None:
    """Post to many stories, the one that is read among them, until told to end."""
    n = 0
    async with raw(address) as (reader, writer):
        while not ended.is_set():
            body = {
                "url": story_url(n % 50),
                "parent": None,
                "name": f"Reader {n % 7}",
                "text": f"The port answers on Thursdays, I have asked. Number {n}.",
                "key": f"bench-read-{n:020}",
            }
            status, answer = await request(
                reader, writer, "POST", f"/api/sites/{SITE}/comments", json.dumps(body).encode()
            )
            assert status == 201 or b"name-taken" in answer, (status, answer)
            posted.append(status)
            n += 1
            await asyncio.sleep(1 / POSTS_A_SECOND)


def fetch(url: str) -> tuple[bytes, bytes]:
    """Return a page plain, and as it is sent compressed."""
    asked = urllib.request.Request(url, headers={"Accept-Encoding": "br"})
    with urllib.request.urlopen(asked) as answer:
        compressed = answer.read()
    return brotli.decompress(compressed), compressed


def fill_isso(address: str) -> str:
    """Post a thread of 100 to Isso and return the address that reads it."""
    for n in range(COMMENTS):
        body = json.dumps({"text": f"The port answers on Thursdays. {n}", "author": "R", "parent": None, "title": "T"})
        asked = urllib.request.Request(
            f"{address}/new?uri=%2Fa",
            data=body.encode(),
            headers={"Content-Type": "application/json", "Origin": ORIGIN},
        )
        urllib.request.urlopen(asked).read()
    return f"{address}/?uri=%2Fa"


def main() -> int:
    """Measure in interleaved rounds and print one line of JSON at the end."""
    print("GET of a page of 100 comments among 1,000 stories while posts go on, one core each;")
    print("nginx: the same bytes, compressed beforehand; Isso: its thread of 100, new connections (it closes them).")
    missing: list[str] = []
    with contextlib.ExitStack() as stack:
        try:
            install("wrk", program="wrk")
        except Missing as error:
            print(f"missing: {error}")
            return 1
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(folkmoot(folder, stories=STORIES, comments=COMMENTS))
        page = f"{address}/s/{SITE}/0"
        plain, compressed = fetch(page)
        peers = {"folkmoot": page}
        try:
            peers["nginx"] = stack.enter_context(nginx(plain, compressed))
        except Missing as error:
            missing.append(f"nginx: {error}")
        try:
            peers["isso"] = fill_isso(stack.enter_context(isso()))
        except Missing as error:
            missing.append(f"isso: {error}")
        ended = threading.Event()
        posted: list[int] = []
        poster = threading.Thread(target=lambda: asyncio.run(post_on(address, ended, posted)))
        poster.start()
        rates: dict[str, list[float]] = {name: [] for name in peers}
        for _ in range(ROUNDS):
            for name, url in peers.items():
                rates[name].append(wrk(url, connections=4 if name == "isso" else CONNECTIONS))
        ended.set()
        poster.join()
    assert posted.count(201) > ROUNDS, "the posts did not go on"
    medians = {name: round(statistics.median(found), 1) for name, found in rates.items()}
    figures = {
        "name": "read",
        "requests_a_second": medians,
        "page_bytes": len(plain),
        "sent_bytes": len(compressed),
        "posted_meanwhile": posted.count(201),
        "ratio": {
            f"to {peer}": round(
                statistics.median(a / b for a, b in zip(rates["folkmoot"], rates[peer], strict=True)), 3
            )
            for peer in peers
            if peer != "folkmoot"
        },
        "missing": missing,
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
