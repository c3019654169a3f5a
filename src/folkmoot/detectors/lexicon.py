"""Words that are heard wherever they stand: profanity, slurs, insults, sexual words."""

from folkmoot.detectors.heard import Heard, signals_of
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.meant import weight
from folkmoot.detectors.scene import Scene, scene_of
from folkmoot.detectors.target import Aim, nearest
from folkmoot.signals import Attribute, Signal, Target

ALONE = 0.8
"""What an insulting word keeps of its severity where no known form says at whom it is."""
HEARD_AS = {
    "PROFANE": Attribute.PROFANITY,
    "MILD": Attribute.PROFANITY,
    "SLUR": Attribute.IDENTITY_ATTACK,
    "SEXUAL": Attribute.SEXUALLY_EXPLICIT,
    "INSULT": Attribute.INSULT,
    "INSULTADJ": Attribute.INSULT,
    "SOFTINS": Attribute.INSULT,
}
MOST_HEARD = 400
"""Hits after which no more are looked for: they would change nothing."""
NOBODY = {Target.NOBODY: 1.0}


class Lexicon:
    """Hears words by the lists of their language; who is meant is guessed from who stands nearest."""

    name = "lexicon/1"
    attributes = frozenset(HEARD_AS.values())

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return the signals of all listed words; none where nothing was heard."""
        scene = scene_of(passage)
        heard: list[Heard] = []
        for place, sentence in enumerate(scene.sentences):
            if len(heard) > MOST_HEARD:
                break
            if sentence.tags & HEARD_AS.keys():
                heard += _in_sentence(scene, place)
        return signals_of(heard, self.name)


def _in_sentence(scene: Scene, place: int) -> list[Heard]:
    sentence = scene.sentences[place]
    heard = []
    for at, token in enumerate(sentence.tokens):
        for tag in token.tags.keys() & HEARD_AS.keys():
            attribute = HEARD_AS[tag]
            score = token.tags[tag]
            aim = Aim(NOBODY)
            if attribute is Attribute.IDENTITY_ATTACK:
                aim = Aim({Target.GROUP: 1.0})
                score *= weight(scene, place, at, at)
            elif attribute is Attribute.INSULT:
                aim = nearest(scene, place, at)
                score *= ALONE * weight(scene, place, at, at) * (1.0 if tag == "INSULT" else 0.7)
            elif attribute is Attribute.SEXUALLY_EXPLICIT:
                score *= 0.9
            heard.append(Heard(attribute, score, aim, (scene.span(sentence, at, at),)))
    return heard
