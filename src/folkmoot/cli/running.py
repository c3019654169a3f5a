"""Running: the demo newspaper, a newsroom's server, a worker."""

import asyncio
import logging

from folkmoot.cli.terminal import config_now, err, in_house, say


def demo() -> None:
    """Open the demo newspaper with its discussion: everything made, loaded and served, with four links."""
    from folkmoot.operations.deliver import deliver_due
    from folkmoot.operations.set_up_site import link_staff
    from folkmoot.web.logging import log_as_json
    from folkmoot.wiring import DEMO_MODERATOR, load_demo_once, newspaper_url, open_house, serving

    log_as_json(logging.WARNING)
    config = config_now()

    async def show() -> None:
        async with open_house(config) as house, serving(house, newspaper=True) as until_the_end:
            err.print("Loading the demo newspaper, if it is not there yet: each of its comments is judged …")
            with err.status("Loading …") as status:
                for line in await load_demo_once(
                    house, progress=lambda done, total: status.update(f"Judging its comments: {done} of {total} …")
                ):
                    err.print(line, markup=False)
                await deliver_due(house.means)
            link = await link_staff(house.means, name=DEMO_MODERATOR)
            home = newspaper_url(config)
            say("")
            say(f"  The Ferry Post        {home}/")
            say(f"  A story, discussed    {home}/stories/night-ferry")
            say(f"  Moderator's desk      {config.public_url}/desk/sign-in/{link}")
            say(f"  API reference         {config.public_url}/api")
            say("")
            say("  Ctrl-C ends it. Everything is kept in " + str(config.data) + ".")
            await until_the_end()

    asyncio.run(show())


def serve() -> None:
    """Run a newsroom's server, with everything that it delivers."""
    from folkmoot.web.logging import log_as_json
    from folkmoot.wiring import open_house, serving

    log_as_json()
    config = config_now()

    async def run() -> None:
        async with open_house(config) as house, serving(house) as until_the_end:
            say(f"Folkmoot serves {config.public_url} on {config.host}:{config.port}. Ctrl-C ends it.")
            await until_the_end()

    asyncio.run(run())


def worker() -> None:
    """Deliver what other processes have kept, until told to end."""
    from folkmoot.operations.deliver import deliver_for_ever

    say("Folkmoot delivers. Ctrl-C ends it.")
    try:
        in_house(lambda house: deliver_for_ever(house.means))
    except KeyboardInterrupt:
        say("Ended.")
