"""Tidying: what was to be kept for a time only goes when its time has come."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import timedelta

from folkmoot.errors import Unavailable
from folkmoot.operations.means import Means
from folkmoot.store.interface import Connection
from folkmoot.store.read.sites import all_sites
from folkmoot.store.write import requests, staff, tidying
from folkmoot.store.write.search import clear_out

NETWORK_DAYS = 30
RETURNED_DAYS = 7
DELIVERED_DAYS = 1
"""How long a delivered event may still be looked at."""
EVERY_SECONDS = 3600.0

_log = logging.getLogger("folkmoot.tidy")


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much went."""

    networks: int
    """Keyed hashes of networks."""
    returned: int
    """Texts of comments that their authors alone had seen."""
    keys: int
    """Keys of requests that nobody will send again."""
    events: int
    """Delivered ones."""
    sign_ins: int
    """Links and sessions that have ended."""


async def tidy(means: Means) -> Tidied:
    """Let go of everything, at every site, whose time has come; safe to repeat and to do in several processes."""
    now = means.now()

    def let_go(db: Connection) -> Tidied:
        networks = returned = 0
        for site in all_sites(db):
            networks += tidying.empty_networks(db, site=site.id, before=now - timedelta(days=NETWORK_DAYS))
            returned += tidying.empty_returned(db, site=site.id, before=now - timedelta(days=RETURNED_DAYS))
        return Tidied(
            networks=networks,
            returned=returned,
            keys=requests.forget_old_keys(db, now=now),
            events=requests.forget_delivered(db, before=now - timedelta(days=DELIVERED_DAYS)),
            sign_ins=staff.forget_expired(db, now=now),
        )

    tidied = await means.store.write(let_go)
    while await means.store.write(clear_out):
        pass  # a part at a time: others write in between; also what an erasure left that was broken off
    return tidied


async def tidy_for_ever(means: Means) -> None:
    """Tidy now and once an hour; ends by being cancelled."""
    while True:
        if means.store.writing:
            try:
                tidied = await tidy(means)
                _log.info("tidied: %s", tidied)
            except Unavailable as error:
                _log.warning("not tidied: %s", error.code)
            except Exception:  # what went wrong once may go well in an hour, and the server must not end for it
                _log.exception("not tidied")
        await asyncio.sleep(EVERY_SECONDS)
