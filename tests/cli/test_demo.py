"""The demo prints its links once they lead somewhere, also after a first start that was killed while it loaded."""

import re
import signal

import httpx

from cli.shell import Running, Shell, free_port

NAMES = ("The Ferry Post", "A story, discussed", "Moderator's desk", "API reference")


def links_of(demo: Running) -> list[str]:
    """Wait until the four links are printed, and return them in their order."""
    demo.until(lambda: "Ctrl-C ends it." in demo.out)
    found = [re.search(rf"^  {name} +(http\S+)$", demo.out, re.MULTILINE) for name in NAMES]
    return [link[1] for link in found if link is not None]


def test_ctrl_c_while_it_loads_ends_it_at_once(shell: Shell) -> None:
    shell.settings |= {"port": str(free_port()), "demo_port": str(free_port())}
    with shell.start("demo") as demo:
        demo.until(lambda: "Loading the demo newspaper" in demo.err)
        assert demo.ended(signal.SIGINT, within=5) == 0
        assert "http" not in demo.out, "it ended while it loaded"
        assert "Traceback" not in demo.err


def test_a_publication_of_the_same_name_keeps_the_demo_out(shell: Shell) -> None:
    shell.settings |= {"port": str(free_port()), "demo_port": str(free_port())}
    shell.ok("site", "add", "ferry-post", "--origin", "https://www.ferrypost.example")
    said = shell.refused("demo")
    assert "A publication of your own is named ferry-post here. Open the demo in a folder of its own" in said


def test_a_first_start_that_was_killed_while_it_loaded_is_begun_anew(shell: Shell) -> None:
    shell.settings |= {"port": str(free_port()), "demo_port": str(free_port())}
    with shell.start("demo") as killed:
        killed.until(lambda: "Loading the demo newspaper" in killed.err)
        killed.process.kill()
        killed.process.wait()
        assert "http" not in killed.out, "it was killed while it loaded"
    with shell.start("demo") as demo:
        links = links_of(demo)
        assert len(set(links)) == len(NAMES)
        for link in links:
            assert httpx.get(link).status_code == 200, link
        assert "Loading the demo newspaper" in demo.err
        folkmoot = f"http://127.0.0.1:{shell.settings['port']}"
        page = httpx.get(f"{folkmoot}/s/ferry-post/night-ferry").text
        assert page.count('id="c1"') == 1
        assert demo.ended(signal.SIGINT, within=5) == 0
    assert shell.ok("check")
    with shell.start("demo") as again:
        new = links_of(again)
        assert [new[n] == links[n] for n in range(4)] == [True, True, False, True]
        assert again.err == "", "nothing is loaded again"
        for used in (links[2], new[2]):  # the first link was looked at, and not used
            assert "<button" in httpx.get(used).text
