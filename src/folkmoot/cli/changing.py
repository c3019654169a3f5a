"""Changing a publication: its origins, its title and language, and what it has set for its discussions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from folkmoot.cli.terminal import in_house, read_text, say, shown, stop

if TYPE_CHECKING:
    from folkmoot.discussion.site import Site
    from folkmoot.discussion.story import Person


def site_set(
    name: Annotated[str, typer.Argument(help="The site's short name.")],
    add: Annotated[list[str] | None, typer.Option(help="One more origin of its pages; may be given again.")] = None,
    remove: Annotated[list[str] | None, typer.Option(help="An origin that is no longer its own.")] = None,
    title: Annotated[str | None, typer.Option(help="As readers know it.")] = None,
    language: Annotated[str | None, typer.Option(help="Of its pages: en, ar …")] = None,
    timezone: Annotated[str | None, typer.Option(help="For the times on its pages: Europe/Paris …")] = None,
    longest_comment: Annotated[int | None, typer.Option(help="In characters.")] = None,
    most_links: Annotated[int | None, typer.Option(help="In one comment.")] = None,
    page_size: Annotated[int | None, typer.Option(help="First-level comments on a page.")] = None,
    edit_minutes: Annotated[int | None, typer.Option(help="How long an author may edit what he wrote.")] = None,
    editor_mail: Annotated[
        str | None, typer.Option(help='Where readers may write when a discussion is closed; "" for nowhere.')
    ] = None,
    people: Annotated[
        Path | None,
        typer.Option(help="A file of public figures that any story may mean, one a line: Tomas Verrin, President"),
    ] = None,
) -> None:
    """Change a publication, and print how it stands; without options, only print."""
    from folkmoot.operations.change_site import SiteChange, change_site

    change = SiteChange(
        title=title,
        language=language,
        timezone=timezone,
        edit_minutes=edit_minutes,
        longest_comment=longest_comment,
        most_links=most_links,
        page_size=page_size,
        editor_mail=editor_mail,
        people=None if people is None else people_of(read_text(people), name=str(people)),
    )
    site = in_house(
        lambda house: change_site(
            house.means, site_name=name, change=change, add=tuple(add or ()), remove=tuple(remove or ())
        )
    )
    for what, value in _lines(site):
        say(f"{what}\t{shown(value)}")


def people_of(text: str, *, name: str) -> "tuple[Person, ...]":
    """Return the people of a file: a name a line, and after a comma the role. What follows a # is a remark."""
    from folkmoot.discussion.story import Person

    people = []
    for n, line in enumerate(text.splitlines(), start=1):
        said, _, role = line.partition("#")[0].partition(",")
        if said.strip():
            people.append(Person(said.strip(), role.strip()))
        elif role.strip():
            stop(f"{name}:{n}: a role without a name.")
    return tuple(people)


def _lines(site: "Site") -> list[tuple[str, str]]:
    settings = site.settings
    return [
        ("name", site.name),
        ("title", site.title),
        ("language", site.language),
        ("timezone", settings.timezone),
        *(("origin", origin) for origin in site.origins),
        ("longest comment", str(settings.longest_comment)),
        ("most links", str(settings.most_links)),
        ("page size", str(settings.page_size)),
        ("edit minutes", str(settings.edit_minutes)),
        ("editor mail", settings.editor_mail or "none"),
        *(("person", f"{person.name}, {person.role}".rstrip(", ")) for person in settings.people),
    ]
