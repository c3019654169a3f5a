"""The reference: every door of the API is described, on a page of our own."""

import re

from web.doors import House


async def test_the_reference_is_a_page_of_ours_that_loads_nothing_from_elsewhere(house: House) -> None:
    page = await house.browser.get("/api")
    assert page.status_code == 200, page.text
    assert "API reference" in page.text
    assert "<script" not in page.text
    assert set(re.findall(r'(?:src|href)="(?!#)([^"]+)"', page.text)) == {
        "/static/icon.svg",
        "/static/page.css",
        "/api/openapi.json",
    }


async def test_every_operation_says_what_it_is_for_and_for_whom(house: House) -> None:
    schema = (await house.browser.get("/api/openapi.json")).json()
    for methods in schema["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["x-who"]
            assert operation["responses"]["default"]["content"]["application/problem+json"]
    assert "/api/sites/{site}/thread" in schema["paths"]
    assert schema["info"]["version"] == "1.2.3"


async def test_every_operation_and_every_shape_is_on_the_page(house: House) -> None:
    schema = (await house.browser.get("/api/openapi.json")).json()
    page = (await house.browser.get("/api")).text
    for path in schema["paths"]:
        assert path in page
    targets = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= targets
    assert set(schema["components"]["schemas"]) <= targets
