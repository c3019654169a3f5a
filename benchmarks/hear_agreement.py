"""Does the panel agree with an editor? Fair ones published, breaches stopped, at whom, by language, by clause.

python benchmarks/hear_agreement.py [--part dev|train] [--show fair|breach|target] [--set NAME] [--lang LANG]
"""

import argparse
import json
import statistics
from collections import Counter, defaultdict

from hear_judging import Judged, judged, kind, overlapping, rows, share

SETS = ("editor_reading", "contrasts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--show", choices=("fair", "breach", "target"))
    parser.add_argument("--set", dest="sets", choices=SETS, action="append")
    parser.add_argument("--lang")
    parser.add_argument("--clause")
    asked = parser.parse_args()
    figures: dict[str, object] = {"name": f"hear_agreement/{asked.part}"}
    for name in asked.sets or SETS:
        found = [
            judged(row)
            for row in rows(f"data/{name}/{asked.part}.jsonl")
            if asked.lang in (None, row["lang"]) and asked.clause in (None, row["labels"].get("clause"))
        ]
        figures[name] = report(name, found)
        if asked.show:
            show(found, asked.show)
    print(json.dumps(figures))


def report(name: str, found: list[Judged]) -> dict[str, float]:
    """Print the figures of one set and return the main ones."""
    by = defaultdict(list)
    for one in found:
        by[kind(one.row["labels"]["expected"])].append(one)
    fair, breach = by["fair"], by["breach"]
    figures = {
        "fair_published": share(sum(not j.stopped for j in fair), len(fair)),
        "fair_rejected": share(sum(j.outcome == "reject" for j in fair), len(fair)),
        "breaches_stopped": share(sum(j.heard for j in breach), len(breach)),
        "breaches_rejected": share(sum(j.outcome == "reject" for j in breach), len(breach)),
        "agrees": share(sum(j.outcome in j.row["labels"]["expected"] for j in found), len(found)),
    }
    hit = [j for j in breach if j.heard]
    figures["clause_right"] = share(sum(j.findings[0].clause == j.row["labels"]["clause"] for j in hit), len(hit))
    figures["target_right"] = share(sum(_target(j) == j.row.get("target") for j in hit), len(hit))
    marked = [j for j in hit if j.row.get("spans") and _spans(j)]
    figures["spans_overlap"] = share(sum(overlapping(_spans(j), j.row["spans"]) for j in marked), len(marked))
    figures["median_marked"] = round(statistics.median([_marked(j) for j in hit]) * 100, 1) if hit else 0.0
    print(f"\n{name}: {len(fair)} fair, {len(breach)} breaches, {len(by['either'])} for either side")
    print("  " + "  ".join(f"{key} {value}" for key, value in figures.items()))
    for language in sorted({j.row["lang"] for j in found}):
        f = [j for j in fair if j.row["lang"] == language]
        b = [j for j in breach if j.row["lang"] == language]
        print(
            f"  {language}: fair published {share(sum(not j.stopped for j in f), len(f))} of {len(f)}, "
            f"rejected {share(sum(j.outcome == 'reject' for j in f), len(f))}; "
            f"breaches stopped {share(sum(j.heard for j in b), len(b))} of {len(b)}"
        )
    _by_clause(fair, breach)
    return figures


def _by_clause(fair: list[Judged], breach: list[Judged]) -> None:
    wanted = Counter(j.row["labels"]["clause"] for j in breach)
    stopped = Counter(j.row["labels"]["clause"] for j in breach if j.heard)
    wrongly = Counter(j.findings[0].clause or j.findings[0].reason for j in fair if j.stopped)
    for clause in sorted(set(wanted) | set(wrongly), key=str):
        print(f"    {clause}: stopped {stopped[clause]} of {wanted[clause]}; fair ones stopped by it {wrongly[clause]}")


def _target(one: Judged) -> str:
    return str(one.findings[0].target.value) if one.findings and one.findings[0].target else ""


def _spans(one: Judged) -> list[tuple[int, int]]:
    return [(s.start, s.end) for f in one.findings for s in f.spans]


def _marked(one: Judged) -> float:
    covered = {n for start, end in _spans(one) for n in range(start, end)}
    return len(covered) / max(1, len(one.row["text"]))


def show(found: list[Judged], what: str) -> None:
    for one in found:
        sort = kind(one.row["labels"]["expected"])
        if what == "fair" and not (sort == "fair" and one.stopped):
            continue
        if what == "breach" and not (sort == "breach" and not one.heard):
            continue
        if what == "target" and not (sort == "breach" and one.stopped and _target(one) != one.row.get("target")):
            continue
        parent = (one.row.get("parent") or {}).get("text", "") if isinstance(one.row.get("parent"), dict) else ""
        text = one.row["text"]
        top = one.findings[0] if one.findings else None
        labels, target = one.row["labels"], one.row.get("target")
        found_at = top and (top.clause, top.score, top.target and top.target.value, [s.of(text) for s in top.spans])
        print(f"- [{one.row['lang']}] {labels['expected']} {labels.get('clause')} {target} → {one.outcome} {found_at}")
        print(f"    {text[:400]!r}")
        if parent:
            print(f"    reply to {parent[:120]!r}")
        if one.row.get("spans"):
            print(f"    sharp {[text[a:b] for a, b in one.row['spans']]}")


if __name__ == "__main__":
    main()
