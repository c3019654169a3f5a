"""Searching: which comments hold these words."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, FromClause, Text, column, func, literal_column, select, table, true

from folkmoot.discussion.comment import State
from folkmoot.store.folding import folded
from folkmoot.store.read.comments import never_handed_in
from folkmoot.store.tables import author as author_table
from folkmoot.store.tables import comment, search
from folkmoot.text.skeleton import skeleton

MOST_WORDS = 20
"""Words of a question that are asked for: more make no comment easier to find, only the question dearer."""
LONGEST_QUESTION = 1000
"""Code points of a question that are read."""
FARTHEST = 2**31
"""Beyond it no list reaches, and some databases cannot count."""

_index = table("search_index", column("about"), column("words"))


@dataclass(frozen=True, slots=True)
class _Part:
    """Words that must stand together, in this order."""

    words: tuple[str, ...]
    begun: bool
    """The last of them may be only the beginning of a word."""


def find_comments(
    db: Connection,
    *,
    site: UUID,
    words: str,
    author: str | None,
    state: str | None,
    story: UUID | None,
    limit: int,
    offset: int,
) -> tuple[list[UUID], int]:
    """Return the ids of the comments that hold all of the words, newest first, and how many there are in all.

    What only its author has seen, because it was returned to him, is not found.
    Any text is a question, none is an error.

    Args:
        words: All must occur, in any order; "in quotes" they must stand together; the last may be the beginning of
            a word. Empty: every comment.
        author: An author's id, or a part of a name as a reader sees it.
        state: A state of ``discussion.comment.State``; any other finds nothing.
    """
    parts = _parts(words)
    if (words.strip() and not parts) or (state is not None and state not in tuple(State)):
        return [], 0
    source, where = _matching(db.dialect.name, site, parts) if parts else (comment, true())
    where &= (comment.c.site == site) & ~never_handed_in()
    if author is not None:
        where &= _by(site, author)
    if state is not None:
        where &= comment.c.state == state
    if story is not None:
        where &= comment.c.story == story
    total: int = db.execute(select(func.count()).select_from(source).where(where)).scalar_one()
    newest = (comment.c.created_at.desc(), comment.c.id.desc())
    page = select(comment.c.id).select_from(source).where(where).order_by(*newest)
    page = page.limit(max(0, min(limit, FARTHEST))).offset(max(0, min(offset, FARTHEST)))
    return list(db.execute(page).scalars()), total


def _parts(question: str) -> list[_Part]:
    """Read the question; an unclosed quote reaches to its end."""
    parts: list[_Part] = []
    room = MOST_WORDS
    for quoted, bare in re.findall(r'"([^"]*)(?:"|$)|([^\s"]+)', question[:LONGEST_QUESTION]):
        words = folded(quoted or bare)[:room]
        room -= len(words)
        if words:
            parts.append(_Part(words, begun=bool(bare)))
    # Only the last word may still be being typed.
    return [_Part(part.words, begun=part.begun and part is parts[-1]) for part in parts]


def _by(site: UUID, who: str) -> ColumnElement[bool]:
    try:
        return comment.c.author == UUID(who)
    except ValueError:
        key = skeleton(who[:LONGEST_QUESTION])[:LONGEST_QUESTION]
        named = author_table.c.name_key.contains(key, autoescape=True) if key else ~true()
        return comment.c.author.in_(select(author_table.c.id).where(author_table.c.site == site, named))


def _matching(database: str, site: UUID, parts: list[_Part]) -> tuple[FromClause, ColumnElement[bool]]:
    if database == "sqlite":
        question = " AND ".join(_fts5(part) for part in parts)
        found = literal_column("search_index").op("match", is_comparison=True)(f"words : ({question})")
        its_site = func.substr(_index.c.about, 1, 32) == site.hex
        # The index knows a comment by its site and id, written as one word.
        it = func.substr(_index.c.about, 33, type_=comment.c.id.type) == comment.c.id
        return _index.join(comment, it & (comment.c.site == site)), found & its_site
    question = " & ".join(_tsquery(part) for part in parts)
    simple = literal_column("'simple'", Text())
    found = func.to_tsvector(simple, search.c.words).op("@@", is_comparison=True)(func.to_tsquery(simple, question))
    it = (search.c.site == comment.c.site) & (search.c.comment == comment.c.id)
    return search.join(comment, it), found & (search.c.site == site)


def _fts5(part: _Part) -> str:
    phrase = " ".join(part.words)
    return f'"{phrase}" *' if part.begun else f'"{phrase}"'


def _tsquery(part: _Part) -> str:
    phrase = " <-> ".join(f"'{word}'" for word in part.words)
    return f"({phrase}:*)" if part.begun else f"({phrase})"
