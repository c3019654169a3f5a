"""What is heard, at whom: the same words at a president, a commenter, a people, in quotation and in denial."""

from collections.abc import Mapping

import pytest

from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.discussion.story import Person
from folkmoot.signals import Attribute, Target

STORY = Passage(
    "",
    headline="President Orlo Vance opens the bridge",
    article="SARN, Thursday. President Orlo Vance opened the bridge. The Keshi people of the valley stayed away. "
    "A clerk, Mila Dorn, 23, held the ribbon. By Petra Ansvik",
)


def scores(text: str, attribute: Attribute, **around: object) -> Mapping[Target, float]:
    given = {name: getattr(STORY, name) for name in ("headline", "article")} | around
    hearing = hear(Passage(text, **given), ruled_panel())
    return {s.target: s.score or 0.0 for s in hearing.signals if s.attribute is attribute}


def strongest(text: str, attribute: Attribute, **around: object) -> Target:
    found = scores(text, attribute, **around)
    return max(found, key=lambda target: found[target])


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Vance is a coward.", Target.PUBLIC_FIGURE),
        ("Ansvik is an imbecile.", Target.WRITER),
        ("Whoever wrote this is an imbecile.", Target.WRITER),
        ("@Nora you are an imbecile.", Target.COMMENTER),
        ("Our neighbour is a scumbag.", Target.PRIVATE_PERSON),
    ],
)
def test_an_insult_is_aimed_at_whom_it_names(text: str, target: Target) -> None:
    assert strongest(text, Attribute.INSULT) is target


def test_you_is_a_commenter_in_a_reply_and_perhaps_the_president_in_a_first_comment() -> None:
    reply = scores("You are a moron.", Attribute.INSULT, parent_text="The bridge is fine.", parent_author="Nora")
    first = scores("You are a moron.", Attribute.INSULT)
    assert reply[Target.COMMENTER] > 0.8
    assert first[Target.COMMENTER] < 0.5 < first[Target.COMMENTER] + first[Target.PUBLIC_FIGURE]


def test_people_whom_the_site_lists_are_public() -> None:
    people = (Person("Tova Lind", "Mayor"),)
    assert strongest("Lind is a coward.", Attribute.INSULT, people=people) is Target.PUBLIC_FIGURE


def test_a_people_that_only_the_article_knows_is_a_people() -> None:
    assert scores("The keshi are vermin.", Attribute.IDENTITY_ATTACK)[Target.GROUP] > 0.8


def test_a_people_that_nobody_knows_is_found_by_the_form_of_the_sentence() -> None:
    assert scores("Tolvarians are vermin.", Attribute.IDENTITY_ATTACK, headline="", article="")[Target.GROUP] > 0.8


@pytest.mark.parametrize(
    "text", ["You are not an idiot.", 'He called me "a complete idiot".', "I am such an idiot, I misread the table."]
)
def test_denied_told_and_said_of_oneself_is_hardly_heard(text: str) -> None:
    assert sum(scores(text, Attribute.INSULT).values()) < 0.5


@pytest.mark.parametrize(
    "text",
    ["The council of Scunthorpe has met.", "Dick Cheney was vice-president.", "They will kill the bill in committee.",
     "We took the slow train through Penistone.", "Moby Dick is a long book.", "The blue tit is back at the feeder."],
)  # fmt: skip
def test_innocent_words_stay_innocent(text: str) -> None:
    hearing = hear(Passage(text), ruled_panel())
    assert all((s.score or 0.0) < 0.45 for s in hearing.signals if s.attribute is not Attribute.TOXICITY)


@pytest.mark.parametrize(
    "text",
    ["You are an 1d10t.", "You are an i d i o t.", "You are an i.d.i.o.t.", "You are an idiiiiot.", "You are an id1ot!",
     "You are an іdіоt.", "You are an idi<b></b>ot.", "You are an toidi.", "You are an id/iot.", "You are an idoit."],
)  # fmt: skip
def test_a_disguised_word_is_heard_and_marked_as_it_was_typed(text: str) -> None:
    insults = [s for s in hear(Passage(text), ruled_panel()).signals if s.attribute is Attribute.INSULT]
    heard = max(insults, key=lambda s: s.score or 0.0)
    assert (heard.score or 0.0) > 0.7
    assert text[heard.spans[0].start : heard.spans[-1].end].strip(".! ") in text.removeprefix("You are an ")


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("She lives at 14 Mill Lane, second floor.", Attribute.PRIVATE_DATA),
        ("Ring the widow on 07700 900128 and ask her.", Attribute.PRIVATE_DATA),
        ("I earn 400 a day from home, write to me on Telegram.", Attribute.SPAM),
        ("We know which school your daughter goes to.", Attribute.THREAT),
        ("The minister can kiss my naked backside.", Attribute.OBSCENE),
        ("Our neighbour stole the money.", Attribute.ACCUSATION),
    ],
)
def test_promises_are_broken_in_other_ways_than_by_words(text: str, attribute: Attribute) -> None:
    assert max(scores(text, attribute, headline="", article="").values()) > 0.5


@pytest.mark.parametrize(
    ("text", "language"),
    [("Du bist ein Idiot.", "de"), ("Tu es un imbécile.", "fr"), ("Eres un idiota.", "es"), ("Ты дурак.", "ru"),
     ("Sen tam bir aptalsın.", "tr"), ("Դու ապուշ ես։", "hy"), ("أنت غبي جدا.", "ar"), ("Ти дурень.", "uk"),
     ("Você é um babaca.", "pt"), ("Sei un coglione.", "it"), ("Sən axmaqsan.", "az"), ("Ești un prost.", "ro"),
     ("Ty durak.", "ru"), ("Du apush es.", "hy")],
)  # fmt: skip
def test_an_insult_is_heard_in_each_language_of_the_lists(text: str, language: str) -> None:
    found = scores(text, Attribute.INSULT, headline="", article="", site_language=language)
    assert found.get(Target.COMMENTER, 0.0) >= 0.55


@pytest.mark.parametrize(
    ("around", "heard"),
    [({"parent_text": "The Orvanians asked for a school of their own."}, True),
     ({"headline": "New law on Muslims' schools", "article": ""}, True),
     ({"parent_text": "The council asked for a new school."}, False),
     ({"headline": "Council asks for a new school", "article": ""}, False)],
)  # fmt: skip
def test_they_are_the_people_of_whom_the_parent_or_the_headline_speaks(around: dict[str, object], heard: bool) -> None:
    given = {"headline": "", "article": ""} | around
    found = scores("They are a plague, and everybody knows it.", Attribute.IDENTITY_ATTACK, **given)
    assert (found.get(Target.GROUP, 0.0) >= 0.5) is heard


def test_who_is_to_be_exterminated_like_beasts_is_a_people_whoever_they_are() -> None:
    text = "They are no people, they are vermin, and vermin should be stamped out."
    assert scores(text, Attribute.IDENTITY_ATTACK, headline="", article="")[Target.GROUP] > 0.8


def test_you_in_a_first_comment_is_somebody_here_unless_the_headline_names_somebody() -> None:
    text = "You are a brainless parrot."
    closed = scores(text, Attribute.INSULT, headline="Bridge closed until March", article="Buses run by the mill.")
    assert closed[Target.COMMENTER] + closed[Target.WRITER] > 0.6
    named = scores(text, Attribute.INSULT)
    assert named[Target.COMMENTER] < 0.5
    here = scores("You are a brainless parrot, and everybody here knows it.", Attribute.INSULT)
    assert here[Target.COMMENTER] > 0.6
