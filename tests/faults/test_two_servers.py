"""Two servers on one database: the same form sent to both at once is one comment, and numbers stay whole."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from faults.asking import a_browser, a_comment, post, thread_of
from faults.running import free_port, set_up, settings_for, start

FORMS = 25


def test_the_same_form_sent_at_once_to_two_servers_is_one_comment(database: str, tmp_path: Path) -> None:
    settings = settings_for(tmp_path / "data", database)
    set_up(settings)
    one, two = start(settings), start(settings | {"FOLKMOOT_PORT": str(free_port())})
    comments = [a_comment(f"This is comment {n}.", f"Reader {n}") for n in range(FORMS)]
    together = threading.Barrier(2)

    def send_all(browser: httpx.Client) -> list[httpx.Response]:
        answers = []
        for comment in comments:
            together.wait(30)
            answers.append(post(browser, comment))
        return answers

    with ExitStack() as opened, ThreadPoolExecutor(2) as pool:
        browsers = [opened.enter_context(a_browser(server.url)) for server in (one, two)]
        first, second = (sent.result() for sent in [pool.submit(send_all, browser) for browser in browsers])
        shown = [thread_of(browser, FORMS) for browser in browsers]
    for a, b in zip(first, second, strict=True):
        assert sorted((a.status_code, b.status_code)) == [200, 201], (a.text, b.text)
        assert what_is_told(a) == what_is_told(b)
    assert sorted(map(int, shown[0])) == list(range(1, FORMS + 1))
    assert sorted(shown[0].values()) == sorted(comment["text"] for comment in comments)
    assert shown[1] == shown[0]
    assert (one.interrupt(), two.interrupt()) == (0, 0)


def what_is_told(answer: httpx.Response) -> dict[str, Any]:
    """Return what an author is told of his comment."""
    told: dict[str, Any] = answer.json()
    return {"comment": told["comment"], "token": told["token"], "sentence": told["sentence"]}
