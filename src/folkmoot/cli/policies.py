"""Policies: checked, tested by their own examples, published."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from folkmoot.cli.terminal import SiteOption, counted, in_house, out, read_text, say, shown, stop

if TYPE_CHECKING:
    from folkmoot.policy.program import Policy

policy_app = typer.Typer(no_args_is_help=True, help="Check, test and publish discussion policies.")

PolicyFile = Annotated[Path, typer.Argument(help="A policy, as YAML; - is standard input.")]


def read_policy(source: str, *, name: str) -> "Policy":
    """Return the policy of a text; what is wrong in it is told, and ends the command with status 2."""
    from folkmoot.policy.load import load
    from folkmoot.policy.problems import Problems

    loaded = load(source, name=name)
    if isinstance(loaded, Problems):
        say(shown(str(loaded)))
        stop(f"{counted(len(loaded.problems), 'problem')}.")
    return loaded


@policy_app.command("check")
def check(file: PolicyFile) -> None:
    """Tell everything that is wrong in a policy file, with line and column."""
    loaded = read_policy(read_text(file), name=str(file))
    say(f"{file}: {counted(len(loaded.clauses), 'clause')}, nothing wrong.")


@policy_app.command("test")
def test(file: PolicyFile) -> None:
    """Judge a policy's examples by the real judge, and tell those that come out on the wrong side."""
    from folkmoot.operations.try_policy import try_policy

    results = try_policy(read_policy(read_text(file), name=str(file)))
    wrong = [result for result in results if not result.right]
    for result in wrong:
        out.print(shown(f"{file}:{result.example.line}: {result.clause}: {result.sentence}"), markup=False)
        out.print(shown(f"    {result.example.text}"), markup=False, style="dim")
    say(f"{len(results) - len(wrong)} of {len(results)} examples come out as meant.")
    if wrong:
        raise SystemExit(1)


@policy_app.command("publish")
def publish(
    file: PolicyFile, site: SiteOption, note: Annotated[str, typer.Option(help="What has changed, for the desk.")] = ""
) -> None:
    """Put a policy into force at a site, as its next version."""
    from folkmoot.operations.set_up_site import publish_policy

    source = read_text(file)
    read_policy(source, name=str(file))
    number = in_house(lambda house: publish_policy(house.means, site_name=site, source=source, note=note))
    say(f"Version {number} is in force at {site}.")


@policy_app.command("sample")
def sample(
    name: Annotated[
        Literal["newspaper", "community", "forum"],
        typer.Argument(help="For a newspaper; strict, among neighbours; free."),
    ] = "newspaper",
) -> None:
    """Print a sample policy, to begin one's own with."""
    from folkmoot.policy.samples import sample as text_of

    say(text_of(name).rstrip("\n"))
