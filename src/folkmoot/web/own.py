"""An author's own comment as JSON: its state, the server's rendering of it, and a sentence to say."""

from datetime import datetime
from uuid import UUID

import msgspec

from folkmoot.discussion.comment import State
from folkmoot.discussion.site import Site
from folkmoot.errors import NotFound
from folkmoot.locale.words import Words
from folkmoot.operations.own import Answer, OwnComment
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments, stories
from folkmoot.web import html
from folkmoot.web.door import Door


class OwnState(msgspec.Struct):
    """What an author's browser must know of his comment."""

    id: UUID
    number: str | None
    parent: str | None
    page: int | None
    """Not told here: ask for the thread with ``at=`` and the number."""
    state: str
    text: str
    revision: int
    edit_until: datetime | None
    can: list[str]


class Own(msgspec.Struct):
    """A comment as its author alone sees it."""

    comment: OwnState
    html: str
    token: str
    sentence: str


async def own_answer(door: Door, site: Site, answer: Answer) -> Own:
    """Return what a post, a rewording, an edit or a withdrawal is answered with."""
    slug = await slug_of_comment(door, site, answer.own.id)
    return shown_own(door, site, slug, answer.own, token=answer.token)


async def slug_of_comment(door: Door, site: Site, comment_id: UUID) -> str:
    """Return the short name of the story that a comment stands under.

    Raises:
        NotFound: ``comment-unknown``.
    """

    def look(db: Connection) -> str | None:
        comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
        story = comment and stories.story_by_id(db, site=site.id, story_id=comment.story)
        return story.slug if story else None

    slug = await door.means.store.read(look)
    if slug is None:
        raise NotFound("comment-unknown", "There is no such comment here.")
    return slug


def shown_own(door: Door, site: Site, slug: str, own: OwnComment, *, token: str) -> Own:
    """Return one own comment with its rendering."""
    frame = door.frame(site)
    place = html.OwnPlace(slug, longest=site.settings.longest_comment, now=door.means.now())
    state = OwnState(
        id=own.id,
        number=own.number,
        parent=own.parent,
        page=None,
        state=str(own.state),
        text=own.text,
        revision=own.revision,
        edit_until=own.edit_until,
        can=sorted(own.can),
    )
    return Own(state, html.own_html(frame, place, own), token, sentence_of(frame.words, own))


def sentence_of(words: Words, own: OwnComment) -> str:
    """Return in a sentence what became of a comment."""
    match own.state:
        case State.RETURNED:
            return words.say("Not posted yet: please reword it")
        case State.HELD:
            return f"{words.say('Waiting for a moderator.')} {words.say('Only you can see it.')}"
        case State.REJECTED:
            return words.say("Rejected by a moderator") if own.by_person else words.say("Rejected by the policy")
        case State.WITHDRAWN:
            return words.say("Your comment is withdrawn.") if own.number else words.say("Your text is thrown away.")
        case State.PUBLISHED:
            return _published(words, own)


def _published(words: Words, own: OwnComment) -> str:
    if own.shown_text is not None and own.outcome is Outcome.HOLD:
        return words.say("Your changed text waits for a moderator.")
    if own.shown_text is not None and own.outcome is not Outcome.PUBLISH:
        return words.say("Your changed text was not published.")
    number = words.digits(own.number or "")
    return words.say("Your comment is published under the number {number}.", number=number)
