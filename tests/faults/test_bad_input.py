"""Whatever is sent to a server's port that cannot be taken is answered with a code and a sentence, and not stored."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from faults.asking import STORY, a_browser, a_comment, a_moderator, post, thread_of
from faults.running import MODERATOR, ORIGIN, SITE, end_all, set_up, settings_for, start

CLOSED = f"{ORIGIN}/stories/closed"
OTHER = f"{ORIGIN}/stories/regatta"
WRITER = "Nora Halm"
LOOKS_LIKE_THE_WRITER = "N\u043era H\u0430lm"
"""Two of its letters are Cyrillic."""
LINKS = " ".join(f"http://a.example/{n}" for n in range(200))[:2000]


@dataclass
class Port:
    """A server with an open story, a closed one, and another one that has a comment."""

    url: str
    browser: httpx.Client
    moderator: httpx.Client

    def stored(self) -> int:
        """Return how many comments there are, whatever became of them."""
        found = self.moderator.get(f"/desk/api/sites/{SITE}/comments").json()["total"]
        return int(found) + int(self.moderator.get(f"/desk/api/sites/{SITE}/queue").json()["total"])

    def send(self, body: bytes, **headers: str) -> httpx.Response:
        """Send bytes as if they were a comment."""
        given = {"origin": ORIGIN, "content-type": "application/json"} | headers
        return self.browser.post(f"/api/sites/{SITE}/comments", content=body, headers=given)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Port]:
    """A server for all tests of this file."""
    data = tmp_path_factory.mktemp("bad-input") / "data"
    settings = settings_for(data, f"sqlite:///{data / 'folkmoot.db'}")
    given = set_up(settings)
    server = start(settings)
    with a_browser(server.url) as browser, a_moderator(server.url, given.link) as moderator:
        for url, discussion in ((STORY, "open"), (CLOSED, "closed"), (OTHER, "open")):
            story = {"url": url, "headline": "Night ferry stays tied up", "writer": WRITER, "discussion": discussion}
            headers = {"authorization": f"Bearer {given.key}"}
            assert browser.put(f"/api/sites/{SITE}/stories", json=story, headers=headers).is_success
        assert post(browser, a_comment("The only one.", "Otto", url=OTHER)).status_code == 201
        yield Port(server.url, browser, moderator)
    assert server.interrupt() == 0
    end_all()


def sent(text: Any = "A fine text.", name: Any = "Petra", **detail: Any) -> bytes:
    """Return a comment as bytes."""
    return json.dumps(a_comment(text, name, **detail)).encode()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        pytest.param(b"", 400, "input-invalid", id="nothing"),
        pytest.param(sent(""), 422, "text-empty", id="empty"),
        pytest.param(sent(" \t\n \u200b\u2003"), 422, "text-empty", id="spaces"),
        pytest.param(sent("x" * 1_000_000), 413, "too-large", id="a megabyte"),
        pytest.param(sent("x" * 20_000), 422, "text-too-long", id="too long"),
        pytest.param(sent("half a face \ud83d"), 422, "text-unreadable", id="an unpaired surrogate"),
        pytest.param(b'{"text": "\xed\xa0\xbd"}', 422, "text-unreadable", id="the same as bytes"),
        pytest.param(sent("a\0b"), 422, "text-unreadable", id="NUL"),
        pytest.param(sent(LINKS), 422, "too-many-links", id="links"),
        pytest.param(sent(name="\ud83d"), 422, "text-unreadable", id="a name of half a face"),
        pytest.param(sent(parent="1"), 404, "parent-unknown", id="a parent on another story"),
        pytest.param(sent(url=CLOSED), 403, "story-closed", id="a closed story"),
        pytest.param(sent(url="http://elsewhere.example/a"), 403, "origin-not-listed", id="another origin"),
        pytest.param(sent(url=f"{ORIGIN}.evil.example/a"), 403, "origin-not-listed", id="a longer origin"),
        pytest.param(sent(headline="It says what I say"), 400, "input-invalid", id="a headline from a browser"),
        pytest.param(sent(body="It says what I say"), 400, "input-invalid", id="an article from a browser"),
        pytest.param(sent(people=[{"name": "Otto", "role": "Thief"}]), 400, "input-invalid", id="people"),
        pytest.param(sent(name=WRITER), 422, "name-of-writer", id="the writer's name"),
        pytest.param(sent(name=LOOKS_LIKE_THE_WRITER), 422, "name-of-writer", id="a name that looks like it"),
        pytest.param(sent(name=MODERATOR), 422, "name-of-writer", id="the moderator's name"),
    ],
)
def test_it_is_told_what_is_wrong_and_nothing_is_stored(port: Port, body: bytes, status: int, code: str) -> None:
    before = port.stored()
    answer = port.send(body)
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["status"]) == (status, code, status), problem
    assert problem["detail"].endswith(".")
    assert "Traceback" not in answer.text
    assert port.stored() == before


def test_a_megabyte_without_a_length_is_refused_like_one_that_announces_it(port: Port) -> None:
    before = port.stored()
    pieces = [b'{"text": "', *[b"x" * 65_536] * 16, b'"}']
    answer = port.browser.post(
        f"/api/sites/{SITE}/comments", content=iter(pieces), headers={"content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    assert port.stored() == before


@pytest.mark.parametrize(
    "said",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nhost: a\r\nx: " + b"y" * 200_000 + b"\r\n\r\n",
        b"POST /api/sites/post/comments HTTP/1.1\r\nhost: a\r\ncontent-length: 5, 6\r\n\r\n12345",
        b"POST /api/sites/post/comments HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
        b"GET /s/post/\xff\xfe%00%ff HTTP/1.1\r\nhost: a\r\n\r\n",
    ],
    ids=["TLS", "no version", "a long header", "two lengths", "a broken piece", "a path of noise"],
)
def test_noise_on_the_port_stops_nobody_else(port: Port, said: bytes) -> None:
    before = port.stored()
    host, _, number = port.url.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(number)), timeout=10) as noisy:
        noisy.sendall(said)
        noisy.shutdown(socket.SHUT_WR)
        noisy.recv(1000)  # an answer, or the end of the connection
    assert port.browser.get("/health").json()["status"] == "ok"
    assert port.stored() == before


def test_markup_is_words_like_any_others_and_runs_nowhere(port: Port) -> None:
    url = f"{ORIGIN}/stories/markup"
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) </div></template>"
    own = post(port.browser, a_comment(attack, "<script>alert(4)</script>", url=url)).json()
    assert own["comment"]["state"] == "published"
    assert list(thread_of(port.browser, 1, url).values()) == [attack]
    for page in (port.browser.get(f"/s/{SITE}/stories-markup").text, own["html"]):
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript:' not in page
