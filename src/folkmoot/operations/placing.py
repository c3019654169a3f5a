"""Placing: one printed comment is kept under its printed number, with what was heard and decided."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from folkmoot.discussion.author import Author, AuthorKind
from folkmoot.discussion.comment import Comment, Revision
from folkmoot.discussion.events import EventKind
from folkmoot.discussion.story import Story
from folkmoot.exchange.page.printed import PrintedComment
from folkmoot.moderation.case import why_it_waits
from folkmoot.moderation.decision import TakenBy, state_after
from folkmoot.operations.judging import Judged
from folkmoot.operations.means import Means
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors as known
from folkmoot.store.read import comments as kept
from folkmoot.store.write import authors, cases, comments, requests, search
from folkmoot.text.skeleton import skeleton

SOURCE = "page"
"""What ``comment.source`` says of a comment that came with a printed page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a printed comment belongs."""

    story: Story
    parent: UUID | None
    replies: int
    """The highest number that is printed beneath it; live replies come after that."""


def placed_before(db: Connection, story: Story, printed: PrintedComment) -> Comment | None:
    """Return the comment that an earlier import of the page has placed.

    It is known by the source's id, or by number, name and text. The same page may be read as HTML and as text, so
    that one with an id is recognised by its number, name and text as well.
    """
    found = kept.comment_from(db, site=story.site, source=SOURCE, source_id=_key(story, printed))
    if found is not None:
        return found
    same = kept.comment_numbered(db, site=story.site, story=story.id, number=printed.number)
    if same is None:
        return None
    author = known.author_by_id(db, site=story.site, author_id=same.author)
    text = kept.revision_of(db, site=story.site, comment_id=same.id, n=1)
    alike = (
        author is not None
        and author.kind is AuthorKind.IMPORTED
        and author.name == printed.author
        and text is not None
        and text.text == printed.text
    )
    return same if alike else None


def place(db: Connection, means: Means, where: Place, printed: PrintedComment, judged: Judged) -> Comment:
    """Keep a printed comment; its number must be free. The thread's version is the caller's."""
    now, story = means.now(), where.story
    written_at = now if printed.written_at is None else min(printed.written_at, now)
    # An import gives no strikes: nobody was told of the policy, and nobody can answer.
    decision = replace(judged.decision, taken_by=TakenBy.IMPORT, strikes=0)
    comment = Comment(
        id=means.new_id(),
        site=story.site,
        story=story.id,
        author=_author(db, means, story, printed, now=now),
        parent=where.parent,
        state=state_after(decision.outcome),
        shown=1 if decision.outcome is Outcome.PUBLISH else None,
        newest=1,
        number=printed.number,
        ordinal=int(printed.number.rpartition(".")[2]),
        numbered=where.replies,
        created_at=written_at,
        published_at=written_at,
    )
    comments.insert_comment(db, comment, source=SOURCE, source_id=_key(story, printed))
    revision = Revision(comment.id, 1, printed.text, judged.hearing.language, 2, None, written_at)
    comments.insert_revision(db, story.site, revision)
    run = comments.insert_hearing(
        db,
        site=story.site,
        comment_id=comment.id,
        n=1,
        heard=judged.hearing,
        story_text=story.text_version or None,
        now=now,
    )
    comments.append_decision(db, site=story.site, comment_id=comment.id, n=1, after=0, taken=decision, run=run)
    search.index_comment(db, site=story.site, comment=comment.id, words=printed.text)
    reason = why_it_waits(decision)
    if reason is not None:
        cases.open_case(db, site=story.site, case_id=means.new_id(), comment_id=comment.id, n=1, why=reason, now=now)
        requests.add_event(
            db, site=story.site, event_id=means.new_id(), kind=EventKind.QUEUE_CHANGED, about=comment.id, now=now
        )
    return comment


def _key(story: Story, printed: PrintedComment) -> str:
    if printed.source_id is not None:
        return f"{story.id.hex}:{printed.source_id}"
    words = "\0".join((printed.number, printed.author, printed.text))
    return f"{story.id.hex}:{sha256(words.encode()).hexdigest()}"


def _author(db: Connection, means: Means, story: Story, printed: PrintedComment, *, now: datetime) -> UUID:
    """Return the imported author of exactly this name, made where there is none."""
    key = skeleton(printed.author)
    found = known.imported_author(db, site=story.site, name=printed.author, name_key=key)
    if found is not None:
        return found.id
    new = Author(means.new_id(), AuthorKind.IMPORTED, printed.author, now)
    authors.insert_author(db, site=story.site, new=new, name_key=key, token_hash=None, language="")
    return new.id
