"""Showing the queue: what waits at a desk, oldest first, with what each waits for."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from folkmoot.discussion.site import Site
from folkmoot.moderation.case import Why
from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.explain import word_of
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.program import Policy
from folkmoot.store.interface import Connection
from folkmoot.store.read import desk
from folkmoot.store.read.desk import Waiting
from folkmoot.store.read.findings import grounds_of
from folkmoot.text.span import Span

EXCERPT = 160
"""Code points of a comment in the queue."""

SHOWN = 200
"""Cases in one answer."""

_WORDS = {
    Why.FIRST: "First comment",
    Why.ASKED: "Asked for a moderator",
    Why.WAITS: "This story waits",
    Why.NETWORK: "From a network that is watched",
    Why.UNCHECKED: "Could not be checked",
}


async def show_queue(
    means: Means,
    *,
    site_name: str,
    filter: str = "all",  # noqa: A002  # the word at the door
    clause: str | None = None,
    language: str | None = None,
    story: str | None = None,
) -> dict[str, Any]:
    """Return what waits, with the figures for every filter.

    ``filter`` is ``all``, ``held``, ``flagged``, ``first`` or ``unknown``; the other filters narrow it further.

    Raises:
        NotFound: ``site-unknown``.
    """
    now = means.now()

    def look(db: Connection) -> dict[str, Any]:
        site = site_or_error(db, site_name)
        waiting = desk.queue_of(db, site_id=site.id)
        grounds = grounds_of(db, site=site.id, comments=[(w.case.comment, w.case.n) for w in waiting])
        _, policy = policies.in_force(db, site_id=site.id)
        matching = [
            w
            for w in waiting
            if (filter in ("all", "") or _group(w) == filter)
            and (clause is None or clause in _clauses(grounds.get(w.case.comment, ())))
            and (language is None or w.language == language)
            and (story is None or w.story_slug == story)
        ]
        return {
            "total": len(waiting),
            "matching": len(matching),
            "oldest_at": waiting[0].case.opened_at if waiting else None,
            "median_minutes": _median_minutes(waiting, now),
            **_figures(waiting, grounds, policy, site),
            "cases": [_row(w, grounds.get(w.case.comment, ()), now) for w in matching[:SHOWN]],
        }

    return await means.store.read(look)


def _group(waiting: Waiting) -> str:
    match waiting.case.why:
        case Why.FLAGGED:
            return "flagged"
        case Why.FIRST:
            return "first"
        case Why.UNKNOWN | Why.UNCHECKED:
            return "unknown"
        case Why.HELD | Why.ASKED | Why.WAITS | Why.NETWORK:
            return "held"


def _clauses(grounds: Sequence[Finding]) -> list[str]:
    return [finding.clause for finding in grounds if finding.clause]


def _median_minutes(waiting: list[Waiting], now: datetime) -> int | None:
    if not waiting:
        return None
    ages = sorted((now - w.case.opened_at).total_seconds() for w in waiting)
    return int(ages[len(ages) // 2] // 60)


def _figures(
    waiting: list[Waiting], grounds: dict[UUID, tuple[Finding, ...]], policy: Policy, site: Site
) -> dict[str, Any]:
    groups = Counter(_group(w) for w in waiting)
    clauses = Counter(c for w in waiting for c in set(_clauses(grounds.get(w.case.comment, ()))))
    languages = Counter(w.language for w in waiting)
    stories = Counter((w.story_slug, w.headline) for w in waiting)
    return {
        "counts": {
            "all": len(waiting),
            **{name: groups.get(name, 0) for name in ("held", "flagged", "first", "unknown")},
        },
        "clauses": [
            {"id": c.id, "rule": c.rule.in_language(site.language), "n": clauses[c.id]}
            for c in policy.clauses
            if clauses.get(c.id)
        ],
        "languages": [{"code": code, "n": n} for code, n in languages.most_common()],
        "stories": [{"slug": slug, "headline": headline, "n": n} for (slug, headline), n in stories.most_common()],
    }


def _row(waiting: Waiting, grounds: tuple[Finding, ...], now: datetime) -> dict[str, Any]:
    text, spans = excerpt(waiting.text, [span for finding in grounds for span in finding.spans])
    claimed = waiting.case.claimed_until is not None and waiting.case.claimed_until > now
    return {
        "case": waiting.case.id,
        "comment": waiting.case.comment,
        "author": waiting.author,
        "story": waiting.story_slug,
        "opened_at": waiting.case.opened_at,
        "text": text,
        "spans": [[span.start, span.end] for span in spans],
        "why": why_words(waiting.case.why, grounds, flags=waiting.flags),
        "clauses": _clauses(grounds),
        "language": waiting.language,
        "dir": "auto",
        "claimed_by": waiting.claimed_by if claimed else None,
    }


def why_words(why: Why, grounds: tuple[Finding, ...], *, flags: int) -> str:
    """Return in words why a comment waits: "Personal attacks · likely · 3 flags"."""
    words = []
    scored = next((f for f in grounds if f.reason is Reason.SCORE and f.clause), None)
    unknown = next((f for f in grounds if f.reason is Reason.UNKNOWN and f.attribute), None)
    if why in _WORDS:
        words.append(_WORDS[why])
    elif unknown is not None and why is Why.UNKNOWN:
        words.append(f"{_named(unknown.attribute or '')}: unknown in this language")
    if scored is not None and scored.clause is not None:
        words.append(_named(scored.clause))
        if scored.score is not None:
            words.append(word_of(scored.score))
    if flags:
        words.append("1 flag" if flags == 1 else f"{flags} flags")
    return " · ".join(words or ["Held"])


def _named(clause: str) -> str:
    return clause.replace("-", " ").replace("_", " ").capitalize()


def excerpt(text: str, spans: Sequence[Span], *, length: int = EXCERPT) -> tuple[str, list[Span]]:
    """Return a part of the text around its first mark, and the marks in it; code points."""
    start = 0
    first = min((span.start for span in spans), default=0)
    if first > length * 2 // 3:
        start = text.rfind(" ", 0, max(0, first - length // 3)) + 1
    part = text[start : start + length].replace("\n", " ")
    lead = "… " if start else ""
    tail = " …" if start + length < len(text) else ""
    inside = [
        Span(max(span.start - start, 0) + len(lead), min(span.end - start, len(part)) + len(lead))
        for span in spans
        if span.end > start and span.start < start + len(part)
    ]
    return lead + part + tail, inside
