"""Stories: put by the publisher, switched by the desk."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from folkmoot.discussion.story import Discussion, Person, Story, StoryText
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.operations.put_story import LONGEST_BODY, put_story
from folkmoot.operations.show_desk import show_stories
from folkmoot.operations.show_thread import show_thread
from folkmoot.operations.switch_story import switch_story
from make import EXPULSION, ORIGIN, SITE, STORY, Newsroom
from operations.asking import column, rows_of

TEXT = StoryText(
    "Night ferry stays tied up",
    writer="Mira Dahl",
    caption="The yellow boat.",
    dateline="PORT LENA",
    body="The pump broke.",
    people=(Person("Ole Brandt", "Mayor"),),
    language="en",
    section="City",
)


async def put(newsroom: Newsroom, text: StoryText = TEXT, url: str = STORY, **detail: Any) -> Story:
    return await put_story(newsroom.means, site_id=newsroom.site.id, url=url, text=text, **detail)


async def test_a_story_is_kept_as_it_was_put(newsroom: Newsroom) -> None:
    story = await put(newsroom, url=f"{STORY}?utm_source=x#top")
    assert (story.url, story.slug, story.discussion) == (STORY, "night-ferry-stays-tied-up", Discussion.OPEN)
    assert (story.text, story.text_version) == (TEXT, 1)


async def test_the_same_text_again_changes_nothing(newsroom: Newsroom) -> None:
    first = await put(newsroom)
    again = await put(newsroom)
    assert (again.text_version, again.version) == (first.text_version, first.version)
    assert await rows_of(newsroom, "story_text") == 1


async def test_another_text_is_another_version_and_readers_are_told(newsroom: Newsroom) -> None:
    first = await put(newsroom)
    corrected = await put(newsroom, replace(TEXT, headline="Night ferry sails again"))
    assert (corrected.text_version, corrected.slug) == (2, first.slug)
    assert corrected.version > first.version
    shown = await show_thread(newsroom.means, site_name=SITE, url=STORY)
    assert shown.headline == "Night ferry sails again"


async def test_a_story_that_a_first_comment_has_made_gets_its_text_later(newsroom: Newsroom) -> None:
    await newsroom.post()
    story = await put(newsroom)
    assert story.text == TEXT
    assert await rows_of(newsroom, "story") == 1


async def test_the_same_story_put_many_times_at_once_is_one(newsroom: Newsroom) -> None:
    stories = await asyncio.gather(*(put(newsroom) for _ in range(6)))
    assert len({story.id for story in stories}) == 1
    assert await rows_of(newsroom, "story_text") == 1


async def test_stories_of_one_headline_have_short_names_of_their_own(newsroom: Newsroom) -> None:
    slugs = {(await put(newsroom, url=f"{ORIGIN}/{n}")).slug for n in range(3)}
    assert slugs == {"night-ferry-stays-tied-up", "night-ferry-stays-tied-up-2", "night-ferry-stays-tied-up-3"}


async def test_a_short_name_may_be_chosen_once(newsroom: Newsroom) -> None:
    assert (await put(newsroom, slug="Ferry")).slug == "ferry"
    assert (await put(newsroom, slug="ferry")).slug == "ferry"
    for url in (f"{ORIGIN}/other", STORY):
        with pytest.raises(Conflict) as raised:
            await put(newsroom, url=url, slug="ferry" if url != STORY else "boat")
        assert raised.value.code == "slug-taken"


async def test_no_story_stands_where_the_policy_does(newsroom: Newsroom) -> None:
    assert (await put(newsroom, replace(TEXT, headline="Policy"))).slug == "policy-2"
    with pytest.raises(Conflict) as raised:
        await put(newsroom, url=f"{ORIGIN}/other", slug="policy")
    assert raised.value.code == "slug-taken"
    answer = await newsroom.post(url=f"{ORIGIN}/policy")
    shown = await show_thread(newsroom.means, site_name=SITE, slug="policy-3")
    assert str(answer.own.number) in shown.bodies["identity"].decode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (replace(TEXT, headline=" "), "headline-missing"),
        (replace(TEXT, body="x" * (LONGEST_BODY + 1)), "story-too-long"),
        (replace(TEXT, body="NUL \0"), "text-unreadable"),
        (replace(TEXT, headline="half \ud800"), "text-unreadable"),
        (replace(TEXT, people=(Person("Ole \ud800"),)), "text-unreadable"),
        (replace(TEXT, section="NUL \0"), "text-unreadable"),
    ],
)
async def test_a_story_that_cannot_be_kept_is_refused(one_newsroom: Newsroom, text: StoryText, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        await put(one_newsroom, text)
    assert raised.value.code == code
    assert await rows_of(one_newsroom, "story") == 0


async def test_only_pages_of_the_site_can_be_put(newsroom: Newsroom) -> None:
    with pytest.raises(NotAllowed) as raised:
        await put(newsroom, url="https://elsewhere.example/a")
    assert raised.value.code == "origin-not-listed"


async def test_the_publisher_opens_and_closes_and_leaves_the_desks_switch_alone(newsroom: Newsroom) -> None:
    assert (await put(newsroom, discussion=Discussion.CLOSED)).discussion is Discussion.CLOSED
    slug = (await put(newsroom, discussion=Discussion.OPEN)).slug
    await switch_story(newsroom.means, site_name=SITE, slug=slug, discussion=Discussion.WAIT, staff=newsroom.ada)
    assert (await put(newsroom)).discussion is Discussion.WAIT


# The desk's switch


async def test_readers_see_a_closed_discussion_and_can_read_it(newsroom: Newsroom) -> None:
    await newsroom.post("The pump is old.")
    await show_thread(newsroom.means, site_name=SITE, url=STORY)
    newsroom.clock.pass_by(hours=1)
    await switch_story(
        newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.CLOSED, staff=newsroom.ada
    )
    html = (await show_thread(newsroom.means, site_name=SITE, url=STORY)).bodies["identity"].decode()
    assert "This discussion is closed since" in html
    assert "The pump is old." in html


async def test_switching_is_an_act_of_somebody_and_twice_is_once(newsroom: Newsroom) -> None:
    await newsroom.post()
    for _ in range(2):
        await switch_story(
            newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.WAIT, staff=newsroom.ada
        )
    assert await column(newsroom, "act", "verb") == ["story_wait"]
    assert await column(newsroom, "act", "staff") == [newsroom.ada]


async def test_a_story_that_is_not_there_cannot_be_switched(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound):
        await switch_story(
            newsroom.means, site_name=SITE, slug="nothing", discussion=Discussion.WAIT, staff=newsroom.ada
        )


async def test_the_desks_list_counts_what_is_read_and_what_waits(newsroom: Newsroom) -> None:
    await newsroom.post()
    await newsroom.post(EXPULSION)
    newsroom.clock.pass_by(minutes=1)
    await put(newsroom, url=f"{ORIGIN}/other")
    rows = await show_stories(newsroom.means, site_name=SITE)
    assert [(row.slug, row.headline, row.comments, row.held) for row in rows] == [
        ("night-ferry-stays-tied-up", "Night ferry stays tied up", 0, 0),
        ("night-ferry", STORY, 1, 1),
    ]
