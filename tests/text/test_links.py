"""Links are found as their writer meant them, and nothing that deceives becomes one."""

import time

import pytest

from folkmoot.text.links import links


def found(text: str) -> list[tuple[str, str]]:
    return [(link.span.of(text), link.url) for link in links(text)]


def test_an_address_is_a_link_and_www_is_enough() -> None:
    assert found("See https://a.example/x?y=1#z and www.b.example") == [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("www.b.example", "https://www.b.example"),
    ]


@pytest.mark.parametrize("end", [".", ",", "!", "?", ")", "…", "»", "”", "،", "։", ").", "'s"])
def test_the_sentence_around_an_address_does_not_belong_to_it(end: str) -> None:
    assert [url for _, url in found(f"(see https://a.example/page{end} And")] == [
        "https://a.example/page" + ("'s" if end == "'s" else "")
    ]


def test_brackets_that_belong_to_an_address_stay() -> None:
    assert found("https://a.example/Sarn_(river) flows")[0][1] == "https://a.example/Sarn_(river)"


def test_letters_of_every_script_may_stand_in_an_address() -> None:
    assert found("https://пример.example/паром")[0][1] == "https://пример.example/паром"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "mailto:a@b.example",
        "ftp://a.example",
        "//a.example",
        "It ended.The boat left",
        "https://",
        "https://bank.example@elsewhere.example/",
        "https://a.example:port/",
        "xhttps://a.example",
        "www.",
    ],
)
def test_what_is_no_web_address_or_made_to_deceive_is_no_link(text: str) -> None:
    assert found(text) == []


def test_a_mark_that_turns_letters_ends_an_address() -> None:
    assert found("https://a.example/\u202egpj.exe")[0][1] == "https://a.example/"


@pytest.mark.parametrize(
    "text", ["http://" * 30_000, "www." * 30_000, "https://a.example/" + "(" * 90_000 + ")" * 90_000]
)
def test_a_hostile_text_takes_no_longer_than_a_long_one(text: str) -> None:
    began = time.process_time()
    list(links(text))
    assert time.process_time() - began < 2
