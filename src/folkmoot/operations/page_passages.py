"""What stands around each comment of a printed page, as a judge is given it."""

from collections.abc import Iterator

from folkmoot.detectors.interface import Passage
from folkmoot.discussion.story import Person
from folkmoot.exchange.page.printed import PrintedComment, PrintedPage

MOST_PREVIOUS = 5
"""Comments of the same author just before, as ``Passage`` allows."""


def passages(
    page: PrintedPage, *, people: tuple[Person, ...] = (), newspaper: str = "", site_language: str = "en"
) -> Iterator[tuple[PrintedComment, Passage]]:
    """Yield every comment of a page, in its order, with its story, its parent and its author's last comments.

    ``people`` and ``newspaper`` are what a site lists beside the page; names are taken as printed.
    """
    by_number = {comment.number: comment for comment in page.comments}
    names = tuple(dict.fromkeys(comment.author for comment in page.comments))
    article = "\n\n".join(part for part in (page.caption, page.dateline, page.body) if part)
    written: dict[str, list[str]] = {}
    for comment in page.comments:
        parent = by_number.get(comment.parent) if comment.parent else None
        earlier = written.setdefault(comment.author, [])
        yield (
            comment,
            Passage(
                text=comment.text,
                author=comment.author,
                parent_text=None if parent is None else parent.text,
                parent_author=None if parent is None else parent.author,
                previous=tuple(earlier[-MOST_PREVIOUS:]),
                names=names,
                headline=page.headline,
                article=article,
                writer=page.writer,
                people=people,
                newspaper=newspaper,
                site_language=site_language,
            ),
        )
        earlier.append(comment.text)
