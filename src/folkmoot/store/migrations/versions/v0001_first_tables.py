"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

SQLITE_INDEX = (
    """
    create virtual table search_index using fts5(
        about, words, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
    )
    """,
    # `about` is site and comment as one word, so that a row is found again by the index itself: SQLite may
    # renumber the rows of a table whose key is not an integer.
    """
    create trigger search_added after insert on search begin
        insert into search_index (about, words) values (new.site || new.comment, new.words);
    end
    """,
    """
    create trigger search_forgotten after delete on search begin
        delete from search_index where search_index match 'about:' || old.site || old.comment;
    end
    """,
    """
    create trigger search_changed after update on search begin
        delete from search_index where search_index match 'about:' || old.site || old.comment;
        insert into search_index (about, words) values (new.site || new.comment, new.words);
    end
    """,
)


def upgrade() -> None:
    """Make every table, in the order in which they name each other."""
    _the_house()
    _stories()
    _comments()
    _judging()
    _desk()
    _delivery()
    _search()


def _the_house() -> None:
    """Sites, who works there, and what they publish."""
    op.create_table(
        "site",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_site"),
    )
    op.create_index("uq_site_name", "site", ["name"], unique=True)
    op.create_table(
        "origin",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_origin_site"),
        sa.PrimaryKeyConstraint("site", "origin", name="pk_origin"),
    )
    op.create_index("uq_origin_origin", "origin", ["origin"], unique=True)
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mail", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
    )
    op.create_index("uq_staff_name", "staff", ["name"], unique=True)
    op.create_table(
        "role",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("staff", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint("role in ('moderator', 'editor', 'operator')", name="ck_role_role"),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_role_site"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_role_staff"),
        sa.PrimaryKeyConstraint("site", "staff", name="pk_role"),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("staff", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind in ('link', 'session')", name="ck_sign_in_kind"),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name="fk_sign_in_staff"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in"),
    )
    op.create_index("ix_sign_in_staff", "sign_in", ["staff"], unique=False)
    op.create_table(
        "access_key",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_access_key_site"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_access_key"),
    )
    op.create_index("uq_access_key_hash", "access_key", ["hash"], unique=True)
    op.create_table(
        "policy_version",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_policy_version_site"),
        sa.PrimaryKeyConstraint("site", "number", name="pk_policy_version"),
    )
    op.create_table(
        "act",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("staff", sa.Uuid(), nullable=True),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_act_site"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_act"),
    )
    op.create_index("ix_act_at", "act", ["site", "at"], unique=False)


def _stories() -> None:
    """Articles, their texts, and the pages that are served of their threads."""
    op.create_table(
        "story",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("discussion", sa.Text(), nullable=False),
        sa.Column("text_version", sa.Integer(), nullable=False),
        sa.Column("numbered", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("discussion in ('open', 'wait', 'closed')", name="ck_story_discussion"),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_story_site"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_story"),
    )
    op.create_index("uq_story_slug", "story", ["site", "slug"], unique=True)
    op.create_index("uq_story_url", "story", ["site", "url"], unique=True)
    op.create_table(
        "story_text",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("story", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("writer", sa.Text(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("dateline", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("section", sa.Text(), nullable=False),
        sa.Column("policy", sa.Text(), nullable=False),
        sa.Column("put_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site", "story"], ["story.site", "story.id"], name="fk_story_text_site_story"),
        sa.PrimaryKeyConstraint("site", "story", "version", name="pk_story_text"),
    )
    op.create_table(
        "snapshot",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("story", sa.Uuid(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("sorting", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site", "story"], ["story.site", "story.id"], name="fk_snapshot_site_story"),
        sa.PrimaryKeyConstraint("site", "story", "page", "sorting", "language", "encoding", name="pk_snapshot"),
    )


def _comments() -> None:
    """Who wrote what."""
    op.create_table(
        "author",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=True),
        sa.Column("mail", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_author_site"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_author"),
    )
    op.create_index("ix_author_name_key", "author", ["site", "name_key"], unique=False)
    op.create_index("uq_author_token_hash", "author", ["site", "token_hash"], unique=True)
    op.create_table(
        "comment",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("story", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("parent", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=True),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("numbered", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('returned', 'held', 'published', 'rejected', 'withdrawn')", name="ck_comment_state"
        ),
        sa.ForeignKeyConstraint(["site", "author"], ["author.site", "author.id"], name="fk_comment_site_author"),
        sa.ForeignKeyConstraint(["site", "parent"], ["comment.site", "comment.id"], name="fk_comment_site_parent"),
        sa.ForeignKeyConstraint(["site", "story"], ["story.site", "story.id"], name="fk_comment_site_story"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_comment"),
    )
    op.create_index("ix_comment_author", "comment", ["site", "author", "created_at"], unique=False)
    op.create_index("ix_comment_parent", "comment", ["site", "story", "parent", "ordinal"], unique=False)
    op.create_index("uq_comment_number", "comment", ["site", "story", "number"], unique=True)
    op.create_index("uq_comment_source", "comment", ["site", "source", "source_id"], unique=True)
    op.create_table(
        "revision",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("network", sa.Text(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site", "comment"], ["comment.site", "comment.id"], name="fk_revision_site_comment"),
        sa.PrimaryKeyConstraint("site", "comment", "n", name="pk_revision"),
    )
    op.create_index("ix_revision_network", "revision", ["site", "network"], unique=False)
    op.create_table(
        "request_key",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_request_key_site"),
        sa.PrimaryKeyConstraint("site", "key", name="pk_request_key"),
    )
    op.create_index("ix_request_key_at", "request_key", ["at"], unique=False)


def _judging() -> None:
    """What was measured, found and decided."""
    op.create_table(
        "hearing",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("panel", sa.Text(), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("unanswered", sa.JSON(), nullable=False),
        sa.Column("story_text", sa.Integer(), nullable=True),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["site", "comment", "n"],
            ["revision.site", "revision.comment", "revision.n"],
            name="fk_hearing_site_comment_n",
        ),
        sa.PrimaryKeyConstraint("site", "comment", "n", "run", name="pk_hearing"),
    )
    op.create_table(
        "decision",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.Column("staff", sa.Uuid(), nullable=True),
        sa.Column("policy", sa.Integer(), nullable=True),
        sa.Column("run", sa.Integer(), nullable=True),
        sa.Column("strikes", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome in ('publish', 'reword', 'hold', 'reject', 'withdraw')", name="ck_decision_outcome"
        ),
        sa.CheckConstraint("taken_by in ('policy', 'person', 'author', 'import')", name="ck_decision_taken_by"),
        sa.ForeignKeyConstraint(
            ["site", "comment", "n"],
            ["revision.site", "revision.comment", "revision.n"],
            name="fk_decision_site_comment_n",
        ),
        sa.PrimaryKeyConstraint("site", "comment", "n", "seq", name="pk_decision"),
    )
    op.create_index("ix_decision_decided_at", "decision", ["site", "decided_at"], unique=False)
    op.create_index("ix_decision_staff", "decision", ["site", "staff", "decided_at"], unique=False)
    op.create_table(
        "finding",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("carried", sa.Boolean(), nullable=False),
        sa.Column("attribute", sa.Text(), nullable=True),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["site", "comment", "n", "seq"],
            ["decision.site", "decision.comment", "decision.n", "decision.seq"],
            name="fk_finding_site_comment_n_seq",
        ),
        sa.PrimaryKeyConstraint("site", "comment", "n", "seq", "clause", "reason", name="pk_finding"),
    )
    op.create_index("ix_finding_clause", "finding", ["site", "clause"], unique=False)


def _desk() -> None:
    """What waits for a moderator, and what was done to an author."""
    op.create_table(
        "moderation_case",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.Uuid(), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["site", "comment"], ["comment.site", "comment.id"], name="fk_moderation_case_site_comment"
        ),
        sa.PrimaryKeyConstraint("site", "id", name="pk_moderation_case"),
    )
    op.create_index("ix_case_opened_at", "moderation_case", ["site", "opened_at"], unique=False)
    op.create_index(
        "uq_case_open",
        "moderation_case",
        ["site", "comment"],
        unique=True,
        sqlite_where=sa.text("closed_at is null"),
        postgresql_where=sa.text("closed_at is null"),
    )
    op.create_table(
        "flag",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("flagger", sa.Text(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["site", "comment"], ["comment.site", "comment.id"], name="fk_flag_site_comment"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_flag"),
    )
    op.create_index("uq_flag_flagger", "flag", ["site", "comment", "flagger"], unique=True)
    op.create_table(
        "sanction",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("author", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=True),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("staff", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lifted_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind in ('warn', 'suspend', 'block')", name="ck_sanction_kind"),
        sa.ForeignKeyConstraint(["site", "author"], ["author.site", "author.id"], name="fk_sanction_site_author"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_sanction"),
    )
    op.create_index("ix_sanction_author", "sanction", ["site", "author"], unique=False)


def _delivery() -> None:
    """What is still to be delivered."""
    op.create_table(
        "event",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.id"], name="fk_event_site"),
        sa.PrimaryKeyConstraint("site", "id", name="pk_event"),
    )
    op.create_index(
        "ix_event_due",
        "event",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("done_at is null"),
        postgresql_where=sa.text("done_at is null"),
    )


def _search() -> None:
    """The index of words; each database has its own way of asking it."""
    op.create_table(
        "search",
        sa.Column("site", sa.Uuid(), nullable=False),
        sa.Column("comment", sa.Uuid(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["site", "comment"], ["comment.site", "comment.id"], name="fk_search_site_comment"),
        sa.PrimaryKeyConstraint("site", "comment", name="pk_search"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_INDEX:
            op.execute(statement)
    else:
        op.execute("create index ix_search_words on search using gin (to_tsvector('simple', words))")
