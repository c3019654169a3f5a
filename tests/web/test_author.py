"""The author's door: a comment from the newspaper's page is judged, reworded, asked about, withdrawn, flagged."""

from typing import Any

import httpx
import pytest

from folkmoot.store.read.desk import queue_length
from make import DULL, EXPULSION, FINE, HATRED, INSULT, ORIGIN, SITE, STORY, a_key
from web.doors import API, House, as_author


async def change(house: House, own: dict[str, Any], verb: str, **sent: Any) -> httpx.Response:
    """Change one's own comment as the embed does."""
    path = f"{API}/comments/{own['comment']['id']}/{verb}"
    return await house.browser.post(path, json={"key": a_key()} | sent, headers=as_author(own["token"]))


async def mine(house: House, token: str | None) -> dict[str, Any]:
    """Return what an author has under the story."""
    answer = await house.browser.get(f"{API}/mine", params={"url": STORY}, headers=as_author(token))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_fine_comment_is_published_under_its_number(house: House) -> None:
    answer = await house.write(FINE)
    assert answer.status_code == 201, answer.text
    own = answer.json()
    assert own["comment"]["state"] == "published"
    assert own["comment"]["number"] == "1"
    assert own["sentence"] == "Your comment is published under the number 1."
    assert 'data-verb="withdraw"' in own["html"]


@pytest.mark.parametrize(
    ("text", "state", "sentence"),
    [
        (INSULT, "returned", "Not posted yet: please reword it"),
        (EXPULSION, "held", "Waiting for a moderator. Only you can see it."),
        (HATRED, "rejected", "Rejected by the policy"),
    ],
)
async def test_what_became_of_a_comment_is_said_in_a_sentence(
    house: House, text: str, state: str, sentence: str
) -> None:
    own = (await house.write(text)).json()
    assert (own["comment"]["state"], own["sentence"]) == (state, sentence)
    assert f'data-state="{state}"' in own["html"]


async def test_the_same_form_sent_twice_is_one_comment(house: House) -> None:
    first = await house.write(name="Ida Holm", key="one-form-one-comment")
    again = await house.write(name="Ida Holm", key="one-form-one-comment")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["comment"]["id"] == again.json()["comment"]["id"]
    assert first.json()["token"] == again.json()["token"]


async def test_a_reply_stands_under_what_it_answers(house: House) -> None:
    await house.write(FINE)
    reply = (await house.write("So it does.", parent="1")).json()
    assert (reply["comment"]["number"], reply["comment"]["parent"]) == ("1.1", "1")


async def test_a_returned_comment_is_reworded_and_published(house: House) -> None:
    returned = (await house.write(INSULT)).json()
    assert returned["comment"]["can"] == ["ask", "discard", "reword"]
    reworded = await change(house, returned, "revisions", text=FINE)
    assert reworded.status_code == 200, reworded.text
    assert reworded.json()["comment"]["state"] == "published"


@pytest.mark.parametrize(("text", "state"), [(INSULT, "rejected"), (DULL, "held")])
async def test_the_second_try_counts_whatever_it_says(house: House, text: str, state: str) -> None:
    returned = (await house.write(INSULT)).json()
    assert (await change(house, returned, "revisions", text=text)).json()["comment"]["state"] == state


async def test_a_moderator_is_asked_about_the_first_text(house: House) -> None:
    returned = (await house.write(INSULT)).json()
    asked = (await change(house, returned, "ask")).json()
    assert (asked["comment"]["state"], asked["comment"]["text"]) == ("held", INSULT)


async def test_an_edit_is_on_the_page_within_its_minutes(house: House) -> None:
    own = (await house.write(FINE)).json()
    assert own["comment"]["edit_until"]
    edited = (await change(house, own, "revisions", text="The ferry has been late since May.")).json()
    assert edited["comment"]["revision"] == 2
    await house.told()
    assert "late since May" in (await house.thread()).text


async def test_an_edit_that_is_held_leaves_the_shown_text_and_says_so(house: House) -> None:
    own = (await house.write(FINE)).json()
    edited = (await change(house, own, "revisions", text=EXPULSION)).json()
    assert edited["sentence"] == "Your changed text waits for a moderator."
    await house.told()
    assert FINE in (await house.thread()).text


async def test_a_comment_is_withdrawn_and_a_returned_one_thrown_away(house: House) -> None:
    own, returned = (await house.write(FINE)).json(), (await house.write(INSULT)).json()
    assert (await change(house, own, "withdraw")).json()["sentence"] == "Your comment is withdrawn."
    assert (await change(house, returned, "withdraw")).json()["sentence"] == "Your text is thrown away."


async def test_an_author_finds_what_is_his_again(house: House) -> None:
    own = (await house.write(EXPULSION, name="Ida Holm")).json()
    await house.write(INSULT, token=own["token"], name="Ida Holm")
    found = await mine(house, own["token"])
    assert (found["name"], found["standing"], found["waits"]) == ("Ida Holm", None, False)
    assert [one["comment"]["state"] for one in found["comments"]] == ["held", "returned"]
    assert found["comments"][0]["html"] == own["html"]


@pytest.mark.parametrize("token", [None, "", "forged", "\u00e9"])
async def test_who_has_no_token_of_ours_has_nothing_here(house: House, token: str | None) -> None:
    await house.write(EXPULSION)
    headers = [] if token is None else [(b"authorization", f"Bearer {token}".encode())]
    answer = await house.browser.get(f"{API}/mine", params={"url": STORY}, headers=headers)
    assert (answer.json()["name"], answer.json()["comments"]) == ("", [])


@pytest.mark.parametrize("by_number", [True, False])
async def test_a_reader_flags_a_comment_and_it_stays_until_somebody_has_looked(house: House, by_number: bool) -> None:
    own = (await house.write(FINE)).json()
    name = "1" if by_number else own["comment"]["id"]
    flag = {"clause": "personal-attacks", "note": "He means me.", "key": a_key()}
    answer = await house.browser.post(f"{API}/comments/{name}/flags", params={"url": STORY}, json=flag)
    assert answer.status_code == 201, answer.text
    assert answer.json() == {"flagged": True, "sentence": "A moderator will look. The comment stays until then."}
    site = house.newsroom.site.id
    assert await house.newsroom.means.store.read(lambda db: queue_length(db, site_id=site)) == 1
    await house.told()
    assert FINE in (await house.thread()).text


@pytest.mark.parametrize(
    ("name", "query", "clause", "status", "code"),
    [
        ("1", {}, "personal-attacks", 400, "input-invalid"),
        ("9", {"url": STORY}, "personal-attacks", 404, "comment-unknown"),
        ("1", {"url": STORY}, "no-such-clause", 422, "clause-unknown"),
        ("1", {"url": "https://elsewhere.example/"}, "personal-attacks", 403, "origin-not-listed"),
    ],
)
async def test_a_flag_that_points_at_nothing_is_a_problem(
    house: House, name: str, query: dict[str, str], clause: str, status: int, code: str
) -> None:
    await house.write(FINE)
    answer = await house.browser.post(f"{API}/comments/{name}/flags", params=query, json={"clause": clause})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_nobody_flags_himself(house: House) -> None:
    own = (await house.write(FINE)).json()
    answer = await change(house, own, "flags", clause="personal-attacks")
    assert (answer.status_code, answer.json()["code"]) == (403, "own-comment")


async def test_comments_are_counted_under_the_addresses_that_were_asked(house: House) -> None:
    await house.write(FINE)
    await house.write(INSULT)
    asked = [f"{STORY}?utm_source=mail", f"{ORIGIN}/of-today"]
    answer = await house.browser.get(f"/api/sites/{SITE}/counts", params={"url": asked})
    assert answer.json() == {"counts": {asked[0]: 1, asked[1]: 0}}
    assert answer.headers["cache-control"] == "public, max-age=10"
    assert (await house.browser.get(f"/api/sites/{SITE}/counts")).json() == {"counts": {}}
