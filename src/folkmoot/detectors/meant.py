"""Whether words are meant: denied, quoted, told of others, asked, or said of oneself."""

from itertools import pairwise

from folkmoot.detectors.scene import Scene, Sentence

QUOTED = 0.3
TOLD = 0.45
DENIED = 0.3
OF_ONESELF = 0.15
LOOKED_BACK = 5
"""Words before a hit in which a denial or "he called them" is looked for."""


def weight(scene: Scene, place: int, first: int, last: int) -> float:
    """Return what a hit on the tokens ``first`` to ``last`` keeps of its score: 1 where it is meant as it stands."""
    sentence = scene.sentences[place]
    kept = 1.0
    if _is_quoted(sentence, first, last):
        kept *= QUOTED
    if _is_told(sentence, first):
        kept *= TOLD
    if _is_of_oneself(sentence, first):
        kept *= OF_ONESELF
    if _is_denied(sentence, first):
        kept *= DENIED
    return kept


def _is_quoted(sentence: Sentence, first: int, last: int) -> bool:
    # A hit that lies whole in a quotation is not his own; one that begins or ends outside is.
    return sentence.tokens[first].quoted and sentence.tokens[last].quoted


def _is_told(sentence: Sentence, first: int) -> bool:
    before = sentence.tokens[max(0, first - LOOKED_BACK) : first]
    for at, token in enumerate(before):
        if "SAY" in token.tags:
            who = sentence.tokens[max(0, first - len(before) + at - 3) : max(0, first - len(before) + at)]
            return not any("I" in t.tags for t in who) or any("I" in t.tags for t in before[at:])
    return False


def _is_of_oneself(sentence: Sentence, first: int) -> bool:
    """Whether the writer speaks of himself: "I am such an idiot", "how stupid of me"."""
    before = sentence.tokens[max(0, first - LOOKED_BACK) : first]
    after = sentence.tokens[first + 1 : first + 4]
    if any(a.word == "i" and "BE" in b.tags for a, b in pairwise(before)):
        return True
    return [t.word for t in after[:2]] == ["of", "me"]


def _is_denied(sentence: Sentence, first: int) -> bool:
    before = sentence.tokens[max(0, first - 3) : first]
    for at, token in enumerate(before):
        if "NOT" in token.tags:
            following = before[at + 1].word if at + 1 < len(before) else ""
            return following not in ("only", "just", "but")
    return False
