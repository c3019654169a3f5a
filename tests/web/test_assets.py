"""Assets: the embed's script for any newspaper's page, compressed; the console's files for ever."""

from pathlib import Path

import brotli
import pytest

from folkmoot.store.interface import Store
from folkmoot.web.desk import console_page
from make import ORIGIN, SITE, a_newsroom
from web.doors import House, opened

SCRIPT = b"export const ferry = 'late';\n" * 200


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A folder as the front end's build leaves it."""
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "embed.js").write_bytes(SCRIPT)
    (folder / "page.css").write_text("body { color: black }")
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "console-a1b2c3d4.js").write_bytes(SCRIPT)
    (folder / "console-manifest.json").write_text(
        '{"console/main.ts": {"file": "console-a1b2c3d4.js", "css": ["console-x1y2z3w4.css"]}}'
    )
    return folder


@pytest.fixture
async def built(sqlite_store: Store, static: Path) -> House:
    """A web with those files."""
    return opened(await a_newsroom(sqlite_store), static=static)


async def test_the_embed_is_a_module_for_every_origin(built: House) -> None:
    answer = await built.browser.get("/embed.js", headers={"origin": ORIGIN})
    assert answer.content == SCRIPT
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["cache-control"] == "public, max-age=300"


async def test_files_are_sent_compressed(built: House) -> None:
    async with built.browser.stream("GET", "/embed.js", headers={"accept-encoding": "br"}) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "br"
    assert len(raw) < len(SCRIPT) / 10
    assert brotli.decompress(raw) == SCRIPT


async def test_a_file_with_a_hash_in_its_name_never_changes(built: House) -> None:
    answer = await built.browser.get("/static/console-a1b2c3d4.js")
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_who_has_a_file_is_told_so(built: House) -> None:
    first = await built.browser.get("/static/page.css")
    again = await built.browser.get("/static/page.css", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await built.browser.head("/static/page.css")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "path", ["/static/", "/static/../settings.py", "/static/console-manifest.json", "/static/x.js"]
)
async def test_nothing_else_is_given_out(built: House, path: str) -> None:
    assert (await built.browser.get(path)).status_code == 404


@pytest.mark.parametrize("path", ["/desk/", "/desk/sign-in/used", "/api", f"/s/{SITE}/policy"])
async def test_a_browser_finds_the_picture_for_its_tab(built: House, path: str) -> None:
    page = await built.browser.get(path)
    assert '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">' in page.text
    picture = await built.browser.get("/static/icon.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")


def test_the_consoles_page_has_the_files_of_the_manifest(static: Path) -> None:
    page = console_page(static, "")
    assert '<script type="module" src="/static/console-a1b2c3d4.js"></script>' in page
    assert '<link rel="stylesheet" href="/static/console-x1y2z3w4.css">' in page


def test_a_console_that_was_not_built_says_what_to_do(tmp_path: Path) -> None:
    assert "make setup" in console_page(tmp_path, "")
