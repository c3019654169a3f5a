"""Whatever somebody gives the reader, it answers soon and says no only in our own words."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from folkmoot.errors import FolkmootError
from folkmoot.exchange.page import read_page

SIZE = 90_000
ENOUGH = 15.0
"""Seconds of computing; on a quiet machine the slowest takes 1."""

TEXTS: dict[str, Callable[[], str]] = {
    "numbers that count": lambda: "".join(f"{number}. a said:\n\n x\n\n" for number in range(SIZE // 16)),
    "one number": lambda: "1. a said:\n" * (SIZE // 11),
    "numbers that come again": lambda: "".join(f"{number % 7}. a said:\n\nx\n\n" for number in range(SIZE // 16)),
    "replies in replies": lambda: (
        "1. a said:\nx\n" + "".join(" " * at + "• b said:\n" + " " * at + " t\n" for at in range(1, 370))
    ),
    "names and dates": lambda: "Bob\nJuly 4, 2020 at 3:15 pm\nhi\n\n" * (SIZE // 32),
    "different dates": lambda: "".join(
        f"July {at % 28 + 1} 2020 at {at % 12}:{at % 60:02d}\n" for at in range(SIZE // 20)
    ),
    "a policy that never ends": lambda: "Comment policy\n" * (SIZE // 15),
    "captions": lambda: "the same words again and again\n" * (SIZE // 31),
    "counts": lambda: "6 responses to x\n" * (SIZE // 17),
    "buttons": lambda: "1. a said:\n\n" + "Reply\n" * 30_000,
    "said": lambda: "said: " * (SIZE // 6),
    "one word": lambda: "A" * SIZE,
    "a name without end": lambda: "1. b said:\n@" + "a" * SIZE,
    "brackets": lambda: "a" + "(" * SIZE,
    "digits": lambda: "9" * SIZE + " said:",
    "lines": lambda: "1\n" * 40_000,
    "too many lines": lambda: "1\n" * 200_000,
}
PAGES: dict[str, Callable[[], str]] = {
    "elements within elements": lambda: "<div>" * 20_000 + "x",
    "lists within lists": lambda: (
        "<ol class=commentlist>" + "<li class=comment><cite class=fn>a</cite><p>x</p><ul class=children>" * 3_000
    ),
    "fonts that are never closed": lambda: "<body>" + "".join(f"<font a={at}><p>" for at in range(5_000)),
    "anchors that are never closed": lambda: "<body>" + "".join(f"<a href={at}><table><td>" for at in range(3_000)),
    "ruby": lambda: "<body>" + "<rp>" * (SIZE // 4) + "x",
    "bodies": lambda: "".join(f"<body a{at}=1>x" for at in range(20_000)),
    "remarks that are never closed": lambda: "<body>x" + "<!--" * (SIZE // 4),
    "scripts that are never closed": lambda: "<body>x" + "<script>" * (SIZE // 8),
    "quotation marks": lambda: "<body>x" + "<a href='" * (SIZE // 9),
    "boxes of one comment": lambda: "<div id=comments>" + "<div class=comment><b class=fn>a</b><p>x" * 2500,
    "comments": lambda: "<ol class=commentlist>" + "<li id=comment-1><cite class=fn>a</cite><p>x</p>" * 2000,
    "lists without names": lambda: "<div id=comments>" + "<ul><li>a said: " * 6_000,
    "policies": lambda: "<body>" + "<h3>Comment policy</h3>" * 4_000,
    "policies within policies": lambda: "<body>" + "<div class=comment-policy>x" * 3_500,
    "stories within stories": lambda: "<body>" + "<div class=entry-content>x" * 3_500,
    "paragraphs": lambda: "<body>" + "<p>text here long enough to be a paragraph of the story, is it not" * 1500,
    "tables": lambda: "<body><table>" + "<tr><td>a<td>b" * 20_000,
}


@pytest.mark.parametrize("name", [*TEXTS, *PAGES])
def test_a_hostile_page_is_read_or_refused_soon(name: str) -> None:
    source = (TEXTS | PAGES)[name]()
    began = time.process_time()
    with suppress(FolkmootError):
        read_page(source)
    assert time.process_time() - began < ENOUGH


def test_script_is_never_a_comment_and_typed_script_stays_text() -> None:
    read = read_page(
        '<ol class="commentlist"><li id="comment-1"><cite class="fn">a<script>alert(1)</script></cite>'
        "<p>b<script>document.write('<li>')</script> &lt;script&gt;c&lt;/script&gt;"
        "<img src=x onerror=alert(2)></p></li></ol>"
    )
    (comment,) = read.comments
    assert (comment.author, comment.text) == ("a", "b <script>c</script>")
