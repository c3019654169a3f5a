"""Running: the demo newspaper, a newsroom's server, a worker."""

import asyncio
import logging
from typing import TYPE_CHECKING

from folkmoot.cli.terminal import config_now, err, in_house, say

if TYPE_CHECKING:
    from folkmoot.wiring.house import House


def demo() -> None:
    """Open the demo newspaper with its discussion: everything made, loaded and served, with four links."""
    from folkmoot.web.logging import log_as_json
    from folkmoot.wiring.house import open_house
    from folkmoot.wiring.serving import serving

    log_as_json(logging.WARNING)

    async def show() -> None:
        async with open_house(config_now()) as house, serving(house, newspaper=True) as until_the_end:
            opening = asyncio.create_task(_open_demo(house))
            ending = asyncio.ensure_future(until_the_end())
            await asyncio.wait([opening, ending], return_when=asyncio.FIRST_COMPLETED)
            if ending.done():  # told to end while it loads: the next start begins anew
                opening.cancel()
                await asyncio.gather(opening, return_exceptions=True)
                return
            await opening
            await ending

    asyncio.run(show())


async def _open_demo(house: "House") -> None:
    """Load the newspaper, once, and print where everything is."""
    from folkmoot.operations.deliver import deliver_due
    from folkmoot.operations.set_up_site import link_staff
    from folkmoot.wiring.demo import MODERATOR, load_demo_once
    from folkmoot.wiring.serving import newspaper_url

    with err.status("Opening the demo newspaper …") as status:

        def progress(done: int, total: int) -> None:
            if done == 1:
                err.print("Loading the demo newspaper, once: each of its comments is judged …")
            status.update(f"Judging its comments: {done} of {total} …")

        for line in await load_demo_once(house, progress=progress):
            err.print(line, markup=False)
        await deliver_due(house.means)
    link = await link_staff(house.means, name=MODERATOR)
    home, folkmoot = newspaper_url(house.config), house.config.public_url
    say("")
    say(f"  The Ferry Post        {home}/")
    say(f"  A story, discussed    {home}/stories/night-ferry")
    say(f"  Moderator's desk      {folkmoot}/desk/sign-in/{link}")
    say(f"  API reference         {folkmoot}/api")
    say("")
    say(f"  Ctrl-C ends it. Everything is kept in {house.config.data}.")


def serve() -> None:
    """Run a newsroom's server, with everything that it delivers."""
    from folkmoot.store.read.sites import all_sites
    from folkmoot.web.logging import log_as_json
    from folkmoot.wiring.house import open_house
    from folkmoot.wiring.serving import serving

    log_as_json()
    config = config_now()

    async def run() -> None:
        async with open_house(config) as house, serving(house) as until_the_end:
            say(f"Folkmoot serves {config.public_url} on {config.host}, port {config.port}. Ctrl-C ends it.")
            if not await house.store.read(all_sites):
                err.print("No site is set up yet: `folkmoot site add NAME --origin URL` does it, also while this runs.")
            await until_the_end()

    asyncio.run(run())


def worker() -> None:
    """Deliver what other processes have kept, until told to end."""
    from folkmoot.operations.deliver import deliver_for_ever
    from folkmoot.web.logging import log_as_json
    from folkmoot.wiring.serving import until_told_to_end

    log_as_json()

    async def deliver(house: "House") -> None:
        say("Folkmoot delivers. Ctrl-C ends it.")
        await deliver_for_ever(house.means)

    in_house(lambda house: until_told_to_end(deliver(house)))
    say("Ended.")
