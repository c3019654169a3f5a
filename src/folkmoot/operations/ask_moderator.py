"""Asking a moderator instead of rewording: the first text is held unchanged, and a person decides."""

from dataclasses import replace
from uuid import UUID

from folkmoot.errors import NotAllowed
from folkmoot.moderation.decision import Decision, TakenBy
from folkmoot.operations.keeping import settle
from folkmoot.operations.means import Means
from folkmoot.operations.own import Answer, own_comment
from folkmoot.operations.revise_comment import own_or_error
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.finding import Finding, Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments as kept
from folkmoot.store.write import comments


async def ask_moderator(means: Means, *, site_name: str, comment_id: UUID, token: str | None) -> Answer:
    """Hold a returned comment for a person; asked twice, it is held once.

    Raises:
        NotFound: ``comment-unknown``.
        NotAllowed: ``not-your-comment``, ``too-late`` where it is no longer returned.
    """

    def ask(db: Connection) -> Answer:
        site, now = site_or_error(db, site_name), means.now()
        comments.lock_comment(db, site=site.id, comment_id=comment_id)
        comment, own = own_or_error(db, means, site=site, comment_id=comment_id, token=token)
        if "ask" in own.can:
            n = comment.newest
            seq = kept.last_seq(db, site=site.id, comment_id=comment.id, n=n)
            before = kept.decisions_of(db, site=site.id, comment_id=comment.id)[-1].decision
            # What the judge found goes along, so that the moderator sees the marks; the asking is the ground.
            found = tuple(replace(f, carried=False) for f in before.findings)
            asked = Finding(None, Outcome.HOLD, Reason.ASKED, carried=True)
            held = Decision(Outcome.HOLD, (asked, *found), TakenBy.AUTHOR, now, policy=before.policy)
            comments.append_decision(db, site=site.id, comment_id=comment.id, n=n, after=seq, taken=held, run=None)
            settle(db, means, comment, n=n, decision=held, now=now)
        elif not _asked_already(db, comment.site, comment_id):
            raise NotAllowed("too-late", "This comment no longer waits for you.")
        answered = own_comment(db, site=site, comment_id=comment_id, now=now)
        return Answer(answered, means.secrets.author_token(site.id, comment.author))

    return await means.write(ask)


def _asked_already(db: Connection, site: UUID, comment_id: UUID) -> bool:
    decisions = kept.decisions_of(db, site=site, comment_id=comment_id)
    return any(f.reason is Reason.ASKED for d in decisions for f in d.decision.grounds)
