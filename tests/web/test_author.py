"""The author's door: a comment from the newspaper's page is judged, reworded, asked about, withdrawn, flagged."""

from make import FINE, INSULT
from web.doors import API, House, as_author


async def test_a_fine_comment_is_published_under_its_number(house: House) -> None:
    answer = await house.write(FINE)
    assert answer.status_code == 201, answer.text
    own = answer.json()
    assert own["comment"]["state"] == "published"
    assert own["comment"]["number"] == "1"
    assert own["sentence"] == "Your comment is published under the number 1."
    assert 'data-verb="withdraw"' in own["html"]


async def test_the_same_form_sent_twice_is_one_comment(house: House) -> None:
    first = await house.write(key="one-form-one-comment")
    again = await house.write(key="one-form-one-comment")
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["comment"]["id"] == again.json()["comment"]["id"]
    assert first.json()["token"] == again.json()["token"]


async def test_a_returned_comment_is_reworded_and_published(house: House) -> None:
    returned = (await house.write(INSULT)).json()
    assert returned["comment"]["state"] == "returned"
    assert returned["comment"]["can"] == ["ask", "discard", "reword"]
    path = f"{API}/comments/{returned['comment']['id']}/revisions"
    reworded = await house.browser.post(
        path, json={"text": FINE, "key": "another-form-key"}, headers=as_author(returned["token"])
    )
    assert reworded.status_code == 200, reworded.text
    assert reworded.json()["comment"]["state"] == "published"
