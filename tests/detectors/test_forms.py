"""Every form hears its broken examples and lets its fine ones pass; none can run without end."""

import pytest

from folkmoot.detectors.forms import Form, Sample, compiled, forms, gates, samples
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.detectors.vocabulary import EVERYWHERE


def likelihood(sample: Sample, text: str) -> float:
    """How likely the sample's attribute is anywhere in the text, whoever is meant."""
    site = "en" if sample.language == EVERYWHERE else sample.language
    hearing = hear(Passage(text, site_language=site), ruled_panel())
    return sum(s.score or 0.0 for s in hearing.signals if s.attribute is sample.attribute)


@pytest.mark.parametrize("sample", samples(), ids=lambda s: f"{s.language}/{s.form}")
def test_broken_examples_are_heard_and_fine_ones_are_not(sample: Sample) -> None:
    for text in sample.broken:
        assert likelihood(sample, text) >= 0.5, text
    for text in sample.fine:
        assert likelihood(sample, text) < 0.5, text


@pytest.mark.parametrize("form", forms(), ids=lambda f: f"{f.language}/{f.name}")
def test_every_form_compiles_has_a_gate_and_repeats_nothing_without_bound(form: Form) -> None:
    assert form.pattern
    assert form.exceptions is not None
    assert form.gates
    # The only open repetitions stay inside one word of the line.
    rest = form.pattern.pattern.replace("[^ /]+", "").replace("[A-Z0-9/]*", "").replace("(?:[A-Z0-9]+/)*?", "")
    assert "+" not in rest.replace("[^ ]+ ){0", "").replace("\\+", "")
    assert "*" not in rest.replace("[^ /]*", "").replace("\\*", "")


def test_the_gate_is_the_rarest_thing_that_a_form_needs() -> None:
    assert gates("{YOU} {BE} {..3} < {INSULT} >") == ("/INSULT/",)
    assert gates("( kiss | lick ) my {..2} {BODY}") == (" kiss/", " lick/")


def test_a_form_without_anything_certain_is_refused() -> None:
    with pytest.raises(ValueError, match="always there"):
        gates("{YOU}? {..3}")


def test_a_word_of_a_form_is_no_pattern() -> None:
    assert "\\." in compiled("a.b")
