"""A user at a terminal: commands in a folder of his own, one after the other, or beside a server that runs."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parents[1]
PAGES = TESTS / "data" / "pages"
POLICIES = TESTS / "data" / "policies"
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""
TERMINAL = {"COLUMNS": "200", "NO_COLOR": "1"}
_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def records(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.lines]


class Warm:
    """The process that runs commands without loading the program each time; see ``warm``."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, str(TESTS / "cli" / "warm.py"), str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                env=os.environ | TERMINAL,
            )
        self._line = ours.makefile("rw", encoding="utf-8")
        ours.close()

    def run(self, **wanted: Any) -> int:
        """Run a command and return its exit status."""
        self._line.write(json.dumps(wanted) + "\n")
        self._line.flush()
        return int(self._line.readline())

    def close(self) -> None:
        """Let the process end."""
        self._line.close()
        self._process.wait(PATIENCE)


@dataclass
class Shell:
    """A user's folder and environment; ``data/`` in it is what Folkmoot makes."""

    folder: Path
    warm: Warm
    settings: dict[str, str] = field(default_factory=dict)
    """Variables without their FOLKMOOT_, in small letters: ``{"port": "8123"}``."""

    @property
    def environment(self) -> dict[str, str]:
        """What a command finds in its environment."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
        ours = {f"FOLKMOOT_{name.upper()}": value for name, value in self.settings.items()}
        return kept | TERMINAL | ours

    def run(self, *words: str | Path, given: str | bytes = b"") -> Done:
        """Run a command to its end, with ``given`` on its standard input."""
        n = next(_numbers)
        files = {stream: self.folder / f".{n}-{stream}" for stream in ("stdin", "stdout", "stderr")}
        files["stdin"].write_bytes(given.encode() if isinstance(given, str) else given)
        status = self.warm.run(
            words=[str(word) for word in words],
            folder=str(self.folder),
            environment=self.environment,
            **{stream: str(path) for stream, path in files.items()},
        )
        done = Done(status, *(files[stream].read_text(encoding="utf-8") for stream in ("stdout", "stderr")))
        for path in files.values():
            path.unlink()
        assert "Traceback" not in done.err, done.err
        return done

    def ok(self, *words: str | Path, given: str | bytes = b"") -> str:
        """Run a command that must succeed and return what it prints."""
        done = self.run(*words, given=given)
        assert done.status == 0, done
        return done.out

    def refused(self, *words: str | Path, given: str | bytes = b"") -> str:
        """Run a command that must end with status 2 and a sentence, and return the sentence."""
        done = self.run(*words, given=given)
        assert done.status == 2, done
        assert done.err.strip(), done
        return done.err

    @contextmanager
    def start(self, *words: str | Path, stdin: int = subprocess.DEVNULL, stdout: int = 0) -> Iterator["Running"]:
        """Start a command in earnest, as ``python -m folkmoot``; it is ended at the end, if it has not ended itself.

        What it prints goes to files, unless ``stdout`` says where else.
        """
        n = next(_numbers)
        out, err = self.folder / f".{n}-out", self.folder / f".{n}-err"
        with out.open("wb") as to_out, err.open("wb") as to_err:
            process = subprocess.Popen(
                [sys.executable, "-m", "folkmoot", *map(str, words)],
                cwd=self.folder,
                env=self.environment,
                stdin=stdin,
                stdout=stdout or to_out,
                stderr=to_err,
            )
        try:
            yield Running(process, out, err)
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            process.wait(PATIENCE)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


@dataclass
class Running:
    """A command that runs."""

    process: "subprocess.Popen[bytes]"
    out_file: Path
    err_file: Path

    @property
    def out(self) -> str:
        """What it has printed until now."""
        return self.out_file.read_text(encoding="utf-8")

    @property
    def err(self) -> str:
        """What it has said on standard error until now."""
        return self.err_file.read_text(encoding="utf-8")

    def until(self, true: Callable[[], bool]) -> None:
        """Wait until something is so, while the command runs."""
        wait_until(lambda: self.process.poll() is not None or true())
        assert self.process.poll() is None, (self.process.returncode, self.out, self.err)

    def ended(self, sign: signal.Signals, *, within: float = PATIENCE) -> int:
        """Send a signal and return the exit status."""
        self.process.send_signal(sign)
        return self.process.wait(within)


def wait_until(true: Callable[[], bool]) -> None:
    """Look again and again, until something is so."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.02)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def link_in(printed: str) -> str:
    """Return the one-time link that a command has printed."""
    found = re.search(r"https?://\S+/desk/sign-in/\S+", printed)
    assert found is not None, printed
    return found[0]
