"""Logging: a request leaves one line of JSON, in which nobody's words, name or address can be found."""

import json
import logging

import pytest

from folkmoot.operations.staff_sign_in import make_link
from folkmoot.web.logging import JsonLines
from make import FINE, SITE, STORY
from web.doors import API, House


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    """Return what was logged of requests, as it is written."""
    records = [record for record in caplog.records if record.name.startswith("folkmoot")]
    return [json.loads(JsonLines().format(record)) for record in records]


@pytest.fixture(autouse=True)
def _log_everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="folkmoot")


async def test_a_request_is_one_line_with_its_pattern_status_and_time(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    await house.write(FINE)
    (line,) = lines(caplog)
    assert line["path"] == "/api/sites/{site}/comments"
    assert (line["method"], line["status"], line["site"]) == ("POST", 201, SITE)
    assert isinstance(line["ms"], float)


async def test_no_words_no_names_no_addresses_and_no_secrets_are_written(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    own = (await house.write(FINE, name="Ida Holm")).json()
    await house.browser.get(f"{API}/mine?url={STORY}", headers={"authorization": f"Bearer {own['token']}"})
    await house.browser.get("/my-neighbour-lives-at-7-mill-lane?so=he+does")
    link = await make_link(house.newsroom.means, staff_id=house.newsroom.ada)
    await house.browser.post(f"/desk/sign-in/{link}")
    written = json.dumps(lines(caplog))
    for secret in (FINE, "Ida", "192.0.2", "ferrypost.example", "mill-lane", "he+does", link, own["token"]):
        assert secret not in written


def test_of_an_exception_its_kind_and_places_are_written_and_not_its_words() -> None:
    try:
        raise RuntimeError("the text was: " + FINE)
    except RuntimeError as error:
        record = logging.getLogger("folkmoot.web").makeRecord(
            "folkmoot.web", logging.ERROR, __file__, 1, "not expected", (), (type(error), error, error.__traceback__)
        )
    line = JsonLines().format(record)
    assert FINE not in line
    assert json.loads(line)["error"] == "RuntimeError"
    assert json.loads(line)["places"][0].startswith("test_logging.py:")
