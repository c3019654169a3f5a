"""The tutorial is followed to the letter: its commands, its page, and what it says that is seen."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.newsroom import free_port

pytestmark = [pytest.mark.journey, pytest.mark.slow]

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "first-held-comment.md"
PATIENCE = 30_000
"""Milliseconds."""


class Learner:
    """Somebody in a folder of his own, who does what each step of the tutorial says, on ports that are free."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        newspaper, folkmoot = str(free_port()), str(free_port())
        text = TUTORIAL.read_text(encoding="utf-8").replace("8080", newspaper).replace("8000", folkmoot)
        self.steps = dict(re.findall(r"^## (\d)\. .*?$\n(.*?)(?=^## )", text, re.MULTILINE | re.DOTALL))
        kept = {name: value for name, value in os.environ.items() if not name.startswith("FOLKMOOT_")}
        command = folder / "bin" / "folkmoot"  # what `pip install` would have put there
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m folkmoot "$@"\n', encoding="utf-8")
        command.chmod(0o755)
        path = os.pathsep.join((str(command.parent), os.environ.get("PATH", "")))
        self.environment = kept | {"PATH": path, "FOLKMOOT_PORT": folkmoot}
        self.url = re.findall(r"<(http\S+)>", self.steps["6"])[0]

    def code(self, step: int, language: str = "sh") -> list[str]:
        """The pieces of code of a step; the environment is the tests' own, and needs no activating."""
        found = re.findall(rf"```{language}\n(.*?)```", self.steps[str(step)], re.DOTALL)
        return [piece.replace(". .venv/bin/activate\n", "exec ") for piece in found]

    def does(self, command: str) -> str:
        """Run a command in the first terminal and return what it prints."""
        done = subprocess.run(
            ["bash", "-ec", command], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextmanager
    def leaves_running(self, command: str) -> Iterator[None]:
        """Run a command in a terminal of its own."""
        log = (self.folder / "log").open("a")
        with (
            log,
            subprocess.Popen(["bash", "-ec", command], cwd=self.folder, env=self.environment, stderr=log) as running,
        ):
            try:
                yield
            finally:
                running.terminate()


def opened(browser: Browser, url: str) -> Page:
    """Open a page of one's own, as soon as somebody serves it."""
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    for _ in range(100):
        answer = None
        try:
            answer = page.goto(url)
        except Exception:
            page.wait_for_timeout(200)
        if answer is not None and answer.ok:
            break
    return page


def test_the_tutorial_leads_from_an_empty_folder_to_a_published_comment(tmp_path: Path, browser: Browser) -> None:
    learner = Learner(tmp_path)
    add_site, key_line = learner.code(2)
    printed = learner.does(add_site)
    key = re.search(r"^\s+(fm_\S+)$", printed, re.MULTILINE)
    assert key is not None
    assert key_line == "KEY=fm_…\n"
    (tmp_path / "pages").mkdir()
    (page_html,) = learner.code(3, "html")
    (tmp_path / "pages" / "ferry.html").write_text(page_html, encoding="utf-8")
    serve, newspaper = learner.code(4)
    with learner.leaves_running(serve), learner.leaves_running(f"exec {newspaper}"):
        opened(browser, f"http://127.0.0.1:{learner.environment['FOLKMOOT_PORT']}/health").close()
        reader = opened(browser, learner.url)
        expect(reader.get_by_role("button", name="Post comment")).to_be_visible(timeout=PATIENCE)
        (tell,) = learner.code(5)
        assert "night-ferry-stays-tied-up" in learner.does(f"KEY={key[1]}\n{tell}")
        first, second = re.findall(r"^> (.+)$", learner.steps["6"], re.MULTILINE)
        form = reader.locator("form[data-verb=write]")
        form.get_by_label("Your name").fill("Jonas Reed")
        form.get_by_label("Comment").fill(first)
        reader.get_by_role("button", name="Post comment").click()
        expect(reader.locator("#c1")).to_contain_text(first, timeout=PATIENCE)
        form.get_by_label("Comment").fill(second)
        reader.get_by_role("button", name="Post comment").click()
        expect(reader.get_by_text("No personal attacks").last).to_be_visible(timeout=PATIENCE)
        expect(reader.locator("mark")).to_contain_text("clown")
        reader.get_by_role("button", name="Ask a moderator").click()
        expect(reader.locator(".own").get_by_text("Waiting for a moderator.")).to_be_visible(timeout=PATIENCE)
        (add_staff,) = learner.code(7)
        desk = opened(browser, learner.does(add_staff).strip())
        desk.get_by_role("button", name="Sign in").click()
        expect(desk.get_by_role("button", name="Publish")).to_be_visible(timeout=PATIENCE)
        expect(desk.get_by_text("A commenter")).to_be_visible(timeout=PATIENCE)
        desk.keyboard.press("p")
        expect(reader.locator("#c2")).to_contain_text(second, timeout=PATIENCE)
