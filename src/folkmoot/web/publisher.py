"""The publisher's door: the newspaper's server says what its articles say."""

from typing import Any, Literal

import msgspec
from litestar import Request, Router, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from folkmoot.discussion.story import Discussion, Person, Story, StoryText
from folkmoot.errors import NotFound
from folkmoot.operations.put_story import put_story
from folkmoot.store.read import stories
from folkmoot.web.door import Door
from folkmoot.web.sites import listed_url


class PersonSent(msgspec.Struct, forbid_unknown_fields=True):
    """Somebody in the article, with his public role as printed: ``President``."""

    name: str
    role: str = ""


class StorySent(msgspec.Struct, forbid_unknown_fields=True):
    """What an article says; comments are judged beside it."""

    url: str
    headline: str
    writer: str | None = None
    caption: str = ""
    dateline: str = ""
    body: str = ""
    people: list[PersonSent] = msgspec.field(default_factory=list)
    language: str = ""
    section: str = ""
    discussion: Literal["open", "wait", "closed"] | None = None
    slug: str | None = None


class StoryKept(msgspec.Struct):
    """A story as Folkmoot knows it."""

    slug: str
    url: str
    version: int
    discussion: str
    page_url: str


@put(
    "/api/sites/{site:str}/stories",
    opt={"verb": "put_story"},
    operation_id="put_story",
    summary="Say what an article says",
    description="Needs the publisher's key as a bearer token. Putting the same text again changes nothing; "
    "`discussion` left out leaves the switch alone.",
    tags=["Publishers"],
)
async def put_it(door: NamedDependency[Door], site: FromPath[str], data: JSONBody[StorySent]) -> StoryKept:
    """Keep an article's text."""
    at = await door.sites.named(site)
    door.limits.publish(site=at.id)
    text = StoryText(
        headline=data.headline,
        writer=data.writer,
        caption=data.caption,
        dateline=data.dateline,
        body=data.body,
        people=tuple(Person(person.name, person.role) for person in data.people),
        language=data.language,
        section=data.section,
    )
    discussion = None if data.discussion is None else Discussion(data.discussion)
    story = await put_story(door.means, site_id=at.id, url=data.url, text=text, discussion=discussion, slug=data.slug)
    return _shown(door, site, story)


@get(
    "/api/sites/{site:str}/stories",
    opt={"verb": "show_story"},
    operation_id="show_story",
    summary="Ask what Folkmoot knows of an article",
    tags=["Publishers"],
)
async def show_it(
    door: NamedDependency[Door],
    request: Request[Any, Any, Any],  # noqa: ARG001  # the guard has read the key
    site: FromPath[str],
    url: FromQuery[str],
) -> StoryKept:
    """Return a story by its address."""
    at = await door.sites.named(site)
    address = listed_url(at, url)
    story = await door.means.store.read(lambda db: stories.story_at(db, site=at.id, url=address))
    if story is None:
        raise NotFound("story-unknown", "Nobody has put or commented on this article yet.")
    return _shown(door, site, story)


def _shown(door: Door, site: str, story: Story) -> StoryKept:
    page = f"{door.settings.public_url}/s/{site}/{story.slug}"
    return StoryKept(story.slug, story.url, story.version, str(story.discussion), page)


publisher_door = Router("/", route_handlers=[put_it, show_it])
