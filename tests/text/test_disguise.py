"""Disguises of words that are listened for are undone, ordinary words are left alone, and the map back stays exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.scene import scene_of
from folkmoot.detectors.vocabulary import reader
from folkmoot.text.normalise import normalise

ENGLISH = reader(("en",))
FREQUENT = sorted(w for w in ENGLISH.vocabularies[0].frequent if len(w) > 3 and w.isalpha() and not ENGLISH.is_sharp(w))


def undone(typed: str) -> str:
    return ENGLISH.disguises.undone(normalise(typed), typed).text


@pytest.mark.parametrize(
    "typed",
    ["1d10t", "id!ot", "i.d.i.o.t", "i d i o t", "i\nd\ni\no\nt",
     "idiiiot", "iiddiioott", "idi/ot", "(idi)ot", "idi-\not",
     "ідіоt", "ɨđɨøŧ", "⠊⠙⠊⠕⠞", "ʇoᴉpᴉ", "toidi", "id🙂iot", "idiot123", "!diot", "idoit", "i🔥d🔥i🔥o🔥t", "vqvbg",
     "1d1()t", "idi[]t", "ⲓⲇⲓⲟⲧ", "idi;ot", "id|iot",
     "idi<b></b>ot", "ｉｄｉｏｔ", "𝖎𝖉𝖎𝖔𝖙"],
)  # fmt: skip
def test_a_word_is_read_through_its_disguise(typed: str) -> None:
    assert "idiot" in undone(f"you {typed} of the north")


@pytest.mark.parametrize(
    "typed",
    ["u.s.a. and u.k.", "his hit single", "the new bus hits", "pus hit", "2*3*7 = 42", "a**b**c", "p!nk and ke$ha",
     "blink-182", "and/or", "s/he", "pass/port", "it's a pen/island thing", "read f(x) or f() again",
     "the scub and the scan",
     "a full-\ntime job",
     "#susanalbumparty", "penisland.example", "whorepresents.example", "pass hot soup", "wd-40", "f(x)**2 is a square"],
)  # fmt: skip
def test_what_only_looks_like_a_disguise_is_left_alone(typed: str) -> None:
    new = set(undone(typed).split()) - set(typed.split())
    assert not any(ENGLISH.is_sharp(word) for word in new)


def test_a_disguise_of_an_ordinary_word_stays_ordinary() -> None:
    leet = str.maketrans("aeios", "43105")
    wrong = [
        word
        for word in FREQUENT[::3]
        for typed in (word.translate(leet), ".".join(word), " ".join(word), word[0] + "\u200b" + word[1:], word[::-1])
        if any(ENGLISH.is_sharp(read) for read in undone(f"we have {typed} here").split())
    ]
    assert len(wrong) <= 0.02 * 5 * len(FREQUENT[::3]), wrong


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["1d10t", "the", "f**k", "i d", " ", "\n", "🐷", "toidi", "\u202e", "<b>", "é"])
        | st.text(max_size=6)
    )
)
def test_the_map_back_stays_exact_after_undoing(parts: list[str]) -> None:
    typed = " ".join(parts)
    form = ENGLISH.disguises.undone(normalise(typed), typed)
    assert form.starts is None or len(form.starts) == len(form.text)
    for at in range(len(form.text)):
        assert form.span(at, at + 1).end <= len(typed)


@pytest.mark.parametrize(
    ("typed", "word"), [("sluy", "slut"), ("kreep", "creep"), ("imbe|cile", "imbecile"), ("mor;on", "moron")]
)
def test_short_slips_other_consonants_and_signs_within_are_undone(typed: str, word: str) -> None:
    assert undone(f"what {typed} you are") == f"what {word} you are"


def test_a_text_that_shows_no_language_is_read_in_borrowed_letters_too() -> None:
    scene = scene_of(Passage("Eskot ya 7ayawan.", site_language="en"))
    assert "ar-Latn" in scene.languages
    assert scene_of(Passage("Good morning, harbour.")).languages == ("en",)
