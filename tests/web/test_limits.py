"""Limits: often is fine, very often waits; one person does not use up what a whole school may write."""

from uuid import UUID

import pytest

from folkmoot.errors import TooMuch
from folkmoot.store.interface import Store
from folkmoot.web.limits import Limits, Rate, Rates
from make import FINE, INSULT, SITE, STORY, a_key, a_newsroom
from web.doors import API, House, as_author, opened

IDA, OTTO = UUID(int=1), UUID(int=2)


class Watch:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def posts(limits: Limits, n: int, *, person: UUID | None = IDA, network: str = "school", story: str = "a") -> None:
    """Count so many comments."""
    for _ in range(n):
        limits.post(person=person, network=network, story=story)


def test_a_person_who_has_written_his_fill_is_told_how_long_to_wait() -> None:
    limits = Limits(Rates(posts_of_person=Rate(3, 6)), clock=Watch())
    posts(limits, 3)
    with pytest.raises(TooMuch) as refused:
        posts(limits, 1)
    assert refused.value.code == "too-often"
    assert refused.value.retry_after == 10


def test_time_fills_the_bucket_again() -> None:
    watch = Watch()
    limits = Limits(Rates(posts_of_person=Rate(3, 6)), clock=watch)
    posts(limits, 3)
    watch.seconds += 10
    posts(limits, 1)
    with pytest.raises(TooMuch):
        posts(limits, 1)


def test_several_people_behind_one_address_write_side_by_side() -> None:
    limits = Limits(Rates(), clock=Watch())
    for n in range(6):
        posts(limits, 10, person=UUID(int=n))


def test_who_comes_without_a_token_each_time_meets_the_limit_of_his_network() -> None:
    limits = Limits(Rates(posts_of_network=Rate(20, 20)), clock=Watch())
    posts(limits, 20, person=None)
    with pytest.raises(TooMuch):
        posts(limits, 1, person=None)
    posts(limits, 1, person=None, network="elsewhere")


def test_a_story_that_is_flooded_waits_and_the_others_do_not() -> None:
    limits = Limits(Rates(posts_of_story=Rate(5, 5)), clock=Watch())
    for n in range(5):
        posts(limits, 1, person=UUID(int=n), network=str(n))
    with pytest.raises(TooMuch):
        posts(limits, 1, person=OTTO, network="another")
    posts(limits, 1, person=OTTO, network="another", story="b")


def test_what_is_refused_takes_nothing_from_the_other_buckets() -> None:
    limits = Limits(Rates(posts_of_person=Rate(1, 1), posts_of_network=Rate(2, 2)), clock=Watch())
    posts(limits, 1)
    for _ in range(5):
        with pytest.raises(TooMuch):
            posts(limits, 1)
    posts(limits, 1, person=OTTO)


@pytest.fixture
async def strict(sqlite_store: Store) -> House:
    """A web with limits that are soon reached."""
    rates = Rates(
        posts_of_network=Rate(2, 1),
        rewordings_of_network=Rate(1, 1),
        flags_of_network=Rate(1, 1),
        sign_ins_of_network=Rate(2, 1),
        reads_of_network=Rate(3, 1),
    )
    return opened(await a_newsroom(sqlite_store), rates=rates)


async def test_a_comment_too_many_is_a_problem_that_says_when_to_come_back(strict: House) -> None:
    await strict.write(FINE)
    await strict.write("Another thought.")
    refused = await strict.write("And another.")
    assert (refused.status_code, refused.json()["code"]) == (429, "too-often")
    assert 55 <= int(refused.headers["retry-after"]) <= 60  # a slow machine has filled some of it again
    assert refused.json()["retry_after"] == int(refused.headers["retry-after"])


async def test_rewordings_are_counted_by_themselves(strict: House) -> None:
    own = (await strict.write(INSULT)).json()
    path = f"{API}/comments/{own['comment']['id']}/revisions"
    sent = {"text": FINE, "key": a_key()}
    assert (await strict.browser.post(path, json=sent, headers=as_author(own["token"]))).status_code == 200
    assert (await strict.browser.post(path, json=sent, headers=as_author(own["token"]))).status_code == 429


async def test_flags_are_counted_by_themselves(strict: House) -> None:
    own = (await strict.write(FINE)).json()
    path = f"{API}/comments/{own['comment']['id']}/flags"
    sent = {"clause": "personal-attacks"}
    assert (await strict.browser.post(path, json=sent)).status_code == 201
    assert (await strict.browser.post(path, json=sent)).status_code == 429


async def test_links_to_the_desk_cannot_be_guessed_for_long(strict: House) -> None:
    for _ in range(2):
        assert (await strict.browser.get("/desk/sign-in/guessed")).status_code == 403
    assert (await strict.browser.get("/desk/sign-in/guessed")).status_code == 429


async def test_a_form_too_many_comes_back_with_its_text(strict: House) -> None:
    await strict.write(FINE)
    await strict.write("Another thought.")
    page = await strict.browser.get(f"/s/{SITE}/night-ferry/write")
    csrf = page.text.split('name="csrf" value="')[1].split('"')[0]
    form = {"name": "Ida Holm", "text": "And another.", "key": a_key(), "csrf": csrf}
    sent = await strict.browser.post(f"/s/{SITE}/night-ferry/write", data=form)
    assert sent.status_code == 429
    assert "And another." in sent.text
    assert "retry-after" in sent.headers


async def test_ready_pages_have_no_limit(strict: House) -> None:
    for _ in range(20):
        assert (await strict.thread()).status_code == 200


async def test_looking_for_a_number_is_counted(strict: House) -> None:
    await strict.write(FINE)
    sought = [await strict.browser.get(f"{API}/thread", params={"url": STORY, "at": "1"}) for _ in range(4)]
    assert [answer.status_code for answer in sought] == [200, 200, 200, 429]
