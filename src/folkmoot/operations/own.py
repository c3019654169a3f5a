"""An author's own comments, as he alone sees them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from folkmoot.discussion.comment import Comment, Revision, State
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Discussion, Story
from folkmoot.moderation.decision import Decision, TakenBy
from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.operations.scene import parent_of, site_or_error, suspended, who_writes
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Policy
from folkmoot.signals import Target
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors, comments, stories
from folkmoot.text.span import Span

KEPT_IN_SIGHT = timedelta(days=30)
"""How long a rejected comment stays in its author's view."""


@dataclass(frozen=True, slots=True)
class OwnFinding:
    """A ground of the decision on an author's comment, in the policy's words."""

    letter: str
    """``a``, ``b`` …: the raised letter at its marks."""
    clause: str
    rule: str
    why: str
    reason: str
    attribute: str | None
    target: str | None
    at_name: str | None
    """The commenter's or writer's name where one is meant and known."""
    score: float | None
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class OwnComment:
    """One comment as its author sees it."""

    id: UUID
    number: str | None
    parent: str | None
    parent_name: str | None
    parent_text: str | None
    name: str
    state: State
    text: str
    """The newest revision's."""
    shown_text: str | None
    """What readers see, where that is another text."""
    revision: int
    attempt: int
    posted_at: datetime
    edit_until: datetime | None
    can: frozenset[str]
    """Of ``reword``, ``ask``, ``discard``, ``edit``, ``withdraw``."""
    findings: tuple[OwnFinding, ...]
    outcome: Outcome
    """Of the newest revision: it differs from the state where an edit was not published."""
    by_person: bool
    note: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What keeps an author from writing; shown to him alone."""

    kind: str
    """``suspended`` or ``blocked``."""
    until: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class Mine:
    """All that differs for one author on a story's page."""

    name: str
    standing: Standing | None
    comments: tuple[OwnComment, ...]
    """Oldest first."""
    token: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a post, a rewording, an edit or a withdrawal is answered with."""

    own: OwnComment
    token: str
    """Shows who writes; kept in the author's browser."""
    repeated: bool = False
    """The same request had been answered before."""


async def show_mine(means: Means, *, site_name: str, url: str, token: str | None) -> Mine:
    """Return what one author has under a story: returned, held, published and lately rejected comments.

    Raises:
        NotFound: ``site-unknown``.
    """
    now = means.now()

    def look(db: Connection) -> Mine:
        site = site_or_error(db, site_name)
        author_id = means.secrets.author_of_token(token, site=site.id) if token else None
        author, sanction = who_writes(db, site=site, author_id=author_id, now=now)
        if author is None:
            return Mine("", None, (), None)
        standing = None
        if sanction is not None:
            standing = Standing(suspended(sanction).code, sanction.ends_at, sanction.reason)
        story = stories.story_at(db, site=site.id, url=url)
        written = (
            []
            if story is None
            else authors.comments_by(db, site=site.id, author_id=author.id, story_id=story.id, most=30)
        )
        own = [own_comment(db, site=site, comment_id=comment_id, now=now) for comment_id in reversed(written)]
        return Mine(author.name, standing, tuple(o for o in own if _in_sight(o, now=now)), token)

    return await means.store.read(look)


def _in_sight(own: OwnComment, *, now: datetime) -> bool:
    if own.state is State.WITHDRAWN:
        return False
    return own.state is not State.REJECTED or own.posted_at > now - KEPT_IN_SIGHT


def own_comment(db: Connection, *, site: Site, comment_id: UUID, now: datetime) -> OwnComment:
    """Return a comment as its author sees it."""
    comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
    assert comment is not None
    newest = comments.revision_of(db, site=site.id, comment_id=comment.id, n=comment.newest)
    author = authors.author_by_id(db, site=site.id, author_id=comment.author)
    assert newest is not None
    assert author is not None
    first = newest if newest.n == 1 else comments.revision_of(db, site=site.id, comment_id=comment.id, n=1)
    assert first is not None
    kept = comments.decisions_of(db, site=site.id, comment_id=comment.id)
    on_newest = [d.decision for d in kept if d.n == comment.newest]
    counts = on_newest[-1] if on_newest else kept[-1].decision
    shown = None
    if comment.shown is not None and comment.shown != comment.newest:
        revision = comments.revision_of(db, site=site.id, comment_id=comment.id, n=comment.shown)
        shown = revision.text if revision else None
    parent = parent_of(db, comment)
    parent_shown = parent is not None and parent.comment.state is State.PUBLISHED
    story = stories.story_by_id(db, site=site.id, story_id=comment.story)
    assert story is not None
    edit_until = first.written_at + timedelta(minutes=site.settings.edit_minutes)
    may = _may(comment, newest, counts, story_closed=story.discussion is Discussion.CLOSED, in_time=now < edit_until)
    return OwnComment(
        id=comment.id,
        number=comment.number,
        parent=None if parent is None else parent.comment.number,
        parent_name=None if parent is None else parent.name,
        parent_text=(parent.text or None) if parent is not None and parent_shown else None,
        name=author.name,
        state=comment.state,
        text=newest.text or "",
        shown_text=shown,
        revision=comment.newest,
        attempt=newest.attempt,
        posted_at=comment.created_at,
        edit_until=edit_until if "edit" in may else None,
        can=may,
        findings=_grounds(db, site=site, story=story, decision=counts, parent_name=parent.name if parent else None),
        outcome=counts.outcome,
        by_person=counts.taken_by is TakenBy.PERSON,
        note=counts.note,
    )


def _may(comment: Comment, newest: Revision, counts: Decision, *, story_closed: bool, in_time: bool) -> frozenset[str]:
    """Return what an author may do with his comment now."""
    asked = any(f.reason is Reason.ASKED for f in counts.grounds)
    person = counts.taken_by is TakenBy.PERSON
    match comment.state:
        case State.RETURNED:
            return frozenset({"reword", "ask", "discard"} if not story_closed else {"discard"})
        case State.HELD | State.PUBLISHED:
            can = {"withdraw"}
            # Where a person has refused or is asked, another text would slip past him; the desk decides first.
            refused = person and counts.outcome is not Outcome.PUBLISH
            if in_time and not story_closed and not refused and not asked and newest.text is not None:
                can.add("edit")
            return frozenset(can)
        case _:
            return frozenset()


def _grounds(
    db: Connection, *, site: Site, story: Story, decision: Decision, parent_name: str | None
) -> tuple[OwnFinding, ...]:
    if not decision.grounds:
        return ()
    policy = policies.numbered(db, site_id=site.id, number=decision.policy)
    writer = story.text.writer if story.text is not None else None
    names = {Target.COMMENTER: parent_name, Target.WRITER: writer}
    return tuple(
        _ground(finding, letter=chr(ord("a") + place), policy=policy, language=site.language, names=names)
        for place, finding in enumerate(decision.grounds)
    )


def _ground(
    finding: Finding, *, letter: str, policy: Policy | None, language: str, names: dict[Target, str | None]
) -> OwnFinding:
    clause = policy.clause(finding.clause) if policy is not None and finding.clause else None
    return OwnFinding(
        letter=letter,
        clause=finding.clause or "",
        rule="" if clause is None else clause.rule.in_language(language),
        why="" if clause is None else clause.why.in_language(language),
        reason=str(finding.reason),
        attribute=None if finding.attribute is None else str(finding.attribute),
        target=None if finding.target is None else str(finding.target),
        at_name=None if finding.target is None else names.get(finding.target),
        score=finding.score,
        spans=finding.spans,
    )
