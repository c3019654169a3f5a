"""Fair comments are let through: what only looks or sounds like abuse, and scorn for somebody who is not here."""

import pytest

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.signals import Attribute, Target

PERSONS = frozenset({Target.COMMENTER, Target.WRITER, Target.PRIVATE_PERSON})
NEVER_HERE = frozenset(Attribute) - {Attribute.TOXICITY, Attribute.SEVERE_TOXICITY}


def loudest(text: str, language: str) -> float:
    signals = hear(Passage(text, site_language=language), ruled_panel()).signals
    return max(signal.score or 0.0 for signal in signals if signal.attribute in NEVER_HERE)


def insult_at_persons(text: str) -> float:
    signals = hear(Passage(text), ruled_panel()).signals
    return sum(s.score or 0.0 for s in signals if s.attribute is Attribute.INSULT and s.target in PERSONS)


@pytest.mark.parametrize(
    ("text", "language"),
    [("Le bateau attend devant le château, et personne ne vient.", "fr"),
     ("Il a lâché la barre avant le pont.", "fr"),
     ("Mi padre trabajó treinta años con ellos, con la lluvia y con el frío.", "es"),
     ("Salona girdik, her yer dolu, küçük kızım da sıkıldı.", "tr"),
     ("Nu vreau să las totul baltă, lăsați-mă să termin.", "ro"),
     ("Die Spatzen pfeifen es von den Dächern.", "de")],
)  # fmt: skip
def test_an_ordinary_word_is_not_taken_for_abuse_that_sounds_or_folds_alike(text: str, language: str) -> None:
    assert loudest(text, language) < 0.45


def test_two_names_are_not_one_word_in_disguise() -> None:
    assert loudest("We watched the old film with Ben Hur and went home.", "en") < 0.45


@pytest.mark.parametrize(
    "text",
    ["You all voted for this idiot, and now you pay for it.",
     "Ask yourself why you elected those clowns to the board.",
     "Whatever you say, the moron in the palace signed it."],
)  # fmt: skip
def test_somebody_who_is_pointed_at_is_not_the_one_who_is_spoken_to(text: str) -> None:
    assert insult_at_persons(text) < 0.55


def test_a_name_that_nobody_knows_may_be_one_of_us() -> None:
    assert insult_at_persons("Bruno is a moron.") >= 0.55
    assert insult_at_persons("Bruno Kestrov is a moron.") < 0.55


@pytest.mark.parametrize(
    "text",
    ["I hope they find whoever shot the warden that night.", "Are we going to burn him at the stake next?",
     "My cousin was killed in the mine.", "Does the council get off scot-free again?",
     "I can install it on my site on Monday.", "Vote the whole lot out of office."],
)  # fmt: skip
def test_what_is_told_or_asked_is_neither_threat_nor_accusation_nor_advertising(text: str) -> None:
    assert loudest(text, "en") < 0.45
