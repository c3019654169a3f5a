"""The desk's door: signing in by a link, deciding, undoing, blocking, searching; each role no more than it may."""

from typing import Any

import httpx
import pytest

from folkmoot.operations.set_up_site import add_staff, publish_policy, remove_staff
from folkmoot.operations.staff_sign_in import make_link
from folkmoot.policy.samples import sample
from make import EXPULSION, FINE, INSULT, SITE, STORY
from web.doors import API, PUBLIC, House, as_author, opened

DESK = f"/desk/api/sites/{SITE}"


class AtDesk:
    """A moderator's browser, signed in."""

    def __init__(self, browser: httpx.AsyncClient, csrf: str) -> None:
        self.browser, self.csrf = browser, csrf

    async def get(self, path: str, **query: str) -> Any:
        """Return what a GET answers."""
        answer = await self.browser.get(f"{DESK}{path}", params=query)
        assert answer.status_code == 200, answer.text
        assert answer.headers["cache-control"] == "no-store"
        return answer.json()

    async def send(self, method: str, path: str, body: Any = None) -> httpx.Response:
        """Send a change as the console does."""
        headers = {"x-folkmoot-csrf": self.csrf, "origin": PUBLIC, "content-type": "application/json"}
        return await self.browser.request(method, f"{DESK}{path}", json=body, headers=headers)

    async def decide(self, comment: str, outcome: str, **more: Any) -> httpx.Response:
        """Decide what the case shows now."""
        case = await self.get(f"/comments/{comment}")
        body = {"outcome": outcome, "follows": case["follows"], **more}
        return await self.send("POST", f"/comments/{comment}/decisions", body)


async def sitting_down(house: House, link: str) -> AtDesk:
    """Sign in by a one-time link."""
    # Another browser: the one of the house stands on the newspaper's page.
    browser = opened(house.newsroom).browser
    shown = await browser.get(f"/desk/sign-in/{link}")
    assert "Sign in" in shown.text
    signed = await browser.post(f"/desk/sign-in/{link}", headers={"origin": PUBLIC})
    assert (signed.status_code, signed.headers["location"]) == (303, f"{PUBLIC}/desk/")
    me = (await browser.get("/desk/api/me")).json()
    return AtDesk(browser, me["csrf"])


@pytest.fixture
async def desk(house: House) -> AtDesk:
    """Ada, a moderator, at her desk."""
    return await sitting_down(house, await make_link(house.newsroom.means, staff_id=house.newsroom.ada))


async def test_the_session_is_a_cookie_that_no_script_and_no_other_site_can_use(house: House) -> None:
    link = await make_link(house.newsroom.means, staff_id=house.newsroom.ada)
    signed = await house.browser.post(f"/desk/sign-in/{link}")
    cookie = signed.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "Path=/desk" in cookie
    assert "samesite=strict" in cookie.lower()
    assert "Secure" in cookie
    assert signed.headers["cache-control"] == "no-store"


async def test_a_link_signs_in_once(house: House) -> None:
    link = await make_link(house.newsroom.means, staff_id=house.newsroom.ada)
    await house.browser.post(f"/desk/sign-in/{link}")
    again = await house.browser.post(f"/desk/sign-in/{link}")
    assert again.status_code == 403
    assert "This link was used or has expired." in again.text
    assert (await house.browser.get(f"/desk/sign-in/{link}")).status_code == 403


async def test_another_site_cannot_press_the_button(house: House) -> None:
    link = await make_link(house.newsroom.means, staff_id=house.newsroom.ada)
    pressed = await house.browser.post(f"/desk/sign-in/{link}", headers={"origin": "https://elsewhere.example"})
    assert pressed.status_code == 403
    assert "set-cookie" not in pressed.headers


async def test_who_is_not_signed_in_is_told_so(house: House) -> None:
    answer = await house.browser.get("/desk/api/me")
    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


async def test_the_desk_knows_who_sits_there(desk: AtDesk) -> None:
    me = (await desk.browser.get("/desk/api/me")).json()
    assert me["name"] == "Ada Lund"
    assert me["sites"] == [{"name": SITE, "title": "The Ferry Post", "role": "moderator", "language": "en"}]


@pytest.mark.parametrize("csrf", ["", "guessed"])
async def test_a_change_without_the_pages_secret_is_refused(house: House, desk: AtDesk, csrf: str) -> None:
    own = (await house.write(EXPULSION)).json()
    desk.csrf = csrf
    answer = await desk.decide(own["comment"]["id"], "publish")
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf")


async def test_a_held_comment_is_published_by_one_click_and_undone_by_another(house: House, desk: AtDesk) -> None:
    own = (await house.write(EXPULSION)).json()["comment"]
    assert own["state"] == "held"
    queue = await desk.get("/queue", filter="held")
    assert [row["comment"] for row in queue["cases"]] == [own["id"]]
    decided = (await desk.decide(own["id"], "publish")).json()
    assert decided["decision"]["who"] == "Ada Lund"
    assert decided["case"]["comment"]["number"] == "1"
    assert decided["left"] == 0
    assert EXPULSION in (await house.thread()).text
    follows = {name: decided["decision"][name] for name in ("n", "seq")}
    undone = await desk.send("POST", f"/comments/{own['id']}/undo", {"follows": follows})
    assert undone.status_code == 200, undone.text
    assert EXPULSION not in (await house.thread()).text


async def test_the_second_moderator_is_shown_the_first(house: House, desk: AtDesk) -> None:
    own = (await house.write(EXPULSION)).json()["comment"]
    seen = await desk.get(f"/comments/{own['id']}")
    await desk.decide(own["id"], "publish")
    ben = await sitting_down(house, await make_link(house.newsroom.means, staff_id=house.newsroom.ben))
    late = await ben.send("POST", f"/comments/{own['id']}/decisions", {"outcome": "hold", "follows": seen["follows"]})
    problem = late.json()
    assert (late.status_code, problem["code"]) == (409, "decided-by-another")
    assert (problem["who"], problem["outcome"]) == ("Ada Lund", "publish")
    assert problem["follows"] == {"n": 1, "seq": 2}


async def test_a_published_comment_that_nobody_flagged_is_removed_from_every_page_at_once(
    house: House, desk: AtDesk
) -> None:
    own = (await house.write(FINE)).json()["comment"]
    assert FINE in (await house.thread()).text
    removed = await desk.decide(own["id"], "reject", clause="personal-attacks", note="Please argue.")
    assert removed.status_code == 200, removed.text
    page = (await house.thread()).text
    assert FINE not in page
    assert "Removed by a moderator" in page


async def test_a_blocked_author_is_told_why_and_cannot_write(house: House, desk: AtDesk) -> None:
    own = (await house.write(FINE)).json()
    case = await desk.get(f"/comments/{own['comment']['id']}")
    author = case["comment"]["author"]["id"]
    sanction = {"kind": "block", "days": 7, "reason": "Three warnings in a week.", "comment": own["comment"]["id"]}
    imposed = await desk.send("POST", f"/authors/{author}/sanctions", sanction)
    assert imposed.status_code == 201, imposed.text
    refused = await house.write("Once more.", token=own["token"])
    assert (refused.status_code, refused.json()["code"]) == (403, "blocked")
    assert refused.json()["reason"] == "Three warnings in a week."
    mine = await house.browser.get(f"{API}/mine", params={"url": STORY}, headers=as_author(own["token"]))
    assert mine.json()["standing"]["because"] == "Three warnings in a week."
    assert "Three warnings in a week." in mine.json()["standing"]["html"]
    lifted = await desk.send("DELETE", f"/sanctions/{imposed.json()['id']}")
    assert lifted.json() == {"lifted": True}
    assert (await house.write("Once more.", token=own["token"])).status_code == 201


async def test_comments_are_found_by_words_author_and_state(house: House, desk: AtDesk) -> None:
    await house.write(FINE, name="Ida Holm")
    await house.write(EXPULSION, name="Jonas Reed")
    assert (await desk.get("/comments", words="timetable"))["total"] == 1
    assert (await desk.get("/comments", state="held"))["comments"][0]["author"] == "Jonas Reed"
    found = await desk.get("/authors", name="ida")
    assert [author["name"] for author in found["authors"]] == ["Ida Holm"]
    author = await desk.get(f"/authors/{found['authors'][0]['id']}")
    assert author["comments"][0]["text"] == FINE


async def test_a_returned_comment_is_its_authors_alone(house: House, desk: AtDesk) -> None:
    own = (await house.write(INSULT)).json()["comment"]
    answer = await desk.browser.get(f"{DESK}/comments/{own['id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "comment-unknown")


async def test_a_story_is_closed_by_one_switch(house: House, desk: AtDesk) -> None:
    await house.write(FINE)
    slug = (await desk.get("/stories"))["stories"][0]["slug"]
    closed = await desk.send("PUT", f"/stories/{slug}/discussion", {"discussion": "closed"})
    assert closed.json() == {"slug": slug, "discussion": "closed"}
    assert "This discussion is closed" in (await house.thread()).text
    refused = await house.write("Too late.")
    assert (refused.status_code, refused.json()["code"]) == (403, "story-closed")


async def test_claims_and_notes_are_courtesies(house: House, desk: AtDesk) -> None:
    own = (await house.write(EXPULSION)).json()["comment"]
    path = f"/comments/{own['id']}"
    assert (await desk.send("POST", f"{path}/claim")).json() == {"claimed": True}
    ben = await sitting_down(house, await make_link(house.newsroom.means, staff_id=house.newsroom.ben))
    assert (await ben.send("POST", f"{path}/claim")).json()["code"] == "claimed-by-another"
    assert (await desk.send("DELETE", f"{path}/claim")).json() == {"claimed": False}
    assert (await desk.send("POST", f"{path}/notes", {"text": "Ask the desk of the river."})).status_code == 201
    assert (await desk.get(path))["notes"][0]["text"] == "Ask the desk of the river."


async def test_only_an_editor_publishes_a_policy(house: House, desk: AtDesk) -> None:
    body = {"source": sample("forum")}
    refused = await desk.send("POST", "/policy", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-your-role")
    link = await add_staff(house.newsroom.means, name="Edda Roth", role="editor", site_name=SITE)
    editor = await sitting_down(house, link)
    assert (await editor.send("POST", "/policy", body)).json() == {"version": 2}
    assert (await desk.get("/policy"))["source"] == body["source"]
    broken = await editor.send("POST", "/policy", {"source": "clauses: none"})
    assert (broken.status_code, broken.json()["code"]) == (422, "policy-invalid")


async def test_nobody_sees_another_publications_desk(house: House, desk: AtDesk) -> None:
    answer = await desk.browser.get("/desk/api/sites/river-times/queue")
    assert (answer.status_code, answer.json()["code"]) == (403, "not-your-role")


async def test_who_leaves_is_out_at_once(house: House, desk: AtDesk) -> None:
    await remove_staff(house.newsroom.means, name="Ada Lund")
    assert (await desk.browser.get(f"{DESK}/queue")).status_code == 401


async def test_signing_out_ends_the_session(desk: AtDesk) -> None:
    session = desk.browser.cookies["folkmoot_desk"]
    out = await desk.browser.post("/desk/sign-out", headers={"x-folkmoot-csrf": desk.csrf})
    assert out.status_code == 200
    answer = await desk.browser.get("/desk/api/me", headers={"cookie": f"folkmoot_desk={session}"})
    assert answer.status_code == 401


@pytest.mark.parametrize("path", ["/desk", "/desk/", f"/desk/{SITE}/queue", f"/desk/{SITE}/comments/7?words=ferry"])
async def test_every_address_of_the_desk_is_the_console(house: House, path: str) -> None:
    answer = await house.browser.get(path)
    assert answer.status_code == 200
    assert "<title>Folkmoot desk</title>" in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


async def test_an_address_of_the_desks_api_that_is_not_there_is_a_problem(house: House) -> None:
    answer = await house.browser.get("/desk/api/nothing")
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_published_policy_is_on_the_next_page(house: House) -> None:
    await house.write(FINE)
    before = (await house.thread()).text
    await publish_policy(house.newsroom.means, site_name=SITE, source=sample("forum"))
    after = (await house.thread()).text
    assert "Version 1, in force since" in before
    assert "Version 2, in force since" in after
