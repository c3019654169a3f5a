"""Problems: whatever is sent that cannot be taken is answered with a code and a sentence, and nothing is stored."""

import json
from typing import Any

import httpx
import pytest

from folkmoot.discussion.story import Discussion, Person, StoryText
from folkmoot.errors import BadInput, Conflict, FolkmootError, NotAllowed, NotFound, TooMuch, Unavailable
from folkmoot.operations.put_story import put_story
from folkmoot.operations.search_comments import search_comments
from folkmoot.operations.switch_story import switch_story
from folkmoot.store.interface import Store
from folkmoot.store.read.desk import queue_length
from folkmoot.web.problems import problem_of
from make import FINE, ORIGIN, SITE, STORY, WordJudge, a_key, a_newsroom
from web.doors import API, House, as_author, opened

LINKS = " ".join(f"https://river.example/{n}" for n in range(200))


async def stored(house: House) -> int:
    """Return how many comments there are, whatever became of them."""
    found = await search_comments(house.newsroom.means, site_name=SITE)
    site = house.newsroom.site.id
    return int(found["total"]) + await house.newsroom.means.store.read(lambda db: queue_length(db, site_id=site))


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    """Return the problem, which is one."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), problem
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"].endswith((".", "!", "?"))
    return problem


@pytest.mark.parametrize(
    ("sent", "status", "code", "field"),
    [
        ({"text": ""}, 422, "text-empty", "text"),
        ({"text": " \n\t "}, 422, "text-empty", "text"),
        ({"text": "x" * 2001}, 422, "text-too-long", "text"),
        ({"text": "a\0b"}, 422, "text-unreadable", "text"),
        ({"text": LINKS[:1900]}, 422, "too-many-links", "text"),
        ({"name": ""}, 422, "name-empty", "name"),
        ({"name": "x" * 51}, 422, "name-too-long", "name"),
        ({"name": "a\u202eb"}, 422, "name-unreadable", "name"),
        ({"key": "short"}, 400, "key-invalid", "key"),
        ({"url": "night-ferry"}, 400, "url-invalid", None),
        ({"url": "javascript:alert(1)"}, 400, "url-invalid", None),
        ({"url": "https://elsewhere.example/night-ferry"}, 403, "origin-not-listed", None),
        ({"parent": "9.9"}, 404, "parent-unknown", None),
        ({"headline": "What I say it says"}, 400, "input-invalid", "headline"),
        ({"body": "An article."}, 400, "input-invalid", "body"),
        ({"people": []}, 400, "input-invalid", "people"),
        ({"text": 7}, 400, "input-invalid", "text"),
        ({"text": None}, 400, "input-invalid", "text"),
        ({"parent": 3.1}, 400, "input-invalid", "parent"),
    ],
)
async def test_a_comment_that_cannot_be_taken_is_told_why_and_not_stored(
    house: House, sent: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    problem = refused(await house.write(**sent), status, code)
    assert problem.get("field") == field
    assert await stored(house) == 0


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "input-invalid"),
        (b"text=hello", 400, "json-invalid"),
        (b'{"text": "cut', 400, "json-invalid"),
        (b"[]", 400, "input-invalid"),
        (b'"hello"', 400, "input-invalid"),
        (b"null", 400, "input-invalid"),
        (b'{"text": "\\ud83d"}', 422, "text-unreadable"),
        (b'{"text": "\\ude00\\ud83d x"}', 422, "text-unreadable"),
        (b'{"text": "\xed\xa0\xbd"}', 422, "text-unreadable"),
        (b'{"text": "\xff"}', 422, "text-unreadable"),
        (b"[" * 60_000, 400, "json-invalid"),
        (b'{"text": "' + b"x" * 1_000_000 + b'"}', 413, "too-large"),
        (b'{"text": "' + b"x" * 70_000 + b'"}', 413, "too-large"),
    ],
)
async def test_a_body_that_no_door_can_read_is_a_problem(house: House, body: bytes, status: int, code: str) -> None:
    answer = await house.browser.post(f"{API}/comments", content=body, headers={"content-type": "application/json"})
    refused(answer, status, code)
    assert await stored(house) == 0


async def test_a_name_and_a_reply_in_surrogate_pairs_are_taken(house: House) -> None:
    body = json.dumps({"url": STORY, "name": "Ida 😀", "text": "The ferry 😀", "key": a_key()})
    assert "\\ud83d\\ude00" in body
    answer = await house.browser.post(f"{API}/comments", content=body, headers={"content-type": "application/json"})
    assert answer.json()["comment"]["text"] == "The ferry 😀"


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
async def test_what_is_not_sent_as_json_is_not_taken(house: House, media_type: str) -> None:
    # Such a body could come from any page without asking first (CORS).
    body = json.dumps({"url": STORY, "name": "Ida", "text": FINE, "key": a_key()}).encode()
    headers = {"content-type": media_type} if media_type else {}
    refused(await house.browser.post(f"{API}/comments", content=body, headers=headers), 415, "media-type")
    assert await stored(house) == 0


async def test_html_and_scripts_are_words_like_any_others(house: House) -> None:
    attack = "<script>alert(1)</script> <b onclick='x()'>here</b>"
    own = (await house.write(attack)).json()
    await house.told()
    page = (await house.thread()).text
    assert "<script>" not in page + own["html"]
    assert "onclick=&#39;" in page or "onclick='" not in page
    assert "&lt;script&gt;" in page


async def test_a_parent_on_another_story_is_not_there(house: House) -> None:
    await house.write(FINE, url=f"{ORIGIN}/regatta")
    refused(await house.write("An answer.", parent="1"), 404, "parent-unknown")


async def test_a_closed_story_takes_nothing(house: House) -> None:
    await house.write(FINE)
    means = house.newsroom.means
    await switch_story(means, site_name=SITE, slug="night-ferry", discussion=Discussion.CLOSED, staff=None)
    refused(await house.write("Too late."), 403, "story-closed")
    assert await stored(house) == 1


@pytest.mark.parametrize(
    "name", ["Mara Lindqvist", "mara  lindqvist", "M\u0430ra Lindqvist", "The Ferry Post", "Ada Lund"]
)
async def test_nobody_writes_under_the_name_of_the_writer_the_paper_or_its_staff(house: House, name: str) -> None:
    text = StoryText(headline="Night ferry", writer="Mara Lindqvist", people=(Person("Otto Brand", "Minister"),))
    await put_story(house.newsroom.means, site_id=house.newsroom.site.id, url=STORY, text=text)
    problem = refused(await house.write(FINE, name=name), 422, "name-of-writer")
    assert problem["field"] == "name"
    assert await stored(house) == 0


async def test_the_same_form_with_another_text_is_refused(house: House) -> None:
    await house.write(FINE, key="one-form-one-comment")
    refused(await house.write("Another text.", key="one-form-one-comment"), 409, "key-reused")


async def test_somebody_elses_comment_is_nobodys_to_change(house: House) -> None:
    own = (await house.write(FINE)).json()
    other = (await house.write("Another voice.")).json()
    path = f"{API}/comments/{own['comment']['id']}"
    for headers in ({}, as_author(other["token"]), as_author("forged"), as_author(own["token"] + "x")):
        answer = await house.browser.post(f"{path}/withdraw", json={"key": a_key()}, headers=headers)
        refused(answer, 403, "not-your-comment")
        answer = await house.browser.post(f"{path}/revisions", json={"text": "Ha.", "key": a_key()}, headers=headers)
        refused(answer, 403, "not-your-comment")


async def test_what_is_too_late_is_too_late(house: House) -> None:
    own = (await house.write(FINE)).json()
    house.newsroom.clock.pass_by(minutes=6)
    path = f"{API}/comments/{own['comment']['id']}"
    sent = {"text": "Changed.", "key": a_key()}
    answer = await house.browser.post(f"{path}/revisions", json=sent, headers=as_author(own["token"]))
    refused(answer, 403, "too-late")


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing", 404, "not-found"),
        ("GET", "/api/nothing", 404, "not-found"),
        ("GET", "/api/sites/no-such-paper/counts", 404, "site-unknown"),
        ("GET", "/api/sites/no-such-paper/thread?url=https://a.example/", 404, "site-unknown"),
        ("GET", f"{API}/mine", 400, "input-invalid"),
        ("GET", f"{API}/counts?" + "&".join(["url=https://a.example/"] * 51), 400, "input-invalid"),
        ("DELETE", f"{API}/comments", 405, "method-not-allowed"),
        ("PATCH", "/health", 405, "method-not-allowed"),
        ("POST", f"{API}/comments/01930000-0000-7000-8000-000000000001/ask", 404, "comment-unknown"),
        ("POST", f"{API}/comments/not-an-id/ask", 404, "not-found"),
        ("POST", f"{API}/thread", 404, "not-found"),
    ],
)
async def test_every_wrong_address_is_a_problem(house: House, method: str, path: str, status: int, code: str) -> None:
    refused(await house.browser.request(method, path, json={} if method == "POST" else None), status, code)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadInput("a", "B."), 422),
        (NotFound("a", "B."), 404),
        (NotAllowed("a", "B."), 403),
        (Conflict("a", "B."), 409),
        (TooMuch("a", "B.", retry_after=3), 429),
        (Unavailable("a", "B."), 503),
    ],
)
def test_every_kind_of_error_has_its_status(error: FolkmootError, status: int) -> None:
    assert problem_of(error).status == status


async def test_what_nobody_expected_is_told_without_its_words_and_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(WordJudge):
        async def hear(self, passage: Any, *, deadline: float) -> Any:
            raise RuntimeError("the text was: " + passage.text)

    object.__setattr__(house.newsroom.means, "judge", Broken())
    problem = refused(await house.write(FINE), 500, "internal")
    assert FINE not in json.dumps(problem)
    assert any(record.levelname == "ERROR" for record in caplog.records)
    assert await stored(house) == 0


async def test_a_judge_that_is_silent_holds_the_comment_and_says_so(house: House) -> None:
    house.newsroom.judge.silent = True
    own = (await house.write(FINE)).json()
    assert own["comment"]["state"] == "held"
    assert "could not be checked" in own["html"]


async def test_a_disk_that_is_full_is_said_as_ours_and_reading_goes_on(house: House) -> None:
    await house.write(FINE)
    await house.told()
    means = house.newsroom.means
    object.__setattr__(means, "store", FullDisk(means.store))
    refused(await house.write("Another thought."), 503, "store-failed")
    assert FINE in (await house.thread()).text


class FullDisk:
    """A store that can no longer write."""

    writing = False

    def __init__(self, store: Store) -> None:
        self.read = store.read

    async def write(self, verb: Any) -> Any:
        """Fail, as at COMMIT."""
        raise Unavailable(
            "store-failed", "Nothing can be stored at present. Please keep your text and try again later."
        )


async def test_readers_are_refused_in_the_language_of_their_newspaper(sqlite_store: Store) -> None:
    house = opened(await a_newsroom(sqlite_store, language="ar"))
    await house.thread()
    refused = await house.write("x" * 2001)
    assert refused.json()["detail"] == "الحد الأقصى لطول التعليق بالحروف: ٢٬٠٠٠."
    missing = await house.browser.get(f"/s/{SITE}/nothing")
    assert "<h1>لا شيء هنا</h1>" in missing.text
    assert "لا يوجد هنا مقال كهذا." in missing.text
