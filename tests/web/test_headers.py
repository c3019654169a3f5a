"""Headers: pages of the newspaper's origins may read, no other; and no page of ours loads anything from elsewhere."""

import pytest

from make import FINE, ORIGIN, SITE, STORY, a_key
from web.doors import API, House

ELSEWHERE = "https://elsewhere.example"


@pytest.mark.parametrize("path", [f"{API}/thread?url={STORY}", f"{API}/counts?url={STORY}", f"{API}/mine?url={STORY}"])
async def test_the_newspapers_pages_may_read_and_no_other(house: House, path: str) -> None:
    ours = await house.browser.get(path, headers={"origin": ORIGIN})
    assert ours.headers["access-control-allow-origin"] == ORIGIN
    assert "X-Folkmoot-Version" in ours.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in ours.headers
    for origin in (ELSEWHERE, "null", f"{ORIGIN}.elsewhere.example", f"{ORIGIN}:8443", ORIGIN.upper()):
        other = await house.browser.get(path, headers={"origin": origin})
        assert "access-control-allow-origin" not in other.headers
    assert "Origin" in ours.headers["vary"]
    assert "Origin" in (await house.browser.get(path)).headers["vary"]


async def test_a_refusal_can_be_read_by_the_newspapers_page_too(house: House) -> None:
    answer = await house.browser.post(f"{API}/comments", json={}, headers={"origin": ORIGIN})
    assert answer.status_code == 400
    assert answer.headers["access-control-allow-origin"] == ORIGIN


async def test_a_browser_that_asks_first_is_told_what_it_may_send(house: House) -> None:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type"}
    ours = await house.browser.options(f"{API}/comments", headers={"origin": ORIGIN, **asked})
    assert ours.status_code == 204
    assert ours.headers["access-control-allow-origin"] == ORIGIN
    assert "POST" in ours.headers["access-control-allow-methods"]
    assert ours.headers["access-control-allow-headers"] == "Authorization, Content-Type"
    other = await house.browser.options(f"{API}/comments", headers={"origin": ELSEWHERE, **asked})
    assert "access-control-allow-origin" not in other.headers
    assert "access-control-allow-methods" not in other.headers


async def test_the_desk_is_shared_with_nobody(house: House) -> None:
    answer = await house.browser.get("/desk/api/me", headers={"origin": ORIGIN})
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


async def test_the_embeds_doors_set_no_cookie(house: House) -> None:
    assert "set-cookie" not in (await house.write(FINE)).headers
    for path in (f"{API}/thread?url={STORY}", f"{API}/mine?url={STORY}", f"{API}/counts?url={STORY}"):
        assert "set-cookie" not in (await house.browser.get(path)).headers


@pytest.mark.parametrize("path", ["/desk/", "/desk/sign-in/x", f"/s/{SITE}/policy", "/api", "/health", "/nothing"])
async def test_every_answer_says_what_it_may_load(house: House, path: str) -> None:
    answer = await house.browser.get(path)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


async def test_what_differs_from_reader_to_reader_is_kept_nowhere(house: House) -> None:
    for answer in (await house.write(FINE, key=a_key()), await house.browser.get(f"{API}/mine", params={"url": STORY})):
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/health", "/desk/", "/api", f"/s/{SITE}/policy", "/nothing"])
async def test_only_the_head_of_any_page_can_be_asked_for(house: House, path: str) -> None:
    whole, head = await house.browser.get(path), await house.browser.head(path)
    assert head.status_code == whole.status_code
    assert head.headers["content-length"] == str(len(whole.content))
    assert head.content == b""
