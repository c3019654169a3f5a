"""Flagging a comment: a reader says that a clause is broken. It never changes a state; many flags are one case."""

from dataclasses import dataclass
from uuid import UUID

from folkmoot.discussion.comment import State
from folkmoot.discussion.events import EventKind
from folkmoot.discussion.flag import LONGEST_NOTE, Flag
from folkmoot.errors import BadInput, NotAllowed, NotFound
from folkmoot.moderation.case import Why
from folkmoot.moderation.decision import TakenBy
from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments
from folkmoot.store.storable import is_storable
from folkmoot.store.write import authors, cases, requests
from folkmoot.store.write.tidying import NETWORK_FLAGGER


@dataclass(frozen=True, slots=True)
class Flagged:
    """What became of a flag."""

    comment: UUID
    again: bool
    """The same reader had flagged it before."""


async def flag_comment(
    means: Means, *, site_name: str, comment_id: UUID, clause: str, note: str, token: str | None, address: str
) -> Flagged:
    """Keep a reader's flag and open a case, unless a person has published the comment under this clause's eyes.

    Raises:
        NotFound: ``comment-unknown``, where it is not shown.
        BadInput: ``clause-unknown``, ``note-too-long``.
        NotAllowed: ``own-comment``.
    """
    if len(note) > LONGEST_NOTE or not is_storable(note):
        raise BadInput(
            "note-too-long",
            "A note has at most {longest} plain characters.",
            figures={"longest": LONGEST_NOTE},
            field="note",
        )

    def keep(db: Connection) -> Flagged:
        site, now = site_or_error(db, site_name), means.now()
        comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
        if comment is None or comment.state is not State.PUBLISHED or comment.shown is None:
            raise NotFound("comment-unknown", "There is no such comment here, or it is no longer shown.")
        _, policy = policies.in_force(db, site_id=site.id)
        if policy.clause(clause) is None:
            raise BadInput("clause-unknown", "Please choose the clause that is broken.", field="clause")
        author_id = means.secrets.author_of_token(token, site=site.id) if token else None
        if author_id == comment.author:
            raise NotAllowed("own-comment", "This is your own comment. You may edit or withdraw it.")
        flagger = author_id.hex if author_id is not None else f"{NETWORK_FLAGGER}{means.secrets.network(address)}"
        flag = Flag(comment.id, clause, note.strip(), now, flagger)
        new = authors.insert_flag(db, site=site.id, flag_id=means.new_id(), n=comment.shown, new=flag)
        if new and not _settled(db, site=site.id, comment_id=comment.id, n=comment.shown, clause=clause):
            opened = cases.open_case(
                db,
                site=site.id,
                case_id=means.new_id(),
                comment_id=comment.id,
                n=comment.shown,
                why=Why.FLAGGED,
                now=now,
            )
            if opened:
                requests.add_event(
                    db,
                    site=site.id,
                    event_id=means.new_id(),
                    kind=EventKind.QUEUE_CHANGED,
                    about=comment.id,
                    now=now,
                )
        return Flagged(comment.id, again=not new)

    return await means.write(keep)


def _settled(db: Connection, *, site: UUID, comment_id: UUID, n: int, clause: str) -> bool:
    """Say whether a person has published this text knowing of this clause: by a flag or a finding before."""
    decisions = [d for d in comments.decisions_of(db, site=site, comment_id=comment_id) if d.n == n]
    by_person = [d.decision for d in decisions if d.decision.taken_by is TakenBy.PERSON]
    if not by_person or by_person[-1].outcome is not Outcome.PUBLISH:
        return False
    decided_at = by_person[-1].decided_at
    flagged = {f.clause for f in comments.flags_of(db, site=site, comment_id=comment_id) if f.at < decided_at}
    found = {f.clause for d in decisions for f in d.decision.findings}
    return clause in flagged | found
