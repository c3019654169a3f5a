"""What is said by leaning on other comments: "same to you", "amen", and a word begun in the comment before."""

from dataclasses import replace

from folkmoot.detectors.heard import Heard, signals_of
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.lexicon import Lexicon
from folkmoot.detectors.patterns import Patterns
from folkmoot.detectors.scene import Scene, scene_of
from folkmoot.detectors.target import Aim, aim_at
from folkmoot.signals import Attribute, Signal, Target

ECHOED = frozenset(
    {Attribute.THREAT, Attribute.INSULT, Attribute.IDENTITY_ATTACK, Attribute.OBSCENE, Attribute.GENERALISATION}
)
LONGEST_ECHO = 14
"""Words; who says more says something of his own."""
KEPT = 0.85
"""What an echo keeps of the score of what it leans on."""
NEW_LETTERS = 160
"""Letters of this comment in which a word begun in the one before may end."""
HEARD_BY = (Lexicon(), Patterns())


class Echo:
    """Hears what a short answer makes of its parent, and what two comments of one author make together."""

    name = "echo/1"
    attributes = ECHOED | {Attribute.PROFANITY}

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return the parent's signals where the comment joins in or hands them back; none otherwise."""
        heard: list[Heard] = []
        if passage.parent_text:
            heard += _from_parent(passage, passage.parent_text)
        if passage.previous:
            heard += _begun_before(passage, passage.previous[-1])
        return signals_of(heard, self.name)


def _from_parent(passage: Passage, parent: str) -> list[Heard]:
    scene = scene_of(passage)
    words = sum(len(sentence.tokens) for sentence in scene.sentences)
    if not words or words > LONGEST_ECHO or not scene.addressed & {"ASSENT", "RETURN"}:
        return []
    whole = (scene.normal.span(scene.sentences[0].tokens[0].start, scene.sentences[-1].tokens[-1].end),)
    said = replace(passage, text=parent, parent_text=None, parent_author=None, previous=())
    heard = []
    for signal in (s for detector in HEARD_BY for s in detector.hear(said)):
        if signal.attribute in ECHOED and signal.score:
            aim = _handed_back(scene) if "RETURN" in scene.addressed else Aim({signal.target: 1.0})
            heard.append(Heard(signal.attribute, signal.score * KEPT, aim, whole))
    return heard


def _handed_back(scene: Scene) -> Aim:
    """Return at whom "same to …" points."""
    for place, sentence in enumerate(scene.sentences):
        for at, token in enumerate(sentence.tokens):
            if token.tags.keys() & {"HE", "THEY", "PUBLIC", "NAMED", "WRITER", "PRIVATE"}:
                return aim_at(scene, place, at)
    return Aim({Target.COMMENTER: 1.0})


def _begun_before(passage: Passage, before: str) -> list[Heard]:
    """Return what is heard over the border between the author's last comment and this one, in this one's words."""
    tail = before.split()[-1:]
    text = passage.text
    if not tail or not text[:NEW_LETTERS].split():
        return []
    heard = []
    for border in ("", " "):
        offset = len(tail[0]) + len(border)
        both = replace(passage, text=tail[0] + border + text[:NEW_LETTERS], previous=())
        for signal in (s for detector in HEARD_BY for s in detector.hear(both)):
            if not signal.score or not any(span.start < offset < span.end for span in signal.spans):
                continue
            scene = scene_of(passage)
            first = scene.sentences[0].tokens[0] if scene.sentences else None
            if first is not None:
                span = (scene.normal.span(first.start, first.end),)
                heard.append(Heard(signal.attribute, signal.score, Aim({signal.target: 1.0}), span))
    return heard
