"""The reference of the embed names every attribute, custom property and stored thing that there is, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "embed.md").read_text(encoding="utf-8")
TOKENS = (ROOT / "frontend" / "tokens.css").read_text(encoding="utf-8")
EMBED = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "frontend" / "embed").glob("*.ts")))


def test_its_custom_properties_are_those_of_the_style_sheet() -> None:
    assert set(re.findall(r"^\| `(--folkmoot-[a-z-]+)`", REFERENCE, re.MULTILINE)) == set(
        re.findall(r"var\((--folkmoot-[a-z-]+)", TOKENS)
    )


def test_its_attributes_are_those_that_the_elements_read() -> None:
    read = set(re.findall(r"(?:this|element)\.getAttribute\(\"([a-z-]+)\"\)", EMBED))
    assert set(re.findall(r"^\| `([a-z][a-z-]*)`", REFERENCE, re.MULTILINE)) == read
    assert set(re.findall(r"<(folkmoot-[a-z]+)", REFERENCE)) == set(re.findall(r"define\(\"(folkmoot-[a-z]+)\"", EMBED))


def test_the_defaults_are_those_of_the_style_sheet() -> None:
    for name, default in re.findall(
        r"^\| `(--folkmoot-(?:accent|size|measure))` \| `([^`]+)`", REFERENCE, re.MULTILINE
    ):
        assert f"var({name}, {default})" in TOKENS
