"""Showing a thread: a page of it as bytes, the same for every reader, rendered when it has changed."""

import asyncio
import gzip
from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

import brotli

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Discussion, Story
from folkmoot.discussion.thread import Absence, ThreadComment, Why, page_at, page_of, pages_of
from folkmoot.errors import NotFound
from folkmoot.feed.render import EDITION, thread_fragment
from folkmoot.feed.view import PrintedClause, PrintedPolicy, ThreadView
from folkmoot.operations import policies
from folkmoot.operations.means import Means
from folkmoot.operations.scene import site_or_error
from folkmoot.policy.program import Policy
from folkmoot.store.interface import Connection
from folkmoot.store.read import stories, threads
from folkmoot.store.write.snapshots import put_snapshot

ENCODINGS = ("br", "gzip", "identity")
"""How a page is kept; the best that a reader's browser takes is sent as it lies (RFC 9110, 8.4)."""

BROTLI_QUALITY = 5
"""Of 11: from here on a page costs ten times the time for a twentieth of its size."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of a thread, ready to be sent."""

    site: UUID
    story: UUID | None
    version: int
    page: int
    etag: str
    bodies: dict[str, bytes]
    """By content encoding; each is the same HTML."""
    language: str
    headline: str


async def show_thread(
    means: Means,
    *,
    site_name: str,
    url: str | None = None,
    slug: str | None = None,
    page: int = 1,
    sorting: Sorting = Sorting.OLDEST,
) -> Shown:
    """Return a page of the thread under a story, found by its canonical URL or its slug.

    A URL of a listed origin that has no story yet has an empty thread. Pages beyond the last are the last.

    Raises:
        NotFound: ``site-unknown``, ``story-unknown`` (a slug, or a URL of an origin that is not the site's).
    """
    kept = await means.store.read(
        lambda db: _kept(db, site_name=site_name, url=url, slug=slug, page=page, sorting=sorting)
    )
    if kept is not None:
        return kept
    view, site_id, story_id = await means.store.read(
        lambda db: _view(db, means, site_name=site_name, url=url, slug=slug, page=page, sorting=sorting)
    )
    shown = await asyncio.to_thread(_render, view, site_id, story_id)
    if story_id is not None:
        await _keep(means, shown, story_id=story_id, sorting=sorting)
    return shown


async def page_with(means: Means, *, site_name: str, slug: str | None, url: str | None, number: str) -> tuple[str, int]:
    """Return the story's slug and the page, in the order of age, on which a number stands.

    Raises:
        NotFound: ``site-unknown``, ``story-unknown``, ``comment-unknown``.
    """

    def look(db: Connection) -> tuple[str, int]:
        site = site_or_error(db, site_name)
        story = _story(db, site, url=url, slug=slug)
        if story is None:
            raise NotFound("story-unknown", "There is no such story here.")
        pages = pages_of(threads.thread_of(db, site=site.id, story_id=story.id), size=site.settings.page_size)
        found = page_of(pages, number)
        if found is None:
            raise NotFound("comment-unknown", "There is no comment with this number under this story.")
        return story.slug, found

    return await means.store.read(look)


def _story(db: Connection, site: Site, *, url: str | None, slug: str | None) -> Story | None:
    if slug is not None:
        story = stories.story_by_slug(db, site=site.id, slug=slug)
        if story is None:
            raise NotFound("story-unknown", "There is no such story here.")
        return story
    assert url is not None
    return stories.story_at(db, site=site.id, url=url)


def _kept(
    db: Connection, *, site_name: str, url: str | None, slug: str | None, page: int, sorting: Sorting
) -> Shown | None:
    """Return the page as it was kept, where it is of the thread's present version."""
    site = site_or_error(db, site_name)
    story = _story(db, site, url=url, slug=slug)
    if story is None:
        return None
    bodies: dict[str, bytes] = {}
    etag = ""
    for encoding in ENCODINGS:
        row = threads.snapshot_of(
            db,
            site=site.id,
            story_id=story.id,
            page=page,
            sorting=str(sorting),
            language=site.language,
            encoding=encoding,
        )
        if row is None or row.version != story.version or not row.etag.startswith(EDITION):
            return None
        bodies[encoding], etag = row.bytes, row.etag
    headline = story.text.headline if story.text else story.url
    return Shown(site.id, story.id, story.version, page, etag, bodies, site.language, headline)


def _view(
    db: Connection,
    means: Means,
    *,
    site_name: str,
    url: str | None,
    slug: str | None,
    page: int,
    sorting: Sorting,
) -> tuple[ThreadView, UUID, UUID | None]:
    site = site_or_error(db, site_name)
    story = _story(db, site, url=url, slug=slug)
    comments = [] if story is None else threads.thread_of(db, site=site.id, story_id=story.id)
    thread = page_at(pages_of(comments, sorting=sorting, size=site.settings.page_size), page)
    thread = replace(thread, comments=_explained(db, site, thread.comments))
    text = None if story is None else story.text
    view = ThreadView(
        public_url=means.public_url,
        site_name=site.name,
        site_title=site.title,
        language=site.language,
        story_url=url or (story.url if story else ""),
        slug="" if story is None else story.slug,
        headline="" if text is None else text.headline,
        discussion=Discussion.OPEN if story is None else story.discussion,
        version=0 if story is None else story.version,
        count=sum(comment.absence is None for comment in comments),
        people=0 if story is None else stories.people_under(db, site=site.id, story_id=story.id),
        thread=thread,
        sorting=sorting,
        policy=printed_policy(db, site),
        longest_comment=site.settings.longest_comment,
        edit_minutes=site.settings.edit_minutes,
        timezone=site.settings.timezone,
        printed_policy="" if text is None else text.policy,
        editor_mail=site.settings.editor_mail,
        closed_at=None if story is None else stories.closed_at(db, site=site.id, story_id=story.id),
    )
    return view, site.id, None if story is None else story.id


def printed_policy(db: Connection, site: Site) -> PrintedPolicy:
    """Return the policy in force in the words that readers see."""
    version, policy = policies.in_force(db, site_id=site.id)
    return PrintedPolicy(
        version=version.number,
        published_at=version.published_at,
        title=policy.title.in_language(site.language),
        welcome=policy.welcome.in_language(site.language),
        clauses=tuple(
            PrintedClause(c.id, c.rule.in_language(site.language), c.why.in_language(site.language))
            for c in policy.clauses
        ),
    )


def _explained(db: Connection, site: Site, shown: tuple[ThreadComment, ...]) -> tuple[ThreadComment, ...]:
    """Give removed comments the clause that they were removed under."""
    removed = [comment.id for comment in shown if comment.absence is Absence.REMOVED]
    rows = threads.removals(db, site=site.id, comments=removed)
    versions = {row.policy for row in rows.values() if row.policy is not None}
    read = {version: policies.numbered(db, site_id=site.id, number=version) for version in versions}
    explained = []
    for comment in shown:
        row = rows.get(comment.id)
        if row is not None:
            why = Why(
                rule=_rule(read.get(row.policy), row.clause or "", site),
                by_person=row.taken_by == "person",
                decided_at=row.decided_at,
                after_flag=bool(row.flags),
                policy_version=row.policy,
                author_told=row.source is None,
            )
            comment = replace(comment, why=why)
        explained.append(comment)
    return tuple(explained)


def _rule(policy: Policy | None, clause: str, site: Site) -> str:
    found = None if policy is None else policy.clause(clause)
    return "" if found is None else found.rule.in_language(site.language)


def _render(view: ThreadView, site_id: UUID, story_id: UUID | None) -> Shown:
    html = thread_fragment(view).encode()
    return Shown(
        site=site_id,
        story=story_id,
        version=view.version,
        page=view.thread.page,
        etag=f"{EDITION}-{sha256(html).hexdigest()[:20]}",
        bodies=encoded(html),
        language=view.language,
        headline=view.headline or view.story_url,
    )


def encoded(html: bytes) -> dict[str, bytes]:
    """Return a page in every encoding that is kept."""
    return {
        "br": brotli.compress(html, quality=BROTLI_QUALITY),
        "gzip": gzip.compress(html, compresslevel=6, mtime=0),
        "identity": html,
    }


async def _keep(means: Means, shown: Shown, *, story_id: UUID, sorting: Sorting) -> None:
    def put(db: Connection) -> None:
        for encoding, body in shown.bodies.items():
            put_snapshot(
                db,
                site=shown.site,
                story=story_id,
                page=shown.page,
                sorting=str(sorting),
                language=shown.language,
                encoding=encoding,
                version=shown.version,
                etag=shown.etag,
                body=body,
                now=means.now(),
            )

    if means.store.writing:
        await means.store.write(put)
