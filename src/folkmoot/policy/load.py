"""Loading a policy: from the text of a file to a program, or to everything that is wrong with it."""

from folkmoot.policy.clauses import CLAUSE_KEYS, read_clauses
from folkmoot.policy.fields import Field, Fields, chosen, count, language_tag, words, wrong_type
from folkmoot.policy.problems import Finds, Problems
from folkmoot.policy.program import Policy, Unknown, Words
from folkmoot.policy.source import Mapping, parse

KEYS = ("title", "language", "welcome", "clauses", "first_comments", "unknown")
LATER_KEYS = ("sanctions", "appeals")

MOST_FIRST_COMMENTS = 1000
"""More would be a closed newspaper."""

_ASTRAY = {key: "in a clause" for key in CLAUSE_KEYS if key not in KEYS} | {
    "hold": "in a clause or in `first_comments`"
}
_TITLE = "Discussion policy"


def load(source: str, *, name: str = "policy.yaml") -> Policy | Problems:
    """Return the policy that the text of a file says, or all its problems at once; never raises.

    ``name`` is the file's name as the problems print it.
    """
    source = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    finds = Finds(source)
    root = parse(source, finds)
    policy = None
    if isinstance(root, Mapping):
        policy = _policy(root, finds)
    elif root is not None:
        wrong_type(root, finds, "a mapping", "begin with `title:` or `clauses:`")
    if policy is None or finds:
        return finds.problems(name)
    return policy


def _policy(root: Mapping, finds: Finds) -> Policy:
    fields = Fields(root, finds, known=KEYS, later=LATER_KEYS, astray=_ASTRAY)
    language = language_tag(fields.get("language"), finds, default="en")
    unknown = chosen(fields.get("unknown"), finds, Unknown, of="word", default=Unknown.HOLD)
    clauses = read_clauses(fields.get("clauses"), finds, language=language, unknown=unknown)
    if "clauses" not in fields:
        finds.add("missing-key", root.place, "a policy needs `clauses`")
    return Policy(
        title=words(fields.get("title"), finds, language=language) or Words((("en", _TITLE),)),
        clauses=clauses,
        language=language,
        welcome=words(fields.get("welcome"), finds, language=language),
        first_comments_hold=_first_comments(fields.get("first_comments"), finds),
        unknown=unknown,
    )


def _first_comments(field: Field | None, finds: Finds) -> int:
    if field is None:
        return 0
    if not isinstance(field.value, Mapping):
        wrong_type(field.value, finds, "a mapping", "write {hold: 1}")
        return 0
    fields = Fields(field.value, finds, known=("hold",))
    return count(fields.get("hold"), finds, most=MOST_FIRST_COMMENTS)
