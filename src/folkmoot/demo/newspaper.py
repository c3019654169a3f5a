"""The newspaper's own small site: front page, stories, an about page, and the pictures, on an origin of its own."""

import re
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from folkmoot.demo.content import DemoStory

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Coroutine[Any, Any, None]]

SITE = "ferry-post"
"""The newspaper's name at Folkmoot."""
SECTIONS = ("River", "Politics", "Trade", "Sport", "Letters")


@dataclass(frozen=True, slots=True)
class _Answer:
    """One ready page or file."""

    status: int
    media_type: str
    body: bytes


def story_url(newspaper_url: str, story: DemoStory) -> str:
    """Return the story's canonical address, by which Folkmoot knows it."""
    return f"{newspaper_url.rstrip('/')}/stories/{story.slug}"


def newspaper_app(*, folkmoot_url: str, newspaper_url: str, stories: Sequence[DemoStory]) -> ASGIApp:
    """Build the newspaper's site, every page ready before the first reader comes.

    ``folkmoot_url`` is the origin that the discussion comes from, ``newspaper_url`` the one that this site is
    reached at; ``stories`` stand on the front page in their order, the first one as the lead.
    """
    folkmoot_url = folkmoot_url.rstrip("/")
    answers = dict(_pages(folkmoot_url, newspaper_url, stories)) | dict(_files())
    missing = answers.pop("/404")
    headers = _headers(folkmoot_url)

    async def newspaper(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await _answer(scope, send, answers.get(scope["path"], missing), headers)
        else:  # a WebSocket: this site has none
            await send({"type": "websocket.close", "code": 1008})

    return newspaper


async def _answer(scope: Scope, send: Send, answer: _Answer, headers: Mapping[str, str]) -> None:
    if scope["method"] not in ("GET", "HEAD"):
        answer = _Answer(405, "text/plain; charset=utf-8", b"This site is for reading.\n")
        headers = {**headers, "allow": "GET, HEAD"}
    all_headers = {
        **headers,
        "content-type": answer.media_type,
        "content-length": str(len(answer.body)),
        "cache-control": "no-cache" if answer.media_type.startswith("text/html") else "max-age=300",
    }
    encoded = [(name.encode(), value.encode()) for name, value in all_headers.items()]
    await send({"type": "http.response.start", "status": answer.status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})


async def _live(receive: Receive, send: Send) -> None:
    """Answer the server's start and end; there is nothing to open or close."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def _headers(folkmoot_url: str) -> dict[str, str]:
    """Nothing comes from anywhere but this site and Folkmoot, and nothing is written into the page itself."""
    policy = {
        "default-src": "'none'",
        "script-src": f"'self' {folkmoot_url}",
        "style-src": f"'self' {folkmoot_url}",
        "connect-src": folkmoot_url,
        "img-src": "'self'",
        "form-action": folkmoot_url,
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "referrer-policy": "strict-origin-when-cross-origin",
        "x-content-type-options": "nosniff",
    }


def _pages(folkmoot_url: str, newspaper_url: str, stories: Sequence[DemoStory]) -> Iterable[tuple[str, _Answer]]:
    """Yield every page by its path; ``/404`` is what stands at all others."""
    templates = _templates()
    # One anchor a section: the navigation leads to the section's first story on the front page.
    anchors = {story.section: story.slug for story in reversed(stories)}
    shared = {
        "site": SITE,
        "folkmoot_url": folkmoot_url,
        "sections": SECTIONS,
        "anchors": anchors,
        "edition": max(story.published_at for story in stories),
        "url_of": lambda story: story_url(newspaper_url, story),
    }

    def page(template: str, status: int = 200, **values: object) -> _Answer:
        html = templates.get_template(template).render(shared | values)
        return _Answer(status, "text/html; charset=utf-8", html.encode())

    yield "/", page("front.html", stories=stories)
    yield "/about", page("about.html")
    yield "/404", page("missing.html", status=404)
    by_slug = {story.slug: story for story in stories}
    for story in stories:
        related = [(by_slug[line.slug], line.note) for line in story.related if line.slug in by_slug]
        yield f"/stories/{story.slug}", page("story.html", story=story, related=related)


def _files() -> Iterable[tuple[str, _Answer]]:
    here = files("folkmoot.demo")
    yield "/ferry-post.css", _Answer(200, "text/css; charset=utf-8", (here / "pages" / "ferry-post.css").read_bytes())
    for picture in (here / "pictures").iterdir():
        if picture.name.endswith(".svg"):
            yield f"/pictures/{picture.name}", _Answer(200, "image/svg+xml", picture.read_bytes())


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("folkmoot.demo", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["day"] = _day
    templates.filters["italics"] = _italics
    return templates


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _italics(text: str, names: Sequence[str]) -> Markup:
    """Set the names in ``<em>``, and nothing else in the text."""
    if not names:
        return escape(text)
    parts = re.split("(" + "|".join(map(re.escape, names)) + ")", text)
    return Markup("").join(Markup("<em>{}</em>").format(part) if part in names else part for part in parts)
