"""Runs `folkmoot` again and again, each time in a process of its own that need not load the program first.

A process that has imported everything waits on a socket; for each command it forks a child that gets the command's
words, folder, environment and files, and runs the package as ``python -m folkmoot`` does.
"""

import json
import os
import runpy
import socket
import sys
import traceback
from importlib import import_module
from typing import Any

LOADED = (
    "folkmoot.cli",
    "folkmoot.exchange.judged_html",
    "folkmoot.operations.erase_author",
    "folkmoot.operations.export_author",
    "folkmoot.operations.import_page",
    "folkmoot.operations.judge_texts",
    "folkmoot.operations.try_policy",
    "folkmoot.store.backup",
    "folkmoot.wiring.demo",
    "folkmoot.wiring.house",
    "typer.rich_utils",
)


def main() -> None:
    """Load the program once and run commands until the other side closes."""
    for name in LOADED:
        import_module(name)
    # The judge's lists are read when somebody is first heard.
    from folkmoot.detectors.ruled import ruled_panel

    ruled_panel()
    asked = socket.socket(fileno=int(sys.argv[1])).makefile("rw", encoding="utf-8")
    for line in asked:
        status = run(json.loads(line))
        asked.write(f"{status}\n")
        asked.flush()


def run(wanted: dict[str, Any]) -> int:
    """Fork, run one command, and return its exit status."""
    child = os.fork()
    if child:
        _, waited = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(waited)
    for stream, path in enumerate((wanted["stdin"], wanted["stdout"], wanted["stderr"])):
        opened = os.open(path, os.O_RDONLY if stream == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, stream)
        os.close(opened)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    sys.argv = ["folkmoot", *wanted["words"]]
    try:
        runpy.run_module("folkmoot", run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:
        traceback.print_exc()
        status = 1
    else:
        status = 0
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # to take the whole loaded program apart would take longer than most commands


if __name__ == "__main__":
    main()
