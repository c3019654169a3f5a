"""The tables: every key begins with its site, what happened is appended, what is counted twice is one row."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    text,
)
from sqlalchemy.types import JSON

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A time in UTC, with its zone on both databases. SQLite gives times back without one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Refuse times without a zone, keep the others in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be kept")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Return the time in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _id(name: str = "id", *, key: bool = True, null: bool = False) -> Column[UUID]:
    return Column(name, Uuid(), primary_key=key, nullable=null)


def _words(name: str, *, key: bool = False, null: bool = False) -> Column[str]:
    return Column(name, Text(), primary_key=key, nullable=null)


def _count(name: str, *, key: bool = False, null: bool = False) -> Column[int]:
    return Column(name, Integer(), primary_key=key, nullable=null, autoincrement=False)


def _time(name: str, *, null: bool = False) -> Column[datetime]:
    return Column(name, Moment(), nullable=null)


def _json(name: str) -> Column[Any]:
    # As text-like JSON on both: it is written once and read whole, never asked into.
    return Column(name, JSON(), nullable=False)


def _of(*columns: str, to: str, keys: tuple[str, ...] = ("site", "id")) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(list(columns), [f"{to}.{key}" for key in keys])


def _of_site() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["site"], ["site.id"])


site = Table(
    "site",
    metadata,
    _id(),
    _words("name"),
    _words("title"),
    _words("language"),
    _json("settings"),
    Index("uq_site_name", "name", unique=True),
)

origin = Table(
    "origin",
    metadata,
    _id("site"),
    _words("origin", key=True),
    _of_site(),
    Index("uq_origin_origin", "origin", unique=True),
)

story = Table(
    "story",
    metadata,
    _id("site"),
    _id(),
    _words("url"),
    _words("slug"),
    _words("discussion"),
    _count("text_version"),
    _count("numbered"),
    _count("version"),
    _time("opened_at"),
    _time("closed_at", null=True),
    _of_site(),
    CheckConstraint("discussion in ('open', 'wait', 'closed')", name="discussion"),
    Index("uq_story_url", "site", "url", unique=True),
    Index("uq_story_slug", "site", "slug", unique=True),
)

story_text = Table(
    "story_text",
    metadata,
    _id("site"),
    _id("story"),
    _count("version", key=True),
    _words("source"),
    _words("headline"),
    _words("writer", null=True),
    _words("caption"),
    _words("dateline"),
    _words("body"),
    _json("people"),
    _words("language"),
    _words("section"),
    _words("policy"),
    _time("put_at"),
    _of("site", "story", to="story"),
)

author = Table(
    "author",
    metadata,
    _id("site"),
    _id(),
    _words("kind"),
    _words("name"),
    _words("name_key"),
    _words("token_hash", null=True),
    _words("mail", null=True),
    _words("language"),
    _time("created_at"),
    _time("erased_at", null=True),
    _of_site(),
    Index("uq_author_token_hash", "site", "token_hash", unique=True),
    Index("ix_author_name_key", "site", "name_key"),
)

comment = Table(
    "comment",
    metadata,
    _id("site"),
    _id(),
    _id("story", key=False),
    _id("author", key=False),
    _id("parent", key=False, null=True),
    _words("state"),
    _count("shown", null=True),
    _count("newest"),
    _words("number", null=True),
    _count("ordinal", null=True),
    _count("numbered"),
    _words("source", null=True),
    _words("source_id", null=True),
    _time("created_at"),
    _time("published_at", null=True),
    _time("edited_at", null=True),
    _of("site", "story", to="story"),
    _of("site", "author", to="author"),
    _of("site", "parent", to="comment"),
    CheckConstraint("state in ('returned', 'held', 'published', 'rejected', 'withdrawn')", name="state"),
    Index("uq_comment_number", "site", "story", "number", unique=True),
    Index("uq_comment_source", "site", "source", "source_id", unique=True),
    Index("ix_comment_parent", "site", "story", "parent", "ordinal"),
    Index("ix_comment_author", "site", "author", "created_at"),
)

revision = Table(
    "revision",
    metadata,
    _id("site"),
    _id("comment"),
    _count("n", key=True),
    _words("text", null=True),
    _words("language"),
    _count("attempt"),
    _words("network", null=True),
    _time("written_at"),
    _of("site", "comment", to="comment"),
    Index("ix_revision_network", "site", "network"),
)

_REVISION = ("site", "comment", "n")

hearing = Table(
    "hearing",
    metadata,
    _id("site"),
    _id("comment"),
    _count("n", key=True),
    _count("run", key=True),
    _words("panel"),
    _json("signals"),
    _json("unanswered"),
    _count("story_text", null=True),
    _time("heard_at"),
    _of("site", "comment", "n", to="revision", keys=_REVISION),
)

decision = Table(
    "decision",
    metadata,
    _id("site"),
    _id("comment"),
    _count("n", key=True),
    _count("seq", key=True),
    _words("outcome"),
    _words("taken_by"),
    _id("staff", key=False, null=True),
    _count("policy", null=True),
    _count("run", null=True),
    _count("strikes"),
    _words("note"),
    _time("decided_at"),
    _of("site", "comment", "n", to="revision", keys=_REVISION),
    CheckConstraint("outcome in ('publish', 'reword', 'hold', 'reject', 'withdraw')", name="outcome"),
    CheckConstraint("taken_by in ('policy', 'person', 'author', 'import')", name="taken_by"),
    Index("ix_decision_decided_at", "site", "decided_at"),
    Index("ix_decision_staff", "site", "staff", "decided_at"),
)

finding = Table(
    "finding",
    metadata,
    _id("site"),
    _id("comment"),
    _count("n", key=True),
    _count("seq", key=True),
    _words("clause", key=True),
    _words("reason", key=True),
    _words("outcome"),
    Column("carried", Boolean(), nullable=False),
    _words("attribute", null=True),
    Column("score", Float(), nullable=True),
    _words("target", null=True),
    _json("spans"),
    _of("site", "comment", "n", "seq", to="decision", keys=("site", "comment", "n", "seq")),
    Index("ix_finding_clause", "site", "clause"),
)
"""``clause`` is empty where no clause asked: a first comment, a story that waits, a person asked for."""

moderation_case = Table(
    "moderation_case",
    metadata,
    _id("site"),
    _id(),
    _id("comment", key=False),
    _count("n"),
    _words("why"),
    _time("opened_at"),
    _id("claimed_by", key=False, null=True),
    _time("claimed_until", null=True),
    _time("closed_at", null=True),
    _of("site", "comment", to="comment"),
    Index(
        "uq_case_open",
        "site",
        "comment",
        unique=True,
        sqlite_where=text("closed_at is null"),
        postgresql_where=text("closed_at is null"),
    ),
    Index("ix_case_opened_at", "site", "opened_at"),
)

flag = Table(
    "flag",
    metadata,
    _id("site"),
    _id(),
    _id("comment", key=False),
    _count("n"),
    _words("flagger"),
    _words("clause"),
    _words("note"),
    _time("at"),
    _of("site", "comment", to="comment"),
    Index("uq_flag_flagger", "site", "comment", "flagger", unique=True),
)
"""``flagger`` is an author's id, or the keyed hash of a network where nobody has said who he is."""

sanction = Table(
    "sanction",
    metadata,
    _id("site"),
    _id(),
    _id("author", key=False),
    _words("kind"),
    _id("comment", key=False, null=True),
    _count("n", null=True),
    _count("seq", null=True),
    _id("staff", key=False, null=True),
    _words("reason"),
    _time("starts_at"),
    _time("ends_at", null=True),
    _time("lifted_at", null=True),
    _id("lifted_by", key=False, null=True),
    _of("site", "author", to="author"),
    CheckConstraint("kind in ('warn', 'suspend', 'block')", name="kind"),
    Index("ix_sanction_author", "site", "author"),
)

policy_version = Table(
    "policy_version",
    metadata,
    _id("site"),
    _count("number", key=True),
    _words("source"),
    _words("sha256"),
    _id("published_by", key=False, null=True),
    _time("published_at"),
    _words("note"),
    _of_site(),
)

staff = Table(
    "staff",
    metadata,
    _id(),
    _words("name"),
    _words("mail", null=True),
    _time("created_at"),
    _time("removed_at", null=True),
    Index("uq_staff_name", "name", unique=True),
)

role = Table(
    "role",
    metadata,
    _id("site"),
    _id("staff"),
    _words("role"),
    _of_site(),
    ForeignKeyConstraint(["staff"], ["staff.id"]),
    CheckConstraint("role in ('moderator', 'editor', 'operator')", name="role"),
)

sign_in = Table(
    "sign_in",
    metadata,
    _words("token_hash", key=True),
    _id("staff", key=False),
    _words("kind"),
    _time("expires_at"),
    _time("used_at", null=True),
    ForeignKeyConstraint(["staff"], ["staff.id"]),
    CheckConstraint("kind in ('link', 'session')", name="kind"),
    Index("ix_sign_in_staff", "staff"),
)

access_key = Table(
    "access_key",
    metadata,
    _id("site"),
    _id(),
    _words("hash"),
    _words("name"),
    _words("scope"),
    _time("created_at"),
    _time("revoked_at", null=True),
    _of_site(),
    Index("uq_access_key_hash", "hash", unique=True),
)

act = Table(
    "act",
    metadata,
    _id("site"),
    _id(),
    _id("staff", key=False, null=True),
    _words("verb"),
    _words("about"),
    _words("note"),
    _time("at"),
    _of_site(),
    Index("ix_act_at", "site", "at"),
)

request_key = Table(
    "request_key",
    metadata,
    _id("site"),
    _words("key", key=True),
    _words("fingerprint"),
    _words("verb"),
    _id("comment", key=False, null=True),
    _count("n", null=True),
    _time("at"),
    _of_site(),
    Index("ix_request_key_at", "at"),
)

event = Table(
    "event",
    metadata,
    _id("site"),
    _id(),
    _words("kind"),
    _id("about", key=False),
    _count("n", null=True),
    _count("seq", null=True),
    _time("due_at"),
    _time("taken_until", null=True),
    _count("attempts"),
    _time("done_at", null=True),
    _words("failure"),
    _of_site(),
    Index(
        "ix_event_due",
        "due_at",
        sqlite_where=text("done_at is null"),
        postgresql_where=text("done_at is null"),
    ),
)

snapshot = Table(
    "snapshot",
    metadata,
    _id("site"),
    _id("story"),
    _count("page", key=True),
    _words("sorting", key=True),
    _words("language", key=True),
    _words("encoding", key=True),
    _count("version"),
    _words("etag"),
    Column("bytes", LargeBinary(), nullable=False),
    _time("made_at"),
    _of("site", "story", to="story"),
)

search = Table(
    "search",
    metadata,
    _id("site"),
    _id("comment"),
    _words("words"),
    _of("site", "comment", to="comment"),
)
"""The newest text's index: folded words. The migration adds an index to it: FTS5, or PostgreSQL's text search."""
