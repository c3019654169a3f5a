"""Judging texts without storing anything: the promised fields, in order, with the words that broke the clause."""

import json
from collections.abc import Sequence

import pytest

from folkmoot.detectors.interface import Passage
from folkmoot.exchange.judge_lines import JudgeLine, ParentLine, StoryLine, UnreadableLine, read_lines
from folkmoot.exchange.judged_lines import as_json_lines
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage
from folkmoot.operations.judge_texts import Trial, Verdict, judge_lines, judge_page
from folkmoot.policy.load import load
from folkmoot.policy.program import Policy
from folkmoot.policy.samples import sample
from folkmoot.signals import Attribute, Signal
from make import heard


class WordDetector:
    """Hears by the small table of words, and keeps the passages that it was given."""

    name = "words/1"
    attributes = frozenset(Attribute)

    def __init__(self) -> None:
        self.passages: list[Passage] = []

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        self.passages.append(passage)
        return heard(passage.text).signals


def newspaper() -> Policy:
    policy = load(sample("newspaper"))
    assert isinstance(policy, Policy)
    return policy


def verdicts(*lines: JudgeLine | UnreadableLine, trial: Trial | None = None) -> list[Verdict | UnreadableLine]:
    return list(judge_lines(lines, trial or Trial(newspaper(), panel=[WordDetector()])))


def verdict(line: JudgeLine, trial: Trial | None = None) -> Verdict:
    (only,) = verdicts(line, trial=trial)
    assert isinstance(only, Verdict)
    return only


def test_a_breach_names_its_clause_its_target_and_its_words() -> None:
    line = verdict(JudgeLine(1, "You have the wit of a doorstop.", id=7, author="Ann")).line
    assert (line.id, line.author, line.number) == (7, "Ann", None)
    assert (line.outcome, line.clause, line.score, line.target) == ("reword", "personal-attacks", 0.95, "commenter")
    assert [line.text[start:end] for start, end in line.spans] == ["doorstop"]
    assert [finding.clause for finding in line.findings] == ["personal-attacks"]


def test_on_a_second_try_rewording_is_spent() -> None:
    trial = Trial(newspaper(), attempt=2, panel=[WordDetector()])
    assert verdict(JudgeLine(1, "You have the wit of a doorstop."), trial).line.outcome == "reject"


def test_what_is_published_has_its_signals_and_no_clause() -> None:
    line = verdict(JudgeLine(1, "The pump is old.")).line
    assert (line.outcome, line.clause, line.score, line.target, line.spans) == ("publish", None, None, None, ())
    assert {signal.attribute for signal in line.signals} == {str(attribute) for attribute in Attribute}


def test_unknown_is_null_and_waits_for_a_person() -> None:
    line = verdict(JudgeLine(1, "Glorp.")).line
    assert (line.outcome, line.score) == ("hold", None)
    (record,) = as_json_lines([line])
    signals = json.loads(record)["signals"]
    assert {"attribute": "insult", "target": "nobody", "score": None} in signals


def test_one_verdict_for_each_line_in_the_same_order() -> None:
    unreadable = UnreadableLine(2, "an empty line")
    answers = verdicts(JudgeLine(1, "One."), unreadable, JudgeLine(3, "Two."))
    assert [a.line.text if isinstance(a, Verdict) else a for a in answers] == ["One.", unreadable, "Two."]


def test_lines_are_judged_as_they_come() -> None:
    def endless() -> Sequence[JudgeLine]:
        raise AssertionError("the second line was asked for before the first was judged")

    def lines() -> object:
        yield JudgeLine(1, "One.")
        endless()

    first = next(judge_lines(lines(), Trial(newspaper(), panel=[WordDetector()])))  # type: ignore[arg-type]
    assert isinstance(first, Verdict)


def test_the_judge_is_given_what_the_line_says_of_its_surroundings() -> None:
    detector = WordDetector()
    line = JudgeLine(
        1, "You too.", author="Ann", parent=ParentLine("Good evening.", "Bob"), previous=("Hello.",),
        story=StoryLine("Night ferry", "The pump."),
    )  # fmt: skip
    verdict(line, Trial(newspaper(), panel=[detector]))
    (passage,) = detector.passages
    assert (passage.parent_text, passage.parent_author, passage.previous) == ("Good evening.", "Bob", ("Hello.",))
    assert (passage.headline, passage.article, passage.author) == ("Night ferry", "The pump.", "Ann")


def test_a_page_is_judged_with_its_story_parents_and_earlier_comments() -> None:
    detector = WordDetector()
    page = PrintedPage(
        headline="Night ferry",
        body="The pump.",
        language="de",
        comments=(
            PrintedComment("1", "Serop", "First."),
            PrintedComment("1.1", "Raffi", "You have the wit of a doorstop.", parent="1", source_id="12"),
            PrintedComment("2", "Serop", "Second."),
        ),
    )
    lines = [v.line for v in judge_page(page, Trial(newspaper(), panel=[detector]))]
    assert [(line.id, line.number, line.author, line.outcome) for line in lines] == [
        (None, "1", "Serop", "publish"),
        ("12", "1.1", "Raffi", "reword"),
        (None, "2", "Serop", "publish"),
    ]
    _, reply, third = detector.passages
    assert (reply.parent_text, reply.parent_author, reply.article) == ("First.", "Serop", "The pump.")
    assert third.previous == ("First.",)
    assert (third.names, third.site_language) == (("Serop", "Raffi"), "de")


def test_an_explanation_says_who_heard_what_and_what_every_clause_made_of_it() -> None:
    told = verdict(JudgeLine(1, "You have the wit of a doorstop.")).explanation()
    assert told[0] == "words/1: an insult at a commenter: very likely, 0.95: “doorstop”"
    assert any(line.startswith("reword: personal-attacks") for line in told)
    assert any(line.startswith("threats: ") for line in told)


class Broken:
    """A detector that fails."""

    name = "broken/1"
    attributes = frozenset({Attribute.INSULT})

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        raise RuntimeError("as asked")


def test_a_detector_that_fails_holds_and_is_named() -> None:
    told = verdict(JudgeLine(1, "The pump is old."), Trial(newspaper(), panel=[Broken()]))
    assert told.line.outcome == "hold"
    assert "broken/1: did not answer" in told.explanation()


@pytest.mark.parametrize("attempt", [1, 2])
def test_the_real_panel_judges_json_lines(attempt: int) -> None:
    source = [b'{"id": "a", "text": "Thank you for the report."}\n', b'{"id": "b", "text": "You are an imbecile."}\n']
    trial = Trial(newspaper(), attempt=2 if attempt == 2 else 1)
    lines = [v.line for v in judge_lines(read_lines(source), trial) if isinstance(v, Verdict)]
    assert lines[0].outcome == "publish"
    assert lines[1].outcome == ("reword" if attempt == 1 else "reject")
    assert lines[1].clause == "personal-attacks"
