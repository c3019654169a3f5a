"""Writes the reference of the commands from the commands themselves: docs/reference/commands.md."""

from pathlib import Path
from typing import Any

from typer.main import get_command

from folkmoot.cli import app

FILE = Path(__file__).parent / "reference" / "commands.md"


def commands() -> str:
    """Return the reference as Markdown."""
    lines = ["# Commands", "", "Written by `make docs` from the commands themselves.", ""]
    for path, command in _walk(get_command(app), "folkmoot"):
        usage = command.collect_usage_pieces(command.context_class(command, info_name=path))
        lines += [f"## `{path}`", "", (command.help or "").strip(), "", "```", " ".join((path, *usage)), "```", ""]
        rows = [p for p in command.params if getattr(p, "help", None)]
        if rows:
            lines += ["| | |", "|---|---|"]
            lines += [f"| `{' '.join(p.opts)}` | {getattr(p, 'help', '')} |" for p in rows]
            lines.append("")
    return "\n".join(lines)


def _walk(command: Any, path: str) -> list[tuple[str, Any]]:
    inner = getattr(command, "commands", None)
    if inner is None:
        return [(path, command)]
    return [found for name in sorted(inner) for found in _walk(inner[name], f"{path} {name}")]


if __name__ == "__main__":
    FILE.write_text(commands(), encoding="utf-8")
