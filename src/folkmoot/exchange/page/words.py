"""The words that newspapers print around stories and comments, in the languages of words.toml."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

COLON = "[:\uff1a\ufe55\u0589\u055d\u05c3]"
"""What may close "NAME said": also the full-width colon, and the Armenian full stop and clause mark."""

_Table = dict[str, dict[str, list[str]]]


@cache
def _table() -> _Table:
    return tomllib.loads(files("folkmoot.exchange.page").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def entries(kind: str) -> dict[str, str]:
    """Every entry of one list, with the first language that has it."""
    found: dict[str, str] = {}
    for language, lists in _table().items():
        for entry in lists.get(kind, []):
            found.setdefault(entry, language)
    return found


@cache
def alternatives(*kinds: str) -> str:
    """The entries of some lists as one regular expression, the longest first."""
    every = sorted({entry for kind in kinds for entry in entries(kind)}, key=lambda entry: (-len(entry), entry))
    return "|".join(re.escape(entry).replace(r"\ ", r"\s+") for entry in every)


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    # "photo:" ends with a mark and may touch the next word, "photo" may not.
    return re.compile(rf"(?:{alternatives(kind)})(?:(?<=\W)|(?!\w))", re.IGNORECASE)


def begins_with(kind: str, line: str) -> bool:
    """Whether a line begins with an entry of that list, as whole words."""
    return _beginning(kind).match(line[:200]) is not None


@lru_cache(maxsize=4096)
def plain(line: str) -> str:
    """A line as it is compared: lower case, single spaces, without arrows, bullets and marks around it."""
    return re.sub(r"\s+", " ", line[:300]).strip(" \t↓↑→←»«›‹•·*|>–—-+:.…,").casefold()


@lru_cache(maxsize=4096)
def is_button(line: str) -> bool:
    """Whether a line is nothing but a button beside a comment: "Reply", "Reply to NAME"."""
    if len(line) > 120:
        return False
    if plain(line) in entries("button") or line.strip().casefold() in entries("button"):
        return True
    # "Reply to Anna K." is a button, "Reply to this if you dare, sir." is somebody speaking.
    is_sentence = line[-1:] in ".!?,;" and re.search(r"(?<!\w)\w\.$", line) is None
    return begins_with("button_to", line.lstrip("↓↑→← ")) and len(line.split()) <= 6 and not is_sentence


def is_awaiting(line: str) -> bool:
    """Whether a line says that a comment waits for moderation."""
    return len(line) < 200 and begins_with("awaiting", line)


@lru_cache(maxsize=4096)
def is_form(line: str) -> bool:
    """Whether a line belongs to the comment form, or to what stands under every thread."""
    if line[:1] == "©":
        return True
    line = line.lstrip("← ")
    found = _beginning("form").match(line) if len(line) < 240 else None
    if found is None:
        return False
    if plain(line) == plain(found[0]) or "©" in line:
        return True
    # "Leave a reply" begins a form, "Copyright law says otherwise." a comment.
    length = len(line.split())
    return length <= 14 if len(found[0].split()) > 2 else length <= 5 and line[-1] not in ".!?"


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> bool:
    """Whether a line is a menu, a label or a row of share buttons, no sentence of the page."""
    if len(line) > 200:
        return False
    if plain(line) in entries("furniture") or begins_with("furniture_start", line):
        return True
    if re.fullmatch(r"\[(?:img|image|inline|link|bild|photo|foto)\b[^\]]*\]", line, re.IGNORECASE):
        return True  # a text browser's picture
    parts = [part.strip() for part in re.split(r"[|•·»›>/]|\s{3,}|\t", line) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) > 3 for part in parts[:-1]):
        return False
    known = sum(plain(part) in entries("furniture") for part in parts)
    return known * 2 >= len(parts) or len(parts) > 3 or plain(parts[0]) in entries("furniture")


_COUNT = r"(?:\d{1,6}|no|one|two|three|four|five|six|seven|eight|nine|ten|un|una|une|uno|um|uma|ein|eine|один)"


@cache
def _counting() -> re.Pattern[str]:
    counted = alternatives("counted")
    # "6 Responses to “…”", "Comments (6)", "6 Kommentare", "Comments: 6", "回复 6".
    return re.compile(
        rf"\(?{_COUNT}\)?\s*(?:{counted})(?!\w)(?P<tail>.{{0,240}})$|"
        rf"(?:{counted}|{alternatives('heading')})\s*[:(\[]?\s*\d{{1,6}}\s*[)\]]?$|"
        rf"(?:{alternatives('heading')})\s+(?:on|to)\s+(?P<about>.{{2,240}})$",
        re.IGNORECASE,
    )


@lru_cache(maxsize=4096)
def counted_title(line: str) -> str | None:
    """What a line that counts or announces the comments says they are about; empty where it does not; else None.

    ``6 Responses to “Bridge closed”`` gives ``Bridge closed``, ``6 Comments`` the empty text.
    """
    if len(line) > 300:
        return None
    if plain(line) in entries("heading"):
        return ""
    match = _counting().match(line)
    if match is None:
        return None
    tail = (match["tail"] or match["about"] or "").strip()
    quoted = re.search(r"[“\"«„‘'](.+)[”\"»“’']", tail)
    if quoted:
        return quoted[1].strip()
    # "6 comments were deleted last night" is a sentence.
    if tail and not re.match(r"(?:to|on|so far|zu|sur|à|a|en|su|к|на|do|for)(?!\w)|[:.)\]]*$", tail, re.IGNORECASE):
        return None
    return re.sub(r"^(?:to|on|zu|sur|à|a|en|su|к|на|do|for)\s+|^so far$|^\W+$", "", tail, flags=re.IGNORECASE).strip()


@cache
def _stem(kind: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(kind)})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_policy_heading(line: str) -> bool:
    """Whether a line is the heading of a discussion policy."""
    short = line.strip().rstrip(":：").strip()
    if not short or len(short) > 70 or len(short.split()) > 8 or short[-1] in ".,;!…":
        return False
    if plain(short) in entries("policy"):
        return True
    return _both_stems(short)


def _both_stems(short: str) -> bool:
    if _stem("talk").search(short) and _stem("rule").search(short):
        return True
    # German and Dutch write one word: "Diskussionsregeln".
    return len(short.split()) == 1 and bool(_inside("talk").search(short) and _inside("rule").search(short))


@cache
def _inside(kind: str) -> re.Pattern[str]:
    return re.compile(alternatives(kind), re.IGNORECASE)


def promises(paragraph: str) -> int:
    """How many different things of a discussion policy a paragraph says."""
    return len({match[0].casefold() for match in _stem("promise").finditer(paragraph[:4000])})


def is_pronoun(name: str) -> bool:
    """Whether a "name" is no name: "he", "and she"."""
    return plain(name) in entries("pronouns")
