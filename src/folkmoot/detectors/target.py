"""Aim: at whom a word is said, with the likelihood shared out where it is unsure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from folkmoot.detectors.cast import Cast
from folkmoot.detectors.scene import Scene, Sentence, Token
from folkmoot.detectors.vocabulary import reader
from folkmoot.signals import Target
from folkmoot.text.normalise import fold
from folkmoot.text.span import Span

COMMENTER, WRITER, PUBLIC, INSTITUTION, PRIVATE, GROUP, NOBODY = (
    Target.COMMENTER, Target.WRITER, Target.PUBLIC_FIGURE, Target.INSTITUTION, Target.PRIVATE_PERSON, Target.GROUP,
    Target.NOBODY,
)  # fmt: skip

BY_TAG: tuple[tuple[str, Target], ...] = (
    ("NAMED", COMMENTER), ("COMMENTS", COMMENTER), ("WRITER", WRITER), ("PUBLIC", PUBLIC), ("INSTITUTION", INSTITUTION),
    ("SLUR", GROUP), ("GROUP", GROUP), ("CLASS", GROUP), ("PRIVATE", PRIVATE),
)  # fmt: skip
FEW_WORDS = 3
LONGEST_LOOK = 600
"""Code points of a parent or a headline that are looked through for a people."""
WORD = re.compile(r"[^\W\d_]{3,30}")
FEW_LETTERS = 100
"""Letters; set on editor_reading/train: longer comments more often scorn somebody in the news."""
LOOKED_BACK = 3
AIMED = frozenset(tag for tag, _ in BY_TAG)
AIMS = frozenset({"YOU", "YOUR", "HE", "THEY", "I", "NAME"})
MEANT = AIMED | AIMS
BETWEEN = frozenset({"INSULTADJ", "FILTHADJ", "INTENS", "SOFT", "ALL"})
"""What may stand between "this" and the insult."""
DEFINITE = frozenset({"the", "le", "la", "les", "el", "los", "las", "il", "der", "die", "das", "den", "dem"})
SOMEBODY: Mapping[Target, float] = {PUBLIC: 0.5, PRIVATE: 0.4, NOBODY: 0.1}
"""Whom a whole name means that nobody knows: most often somebody in the news."""
A_FIRST_NAME: Mapping[Target, float] = {PRIVATE: 0.4, COMMENTER: 0.3, PUBLIC: 0.3}
"""Whom a single name means: those who write here are called so more often than ministers."""
"""Sentences that are looked through for whom "he" or "they" may be."""


@dataclass(frozen=True, slots=True)
class Aim:
    """At whom, as shares that add up to 1, and the words that show it."""

    shares: Mapping[Target, float]
    spans: tuple[Span, ...] = ()


def aim_at(scene: Scene, place: int, token: int) -> Aim:
    """Return at whom the given token of the sentence number ``place`` points."""
    sentence = scene.sentences[place]
    shown = sentence.tokens[token]
    span = (scene.span(sentence, token, token),)
    if "YOU" in shown.tags or "YOUR" in shown.tags:
        return Aim(you(scene), span)
    if "HE" in shown.tags:
        return Aim(he(scene, place, token), span)
    if "THEY" in shown.tags or "THESE" in shown.tags:
        return Aim(they(scene, place, token), span)
    if "I" in shown.tags:
        return Aim({NOBODY: 1.0}, span)
    target = _of(shown)
    if target is None and "NAME" in shown.tags:
        return Aim(_named(scene, sentence, token), span)
    return Aim({target: 1.0} if target else {NOBODY: 1.0}, span)


def you(scene: Scene) -> Mapping[Target, float]:
    """Return whom "you" means: a commenter where one is there, else perhaps the president of the headline."""
    passage, cast = scene.passage, scene.cast
    if passage.parent_text is not None or "AT" in scene.addressed:
        return {COMMENTER: 1.0}
    if not cast.has_story:
        return {COMMENTER: 0.95, PUBLIC: 0.05}
    addressed = scene.addressed
    if "NAMED" in addressed and "PUBLIC" not in addressed:
        return {COMMENTER: 0.95, PUBLIC: 0.05}
    if "PUBLIC" in addressed:
        return {PUBLIC: 0.85, COMMENTER: 0.15}
    if "INSTITUTION" in addressed:
        return {INSTITUTION: 0.5, COMMENTER: 0.3, PUBLIC: 0.2}
    if addressed & {"COMMENTS", "HERE"}:  # who speaks of the place speaks to those who are in it
        return {COMMENTER: 0.85, PUBLIC: 0.1, WRITER: 0.05}
    if addressed & {"ARTICLE", "WRITER"}:
        return {WRITER: 0.5, COMMENTER: 0.4, NOBODY: 0.1}
    return _you_by_the_story(cast)


def _you_by_the_story(cast: Cast) -> Mapping[Target, float]:
    """Return whom "you" means where the comment does not tell: the headline's person, else somebody here."""
    if cast.headlined == "PUBLIC":
        return {PUBLIC: 0.5, COMMENTER: 0.4, NOBODY: 0.1}
    if cast.headlined == "PRIVATE":
        return {COMMENTER: 0.5, PRIVATE: 0.35, PUBLIC: 0.15}
    if cast.has_public:
        return {PUBLIC: 0.45, COMMENTER: 0.45, WRITER: 0.1}
    return {COMMENTER: 0.7, PRIVATE: 0.15, WRITER: 0.15}


def he(scene: Scene, place: int, token: int) -> Mapping[Target, float]:
    """Return whom "he" or "she" means: the one last named, else the one the story is about."""
    for shown in _backwards(scene, place, token):
        target = _of(shown)
        if target in (COMMENTER, WRITER, PUBLIC, PRIVATE):
            return {target: 0.9, PUBLIC if target is not PUBLIC else PRIVATE: 0.1}
    if scene.passage.parent_text is not None:
        return (
            {COMMENTER: 0.3, PUBLIC: 0.4, PRIVATE: 0.3}
            if scene.cast.main != "PUBLIC"
            else {PUBLIC: 0.7, COMMENTER: 0.2, PRIVATE: 0.1}
        )
    if scene.cast.main == "PUBLIC":
        return {PUBLIC: 0.85, PRIVATE: 0.15}
    if scene.cast.main == "PRIVATE":
        return {PRIVATE: 0.75, PUBLIC: 0.25}
    return {PUBLIC: 0.5, PRIVATE: 0.4, COMMENTER: 0.1}


def they(scene: Scene, place: int, token: int) -> Mapping[Target, float]:
    """Return whom "they" means: whoever was last named, a people before an institution."""
    for shown in _backwards(scene, place, token):
        target = _of(shown)
        if target in (GROUP, INSTITUTION):
            return {target: 0.9, NOBODY: 0.1}
        if target is PUBLIC:
            return {PUBLIC: 0.8, GROUP: 0.2}
    # The parent's people, then the headline's: an answer takes up what was spoken of.
    for text, sure in ((scene.passage.parent_text, 0.85), (scene.passage.headline, 0.75)):
        target = _spoken_of(text[:LONGEST_LOOK], scene) if text else None
        if target is not None:
            return {target: sure, NOBODY: 1.0 - sure}
    groups = [w for w, tag in scene.cast.names.items() if tag == "GROUP"]
    if groups:
        return {GROUP: 0.5, INSTITUTION: 0.3, PUBLIC: 0.2}
    return {INSTITUTION: 0.35, GROUP: 0.25, PUBLIC: 0.3, NOBODY: 0.1}


def _spoken_of(text: str, scene: Scene) -> Target | None:
    """Return who is spoken of in the plural in a text beside the comment: a people, else an institution."""
    words = reader(scene.languages)
    found: set[str] = set()
    for typed in WORD.findall(text):
        word = fold(typed)
        tags = words.read(word)[0][1]
        found |= tags.keys() & {"GROUP", "INSTITUTION"}
        if scene.cast.names.get(word) == "GROUP" or (not tags and words.is_people(typed)):
            found.add("GROUP")
    return GROUP if "GROUP" in found else INSTITUTION if "INSTITUTION" in found else None


def nearest(scene: Scene, place: int, token: int) -> Aim:
    """Return at whom a word is said that stands in no known form: the nearest one named in its sentence."""
    sentence = scene.sentences[place]
    best: tuple[int, int] | None = None
    pointed_at = _is_pointed_at(sentence, token)
    for at, shown in enumerate(sentence.tokens):
        if at == token or not shown.tags or shown.tags.keys().isdisjoint(MEANT):
            continue
        if pointed_at and shown.tags.keys() & {"YOU", "YOUR", "I"}:
            continue
        # What follows a word is less often its aim than what stands before it.
        distance = token - at if at < token else 2 * (at - token)
        if best is None or distance < best[0]:
            best = (distance, at)
    if best is None and pointed_at:
        return Aim(he(scene, place, token))
    if best is None:
        return Aim(_unnamed(scene, len(sentence.tokens)))
    return aim_at(scene, place, best[1])


def _named(scene: Scene, sentence: Sentence, token: int) -> Mapping[Target, float]:
    """Return whom a name means that neither the story nor the thread knows."""
    beside = sentence.tokens[max(0, token - 1) : token] + sentence.tokens[token + 1 : token + 2]
    typed = scene.passage.text
    is_whole = any(scene.normal.span(other.start, other.end).of(typed)[:1].isupper() for other in beside)
    return SOMEBODY if is_whole or scene.addressed & {"PUBLIC", "INSTITUTION", "SOFT"} else A_FIRST_NAME


def _is_pointed_at(sentence: Sentence, token: int) -> bool:
    """Whether an insult stands behind "this", "those" or "the": somebody spoken of, not spoken to."""
    at = token - 1
    while at >= max(0, token - 3) and sentence.tokens[at].tags.keys() & BETWEEN:
        at -= 1
    return at >= 0 and ("THESE" in sentence.tokens[at].tags or sentence.tokens[at].word in DEFINITE)


def _unnamed(scene: Scene, words: int) -> Mapping[Target, float]:
    """Return whom abuse hits that names nobody: the story's man, or, thrown into a thread in few words, a commenter."""
    if scene.cast.has_story:
        return he(scene, 0, 0)
    # Lists of other languages hold beasts among the insults: there a whole sentence about one is no insult.
    thrown = words <= FEW_WORDS or "en" in scene.languages
    if thrown and len(scene.normal.text) < FEW_LETTERS and not scene.addressed & {"PUBLIC", "INSTITUTION", "SOFT"}:
        return {COMMENTER: 0.8, PUBLIC: 0.1, PRIVATE: 0.1}
    return {NOBODY: 0.6, PUBLIC: 0.2, PRIVATE: 0.2}


def _backwards(scene: Scene, place: int, token: int) -> Iterator[Token]:
    yield from reversed(scene.sentences[place].tokens[:token])
    for sentence in reversed(scene.sentences[max(0, place - LOOKED_BACK) : place]):
        yield from reversed(sentence.tokens)


def _of(token: Token) -> Target | None:
    if not token.tags or token.tags.keys().isdisjoint(AIMED):
        return None
    return next(target for tag, target in BY_TAG if tag in token.tags)
