"""The reference of errors names every code that the program raises, with its status, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from folkmoot import errors
from folkmoot.errors import FolkmootError
from folkmoot.web.problems import STATUS, STATUS_OF_CODE

ROOT = Path(__file__).parents[2]
KINDS = {
    name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, FolkmootError)
}
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|(?: (\d{3}) \|)?", re.MULTILINE)


def raised() -> Iterator[tuple[str, str]]:
    """Yield the name of the error's kind, or ``Problem``, and the code, for each place in the program."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in KINDS:
                for code in codes_in(node.args[0], tree):
                    yield name, code
            elif isinstance(node, ast.Call) and name == "Problem" and isinstance(node.args[1], ast.Constant):
                yield name, str(node.args[1].value)


def codes_in(argument: ast.expr, tree: ast.Module) -> list[str]:
    """Return the codes that an argument may be: written there, one of two, or what a variable was set to."""
    match argument:
        case ast.Constant(value=str() as code):
            return [code]
        case ast.IfExp(body=yes, orelse=no):
            return codes_in(yes, tree) + codes_in(no, tree)
        case ast.Name(id=name):
            values = [
                node.value
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
            ]
            return [code for value in values for code in codes_in(value, tree)]
    raise AssertionError(f"write the code where the error is raised: {ast.unparse(argument)}")


def documented() -> list[tuple[str, str]]:
    """Return the codes of the reference with their statuses, in its order; at a terminal there is none."""
    return ROW.findall((ROOT / "docs" / "reference" / "errors.md").read_text(encoding="utf-8"))


def test_every_code_is_in_the_reference_and_no_other() -> None:
    codes = [code for code, _ in documented()]
    assert sorted(codes) == sorted({code for _, code in raised()})


def test_codes_are_words_with_hyphens() -> None:
    assert not [code for _, code in raised() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", code)]


def test_a_status_is_the_one_that_is_sent() -> None:
    sent: dict[str, set[int]] = {}
    for name, code in raised():
        if name in KINDS:
            sent.setdefault(code, set()).add(STATUS_OF_CODE.get(code) or STATUS[KINDS[name]])
    wrong = [
        f"{code}: {status}"
        for code, status in documented()
        if status and code in sent and int(status) not in sent[code]
    ]
    assert not wrong


def test_each_table_is_in_order() -> None:
    over_http = [code for code, status in documented() if status]
    at_a_terminal = [code for code, status in documented() if not status]
    assert over_http == sorted(over_http)
    assert at_a_terminal == sorted(at_a_terminal)
