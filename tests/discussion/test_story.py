"""The address that a story is known by, its origin and its short name."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.discussion.story import canonical_url, origin_of, slug_of
from folkmoot.errors import BadInput


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://www.ferrypost.example/a", "https://www.ferrypost.example/a"),
        ("https://WWW.FerryPost.example/A", "https://www.ferrypost.example/A"),
        ("HTTPS://www.ferrypost.example", "https://www.ferrypost.example/"),
        ("https://www.ferrypost.example:443/a", "https://www.ferrypost.example/a"),
        ("http://localhost:8001/a", "http://localhost:8001/a"),
        ("http://www.ferrypost.example:80/", "http://www.ferrypost.example/"),
        ("https://www.ferrypost.example/a#comments", "https://www.ferrypost.example/a"),
        ("https://www.ferrypost.example/a?id=7&utm_source=x&UTM_medium=y", "https://www.ferrypost.example/a?id=7"),
        ("https://www.ferrypost.example/a?utm_source=x", "https://www.ferrypost.example/a"),
        ("https://www.ferrypost.example/a?empty=&b=1", "https://www.ferrypost.example/a?empty=&b=1"),
        ("https://www.ferrypost.example/ֆ", "https://www.ferrypost.example/%D6%86"),
        ("https://www.ferrypost.example/%D6%86", "https://www.ferrypost.example/%D6%86"),
        ("  https://www.ferrypost.example/a\n", "https://www.ferrypost.example/a"),
    ],
)
def test_a_story_is_known_by_one_address(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "www.ferrypost.example/a",
        "/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://ferrypost.example/a",
        "https://",
        "https://user:secret@ferrypost.example/",
        "https://ferrypost.example:99999/",
        "https://[::1/",
        "https://ferrypost.example/\ud800",
        "https://ferry\0post.example/",
        "https://ferrypost.example/" + "x" * 2000,
    ],
)
def test_what_is_no_address_of_a_page_is_refused(url: str) -> None:
    with pytest.raises(BadInput) as raised:
        canonical_url(url)
    assert raised.value.code == "url-invalid"


@given(st.text() | st.from_regex(r"https?://[^/]{1,20}(/.{0,20})?", fullmatch=True))
def test_any_text_is_an_address_or_refused_and_one_made_canonical_twice_stays(url: str) -> None:
    with suppress(BadInput):
        once = canonical_url(url)
        assert canonical_url(once) == once
        assert once.startswith(origin_of(once))


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Night ferry stays tied up", "night-ferry-stays-tied-up"),
        ("  “Late!”  again… ", "late-again"),
        ("Նավը ուշացավ", "նավը-ուշացավ"),
        ("/news/2026/ferry.html?id=7", "news-2026-ferry-html-id-7"),
        ("!!!", "story"),
        ("", "story"),
        ("x" * 200, "x" * 80),
        ("half \ud800 a pair", "half-a-pair"),
    ],
)
def test_a_short_name_has_letters_figures_and_hyphens(words: str, slug: str) -> None:
    assert slug_of(words) == slug
