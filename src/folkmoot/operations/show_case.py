"""Showing a case: one comment with all that a moderator needs to decide it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from folkmoot.discussion.comment import Comment, Revision
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Discussion, Story
from folkmoot.errors import NotFound
from folkmoot.moderation.decision import TakenBy
from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.operations.scene import Parent, parent_of, site_or_error
from folkmoot.operations.show_author import author_record
from folkmoot.operations.show_queue import why_words
from folkmoot.policy.evaluate import readings
from folkmoot.policy.explain import attribute_words, by_word_lists_only, target_words, word_of
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Clause, Policy
from folkmoot.policy.reading import Reading
from folkmoot.store.interface import Connection
from folkmoot.store.read import acts, authors, comments, desk, sites, stories, threads
from folkmoot.store.read.comments import KeptDecision

AROUND = 20
"""Comments of the thread shown around a case."""


async def show_case(means: Means, *, site_name: str, comment_id: UUID) -> dict[str, Any]:
    """Return a comment in its context: article, parent, thread, author's record, marks, scores, decisions, flags.

    Raises:
        NotFound: ``site-unknown``, ``comment-unknown``; a returned comment is its author's alone, thrown away or not.
    """

    def look(db: Connection) -> dict[str, Any]:
        site = site_or_error(db, site_name)
        comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
        if comment is None or not comments.was_handed_in(db, site=site.id, comment_id=comment_id):
            raise NotFound("comment-unknown", "There is no such comment here.")
        return _case(db, means, site, comment)

    return await means.store.read(look)


def _case(db: Connection, means: Means, site: Site, comment: Comment) -> dict[str, Any]:
    story = stories.story_by_id(db, site=site.id, story_id=comment.story)
    author = authors.author_by_id(db, site=site.id, author_id=comment.author)
    newest = comments.revision_of(db, site=site.id, comment_id=comment.id, n=comment.newest)
    assert story is not None
    assert author is not None
    assert newest is not None
    kept = comments.decisions_of(db, site=site.id, comment_id=comment.id)
    on_newest = [d for d in kept if d.n == comment.newest]
    # A text that its author has withdrawn, or asked a person about, was still judged by the policy before.
    judged = next((d for d in on_newest if d.decision.taken_by in (TakenBy.POLICY, TakenBy.IMPORT)), on_newest[-1])
    version, policy = _policy(db, site, judged.decision.policy)
    open_case = desk.open_case_of(db, site_id=site.id, comment_id=comment.id)
    flags = comments.flags_of(db, site=site.id, comment_id=comment.id)
    findings, unanswered = _readings(db, site, comment, newest, story, policy, on_newest[-1])
    _, in_force = policies.in_force(db, site_id=site.id)
    answered = parent_of(db, comment)
    return {
        "comment": _comment(db, site, comment, newest, author_name=author.name, author_kind=str(author.kind)),
        "story": _story(means, site, story),
        "parent": _parent(answered),
        "thread": _around(db, site, comment, answered),
        "findings": findings,
        "flags": [
            {
                "clause": flag.clause,
                "rule": _rule(policy, flag.clause, site),
                "note": flag.note,
                "at": flag.at,
                "by": "a reader",
            }
            for flag in flags
        ],
        "unanswered": unanswered,
        "policy_version": version,
        "decisions": [_decision(d, policy, site) for d in kept],
        "notes": acts.notes_about(db, site=site.id, about=str(comment.id)),
        "follows": {"n": comment.newest, "seq": on_newest[-1].seq, "newest": comment.newest},
        "follows_shown": _follows_shown(comment, kept),
        "author_record": author_record(db, site, author, story=comment.story, now=means.now()),
        "case": None
        if open_case is None
        else {
            "id": open_case.id,
            "opened_at": open_case.opened_at,
            "why": why_words(open_case.why, on_newest[-1].decision.findings, flags=len(flags)),
            "claimed_by": _claimer(db, open_case.claimed_by)
            if open_case.claimed_until is not None and open_case.claimed_until > means.now()
            else None,
        },
        "clauses": _likeliest(in_force, findings, [flag.clause for flag in flags], site),
    }


def _comment(
    db: Connection, site: Site, comment: Comment, newest: Revision, *, author_name: str, author_kind: str
) -> dict[str, Any]:
    before = comments.revision_of(db, site=site.id, comment_id=comment.id, n=comment.newest - 1)
    shown = None
    if comment.shown is not None and comment.shown != comment.newest:
        shown = comments.revision_of(db, site=site.id, comment_id=comment.id, n=comment.shown)
    return {
        "id": comment.id,
        "number": comment.number,
        "state": str(comment.state),
        "author": {"id": comment.author, "name": author_name, "kind": author_kind},
        "posted_at": comment.created_at,
        "language": newest.language,
        "dir": "auto",
        "text": newest.text or "",
        "revision": comment.newest,
        "attempt": newest.attempt,
        "previous_text": before.text if before is not None else None,
        "shown_text": shown.text if shown is not None else None,
        "edited_at": comments.edited_at(db, site=site.id, comment_id=comment.id),
    }


def _story(means: Means, site: Site, story: Story) -> dict[str, Any]:
    text = story.text
    return {
        "slug": story.slug,
        "url": story.url,
        "page_url": f"{means.public_url}/s/{site.name}/{story.slug}",
        "section": text.section if text else "",
        "headline": text.headline if text else story.url,
        "published_at": story.opened_at,
        "writer": text.writer if text else None,
        "people": [{"name": p.name, "role": p.role} for p in (text.people if text else ())],
        "discussion": str(story.discussion),
        "has_text": text is not None and bool(text.body),
    }


def _parent(answered: Parent | None) -> dict[str, Any] | None:
    if answered is None:
        return None
    return {
        "id": answered.comment.id,
        "number": answered.comment.number,
        "author": answered.name,
        "text": answered.text,
        "state": str(answered.comment.state),
    }


def _around(db: Connection, site: Site, comment: Comment, answered: Parent | None) -> list[dict[str, Any]]:
    """Return the thread around a comment: its branch where it answers, the latest numbers where it does not."""
    thread = sorted(threads.thread_of(db, site=site.id, story_id=comment.story), key=lambda c: c.path)
    if answered is not None:
        branch = (answered.comment.number or "").split(".")[0]
        thread = [c for c in thread if c.number.split(".")[0] == branch]
        near = next((i for i, c in enumerate(thread) if c.id == answered.comment.id), 0)
        thread = thread[max(0, near - AROUND // 2) :][:AROUND]
    else:
        thread = thread[-AROUND:]
    return [
        {
            "id": c.id,
            "number": c.number,
            "author": c.name,
            "text": c.text,
            "state": "published" if c.absence is None else str(c.absence),
        }
        for c in thread
    ]


def _policy(db: Connection, site: Site, number: int | None) -> tuple[int, Policy]:
    """Return the version that a decision was taken under."""
    version = None if number is None else sites.policy_numbered(db, site_id=site.id, number=number)
    if version is None:
        current, policy = policies.in_force(db, site_id=site.id)
        return current.number, policy
    return version.number, policies.program(version.source)


def _readings(
    db: Connection,
    site: Site,
    comment: Comment,
    newest: Revision,
    story: Story,
    policy: Policy,
    counts: KeptDecision,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the table of clauses: those that matched first, with letters, then the others by score."""
    hearing = comments.hearing_of_revision(db, site=site.id, comment_id=comment.id, n=comment.newest)
    if hearing is None:
        return [], []
    waits = story.discussion is Discussion.WAIT
    rows = [r for r in readings(policy, Facts(hearing=hearing, story_waits=waits)) if r.attribute is not None]
    rows.sort(key=lambda r: (r.reason is None, -_rank(r.would), -(r.score or 0.0)))
    table = []
    for place, reading in enumerate(rows):
        letter = chr(ord("a") + place) if reading.reason is not None and place < len(_LETTERS) else None
        table.append(_row(reading, letter, policy, site, newest.text or ""))
    table += [_beside(finding) for finding in counts.decision.findings if finding.clause is None]
    return table, [u.detector for u in hearing.unanswered]


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _rank(outcome: Outcome) -> int:
    return (Outcome.PUBLISH, Outcome.REWORD, Outcome.HOLD, Outcome.REJECT, Outcome.WITHDRAW).index(outcome)


def _row(reading: Reading, letter: str | None, policy: Policy, site: Site, text: str) -> dict[str, Any]:
    assert reading.attribute is not None
    named = attribute_words(reading.attribute)
    return {
        "letter": letter,
        "clause": reading.clause,
        "number": policy.number(reading.clause),
        "rule": _rule(policy, reading.clause, site),
        "attribute": str(reading.attribute),
        "read_as": named[:1].upper() + named[1:],
        "score": reading.score,
        "word": "unknown" if reading.score is None else word_of(reading.score),
        "target": None if reading.target is None else str(reading.target),
        "at": "Nobody" if reading.target is None else target_words(reading.target).capitalize(),
        "aim_words": [span.of(text) for span in reading.aim_spans],
        "spans": [[span.start, span.end] for span in reading.spans],
        "hold": reading.hold,
        "reject": reading.reject,
        "would": str(reading.would),
        "by": "by word lists only" if by_word_lists_only(reading.detector) and reading.detector else "",
        "reason": None if reading.reason is None else str(reading.reason),
    }


def _beside(finding: Finding) -> dict[str, Any]:
    """Return a row for what holds a comment beside the policy's clauses."""
    return {
        "letter": None,
        "clause": None,
        "number": None,
        "rule": _BESIDE.get(finding.reason, ""),
        "attribute": None,
        "read_as": "",
        "score": None,
        "word": "",
        "target": None,
        "at": "",
        "aim_words": [],
        "spans": [],
        "hold": None,
        "reject": None,
        "would": str(finding.outcome),
        "by": "",
        "reason": str(finding.reason),
    }


_BESIDE = {
    Reason.ASKED: "The author asks for a moderator instead of rewording.",
    Reason.FIRST_COMMENT: "One of this author's first comments.",
    Reason.STORY_WAITS: "Under this story every comment waits.",
    Reason.NETWORK: "From a network whose author is suspended, blocked or has three strikes.",
}


def _rule(policy: Policy, clause: str, site: Site) -> str:
    found = policy.clause(clause)
    return "" if found is None else found.rule.in_language(site.language)


def _decision(kept: KeptDecision, policy: Policy, site: Site) -> dict[str, Any]:
    clause = next((f.clause for f in kept.decision.grounds if f.clause), None)
    return {
        "n": kept.n,
        "seq": kept.seq,
        "outcome": str(kept.decision.outcome),
        "taken_by": str(kept.decision.taken_by),
        "who": kept.who,
        "at": kept.decision.decided_at,
        "clause": clause,
        "rule": _rule(policy, clause, site) if clause else "",
        "note": kept.decision.note,
        "policy": kept.decision.policy,
    }


def _follows_shown(comment: Comment, kept: list[KeptDecision]) -> dict[str, int] | None:
    """Return what a decision on the shown text follows, where an edit of it waits."""
    if comment.shown is None or comment.shown == comment.newest:
        return None
    seq = max((d.seq for d in kept if d.n == comment.shown), default=0)
    return {"n": comment.shown, "seq": seq, "newest": comment.newest}


def _claimer(db: Connection, staff: UUID | None) -> str | None:
    member = None if staff is None else desk.member_by_id(db, staff)
    return None if member is None else member.name


def _likeliest(
    policy: Policy, findings: list[dict[str, Any]], flagged: Sequence[str], site: Site
) -> list[dict[str, Any]]:
    """Return the clauses of the policy in force, the likeliest to be broken first: matched, flagged, then by score."""
    scores = {row["clause"]: row["score"] or 0.0 for row in findings if row["clause"]}
    matched = {row["clause"] for row in findings if row["clause"] and row["reason"]}

    def place(clause: Clause) -> tuple[bool, bool, float]:
        return (clause.id not in matched, clause.id not in flagged, -scores.get(clause.id, 0.0))

    return [
        {
            "id": clause.id,
            "number": policy.number(clause.id),
            "rule": clause.rule.in_language(site.language),
            "strikes": clause.strikes,
            "likely": clause.id in matched or clause.id in flagged,
            "will_read": _will_read(clause, site),
        }
        for clause in sorted(policy.clauses, key=place)
    ]


def _will_read(clause: Clause, site: Site) -> str:
    rule = clause.rule.in_language(site.language)
    strikes = {0: "No strike.", 1: "1 strike."}.get(clause.strikes, f"{clause.strikes} strikes.")
    return f"Rejected by a moderator: “{rule}” With your words marked. {strikes}"
