"""Putting a story: the publisher's server, or an import, says what the article says."""

from uuid import UUID

from folkmoot.discussion.story import RESERVED_SLUGS, Discussion, Story, StoryText, canonical_url, origin_of, slug_of
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.operations.means import Means
from folkmoot.operations.submit_comment import new_story
from folkmoot.operations.switch_story import thread_changed
from folkmoot.store.interface import Connection
from folkmoot.store.read import sites
from folkmoot.store.read import stories as known
from folkmoot.store.storable import is_storable
from folkmoot.store.write import stories

LONGEST_BODY = 500_000
"""Code points; the longest report is a tenth of it."""


async def put_story(
    means: Means,
    *,
    site_id: UUID,
    url: str,
    text: StoryText,
    discussion: Discussion | None = None,
    slug: str | None = None,
    source: str = "publisher",
) -> Story:
    """Keep what the article says; the same text again changes nothing. ``discussion`` None leaves the switch alone.

    Raises:
        BadInput: ``url-invalid``, ``headline-missing``, ``story-too-long``, ``text-unreadable``.
        NotAllowed: ``origin-not-listed``.
        Conflict: ``slug-taken`` by another story, or by a page of ours: ``policy``.
    """
    address = canonical_url(url)
    _check(text)

    def put(db: Connection) -> Story:
        site = sites.site_by_id(db, site_id)
        if site is None:
            raise NotFound("site-unknown", "There is no such publication here.")
        if origin_of(address) not in site.origins:
            raise NotAllowed("origin-not-listed", "This address is not on one of the site's origins.")
        story = known.story_at(db, site=site.id, url=address)
        if story is None:
            story = _new(db, means, site_id=site.id, url=address, slug=slug, headline=text.headline)
        elif slug is not None and slug_of(slug) != story.slug:
            raise Conflict("slug-taken", "This story has another short name already.", slug=story.slug)
        switched = discussion is not None and discussion is not story.discussion
        if story.text != text:
            stories.put_text(
                db,
                site=site.id,
                story_id=story.id,
                before=story.text_version,
                text=text,
                source=source,
                now=means.now(),
            )
        if discussion is not None and switched:
            stories.set_discussion(db, site=site.id, story_id=story.id, discussion=discussion, now=means.now())
        if story.text != text or switched:
            thread_changed(db, means, site=site.id, story_id=story.id)
        kept = known.story_by_id(db, site=site.id, story_id=story.id)
        assert kept is not None
        return kept

    return await means.write(put)


def _check(text: StoryText) -> None:
    if not text.headline.strip():
        raise BadInput("headline-missing", "A story needs a headline.", field="headline")
    if len(text.body) > LONGEST_BODY:
        raise BadInput("story-too-long", "This text is too long for an article.", field="body")
    said = (text.headline, text.writer or "", text.caption, text.dateline, text.body)
    about = (text.language, text.section, text.policy, *(part for p in text.people for part in (p.name, p.role)))
    if not is_storable("".join((*said, *about))):
        raise BadInput("text-unreadable", "This text holds characters that cannot be stored.", field="body")


def _new(db: Connection, means: Means, *, site_id: UUID, url: str, slug: str | None, headline: str) -> Story:
    site = sites.site_by_id(db, site_id)
    assert site is not None
    if slug is not None and slug_of(slug) in RESERVED_SLUGS:
        raise Conflict(
            "slug-taken", "This short name belongs to a page of ours. Choose another one.", slug=slug_of(slug)
        )
    if slug is not None and known.slug_taken(db, site=site.id, slug=slug_of(slug)):
        raise Conflict("slug-taken", "Another story has this short name.", slug=slug_of(slug))
    return new_story(db, means, site=site, url=url, wanted=slug_of(slug or headline), now=means.now())
