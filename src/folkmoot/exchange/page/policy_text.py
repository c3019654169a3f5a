"""The newspaper's printed discussion policy, above or below the thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.exchange.page import words
from folkmoot.exchange.page.lines import Line, paragraphs

_ENOUGH = 3
"""From so many different promises on, a paragraph beside the thread is a policy without a heading."""

_PARAGRAPH = 60
"""Code points; a longer line above shows that the story has begun."""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy, and which lines it takes: from ``begin`` up to ``end``, indexes of the lines that were searched."""

    title: str
    text: str
    begin: int
    end: int


def find_policy(lines: Sequence[Line], *, is_above: bool) -> Policy | None:
    """Find the policy in the lines above the thread (with the story before it), or in those below."""
    places = [at for at, line in enumerate(lines) if line.text and _heading(line.text) is not None]
    # What stands above every paragraph is a menu's link to the policy.
    first = next((at for at, line in enumerate(lines) if len(line.text) > _PARAGRAPH), len(lines)) if is_above else -1
    for at in reversed(places) if is_above else places:
        if at < first:
            continue
        if (policy := _below_heading(lines, at)) is not None:
            return policy
    return _without_heading(lines, is_above=is_above)


def _heading(text: str) -> tuple[str, str] | None:
    """A heading and the words that follow it on its line."""
    if words.is_policy_heading(text):
        return text, ""
    before, colon, after = text[:90].partition(":")
    if colon and after.strip() and words.is_policy_heading(before):
        return before, text[len(before) + 1 :].strip()
    return None


def _below_heading(lines: Sequence[Line], at: int) -> Policy | None:
    heading = _heading(lines[at].text)
    assert heading is not None  # the caller has looked
    title, first = heading
    end = at + 1
    while end < len(lines) and not _is_end(lines[end].text):
        end += 1
    kept = [line for line in lines[at + 1 : end] if line.text]
    if not kept and not first:
        return None
    text = "\n".join(part for part in (first, paragraphs(lines[at + 1 : end])) if part)
    return Policy(title.strip().rstrip(":").strip(), text, at, end)


def _is_end(text: str) -> bool:
    if not text:
        return False
    return words.counted_title(text) is not None or words.is_form(text) or words.is_furniture(text)


def _without_heading(lines: Sequence[Line], *, is_above: bool) -> Policy | None:
    """The paragraph next to the thread, where it speaks as a policy does."""
    order = range(len(lines) - 1, -1, -1) if is_above else range(len(lines))
    for at in order:
        text = lines[at].text
        if not text or words.counted_title(text) is not None:
            continue
        if words.promises(text) < _ENOUGH:
            return None
        return Policy("", text, at, at + 1)
    return None
