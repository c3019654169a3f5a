"""What every page without a script stands on: a site, a story, the printed policy, and whoever visits."""

from dataclasses import dataclass
from typing import Any

from litestar import Request, Response

from folkmoot.discussion.comment import Comment, State
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Story
from folkmoot.errors import FolkmootError, NotFound
from folkmoot.feed.view import PrintedPolicy
from folkmoot.operations.own import Mine, show_mine
from folkmoot.operations.show_thread import printed_policy
from folkmoot.store.interface import Connection
from folkmoot.store.read import authors, comments, stories
from folkmoot.web.door import Door
from folkmoot.web.forms import Visit, visit_of
from folkmoot.web.page import Frame, Place
from folkmoot.web.problems import problem_of

PAGE = "text/html"
"""The framework adds the encoding."""


@dataclass(frozen=True, slots=True)
class PlainPlace:
    """One story, as one browser without a script stands before it."""

    door: Door
    site: Site
    story: Story
    policy: PrintedPolicy
    frame: Frame
    place: Place
    visit: Visit

    async def mine(self) -> Mine:
        """Return what this visitor has under the story."""
        return await show_mine(self.door.means, site_name=self.site.name, url=self.story.url, token=self.visit.token)

    def said(self, error: FolkmootError | None) -> str:
        """Return an error's sentence in the site's language; empty for none."""
        return "" if error is None else self.frame.words.told(error)

    def page(self, html: str, *, because: FolkmootError | None = None) -> Response[str]:
        """Return a page; one that is shown again because of an error bears its status."""
        headers: dict[str, str] = {}
        status = 200
        if because is not None:
            problem = problem_of(because)
            status = problem.status
            headers |= dict(problem.headers())
        return Response(html, status_code=status, media_type=PAGE, headers=headers, cookies=list(self.visit.cookies))

    def leading_to(self, path: str) -> Response[str]:
        """Return the answer to a form that was taken: go and look there."""
        where = f"{self.frame.page(self.story.slug)}{path}"
        return Response("", status_code=303, headers={"location": where}, cookies=list(self.visit.cookies))


async def standing_before(door: Door, request: "Request[Any, Any, Any]", site: str, slug: str) -> PlainPlace:
    """Look up all that a page needs.

    Raises:
        NotFound: ``site-unknown``, ``story-unknown``.
        TooMuch: ``too-often``.
    """
    door.limits.read(network=door.network(request))
    at = await door.sites.named(site)

    def look(db: Connection) -> tuple[Story, PrintedPolicy]:
        story = stories.story_by_slug(db, site=at.id, slug=slug)
        if story is None:
            raise NotFound("story-unknown", "There is no such story here.")
        return story, printed_policy(db, at)

    story, policy = await door.means.store.read(look)
    headline = story.text.headline if story.text else ""
    place = Place(story.slug, headline, story.url)
    return PlainPlace(door, at, story, policy, door.frame(at), place, visit_of(door, request, at))


@dataclass(frozen=True, slots=True)
class Shown:
    """A comment that a page is about, as readers see it."""

    comment: Comment
    name: str
    text: str


async def shown_comment(before: PlainPlace, number: str) -> Shown:
    """Return the comment with this number, where readers see its text.

    Raises:
        NotFound: ``comment-unknown``.
    """
    site, story = before.site.id, before.story.id

    def look(db: Connection) -> Shown | None:
        comment = comments.comment_numbered(db, site=site, story=story, number=number)
        if comment is None or comment.state is not State.PUBLISHED or comment.shown is None:
            return None
        writer = authors.author_by_id(db, site=site, author_id=comment.author)
        text = comments.revision_of(db, site=site, comment_id=comment.id, n=comment.shown)
        return Shown(comment, writer.name if writer else "", (text.text if text else None) or "")

    shown = await before.door.means.store.read(look)
    if shown is None:
        raise NotFound("comment-unknown", "There is no such comment here, or it is no longer shown.")
    return shown
