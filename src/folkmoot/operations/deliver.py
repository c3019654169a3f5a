"""Delivering: due events are taken under a lease, handed on, and ticked off; each at least once, safe to repeat."""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from functools import partial
from uuid import UUID

from folkmoot.discussion.events import EventKind
from folkmoot.errors import FolkmootError, Unavailable
from folkmoot.operations.means import Means
from folkmoot.operations.refresh import refresh, tell_desk
from folkmoot.store.interface import Connection
from folkmoot.store.write import requests

AT_ONCE = 200
"""Events taken at a time."""
LOOK_SECONDS = 5.0
"""How often to look for events that another process has made, or that are due again."""
APART_SECONDS = 1.0
"""Readers are told of a thread at most this often, however much changes."""
AGAIN = timedelta(minutes=1)
"""After a failure."""

_log = logging.getLogger("folkmoot.deliver")


async def deliver_due(means: Means) -> int:
    """Deliver what is due and return how many events that were.

    Several changes of one thread are one message: it carries the version, not the change.
    """
    take = partial(requests.take_due_events, now=means.now(), most=AT_ONCE)
    taken = await means.store.write(take)
    groups: dict[tuple[EventKind, UUID, UUID], list[UUID]] = {}
    for site, event_id, kind, about in taken:
        group = (kind, site, about if kind is EventKind.THREAD_CHANGED else site)
        groups.setdefault(group, []).append(event_id)
    for (kind, site, about), ids in groups.items():
        failure = ""
        try:
            await _deliver(means, kind, site=site, about=about)
        except FolkmootError as error:
            failure = error.code
        except Exception as error:  # one delivery that breaks must not keep the others from their readers
            _log.exception("not delivered: %s", kind)
            failure = type(error).__name__
        await means.store.write(partial(_tick_off, means=means, site=site, ids=ids, failure=failure))
    return len(taken)


async def deliver_for_ever(means: Means) -> None:
    """Deliver whenever something was written, and look now and then; ends by being cancelled."""
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(means.due.wait(), LOOK_SECONDS)
        means.due.clear()
        if not means.store.writing:
            continue
        try:
            await deliver_due(means)
        except Unavailable as error:
            _log.warning("not delivered: %s", error.code)
        await asyncio.sleep(APART_SECONDS)


async def _deliver(means: Means, kind: EventKind, *, site: UUID, about: UUID) -> None:
    match kind:
        case EventKind.THREAD_CHANGED:
            await refresh(means, site=site, story=about)
        case EventKind.QUEUE_CHANGED:
            await tell_desk(means, site=site)


def _tick_off(db: Connection, *, means: Means, site: UUID, ids: list[UUID], failure: str) -> None:
    now = means.now()
    if not failure:
        requests.finish_events(db, done=[(site, event_id) for event_id in ids], now=now)
        return
    for event_id in ids:
        requests.fail_event(db, site=site, event_id=event_id, failure=failure, again_at=now + AGAIN)
