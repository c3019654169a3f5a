"""Whatever way a page is printed in, what is read is what was printed."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.page.printing import BODY, CAPTION, HEADLINE, POLICY, THEMES, print_html, print_page
from exchange.page.reading import lost_lines
from folkmoot.exchange.page import read_page

PIECES = (
    "<ol class=commentlist>", "<li class=comment id=comment-1>", "<li>", "<ul class=children>", "</ul>", "</li>",
    "</ol>", "<cite class=fn>", "</cite>", "Bob", " said:", "<p>", "words & more", "<div id=comments>", "</div>",
    "<br>", "<blockquote>", "<h3>Discussion policy</h3>", "<div class=entry-content>", "<h1>", "</h1>",
    "<li class=pingback>", "<!--", "-->", "<time datetime='2020-01-01'>", "<script>", "</script>", "<table>", "<td>",
    "<svg>", "<a href='", "'>", "&#0;", "&#xd800;",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_printed_thread_is_read_as_it_was_written(seed: int) -> None:
    source, known, style = print_page(Random(seed))
    read = read_page(source)
    assert [(c.number, c.author, c.parent, c.text) for c in read.comments] == [
        (c.number, c.author, c.parent, c.text) for c in known
    ], style
    assert (read.headline, read.caption, read.dateline, read.body) == (HEADLINE, CAPTION, "OSTMARK", "\n\n".join(BODY))
    assert read.policy == ("" if style.policy == "none" else POLICY)
    assert lost_lines(source, read) == []
    assert all((c.written_at is not None) == style.is_dated for c in read.comments)


@settings(max_examples=150, deadline=None)
@given(st.integers(min_value=0, max_value=2**32), st.sampled_from(sorted(THEMES)))
def test_a_theme_is_read_as_it_was_filled(seed: int, theme: str) -> None:
    _, known, _ = print_page(Random(seed))
    read = read_page(print_html(known, theme))
    assert sorted((c.number, c.author, c.parent, c.text) for c in read.comments) == sorted(
        (c.number, c.author, c.parent, c.text) for c in known
    )
    assert (read.headline, read.caption, read.dateline, read.body) == (HEADLINE, CAPTION, "OSTMARK", "\n\n".join(BODY))
    assert (read.policy_title, read.policy, read.language) == ("Discussion Policy", POLICY, "en")


@settings(max_examples=60, deadline=None)
@given(st.integers(min_value=0, max_value=2**32))
def test_a_page_loses_no_line_when_its_lines_are_shuffled(seed: int) -> None:
    random = Random(seed)
    source, _, _ = print_page(random)
    lines = source.split("\n")
    random.shuffle(lines)
    shuffled = "\n".join(lines)
    assert lost_lines(shuffled, read_page(shuffled)) == []


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB1. :)•-@\n\t“é—said"), max_size=400))
def test_no_text_breaks_the_reader(source: str) -> None:
    if any(character.isalnum() for character in source):
        read = read_page(source)
        assert len({comment.number for comment in read.comments}) == len(read.comments)
        assert all(comment.author and comment.text for comment in read.comments)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_html_breaks_the_reader(pieces: list[str]) -> None:
    read = read_page("<body>x" + "".join(pieces))
    assert len({comment.number for comment in read.comments}) == len(read.comments)
    numbers = {comment.number for comment in read.comments}
    assert all(comment.author and comment.text for comment in read.comments)
    assert all(comment.parent is None or comment.parent in numbers for comment in read.comments)
    for comment in read.comments:
        f"{comment.author}{comment.text}".encode()
