"""Setting up a newsroom: its publications, its staff, its stories."""

from typing import Annotated, Literal

import typer

from folkmoot.cli.terminal import SiteOption, config_now, err, in_house, say, shown

site_app = typer.Typer(no_args_is_help=True, help="Set up publications.")
staff_app = typer.Typer(no_args_is_help=True, help="Let moderators and editors in, and out.")
story_app = typer.Typer(no_args_is_help=True, help="Open, close, or let stories wait.")

StaffName = Annotated[str, typer.Argument(help='As colleagues know him: "Ada Winter".')]


@site_app.command("add")
def site_add(
    name: Annotated[str, typer.Argument(help="Short, in addresses: ferry-post.")],
    origin: Annotated[
        list[str], typer.Option(help="Where its pages live: https://www.ferrypost.example; may be given several times.")
    ],
    title: Annotated[str, typer.Option(help="As readers know it.")] = "",
    language: Annotated[str, typer.Option(help="Of its pages: en, ar …")] = "en",
    timezone: Annotated[str, typer.Option(help="For the times on its pages: Europe/Paris …")] = "UTC",
) -> None:
    """Set up a publication; print its publisher's key, once, and what to put into its pages."""
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
    """Print the publications, one a line: short name, title, language, origins."""
    from folkmoot.store.read.sites import all_sites

    listed = in_house(lambda house: house.store.read(all_sites))
    for site in listed:
        say(shown(site.name) + "".join(f"\t{shown(v)}" for v in (site.title, site.language, " ".join(site.origins))))
    if not listed:
        err.print("No site is set up yet: `folkmoot site add NAME --origin URL` does it.")


@staff_app.command("add")
def staff_add(
    name: StaffName,
    site: SiteOption,
    role: Annotated[
        Literal["moderator", "editor", "operator"],
        typer.Option(help="Moderators decide; editors own the policy, too; operators run the server, too."),
    ] = "moderator",
) -> None:
    """Give somebody a role and print a one-time link, good for a day."""
    from folkmoot.operations.set_up_site import add_staff

    link = in_house(lambda house: add_staff(house.means, name=name, role=role, site_name=site))
    say(f"{config_now().public_url}/desk/sign-in/{link}")


@staff_app.command("link")
def staff_link(name: StaffName) -> None:
    """Print another one-time link for somebody."""
    from folkmoot.operations.set_up_site import link_staff

    link = in_house(lambda house: link_staff(house.means, name=name))
    say(f"{config_now().public_url}/desk/sign-in/{link}")


@staff_app.command("remove")
def staff_remove(name: StaffName) -> None:
    """Take somebody's roles, links and sessions away; his decisions stay."""
    from folkmoot.operations.set_up_site import remove_staff

    in_house(lambda house: remove_staff(house.means, name=name))
    say(f"{name} can no longer come in.")


@story_app.command("switch")
def story_switch(
    slug: Annotated[str, typer.Argument(help="The story's short name, as in /s/SITE/SLUG.")],
    to: Annotated[Literal["open", "wait", "closed"], typer.Argument(help="With `wait` every comment is held.")],
    site: SiteOption,
) -> None:
    """Open a story's discussion, let every comment wait for a person, or close it."""
    from folkmoot.discussion.story import Discussion
    from folkmoot.operations.switch_story import switch_story

    in_house(lambda house: switch_story(house.means, site_name=site, slug=slug, discussion=Discussion(to), staff=None))
    say(f"{slug}: {to}")
