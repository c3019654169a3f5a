"""Importing a newspaper's page: its story, its printed policy, and its thread, judged and placed under its numbers."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from folkmoot.discussion.author import LONGEST_NAME, checked_name
from folkmoot.discussion.comment import DEEPEST, Comment, checked_text
from folkmoot.discussion.site import Site
from folkmoot.discussion.story import Story, StoryText, canonical_url, origin_of, slug_of
from folkmoot.errors import BadInput
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage, Unplaced
from folkmoot.moderation.decision import Decision
from folkmoot.operations import policies
from folkmoot.operations.judging import Judged, judge_apart
from folkmoot.operations.means import Means
from folkmoot.operations.page_passages import passages
from folkmoot.operations.placing import Place, place, placed_before
from folkmoot.operations.put_story import put_story
from folkmoot.operations.refresh import refresh, tell_desk
from folkmoot.operations.scene import site_or_error
from folkmoot.operations.switch_story import thread_changed
from folkmoot.policy.explain import why
from folkmoot.policy.outcome import Outcome
from folkmoot.store.interface import Connection
from folkmoot.store.read import comments as kept
from folkmoot.store.read import stories as known
from folkmoot.store.write import comments, stories

LONGEST = 500_000
"""Code points of an imported comment, and its most links: a site's own limits are for those who write now."""
AT_ONCE = 50
"""Comments kept in one transaction: readers' posts wait no longer than that."""
EXCERPT = 60
"""Code points of a comment in the report."""
NAMELESS = "Anonymous"
"""Stands where a page prints no name that can be shown."""

_NUMBER = re.compile(r"[1-9]\d{0,8}(\.[1-9]\d{0,8})*")


@dataclass(frozen=True, slots=True)
class ImportRow:
    """What became of one comment of the page."""

    number: str
    author: str
    excerpt: str
    outcome: Outcome
    clause: str | None
    why: str
    """One sentence; empty for what is published."""
    again: bool
    """An earlier import had placed it, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What was understood of a page, and what became of it."""

    slug: str
    url: str
    headline: str
    rows: tuple[ImportRow, ...]
    """In the page's order."""
    unplaced: tuple[Unplaced, ...]
    """What the page's reader could not place, then the comments that have no place in the thread."""


async def import_page(means: Means, *, site_name: str, page: PrintedPage, url: str | None = None) -> ImportReport:
    """Keep a page's story and its thread, judged as second tries and without anybody's record.

    Every comment that can be placed keeps its printed number, the restricted ones too. The same page again changes
    nothing. A page without an address of the site is given one that is made of its headline.

    Raises:
        NotFound: ``site-unknown``.
        BadInput: ``headline-missing``, ``url-invalid``, ``origin-missing`` (no address, and the site lists no origin).
        NotAllowed: ``origin-not-listed`` for a ``url`` that is not the site's.
    """
    site = await means.store.read(lambda db: site_or_error(db, site_name))
    comments_of_page, left = _placeable(page.comments)
    page = replace(page, comments=tuple(comments_of_page), unplaced=(*page.unplaced, *left))
    story = await _story(means, site, page, url=url)
    importing = _Import(means, site, story, page)
    rows, unplaced = await importing.run()
    await refresh(means, site=site.id, story=story.id)
    await tell_desk(means, site=site.id)
    return ImportReport(story.slug, story.url, page.headline, tuple(rows), (*page.unplaced, *unplaced))


async def _story(means: Means, site: Site, page: PrintedPage, *, url: str | None) -> Story:
    """Put the page's story, unless the publisher's own server has put it: its word is the better one."""
    if not page.headline.strip():
        raise BadInput("headline-missing", "This page prints no headline, so there is no story for its comments.")
    address = canonical_url(url) if url else _address(site, page)
    before = await means.store.read(lambda db: known.story_at(db, site=site.id, url=address))
    if before is not None:
        source = await means.store.read(lambda db: known.text_source(db, site=site.id, story_id=before.id))
        if source == "publisher":
            return before
    text = StoryText(
        headline=page.headline,
        writer=page.writer,
        caption=page.caption,
        dateline=page.dateline,
        body=page.body,
        language=page.language or "",
        policy="\n\n".join(part for part in (page.policy_title, page.policy) if part),
    )
    return await put_story(means, site_id=site.id, url=address, text=text, source="imported")


def _address(site: Site, page: PrintedPage) -> str:
    if page.url is not None:
        try:
            printed = canonical_url(page.url)
        except BadInput:
            printed = ""
        if printed and origin_of(printed) in site.origins:
            return printed
    if not site.origins:
        raise BadInput("origin-missing", "The site lists no origin, and the page has no address. Please name one.")
    return canonical_url(f"{site.origins[0]}/{slug_of(page.headline)}")


def _placeable(printed: Sequence[PrintedComment]) -> tuple[list[PrintedComment], list[Unplaced]]:
    """Return the comments as they will be kept, and those that cannot be, with the reason."""
    good: dict[str, PrintedComment] = {}
    left: list[Unplaced] = []
    for comment in printed:
        parent = comment.number.rpartition(".")[0] or None
        try:
            text = checked_text(comment.text, longest=LONGEST, most_links=LONGEST)
        except BadInput as error:
            left.append(_left(comment, error.sentence))
            continue
        if not _NUMBER.fullmatch(comment.number) or comment.number.count(".") > DEEPEST:
            left.append(_left(comment, "its number cannot be read"))
        elif comment.number in good:
            left.append(_left(comment, "its number is printed twice"))
        elif parent is not None and parent not in good:
            left.append(_left(comment, f"there is no comment {parent} that it could stand under"))
        else:
            good[comment.number] = replace(comment, text=text, author=_name(comment.author), parent=parent)
    return list(good.values()), left


def _name(printed: str) -> str:
    """Return a printed name as it can be shown; what nobody could write under today is still somebody's name."""
    shown = "".join(c for c in printed if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    shown = " ".join(shown.split())
    if len(shown) > LONGEST_NAME:
        shown = shown[: LONGEST_NAME - 1].rstrip() + "…"
    try:
        return checked_name(shown)
    except BadInput:
        return NAMELESS


def _left(comment: PrintedComment, reason: str) -> Unplaced:
    return Unplaced(0, f"{comment.number} {comment.author}: {_excerpt(comment.text)}", reason)


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 2].rstrip() + " …"


class _Import:
    """One page on its way into the store; holds what one batch must know of those before."""

    def __init__(self, means: Means, site: Site, story: Story, page: PrintedPage) -> None:
        self.means, self.site, self.story, self.page = means, site, story, page
        self.placed: dict[str, UUID] = {}
        """The comment of each printed number that has its place."""
        self.highest: dict[str | None, int] = {}
        """The highest number printed beneath each comment, and of the first level."""
        for comment in page.comments:
            parent, _, last = comment.number.rpartition(".")
            self.highest[parent or None] = max(self.highest.get(parent or None, 0), int(last))

    async def run(self) -> tuple[list[ImportRow], list[Unplaced]]:
        rows: list[ImportRow] = []
        unplaced: list[Unplaced] = []
        around = list(
            passages(
                self.page,
                people=self.site.settings.people,
                newspaper=self.site.title,
                site_language=self.site.language,
            )
        )
        version, policy = await self.means.store.read(lambda db: policies.in_force(db, site_id=self.site.id))
        for start in range(0, len(around), AT_ONCE):
            part = around[start : start + AT_ONCE]
            known_already = await self._known(tuple(comment for comment, _ in part))
            batch = [
                (
                    comment,
                    None
                    if comment.number in known_already
                    else await judge_apart(self.means, passage, policy=policy, version=version.number),
                )
                for comment, passage in part
            ]
            done, left = await self._keep_batch(batch)
            rows += done
            unplaced += left
        return rows, unplaced

    async def _known(self, part: tuple[PrintedComment, ...]) -> set[str]:
        return await self.means.store.read(
            lambda db: {c.number for c in part if placed_before(db, self.story, c) is not None}
        )

    async def _keep_batch(
        self, batch: list[tuple[PrintedComment, Judged | None]]
    ) -> tuple[list[ImportRow], list[Unplaced]]:
        def keep(db: Connection) -> tuple[list[ImportRow], list[Unplaced]]:
            rows: list[ImportRow] = []
            left: list[Unplaced] = []
            new = False
            # Readers who post meanwhile are numbered after everything that is printed.
            stories.raise_numbered(db, site=self.site.id, story_id=self.story.id, to=self.highest.get(None, 0))
            for printed, judged in batch:
                kept_row = self._keep(db, printed, judged)
                if isinstance(kept_row, Unplaced):
                    left.append(kept_row)
                else:
                    rows.append(kept_row)
                    new = new or not kept_row.again
            if new:
                thread_changed(db, self.means, site=self.site.id, story_id=self.story.id)
            return rows, left

        return await self.means.write(keep)

    def _keep(self, db: Connection, printed: PrintedComment, judged: Judged | None) -> ImportRow | Unplaced:
        replies = self.highest.get(printed.number, 0)
        before = placed_before(db, self.story, printed)
        if before is not None:
            comments.raise_replies(db, site=self.site.id, comment_id=before.id, to=replies)
            self.placed[printed.number] = before.id
            decision = kept.decisions_of(db, site=self.site.id, comment_id=before.id)[-1].decision
            return _row(printed, decision, again=True)
        taken = kept.comment_numbered(db, site=self.site.id, story=self.story.id, number=printed.number)
        if taken is not None:
            return _left(printed, "its number belongs to another comment of this story already")
        if printed.parent is not None and printed.parent not in self.placed:
            return _left(printed, f"the comment {printed.parent} that it answers could not be placed")
        assert judged is not None  # only what was placed before is not judged
        where = Place(self.story, None if printed.parent is None else self.placed[printed.parent], replies)
        comment: Comment = place(db, self.means, where, printed, judged)
        self.placed[printed.number] = comment.id
        return _row(printed, judged.decision, again=False)


def _row(printed: PrintedComment, decision: Decision, *, again: bool) -> ImportRow:
    ground = next(iter(decision.grounds), None)
    return ImportRow(
        number=printed.number,
        author=printed.author,
        excerpt=_excerpt(printed.text),
        outcome=decision.outcome,
        clause=None if ground is None else ground.clause,
        why="" if ground is None else why(ground),
        again=again,
    )
