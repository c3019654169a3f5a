"""Setting up: sites with their origins and keys, and publishing policies."""

import asyncio
from typing import Any

import pytest

from folkmoot.discussion.story import StoryText
from folkmoot.errors import BadInput, Conflict, NotFound
from folkmoot.operations.put_story import put_story
from folkmoot.operations.set_up_site import add_site, publish_policy, publisher_site
from folkmoot.operations.show_desk import show_policy
from folkmoot.operations.show_thread import show_thread
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.samples import sample
from make import EXPULSION, ORIGIN, SITE, STORY, Newsroom
from operations.asking import column, decisions_on, rows_of

OTHER = sample("newspaper").replace("title: Discussion policy", "title: House rules")


async def test_a_new_site_has_a_key_an_origin_and_the_newspapers_policy(newsroom: Newsroom) -> None:
    new = await add_site(
        newsroom.means, name="regatta-news", origins=("https://Regatta.example/", "http://localhost:8001")
    )
    assert new.site.origins == ("https://regatta.example", "http://localhost:8001")
    opened = await publisher_site(newsroom.means, new.key)
    assert opened is not None
    assert opened.id == new.site.id
    assert new.key not in await column(newsroom, "access_key", "hash")
    assert (await show_policy(newsroom.means, site_name="regatta-news"))["source"] == sample("newspaper")


async def test_any_other_key_opens_nothing(newsroom: Newsroom) -> None:
    for key in ("", "fm_", "fm_" + "x" * 43):
        assert await publisher_site(newsroom.means, key) is None


@pytest.mark.parametrize(
    ("given", "error", "code"),
    [
        ({"name": SITE}, Conflict, "site-taken"),
        ({"origins": (ORIGIN,)}, Conflict, "origin-taken"),
        ({"name": "Regatta News"}, BadInput, "site-name-invalid"),
        ({"name": "-"}, BadInput, "site-name-invalid"),
        ({"origins": ("regatta.example",)}, BadInput, "url-invalid"),
        ({"policy": "clauses: 7"}, BadInput, "policy-invalid"),
    ],
)
async def test_a_site_that_cannot_be_is_refused_whole(
    newsroom: Newsroom, given: dict[str, Any], error: type[Exception], code: str
) -> None:
    counts = {table: await rows_of(newsroom, table) for table in ("site", "origin", "access_key", "policy_version")}
    with pytest.raises(error) as raised:
        await add_site(newsroom.means, **({"name": "regatta-news", "origins": ("https://regatta.example",)} | given))
    assert getattr(raised.value, "code", "") == code
    assert counts == {table: await rows_of(newsroom, table) for table in counts}


async def test_a_published_policy_is_shown_by_every_thread_at_once(newsroom: Newsroom) -> None:
    await newsroom.post()
    shown = await show_thread(newsroom.means, site_name=SITE, url=STORY)
    assert b"House rules" not in shown.bodies["identity"]
    told: list[bool] = []
    newsroom.means.bus.watch(lambda topic, message: told.append(bool(message.get("restricted"))))
    assert await publish_policy(newsroom.means, site_name=SITE, source=OTHER) == 2
    assert told == [True]
    again = await show_thread(newsroom.means, site_name=SITE, url=STORY)
    assert b"House rules" in again.bodies["identity"]
    assert again.version > shown.version


async def test_the_same_text_again_is_the_same_version(newsroom: Newsroom) -> None:
    assert await publish_policy(newsroom.means, site_name=SITE, source=sample("newspaper")) == 1
    await publish_policy(newsroom.means, site_name=SITE, source=OTHER)
    assert await publish_policy(newsroom.means, site_name=SITE, source=sample("newspaper")) == 3


async def test_decisions_keep_the_version_that_they_were_taken_under(newsroom: Newsroom) -> None:
    before = await newsroom.post(EXPULSION)
    await publish_policy(newsroom.means, site_name=SITE, source=OTHER)
    after = await newsroom.post(EXPULSION)
    assert [d.decision.policy for d in await decisions_on(newsroom, before.own.id)] == [1]
    assert [d.decision.policy for d in await decisions_on(newsroom, after.own.id)] == [2]


async def test_a_policy_published_while_a_comment_is_judged_does_not_decide_it(newsroom: Newsroom) -> None:
    milder = sample("newspaper").replace("hold: 0.65\n    unknown: ignore", "hold: 0.95\n    unknown: ignore")
    posting = await newsroom.until_judged(newsroom.post(EXPULSION))
    await publish_policy(newsroom.means, site_name=SITE, source=milder)
    newsroom.judge_on()
    posted = await posting
    assert posted.own.outcome is Outcome.HOLD
    assert [d.decision.policy for d in await decisions_on(newsroom, posted.own.id)] == [1]


async def test_a_policy_that_cannot_be_read_is_refused_with_its_problems(newsroom: Newsroom) -> None:
    with pytest.raises(BadInput) as raised:
        await publish_policy(newsroom.means, site_name=SITE, source="clauses:\n  - id: a\n    signal: insullt\n")
    assert "insullt" in raised.value.sentence
    assert (await show_policy(newsroom.means, site_name=SITE))["version"] == 1


async def test_versions_have_numbers_of_their_own_however_many_publish_at_once(newsroom: Newsroom) -> None:
    sources = [OTHER.replace("House rules", f"House rules {n}") for n in range(5)]
    answers = await asyncio.gather(
        *(publish_policy(newsroom.means, site_name=SITE, source=source) for source in sources), return_exceptions=True
    )
    numbers = [answer for answer in answers if isinstance(answer, int)]
    refused = [answer for answer in answers if isinstance(answer, Conflict)]
    assert len(numbers) + len(refused) == 5
    assert sorted(numbers) == list(range(2, len(numbers) + 2))
    assert all(error.code == "published-meanwhile" for error in refused)


async def test_a_site_that_is_not_there_has_no_policy(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        await publish_policy(newsroom.means, site_name="regatta-news", source=OTHER)
    await put_story(newsroom.means, site_id=newsroom.site.id, url=STORY, text=StoryText("Ferry"))
    with pytest.raises(NotFound):
        await show_policy(newsroom.means, site_name="regatta-news")
