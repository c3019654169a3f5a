"""A short answer means what its parent makes of it, and a word may begin in the comment before."""

import pytest

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.signals import Attribute, Target


def heard(attribute: Attribute, passage: Passage) -> dict[Target, float]:
    return {s.target: s.score or 0.0 for s in hear(passage, ruled_panel()).signals if s.attribute is attribute}


def test_same_to_you_is_a_threat_after_a_threat_and_a_wish_after_a_wish() -> None:
    threat = Passage("Same to you.", parent_text="I hope you die.", parent_author="Nora")
    wish = Passage("Same to you.", parent_text="Have a good evening.", parent_author="Nora")
    assert heard(Attribute.THREAT, threat)[Target.COMMENTER] > 0.5
    assert max(heard(Attribute.THREAT, wish).values()) < 0.1


def test_amen_joins_in_at_whom_the_parent_was_aimed() -> None:
    passage = Passage("Amen.", parent_text="Orvanians are vermin.", parent_author="Nora")
    assert heard(Attribute.IDENTITY_ATTACK, passage)[Target.GROUP] > 0.5


def test_who_says_more_than_an_echo_says_something_of_his_own() -> None:
    long = "Amen, and now let us talk about the harbour, since the fishermen have waited for two years for an answer."
    passage = Passage(long, parent_text="Orvanians are vermin.", parent_author="Nora")
    assert max(heard(Attribute.IDENTITY_ATTACK, passage).values()) < 0.1


@pytest.mark.parametrize(("before", "now"), [("You are an idi", "ot, all of you."), ("Fu", "ck this council")])
def test_a_word_split_over_two_comments_is_heard_in_the_second(before: str, now: str) -> None:
    hearing = hear(Passage(now, previous=(before,)), ruled_panel())
    strongest = max(
        (s for s in hearing.signals if s.attribute in (Attribute.INSULT, Attribute.PROFANITY)),
        key=lambda s: s.score or 0,
    )
    assert (strongest.score or 0) > 0.4
    assert strongest.spans[0].start == 0
