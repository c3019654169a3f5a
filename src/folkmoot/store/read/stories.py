"""Asking for stories and their texts."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from folkmoot.discussion.story import Discussion, Story, StoryText
from folkmoot.store.columns import people_of
from folkmoot.store.storable import is_storable
from folkmoot.store.tables import author, comment, moderation_case, story, story_text

_WITH_TEXT = select(
    story.c.site,
    story.c.id,
    story.c.url,
    story.c.slug,
    story.c.discussion,
    story.c.version,
    story.c.text_version,
    story.c.opened_at,
    *(c for c in story_text.c if c.name not in ("site", "story", "version")),
).outerjoin(
    story_text,
    and_(
        story_text.c.site == story.c.site,
        story_text.c.story == story.c.id,
        story_text.c.version == story.c.text_version,
    ),
)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A story in the desk's list."""

    slug: str
    headline: str
    url: str
    discussion: Discussion
    comments: int
    """Shown ones."""
    held: int
    """Waiting at the desk."""
    opened_at: datetime


def story_at(db: Connection, *, site: UUID, url: str) -> Story | None:
    """Return the story of a canonical URL, with its present text."""
    if not is_storable(url):
        return None
    return _story(db.execute(_WITH_TEXT.where(story.c.site == site, story.c.url == url)).one_or_none())


def story_by_slug(db: Connection, *, site: UUID, slug: str) -> Story | None:
    """Return the story of this short name, with its present text."""
    if not is_storable(slug):
        return None
    return _story(db.execute(_WITH_TEXT.where(story.c.site == site, story.c.slug == slug)).one_or_none())


def story_by_id(db: Connection, *, site: UUID, story_id: UUID) -> Story | None:
    """Return the story of this id, with its present text."""
    return _story(db.execute(_WITH_TEXT.where(story.c.site == site, story.c.id == story_id)).one_or_none())


def closed_at(db: Connection, *, site: UUID, story_id: UUID) -> datetime | None:
    """Return since when a story is closed."""
    return db.scalar(select(story.c.closed_at).where(story.c.site == site, story.c.id == story_id))


def text_source(db: Connection, *, site: UUID, story_id: UUID) -> str | None:
    """Return who gave a story its present text: ``publisher``, ``fetched`` or ``imported``; None where nobody did."""
    return db.scalar(
        select(story_text.c.source)
        .join(
            story,
            and_(
                story.c.site == story_text.c.site,
                story.c.id == story_text.c.story,
                story.c.text_version == story_text.c.version,
            ),
        )
        .where(story_text.c.site == site, story_text.c.story == story_id)
    )


def all_story_ids(db: Connection, *, site: UUID) -> list[UUID]:
    """Return the ids of a site's stories."""
    return list(db.scalars(select(story.c.id).where(story.c.site == site)).all())


def slug_taken(db: Connection, *, site: UUID, slug: str) -> bool:
    """Say whether a story of the site has this short name."""
    return db.scalar(select(story.c.id).where(story.c.site == site, story.c.slug == slug)) is not None


def version_of(db: Connection, *, site: UUID, story_id: UUID) -> int:
    """Return the thread's version; 0 where nothing is shown yet."""
    return db.scalar(select(story.c.version).where(story.c.site == site, story.c.id == story_id)) or 0


def count_of(db: Connection, *, site: UUID, story_id: UUID) -> int:
    """Return how many comments readers see under a story."""
    asked = select(func.count()).where(comment.c.site == site, comment.c.story == story_id, _is_read())
    return db.scalar(asked) or 0


def _is_read() -> ColumnElement[bool]:
    """Return the condition of a comment that readers see: published, and its author has not been erased."""
    erased = exists().where(
        author.c.site == comment.c.site, author.c.id == comment.c.author, author.c.erased_at.is_not(None)
    )
    return and_(comment.c.state == "published", ~erased)


def numbered_since(db: Connection, *, site: UUID, story_id: UUID, since: datetime, most: int = 20) -> list[str]:
    """Return the numbers that were given under a story since a time, newest first."""
    asked = select(comment.c.number).where(
        comment.c.site == site, comment.c.story == story_id, comment.c.published_at >= since
    )
    return [n for n in db.scalars(asked.order_by(comment.c.published_at.desc()).limit(most)).all() if n]


def people_under(db: Connection, *, site: UUID, story_id: UUID) -> int:
    """Return how many authors have written the comments that readers see under a story."""
    asked = select(func.count(func.distinct(comment.c.author))).where(
        comment.c.site == site, comment.c.story == story_id, _is_read()
    )
    return db.scalar(asked) or 0


def counts_at(db: Connection, *, site: UUID, urls: list[str]) -> dict[str, int]:
    """Return for each canonical URL how many comments readers see; URLs without a story are left out."""
    rows = db.execute(
        select(story.c.url, func.count(comment.c.id).label("n"))
        .join(comment, and_(comment.c.site == story.c.site, comment.c.story == story.c.id))
        .where(story.c.site == site, story.c.url.in_(urls), _is_read())
        .group_by(story.c.url)
    )
    return {row.url: int(row.n) for row in rows}


def stories_of(db: Connection, *, site: UUID, most: int = 200) -> list[StoryRow]:
    """Return the site's stories for the desk, newest first."""
    shown = (
        select(comment.c.story, func.count().label("n"))
        .where(comment.c.site == site, _is_read())
        .group_by(comment.c.story)
        .subquery()
    )
    waiting = (
        select(comment.c.story, func.count().label("n"))
        .join(
            moderation_case,
            and_(moderation_case.c.site == comment.c.site, moderation_case.c.comment == comment.c.id),
        )
        .where(comment.c.site == site, moderation_case.c.closed_at.is_(None))
        .group_by(comment.c.story)
        .subquery()
    )
    rows = db.execute(
        select(
            story.c.slug,
            story.c.url,
            story.c.discussion,
            story.c.opened_at,
            story_text.c.headline,
            func.coalesce(shown.c.n, 0).label("comments"),
            func.coalesce(waiting.c.n, 0).label("held"),
        )
        .outerjoin(
            story_text,
            and_(
                story_text.c.site == story.c.site,
                story_text.c.story == story.c.id,
                story_text.c.version == story.c.text_version,
            ),
        )
        .outerjoin(shown, shown.c.story == story.c.id)
        .outerjoin(waiting, waiting.c.story == story.c.id)
        .where(story.c.site == site)
        .order_by(story.c.opened_at.desc())
        .limit(most)
    ).all()
    return [
        StoryRow(r.slug, r.headline or r.url, r.url, Discussion(r.discussion), r.comments, r.held, r.opened_at)
        for r in rows
    ]


def _story(row: Any) -> Story | None:
    if row is None:
        return None
    text = None
    if row.headline is not None:
        text = StoryText(
            headline=row.headline,
            writer=row.writer,
            caption=row.caption,
            dateline=row.dateline,
            body=row.body,
            people=people_of(row.people),
            language=row.language,
            section=row.section,
            policy=row.policy,
        )
    return Story(
        id=row.id,
        site=row.site,
        url=row.url,
        slug=row.slug,
        discussion=Discussion(row.discussion),
        version=row.version,
        text_version=row.text_version,
        opened_at=row.opened_at,
        text=text,
    )
