"""Coverage: for which attributes and languages silence means something."""

from functools import cache

from folkmoot.detectors.forms import forms
from folkmoot.detectors.lexicon import HEARD_AS
from folkmoot.detectors.romanised import LATIN
from folkmoot.detectors.vocabulary import EVERYWHERE, vocabulary
from folkmoot.signals import Attribute

ANY_LANGUAGE = frozenset({Attribute.SPAM, Attribute.PRIVATE_DATA})
"""Numbers, addresses and links are the same in every language."""
MADE_OF_OTHERS = frozenset({Attribute.TOXICITY, Attribute.SEVERE_TOXICITY})


@cache
def covered(attribute: Attribute, languages: tuple[str, ...]) -> bool:
    """Whether lists or forms of at least one of the languages listen for the attribute."""
    return attribute in ANY_LANGUAGE or any(attribute in covered_in(language) for language in languages)


@cache
def covered_in(language: str) -> frozenset[Attribute]:
    """Return the attributes that the lists and forms of a language listen for."""
    known = vocabulary(language)
    tags = {tag for group in (known.words, known.stems, known.phrases) for entry in group.values() for tag in entry}
    found = {HEARD_AS[tag] for tag in tags & HEARD_AS.keys()}
    own = language.removesuffix(LATIN)
    found |= {form.attribute for form in forms() if form.language == own}
    if tags & {"VILE", "VICE"}:
        found |= {form.attribute for form in forms() if form.language == EVERYWHERE}
    return frozenset(found | (MADE_OF_OTHERS if found else frozenset()))
