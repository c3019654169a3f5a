"""Draws sample pages in a browser and keeps the pictures, to be laid beside the design's.

    python frontend/dev/look.py OUT [NAME …]

Needs the package installed with its development extras, a built front end, and Debian's chromium.
"""

import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from embed.doors import running  # noqa: E402
from feed import threads  # noqa: E402
from folkmoot.discussion.comment import State  # noqa: E402
from folkmoot.discussion.story import Discussion  # noqa: E402
from folkmoot.feed.render import thread_fragment  # noqa: E402
from folkmoot.feed.view import ThreadView  # noqa: E402
from folkmoot.operations.own import Mine, Standing  # noqa: E402
from folkmoot.policy.outcome import Outcome  # noqa: E402
from folkmoot.web import html as pages  # noqa: E402
from web import owns  # noqa: E402

ARGUMENTS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip


def styled(html: str) -> str:
    """Put the style sheet into a page that links it, so that it can be drawn without a server."""
    style = (ROOT / "src/folkmoot/web/static/page.css").read_text()
    return html.replace('<link rel="stylesheet" href="/static/page.css">', f"<style>{style}</style>")


def mine(frame: pages.Frame, *own: pages.own_html, standing: Standing | None = None) -> str:
    """Return the page of an author's own comments."""
    return styled(
        pages.mine_page(frame, owns.PLACE, threads.POLICY, Mine("Jonas Reed", standing, own, None),
                        own_place=owns.OWN_PLACE, csrf="c", new_key=lambda: "k" * 20)
    )  # fmt: skip


def samples() -> dict[str, tuple[str, int, str, float]]:
    """Return for each name: HTML, width, colour scheme, pixels for each pixel."""
    parrot = mine(owns.FRAME, owns.the_parrot())
    states = mine(
        owns.FRAME,
        owns.an_own(),
        owns.an_own(findings=(owns.a_finding(reason="unchecked", attribute=None),)),
        owns.an_own(state=State.PUBLISHED, outcome=Outcome.PUBLISH, number="7", findings=()),
        owns.the_parrot(state=State.REJECTED, outcome=Outcome.REJECT, can=frozenset(), by_person=True, number="7",
                        note="We know Otto."),
        standing=Standing("suspended", owns.NOON, "Three of your comments broke the policy within 90 days."),
    )  # fmt: skip
    form = pages.WriteForm("c", "k" * 20, 2000, 5, parent="1.1", parent_name="Otto Brand", parent_text="With respect.")
    plain = {
        "story": pages.story_page(owns.FRAME, owns.PLACE, thread_fragment(threads.the_pictures_thread())),
        "write": pages.write_page(owns.FRAME, owns.PLACE, threads.POLICY, form),
        "flag": pages.flag_page(owns.FRAME, owns.PLACE, threads.POLICY, pages.FlagForm("c", "k", "3.1", "Otto", "No.")),
        "policy": pages.policy_page(owns.FRAME, threads.POLICY),
        "message": pages.message_page(owns.FRAME, "Thank you", "A moderator will look.", href="/", link="Back"),
        "sign-in": pages.sign_in_page(owns.FRAME, action="/desk/sign-in/x", name="Ada Winter"),
    }
    several = {
        f"{name}-{width}": (styled(html), width, "light", 1) for name, html in plain.items() for width in (360, 1280)
    }
    return several | {
        "compose-reword-1280": (parrot, 1280, "light", 1),
        "compose-reword-360": (parrot, 360, "light", 2),
        "compose-reword-dark-1280": (parrot, 1280, "dark", 1),
        "compose-reword-rtl-360": (mine(owns.ARABIC, owns.the_parrot()), 360, "light", 1),
        "states-1280": (states, 1280, "light", 1),
        "states-360": (states, 360, "light", 1),
    }


def embedded() -> dict[str, tuple[ThreadView, int, str, float]]:
    """Return for each name a thread that the embed shows in a newspaper's page, the width, the scheme and the scale."""
    thread, arabic, deep = threads.the_pictures_thread(), threads.the_arabic_thread(), threads.the_deep_thread()
    return {
        "thread-light-1280": (thread, 1280, "light", 1),
        "thread-dark-1280": (thread, 1280, "dark", 1),
        "thread-light-360": (thread, 360, "light", 1.5),
        "thread-rtl-360": (arabic, 360, "light", 2),
        "thread-rtl-1280": (arabic, 1280, "light", 1),
        "nesting-360": (deep, 360, "light", 2),
        "nesting-1280": (deep, 1280, "light", 1),
        "empty-1280": (threads.a_view(), 1280, "light", 1),
        "closed-360": (threads.a_view(thread.thread.comments[:2], discussion=Discussion.CLOSED), 360, "light", 1),
        "waits-1280": (threads.a_view(discussion=Discussion.WAIT, usual_wait=40), 1280, "light", 1),
    }


def draw_embedded(browser: Browser, out: Path, names: list[str]) -> None:
    """Draw the embed on the morning of the pictures, with a held comment of one's own and two that have just come."""
    for name, (view, width, scheme, scale) in embedded().items():
        if names and name not in names:
            continue
        with running() as (folkmoot, newspaper):
            folkmoot.comments = list(view.thread.comments)
            folkmoot.view = {
                field: getattr(view, field)
                for field in ("language", "policy", "count", "people", "discussion", "usual_wait")
            }
            newspaper.language, newspaper.direction = view.language, "rtl" if view.language == "ar" else "ltr"
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, device_scale_factor=scale
            )
            page = context.new_page()
            page.clock.set_fixed_time(threads.MORNING.replace(hour=9, minute=52))
            page.goto(f"{newspaper.url}/stories/night-ferry")
            page.locator(".folkmoot .head h2").wait_for()
            if name in ("thread-light-1280", "thread-light-360"):
                page.locator(".writing input[name=name]").fill("Jonas Reed")
                page.locator(".writing textarea").fill(owns.an_own().text)
                page.keyboard.press("Control+Enter")
                page.locator(".own.held").wait_for()
                page.evaluate("document.querySelector('folkmoot-discussion').shadowRoot.activeElement?.blur()")
            page.wait_for_timeout(300)
            page.screenshot(path=out / f"{name}.png", full_page=True)
            context.close()


def main(out: Path, names: list[str]) -> None:
    """Draw all samples, or those that are named."""
    out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        for name, (html, width, scheme, scale) in samples().items():
            if names and name not in names:
                continue
            view = browser.new_page(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,
                device_scale_factor=scale,
            )
            view.set_content(html)
            view.screenshot(path=out / f"{name}.png", full_page=True)
            view.close()
        draw_embedded(browser, out, names)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
