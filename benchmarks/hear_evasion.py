"""Is a word heard through its disguise? Both forms stopped, innocents let through, by technique and by language.

python benchmarks/hear_evasion.py [--show TECHNIQUE] [--without-words] [--leave-out]
"""

import argparse
import json
import multiprocessing
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from hear_judging import Judged, Row, judged, overlapping, rows, share

from folkmoot.detectors import scene
from folkmoot.detectors.vocabulary import languages, vocabulary
from folkmoot.text import disguise, normalise, readings
from folkmoot.text.disguise import Disguises
from folkmoot.text.likeness import Likeness
from folkmoot.text.normalise import fold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", help="print what went wrong in this technique (or: all, plain, innocent)")
    parser.add_argument(
        "--without-words", action="store_true", help="take every marked word of the file out of the lists"
    )
    parser.add_argument("--leave-out", action="store_true", help="leave out one way of undoing after another")
    asked = parser.parse_args()
    if asked.leave_out:
        print(json.dumps({"name": "hear_evasion/leave_out"} | leave_out()))
        return
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


def leave_out() -> dict[str, float]:
    """Return the share of pairs stopped in both forms with all ways of undoing, and without each; one process each."""
    figures: dict[str, float] = {}
    for name in ("nothing", *WAYS):
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(target=_without, args=(name, theirs))
        process.start()
        figures[name] = ours.recv()
        process.join()
        print(f"  without {name}: {figures[name]}, {figures[name] - figures['nothing']:+.1f}")
    return figures


def _without(name: str, pipe: Any) -> None:
    for holder, attribute, nothing in WAYS.get(name, ()):
        setattr(holder, attribute, nothing)
    normalise.folded.cache_clear()
    pairs = [row for row in rows("attack/evasion/pairs.jsonl") if row["kind"] == "abusive"]
    both = [judged(row, row["plain"]).heard and judged(row, row["disguised"]).heard for row in pairs]
    pipe.send(share(sum(both), len(both)))


def _none(*_: object) -> None:
    return None


def _nothing(*_: object) -> tuple[()]:
    return ()


def _itself(word: str) -> Iterator[str]:
    yield word


NEVER = re.compile(r"(?!)")
WAYS: dict[str, tuple[tuple[Any, str, Any], ...]] = {
    "look-alikes": ((normalise, "look_alikes", dict), (normalise, "BY_EYE", {}), (readings, "_scripts", _itself)),
    "invisible signs": ((normalise, "invisible", frozenset),),
    "markup and entities": ((normalise, "MARKUP", NEVER),),
    "turned text": ((normalise, "TURNED_ROUND", NEVER), (Disguises, "_turned", _nothing)),
    "spread letters": ((Disguises, "_spread", _nothing),),
    "pictures": ((disguise, "_pictures", _nothing),),
    "signs for letters": ((readings, "_leet", _itself),),
    "masks": ((Likeness, "masked", _none), (disguise, "HIDDEN_F", NEVER)),
    "slips": ((Likeness, "slip_of", _none),),
    "by sound": ((Likeness, "heard_alike", _none),),
    "joined over a gap": ((Disguises, "_joined", _none),),
    "run together": ((disguise, "parted", _none), (disguise, "_camel", _none)),
    "romanised": ((scene, "_is_strange", _none), (scene, "IN_LATIN", frozenset())),
}
"""Ways of undoing a disguise, with what is put in their place to leave them out."""


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
