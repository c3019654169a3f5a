"""The pages of Folkmoot's own origin, which all work without a script: values in, HTML out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from folkmoot.discussion.comment import State
from folkmoot.feed.view import PrintedPolicy
from folkmoot.operations.own import Mine, Standing
from folkmoot.web.own_html import OwnPlace, own_html, own_names
from folkmoot.web.page import Frame, Place, render, whole_page

__all__ = [
    "FlagForm", "Frame", "OwnPlace", "Place", "WriteForm", "flag_page", "message_page", "mine_page", "own_html",
    "policy_page", "sign_in_page", "standing_html", "story_page", "write_page",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class WriteForm:
    """What the page with the form is filled with."""

    csrf: str
    key: str
    """Random, made when the form is opened: the same key again is the same comment."""
    longest: int
    """In code points."""
    edit_minutes: int
    waits: bool = False
    """A moderator reads every comment first."""
    name: str = ""
    text: str = ""
    parent: str | None = None
    """The number that is answered; with it go the name and the text that stand there."""
    parent_name: str = ""
    parent_text: str = ""
    problem: str = ""
    """Why the form is shown again."""
    standing: Standing | None = None
    """Shown in place of the form."""


@dataclass(frozen=True, slots=True)
class FlagForm:
    """What the page for a flag is filled with."""

    csrf: str
    key: str
    number: str
    name: str = ""
    text: str = ""
    clause: str = ""
    """The one that was chosen before the form came back."""
    note: str = ""
    problem: str = ""


def story_page(frame: Frame, place: Place, fragment: str) -> str:
    """Return the discussion as a page; ``fragment`` is the snapshot's HTML."""
    return whole_page("story.html", frame, place=place, fragment=Markup(fragment))  # noqa: S704  our own rendering


def write_page(frame: Frame, place: Place, policy: PrintedPolicy, form: WriteForm) -> str:
    """Return the page on which a comment or a reply is written."""
    text = form.text or (f"@{form.parent_name} " if form.parent_name else "")
    filled = {**_fields(form), "text": text, "standing": standing_html(frame, form.standing, heading="h1")}
    return whole_page("write.html", frame, place=place, policy=policy, form=filled)


def mine_page(
    frame: Frame,
    place: Place,
    policy: PrintedPolicy,
    mine: Mine,
    *,
    own_place: OwnPlace,
    csrf: str,
    new_key: Callable[[], str],
    problem: str = "",
) -> str:
    """Return the page with an author's own comments under a story; each form on it gets a key of its own.

    ``problem`` says why it is shown again after a form could not be taken; ``own_place.kept`` holds what was typed.
    """
    names = own_names(frame, own_place, fields=lambda: {"csrf": csrf, "key": new_key()})
    broken = next((f.clause for own in mine.comments if own.state is State.RETURNED for f in own.findings), "")
    standing = standing_html(frame, mine.standing, heading="h2")
    values = {
        "policy": policy,
        "mine": mine,
        "problem": problem,
        "standing": standing,
        "broken": broken,
        "heading": "h2",
    }
    return whole_page("mine.html", frame, place=place, **values, **names)


def flag_page(frame: Frame, place: Place, policy: PrintedPolicy, form: FlagForm) -> str:
    """Return the page on which a reader says which clause a comment breaks."""
    return whole_page("flag.html", frame, place=place, policy=policy, flag=form)


def policy_page(frame: Frame, policy: PrintedPolicy) -> str:
    """Return the policy as a page."""
    return whole_page("policy.html", frame, policy=policy)


def message_page(frame: Frame, title: str, sentence: str, *, href: str = "", link: str = "") -> str:
    """Return a page that says one thing, in words of the site's language."""
    return whole_page("message.html", frame, title=title, sentence=sentence, href=href, link=link)


def sign_in_page(frame: Frame, *, action: str, name: str = "") -> str:
    """Return the page behind a one-time link to the desk: its button signs in."""
    return whole_page("sign_in.html", frame, action=action, name=name)


def standing_html(frame: Frame, standing: Standing | None, *, heading: str = "h3") -> Markup:
    """Return what stands in place of the form for an author who may not write; empty where he may."""
    return Markup("") if standing is None else render("standing.html", frame, standing=standing, heading=heading)


def _fields(form: WriteForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in form.__slots__}
