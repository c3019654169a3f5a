"""Policies: checked, tested by their own examples, published."""

from pathlib import Path
from typing import Annotated

import typer

from folkmoot.cli.terminal import SiteOption, in_house, out, read_text, say, stop

policy_app = typer.Typer(no_args_is_help=True, help="Check, test and publish discussion policies.")


@policy_app.command("check")
def check(file: Path) -> None:
    """Tell everything that is wrong in a policy file, with line and column."""
    from folkmoot.policy.load import load
    from folkmoot.policy.problems import Problems

    loaded = load(read_text(file), name=str(file))
    if isinstance(loaded, Problems):
        say(str(loaded))
        stop(f"{len(loaded.problems)} problem{'' if len(loaded.problems) == 1 else 's'}.")
    say(f"{file}: {len(loaded.clauses)} clauses, nothing wrong.")


@policy_app.command("test")
def test(file: Path) -> None:
    """Judge a policy's examples by the real judge, and tell those that come out on the wrong side."""
    from folkmoot.operations.try_policy import try_policy
    from folkmoot.policy.load import load
    from folkmoot.policy.problems import Problems

    loaded = load(read_text(file), name=str(file))
    if isinstance(loaded, Problems):
        say(str(loaded))
        stop(f"{len(loaded.problems)} problem{'' if len(loaded.problems) == 1 else 's'}.")
    results = try_policy(loaded)
    wrong = [result for result in results if not result.right]
    for result in wrong:
        out.print(f"{file}:{result.example.line}: {result.clause}: {result.sentence}", markup=False)
        out.print(f"    {result.example.text}", markup=False, style="dim")
    say(f"{len(results) - len(wrong)} of {len(results)} examples come out as meant.")
    if wrong:
        raise SystemExit(1)


@policy_app.command("publish")
def publish(
    file: Path, site: SiteOption, note: Annotated[str, typer.Option(help="What has changed, for the desk.")] = ""
) -> None:
    """Put a policy into force at a site, as its next version."""
    from folkmoot.operations.set_up_site import publish_policy

    source = read_text(file)
    number = in_house(lambda house: publish_policy(house.means, site_name=site, source=source, note=note))
    say(f"Version {number} is in force at {site}.")


@policy_app.command("sample")
def sample(name: Annotated[str, typer.Argument(help="newspaper, community or forum")] = "newspaper") -> None:
    """Print a sample policy, to begin one's own with."""
    from folkmoot.policy.samples import sample as text_of

    say(text_of(name).rstrip("\n"))
