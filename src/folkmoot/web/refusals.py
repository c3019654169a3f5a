"""Refusals: a problem as its asker can read it, a page for people and JSON for programs, in the site's language."""

from folkmoot.locale.words import Words, words
from folkmoot.web import html
from folkmoot.web.door import Door
from folkmoot.web.page import Frame
from folkmoot.web.problems import Problem, problem_of


def refusal(door: Door, path: str, error: BaseException) -> tuple[Problem, list[tuple[str, str]], bytes]:
    """Return the problem, its headers and its body, as belongs to the part of the house that was asked."""
    problem = problem_of(error)
    site = door.sites.known(_site_in(path))
    headers = problem.headers()
    if not is_page(path):
        said = problem.detail if site is None else problem.said(words(site.language))
        return problem, [("content-type", "application/problem+json"), *headers], problem.body(said)
    frame = Frame(door.settings.public_url, "", "Folkmoot", "en") if site is None else door.frame(site)
    page = html.message_page(frame, heading(frame.words, problem.status), problem.said(frame.words))
    return problem, [("content-type", "text/html; charset=utf-8"), *headers], page.encode()


def heading(words: Words, status: int) -> str:
    """Return what stands above a page that says no."""
    known = {
        403: words.say("That is not possible"),
        404: words.say("There is nothing here"),
        409: words.say("Somebody was faster"),
        429: words.say("Very often in a short time"),
        500: words.say("Something went wrong"),
        503: words.say("Not just now"),
    }
    return known.get(status) or words.say("That could not be read")


def is_page(path: str) -> bool:
    """Say whether people read the answers at this path, and not programs."""
    return path.startswith("/s/") or (path.startswith("/desk") and not path.startswith("/desk/api/"))


def _site_in(path: str) -> str:
    parts = path.split("/")
    if path.startswith("/s/"):
        return parts[2]
    if path.startswith("/api/sites/"):
        return parts[3]
    return parts[4] if path.startswith("/desk/api/sites/") else ""
