"""Pages for the tests: where they lie, and whether every line of one was accounted for."""

import re
from pathlib import Path

from folkmoot.exchange.page import PrintedComment, PrintedPage, read_page

PAGES = Path(__file__).parents[2] / "data" / "pages"
SEED = Path(__file__).parents[4] / "shared" / "seed" / "asbarez-page.txt"


def page(name: str) -> PrintedPage:
    """Read a page of the tests' data."""
    return read_page((PAGES / name).read_bytes())


def seen(comments: tuple[PrintedComment, ...]) -> list[tuple[str, str, str | None]]:
    """Number, author and parent of every comment."""
    return [(comment.number, comment.author, comment.parent) for comment in comments]


def letters(text: str) -> str:
    """What a line says, without marks and spaces."""
    return re.sub(r"[\W_]+", "", text).casefold()


def lost_lines(source: str, read: PrintedPage) -> list[str]:
    """Return the printed lines whose words are neither in a field nor unplaced."""
    whole = letters(
        "\n".join(
            (
                read.headline,
                read.caption,
                read.dateline,
                read.body,
                read.policy_title,
                read.policy,
                read.writer or "",
                read.url or "",
            )
        )
    )
    comments = [letters(comment.text) for comment in read.comments]
    heads = {letters(comment.author) for comment in read.comments}
    left = {line.line: letters(line.text) for line in read.unplaced}
    days = {when.date() for comment in read.comments if (when := comment.written_at)}
    lost: list[str] = []
    for number, line in enumerate(re.sub(r"\r\n?", "\n", source).split("\n"), start=1):
        bare = letters(line)
        if not bare or number in left:
            continue
        in_story = bare in whole or bare.removeprefix(letters(read.dateline)) in whole
        in_comment = any(bare in text for text in comments)
        is_head = any(head and head in bare for head in heads) and len(bare) < 120
        is_date = bool(days) and len(line) < 60 and any(str(day.year) in line for day in days)
        if not (in_story or in_comment or is_head or is_date):
            lost.append(line)
    return lost
