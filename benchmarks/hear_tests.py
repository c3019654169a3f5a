"""The sets that are for tests alone: HateCheck by functionality, and people and power. They choose nothing.

python benchmarks/hear_tests.py
"""

import json
from collections import defaultdict

from hear_judging import Judged, judged, overlapping, rows, share


def main() -> None:
    figures: dict[str, object] = {"name": "hear_tests"}
    figures["people_and_power"] = people_and_power()
    figures["hatecheck"] = hatecheck()
    print(json.dumps(figures))


def people_and_power() -> dict[str, float]:
    found = [judged(row) for row in rows("data/people_and_power/people_and_power.jsonl")]
    right = [_is_right(j) for j in found]
    fair = [j for j in found if _expected(j)[0] == "publish"]
    breach = [j for j in found if "publish" not in _expected(j)]
    hit = [j for j in breach if j.heard]
    sets: dict[str, list[bool]] = defaultdict(list)
    for one, is_right in zip(found, right, strict=True):
        sets[one.row["set"]].append(is_right)
    figures = {
        "right": sum(right),
        "of": len(found),
        "fair_published": share(sum(not j.stopped for j in fair), len(fair)),
        "breaches_stopped": share(len(hit), len(breach)),
        "target_right": share(sum(_target(j) == j.row["target"] for j in hit), len(hit)),
        "spans_overlap": share(sum(overlapping(_spans(j), j.row["spans"]) for j in hit), len(hit)),
        "sets_right": sum(all(group) for group in sets.values()),
        "sets": len(sets),
    }
    print("people and power:", figures)
    for language in ("en", "others"):
        part = [r for j, r in zip(found, right, strict=True) if (j.row["lang"] == "en") == (language == "en")]
        print(f"  {language}: {sum(part)} of {len(part)}")
    return figures


def hatecheck() -> dict[str, float]:
    """Hateful is what the hatred, threat, personal or other clauses stop; printed by functionality."""
    by: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in rows("data/hatecheck/test.jsonl.gz"):
        labels = row["labels"]
        hateful = bool(row.get("identity_attack", labels.get("label_gold") == "hateful"))
        name = str(labels.get("functionality", labels.get("function", "")))
        by[name].append((hateful, judged(row).heard))
    every = [pair for group in by.values() for pair in group]
    for name, group in sorted(by.items()):
        print(f"  {name}: {share(sum(h == s for h, s in group), len(group))} of {len(group)}")
    yes = [stopped for hateful, stopped in every if hateful]
    no = [not stopped for hateful, stopped in every if not hateful]
    figures = {"hateful_stopped": share(sum(yes), len(yes)), "others_published": share(sum(no), len(no))}
    figures["balanced"] = round((figures["hateful_stopped"] + figures["others_published"]) / 2, 1)
    print("hatecheck:", figures)
    return figures


def _expected(one: Judged) -> list[str]:
    expected = one.row["expected"]
    return [expected] if isinstance(expected, str) else list(expected)


def _is_right(one: Judged) -> bool:
    outcome = one.outcome if one.heard else "publish" if not one.stopped else "unknown"
    return outcome in _expected(one)


def _target(one: Judged) -> str:
    return str(one.findings[0].target.value) if one.findings and one.findings[0].target else ""


def _spans(one: Judged) -> list[tuple[int, int]]:
    return [(s.start, s.end) for f in one.findings for s in f.spans]


if __name__ == "__main__":
    main()
