"""Pages of invented newspapers, in several languages and forms."""

from datetime import UTC, datetime, timedelta

import pytest

from exchange.page.reading import PAGES, lost_lines, page, seen
from folkmoot.exchange.page import read_page

TEXTS = sorted(path.name for path in PAGES.glob("*.txt") if ".cp1251." not in path.name)


@pytest.mark.parametrize("name", TEXTS)
def test_every_printed_line_of_a_text_ends_in_a_field_or_is_said_to_be_left(name: str) -> None:
    source = (PAGES / name).read_text(encoding="utf-8-sig")
    assert lost_lines(source, read_page(source)) == []


@pytest.mark.parametrize("name", TEXTS)
def test_line_ends_marks_and_encodings_change_nothing(name: str) -> None:
    text = (PAGES / name).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    read = read_page(text)
    for other in (
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        "\ufeff" + text,
        text.encode("utf-16"),
        text.encode("utf-16-le"),
    ):
        assert read_page(other) == read


def test_a_page_with_menus_buttons_and_a_policy_below() -> None:
    read = page("harbour-gazette.txt")
    assert read.headline == "Harbour bridge to close until spring"
    assert read.writer == "Ilse Marwood"
    assert read.caption == "Workers inspect the northern pillar of the harbour bridge on Friday (Photo: T. Reed)"
    assert read.dateline == "OSTMARK (Northern Wire)"
    assert read.body.startswith("The harbour bridge will be closed")
    assert read.body.endswith("it will cost nothing.”")
    assert "\n\nWhat drivers must know\n\n" in read.body
    assert read.policy_title == "Commenting guidelines"
    assert read.policy.splitlines()[-1] == "  • No names of children."
    assert seen(read.comments) == [
        ("1", "Old Pilot 77", None),
        ("1.1", "Anna-Lena K.", "1"),
        ("1.1.1", "Tom", "1.1"),
        ("1.1.1.1", "Anna-Lena K.", "1.1.1"),
        ("1.2", "Mill Lane", "1"),
        ("2", "Мария Седова", None),
        ("4", "the mayor's cousin", None),
    ]
    assert [comment.mentions for comment in read.comments[:3]] == [None, "Old Pilot 77", "Anna-Lena K."]


def test_a_comment_keeps_its_lists_and_whom_it_quotes() -> None:
    read = page("harbour-gazette.txt")
    assert read.comments[0].text == (
        "Three things nobody asks:\n\n1. Who pays for the ferry?\n2. Who said: it will be spring?\n3. Why now?\n\n"
        "My grandfather built that pillar. He said:\n\nbuild it twice or do not build it."
    )
    assert read.comments[4].text == "All of it goes past my window now.\n• lorries\n• buses\n• the mayor's own car"
    assert read.comments[0].written_at == datetime(2021, 7, 4, 15, 15, tzinfo=UTC)


def test_what_is_left_is_named() -> None:
    left = {line.text: line.why for line in page("harbour-gazette.txt").unplaced}
    assert left["3. Pingback: Bridges of the north « A walker's blog"] == "a link from another page, no comment"
    assert left["Your comment is awaiting moderation."] == "a note that the comment waits for moderation"
    assert left["Reply"] == "a button of the page"
    assert left["July 4, 2021"] == "stands beside the writer's name"


def test_a_thread_without_numbers_or_depth_is_counted_by_its_dates() -> None:
    read = page("talbote.txt")
    assert seen(read.comments) == [
        ("1", "Hans-Peter", None),
        ("2", "Ünal Ö.", None),
        ("3", "Frau Dr. Wenzel", None),
        ("4", "1899", None),
    ]
    assert read.comments[0].text == (
        "Na endlich.\n\nUnd wer zahlt das Dach? Mein Nachbar sagte:\n\nDas Dach zahlt der, der drunter sitzt."
    )
    assert read.comments[1].mentions == "Hans-Peter"
    assert read.comments[2].written_at == datetime(2022, 3, 13, 7, 12, tzinfo=UTC)
    assert (read.headline, read.writer, read.language) == (
        "Der alte Bahnhof wird doch nicht abgerissen",
        "Jutta Brehm",
        "de",
    )
    assert (read.dateline, read.caption) == ("TALHEIM", "Der Bahnhof von Talheim im Winter. Foto: Archiv Brehm")


def test_russian_bullets_in_the_bytes_of_windows() -> None:
    read = page("severny-listok.cp1251.txt")
    assert read == page("severny-listok.txt")
    assert seen(read.comments) == [
        ("1", "Капитан Немо", None),
        ("1.1", "Вера Л.", "1"),
        ("2", "дед Мазай", None),
        ("3", "Ездок_2", None),
    ]
    assert read.comments[2].text.endswith("\n1) чай,\n2) протокол,\n3) опять чай.")
    assert (read.dateline, read.language) == ("ЗАРЕЧЬЕ, 3 мая", "ru")


def test_turkish_with_tabs_and_no_break_spaces() -> None:
    read = page("kiyi-postasi.txt")
    assert seen(read.comments) == [
        ("1", "Kaptan\u00a0Ali", None),
        ("1.1", "Ayşe 34", "1"),
        ("1.1.1", "Kaptan Ali", "1.1"),
        ("2", "ömer", None),
        ("3", "Zeynep Işık", None),
    ]
    assert read.comments[-1].text == "Babam dedi ki:\n\nbu köprü sağlam."
    assert read.comments[3].text == "Köprü köprüdür.\u00a0Geçersin, geçemezsin."


def test_armenian_closes_said_with_its_own_mark() -> None:
    read = page("lernayin-lraber.txt")
    assert seen(read.comments) == [("1", "Արամ", None), ("1.1", "Անի Մ.", "1"), ("2", "Գրիգոր 2", None)]
    assert (read.dateline, read.language) == ("ԼԵՌՆԱՎԱՆ", "hy")
    assert read.policy_title == "Քննարկման կանոններ"


def test_a_list_in_a_comment_is_no_comment_where_nothing_is_indented() -> None:
    read = page("courrier-du-lac.txt")
    assert seen(read.comments) == [("1", "Jean-Luc", None), ("2", "Mme Perrin", None), ("3", "O’Malley", None)]
    assert read.comments[1].text.splitlines()[1:4] == ["1. qui paie ?", "2. qui passe ?", "3. qui répond ?"]
    assert read.comments[2].text == "@Mme Perrin tout est à la page 4,\n\net le bac est gratuit."
    assert read.policy == "Les commentaires injurieux ne seront pas publiés. Chacun est responsable de ce qu’il écrit."


def test_a_language_that_nobody_taught_is_read_by_what_its_heads_share() -> None:
    read = page("vespera-voco.txt")
    assert seen(read.comments) == [
        ("1", "Karlo", None),
        ("1.1", "Ana", "1"),
        ("2", "Petro la dua", None),
        ("3", "ĵus alvenis", None),
    ]


def test_a_page_without_thread_and_policy_is_a_story() -> None:
    read = page("silent-star.txt")
    assert read.comments == ()
    assert (read.policy, read.unplaced) == ("", ())
    assert (read.headline, read.dateline) == ("Library opens on Sundays", "LOWTON")
    assert read.caption == "The reading room, empty on a Tuesday"


def test_html_of_a_theme_of_2010_with_a_pingback_among_the_comments() -> None:
    read = page("marsh-herald.html")
    assert (read.headline, read.writer) == ("Marsh road reopens after flood", "Dora Quill")
    assert (read.dateline, read.caption) == ("WETHAM", "The marsh road on Tuesday")
    assert read.body.splitlines()[-1] == "> It will hold for my lifetime."
    assert read.policy_title == "Discussion Policy"
    assert read.policy == "Comments are welcome. Personal attacks are not permitted, and we may block users."
    assert (read.url, read.language) == ("https://marsh-herald.example/2020/08/marsh-road/", "en")
    assert seen(read.comments) == [
        ("1", "Ferryman 3", None),
        ("1.1", "Лиза Болотова", "1"),
        ("1.1.1", "Ferryman 3", "1.1"),
        ("2", "<b>Bold</b> & Sons", None),
    ]
    assert [comment.source_id for comment in read.comments] == ["101", "102", "105", "104"]
    assert read.comments[0].text == (
        "Two weeks! My list:\n\n 1. no bread\n 2. He said: no post\n\nNever again.\nNEVER AGAIN:\nI mean it."
    )
    assert read.comments[1].text == "@Ferryman 3: you have a boat 😉"
    assert read.comments[2].text == "A leaking one."
    assert read.comments[3].text == "Typed: <script>alert(1)</script>"
    assert read.comments[0].written_at == datetime(2020, 8, 13, 18, 2, tzinfo=UTC)
    (pingback,) = [line for line in read.unplaced if line.text.startswith("Pingback")]
    source = (PAGES / "marsh-herald.html").read_text(encoding="utf-8").split("\n")
    assert 'id="comment-103"' in source[pingback.line - 1]


def test_html_with_two_boxes_a_comment() -> None:
    read = page("eleven-bells.html")
    assert seen(read.comments) == [("1", "Alto Two", None), ("1.1", "Bass", "1")]
    assert read.comments[0].text == "I nearly did.\n\nReply"
    assert read.comments[1].text == "@Alto Two\nI saw it."
    assert read.comments[0].written_at is not None
    assert read.comments[0].written_at.utcoffset() == timedelta(hours=1)
    assert read.caption == "The choir on the lower ledge"


def test_html_of_a_block_theme() -> None:
    read = page("blocks-and-boats.html")
    assert seen(read.comments) == [("1", "Marta 2", None), ("1.1", "Don Ramón", "1")]
    assert read.comments[0].text == "La tiene mi tía:\n\n  • la llave\n  • el candado"
    assert read.comments[1].mentions == "Marta 2"
    assert (read.dateline, read.caption, read.language) == ("PUERTO GRIS (Costa)", "El faro de noche", "es")
    assert read.policy_title == "Normas de participación"


def test_html_whose_comments_have_no_marks_at_all() -> None:
    read = page("old-lantern.html")
    assert (read.headline, read.dateline) == ("Lamps go out on Mill Lane", "MILLTOWN")
    assert "“somebody”" in read.body
    assert seen(read.comments) == [("1", "Lamplighter", None), ("1.1", "O'Hara", "1"), ("2", "Nine to Five", None)]
    assert read.comments[0].text.endswith("WE NEED:\nnew lamps\nnew wire")


def test_a_reply_to_a_comment_without_words_moves_up() -> None:
    read = page("genesis-post.html")
    assert seen(read.comments) == [("1", "Kai", None), ("2", "Mia", None)]
    assert read.unplaced[0].why == "a comment without words"
    assert (read.headline, read.writer, read.dateline) == ("Museum zeigt nur Türen", "Lena Roth", "GARBENHEIM (lok)")


def test_html_that_marks_nothing_is_read_as_a_browser_shows_it() -> None:
    read = page("plain-heap.html")
    assert read.headline == "Orchard sold for a song"
    assert seen(read.comments) == [("1", "Tenor Fan", None), ("2", "the dog", None)]
    assert read.comments[1].text == "Woof.\nHe wrote:\nwoof."
    assert read.body.startswith("The orchard was sold on Thursday")
    assert read.body.endswith("better than the first.")


def test_the_same_page_as_html_and_as_text_has_the_same_thread() -> None:
    """A page of an unknown theme is rendered first; what a browser shows of it reads the same."""
    html = (PAGES / "old-lantern.html").read_bytes().decode("cp1252")
    bold = html.replace("<ol>", '<ol class="commentlist">')
    assert [(c.number, c.author, c.text) for c in read_page(bold).comments] == [
        (c.number, c.author, c.text) for c in read_page(html).comments
    ]
