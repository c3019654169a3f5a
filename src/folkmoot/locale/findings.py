"""How a quality, those at whom it is aimed, and a score are said."""

from folkmoot.locale.words import Words

UNLIKELY, EVEN, LIKELY, VERY_LIKELY = 0.2, 0.4, 0.6, 0.8
"""From which score on each word holds; under the first it is "very unlikely"."""


def likelihood(words: Words, score: float | None) -> str:
    """Return a score (0 to 1) as a word; None, where nothing could tell, is "unknown"."""
    if score is None:
        return words.say("unknown")
    if score < UNLIKELY:
        return words.say("very unlikely")
    if score < EVEN:
        return words.say("unlikely")
    if score < LIKELY:
        return words.say("even")
    return words.say("likely") if score < VERY_LIKELY else words.say("very likely")


def quality(words: Words, attribute: str) -> str:
    """Return what a text is read as, inside a sentence: ``an insult``."""
    known = {
        "toxicity": words.say("a text that drives others away"),
        "severe_toxicity": words.say("a text full of hate"),
        "insult": words.say("an insult"),
        "identity_attack": words.say("an attack on people for who they are"),
        "threat": words.say("a threat"),
        "profanity": words.say("foul language"),
        "sexually_explicit": words.say("sexual talk"),
        "spam": words.say("advertising"),
        "obscene": words.say("obscene abuse"),
        "condescension": words.say("belittling"),
        "accusation": words.say("an accusation of crime"),
        "generalisation": words.say("ill said of a whole people"),
        "private_data": words.say("private details of a person"),
    }
    return known.get(attribute, attribute)


def title(words: Words, attribute: str) -> str:
    """Return an attribute's name, as a heading says it: ``Insult``."""
    known = {
        "toxicity": words.say("Toxicity"),
        "severe_toxicity": words.say("Severe toxicity"),
        "insult": words.say("Insult"),
        "identity_attack": words.say("Attack on a people"),
        "threat": words.say("Threat"),
        "profanity": words.say("Profanity"),
        "sexually_explicit": words.say("Sexual talk"),
        "spam": words.say("Advertising"),
        "obscene": words.say("Obscene abuse"),
        "condescension": words.say("Belittling"),
        "accusation": words.say("Accusation"),
        "generalisation": words.say("Generalisation"),
        "private_data": words.say("Private details"),
    }
    return known.get(attribute, attribute)


def aimed(words: Words, target: str) -> str:
    """Return at whom, inside a sentence; empty for ``nobody`` and what is not known."""
    known = {
        "commenter": words.say("at another commenter"),
        "writer": words.say("at the story’s writer"),
        "public_figure": words.say("at a public figure"),
        "institution": words.say("at an institution"),
        "private_person": words.say("at a private person"),
        "group": words.say("at a whole group of people"),
    }
    return known.get(target, "")


def whom(words: Words, target: str) -> str:
    """Return a target by itself, as a table says it: ``A private person``."""
    known = {
        "commenter": words.say("Another commenter"),
        "writer": words.say("The story’s writer"),
        "public_figure": words.say("A public figure"),
        "institution": words.say("An institution"),
        "private_person": words.say("A private person"),
        "group": words.say("A group of people"),
        "nobody": words.say("Nobody"),
    }
    return known.get(target, target)
