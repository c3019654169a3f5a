"""Withdrawing a comment, or throwing a returned one away: its author's own decision, and final."""

from uuid import UUID

from folkmoot.discussion.comment import State
from folkmoot.errors import NotAllowed
from folkmoot.moderation.decision import Decision, TakenBy
from folkmoot.operations.keeping import settle
from folkmoot.operations.means import Means
from folkmoot.operations.own import Answer, own_comment
from folkmoot.operations.refresh import refresh
from folkmoot.operations.revise_comment import own_or_error
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments as kept
from folkmoot.store.write import comments, search


async def withdraw_comment(means: Means, *, site_name: str, comment_id: UUID, token: str | None) -> Answer:
    """Withdraw a comment; answered once no page shows it. Withdrawn twice is withdrawn once.

    Raises:
        NotFound: ``comment-unknown``.
        NotAllowed: ``not-your-comment``, ``too-late`` where it was rejected.
    """

    def withdraw(db: Connection) -> tuple[Answer, UUID, UUID]:
        site, now = site_or_error(db, site_name), means.now()
        comments.lock_comment(db, site=site.id, comment_id=comment_id)
        comment, own = own_or_error(db, means, site=site, comment_id=comment_id, token=token)
        if comment.state is not State.WITHDRAWN:
            if not own.can & {"withdraw", "discard"}:
                raise NotAllowed("too-late", "This comment can no longer be withdrawn.")
            n = comment.newest
            seq = kept.last_seq(db, site=site.id, comment_id=comment.id, n=n)
            gone = Decision(Outcome.WITHDRAW, (), TakenBy.AUTHOR, now)
            comments.append_decision(db, site=site.id, comment_id=comment.id, n=n, after=seq, taken=gone, run=None)
            search.forget(db, site=site.id, comment=comment.id)
            settle(db, means, comment, n=n, decision=gone, now=now)
        answered = own_comment(db, site=site, comment_id=comment_id, now=now)
        answer = Answer(answered, means.secrets.author_token(site.id, comment.author))
        return answer, site.id, comment.story

    answer, site_id, story_id = await means.write(withdraw)
    await refresh(means, site=site_id, story=story_id, restricted=True)
    return answer
