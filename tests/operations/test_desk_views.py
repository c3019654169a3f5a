"""What the desk sees: the queue with its figures, a case in its context, search."""

from typing import Any
from uuid import uuid4

import pytest

from folkmoot.discussion.story import Person, StoryText
from folkmoot.errors import NotFound
from folkmoot.operations.ask_moderator import ask_moderator
from folkmoot.operations.decide_comment import Follows, decide_comment
from folkmoot.operations.flag_comment import flag_comment
from folkmoot.operations.put_story import put_story
from folkmoot.operations.revise_comment import revise_comment
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.show_case import show_case
from folkmoot.operations.show_desk import show_policy
from folkmoot.operations.show_queue import excerpt, show_queue
from folkmoot.operations.withdraw_comment import withdraw_comment
from folkmoot.policy.outcome import Outcome
from folkmoot.text.span import Span
from make import DULL, EXPULSION, FINE, FOREIGN, HATRED, INSULT, NOON, ORIGIN, SITE, STORY, Newsroom, a_key


async def queue(newsroom: Newsroom, **filters: str) -> dict[str, Any]:
    return await show_queue(newsroom.means, site_name=SITE, **filters)


async def case(newsroom: Newsroom, comment_id: Any) -> dict[str, Any]:
    return await show_case(newsroom.means, site_name=SITE, comment_id=comment_id)


async def flag(newsroom: Newsroom, comment_id: Any, clause: str = "hatred") -> None:
    await flag_comment(
        newsroom.means,
        site_name=SITE,
        comment_id=comment_id,
        clause=clause,
        note="See line 2.",
        token=None,
        address="::1",
    )


async def test_an_empty_queue_says_so(newsroom: Newsroom) -> None:
    shown = await queue(newsroom)
    assert (shown["total"], shown["oldest_at"], shown["median_minutes"], shown["cases"]) == (0, None, None, [])


async def test_what_waits_longest_comes_first_with_its_words_marked(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION, name="Ann")
    newsroom.clock.pass_by(minutes=10)
    await newsroom.post(FOREIGN)
    newsroom.clock.pass_by(minutes=10)
    shown = await queue(newsroom)
    assert (shown["total"], shown["oldest_at"], shown["median_minutes"]) == (2, NOON, 20)
    first = shown["cases"][0]
    assert (first["comment"], first["author"], first["why"]) == (held.own.id, "Ann", "Generalisations · likely")
    assert [first["text"][start:end] for start, end in first["spans"]] == ["mountains"]
    figures = {clause["id"]: (clause["rule"], clause["n"]) for clause in shown["clauses"]}
    assert figures["generalisations"] == ("Harsh words about a whole people wait for a moderator.", 1)


async def test_every_filter_has_its_figure(newsroom: Newsroom) -> None:
    await newsroom.post(EXPULSION)
    await newsroom.post(FOREIGN)
    posted = await newsroom.post(url=f"{ORIGIN}/other")
    await flag(newsroom, posted.own.id)
    shown = await queue(newsroom)
    assert shown["counts"] == {"all": 3, "held": 1, "flagged": 1, "first": 0, "unknown": 1}
    for name, n in (("held", 1), ("flagged", 1), ("unknown", 1), ("first", 0), ("all", 3)):
        assert (await queue(newsroom, filter=name))["matching"] == n
    assert (await queue(newsroom, clause="generalisations"))["matching"] == 1
    assert (await queue(newsroom, story="other"))["matching"] == 1
    assert (await queue(newsroom, language="xx"))["matching"] == 0


async def test_a_case_shows_the_comment_in_its_context(newsroom: Newsroom) -> None:
    people = (Person("Ole Brandt", "Mayor"),)
    await put_story(
        newsroom.means, site_id=newsroom.site.id, url=STORY,
        text=StoryText("Night ferry", writer="Mira Dahl", people=people, section="City"), slug="ferry",
    )  # fmt: skip
    await newsroom.post("The pump is old.", name="Otto")
    held = await newsroom.post(EXPULSION, name="Ann", parent="1")
    shown = await case(newsroom, held.own.id)
    assert shown["comment"]["text"] == EXPULSION
    assert shown["parent"]["text"] == "The pump is old."
    assert (shown["story"]["headline"], shown["story"]["writer"]) == ("Night ferry", "Mira Dahl")
    assert shown["story"]["people"] == [{"name": "Ole Brandt", "role": "Mayor"}]
    assert [around["number"] for around in shown["thread"]] == ["1"]
    top = shown["findings"][0]
    assert (top["letter"], top["clause"], top["word"], top["would"]) == ("a", "generalisations", "likely", "hold")
    assert (top["hold"], top["reject"], top["number"]) == (0.65, None, 7)
    assert shown["follows"] == {"n": 1, "seq": 1, "newest": 1}
    assert shown["follows_shown"] is None
    assert shown["author_record"]["name"] == "Ann"
    assert (shown["clauses"][0]["id"], shown["clauses"][0]["likely"]) == ("generalisations", True)
    assert [clause["id"] for clause in shown["clauses"] if clause["id"] == "other"] == ["other"]
    assert shown["policy_version"] == 1


async def test_a_case_shows_what_was_reworded_flagged_and_decided(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    await revise_comment(
        newsroom.means,
        site_name=SITE,
        comment_id=returned.own.id,
        token=returned.token,
        text=FINE,
        key=a_key(),
        address="",
    )
    await flag(newsroom, returned.own.id)
    shown = await case(newsroom, returned.own.id)
    assert (shown["comment"]["revision"], shown["comment"]["previous_text"]) == (2, INSULT)
    assert [(f["clause"], f["note"], f["by"]) for f in shown["flags"]] == [("hatred", "See line 2.", "a reader")]
    assert [(d["n"], d["outcome"], d["taken_by"]) for d in shown["decisions"]] == [
        (1, "reword", "policy"),
        (2, "publish", "policy"),
    ]
    assert shown["clauses"][0]["id"] == "hatred"


async def test_a_person_who_decided_is_named_to_the_desk(newsroom: Newsroom) -> None:
    held = await newsroom.post(EXPULSION)
    await decide_comment(
        newsroom.means, site_name=SITE, comment_id=held.own.id, staff=newsroom.ada,
        outcome=Outcome.REJECT, clause="hatred", note="No.", follows=Follows(1, 1),
    )  # fmt: skip
    shown = await case(newsroom, held.own.id)
    last = shown["decisions"][-1]
    assert (last["who"], last["clause"], last["note"]) == ("Ada Lund", "hatred", "No.")
    assert last["rule"].startswith("No hatred of people")
    assert shown["case"] is None


async def test_who_did_not_answer_is_named(newsroom: Newsroom) -> None:
    newsroom.judge.silent = True
    held = await newsroom.post()
    shown = await case(newsroom, held.own.id)
    assert shown["unanswered"] == ["judge: late"]
    assert shown["case"]["why"].startswith("Could not be checked")


async def test_asking_for_a_person_is_seen_beside_what_was_heard(newsroom: Newsroom) -> None:
    returned = await newsroom.post(INSULT)
    await ask_moderator(newsroom.means, site_name=SITE, comment_id=returned.own.id, token=returned.token)
    shown = await case(newsroom, returned.own.id)
    assert shown["findings"][0]["clause"] == "personal-attacks"
    assert any(row["reason"] == "asked" for row in shown["findings"])
    (row,) = (await queue(newsroom))["cases"]
    assert row["why"].startswith("Asked for a moderator")
    assert [row["text"][start:end] for start, end in row["spans"]] == ["doorstop"]


async def test_what_only_its_author_has_seen_is_not_there(newsroom: Newsroom) -> None:
    returned, thrown = await newsroom.post(INSULT), await newsroom.post(DULL)
    await withdraw_comment(newsroom.means, site_name=SITE, comment_id=thrown.own.id, token=thrown.token)
    for comment_id in (returned.own.id, thrown.own.id, uuid4()):
        with pytest.raises(NotFound) as raised:
            await case(newsroom, comment_id)
        assert raised.value.code == "comment-unknown"


async def test_comments_are_found_by_words_author_state_and_story(newsroom: Newsroom) -> None:
    await newsroom.post("The bilge pump is old.", name="Otto Brand")
    await newsroom.post(f"{EXPULSION} Pump!", name="Ann")
    await newsroom.post("Which pump?", name="Ann", url=f"{ORIGIN}/other")
    await newsroom.post(f"{INSULT} Pump!")

    async def found(**asked: Any) -> list[str]:
        answer = await search_comments(newsroom.means, site_name=SITE, **asked)
        assert answer["total"] == len(answer["comments"])
        return [row["text"] for row in answer["comments"]]

    assert len(await found(words="pump")) == 3
    assert await found(words="bilge") == ["The bilge pump is old."]
    assert await found(words="pump", author="otto") == ["The bilge pump is old."]
    assert await found(words="pump", state="held") == [f"{EXPULSION} Pump!"]
    assert await found(story="other") == ["Which pump?"]
    assert await found(state="returned") == []
    assert await found(story="nothing") == []


async def test_results_come_in_pages_the_newest_first(newsroom: Newsroom) -> None:
    for n in range(31):
        newsroom.clock.pass_by(minutes=1)
        await newsroom.post(f"Pump {n}.")
    first = await search_comments(newsroom.means, site_name=SITE, words="pump")
    last = await search_comments(newsroom.means, site_name=SITE, words="pump", page=2)
    assert (first["total"], first["pages"], len(first["comments"]), len(last["comments"])) == (31, 2, 30, 1)
    assert (first["comments"][0]["text"], last["comments"][0]["text"]) == ("Pump 30.", "Pump 0.")


async def test_the_policy_in_force_is_shown_with_its_thresholds(newsroom: Newsroom) -> None:
    shown = await show_policy(newsroom.means, site_name=SITE)
    attacks = shown["clauses"][0]
    assert (attacks["id"], attacks["hold"], attacks["reject"], attacks["reword"]) == (
        "personal-attacks",
        0.55,
        0.85,
        True,
    )
    assert [version["number"] for version in shown["versions"]] == [1]


async def test_other_sites_desks_see_nothing_of_it(newsroom: Newsroom) -> None:
    await newsroom.post(HATRED)
    with pytest.raises(NotFound):
        await show_queue(newsroom.means, site_name="regatta-news")


def test_an_excerpt_begins_near_the_first_mark_and_keeps_it_in_place() -> None:
    text = "word " * 100 + "mark " + "word " * 100
    start = text.index("mark")
    part, spans = excerpt(text, [Span(start, start + 4)])
    assert [span.of(part) for span in spans] == ["mark"]
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(part) <= 170


def test_a_short_text_is_its_own_excerpt() -> None:
    assert excerpt("Two\nlines.", [Span(0, 3)]) == ("Two lines.", [Span(0, 3)])
