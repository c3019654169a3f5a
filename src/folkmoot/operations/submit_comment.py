"""Submitting a comment: looked up, checked, measured, judged, decided, checked again and kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from folkmoot.discussion.author import Author, AuthorKind, checked_name
from folkmoot.discussion.comment import DEEPEST, Comment, Revision, checked_text
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import RESERVED_SLUGS, Discussion, Story, canonical_url, origin_of, slug_of
from folkmoot.errors import BadInput, Conflict, NotAllowed
from folkmoot.moderation.decision import held_instead, state_after
from folkmoot.operations.judging import Judged, judge
from folkmoot.operations.keeping import checked_key, keep_try
from folkmoot.operations.means import Means, hash_of
from folkmoot.operations.own import Answer, own_comment
from folkmoot.operations.scene import Scene, look_again, look_up, may_write, name_is_free, passage_of, site_or_error
from folkmoot.operations.switch_story import thread_changed
from folkmoot.policy.finding import Reason
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors as written
from folkmoot.store.read import comments as kept
from folkmoot.store.read import stories as known
from folkmoot.store.write import authors, comments, requests, stories


@dataclass(frozen=True, slots=True)
class Submission:
    """What somebody sent from a form."""

    site: str
    url: str
    """The article's address, as the browser shows it."""
    name: str
    text: str
    key: str
    """Random, made when the form was opened: the same key again is the same comment."""
    parent: str | None = None
    """The printed number of the comment that is answered."""
    token: str | None = None
    """The author's, from an earlier answer."""
    address: str = ""
    """The network address that it came from; kept as a keyed hash only."""


async def submit_comment(means: Means, sent: Submission) -> Answer:
    """Take a comment in: the answer says what became of it, and holds once it is on disk.

    Raises:
        BadInput: an unreadable name, text, key or URL; see ``checked_name``, ``checked_text``, ``canonical_url``;
            ``too-deep``.
        NotAllowed: ``origin-not-listed``, ``story-closed``, ``suspended``, ``blocked``.
        NotFound: ``site-unknown``, ``parent-unknown``.
        Conflict: ``key-reused`` (another text under the same key), ``parent-gone``.
    """
    key = checked_key(sent.key)
    url = canonical_url(sent.url)
    network = means.secrets.network(sent.address)
    fingerprint = _fingerprint(sent, url)
    looked = await means.store.read(
        lambda db: _look(db, means, sent, url=url, key=key, fingerprint=fingerprint, network=network)
    )
    if isinstance(looked, Answer):
        return looked
    scene, name, text = looked
    judged = await judge(means, scene, passage_of(scene, text=text, name=name), attempt=1)
    return await means.write(
        lambda db: _keep(
            db, means, sent, scene, judged, url=url, name=name, text=text, fingerprint=fingerprint, network=network
        )
    )


def _fingerprint(sent: Submission, url: str) -> str:
    parts = ("submit", url, sent.parent or "", sent.name, sent.text)
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _look(
    db: Connection, means: Means, sent: Submission, *, url: str, key: str, fingerprint: str, network: str
) -> Answer | tuple[Scene, str, str]:
    site = site_or_error(db, sent.site)
    seen = repeated(db, means, site=site, key=key, fingerprint=fingerprint)
    if seen is not None:
        return seen
    if origin_of(url) not in site.origins:
        raise NotAllowed("origin-not-listed", "This page is not one of this publication's.")
    name = checked_name(sent.name)
    text = checked_text(sent.text, longest=site.settings.longest_comment, most_links=site.settings.most_links)
    scene = look_up(
        db,
        site=site,
        url=url,
        parent=sent.parent,
        author_id=means.secrets.author_of_token(sent.token, site=site.id) if sent.token else None,
        network=network,
        now=means.now(),
    )
    _may_be_here(db, scene, name=name)
    return scene, name, text


def _may_be_here(db: Connection, scene: Scene, *, name: str) -> str:
    """Ask whether this name may write here; asked twice, and the second answer, in the transaction, counts."""
    may_write(scene)
    if scene.parent is not None and (scene.parent.comment.number or "").count(".") >= DEEPEST:
        raise BadInput("too-deep", "This branch is as deep as it can be. Please answer further up.")
    author_id = None if scene.author is None else scene.author.id
    return name_is_free(db, site=scene.site, story=scene.story, name=name, author_id=author_id)


def repeated(db: Connection, means: Means, *, site: Site, key: str, fingerprint: str) -> Answer | None:
    """Return the answer to a request that was answered before under this key, as its comment stands now.

    Raises:
        Conflict: ``key-reused`` where the key was used for something else.
    """
    seen = kept.seen_request(db, site=site.id, key=key)
    if seen is None:
        return None
    if seen[0] != fingerprint or seen[1] is None:
        raise Conflict("key-reused", "This form was sent before with another text. Please load the page again.")
    own = own_comment(db, site=site, comment_id=seen[1], now=means.now())
    comment = kept.comment_by_id(db, site=site.id, comment_id=seen[1])
    assert comment is not None
    return Answer(own, means.secrets.author_token(site.id, comment.author), repeated=True)


def _keep(
    db: Connection,
    means: Means,
    sent: Submission,
    scene: Scene,
    judged: Judged,
    *,
    url: str,
    name: str,
    text: str,
    fingerprint: str,
    network: str,
) -> Answer:
    site, now, comment_id = scene.site, means.now(), means.new_id()
    first = requests.take_key(
        db, site=site.id, key=sent.key, fingerprint=fingerprint, verb="submit", comment_id=comment_id, n=1, now=now
    )
    if not first:
        seen = repeated(db, means, site=site, key=sent.key, fingerprint=fingerprint)
        assert seen is not None
        return seen
    again = look_again(db, scene, url=url, parent=sent.parent, now=now)
    name_key = _may_be_here(db, again, name=name)
    story = again.story or _first_of_its_story(db, means, site=site, url=url, now=now)
    if story.discussion is Discussion.WAIT and judged.decision.outcome is Outcome.PUBLISH:
        # The switch was turned while the comment was judged: the story counts as it now stands.
        judged = replace(judged, decision=held_instead(judged.decision, reason=Reason.STORY_WAITS))
    author = _author(db, means, again, name=name, name_key=name_key, now=now)
    comment = Comment(
        id=comment_id,
        site=site.id,
        story=story.id,
        author=author,
        parent=None if again.parent is None else again.parent.comment.id,
        state=state_after(judged.decision.outcome),
        shown=1 if judged.decision.outcome is Outcome.PUBLISH else None,
        newest=1,
        number=None,
        ordinal=None,
        numbered=0,
        created_at=now,
        published_at=None,
    )
    comments.insert_comment(db, comment)
    revision = Revision(comment_id, 1, text, judged.hearing.language, 1, network, now)
    keep_try(
        db,
        means,
        comment,
        revision,
        heard=judged.hearing,
        decision=judged.decision,
        story_text=story.text_version or None,
        now=now,
    )
    own = own_comment(db, site=site, comment_id=comment_id, now=now)
    return Answer(own, means.secrets.author_token(site.id, author))


def _first_of_its_story(db: Connection, means: Means, *, site: Site, url: str, now: datetime) -> Story:
    """A URL on a listed origin that nobody has put yet is a story without a text, made by its first comment."""
    return new_story(
        db, means, site=site, url=url, wanted=slug_of(url.split("://", 1)[1].split("/", 1)[1] or "front-page"), now=now
    )


def new_story(db: Connection, means: Means, *, site: Site, url: str, wanted: str, now: datetime) -> Story:
    """Return the story of a canonical URL that had none: a new one, or the one that somebody else has just made."""
    while True:
        slug = free_slug(db, site=site, wanted=wanted)
        stories.insert_story(
            db, site=site.id, story_id=means.new_id(), url=url, slug=slug, discussion=Discussion.OPEN, now=now
        )
        story = known.story_at(db, site=site.id, url=url)
        if story is not None:
            return story
        # Another page took the short name at the same moment; the next figure is tried.


def free_slug(db: Connection, *, site: Site, wanted: str) -> str:
    """Return the wanted short name, with a figure behind it where it is taken or reserved."""
    slug, n = wanted, 1
    while slug in RESERVED_SLUGS or known.slug_taken(db, site=site.id, slug=slug):
        n += 1
        slug = f"{wanted}-{n}"
    return slug


def _author(db: Connection, means: Means, scene: Scene, *, name: str, name_key: str, now: datetime) -> UUID:
    """Return the author's id: the known one, renamed where he gave another name, or a new guest."""
    if scene.author is not None:
        if scene.author.name != name:
            _rename(db, means, scene, scene.author, name=name, name_key=name_key)
        return scene.author.id
    guest = Author(means.new_id(), AuthorKind.GUEST, name, now)
    authors.insert_author(
        db,
        site=scene.site.id,
        new=guest,
        name_key=name_key,
        token_hash=hash_of(means.secrets.author_token(scene.site.id, guest.id)),
        language=scene.site.language,
    )
    return guest.id


def _rename(db: Connection, means: Means, scene: Scene, author: Author, *, name: str, name_key: str) -> None:
    """Let an author write under another name, which all of his comments carry from now on, under every story."""
    for story_id in written.stories_written_under(db, site=scene.site.id, author_id=author.id):
        story = known.story_by_id(db, site=scene.site.id, story_id=story_id)
        if story is not None:
            name_is_free(db, site=scene.site, story=story, name=name, author_id=author.id)
            thread_changed(db, means, site=scene.site.id, story_id=story.id)
    authors.rename_author(db, site=scene.site.id, author_id=author.id, name=name, name_key=name_key)
