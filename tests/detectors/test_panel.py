"""The panel gives one signal for each attribute and target, says what it does not know, and survives its detectors."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.signals import Attribute, Signal

ABUSE = st.sampled_from(
    ["You are an idiot. ", "fuck ", "Orvanians are vermin. ", "I hope you die. ", "@Ann ", "you ", "\u200b", "<b>"]
)


class Broken:
    name = "broken/1"
    attributes = frozenset({Attribute.THREAT})

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        raise RuntimeError(passage.text)


@pytest.mark.parametrize(
    "text", ["", "   ", "Good morning.", "You are an idiot, and so is the minister.", "\ud800\0", "🙂"]
)
def test_every_attribute_has_a_signal_and_no_target_has_two(text: str) -> None:
    hearing = hear(Passage(text), ruled_panel())
    assert {s.attribute for s in hearing.signals} == set(Attribute)
    assert max(Counter((s.attribute, s.target) for s in hearing.signals).values()) == 1


@settings(max_examples=150, deadline=None)
@given(st.lists(ABUSE | st.text(st.characters(codec=None), max_size=20), max_size=12).map("".join))
def test_whatever_the_text_spans_lie_inside_it_and_scores_between_0_and_1(text: str) -> None:
    hearing = hear(Passage(text), ruled_panel())
    assert not hearing.unanswered
    for signal in hearing.signals:
        assert signal.score is None or 0 <= signal.score <= 1
        assert all(span.end <= len(text) for span in (*signal.spans, *signal.aim_spans))


def test_a_language_that_nothing_covers_is_unknown_but_for_numbers_and_links() -> None:
    scores = {s.attribute: s.score for s in hear(Passage("დილა მშვიდობისა, მეგობრებო"), ruled_panel()).signals}
    assert scores[Attribute.INSULT] is None
    assert scores[Attribute.PRIVATE_DATA] is not None


def test_a_text_too_short_to_tell_its_language_is_covered_by_the_sites() -> None:
    scores = {s.attribute: s.score for s in hear(Passage("Hm.", site_language="en"), ruled_panel()).signals}
    assert scores[Attribute.INSULT] is not None


def test_a_detector_that_fails_is_named_and_gives_its_attributes_no_score() -> None:
    hearing = hear(Passage("Good morning."), (Broken(),))
    assert [(u.detector, u.attributes) for u in hearing.unanswered] == [("broken/1", frozenset({Attribute.THREAT}))]
    assert Attribute.THREAT not in {s.attribute for s in hearing.signals}
