"""An author's own comment as HTML: returned, held, published or rejected, with the reasons in the policy's words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil
from typing import Any
from uuid import UUID

from markupsafe import Markup

from folkmoot.locale import findings
from folkmoot.locale.words import Words
from folkmoot.operations.own import OwnComment, OwnFinding
from folkmoot.text.markup import Mark, MarkWords, Mention, to_html
from folkmoot.web.page import Frame, render


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where an own comment is shown, and what its forms and hints need."""

    slug: str
    longest: int
    """Of a comment, in code points."""
    now: datetime
    usual_wait: int | None = None
    """Minutes that comments usually wait for a moderator; None where nothing is known."""
    kept: Mapping[UUID, str] = field(default_factory=dict)
    """What an author typed into a form that could not be taken, by comment."""


def own_html(frame: Frame, place: OwnPlace, own: OwnComment) -> str:
    """Return the comment for the embed: its forms carry verbs but no key, which the embed makes."""
    return str(render("one_own.html", frame, own=own, **own_names(frame, place, fields=dict), heading="h3"))


def own_names(frame: Frame, place: OwnPlace, *, fields: Callable[[], dict[str, str]]) -> dict[str, Any]:
    """Return what the templates of own comments call, beside the words; ``fields`` are a form's hidden ones."""
    words, page = frame.words, frame.page(place.slug)
    return {
        "page": page,
        "longest": place.longest,
        "usual_wait": place.usual_wait,
        "fields": fields,
        "verb_url": lambda own, verb: f"{page}/own/{own.id}/{verb}",
        "plain": to_html,
        "typed": lambda own: place.kept.get(own.id, own.text),
        "marked": lambda own: _marked(words, own, page),
        "places": _places,
        "clauses_of": lambda own: len({f.clause for f in own.findings}) or 1,
        "please_reword": lambda own: _please_reword(words, _places(own)),
        "read_as": lambda finding: read_as(words, finding),
        "reasons": lambda own: reasons(words, own),
        "reason_is": lambda own, reason: bool(own.findings) and all(f.reason == reason for f in own.findings),
        "refusal": lambda own: _refusal(words, own),
        "edit_left": lambda own: _edit_left(words, own, now=place.now),
    }


def reasons(words: Words, own: OwnComment) -> list[Markup]:
    """Return why a comment waits, in sentences, each once."""
    if own.by_person:
        return [_said(words, "A moderator has looked and keeps it for now.")]
    said = [_why_held(words, finding) for finding in own.findings]
    return list(dict.fromkeys(said)) or [_will_look(words)]


def _why_held(words: Words, finding: OwnFinding) -> Markup:
    match finding.reason:
        case "first_comment":
            return _said(words, "The first comments of a newcomer wait for a moderator.")
        case "story_waits":
            return _said(words, "Under this story a moderator reads every comment first.")
        case "asked":
            return _said(words, "You have asked a moderator.")
        case "unchecked":
            return _said(words, "It could not be checked just now, so a person will read it.")
        case "unknown":
            return _said(words, "No machine here can check this in your language: “{rule}”", rule=finding.rule)
        case _:
            policy = _said(words, "The policy says: “{rule}”", rule=finding.rule) if finding.rule else Markup("")
            return Markup(" ").join(filter(None, (policy, read_as(words, finding)))) or _will_look(words)


def read_as(words: Words, finding: OwnFinding) -> Markup:
    """Return ``Read as an insult at another commenter, @Otto Brand: very likely.``; empty where nothing was scored."""
    if finding.attribute is None or finding.reason != "score":
        return Markup("")
    what, likely = findings.quality(words, finding.attribute), findings.likelihood(words, finding.score)
    at = findings.aimed(words, finding.target or "")
    if at and finding.at_name:
        name = Markup("<bdi>@{}</bdi>").format(finding.at_name)
        return _said(words, "Read as {what} {at}, {name}: {likely}.", what=what, at=at, name=name, likely=likely)
    if at:
        return _said(words, "Read as {what} {at}: {likely}.", what=what, at=at, likely=likely)
    return _said(words, "Read as {what}: {likely}.", what=what, likely=likely)


def _will_look(words: Words) -> Markup:
    return _said(words, "A moderator will look.")


def _said(words: Words, message: str, **values: object) -> Markup:
    """Return a message with its values escaped; a clause's words keep their own direction."""
    if "rule" in values:
        values["rule"] = Markup("<bdi>{}</bdi>").format(values["rule"])
    return Markup(words.say(message)).format(**values)  # noqa: S704  messages are ours


def _marked(words: Words, own: OwnComment, page: str) -> Markup:
    marks = [Mark(span, finding.letter) for finding in own.findings for span in finding.spans]
    said = MarkWords(
        before=words.say("marked, see {letter}:").rstrip() + " ",
        unlettered=words.say("marked:") + " ",
        after=" " + words.say("(end of mark)"),
        href=f"#finding-{own.id}-{{letter}}",
    )
    answered = [Mention(own.parent_name, f"{page}/{own.parent}")] if own.parent_name else []
    return to_html(own.text, mentions=answered, marks=marks, words=said)


def _places(own: OwnComment) -> int:
    return len({span for finding in own.findings for span in finding.spans})


def _please_reword(words: Words, places: int) -> str:
    if not places:
        return words.say("Not posted yet: please reword it")
    form = words.form("Not posted yet: please reword one place", "Not posted yet: please reword {n} places", places)
    return form.format(n=words.spelled(places))


def _refusal(words: Words, own: OwnComment) -> str:
    if own.number:
        return words.say("Removed by a moderator") if own.by_person else words.say("Removed by the policy")
    return words.say("Rejected by a moderator") if own.by_person else words.say("Rejected by the policy")


def _edit_left(words: Words, own: OwnComment, *, now: datetime) -> str:
    left = ((own.edit_until or own.posted_at) - now).total_seconds() / 60
    return words.count("Edit, {n} min left", "Edit, {n} min left", max(1, ceil(left)))
