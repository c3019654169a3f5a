"""The sample policies that ship with Folkmoot: a newspaper's, a strict community's and a free forum's."""

from importlib.resources import files
from pathlib import Path

from folkmoot.errors import NotFound

SAMPLES = ("newspaper", "community", "forum")
"""Their names; the first is what a new site starts with."""


def sample(name: str) -> str:
    """Return a sample policy's file as text; raise ``NotFound`` when there is none of this name.

    It reads a file that is part of the program, as its code is: the same answer as long as the program is the same.
    """
    if name not in SAMPLES:
        raise NotFound("no-such-sample", f"There is no sample policy {name!r}; there are {', '.join(SAMPLES)}.")
    packed = files("folkmoot").joinpath("policies", f"{name}.yaml")
    if packed.is_file():
        return packed.read_text(encoding="utf-8")
    # From a checkout the package lies in src/, and the samples beside src/.
    return (Path(__file__).parents[3] / "policies" / f"{name}.yaml").read_text(encoding="utf-8")
