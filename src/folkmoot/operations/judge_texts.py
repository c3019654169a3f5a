"""Judging texts without storing anything: lines of a file or a pipe, or the comments of a printed page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from folkmoot.detectors.interface import Detector, Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.exchange.judge_lines import JudgeLine, UnreadableLine
from folkmoot.exchange.judged_lines import JudgedFinding, JudgedLine, JudgedSignal, Spans
from folkmoot.exchange.page.printed import PrintedPage
from folkmoot.operations.page_passages import passages
from folkmoot.policy.evaluate import evaluate
from folkmoot.policy.explain import attribute_words, explained, score_words, target_words
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, outcome_of
from folkmoot.policy.program import Policy
from folkmoot.signals import Hearing, Signal, Target
from folkmoot.text.span import Span, merged

WORTH_TELLING = 0.2
"""Signals under it are silence; an explanation leaves them out."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How texts are judged: by what policy, on which try, by whom heard."""

    policy: Policy
    attempt: Literal[1, 2] = 1
    """1: a first try, which may come out as ``reword``; 2: it counts, whatever it says."""
    panel: Sequence[Detector] | None = None
    """None: the rules that judge comments."""
    site_language: str | None = None
    """Decides what covers a text whose own language is unclear; None: the policy's."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one text."""

    line: JudgedLine
    """As machines read it."""
    hearing: Hearing
    facts: Facts
    policy: Policy

    def explanation(self) -> tuple[str, ...]:
        """Return in lines which detector heard what, the outcome with its grounds, and what every clause made of it."""
        heard = [s for s in self.hearing.signals if s.score is None or s.score >= WORTH_TELLING]
        told = [_heard(signal, self.line.text) for signal in sorted(heard, key=lambda s: -(s.score or 0.0))]
        silent = [f"{one.detector}: did not answer" for one in self.hearing.unanswered]
        return (*told, *silent, *explained(self.policy, self.facts))


def judge_lines(lines: Iterable[JudgeLine | UnreadableLine], trial: Trial) -> Iterator[Verdict | UnreadableLine]:
    """Judge lines as they come, one verdict for one line, in the same order; what could not be read is passed on."""
    for line in lines:
        if isinstance(line, UnreadableLine):
            yield line
        else:
            yield _judged(_passage(line, trial), trial, id=line.id, author=line.author, number=None)


def judge_page(page: PrintedPage, trial: Trial) -> Iterator[Verdict]:
    """Judge every comment of a printed page with its story, its parent and its author's last comments."""
    language = trial.site_language or page.language or trial.policy.language
    for comment, passage in passages(page, site_language=language):
        yield _judged(passage, trial, id=comment.source_id, author=comment.author, number=comment.number)


def _passage(line: JudgeLine, trial: Trial) -> Passage:
    parent, story = line.parent, line.story
    return Passage(
        text=line.text,
        author=line.author or "",
        parent_text=None if parent is None else parent.text,
        parent_author=None if parent is None else parent.author,
        previous=line.previous,
        headline="" if story is None else story.headline,
        article="" if story is None else story.text,
        site_language=trial.site_language or trial.policy.language,
    )


def _judged(
    passage: Passage,
    trial: Trial,
    *,
    id: str | int | None,  # noqa: A002  # the promised name
    author: str | None,
    number: str | None,
) -> Verdict:
    hearing = hear(passage, ruled_panel() if trial.panel is None else trial.panel)
    facts = Facts(hearing, attempt=trial.attempt)
    findings = evaluate(trial.policy, facts)
    grounds = [finding for finding in findings if finding.carried]
    first = grounds[0] if grounds else None
    line = JudgedLine(
        id=id,
        author=author,
        number=number,
        text=passage.text,
        outcome=str(outcome_of(findings)),
        clause=None if first is None else first.clause,
        score=None if first is None else first.score,
        target=None if first is None or first.target is None else str(first.target),
        spans=_pairs(merged(span for finding in grounds for span in finding.spans)),
        findings=tuple(_finding(finding) for finding in findings),
        signals=tuple(JudgedSignal(str(s.attribute), str(s.target), s.score) for s in hearing.signals),
    )
    return Verdict(line, hearing, facts, trial.policy)


def _finding(finding: Finding) -> JudgedFinding:
    return JudgedFinding(
        clause=finding.clause or "",
        outcome=str(finding.outcome),
        attribute=None if finding.attribute is None else str(finding.attribute),
        score=finding.score,
        target=None if finding.target is None else str(finding.target),
        spans=_pairs(finding.spans),
    )


def _pairs(spans: Iterable[Span]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _heard(signal: Signal, text: str) -> str:
    """Return one line: ``patterns/2: an insult at a commenter: very likely, 0.91: “the wit of a doorstop”``."""
    at = "" if signal.target is Target.NOBODY else f" at {target_words(signal.target)}"
    words = ", ".join(f"“{span.of(text)}”" for span in signal.spans)
    said = f"{signal.detector or 'panel'}: {attribute_words(signal.attribute)}{at}: {score_words(signal.score)}"
    return f"{said}: {words}" if words else said
