"""How fast is the panel? Comments a second on one core, time against length, and the texts that stop naive filters.

python benchmarks/hear.py [--catastrophes]
"""

import argparse
import importlib.util
import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from typing import Any

from hear_judging import SHARED, passage_of, rows

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.text.normalise import normalise

WORDS = 40
LONG = (1_000, 10_000, 100_000, 1_000_000)
PATIENCE = 20.0
"""Seconds by the clock after which a catastrophe counts as a hang."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--catastrophes", action="store_true", help="also hear every text of the strings set, one process each"
    )
    asked = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    hear(Passage("Good morning."), ruled_panel())
    figures: dict[str, Any] = {"name": "hear", "start_seconds": round(time.perf_counter() - began, 3)}
    figures["comments_a_second"] = speed()
    figures |= lengths()
    if asked.catastrophes:
        figures |= catastrophes()
    print(json.dumps(figures))


def speed() -> int:
    """Return comments of 40 words a second: real ones, cut or joined to that length, each a different text."""
    words: list[str] = []
    for row in rows("data/editor_reading/dev.jsonl"):
        if row["lang"] == "en":
            words += row["text"].split()
    texts = [" ".join(words[n : n + WORDS]) for n in range(0, len(words) - WORDS, WORDS)]
    best = 0.0
    for turn in range(3):
        began = time.process_time()
        for number, text in enumerate(texts):
            hear(Passage(text, author=f"{turn}-{number}"), ruled_panel())
        best = max(best, len(texts) / (time.process_time() - began))
    print(f"{len(texts)} comments of {WORDS} words: {best:.0f} a second on one core")
    return round(best)


def lengths() -> dict[str, float]:
    """Return seconds by length, for ordinary text and for one that is nothing but abuse."""
    figures = {}
    for name, piece in (
        ("plain", "The council has not answered the question of the harbour. "),
        ("abuse", "You are an 1d10t! "),
    ):
        for length in LONG:
            text = (piece * (length // len(piece) + 1))[:length]
            began = time.perf_counter()
            normalise(text)
            normal = time.perf_counter() - began
            began = time.perf_counter()
            hear(Passage(text), ruled_panel())
            figures[f"{name}_{length}"] = round(time.perf_counter() - began, 3)
            print(
                f"{name} {length:>9,} letters: heard in {figures[f'{name}_{length}']} s, normal form in {normal:.3f} s"
            )
    return figures


def catastrophes() -> dict[str, Any]:
    """Hear every catastrophe in a process of its own; slow is by processor time, since the machine may be busy."""
    slow: list[tuple[str, str]] = []
    worst = 0.0
    count = 0
    for entry, text in _entries():
        count += 1
        seconds, answer = _apart(text)
        worst = max(worst, seconds)
        if answer != "ok" or seconds > 3:
            slow.append((entry, f"{answer} {seconds:.1f} s, {len(text)} letters"))
            print("  ", *slow[-1])
    print(f"{count} catastrophes, the slowest heard in {worst:.2f} s")
    return {"catastrophes": count, "catastrophes_failed": len(slow), "catastrophe_slowest_seconds": round(worst, 2)}


def _entries() -> Iterator[tuple[str, str]]:
    folder = SHARED / "attack" / "strings"
    spec = importlib.util.spec_from_file_location("catastrophes", folder / "build.py")
    assert spec
    assert spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    for entry in build.entries():
        yield entry["id"], build.text_of(entry["make"])


def _apart(text: str) -> tuple[float, str]:
    """Return the processor seconds that a hearing took (of the clock where it hangs), and what came of it."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=_hear, args=(text, theirs))
    began = time.perf_counter()
    process.start()
    seconds, answer = ours.recv() if ours.poll(PATIENCE) else (time.perf_counter() - began, "hangs")
    process.kill()
    process.join()
    return seconds, answer


def _hear(text: str, pipe: Any) -> None:
    began = time.process_time()
    hearing = hear(passage_of({"text": text}), ruled_panel())
    ends = [span.end for signal in hearing.signals for span in (*signal.spans, *signal.aim_spans)]
    good = not hearing.unanswered and all(end <= len(text) for end in ends)
    answer = "ok" if good else f"unanswered {[u.detector for u in hearing.unanswered]}"
    pipe.send((time.process_time() - began, answer))


if __name__ == "__main__":
    main()
