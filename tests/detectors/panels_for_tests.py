"""Panels that a judge process can be given by name: one that hangs, one that ends its process, one that fails."""

import os
import re

from folkmoot.detectors.interface import Detector, Passage
from folkmoot.signals import Attribute, Signal


class Troubled:
    """Hangs, ends or raises when the text says so."""

    name = "troubled/1"
    attributes = frozenset({Attribute.THREAT})

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        if "hang" in passage.text:
            re.match(r"(a+)+b", "a" * 60)
        if "end" in passage.text:
            os._exit(3)
        if "raise" in passage.text:
            raise RuntimeError("as asked")
        if "print" in passage.text:
            print("noise among the answers")  # a detector's own noise must not be taken for an answer
        return ()


def troubled() -> tuple[Detector, ...]:
    return (Troubled(),)


def never() -> tuple[Detector, ...]:
    raise RuntimeError("there is no such panel")


def slow_to_start() -> tuple[Detector, ...]:
    re.match(r"(a+)+b", "a" * 60)
    return ()
