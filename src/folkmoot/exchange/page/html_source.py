"""HTML made safe to parse: in linear time and little memory, whatever somebody wrote."""

import re

DEEPEST = 400
"""Elements within elements. Browsers stop at 512; lexbor takes a minute for 200,000 (tried), and nobody prints 400."""

_TAG = re.compile(r"<(?:(?P<comment>!--)|(?P<close>/?)(?P<name>[a-zA-Z][^\s/>]{0,40}))")
# Left open, these are opened anew in every paragraph that follows (HTML Standard, "reconstruct the active formatting
# elements"): 1 MB becomes millions of elements. As spans they are read alike. So are foreign elements, whose insides
# follow other rules.
_AS_SPAN = frozenset(re.findall(r"\w+", "a b big code em font i nobr s small strike strong tt u svg math"))
_NEVER_DEEP = frozenset(
    re.findall(
        r"\w+",
        """
    area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot option
    optgroup caption colgroup head
""",
    )
)
"""Void elements, and those that close themselves when the next of their kind begins."""
_ONCE = frozenset(("html", "body"))
"""A second one only adds attributes, each compared with all that are there."""
_UNREAD = frozenset(("script", "style", "textarea", "iframe", "noembed", "noframes", "xmp"))
"""Nothing in these is printed."""


def tame(source: str) -> str:
    """Return the page without scripts, styles and remarks, formatting as spans, and at most ``DEEPEST`` deep.

    Anchors, bold type and the like become ``span`` elements with the same attributes.
    """
    pieces: list[str] = []
    depth = _Depth()
    done = 0
    while match := _TAG.search(source, done):
        pieces.append(source[done : match.start()])
        name = (match["name"] or "").lower()
        if match["comment"]:
            done = _after(source, "-->", match.end())
        elif name in _UNREAD and not match["close"]:
            done = _after_element(source, name, match.end())
        else:
            shown = "span" if name in _AS_SPAN else name
            is_kept = depth.close(shown) if match["close"] else depth.open(shown)
            # What is too deep becomes an element without inside.
            pieces.append(f"<{match['close']}{shown if is_kept else 'wbr'}")
            done = match.end()
    pieces.append(source[done:])
    return "".join(pieces)


def _after(source: str, end: str, begin: int) -> int:
    at = source.find(end, begin)
    return len(source) if at < 0 else at + len(end)


def _after_element(source: str, name: str, begin: int) -> int:
    match = re.compile(rf"</{name}[^>]{{0,200}}>", re.IGNORECASE).search(source, begin)
    return match.end() if match else len(source)


class _Depth:
    """How deep the parser will be: open elements by name, so that what is never closed does not count for ever."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._times: dict[str, int] = {}
        self._seen: set[str] = set()

    def open(self, name: str) -> bool:
        if name in _NEVER_DEEP:
            return True
        if name in _ONCE:
            is_first = name not in self._seen
            self._seen.add(name)
            return is_first
        self._open.append(name)
        self._times[name] = self._times.get(name, 0) + 1
        return len(self._open) <= DEEPEST

    def close(self, name: str) -> bool:
        if not self._times.get(name):
            return True
        while True:
            last = self._open.pop()
            self._times[last] -= 1
            if last == name:
                return len(self._open) < DEEPEST
