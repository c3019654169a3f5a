"""Submitting a comment: what becomes of it, its number, who may, and what a retry gets."""

import asyncio
from dataclasses import replace

import pytest

from folkmoot.discussion.comment import DEEPEST, State
from folkmoot.discussion.story import Discussion, Person, StoryText
from folkmoot.errors import BadInput, Conflict, NotAllowed, NotFound
from folkmoot.moderation.sanction import SanctionKind
from folkmoot.operations.decide_comment import Follows, decide_comment, undo_decision
from folkmoot.operations.own import Answer
from folkmoot.operations.put_story import put_story
from folkmoot.operations.sanction_author import sanction_author
from folkmoot.operations.set_up_site import add_site, publish_policy
from folkmoot.operations.show_thread import show_thread
from folkmoot.operations.submit_comment import Submission, submit_comment
from folkmoot.operations.switch_story import switch_story
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome
from folkmoot.policy.samples import sample
from make import DULL, EXPULSION, FINE, FOREIGN, HATRED, INSULT, ORIGIN, SITE, STORY, THREAT, Newsroom, a_key
from operations.asking import author_of, cases_open, numbers_under, rows_of


async def test_a_fine_comment_is_published_under_the_first_number(newsroom: Newsroom) -> None:
    answer = await newsroom.post()
    assert (answer.own.state, answer.own.number) == (State.PUBLISHED, "1")
    assert answer.own.can == {"edit", "withdraw"}
    assert not answer.repeated


async def test_numbers_count_first_level_comments_and_replies_each_beneath_its_parent(newsroom: Newsroom) -> None:
    await newsroom.post()
    await newsroom.post()
    await newsroom.post(parent="1")
    await newsroom.post(parent="1.1")
    await newsroom.post(parent="1")
    assert await numbers_under(newsroom) == ["1", "1.1", "1.1.1", "1.2", "2"]


async def test_a_first_try_that_may_be_reworded_is_returned_with_its_clause_and_its_words(newsroom: Newsroom) -> None:
    answer = await newsroom.post(INSULT)
    own = answer.own
    assert (own.state, own.number, own.outcome) == (State.RETURNED, None, Outcome.REWORD)
    assert own.can == {"reword", "ask", "discard"}
    (ground,) = own.findings
    assert ground.clause == "personal-attacks"
    assert [span.of(INSULT) for span in ground.spans] == ["doorstop"]
    assert await cases_open(newsroom) == []


@pytest.mark.parametrize(
    ("text", "state"), [(EXPULSION, State.HELD), (HATRED, State.REJECTED), (THREAT, State.REJECTED)]
)
async def test_what_no_rewording_helps_is_held_or_rejected_at_once(newsroom: Newsroom, text: str, state: State) -> None:
    answer = await newsroom.post(text)
    assert (answer.own.state, answer.own.number) == (state, None)
    assert len(await cases_open(newsroom)) == (state is State.HELD)


async def test_held_rejected_and_returned_comments_take_no_number(newsroom: Newsroom) -> None:
    for text in (EXPULSION, HATRED, INSULT, FINE):
        last = await newsroom.post(text)
    assert last.own.number == "1"


async def test_a_language_that_nothing_covers_waits_for_a_person(newsroom: Newsroom) -> None:
    answer = await newsroom.post(FOREIGN)
    assert answer.own.state is State.HELD
    assert {finding.reason for finding in answer.own.findings} == {"unknown"}
    assert [case.why for case in await cases_open(newsroom)] == ["unknown"]


async def test_when_the_judge_does_not_answer_a_person_judges(newsroom: Newsroom) -> None:
    newsroom.judge.silent = True
    answer = await newsroom.post(INSULT)
    assert answer.own.state is State.HELD
    assert {finding.reason for finding in answer.own.findings} == {"unchecked"}
    assert [case.why for case in await cases_open(newsroom)] == ["unchecked"]


async def test_the_judge_is_given_what_stands_around_the_comment(newsroom: Newsroom) -> None:
    text = StoryText(
        "Night ferry stays tied up", writer="Mira Dahl", body="The pump.", people=(Person("Ole Brandt", "Mayor"),)
    )
    await put_story(newsroom.means, site_id=newsroom.site.id, url=STORY, text=text)
    await newsroom.post("The pump is old.", name="Jonas Reed")
    mara = await newsroom.post("Which pump?", name="Mara Lind", parent="1")
    await newsroom.post("The second one?", name="Mara Lind", parent="1", token=mara.token)
    heard = newsroom.judge.passages[-1]
    assert (heard.author, heard.parent_author, heard.parent_text) == ("Mara Lind", "Jonas Reed", "The pump is old.")
    assert heard.previous == ("Which pump?",)
    assert set(heard.names) == {"Jonas Reed", "Mara Lind"}
    assert (heard.headline, heard.article, heard.writer) == ("Night ferry stays tied up", "The pump.", "Mira Dahl")
    assert heard.people == (Person("Ole Brandt", "Mayor"),)


async def test_a_page_that_nobody_has_put_becomes_a_story_with_its_first_comment(newsroom: Newsroom) -> None:
    first = await newsroom.post(url=f"{ORIGIN}/letters?id=7&utm_source=mail#comments")
    again = await newsroom.post(url=f"{ORIGIN}/letters?id=7")
    assert (first.own.number, again.own.number) == ("1", "2")
    elsewhere = await newsroom.post(url=f"{ORIGIN}/letters")
    assert elsewhere.own.number == "1"


async def test_two_first_comments_at_once_make_one_story(newsroom: Newsroom) -> None:
    answers = await asyncio.gather(*(newsroom.post(url=f"{ORIGIN}/new-page") for _ in range(6)))
    assert sorted(answer.own.number or "" for answer in answers) == list("123456")


async def test_pages_whose_addresses_read_alike_are_stories_of_their_own(newsroom: Newsroom) -> None:
    answers = await asyncio.gather(*(newsroom.post(url=f"{ORIGIN}/a{mark}b") for mark in "-_.~+"))
    assert {answer.own.number for answer in answers} == {"1"}


# Retries


async def test_the_same_form_sent_again_is_answered_with_the_same_comment(newsroom: Newsroom) -> None:
    key = a_key()
    first = await newsroom.post(name="Ann", key=key, address="198.51.100.1")
    again = await newsroom.post(name="Ann", key=key, address="198.51.100.2")
    assert again.repeated
    assert (again.own, again.token) == (first.own, first.token)
    assert await rows_of(newsroom, "comment") == 1


async def test_a_retry_tells_how_the_comment_stands_now(newsroom: Newsroom) -> None:
    key = a_key()
    first = await newsroom.post(name="Ann", key=key)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=first.own.id, token=first.token)
    again = await newsroom.post(name="Ann", key=key)
    assert again.own.state is State.WITHDRAWN


async def test_the_same_form_sent_many_times_at_once_is_one_comment(newsroom: Newsroom) -> None:
    key = a_key()
    answers = await asyncio.gather(*(newsroom.post(name="Ann", key=key) for _ in range(12)))
    assert len({answer.own.id for answer in answers}) == 1
    assert len({answer.token for answer in answers}) == 1
    assert sum(not answer.repeated for answer in answers) == 1
    assert await rows_of(newsroom, "comment") == 1
    assert await rows_of(newsroom, "author") == 1


async def test_a_retry_is_answered_even_where_the_author_was_blocked_meanwhile(newsroom: Newsroom) -> None:
    key = a_key()
    first = await newsroom.post(name="Ann", key=key)
    await block(newsroom, first.own.id)
    assert (await newsroom.post(name="Ann", key=key, token=first.token)).own.id == first.own.id


@pytest.mark.parametrize("changed", [{"text": "Another text."}, {"name": "Bob"}, {"url": f"{ORIGIN}/other"}])
async def test_the_same_key_with_something_else_is_an_error(newsroom: Newsroom, changed: dict[str, str]) -> None:
    key = a_key()
    given = {"name": "Ann", "key": key}
    await newsroom.post(**given)
    with pytest.raises(Conflict) as raised:
        await newsroom.post(**(given | changed))
    assert raised.value.code == "key-reused"
    assert await rows_of(newsroom, "comment") == 1


async def test_the_same_key_twice_at_once_with_different_texts_keeps_one_of_them(newsroom: Newsroom) -> None:
    key = a_key()
    answers = await asyncio.gather(
        *(newsroom.post(f"Text {n}.", name="Ann", key=key) for n in range(6)), return_exceptions=True
    )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 5
    assert await rows_of(newsroom, "comment") == 1


async def test_a_post_that_failed_may_be_sent_again(newsroom: Newsroom) -> None:
    parent = await newsroom.post()
    key = a_key()
    posting = await newsroom.until_judged(newsroom.post(name="Ann", key=key, parent="1"))
    await remove(newsroom, parent)
    newsroom.judge_on()
    with pytest.raises(Conflict) as raised:
        await posting
    assert raised.value.code == "parent-gone"
    await undo_decision(
        newsroom.means, site_name=SITE, comment_id=parent.own.id, staff=newsroom.ada, follows=Follows(1, 2)
    )
    again = await newsroom.post(name="Ann", key=key, parent="1")
    assert again.own.number == "1.1"
    assert not again.repeated


async def remove(newsroom: Newsroom, answer: Answer) -> None:
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=answer.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="other", note="", follows=Follows(1, 1),
    )  # fmt: skip


@pytest.mark.parametrize("key", ["", "short", "x" * 201, "ключ" * 5, "with\nline break in it"])
async def test_a_form_without_a_proper_key_is_refused(one_newsroom: Newsroom, key: str) -> None:
    with pytest.raises(BadInput) as raised:
        await one_newsroom.post(key=key)
    assert raised.value.code == "key-invalid"


# Who may write, and where


async def test_only_pages_of_the_sites_own_origins_take_comments(one_newsroom: Newsroom) -> None:
    for url in ("https://other.example/night-ferry", "http://www.ferrypost.example/x", f"{ORIGIN}:8443/x"):
        with pytest.raises(NotAllowed) as raised:
            await one_newsroom.post(url=url)
        assert raised.value.code == "origin-not-listed"
    assert await rows_of(one_newsroom, "story") == 0


async def test_a_site_that_is_not_there_is_not_found(newsroom: Newsroom) -> None:
    with pytest.raises(NotFound) as raised:
        await newsroom.post(site="regatta-news")
    assert raised.value.code == "site-unknown"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"text": ""}, "text-empty"),
        ({"text": " \n\t \u200b "}, "text-empty"),
        ({"text": "x" * 1_000_000}, "text-too-long"),
        ({"text": "x" * 2001}, "text-too-long"),
        ({"text": "half a pair: \ud83d"}, "text-unreadable"),
        ({"text": "a NUL: \0"}, "text-unreadable"),
        ({"text": "http://a.example " * 100}, "too-many-links"),
        ({"name": ""}, "name-empty"),
        ({"name": "x" * 51}, "name-too-long"),
        ({"name": "\ud800"}, "name-unreadable"),
        ({"name": "Ann\u202eeb"}, "name-unreadable"),
        ({"name": "!!!"}, "name-unreadable"),
        ({"url": "javascript:alert(1)"}, "url-invalid"),
        ({"url": "https://"}, "url-invalid"),
    ],
)
async def test_bad_input_is_a_clear_error_and_nothing_is_stored(
    one_newsroom: Newsroom, changed: dict[str, str], code: str
) -> None:
    with pytest.raises(BadInput) as raised:
        await one_newsroom.post(**changed)
    assert raised.value.code == code
    for table in ("comment", "author", "story", "request_key", "event"):
        assert await rows_of(one_newsroom, table) == 0, table


async def test_markup_and_scripts_are_only_text(newsroom: Newsroom) -> None:
    text = "<script>alert('ferry')</script><b>late</b>"
    assert (await newsroom.post(text)).own.text == text


async def test_a_parent_on_another_story_is_not_there(newsroom: Newsroom) -> None:
    await newsroom.post(url=f"{ORIGIN}/other")
    with pytest.raises(NotFound) as raised:
        await newsroom.post(parent="1")
    assert raised.value.code == "parent-unknown"


async def test_a_parent_that_was_withdrawn_meanwhile_is_gone(newsroom: Newsroom) -> None:
    parent = await newsroom.post()
    answering = await newsroom.until_judged(newsroom.post(parent="1"))
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=parent.own.id, token=parent.token)
    newsroom.judge_on()
    with pytest.raises(Conflict) as raised:
        await answering
    assert raised.value.code == "parent-gone"


async def test_a_branch_has_an_end(one_newsroom: Newsroom) -> None:
    number = (await one_newsroom.post()).own.number
    for _ in range(DEEPEST):
        number = (await one_newsroom.post(parent=number)).own.number
    with pytest.raises(BadInput) as raised:
        await one_newsroom.post(parent=number)
    assert raised.value.code == "too-deep"


async def test_a_closed_story_takes_no_comments(newsroom: Newsroom) -> None:
    await newsroom.post()
    await switch_story(
        newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.CLOSED, staff=newsroom.ada
    )
    with pytest.raises(NotAllowed) as raised:
        await newsroom.post()
    assert raised.value.code == "story-closed"


async def test_a_story_that_closes_while_the_comment_is_judged_takes_it_no_more(newsroom: Newsroom) -> None:
    await newsroom.post()
    posting = await newsroom.until_judged(newsroom.post())
    await switch_story(
        newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.CLOSED, staff=newsroom.ada
    )
    newsroom.judge_on()
    with pytest.raises(NotAllowed) as raised:
        await posting
    assert raised.value.code == "story-closed"
    assert await rows_of(newsroom, "comment") == 1


async def test_under_a_story_that_waits_everything_is_held(newsroom: Newsroom) -> None:
    await put_story(
        newsroom.means, site_id=newsroom.site.id, url=STORY, text=StoryText("Ferry"), discussion=Discussion.WAIT
    )
    answer = await newsroom.post()
    assert answer.own.state is State.HELD
    assert [case.why for case in await cases_open(newsroom)] == ["waits"]


async def test_a_story_that_is_set_to_wait_while_the_comment_is_judged_holds_it(newsroom: Newsroom) -> None:
    await newsroom.post()
    posting = await newsroom.until_judged(newsroom.post())
    await switch_story(
        newsroom.means, site_name=SITE, slug="night-ferry", discussion=Discussion.WAIT, staff=newsroom.ada
    )
    newsroom.judge_on()
    assert (await posting).own.state is State.HELD
    assert [case.why for case in await cases_open(newsroom)] == ["waits"]


async def test_a_newcomers_first_comments_wait_where_the_policy_says_so(newsroom: Newsroom) -> None:
    source = sample("newspaper").replace("first_comments: {hold: 0}", "first_comments: {hold: 1}")
    await publish_policy(newsroom.means, site_name=SITE, source=source)
    answer = await newsroom.post()
    assert answer.own.state is State.HELD
    assert [case.why for case in await cases_open(newsroom)] == ["first"]


# Names


async def an_article(newsroom: Newsroom) -> None:
    people = (Person("Ole Brandt", "Mayor"),)
    text = StoryText("Night ferry stays tied up", writer="Mira Dahl", people=people)
    await put_story(newsroom.means, site_id=newsroom.site.id, url=STORY, text=text)


@pytest.mark.parametrize(
    "name",
    ["Mira Dahl", "mira  dahl", "Mirа Dаhl", "Ole Brandt", "The Ferry Post", "ferry-post", "Ada Lund", "АDA LUND"],
)
async def test_nobody_writes_as_the_storys_writer_its_people_or_the_staff(one_newsroom: Newsroom, name: str) -> None:
    await an_article(one_newsroom)
    with pytest.raises(BadInput) as raised:
        await one_newsroom.post(name=name)
    assert raised.value.code == "name-of-writer"


@pytest.mark.parametrize("name", ["Jonas Reed", "jonas reed", "Jоnаs Reed", "J0nas Reed", "Jonas  Reed"])
async def test_nobody_writes_under_a_name_that_looks_like_another_commenters(newsroom: Newsroom, name: str) -> None:
    await newsroom.post(name="Jonas Reed")
    with pytest.raises(BadInput) as raised:
        await newsroom.post(name=name)
    assert raised.value.code == "name-taken"
    assert (await newsroom.post(name=name, url=f"{ORIGIN}/other")).own.number == "1"


async def test_an_author_keeps_his_name_from_comment_to_comment(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Jonas Reed")
    second = await newsroom.post(name="Jonas Reed", token=first.token)
    assert second.token == first.token
    assert await rows_of(newsroom, "author") == 1


async def test_an_author_may_change_his_name_and_all_his_comments_carry_the_new_one(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Jonas Reed")
    await newsroom.post(name="Jonas of the Mole", token=first.token)
    assert (await author_of(newsroom, first.own.id)).name == "Jonas of the Mole"


async def test_a_new_name_may_not_look_like_somebodys_under_any_story_that_the_author_has_written_under(
    newsroom: Newsroom,
) -> None:
    # Under the ferry's story Bob writes beside Ann; calling himself Ann elsewhere would rename him here too.
    await newsroom.post(name="Ann")
    bob = await newsroom.post(name="Bob")
    with pytest.raises(BadInput) as raised:
        await newsroom.post(name="Ann", token=bob.token, url=f"{ORIGIN}/other")
    assert raised.value.code == "name-taken"


async def test_a_new_name_makes_the_other_threads_of_the_author_new(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Bob")
    before = await version_of(newsroom)
    await newsroom.post(name="Bob of the Mole", token=first.token, url=f"{ORIGIN}/other")
    assert await version_of(newsroom) > before


async def version_of(newsroom: Newsroom) -> int:
    return (await show_thread(newsroom.means, site_name=SITE, url=STORY)).version


# Who is kept from writing


async def block(newsroom: Newsroom, comment_id: object, *, days: int | None = 7) -> None:
    author = await author_of(newsroom, comment_id)
    await sanction_author(
        newsroom.means,
        site_name=SITE,
        author_id=author.id,
        staff=newsroom.ada,
        kind=SanctionKind.BLOCK,
        days=days,
        reason="Threats in three comments.",
    )


async def test_a_blocked_author_is_told_why_and_until_when(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Ann")
    await block(newsroom, first.own.id)
    with pytest.raises(NotAllowed) as raised:
        await newsroom.post(name="Ann", token=first.token)
    assert raised.value.code == "blocked"
    assert raised.value.details == {"until": "2026-12-01T12:00:00+00:00", "reason": "Threats in three comments."}
    newsroom.clock.pass_by(days=7)
    assert (await newsroom.post(name="Ann", token=first.token)).own.state is State.PUBLISHED


async def test_a_blocked_author_who_clears_his_browser_is_held_not_published(newsroom: Newsroom) -> None:
    first = await newsroom.post(name="Ann", address="198.51.100.7")
    await block(newsroom, first.own.id)
    again = await newsroom.post(name="Annie", address="198.51.100.7")
    assert again.own.state is State.HELD
    assert [case.why for case in await cases_open(newsroom)] == ["network"]
    assert (await newsroom.post(name="Cora", address="198.51.100.8")).own.state is State.PUBLISHED


async def test_three_strikes_from_one_network_hold_the_next_name_there_for_ninety_days_at_most(
    newsroom: Newsroom,
) -> None:
    await newsroom.post(THREAT, address="198.51.100.7")
    assert (await newsroom.post(address="198.51.100.7")).own.state is State.HELD
    newsroom.clock.pass_by(days=91)
    assert (await newsroom.post(address="198.51.100.7")).own.state is State.PUBLISHED


async def test_neighbours_in_one_ipv6_network_are_one_network(newsroom: Newsroom) -> None:
    await newsroom.post(THREAT, address="2001:db8:1:2::7")
    assert (await newsroom.post(address="2001:db8:1:2:ffff::1")).own.state is State.HELD
    assert (await newsroom.post(address="2001:db8:1:3::7")).own.state is State.PUBLISHED


async def test_whoever_throws_three_tries_away_within_the_hour_has_used_up_his_first_try(newsroom: Newsroom) -> None:
    for n in range(3):
        tried = await newsroom.post(INSULT, address="198.51.100.7", name=f"Prober {n}")
        await withdraw_comment(newsroom.means, site_name=SITE, comment_id=tried.own.id, token=tried.token)
    assert (await newsroom.post(INSULT, address="198.51.100.7")).own.state is State.REJECTED
    newsroom.clock.pass_by(minutes=61)
    assert (await newsroom.post(DULL, address="198.51.100.9")).own.state is State.RETURNED


async def test_a_token_of_another_site_or_of_nobody_makes_a_new_author(newsroom: Newsroom) -> None:
    await add_site(newsroom.means, name="regatta-news", origins=("https://regatta.example",))
    other = Submission("regatta-news", "https://regatta.example/a", "Ann", FINE, a_key())
    elsewhere = await submit_comment(newsroom.means, other)
    for token in (elsewhere.token, "forged", ""):
        answer = await newsroom.post(token=token)
        assert answer.token != elsewhere.token
    again = await submit_comment(newsroom.means, replace(other, key=a_key(), token=elsewhere.token))
    assert again.token == elsewhere.token


async def test_two_hundred_posts_of_twenty_writers_take_the_numbers_without_a_gap(newsroom: Newsroom) -> None:
    firsts = [await newsroom.post() for _ in range(20)]

    async def write(n: int) -> list[str | None]:
        return [(await newsroom.post(name=firsts[n].own.name, token=firsts[n].token)).own.number for _ in range(9)]

    numbers = [number for group in await asyncio.gather(*map(write, range(20))) for number in group]
    assert sorted(int(number or 0) for number in numbers) == list(range(21, 201))
    assert await numbers_under(newsroom) == [str(n) for n in range(1, 201)]
