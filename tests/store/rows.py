"""Rows to begin with: a site, a story, an author and comments, each with one telling detail."""

from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID

from sqlalchemy import Connection, insert, update

from folkmoot.store.tables import author, comment, revision, site, story
from folkmoot.store.write.search import index_comment
from folkmoot.text.skeleton import skeleton

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
_ids = count(1)


def an_id() -> UUID:
    """Return an id that no other row of this run has; later ones are greater."""
    return UUID(int=(0x0193_0000_0000_7000_8000 << 48) + next(_ids))


def a_site(db: Connection, name: str = "ferry-post") -> UUID:
    """Keep a site and return its id."""
    new = an_id()
    db.execute(insert(site).values(id=new, name=name, title=name, language="en", settings={}))
    return new


def a_story(db: Connection, at: UUID, slug: str = "night-ferry") -> UUID:
    """Keep an open story of the site and return its id."""
    new = an_id()
    db.execute(
        insert(story).values(
            site=at,
            id=new,
            url=f"https://www.ferrypost.example/{slug}",
            slug=slug,
            discussion="open",
            text_version=0,
            numbered=0,
            version=0,
            opened_at=NOON,
        )
    )
    return new


def an_author(db: Connection, at: UUID, name: str = "Ann") -> UUID:
    """Keep a guest and return his id."""
    new = an_id()
    db.execute(
        insert(author).values(
            site=at, id=new, kind="guest", name=name, name_key=skeleton(name), language="en", created_at=NOON
        )
    )
    return new


def a_comment(db: Connection, at: UUID, under: UUID, by: UUID, text: str = "A fine boat.", *, minutes: int = 0) -> UUID:
    """Keep a held comment with one revision, findable by its words, and return its id."""
    new = an_id()
    when = NOON + timedelta(minutes=minutes)
    db.execute(
        insert(comment).values(
            site=at, id=new, story=under, author=by, state="held", newest=1, numbered=0, created_at=when
        )
    )
    db.execute(insert(revision).values(site=at, comment=new, n=1, text=text, language="en", attempt=1, written_at=when))
    index_comment(db, site=at, comment=new, words=text)
    return new


def take_number(db: Connection, at: UUID, under: UUID, about: UUID) -> int:
    """Give a comment the next number of its story, as publishing does, and return it."""
    taken = (
        update(story)
        .where(story.c.site == at, story.c.id == under)
        .values(numbered=story.c.numbered + 1)
        .returning(story.c.numbered)
    )
    number = int(db.execute(taken).scalar_one())
    db.execute(
        update(comment)
        .where(comment.c.site == at, comment.c.id == about)
        .values(state="published", shown=1, number=str(number), ordinal=number)
    )
    return number
