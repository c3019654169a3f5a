"""Revising a comment: the rewording of a returned one, or an edit within the minutes that the site allows."""

from hashlib import sha256
from uuid import UUID

from folkmoot.discussion.comment import Comment, Revision, checked_text
from folkmoot.discussion.site import Site
from folkmoot.errors import Conflict, NotAllowed, NotFound
from folkmoot.operations.judging import Judged, judge
from folkmoot.operations.keeping import checked_key, keep_try
from folkmoot.operations.means import Means
from folkmoot.operations.own import Answer, OwnComment, own_comment
from folkmoot.operations.scene import Scene, look_up, may_write, passage_of, site_or_error
from folkmoot.operations.submit_comment import repeated
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors, comments, stories
from folkmoot.store.write import comments as write
from folkmoot.store.write import requests


async def revise_comment(
    means: Means, *, site_name: str, comment_id: UUID, token: str | None, text: str, key: str, address: str
) -> Answer:
    """Take another text of a comment in. It counts, whatever it says: there is one rewording, and none of an edit.

    An edit that is not published leaves the shown text as it was.

    Raises:
        BadInput: see ``checked_text``; ``key-invalid``.
        NotFound: ``comment-unknown``.
        NotAllowed: ``not-your-comment``, ``too-late`` (the minutes are over, or a person has decided),
            ``story-closed``, ``suspended``, ``blocked``.
        Conflict: ``key-reused``, ``revised-meanwhile``, ``parent-gone``.
    """
    checked_key(key)
    network = means.secrets.network(address)
    parts = ("revise", comment_id.hex, text)
    fingerprint = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

    def look(db: Connection) -> Answer | tuple[Scene, Comment, str]:
        site = site_or_error(db, site_name)
        seen = repeated(db, means, site=site, key=key, fingerprint=fingerprint)
        if seen is not None:
            return seen
        comment, own = own_or_error(db, means, site=site, comment_id=comment_id, token=token)
        _may_revise(own)
        checked = checked_text(text, longest=site.settings.longest_comment, most_links=site.settings.most_links)
        scene = scene_of(db, means, site=site, comment=comment, own=own, network=network)
        may_write(scene)
        return scene, comment, checked

    looked = await means.store.read(look)
    if isinstance(looked, Answer):
        return looked
    scene, comment, checked = looked
    name = scene.author.name if scene.author else ""
    judged = await judge(means, scene, passage_of(scene, text=checked, name=name), attempt=2)
    return await means.write(
        lambda db: _keep(
            db, means, scene, comment, judged, token=token, text=checked, key=key, mark=fingerprint, network=network
        )
    )


def own_or_error(
    db: Connection, means: Means, *, site: Site, comment_id: UUID, token: str | None
) -> tuple[Comment, OwnComment]:
    """Return a comment and its author's view of it.

    Raises:
        NotFound: ``comment-unknown``.
        NotAllowed: ``not-your-comment``.
    """
    comment = comments.comment_by_id(db, site=site.id, comment_id=comment_id)
    if comment is None:
        raise NotFound("comment-unknown", "There is no such comment here.")
    author_id = means.secrets.author_of_token(token, site=site.id) if token else None
    author = authors.author_by_id(db, site=site.id, author_id=comment.author)
    if author_id != comment.author or author is None or author.erased_at is not None:
        raise NotAllowed("not-your-comment", "This comment was not written from this browser.")
    return comment, own_comment(db, site=site, comment_id=comment_id, now=means.now())


def scene_of(db: Connection, means: Means, *, site: Site, comment: Comment, own: OwnComment, network: str) -> Scene:
    """Look up what stands around a comment that is there already."""
    story = stories.story_by_id(db, site=site.id, story_id=comment.story)
    assert story is not None
    return look_up(
        db,
        site=site,
        url=story.url,
        parent=own.parent,
        author_id=comment.author,
        network=network,
        now=means.now(),
        other_than=comment.id,
    )


def _may_revise(own: OwnComment) -> None:
    if not own.can & {"reword", "edit"}:
        raise NotAllowed("too-late", "This comment can no longer be changed.")


def _keep(
    db: Connection,
    means: Means,
    scene: Scene,
    comment: Comment,
    judged: Judged,
    *,
    token: str | None,
    text: str,
    key: str,
    mark: str,
    network: str,
) -> Answer:
    site, now, n = scene.site, means.now(), comment.newest + 1
    first = requests.take_key(
        db, site=site.id, key=key, fingerprint=mark, verb="revise", comment_id=comment.id, n=n, now=now
    )
    if not first:
        seen = repeated(db, means, site=site, key=key, fingerprint=mark)
        assert seen is not None
        return seen
    write.lock_comment(db, site=site.id, comment_id=comment.id)
    again, own = own_or_error(db, means, site=site, comment_id=comment.id, token=token)
    if again.newest != comment.newest or again.state is not comment.state:
        raise Conflict("revised-meanwhile", "This comment has changed meanwhile. Please load it again.")
    _may_revise(own)
    may_write(scene_of(db, means, site=site, comment=again, own=own, network=network))
    attempt = 2
    revision = Revision(comment.id, n, text, judged.hearing.language, attempt, network, now)
    text_version = None if scene.story is None else scene.story.text_version or None
    keep_try(
        db,
        means,
        again,
        revision,
        heard=judged.hearing,
        decision=judged.decision,
        story_text=text_version,
        now=now,
    )
    answered = own_comment(db, site=site, comment_id=comment.id, now=now)
    return Answer(answered, means.secrets.author_token(site.id, comment.author))
