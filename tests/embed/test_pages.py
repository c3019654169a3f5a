"""Folkmoot's own pages in a browser without a script: readable at any width, and nothing for axe to find."""

from typing import Literal
from uuid import UUID

import pytest
from playwright.sync_api import Browser

from embed.doors import STATIC
from feed import threads
from folkmoot.discussion.comment import State
from folkmoot.feed.render import thread_fragment
from folkmoot.operations.own import Mine, Standing
from folkmoot.policy.outcome import Outcome
from folkmoot.web import html
from web.owns import ARABIC, FRAME, NOON, OWN_PLACE, PLACE, an_own, the_parrot

pytestmark = pytest.mark.journey

MINE = Mine(
    "Jonas Reed",
    Standing("suspended", NOON, "Three comments broke the policy."),
    (
        the_parrot(),
        an_own(),
        the_parrot(
            id=UUID(int=9), state=State.REJECTED, outcome=Outcome.REJECT, number="7", can=frozenset(), by_person=True
        ),
    ),
    None,
)
LONG_WORD = threads.a_comment("1.2.3.4.5.6.7.8.9.10.11.12", "x" * 300, "y" * 50)


def mine(frame: html.Frame) -> str:
    return html.mine_page(frame, PLACE, threads.POLICY, MINE, own_place=OWN_PLACE, csrf="c", new_key=lambda: "k" * 20)


FORM = html.WriteForm(csrf="c", key="k" * 20, longest=2000, edit_minutes=5, parent="1", parent_name="Otto")
DEEP = threads.a_view([*threads.the_deep_thread().thread.comments, LONG_WORD])

PAGES = {
    "story": html.story_page(FRAME, PLACE, thread_fragment(threads.the_pictures_thread())),
    "deep": html.story_page(FRAME, PLACE, thread_fragment(DEEP)),
    "arabic story": html.story_page(ARABIC, PLACE, thread_fragment(threads.the_arabic_thread())),
    "write": html.write_page(FRAME, PLACE, threads.POLICY, FORM),
    "mine": mine(FRAME),
    "mine in Arabic": mine(ARABIC),
    "flag": html.flag_page(FRAME, PLACE, threads.POLICY, html.FlagForm("c", "k" * 20, "3.1", "Otto", "No.")),
    "policy": html.policy_page(FRAME, threads.POLICY),
    "message": html.message_page(FRAME, "Thank you", "A moderator will look.", href="/", link="Back"),
    "sign in": html.sign_in_page(FRAME, action="/desk/sign-in/x", name="Ada Winter"),
}


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(browser: Browser, axe: str, name: str, scheme: Literal["light", "dark"]) -> None:
    # 320 px is a window of 1280 at 400 % (WCAG 1.4.10).
    page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.route("**/static/page.css", lambda route: route.fulfill(path=STATIC / "page.css"))
    page.route("**/p", lambda route: route.fulfill(body=PAGES[name], content_type="text/html; charset=utf-8"))
    page.goto("http://127.0.0.1:9/p")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    found = page.evaluate(f"async () => {{ {axe}; return (await axe.run()).violations }}")
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    page.close()


def test_text_at_twice_its_size_stays_inside(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 640, "height": 640})
    page.route("**/static/page.css", lambda route: route.fulfill(path=STATIC / "page.css"))
    page.route("**/p", lambda route: route.fulfill(body=PAGES["deep"], content_type="text/html; charset=utf-8"))
    page.goto("http://127.0.0.1:9/p")
    page.evaluate("document.documentElement.style.fontSize = '32px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.close()
