"""A thread: in order, in pages, and every number on one of them."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.discussion.ranking import Sorting
from folkmoot.discussion.thread import MOST_ON_A_PAGE, ThreadComment, in_order, page_at, page_of, pages_of
from make import NOON


def thread(*numbers: str) -> list[ThreadComment]:
    return [
        ThreadComment(UUID(int=n), number, number.rpartition(".")[0] or None, "Ann", "Late.", "en", NOON)
        for n, number in enumerate(numbers)
    ]


def numbers(comments: list[ThreadComment] | tuple[ThreadComment, ...]) -> list[str]:
    return [comment.number for comment in comments]


def test_branches_stand_by_number_each_comment_before_its_replies() -> None:
    mixed = thread("10", "2", "1.10", "1.2", "1", "1.2.1")
    assert numbers(in_order(mixed, Sorting.OLDEST)) == ["1", "1.2", "1.2.1", "1.10", "2", "10"]
    assert numbers(in_order(mixed, Sorting.NEWEST)) == ["10", "2", "1", "1.2", "1.2.1", "1.10"]


def test_depth_and_path_follow_from_the_number() -> None:
    (comment,) = thread("3.1.12")
    assert (comment.depth, comment.path) == (2, (3, 1, 12))


def test_an_empty_thread_has_one_empty_page() -> None:
    pages = pages_of([], size=50)
    assert pages == [[]]
    assert page_at(pages, 1).comments == ()
    assert page_of(pages, "1") is None


def test_a_page_counts_first_level_comments() -> None:
    pages = pages_of(thread("1", "1.1", "1.2", "2", "3"), size=2)
    assert [numbers(page) for page in pages] == [["1", "1.1", "1.2", "2"], ["3"]]
    assert page_at(pages, 1).pages == (("1", "2"), ("3", "3"))


def test_a_long_branch_goes_on_on_the_next_page() -> None:
    replies = [f"1.{n}" for n in range(1, MOST_ON_A_PAGE + 100)]
    pages = pages_of(thread("1", *replies, "2"), size=50)
    assert [len(page) for page in pages] == [MOST_ON_A_PAGE, 101]
    assert not page_at(pages, 1).continued
    assert page_at(pages, 2).continued
    assert page_of(pages, replies[-1]) == 2


@pytest.mark.parametrize(("asked", "given_"), [(-5, 1), (0, 1), (1, 1), (3, 3), (99, 3)])
def test_a_page_that_is_not_there_is_the_nearest_one(asked: int, given_: int) -> None:
    pages = pages_of(thread("1", "2", "3"), size=1)
    assert page_at(pages, asked).page == given_


@given(st.lists(st.integers(1, 40), unique=True), st.integers(1, 10), st.sampled_from(Sorting))
def test_every_comment_is_on_exactly_one_page(firsts: list[int], size: int, sorting: Sorting) -> None:
    comments = thread(*map(str, firsts), *(f"{n}.1" for n in firsts))
    pages = pages_of(comments, sorting=sorting, size=size)
    assert sorted(numbers([c for page in pages for c in page])) == sorted(numbers(comments))
    for comment in comments:
        page = page_of(pages, comment.number)
        assert page is not None
        assert comment.number in numbers(pages[page - 1])
