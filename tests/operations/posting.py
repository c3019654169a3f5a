"""A program that posts through the whole house, and is killed while it does.

``python posting.py URL POSTS KILLS SEED``: a child posts with the keys ``form-key-of-post-0`` … in shuffled order, 16
at a time, and is killed at a random moment; the next child posts what was not answered; after KILLS of them one may
finish. Prints ``KEY COMMENT NUMBER`` for each answer that came through, and ``KILLED LEFT`` for each child that was
killed with posts left.
"""

import asyncio
import os
import random
import signal
import sys
import time
import traceback
from datetime import UTC, datetime
from uuid import uuid4

from folkmoot.operations.means import Means, Secrets
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.store.engine import open_store
from make import EXPULSION, FINE, SECRET, SITE, STORY, WordJudge

AT_ONCE = 16
LATEST_KILL = 0.15
"""Seconds after the first post: twenty of them fall into the time that two hundred posts take."""


async def post_all(url: str, keys: list[str], answers: int) -> None:
    """Post and write a line for each answer."""
    means = Means(
        store=await open_store(url, migrate=False),
        judge=WordJudge(),
        secrets=Secrets(SECRET),
        now=lambda: datetime.now(UTC),
        new_id=uuid4,
        public_url="https://talk.ferrypost.example",
    )

    async def post() -> None:
        while keys:
            key = keys.pop()
            n = int(key.rpartition("-")[2])
            sent = Submission(
                SITE, STORY, f"Poster {n}", EXPULSION if n % 7 == 0 else FINE, key, "1" if n % 3 == 0 else None
            )
            own = (await submit_comment(means, sent)).own
            os.write(answers, f"{key} {own.id} {own.number}\n".encode())

    os.write(answers, b"READY\n")
    await asyncio.gather(*(post() for _ in range(AT_ONCE)))
    await means.store.close()


def round_of(url: str, keys: list[str], kill_after: float | None) -> list[str]:
    """Let a child post; return the answers that came through before it was killed."""
    answers, to_us = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        try:
            asyncio.run(post_all(url, keys, to_us))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(to_us)
    with os.fdopen(answers, "rb") as lines:
        lines.readline()
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(child, signal.SIGKILL)
        read = lines.read().decode().splitlines()
    os.waitpid(child, 0)
    return read


def main(url: str, posts: int, kills: int, seed: int) -> None:
    """Post everything, killed so many times."""
    chance = random.Random(seed)
    waiting = [f"form-key-of-post-{n}" for n in range(posts)]
    for round_number in range(kills + 1):
        chance.shuffle(waiting)
        last = round_number == kills
        for line in round_of(url, list(waiting), None if last else chance.uniform(0, LATEST_KILL)):
            print(line)
            waiting.remove(line.split()[0])
        if waiting:
            print("KILLED", len(waiting))


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
