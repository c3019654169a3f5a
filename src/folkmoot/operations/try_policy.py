"""Trying a policy: its examples are judged by the real panel, and each says on which side it came out."""

from collections.abc import Sequence

from folkmoot.detectors.interface import Detector, Passage
from folkmoot.detectors.panel import hear
from folkmoot.detectors.ruled import ruled_panel
from folkmoot.policy.examples import ExampleResult, all_examples, check_example
from folkmoot.policy.program import Example, Policy


def try_policy(policy: Policy, *, panel: Sequence[Detector] | None = None) -> list[ExampleResult]:
    """Return how every example of a policy came out, in its order; ``panel`` None: the rules that judge comments.

    Judged in this process, so that nothing needs to run: an example is the editor's own text.
    """
    detectors = ruled_panel() if panel is None else panel
    return [
        check_example(policy, clause, example, hear(_passage(example, policy), detectors))
        for clause, example in all_examples(policy)
    ]


def _passage(example: Example, policy: Policy) -> Passage:
    story = example.story
    return Passage(
        text=example.text,
        parent_text=example.parent,
        headline="" if story is None else story.headline,
        article="" if story is None else story.text,
        writer=None if story is None else story.writer,
        site_language=policy.language,
    )
