"""What stands around every page of Folkmoot's own origin, and how its templates are rendered."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from folkmoot.locale.speaking import speaking
from folkmoot.locale.words import Words, words
from folkmoot.text.markup import to_html


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page of a site."""

    public_url: str
    """Where Folkmoot is reached, without a slash at the end."""
    site_name: str
    site_title: str
    language: str
    timezone: str = "UTC"

    @property
    def words(self) -> Words:
        """The words of the site's language."""
        return words(self.language, self.timezone)

    def page(self, slug: str) -> str:
        """Return the address of a story's discussion page."""
        return f"{self.public_url}/s/{quote(self.site_name)}/{quote(slug)}"


@dataclass(frozen=True, slots=True)
class Place:
    """The story that a page is about."""

    slug: str
    headline: str
    url: str


def render(template: str, frame: Frame, **values: Any) -> Markup:
    """Return one template, said in the site's language."""
    names = {
        **speaking(frame.words),
        "frame": frame,
        "to_html": to_html,
        "bold": Markup("<b>{}</b>").format,
        "bold_name": Markup("<b><bdi>{}</bdi></b>").format,
        "quoted": lambda text: to_html(frame.words.say("“{text}”", text=text)),
        "quoted_inline": Markup('<q dir="auto">{}</q>').format,
        "policy_page": f"{frame.public_url}/s/{quote(frame.site_name)}/policy",
    }
    return Markup(_TEMPLATES.get_template(template).render(names | values))  # noqa: S704  escaped by the template


def whole_page(template: str, frame: Frame, *, place: Place | None = None, **values: Any) -> str:
    """Return a whole page; ``place`` is the story that it is about."""
    page = frame.page(place.slug) if place else ""
    root = urlsplit(frame.public_url).path.rstrip("/")
    return str(render(template, frame, place=place, **({"page": page, "root": root} | values)))


# The forms and the policy are the fragment's own templates: readers see one form, wherever they write.
_TEMPLATES = Environment(
    loader=ChoiceLoader(
        [PackageLoader("folkmoot.web"), PrefixLoader({"feed": PackageLoader("folkmoot.feed")})],
    ),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
