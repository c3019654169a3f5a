"""A newspaper's page as the text that a browser shows."""

from collections.abc import Sequence

from folkmoot.errors import BadInput
from folkmoot.exchange.page import words
from folkmoot.exchange.page.lines import Ledger, Line, split
from folkmoot.exchange.page.policy_text import Policy, find_policy
from folkmoot.exchange.page.printed import PrintedPage
from folkmoot.exchange.page.story_text import leave_furniture, read_story
from folkmoot.exchange.page.thread_text import read_thread
from folkmoot.text.language import UNKNOWN, language_of

MOST_LINES = 100_000
"""A story with 5,000 comments has some 40,000."""


def read_text(source: str, *, title: str = "") -> PrintedPage:
    """Read a tidy text (see `tidy_text`): every printed line ends in a field or in ``unplaced``.

    ``title`` is what a browser's tab shows, where that is known.

    Raises:
        BadInput: ``page-too-long`` beyond ``MOST_LINES``.
    """
    lines = split(source)
    if len(lines) > MOST_LINES:
        raise BadInput("page-too-long", f"The page has more than {MOST_LINES:,} lines; no newspaper prints so many.")
    ledger = Ledger(lines)
    thread = read_thread(lines, ledger)
    above, below = lines[: thread.begin], lines[thread.end :]
    counted = next((about for line in above if line.text and (about := words.counted_title(line.text) or "")), "")
    story_lines, policy = above, _place(find_policy(above, is_above=True), above, ledger)
    if policy is not None:
        story_lines = above[: policy.begin]
    else:
        policy = _place(find_policy(below, is_above=False), below, ledger)
    story = read_story(story_lines, ledger, titles=(counted, title))
    for line in [*above[len(story_lines) :], *below]:
        if line.text and ledger.is_open(line):
            leave_furniture(line, ledger)
    return PrintedPage(
        headline=story.headline,
        caption=story.caption,
        dateline=story.dateline,
        body=story.body,
        writer=story.writer,
        policy_title=policy.title if policy else "",
        policy=policy.text if policy else "",
        url=story.url,
        language=language_shown(story.body) or thread.language,
        comments=thread.comments,
        unplaced=ledger.unplaced(),
    )


def language_shown(text: str) -> str | None:
    """The language that a text shows itself; None where it does not."""
    language = language_of(text)
    return None if language == UNKNOWN else language


def _place(policy: Policy | None, lines: Sequence[Line], ledger: Ledger) -> Policy | None:
    if policy is not None:
        ledger.place(line for line in lines[policy.begin : policy.end] if line.text)
    return policy
