"""The lines that comments begin with, their dates, and the words around stories."""

from datetime import UTC, datetime

import pytest

from folkmoot.exchange.page import words
from folkmoot.exchange.page.attribution import read_attribution
from folkmoot.exchange.page.dateline import read_dateline
from folkmoot.exchange.page.dates import PrintedDate, read_date, read_date_line

AFTERNOON = datetime(2020, 7, 4, 15, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "July 4, 2020 at 3:15 pm",
        "July 4th, 2020 at 3:15 PM",
        "Saturday, July 4, 2020, 3:15 p.m.",
        "4 July 2020 15:15",
        "2020-07-04T15:15:00+00:00",
        "2020-07-04 15:15",
        "2020/07/04 15:15",
        "7/4/2020 3:15 pm",
        "04.07.2020 15:15",
        "4. Juli 2020 um 15:15 Uhr",
        "4 juillet 2020 à 15 h 15 min",
        "4 de julio de 2020 a las 15:15",
        "4 luglio 2020 alle 15:15",
        "4 июля 2020 в 15:15",
        "4 Temmuz 2020, 15:15",
        "հուլիսի 4, 2020 15:15",
        "4 lipca 2020 o 15:15",
        "2020年7月4日 下午3:15",
        "4 يوليو 2020 15:15",
    ],
)
def test_a_date_is_read_in_many_languages(text: str) -> None:
    date = read_date(text)
    assert date is not None
    assert date.when == AFTERNOON


def test_a_date_keeps_the_zone_that_it_names() -> None:
    date = read_date("2020-07-04T19:15:00+04:00")
    assert date is not None
    assert date.when == AFTERNOON
    assert date.when.isoformat() == "2020-07-04T19:15:00+04:00"


@pytest.mark.parametrize("text", ["3 days ago", "vor 3 Tagen", "hace 2 días", "2 gün önce"])
def test_an_age_names_no_day(text: str) -> None:
    assert read_date(text) == PrintedDate(None)


@pytest.mark.parametrize(
    "text",
    ["", "may", "1998", "The 4 of us, in July 2020", "99/99/2020", "②②②②② 2020", "1. yes", "call 555-1234", "9" * 300],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_a_date_may_have_a_button_beside_it() -> None:
    assert read_date_line("July 4, 2020 at 3:15 pm (Edit)") == PrintedDate(AFTERNOON)
    assert read_date_line("July 4, 2020 at 3:15 pm | Reply") == PrintedDate(AFTERNOON)
    assert read_date_line("July 4, 2020 was a good day") is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("1. Serop said:", "Serop"),
        ("• Raffi said:", "Raffi"),
        ("3.1 Raffi said:", "Raffi"),
        ("#5 Bob wrote:", "Bob"),
        ("2) Anna Bell 77 says:", "Anna Bell 77"),
        ("Serop said on July 4, 2020 at 3:15 pm:", "Serop"),
        ("Serop on July 4, 2020 at 3:15 pm said:", "Serop"),
        ("On July 4, 2020 Serop wrote:", "Serop"),
        ("Comment by Serop on July 4, 2020 @ 3:15 pm", "Serop"),
        ("Serop | July 4, 2020 at 3:15 pm", "Serop"),
        ("Jean-Luc a dit :", "Jean-Luc"),
        ("12. Иван Петров пишет:", "Иван Петров"),
        ("Ayşe diyor ki:", "Ayşe"),
        ("Արամ ասում է՝", "Արամ"),
        ("Արամ ասում է:", "Արամ"),
        ("王小明说道：", "王小明"),
        ("María asegura:", "María"),
        ("João disse:", "João"),
        ("J. R. Smith said:", "J. R. Smith"),
        ("4. Says Who says:", "Says Who"),
    ],
)
def test_the_name_is_found_before_said_and_date(line: str, name: str) -> None:
    said = read_attribution(line)
    assert said is not None
    assert (said.name, said.rest) == (name, "")


@pytest.mark.parametrize(
    "line",
    [
        "1. First, the harbour",
        "WE NEED:",
        "The minister said that this was wrong: no",
        "Pingback: A says:",
        "said:",
        "- - said:",
    ],
)
def test_what_nobody_said_is_no_head(line: str) -> None:
    assert read_attribution(line) is None


@pytest.mark.parametrize(
    ("paragraph", "dateline", "rest"),
    [
        ("YEREVAN (—The council", "YEREVAN", "The council"),
        ("LONDON (Reuters) – The council", "LONDON (Reuters)", "The council"),
        ("PARIS, July 4 (AFP) - The council", "PARIS, July 4 (AFP)", "The council"),
        ("МОСКВА, 4 июля /ТАСС/. Совет", "МОСКВА, 4 июля (ТАСС)", "Совет"),
        ("NEW OSTMARK — The council", "NEW OSTMARK", "The council"),
        ("Ostmark — The council", "Ostmark", "The council"),
        ("BERLIN/WIEN (dpa) – Der Rat", "BERLIN/WIEN (dpa)", "Der Rat"),
        ("OSTMARK -- The council", "OSTMARK", "The council"),
    ],
)
def test_a_dateline_is_read_without_its_dash_and_broken_bracket(paragraph: str, dateline: str, rest: str) -> None:
    assert read_dateline(paragraph) == (dateline, rest)


@pytest.mark.parametrize(
    "paragraph",
    ["Tom — the pilot — said", "The council voted - twice - on Friday", "Well-known voices", "A", "", "NATO is a word"],
)
def test_a_sentence_with_a_dash_has_no_dateline(paragraph: str) -> None:
    assert read_dateline(paragraph) is None


@pytest.mark.parametrize(
    ("line", "about"),
    [
        ("6 Responses to “Bridge closed”", "Bridge closed"),
        ("One thought on “Bridge closed”", "Bridge closed"),
        ("Comments (6)", ""),
        ("6 Comments", ""),
        ("Discussion", ""),
        ("3 réponses à Le pont", "Le pont"),
        ("4 Gedanken zu „Die Brücke“", "Die Brücke"),
        ("5 комментариев", ""),
        ("6 comments were deleted last night", None),
        ("Six bridges", None),
    ],
)
def test_a_line_that_counts_comments_says_what_they_are_about(line: str, about: str | None) -> None:
    assert words.counted_title(line) == about


@pytest.mark.parametrize(
    "line",
    [
        "Discussion Policy",
        "Comment policy:",
        "House rules",
        "Our commenting guidelines",
        "Netiquette",
        "Diskussionsregeln",
        "Charte des commentaires",
        "Правила обсуждения",
        "Normas de participación",
        "Yorum kuralları",
        "Քննարկման կանոններ",
        "Regole dei commenti",
    ],
)
def test_the_heading_of_a_policy_is_known(line: str) -> None:
    assert words.is_policy_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "The discussion was long, and the rules were short.",
        "Policy",
        "Comments",
        "A comment on the mayor's rules, and why they are wrong.",
    ],
)
def test_a_sentence_about_rules_is_no_heading(line: str) -> None:
    assert not words.is_policy_heading(line)


def test_a_button_is_told_from_somebody_speaking() -> None:
    assert words.is_button("Reply ↓")
    assert words.is_button("Reply to Anna-Lena K.")
    assert not words.is_button("Reply to this if you dare, sir.")
    assert not words.is_form("Copyright law says otherwise, and has for years.")
    assert words.is_form("Leave a Reply Cancel reply")
