"""Imports the whole package as if nothing were installed but what it says that it needs: ``python tests/alone.py``."""

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.metadata import PackageNotFoundError, metadata, packages_distributions, requires
from types import ModuleType

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

OURS = "folkmoot"


def needed(names: Sequence[str]) -> set[str]:
    """Return the distributions that these requirements bring along, and those that they need, and so on."""
    seen: set[tuple[str, str]] = set()
    found: set[str] = set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        for extra in ("", *requirement.extras):
            if (name, extra) in seen:
                continue
            seen.add((name, extra))
            try:
                below = [Requirement(line) for line in requires(name) or ()]
                provided = metadata(name).get_all("Provides-Extra") or []
            except PackageNotFoundError:
                continue
            if extra and extra not in provided:
                continue  # written in another way, which the pip that comes with Python 3.11 does not understand
            found.add(name)
            waiting += [r for r in below if r.marker is None or r.marker.evaluate({"extra": extra})]
    return found


class Refusing(MetaPathFinder):
    """Finds nothing that belongs to other distributions."""

    def __init__(self, allowed: set[str]) -> None:
        owners = packages_distributions()
        self.refused = {
            module for module, names in owners.items() if not {canonicalize_name(name) for name in names} & allowed
        }

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Refuse, or leave it to the next finder."""
        if fullname.partition(".")[0] in self.refused:
            raise ModuleNotFoundError(f"No module named {fullname!r}: not a dependency", name=fullname)
        return None


def main(asked: Sequence[str]) -> None:
    """Import every module, with the requirements ``asked`` for alone."""
    allowed = needed(asked) | {OURS}
    for name in [name for name in sys.modules if name.partition(".")[0] in ("packaging", "_pytest", "pytest")]:
        del sys.modules[name]
    sys.meta_path.insert(0, Refusing(allowed))
    package = importlib.import_module(OURS)
    for module in pkgutil.walk_packages(package.__path__, f"{OURS}."):
        if module.name not in (f"{OURS}.__main__", f"{OURS}.store.migrations.env"):  # they run when they are imported
            importlib.import_module(module.name)
    from folkmoot.exchange.page.reader import read_page

    paragraph = "<div>The ferry was late again on Monday, and nobody at the quay could say when it would sail.</div>"
    page = f"<html><head><title>Ferry late</title></head><body><h1>Ferry late</h1>{paragraph * 20}</body></html>"
    assert "at the quay" in read_page(page.encode()).body
    assert "trafilatura" in sys.modules, "it is imported late, for pages that mark nothing"


if __name__ == "__main__":
    main(sys.argv[1:])
