"""What runs in a judge process: passages come in by standard input, hearings go out by standard output."""

import ctypes
import importlib
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO, cast

from folkmoot.detectors.interface import Detector
from folkmoot.detectors.panel import hear

LENGTH = struct.Struct("!I")
END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux: a hung process does not outlive its server."""


def main(factory: str) -> None:
    """Hear passages until the input ends."""
    _end_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a detector prints goes to the log, not among the answers
    module, _, function = factory.partition(":")
    panel = cast("Callable[[], tuple[Detector, ...]]", getattr(importlib.import_module(module), function))()
    while True:
        asked = _read(sys.stdin.buffer)
        if asked is None:
            return
        answer = pickle.dumps(hear(pickle.loads(asked), panel), protocol=5)  # noqa: S301  both ends are ours
        answers.write(LENGTH.pack(len(answer)) + answer)
        answers.flush()


def _read(source: BinaryIO) -> bytes | None:
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    return source.read(length)


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
