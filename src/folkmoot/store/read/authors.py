"""Asking for authors, what stands against them and what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, true

from folkmoot.discussion.author import LONGEST_NAME, Author, AuthorKind
from folkmoot.discussion.comment import State
from folkmoot.moderation.sanction import Sanction, SanctionKind
from folkmoot.store.read.comments import never_handed_in
from folkmoot.store.storable import is_storable
from folkmoot.store.tables import author, comment, decision, flag, revision, sanction, story

WATCHED_FROM = 3
"""Strikes from which another name from the same network is held: the ladder's suspension. Fewer would hold a whole
office for one bad comment."""

FORGET_DAYS = 90
"""Strikes older than this no longer count, until a policy's ladder says otherwise."""


@dataclass(frozen=True, slots=True)
class Record:
    """What an author has done at a site, in figures."""

    published: int
    held: int
    rejected: int
    reworded: int
    """Published after they had been returned."""
    flagged: int
    """Comments that readers flagged."""
    strikes: int


def author_by_id(db: Connection, *, site: UUID, author_id: UUID) -> Author | None:
    """Return an author."""
    return _author(db.execute(select(author).where(author.c.site == site, author.c.id == author_id)).one_or_none())


def author_of_token(db: Connection, *, site: UUID, token_hash: str) -> Author | None:
    """Return the author whose token has this hash; none after erasure."""
    return _author(
        db.execute(select(author).where(author.c.site == site, author.c.token_hash == token_hash)).one_or_none()
    )


def imported_author(db: Connection, *, site: UUID, name: str, name_key: str) -> Author | None:
    """Return the imported author of exactly this name; ``name_key`` is its skeleton, by which it is found."""
    return _author(
        db.execute(
            select(author)
            .where(
                author.c.site == site,
                author.c.name_key == name_key,
                author.c.name == name,
                author.c.kind == str(AuthorKind.IMPORTED),
            )
            .limit(1)
        ).one_or_none()
    )


def authors_named(db: Connection, *, site: UUID, name: str, most: int = 50) -> list[Author]:
    """Return authors whose name contains these letters, newest first."""
    if not is_storable(name) or len(name) > LONGEST_NAME:
        return []
    escaped = name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    rows = db.execute(
        select(author)
        .where(
            author.c.site == site,
            author.c.erased_at.is_(None),
            or_(author.c.name.ilike(f"%{escaped}%", escape="\\"), author.c.name_key == name),
        )
        .order_by(author.c.created_at.desc())
        .limit(most)
    ).all()
    return [found for row in rows if (found := _author(row)) is not None]


def name_used_here(db: Connection, *, site: UUID, story_id: UUID, name_key: str, other_than: UUID | None) -> bool:
    """Say whether somebody else writes under a name that looks like this one under the story."""
    asked = (
        select(author.c.id)
        .join(comment, and_(comment.c.site == author.c.site, comment.c.author == author.c.id))
        .where(
            author.c.site == site,
            author.c.name_key == name_key,
            comment.c.story == story_id,
            comment.c.number.is_not(None),
        )
        .limit(1)
    )
    if other_than is not None:
        asked = asked.where(author.c.id != other_than)
    return db.scalar(asked) is not None


def sanctions_of(db: Connection, *, site: UUID, author_id: UUID) -> list[Sanction]:
    """Return everything that was ever taken against an author, newest first."""
    rows = db.execute(
        select(sanction)
        .where(sanction.c.site == site, sanction.c.author == author_id)
        .order_by(sanction.c.starts_at.desc())
    ).all()
    return [_sanction(row) for row in rows]


def sanction_is_known(db: Connection, *, site: UUID, sanction_id: UUID) -> bool:
    """Say whether there ever was such a sanction."""
    asked = select(sanction.c.id).where(sanction.c.site == site, sanction.c.id == sanction_id)
    return db.scalar(asked) is not None


def network_is_known(db: Connection, *, site: UUID, network: str) -> bool:
    """Say whether anything that is kept came from this network in the last 30 days."""
    asked = select(revision.c.n).where(revision.c.site == site, revision.c.network == network).limit(1)
    return db.scalar(asked) is not None


def network_is_watched(db: Connection, *, site: UUID, network: str, other_than: UUID | None, now: datetime) -> bool:
    """Say whether another author who wrote from this network is kept from writing, or has strikes for it.

    Networks are keyed hashes and are emptied after 30 days, so nothing older is found.
    """
    from_here = (
        select(revision.c.comment)
        .where(revision.c.site == site, revision.c.network == network)
        .distinct()
        .subquery("from_here")
    )
    here = and_(comment.c.site == site, comment.c.id == from_here.c.comment)
    others = true() if other_than is None else comment.c.author != other_than
    wrote_here = exists().where(here, comment.c.author == sanction.c.author, others)
    kept = select(sanction.c.id).where(
        sanction.c.site == site,
        sanction.c.kind != str(SanctionKind.WARN),
        sanction.c.lifted_at.is_(None),
        or_(sanction.c.ends_at.is_(None), sanction.c.ends_at > now),
        wrote_here,
    )
    if db.scalar(kept.limit(1)) is not None:
        return True
    struck = _struck(site, now=now).join(from_here, from_here.c.comment == comment.c.id).where(others)
    return int(db.scalar(struck) or 0) >= WATCHED_FROM


def strikes_of(db: Connection, *, site: UUID, authors: Sequence[UUID], now: datetime) -> int:
    """Sum the strikes of the decisions that stand: the latest of each revision, not the author's own."""
    return int(db.scalar(_struck(site, now=now).where(comment.c.author.in_(authors))) or 0)


def _struck(site: UUID, *, now: datetime) -> Select[tuple[int | None]]:
    later = decision.alias("later")
    stands = ~exists().where(
        later.c.site == decision.c.site,
        later.c.comment == decision.c.comment,
        later.c.n == decision.c.n,
        later.c.seq > decision.c.seq,
        later.c.taken_by != "author",
    )
    return (
        select(func.sum(decision.c.strikes))
        .join(comment, and_(comment.c.site == decision.c.site, comment.c.id == decision.c.comment))
        .where(
            decision.c.site == site,
            decision.c.strikes > 0,
            decision.c.taken_by != "author",
            decision.c.decided_at > now - timedelta(days=FORGET_DAYS),
            stands,
        )
    )


def record_of(db: Connection, *, site: UUID, author_id: UUID, now: datetime) -> Record:
    """Return what an author has done at the site, in figures."""
    rows = db.execute(
        select(comment.c.state, func.count().label("n"))
        .where(comment.c.site == site, comment.c.author == author_id)
        .group_by(comment.c.state)
    ).all()
    states = {row.state: int(row.n) for row in rows}
    returned = exists().where(
        decision.c.site == comment.c.site, decision.c.comment == comment.c.id, decision.c.outcome == "reword"
    )
    reworded = db.scalar(
        select(func.count()).where(
            comment.c.site == site, comment.c.author == author_id, comment.c.state == "published", returned
        )
    )
    flagged = db.scalar(
        select(func.count(func.distinct(flag.c.comment)))
        .join(comment, and_(comment.c.site == flag.c.site, comment.c.id == flag.c.comment))
        .where(flag.c.site == site, comment.c.author == author_id)
    )
    return Record(
        published=states.get("published", 0),
        held=states.get("held", 0),
        rejected=states.get("rejected", 0),
        reworded=reworded or 0,
        flagged=flagged or 0,
        strikes=strikes_of(db, site=site, authors=[author_id], now=now),
    )


def published_count(db: Connection, *, site: UUID, author_id: UUID) -> int:
    """Return how many of an author's comments readers see."""
    asked = select(func.count()).where(
        comment.c.site == site, comment.c.author == author_id, comment.c.state == str(State.PUBLISHED)
    )
    return db.scalar(asked) or 0


def discarded_since(db: Connection, *, site: UUID, author_id: UUID | None, network: str, since: datetime) -> int:
    """Return how many returned tries this author or network has thrown away, or left lying, since a time."""
    who = revision.c.network == network
    if author_id is not None:
        who = or_(who, comment.c.author == author_id)
    asked = (
        select(func.count(func.distinct(comment.c.id)))
        .join(revision, and_(revision.c.site == comment.c.site, revision.c.comment == comment.c.id))
        .join(
            decision,
            and_(
                decision.c.site == comment.c.site,
                decision.c.comment == comment.c.id,
                decision.c.outcome == "reword",
            ),
        )
        .where(
            comment.c.site == site,
            who,
            comment.c.newest == 1,
            comment.c.state.in_(["returned", "withdrawn"]),
            comment.c.created_at > since,
        )
    )
    return db.scalar(asked) or 0


def last_texts(
    db: Connection, *, site: UUID, story_id: UUID, author_id: UUID, other_than: UUID | None, most: int = 5
) -> tuple[str, ...]:
    """Return the author's last comments under a story, oldest first, whatever became of them but withdrawn."""
    asked = (
        select(revision.c.text)
        .join(comment, and_(comment.c.site == revision.c.site, comment.c.id == revision.c.comment))
        .where(
            comment.c.site == site,
            comment.c.story == story_id,
            comment.c.author == author_id,
            comment.c.state.in_(["published", "held"]),
            revision.c.n == comment.c.newest,
            revision.c.text.is_not(None),
        )
        .order_by(comment.c.created_at.desc())
        .limit(most)
    )
    if other_than is not None:
        asked = asked.where(comment.c.id != other_than)
    return tuple(reversed([text for text in db.scalars(asked).all() if text]))


def names_under(db: Connection, *, site: UUID, story_id: UUID, most: int = 300) -> tuple[str, ...]:
    """Return the names of those who have a numbered comment under a story."""
    names = db.scalars(
        select(author.c.name)
        .join(comment, and_(comment.c.site == author.c.site, comment.c.author == author.c.id))
        .where(comment.c.site == site, comment.c.story == story_id, comment.c.number.is_not(None))
        .distinct()
        .limit(most)
    ).all()
    return tuple(name for name in names if name)


def comments_by(
    db: Connection,
    *,
    site: UUID,
    author_id: UUID,
    story_id: UUID | None = None,
    most: int = 50,
    handed_in: bool = False,
) -> list[UUID]:
    """Return the ids of an author's comments, newest first; ``handed_in`` leaves out what he alone has seen."""
    asked = select(comment.c.id).where(comment.c.site == site, comment.c.author == author_id)
    if handed_in:
        asked = asked.where(~never_handed_in())
    if story_id is not None:
        asked = asked.where(comment.c.story == story_id)
    return list(db.scalars(asked.order_by(comment.c.created_at.desc()).limit(most)).all())


def stories_written_under(db: Connection, *, site: UUID, author_id: UUID) -> list[UUID]:
    """Return the stories under which an author has a comment."""
    asked = (
        select(story.c.id)
        .join(comment, and_(comment.c.site == story.c.site, comment.c.story == story.c.id))
        .where(comment.c.site == site, comment.c.author == author_id)
        .distinct()
    )
    return list(db.scalars(asked).all())


def _author(row: Any) -> Author | None:
    if row is None:
        return None
    return Author(row.id, AuthorKind(row.kind), row.name, row.created_at, row.erased_at)


def _sanction(row: Any) -> Sanction:
    return Sanction(
        id=row.id,
        author=row.author,
        kind=SanctionKind(row.kind),
        reason=row.reason,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        lifted_at=row.lifted_at,
        staff=row.staff,
    )
