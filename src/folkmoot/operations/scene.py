"""The scene: all that must be known of site, story, parent and author before a comment is judged or kept."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from folkmoot.detectors.interface import Passage
from folkmoot.discussion.author import Author
from folkmoot.discussion.comment import Comment, State
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Discussion, Story
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.moderation.sanction import Sanction, SanctionKind, in_force
from folkmoot.operations import policies
from folkmoot.policy.program import Policy
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors, comments, desk, stories
from folkmoot.store.read.sites import PolicyVersion, site_named
from folkmoot.text.skeleton import skeleton

SPENT_AFTER = 3
"""Returned tries thrown away within the hour, after which the first try counts: rewording is no oracle."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The comment that is answered, with its author and the text that readers see, or saw last."""

    comment: Comment
    name: str
    text: str
    """Empty after erasure."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What was looked up."""

    site: Site
    story: Story | None
    """None: a page on a listed origin that nobody has put or commented yet."""
    parent: Parent | None
    author: Author | None
    sanction: Sanction | None
    version: PolicyVersion
    policy: Policy
    previous: tuple[str, ...]
    names: tuple[str, ...]
    published: int
    """How many of the author's comments readers see."""
    first_try_spent: bool
    network_watched: bool


def site_or_error(db: Connection, name: str) -> Site:
    """Return the site of this short name.

    Raises:
        NotFound: ``site-unknown``.
    """
    site = site_named(db, name)
    if site is None:
        raise NotFound("site-unknown", "There is no such publication here.")
    return site


def look_up(
    db: Connection,
    *,
    site: Site,
    url: str,
    parent: str | None,
    author_id: UUID | None,
    network: str,
    now: datetime,
    other_than: UUID | None = None,
) -> Scene:
    """Ask everything that is needed to judge a comment under the story of a canonical URL.

    ``other_than`` is the comment that is being changed, so that it is not taken for one written before.

    Raises:
        NotFound: ``parent-unknown``; ``parent`` is a printed number.
    """
    version, policy = policies.in_force(db, site_id=site.id)
    story = stories.story_at(db, site=site.id, url=url)
    author, sanction = who_writes(db, site=site, author_id=author_id, now=now)
    known = None if author is None else author.id
    known_here = known is not None or authors.network_is_known(db, site=site.id, network=network)
    return Scene(
        site=site,
        story=story,
        parent=_parent(db, site=site, story=story, number=parent),
        author=author,
        sanction=sanction,
        version=version,
        policy=policy,
        previous=authors.last_texts(db, site=site.id, story_id=story.id, author_id=known, other_than=other_than)
        if story is not None and known is not None
        else (),
        names=() if story is None else authors.names_under(db, site=site.id, story_id=story.id),
        published=0 if known is None else authors.published_count(db, site=site.id, author_id=known),
        # Most who write for the first time come from nowhere known: nothing is to be counted then.
        first_try_spent=known_here
        and authors.discarded_since(db, site=site.id, author_id=known, network=network, since=now - timedelta(hours=1))
        >= SPENT_AFTER,
        network_watched=known_here
        and authors.network_is_watched(db, site=site.id, network=network, other_than=known, now=now),
    )


def look_again(db: Connection, before: Scene, *, url: str, parent: str | None, now: datetime) -> Scene:
    """Ask again, in the transaction, what may have changed while a comment was judged: story, parent, author.

    What the judging rested on (policy, names, counts) stays as it was looked up before.
    """
    site = before.site
    story = stories.story_at(db, site=site.id, url=url)
    author_id = None if before.author is None else before.author.id
    author, sanction = who_writes(db, site=site, author_id=author_id, now=now)
    answered = _parent(db, site=site, story=story, number=parent)
    return replace(before, story=story, parent=answered, author=author, sanction=sanction)


def who_writes(
    db: Connection, *, site: Site, author_id: UUID | None, now: datetime
) -> tuple[Author | None, Sanction | None]:
    """Return the author of this id, unless he was erased, and what keeps him from writing now."""
    author = None if author_id is None else authors.author_by_id(db, site=site.id, author_id=author_id)
    if author is None or author.erased_at is not None:
        return None, None
    return author, in_force(authors.sanctions_of(db, site=site.id, author_id=author.id), now=now)


def _parent(db: Connection, *, site: Site, story: Story | None, number: str | None) -> Parent | None:
    if number is None:
        return None
    found = None if story is None else comments.comment_numbered(db, site=site.id, story=story.id, number=number)
    if found is None:
        raise NotFound("parent-unknown", "The comment that you answer is not under this story.")
    return _as_parent(db, found)


def parent_of(db: Connection, comment: Comment) -> Parent | None:
    """Return the comment that a comment answers, whatever became of it since; None for a first-level one."""
    if comment.parent is None:
        return None
    found = comments.comment_by_id(db, site=comment.site, comment_id=comment.parent)
    assert found is not None
    return _as_parent(db, found)


def _as_parent(db: Connection, found: Comment) -> Parent:
    writer = authors.author_by_id(db, site=found.site, author_id=found.author)
    shown = comments.revision_of(db, site=found.site, comment_id=found.id, n=found.shown or found.newest)
    return Parent(found, writer.name if writer else "", (shown.text if shown else None) or "")


def may_write(scene: Scene) -> None:
    """Say no where nobody may write, or this author may not.

    Raises:
        NotAllowed: ``story-closed``, ``suspended`` or ``blocked`` (with ``until`` and ``reason``).
        Conflict: ``parent-gone`` where the comment that is answered is no longer shown.
    """
    if scene.story is not None and scene.story.discussion is Discussion.CLOSED:
        raise NotAllowed("story-closed", "This discussion is closed. It stays here to be read.")
    if scene.sanction is not None:
        raise suspended(scene.sanction)
    if scene.parent is not None and scene.parent.comment.state is not State.PUBLISHED:
        raise Conflict("parent-gone", "The comment that you answer is no longer shown.")


def suspended(sanction: Sanction) -> NotAllowed:
    """Return the error that tells an author why he may not write, and until when."""
    until = None if sanction.ends_at is None else sanction.ends_at.isoformat()
    code = "blocked" if sanction.kind is SanctionKind.BLOCK else "suspended"
    return NotAllowed(code, "You cannot write here at present.", until=until, reason=sanction.reason)


def name_is_free(db: Connection, *, site: Site, story: Story | None, name: str, author_id: UUID | None) -> str:
    """Return the name's skeleton where a guest may write under it.

    Raises:
        BadInput: ``name-of-writer`` where it looks like the story's writer, a person of the article, a member of the
            staff or the newspaper; ``name-taken`` where somebody else writes under it beneath this story.
    """
    key = skeleton(name)
    text = story.text if story is not None else None
    kept = [site.title, site.name, *desk.staff_names(db, site_id=site.id)]
    if text is not None:
        kept += [text.writer or "", *(person.name for person in text.people)]
    kept += [person.name for person in site.settings.people]
    if key in {skeleton(other) for other in kept if other}:
        raise BadInput(
            "name-of-writer",
            "Somebody in this story or at the newspaper bears this name. Please choose another.",
            field="name",
        )
    if story is not None and authors.name_used_here(
        db, site=site.id, story_id=story.id, name_key=key, other_than=author_id
    ):
        raise BadInput(
            "name-taken",
            "Somebody else writes under this name in this discussion. Please add something to yours.",
            field="name",
        )
    return key


def passage_of(scene: Scene, *, text: str, name: str) -> Passage:
    """Return the text with what stands around it, as it is judged."""
    about = scene.story.text if scene.story is not None else None
    return Passage(
        text=text,
        author=name,
        parent_text=None if scene.parent is None else scene.parent.text,
        parent_author=None if scene.parent is None else scene.parent.name,
        previous=scene.previous,
        names=scene.names,
        headline="" if about is None else about.headline,
        article="" if about is None else "\n\n".join(p for p in (about.caption, about.dateline, about.body) if p),
        writer=None if about is None else about.writer,
        people=(*(() if about is None else about.people), *scene.site.settings.people),
        newspaper=scene.site.title,
        site_language=scene.site.language,
    )
