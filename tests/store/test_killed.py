"""A process that is killed while it writes: whatever it had answered is there, once, under one number."""

import random
from uuid import UUID

import pytest

from folkmoot.store.engine import open_store
from store.posting import comments_of, numbers
from store.programs import a_place, a_program

KILLS = 5


@pytest.mark.slow
async def test_every_answered_post_is_there_after_kill_9_at_random_moments(database: str) -> None:
    place = await a_place(database)
    answered: dict[str, UUID] = {}
    for _ in range(KILLS):
        process = await a_program(database, place, posts=len(answered) + 200)
        assert process.stdout is not None
        for _ in range(random.randrange(1, 150)):
            line = (await process.stdout.readline()).decode().split()
            if len(line) == 2:
                answered.setdefault(line[0], UUID(line[1]))
        process.kill()
        # What it had said before it died counts, too.
        for left in (await process.stdout.read()).decode().splitlines():
            if left.startswith("post-") and len(left.split()[1]) == 36:
                answered.setdefault(left.split()[0], UUID(left.split()[1]))
        await process.wait()
    store = await open_store(database)
    kept, printed = await store.read(lambda db: (comments_of(place[0])(db), numbers(place[0])(db)))
    assert set(answered.values()) <= kept
    assert len(set(answered.values())) == len(answered)
    assert printed == list(range(1, len(kept) + 1))
    await store.close()
