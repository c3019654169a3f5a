"""Live: 1,000 open streams; from a post to the last listener who knows of it."""

import asyncio
import json
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from servers import ORIGIN, SITE, folkmoot, raw, request, story_url

LISTENERS, POSTS = 1000, 5


async def listen(address: str, ready: asyncio.Semaphore, versions: "asyncio.Queue[tuple[int, float]]") -> None:
    """Open a stream and report every version with the moment it came."""
    path = f"/api/sites/{SITE}/live?url={quote(story_url(0), safe='')}"
    async with raw(address) as (reader, writer):
        writer.write(f"GET {path} HTTP/1.1\r\nHost: bench\r\nOrigin: {ORIGIN}\r\n\r\n".encode())
        first = True
        async for line in reader:
            if line.startswith(b"data:"):
                version = int(json.loads(line[5:])["version"])
                if first:
                    ready.release()
                    first = False
                else:
                    versions.put_nowait((version, time.perf_counter()))


async def measure(address: str) -> list[float]:
    """Return for each post the seconds until the last listener knew."""
    ready = asyncio.Semaphore(0)
    versions: asyncio.Queue[tuple[int, float]] = asyncio.Queue()
    listeners = [asyncio.create_task(listen(address, ready, versions)) for _ in range(LISTENERS)]
    for _ in range(LISTENERS):
        await asyncio.wait_for(ready.acquire(), 60)
    took = []
    async with raw(address) as (reader, writer):
        for n in range(POSTS):
            body = {
                "url": story_url(0),
                "parent": None,
                "name": f"R{n}",
                "text": f"On Thursday, {n}.",
                "key": f"live-{n:020}",
            }
            started = time.perf_counter()
            status, answer = await request(
                reader, writer, "POST", f"/api/sites/{SITE}/comments", json.dumps(body).encode()
            )
            assert status == 201, answer
            last = started
            for _ in range(LISTENERS):
                _, at = await asyncio.wait_for(versions.get(), 30)
                last = max(last, at)
            took.append(last - started)
            await asyncio.sleep(1.2)  # readers are told at most once a second
    for listener in listeners:
        listener.cancel()
    await asyncio.gather(*listeners, return_exceptions=True)
    return took


def main() -> int:
    """Measure and print one line of JSON at the end."""
    print(
        f"From a post to the last of {LISTENERS} open streams, {POSTS} times; server on one core, clients on the other."
    )
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    with tempfile.TemporaryDirectory() as folder, folkmoot(Path(folder), stories=1, comments=10) as address:
        took = asyncio.run(measure(address))
    milliseconds = sorted(round(t * 1000, 1) for t in took)
    print(
        json.dumps(
            {
                "name": "live",
                "listeners": LISTENERS,
                "milliseconds": milliseconds,
                "median": statistics.median(milliseconds),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
