"""What the hearing's benchmarks share: rows of labelled comments, judged by the newspaper sample as second tries."""

import gzip
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.policy.evaluate import evaluate
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, Reason, outcome_of
from folkmoot.policy.load import load
from folkmoot.policy.program import Policy
from folkmoot.policy.samples import sample
from folkmoot.signals import Hearing

Row = Mapping[str, Any]
HERE = Path(__file__).parent
SHARED = Path(os.environ.get("FOLKMOOT_SHARED", HERE.parent.parent / "shared"))
"""Where the labelled texts lie; they are not part of the repository."""


@dataclass(frozen=True)
class Judged:
    """One comment as it came out."""

    row: Row
    hearing: Hearing
    findings: tuple[Finding, ...]
    outcome: str

    @property
    def stopped(self) -> bool:
        return self.outcome != "publish"

    @property
    def heard(self) -> bool:
        """Stopped for what was heard; held because nothing could tell is no finding."""
        return self.stopped and any(f.carried and f.reason is Reason.SCORE for f in self.findings)


@cache
def newspaper() -> Policy:
    policy = load(sample("newspaper"))
    assert isinstance(policy, Policy)
    return policy


def rows(path: str) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file below ``shared``, gzipped or not."""
    whole = SHARED / path
    with gzip.open(whole, "rt", encoding="utf-8") if path.endswith(".gz") else whole.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def passage_of(row: Row, text: str | None = None) -> Passage:
    story, parent = row.get("story") or {}, row.get("parent") or {}
    if isinstance(parent, str):
        parent = {"text": parent}
    return Passage(
        row["text"] if text is None else text,
        author=row.get("author") or "",
        parent_text=parent.get("text"),
        parent_author=parent.get("author"),
        previous=tuple(row.get("previous") or ()),
        headline=story.get("headline", ""),
        article=story.get("text") or story.get("summary") or "",
        site_language="en",
    )


def judged(row: Row, text: str | None = None) -> Judged:
    passage = passage_of(row, text)
    hearing = hear(passage, ruled_panel())
    findings = evaluate(newspaper(), Facts(hearing=hearing, attempt=2))
    return Judged(row, hearing, findings, outcome_of(findings).value)


def kind(expected: Sequence[str]) -> str:
    """Return fair (published by every editor), breach (by none) or either."""
    if "publish" not in expected:
        return "breach"
    return "fair" if set(expected) == {"publish"} else "either"


def share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def overlapping(a: Sequence[Any], b: Sequence[Any]) -> bool:
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)
