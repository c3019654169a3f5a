"""Setting up a newsroom: its publications, its staff, its stories."""

from typing import Annotated

import typer

from folkmoot.cli.terminal import SiteOption, config_now, in_house, say, stop

site_app = typer.Typer(no_args_is_help=True, help="Set up publications.")
staff_app = typer.Typer(no_args_is_help=True, help="Let moderators and editors in, and out.")
story_app = typer.Typer(no_args_is_help=True, help="Open, close, or let stories wait.")


@site_app.command("add")
def site_add(
    name: Annotated[str, typer.Argument(help="Short, in addresses: ferry-post.")],
    origin: Annotated[list[str], typer.Option(help="Where its pages live: https://www.ferrypost.example")],
    title: Annotated[str, typer.Option(help="As readers know it.")] = "",
    language: Annotated[str, typer.Option(help="Of its pages: en, ar …")] = "en",
    timezone: Annotated[str, typer.Option(help="For the times on its pages: Europe/Paris …")] = "UTC",
) -> None:
    """Set up a publication; prints its publisher's key, once, and what to put into its pages."""
    from folkmoot.discussion.site import SiteSettings
    from folkmoot.operations.set_up_site import add_site

    new = in_house(
        lambda house: add_site(
            house.means,
            name=name,
            origins=tuple(origin),
            title=title,
            language=language,
            settings=SiteSettings(timezone=timezone),
        )
    )
    public_url = config_now().public_url
    say(f"Site {new.site.name} is set up for {', '.join(new.site.origins)}.")
    say(f"\nIts publisher's key, shown this once:\n  {new.key}")
    say("\nWhere the discussion shall stand in a story's page:")
    say(f'  <script type="module" src="{public_url}/embed.js"></script>')
    say(f'  <folkmoot-discussion site="{new.site.name}"></folkmoot-discussion>')
    say("\nA story's number of comments on any page:")
    say(f'  <folkmoot-count site="{new.site.name}" href="STORY URL"></folkmoot-count>')


@site_app.command("list")
def site_list() -> None:
    """Print the publications."""
    from folkmoot.store.read.sites import all_sites

    for site in in_house(lambda house: house.store.read(all_sites)):
        say(f"{site.name}\t{site.title}\t{site.language}\t{' '.join(site.origins)}")


@staff_app.command("add")
def staff_add(
    name: str,
    site: SiteOption,
    role: Annotated[str, typer.Option(help="moderator, editor or operator")] = "moderator",
) -> None:
    """Give somebody a role and print a one-time link, good for a day."""
    from folkmoot.operations.set_up_site import add_staff

    link = in_house(lambda house: add_staff(house.means, name=name, role=role, site_name=site))
    say(f"{config_now().public_url}/desk/sign-in/{link}")


@staff_app.command("link")
def staff_link(name: str) -> None:
    """Print another one-time link for somebody."""
    from folkmoot.operations.set_up_site import link_staff

    link = in_house(lambda house: link_staff(house.means, name=name))
    say(f"{config_now().public_url}/desk/sign-in/{link}")


@staff_app.command("remove")
def staff_remove(name: str) -> None:
    """Take somebody's roles, links and sessions away; his decisions stay."""
    from folkmoot.operations.set_up_site import remove_staff

    in_house(lambda house: remove_staff(house.means, name=name))
    say(f"{name} can no longer come in.")


@story_app.command("switch")
def story_switch(slug: str, to: Annotated[str, typer.Argument(help="open, wait or closed")], site: SiteOption) -> None:
    """Open a story's discussion, let every comment wait for a person, or close it."""
    from folkmoot.discussion.story import Discussion
    from folkmoot.operations.switch_story import switch_story

    if to not in tuple(Discussion):
        stop(f"A discussion is one of {', '.join(Discussion)}.")
    in_house(lambda house: switch_story(house.means, site_name=site, slug=slug, discussion=Discussion(to), staff=None))
    say(f"{slug}: {to}")
