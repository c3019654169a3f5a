"""Stories and their texts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, update

from folkmoot.discussion.story import Discussion, StoryText
from folkmoot.store.columns import people_column
from folkmoot.store.tables import story, story_text
from folkmoot.store.write.rows import insert_if_absent


def insert_story(
    db: Connection, *, site: UUID, story_id: UUID, url: str, slug: str, discussion: Discussion, now: datetime
) -> bool:
    """Keep a new story; return False where the URL or the slug is taken."""
    return insert_if_absent(
        db,
        story,
        site=site,
        id=story_id,
        url=url,
        slug=slug,
        discussion=str(discussion),
        text_version=0,
        numbered=0,
        version=0,
        opened_at=now,
        closed_at=now if discussion is Discussion.CLOSED else None,
    )


def put_text(
    db: Connection, *, site: UUID, story_id: UUID, before: int, text: StoryText, source: str, now: datetime
) -> int:
    """Append a version of the article's text after version ``before`` and return its number."""
    version = before + 1
    db.execute(
        insert(story_text),
        {
            "site": site,
            "story": story_id,
            "version": version,
            "source": source,
            "headline": text.headline,
            "writer": text.writer,
            "caption": text.caption,
            "dateline": text.dateline,
            "body": text.body,
            "people": people_column(text.people),
            "language": text.language,
            "section": text.section,
            "policy": text.policy,
            "put_at": now,
        },
    )
    db.execute(update(story).where(story.c.site == site, story.c.id == story_id).values(text_version=version))
    return version


def move_story(db: Connection, *, site: UUID, story_id: UUID, url: str) -> None:
    """Let a story stand at another address."""
    db.execute(update(story).where(story.c.site == site, story.c.id == story_id).values(url=url))


def set_discussion(db: Connection, *, site: UUID, story_id: UUID, discussion: Discussion, now: datetime) -> None:
    """Open, close or let wait."""
    closed_at = now if discussion is Discussion.CLOSED else None
    db.execute(
        update(story)
        .where(story.c.site == site, story.c.id == story_id)
        .values(discussion=str(discussion), closed_at=closed_at)
    )


def touch_thread(db: Connection, *, site: UUID, story_id: UUID) -> int:
    """Raise the thread's version, because readers see something new, and return it."""
    raised = (
        update(story)
        .where(story.c.site == site, story.c.id == story_id)
        .values(version=story.c.version + 1)
        .returning(story.c.version)
    )
    return int(db.execute(raised).scalar_one())


def next_number(db: Connection, *, site: UUID, story_id: UUID) -> int:
    """Take the next first-level number of a story. The row's lock makes it free of races, a rollback gives it back."""
    taken = (
        update(story)
        .where(story.c.site == site, story.c.id == story_id)
        .values(numbered=story.c.numbered + 1)
        .returning(story.c.numbered)
    )
    return int(db.execute(taken).scalar_one())


def raise_numbered(db: Connection, *, site: UUID, story_id: UUID, to: int) -> None:
    """After an import: the next number comes after the highest that was printed."""
    db.execute(
        update(story).where(story.c.site == site, story.c.id == story_id, story.c.numbered < to).values(numbered=to)
    )
