"""Is a word heard through its disguise? Both forms stopped, innocents let through, by technique and by language.

python benchmarks/hear_evasion.py [--show TECHNIQUE]
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable

from hear_judging import Judged, Row, judged, overlapping, rows, share

from folkmoot.detectors.vocabulary import languages, vocabulary
from folkmoot.text.normalise import fold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", help="print what went wrong in this technique (or: all, plain, innocent)")
    parser.add_argument(
        "--without-words", action="store_true", help="take every marked word of the file out of the lists"
    )
    asked = parser.parse_args()
    if asked.without_words:
        _forget(rows("attack/evasion/pairs.jsonl"))
    abusive: dict[str, list[bool]] = defaultdict(list)
    languages: dict[str, list[bool]] = defaultdict(list)
    plain_heard = spans = spanned = 0
    innocent: list[Judged] = []
    for row in rows("attack/evasion/pairs.jsonl"):
        plain = judged(row, row["plain"])
        disguised = judged(row, row["disguised"]) if row["disguised"] else None
        if row["kind"] == "innocent":
            innocent += [j for j in (plain, disguised) if j]
            for one in (plain, disguised):
                if one and one.stopped and asked.show in ("innocent", "all"):
                    _print(one, row["disguised"] if one is disguised else row["plain"])
            continue
        assert disguised
        both = plain.heard and disguised.heard
        abusive[row["technique"]].append(both)
        languages[row["lang"]].append(both)
        plain_heard += plain.heard
        if disguised.stopped and (marked := [(s.start, s.end) for f in disguised.findings for s in f.spans]):
            spanned += 1
            spans += overlapping(marked, [row["span_disguised"]])
        if not plain.heard and asked.show in ("plain", "all"):
            _print(plain, row["plain"])
        if plain.heard and not disguised.heard and asked.show in (row["technique"], "all"):
            _print(disguised, row["disguised"])
    _report(abusive, languages)
    total = [one for group in abusive.values() for one in group]
    figures = {
        "name": "hear_evasion/without_words" if asked.without_words else "hear_evasion",
        "both_forms_stopped": share(sum(total), len(total)),
        "plain_stopped": share(plain_heard, len(total)),
        "innocent_rejected": share(sum(j.outcome == "reject" for j in innocent), len(innocent)),
        "innocent_held": share(sum(j.outcome == "hold" for j in innocent), len(innocent)),
        "spans_overlap": share(spans, spanned),
    }
    print(json.dumps(figures))


def _forget(pairs: Iterable[Row]) -> None:
    """Take the words that the file marks out of all lists, so that what is left was not learned from it."""
    marked: set[str] = set()
    for row in pairs:
        start, end = row["span_plain"]
        marked |= {fold(word) for word in re.findall(r"\w+", row["plain"][start:end])}
    for language in languages():
        known = vocabulary(language)
        for word in marked:
            known.words.pop(word, None)
        for stem in [s for s in known.stems if any(word.startswith(s) for word in marked)]:
            del known.stems[stem]
    print(f"{len(marked)} words taken out")


def _report(abusive: dict[str, list[bool]], languages: dict[str, list[bool]]) -> None:
    for title, groups in (("technique", abusive), ("language", languages)):
        for name, found in sorted(groups.items()):
            print(f"  {title} {name}: {share(sum(found), len(found))} of {len(found)}")


def _print(one: Judged, text: str) -> None:
    found = [(f.clause, f.score, f.reason.value, [s.of(text) for s in f.spans]) for f in one.findings]
    print(f"- {one.row['id']} {one.row['breaks']} → {one.outcome} {found} {text!r}")


if __name__ == "__main__":
    main()
