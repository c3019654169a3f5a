"""How far the rules agree with an editor about the demo newspaper's comments; `pytest -rP` prints where they do not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from folkmoot.demo.content import ScriptedComment, load_stories, load_threads
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.policy.evaluate import evaluate
from folkmoot.policy.facts import Facts
from folkmoot.policy.finding import Finding, outcome_of
from folkmoot.policy.load import load
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.program import Policy
from folkmoot.policy.samples import sample

# No measure of the rules: the script was written so that they hear it. This notices when something breaks.
LEAST_AGREEMENT = 0.95


@dataclass(frozen=True, slots=True)
class Judged:
    """One text of the script, with what was wished for and what came."""

    place: str
    language: str
    wanted: Outcome
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        return outcome_of(self.findings) is self.wanted


def everything_judged() -> Iterator[Judged]:
    policy = load(sample("newspaper"))
    assert isinstance(policy, Policy)
    texts = {story.slug: story.text() for story in load_stories()}
    for slug, thread in load_threads().items():
        by_key = {comment.key: comment for comment in thread}
        names = tuple(sorted({comment.author for comment in thread}))
        for comment in thread:
            parent = by_key[comment.parent] if comment.parent else None
            for place, text, wanted, attempt in tries(comment):
                passage = Passage(
                    text=text,
                    author=comment.author,
                    parent_text=(parent.reword or parent.text) if parent else None,
                    parent_author=parent.author if parent else None,
                    names=names,
                    headline=texts[slug].headline,
                    article="\n\n".join((texts[slug].caption, texts[slug].dateline, texts[slug].body)),
                    writer=texts[slug].writer,
                    people=texts[slug].people,
                    newspaper="The Ferry Post",
                )
                findings = evaluate(policy, Facts(hear(passage, ruled_panel()), attempt=attempt))
                yield Judged(f"{slug}/{place}", comment.language, wanted, findings)


def tries(comment: ScriptedComment) -> Iterator[tuple[str, str, Outcome, Literal[1, 2]]]:
    yield comment.key, comment.text, comment.expect, 1
    if comment.reword is not None:
        yield f"{comment.key} reworded", comment.reword, comment.expect_reworded, 2
    if comment.edit is not None:
        yield f"{comment.key} edited", comment.edit.text, comment.edit.expect, 1


def test_the_rules_agree_with_the_editor_in_english() -> None:
    judged = list(everything_judged())
    for one in judged:
        if not one.agrees:
            heard = ", ".join(f"{f.clause} {f.score if f.score is not None else f.reason}" for f in one.findings[:3])
            print(f"{one.place} ({one.language}): wanted {one.wanted}, got {outcome_of(one.findings)}: {heard}")
    for language in sorted({one.language for one in judged}):
        its = [one.agrees for one in judged if one.language == language]
        print(f"{language}: {sum(its)} of {len(its)}")
    english = [one.agrees for one in judged if one.language == "en"]
    assert sum(english) / len(english) >= LEAST_AGREEMENT
