"""A newspaper's page as HTML."""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from folkmoot.exchange.page import words
from folkmoot.exchange.page.html_items import find_thread
from folkmoot.exchange.page.html_policy import read_policy
from folkmoot.exchange.page.html_render import render
from folkmoot.exchange.page.html_source import tame
from folkmoot.exchange.page.html_story import Finder, is_around, is_noise, line_of_title, meta, read_story
from folkmoot.exchange.page.html_thread import read_items
from folkmoot.exchange.page.page_text import language_shown, read_text
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage, Unplaced
from folkmoot.exchange.page.story_text import writer_of

_LONGEST_URL = 2000
_COMMENT_ID = re.compile(
    r"""id\s?=\s?["']?(?:li-|div-)?(?:comment|pingback|trackback)[-_]?(\d+)""",
    re.IGNORECASE,
)


def read_html(source: str) -> PrintedPage:
    """Read HTML: the thread by its boxes, where it has them; else as the text that a browser would show of it.

    ``unplaced`` tells what of the thread and of the words around the story could not be placed; menus, side bars and
    forms are not listed.
    """
    tree = LexborHTMLParser(tame(source))
    if tree.body is None:
        return PrintedPage()
    language, url = _language(tree), _url(tree)
    thread = find_thread(tree.body)
    comments, unplaced = read_items(thread.items, language=language, lines=_lines_of_ids(source))
    finder = Finder(tree.body, thread.nodes)
    if not comments:
        title = meta(tree, "og:title") or line_of_title(tree)
        printed = read_text(render(tree.body, skip=is_noise), title=title)
        if printed.comments:
            # No theme that is known: the lines of such a page are its own rendering's, not the file's.
            lines = tuple(replace(line, line=0) for line in printed.unplaced)
            return replace(printed, url=url or printed.url, language=language or printed.language, unplaced=lines)
    policy = read_policy(finder)
    own_lines = _lines_of(comments)
    story = read_story(finder, tree, without=lambda line: line in own_lines)
    page = PrintedPage(
        headline=story.headline,
        caption=story.caption,
        dateline=story.dateline,
        body=story.body,
        writer=story.writer,
        policy_title=policy.title if policy else "",
        policy=policy.text if policy else "",
        url=url,
        language=language or language_shown(story.body),
        comments=tuple(comments),
        unplaced=tuple(unplaced),
    )
    around = _around(finder, page, line_of_title(tree))
    return replace(page, unplaced=(*unplaced, *around))


def _language(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("html")
    said = ((node.attributes.get("lang") if node else None) or meta(tree, "og:locale")).strip()
    match = re.match(r"[a-zA-Z]{2,3}(?![a-zA-Z])", said)
    return match[0].lower() if match else None


def _url(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first('link[rel~="canonical"]')
    for url in (node.attributes.get("href") if node else None, meta(tree, "og:url")):
        if url and len(url) <= _LONGEST_URL and re.fullmatch(r"https?://[^\s<>\"]+", url.strip()):
            return url.strip()
    return None


def _lines_of_ids(source: str) -> dict[str, int]:
    """The line on which every comment's id stands first."""
    lines: dict[str, int] = {}
    number, done = 1, 0
    for match in _COMMENT_ID.finditer(source):
        number += source.count("\n", done, match.start())
        done = match.start()
        lines.setdefault(match[1], number)
    return lines


def _lines_of(comments: list[PrintedComment]) -> frozenset[str]:
    return frozenset(line.strip() for comment in comments for line in comment.text.split("\n") if len(line) > 20)


def _around(finder: Finder, page: PrintedPage, title: str) -> list[Unplaced]:
    """The lines that stand outside thread, menus and forms and are in no field."""
    fields = (page.headline, page.caption, page.body, page.policy_title, page.policy, title)
    placed = {line.strip() for text in fields for line in text.split("\n")}
    first = page.body.split("\n", 1)[0]
    found: list[Unplaced] = []
    for line in render(finder.body, skip=finder.skip).split("\n"):
        bare = line.strip()
        is_first = bool(first) and bare.endswith(first)
        is_writer = page.writer is not None and page.writer in (bare, writer_of(bare))
        if bare and bare not in placed and not is_first and not is_writer:
            found.append(Unplaced(0, bare, _why(bare)))
    return found


def _why(line: str) -> str:
    if words.counted_title(line) is not None:
        return "announces or counts the comments"
    return "a label, a date or a button" if is_around(line) else "stands outside story, policy and thread"
