"""Posting: comments a second, judged and durable, beside Isso, which judges nothing; one core each."""

import asyncio
import contextlib
import json
import statistics
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from servers import SITE, WORDS, Missing, folkmoot, isso, kept, raw, request, story_url

ROUNDS, SECONDS = 4, 3
CLIENTS = 4
MANY = 32


def ours(n: int) -> tuple[str, bytes]:
    """Return a post to Folkmoot."""
    body = {
        "url": story_url(n % 100),
        "parent": None,
        "name": f"Reader {n}",
        "text": WORDS.format(n=n),
        "key": f"bench-post-{n:020}",
    }
    return f"/api/sites/{SITE}/comments", json.dumps(body).encode()


def theirs(n: int) -> tuple[str, bytes]:
    """Return a post to Isso."""
    body = {"text": WORDS.format(n=n), "author": f"Reader {n}", "parent": None, "title": "T"}
    return f"/new?uri=%2F{n % 100}", json.dumps(body).encode()


async def measure(address: str, post: object, *, clients: int, fresh: bool, numbers: "count[int]") -> tuple[float, int]:
    """Return posts a second and how many were answered with 201; ``fresh``: a new connection for each."""
    assert callable(post)
    until, done = time.monotonic() + SECONDS, 0

    async def client() -> None:
        nonlocal done
        while time.monotonic() < until:
            async with raw(address) as (reader, writer):
                while time.monotonic() < until:
                    n = next(numbers)
                    path, body = post(n)
                    status, answer = await request(reader, writer, "POST", path, body, client=n)
                    assert status == 201, (status, answer)
                    done += 1
                    if fresh:
                        break

    started = time.monotonic()
    await asyncio.gather(*(client() for _ in range(clients)))
    return done / (time.monotonic() - started), done


def main() -> int:
    """Measure in interleaved rounds and print one line of JSON at the end."""
    print(f"Posts a second, {CLIENTS} clients with a new connection for each post, one core each server.")
    print("Folkmoot judges every post and has it on disk (WAL, synchronous=FULL); Isso judges nothing.")
    missing: list[str] = []
    rates: dict[str, list[float]] = {"folkmoot": [], "folkmoot_32_kept_open": [], "isso": []}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(folkmoot(folder, stories=100, comments=2))
        before = kept(folder)
        peer = None
        try:
            peer = stack.enter_context(isso())
        except Missing as error:
            missing.append(str(error))
        numbers, total = count(), 0
        for _ in range(ROUNDS):
            rate, done = asyncio.run(measure(address, ours, clients=CLIENTS, fresh=True, numbers=numbers))
            rates["folkmoot"].append(rate)
            total += done
            rate, done = asyncio.run(measure(address, ours, clients=MANY, fresh=False, numbers=numbers))
            rates["folkmoot_32_kept_open"].append(rate)
            total += done
            if peer is not None:
                rate, _ = asyncio.run(measure(peer, theirs, clients=CLIENTS, fresh=True, numbers=numbers))
                rates["isso"].append(rate)
        after = kept(folder)
    for table, n in after.items():
        assert n - before[table] >= total, f"{table}: {n - before[table]} of {total} were kept"
    figures = {
        "name": "post",
        "posts_a_second": {name: round(statistics.median(found), 1) for name, found in rates.items() if found},
        "posted_judged_and_kept": total,
        "missing": missing,
    }
    if rates["isso"]:
        pairs = zip(rates["folkmoot"], rates["isso"], strict=True)
        figures["ratio"] = {"to isso": round(statistics.median(a / b for a, b in pairs), 2)}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
