"""Renders one page of a thread: the HTML that every reader gets, in the embed and on Folkmoot's own page."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.story import Discussion
from folkmoot.discussion.thread import Absence, ThreadComment, Why
from folkmoot.feed.view import ThreadView
from folkmoot.locale.speaking import speaking
from folkmoot.locale.words import Words, words
from folkmoot.text.markup import Mention, to_html


def _edition() -> str:
    """Return a mark of the templates and catalogues that make the HTML, so that a kept page knows what made it."""
    made = sha256()
    for folder in (files("folkmoot.feed") / "templates", files("folkmoot.locale") / "catalogues"):
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.is_file():
                made.update(file.read_bytes())
    return made.hexdigest()[:8]


EDITION = _edition()
"""Of the renderer: pages of another one are rendered again."""


def thread_fragment(view: ThreadView) -> str:
    """Return the page as an HTML fragment without scripts or inline styles; links in it are absolute."""
    speech = words(view.language, view.timezone)
    page = f"{view.public_url}/s/{quote(view.site_name)}/{quote(view.slug)}" if view.slug else ""
    return _TEMPLATES.get_template("thread.html").render(
        **speaking(speech),
        view=view,
        thread=view.thread,
        closed=view.discussion is Discussion.CLOSED,
        page=page,
        write=f"{page}/write" if page else "#folkmoot-write",
        policy_page=f"{view.public_url}/s/{quote(view.site_name)}/policy",
        page_link=partial(_page_link, page, view.sorting),
        mentions_of=_mentions(view.thread.comments),
        absence=partial(absence_sentence, speech),
        why=partial(why_sentences, speech),
        embed_words=embed_words(speech),
        link_to=_link_to,
        to_html=to_html,
    )


def absence_sentence(speech: Words, comment: ThreadComment) -> str:
    """Return the line that stands in a comment's place."""
    if comment.absence is Absence.WITHDRAWN:
        return speech.say("Its author has withdrawn this comment.")
    if comment.absence is Absence.ERASED:
        return speech.say("Its author has left.")
    if comment.absence is Absence.WAITING:
        return speech.say("A moderator will look.")
    rule = comment.why.rule if comment.why else ""
    if comment.why is None or comment.why.by_person:
        if rule:
            return speech.say("Removed by a moderator: “{rule}”", rule=rule)
        return speech.say("Removed by a moderator.")
    if rule:
        return speech.say("Removed by the policy: “{rule}”", rule=rule)
    return speech.say("Removed by the policy.")


def why_sentences(speech: Words, why: Why) -> list[str]:
    """Return what readers may know of a removal, in sentences."""
    moment = speech.moment(why.decided_at)
    if why.by_person and why.after_flag:
        said = [speech.say("A moderator decided on {moment}, after a reader had flagged it.", moment=moment)]
    elif why.by_person:
        said = [speech.say("A moderator decided on {moment}.", moment=moment)]
    else:
        said = [speech.say("An automatic check decided on {moment}.", moment=moment)]
    if why.policy_version is not None:
        said.append(speech.say("Version {n} of the policy was in force.", n=speech.number(why.policy_version)))
    if why.author_told:
        said.append(speech.say("Its author was told the reason."))
    else:
        said.append(speech.say("It came with an older page, so its author could not be told."))
    return said


def embed_words(speech: Words) -> dict[str, object]:
    """Return the sentences that the embed composes itself, with the forms of those that count."""
    return {
        "figures": speech.say("0123456789,"),
        "arrived": speech.forms("{n} new comment: show it", "{n} new comments: show them"),
        "left": speech.forms("{n} character left", "{n} characters left"),
        "over": speech.forms("{n} character too many", "{n} characters too many"),
        "edit": speech.forms("Edit, {n} min left", "Edit, {n} min left"),
        "loading": speech.say("The discussion is being fetched …"),
        "failed": speech.say("The discussion could not be fetched."),
        "complete": speech.say("The story above is complete."),
        "again": speech.say("Try again"),
        "offline": speech.say("You are offline."),
        "asItWas": speech.say(
            "You read the discussion as it was at {time}. What you write is kept in this browser until you post it."
        ),
        "unsent": speech.say("It could not be sent. What you wrote is kept in this browser."),
        "sending": speech.say("Being sent …"),
        "copied": speech.say("The link is copied."),
        "posted": speech.say("Your comment is published under the number {number}."),
        "withdrawn": speech.say("Your comment is withdrawn."),
        "thrown": speech.say("Your text is thrown away."),
        "reply": speech.say("Reply to {name}"),
        "post": speech.say("Post comment"),
        "empty": speech.say("Please write something first."),
        "nameless": speech.say("Please give a name, as readers will see it."),
    }


def _mentions(comments: Sequence[ThreadComment]) -> Callable[[ThreadComment], tuple[Mention, ...]]:
    """Return whom a comment may address: its parent and those above him first, then everybody on the page."""
    by_number = {c.number: c for c in comments if not c.absence}
    everybody = tuple({c.name: _mention(c) for c in by_number.values()}.values())

    def of(comment: ThreadComment) -> tuple[Mention, ...]:
        if "@" not in comment.text:
            return ()
        above = []
        number = comment.parent
        while number:
            if number in by_number:
                above.append(_mention(by_number[number]))
            number = number.rpartition(".")[0]
        return (*above, *everybody)

    return of


def _mention(comment: ThreadComment) -> Mention:
    return Mention(comment.name, f"#c{comment.number}")


def _page_link(page: str, sorting: Sorting, number: int) -> str:
    order = "" if sorting is Sorting.OLDEST else f"&order={sorting}"
    return f"{page}?page={number}{order}"


def _link_to(href: str, words_of_it: str) -> Markup:
    return Markup('<a class="line" href="{}">{}</a>').format(href, words_of_it)


_TEMPLATES = Environment(
    loader=PackageLoader("folkmoot.feed"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_TEMPLATES.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
