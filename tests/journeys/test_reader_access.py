"""For everybody: what a reader meets is checked by axe and photographed, light and dark, on a desk and on a phone."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from journeys.reading import HARSH, INSULT, SITE, Company, a_network, picture

pytestmark = pytest.mark.journey

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STORY = "night-ferry"
WIDTHS = {1280: 900, 360: 740}
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module", autouse=True)
def axe_is_there() -> None:
    """Where tests must not skip, a checker that is missing is a failure."""
    if not AXE.is_file():
        if os.environ.get("CI"):
            pytest.fail("axe-core is not installed")
        pytest.skip("axe-core is not installed")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_newspapers_page_keeps_nobody_out(company: Company, width: int, scheme: Scheme) -> None:
    reader = company.a_reader(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, bypass_csp=True, network=a_network()
    )
    page = reader.page
    page.goto(company.demo.home)
    expect(page.locator("folkmoot-count").first).to_contain_text("comments")
    found = grave(page, "front page")
    picture(page, f"front-{scheme}-{width}")
    company.open(reader, STORY)
    found += grave(page, "thread")
    picture(page, f"thread-{scheme}-{width}")
    reader.write(HARSH)
    expect(reader.at(".own.held")).to_be_focused()
    reader.answer("1", INSULT)
    expect(reader.at(".own .note.stop")).to_be_focused()
    found += grave(page, "reword")
    picture(reader.at(".mine").filter(has=page.locator(".returned")), f"reword-{scheme}-{width}")
    picture(reader.at(".own.held"), f"held-{scheme}-{width}")
    reader.comment("2").locator("[data-act=flag]").click()
    expect(reader.at(".answering form")).to_be_visible()
    found += grave(page, "flag")
    assert fits(page)
    assert found == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_pages_without_a_script_keep_nobody_out(company: Company, width: int, scheme: Scheme) -> None:
    # The checker is a script: this browser runs it, and the pages have none.
    reader = company.a_plain_reader(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=scheme, bypass_csp=True, scripts=True
    )
    page, at = reader.page, f"{company.demo.url}/s/{SITE}/{STORY}"
    found: list[str] = []
    page.goto(f"{at}/write?parent=1")
    page.get_by_label("Your name, as readers will see it").fill(reader.name)
    page.locator("textarea[name=text]").fill(INSULT)
    page.get_by_role("button", name="Post comment").click()
    expect(page.locator(".own.returned")).to_be_visible()
    found += grave(page, "reword")
    picture(page, f"plain-reword-{scheme}-{width}")
    for name, address in (
        ("thread", at),
        ("write", f"{at}/write?parent=1"),
        ("flag", f"{at}/flag/1"),
        ("policy", f"{company.demo.url}/s/{SITE}/policy"),
        ("nothing", f"{at}/9999"),
    ):
        page.goto(address)
        found += grave(page, name)
        picture(page, f"plain-{name}-{scheme}-{width}")
        assert fits(page), name
    assert found == []


def grave(page: Page, place: str) -> list[str]:
    """Return what axe finds that keeps somebody out, with where it was found."""
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(path=AXE)
    violations = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{place}: {v['id']} at {v['nodes'][0]['target']}: {v['nodes'][0]['failureSummary']}"
        for v in violations
        if v["impact"] in ("serious", "critical")
    ]


def fits(page: Page) -> bool:
    """Say whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
