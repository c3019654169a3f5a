"""Sentences that break a promise by their form: insults at somebody, threats, contempt for a people, and the like."""

from collections.abc import Iterator
from functools import cache
from itertools import islice

import ahocorasick_rs

from folkmoot.detectors.forms import Form, captured, forms
from folkmoot.detectors.heard import Heard, signals_of
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.lexicon import MOST_HEARD
from folkmoot.detectors.meant import weight
from folkmoot.detectors.scene import Scene, Sentence, scene_of
from folkmoot.detectors.target import Aim, aim_at, he, nearest, they, you
from folkmoot.detectors.vocabulary import EVERYWHERE
from folkmoot.signals import Attribute, Signal, Target

OWN_FORMS = frozenset({"en"})
"""Languages whose forms say more exactly what those of all languages say roughly."""


class Gate:
    """One automaton over the lines of sentences; says which forms are worth trying."""

    def __init__(self, known: tuple[Form, ...]) -> None:
        by_gate: dict[str, list[int]] = {}
        for number, form in enumerate(known):
            for gate in form.gates:
                by_gate.setdefault(gate, []).append(number)
        self._forms = known
        self._numbers = list(by_gate.values())
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_gate))

    def open(self, sentence: Sentence) -> list[Form]:
        """Return the forms that may match the sentence, in the order of the files."""
        hits = {hit[0] for hit in self._automaton.find_matches_as_indexes(sentence.line, overlapping=True)}
        tags = sentence.tags
        opened: list[Form] = []
        for number in sorted({n for hit in hits for n in self._numbers[hit]}):
            form = self._forms[number]
            for need in form.needs:
                if tags.isdisjoint(need):
                    break
            else:
                opened.append(form)
        return opened


@cache
def gate(languages: tuple[str, ...]) -> Gate:
    """Return the gate before the forms of these languages; built once."""
    return Gate(tuple(form for form in forms() if _is_spoken(form, languages)))


class Patterns:
    """Hears what is said by the form of sentences, and at whom."""

    name = "patterns/1"
    attributes = frozenset(Attribute) - {Attribute.TOXICITY, Attribute.SEVERE_TOXICITY}

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return the signals of all forms that were found; none where nothing was heard."""
        scene = scene_of(passage)
        every = (one for place in range(len(scene.sentences)) for one in _in_sentence(scene, place))
        heard = list(islice(every, MOST_HEARD))
        return signals_of(heard, self.name)


def _in_sentence(scene: Scene, place: int) -> Iterator[Heard]:
    sentence = scene.sentences[place]
    for form in gate(scene.languages).open(sentence):
        match = form.pattern.search(sentence.line)
        if match is None or any(exception.search(sentence.line) for exception in form.exceptions):
            continue
        whole = _tokens(sentence, match.start(), match.end())
        sharp = captured(match, "marked")
        marked = _tokens(sentence, *sharp) if sharp else whole
        # Told or denied is what lies before the sharp words, inside the form or in front of it.
        kept = 1.0 if form.plainly else weight(scene, place, *marked)
        aimed = captured(match, "aim")
        aim = _aim(scene, place, form, sentence.at(aimed[0]) if aimed else -1, marked[0])
        if form.attribute is Attribute.IDENTITY_ATTACK:
            # Contempt for an army or a man is no contempt for a people: only the people's share counts.
            aim = Aim({Target.GROUP: aim.shares.get(Target.GROUP, 0.0)}, aim.spans)
        yield Heard(form.attribute, form.score * kept, aim, (scene.span(sentence, *marked),))


def _is_spoken(form: Form, languages: tuple[str, ...]) -> bool:
    """Whether a form is of the languages of the text; those of all languages stand back where one has its own."""
    if form.language == EVERYWHERE:
        return languages[0] not in OWN_FORMS
    return form.language in languages


def _tokens(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    return sentence.at(start), sentence.at(max(start, end - 2))


def _aim(scene: Scene, place: int, form: Form, aim: int, first: int) -> Aim:
    if aim >= 0:
        return aim_at(scene, place, aim)
    match form.aim:
        case "you":
            return Aim(you(scene))
        case "he":
            return Aim(he(scene, place, first))
        case "they":
            return Aim(they(scene, place, first))
        case "near":
            return nearest(scene, place, first)
        case _:
            return Aim({Target(form.aim): 1.0})
