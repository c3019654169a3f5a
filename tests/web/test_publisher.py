"""The publisher's door: the newspaper's server says what its articles say, with its own key and for its own site."""

from typing import Any

import httpx
import pytest

from folkmoot.operations.set_up_site import add_site
from folkmoot.store.interface import Store
from make import FINE, ORIGIN, SITE, STORY, Newsroom, a_newsroom
from web.doors import API, House, opened

RIVER = "https://www.rivertimes.example"


class Server:
    """A newspaper's server with its key."""

    def __init__(self, house: House, key: str) -> None:
        self.house, self.key = house, key

    async def put(self, site: str = SITE, **story: Any) -> httpx.Response:
        """Put a story."""
        given = {"url": STORY, "headline": "Night ferry stays tied up", "writer": "Mara Lindqvist"} | story
        return await self.house.browser.put(
            f"/api/sites/{site}/stories", json=given, headers={"authorization": f"Bearer {self.key}"}
        )


@pytest.fixture
async def newsroom(sqlite_store: Store) -> Newsroom:
    """A newsroom beside which another one is set up."""
    return await a_newsroom(sqlite_store)


@pytest.fixture
async def server(newsroom: Newsroom) -> Server:
    """The River Times' server: a site of its own at the same Folkmoot."""
    new = await add_site(newsroom.means, name="river-times", title="The River Times", origins=(RIVER,))
    return Server(opened(newsroom), new.key)


async def test_a_story_is_put_and_shown_above_its_discussion(server: Server) -> None:
    url = f"{RIVER}/ferry?utm_source=mail#top"
    people = [{"name": "Otto Brand", "role": "Minister of Ports"}]
    answer = await server.put("river-times", url=url, body="The ferry stays.", people=people, section="River")
    assert answer.status_code == 200, answer.text
    kept = answer.json()
    assert kept["slug"] == "night-ferry-stays-tied-up"
    assert kept["url"] == f"{RIVER}/ferry"
    page = await server.house.browser.get(kept["page_url"].removeprefix("https://talk.ferrypost.example"))
    assert "Night ferry stays tied up" in page.text


async def test_putting_the_same_again_changes_nothing(server: Server) -> None:
    first = (await server.put("river-times", url=f"{RIVER}/ferry")).json()
    assert (await server.put("river-times", url=f"{RIVER}/ferry")).json() == first


async def test_a_story_can_be_closed_with_its_text(server: Server) -> None:
    answer = await server.put("river-times", url=f"{RIVER}/ferry", discussion="closed")
    assert answer.json()["discussion"] == "closed"


async def test_what_is_known_of_a_story_can_be_asked(server: Server) -> None:
    key = {"authorization": f"Bearer {server.key}"}
    path = "/api/sites/river-times/stories"
    missing = await server.house.browser.get(path, params={"url": f"{RIVER}/ferry"}, headers=key)
    assert (missing.status_code, missing.json()["code"]) == (404, "story-unknown")
    await server.put("river-times", url=f"{RIVER}/ferry")
    known = await server.house.browser.get(path, params={"url": f"{RIVER}/ferry"}, headers=key)
    assert known.json()["slug"] == "night-ferry-stays-tied-up"


@pytest.mark.parametrize("key", ["", "fm_guessed", "x" * 5000])
async def test_without_the_key_nothing_is_put(server: Server, key: str) -> None:
    server.key = key
    answer = await server.put("river-times", url=f"{RIVER}/ferry")
    assert (answer.status_code, answer.json()["code"]) == (401, "key-unknown")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_a_key_opens_its_own_site_only(server: Server) -> None:
    answer = await server.put(SITE)
    assert (answer.status_code, answer.json()["code"]) == (401, "key-unknown")


@pytest.mark.parametrize(
    ("story", "status", "code"),
    [
        ({"url": f"{ORIGIN}/ferry"}, 403, "origin-not-listed"),
        ({"url": "ferry"}, 400, "url-invalid"),
        ({"headline": "  "}, 422, "headline-missing"),
        ({"headline": "a\0b"}, 422, "text-unreadable"),
        ({"body": "x" * 500_001}, 422, "story-too-long"),
        ({"body": "x" * 5_000_000}, 413, "too-large"),
        ({"discussion": "shut"}, 400, "input-invalid"),
        ({"people": [{"name": "Otto Brand", "age": 50}]}, 400, "input-invalid"),
    ],
)
async def test_what_cannot_be_an_article_is_a_problem(
    server: Server, story: dict[str, Any], status: int, code: str
) -> None:
    answer = await server.put("river-times", **({"url": f"{RIVER}/ferry"} | story))
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def test_a_long_article_is_no_problem(server: Server) -> None:
    assert (await server.put("river-times", url=f"{RIVER}/ferry", body="The ferry. " * 40_000)).status_code == 200


async def test_an_authors_token_is_no_key(server: Server) -> None:
    own = (await server.house.write(FINE)).json()
    server.key = own["token"]
    assert (await server.put(SITE)).status_code == 401
    assert (await server.house.browser.get(f"{API}/stories", params={"url": STORY})).status_code == 401
