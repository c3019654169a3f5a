"""The interface speaks a language with its plurals, figures, dates and direction."""

from datetime import UTC, datetime

import pytest

from folkmoot.errors import BadInput
from folkmoot.locale.words import languages, words

MOMENT = datetime(2026, 11, 17, 8, 31, tzinfo=UTC)


def test_english_and_arabic_are_spoken() -> None:
    assert {"en", "ar"} <= set(languages())


def test_a_region_is_served_by_its_language() -> None:
    assert words("ar-LB").say("Discussion") == "النقاش"
    assert words("ar-LB").direction == "rtl"


@pytest.mark.parametrize("language", ["xx", "", "<script>", "../../etc/passwd", "hy"])
def test_a_language_without_a_catalogue_reads_as_english(language: str) -> None:
    assert (words(language).language, words(language).direction) == ("en", "ltr")


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "لا تعليقات"), (1, "تعليق واحد"), (2, "تعليقان"), (3, "٣ تعليقات"), (23, "٢٣ تعليقًا"), (100, "١٠٠ تعليق")],
)
def test_arabic_counts_in_six_forms(n: int, said: str) -> None:
    assert words("ar").count("{n} comment", "{n} comments", n) == said


@pytest.mark.parametrize(("n", "said"), [(0, "0 comments"), (1, "1 comment"), (1772, "1,772 comments")])
def test_english_counts_in_two(n: int, said: str) -> None:
    assert words("en").count("{n} comment", "{n} comments", n) == said


def test_an_errors_figures_are_written_as_the_language_writes_them() -> None:
    error = BadInput("text-too-long", "A comment has at most {longest} characters.", figures={"longest": 3000})
    assert error.sentence == str(error) == words("en").told(error) == "A comment has at most 3,000 characters."
    assert words("ar").told(error) == "الحد الأقصى لطول التعليق بالحروف: ٣٬٠٠٠."


def test_an_error_without_figures_may_quote_braces() -> None:
    error = BadInput("policy-invalid", "What is {this}?", field="{x}")
    assert words("ar").told(error) == error.sentence == "What is {this}?"


def test_forms_for_the_browser_are_named_as_unicode_names_them() -> None:
    assert list(words("en").forms("{n} comment", "{n} comments")) == ["one", "other"]
    assert list(words("ar").forms("{n} comment", "{n} comments")) == ["zero", "one", "two", "few", "many", "other"]


def test_figures_and_dates_are_the_languages_own() -> None:
    assert words("ar").digits("3.1") == "٣.١"
    assert words("ar").number(1772) == "١٬٧٧٢"
    assert words("ar").moment(MOMENT) == "١٧ نوفمبر ٢٠٢٦، ٨:٣١"
    assert words("en").moment(MOMENT) == "17 November 2026, 08:31"


def test_times_are_told_by_the_newspapers_clock() -> None:
    assert words("en", "Asia/Yerevan").time(MOMENT) == "12:31"


def test_a_time_zone_that_does_not_exist_reads_as_utc() -> None:
    assert words("en", "Nowhere/Tarrow").time(MOMENT) == "08:31"


def test_a_sentence_from_elsewhere_may_hold_braces() -> None:
    assert words("en").say("A name like {this} is not allowed.") == "A name like {this} is not allowed."


@pytest.mark.parametrize(("minutes", "said"), [(0, "1 minute"), (40, "40 minutes"), (134, "2 hours"), (3000, "2 days")])
def test_a_stretch_of_time_is_said_roughly(minutes: int, said: str) -> None:
    assert words("en").minutes(minutes) == said
