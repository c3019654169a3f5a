"""Prints a page as newspapers do, in many ways, from comments that are known: what is read must be what was printed."""

from dataclasses import dataclass
from html import escape
from random import Random

from exchange.page.reading import PAGES

NAMES = (
    "Serop", "Old Pilot 77", "Мария Седова", "Anna-Lena K.", "O'Hara", "ara", "1899", "the mayor's cousin", "Ünal Ö.",
    "Frau Dr. Wenzel", "王小明", "Արամ", "J. R. Smith", "Mill Lane (north)", "dog_lover_3", "A. B., Ostmark",
)  # fmt: skip
BLOCKS = (
    "A bridge is a bridge.",
    "yes",
    "NEVER AGAIN",
    "“Quite” so.",
    "http://example.org/a?b=c says otherwise",
    "Who pays for the ferry? Nobody knows, and nobody asks.",
    "We waited two hours - two! - and then it left without us…",
    "This is nonsense from start to finish, and the second paragraph says so.",
    "My points:\n1. who pays\n2. who knows\n3. The mayor says so",
    "I saw:\n• lorries\n• buses, many\n• the dog",
    "He said:\nnever again",
    "WE NEED:\nnew lamps\nnew wire",
    "He said:\n\nit will hold.",
)
VERBS = ("said:", "says:", "a dit :", "sagt:", "пишет:", "diyor ki:", "ասում է՝", "dice:", "wrote:")
HEADLINE = "Harbour bridge to close until spring"
CAPTION = "The northern pillar on Friday"
BODY = (
    "The harbour bridge will be closed to all traffic from Monday, the council decided on Friday.",
    "The pillars have moved by eleven centimetres since the winter, an engineer told the council, and nobody was glad.",
)
POLICY = "Comments are welcome. Personal attacks will not be permitted, and we may block users."


@dataclass(frozen=True)
class Style:
    """One way to print a thread."""

    top: str
    """Marker of the first level: ``N.``, ``N)``, ``#N``, ``*``, or nothing."""
    reply: str
    """Marker of replies: a bullet, or ``path`` for 3.1."""
    verb: str
    """Nothing where only the date below tells a name."""
    is_dated: bool
    margin: int
    is_flat: bool
    blank_after_head: bool
    has_buttons: bool
    policy: str
    is_announced: bool
    has_form: bool


@dataclass(frozen=True)
class Known:
    """A comment as it went into the page."""

    number: str
    author: str
    parent: str | None
    text: str


def a_style(random: Random) -> Style:
    """Draw a style that a reader could understand: what has no number is announced, or has dates."""
    top = random.choice(["N.", "N.", "N)", "#N", "*", ""])
    verb = random.choice([*VERBS, ""])
    reply = random.choice(["•", "-", "o", "◦", *(["path"] if top.count("N") else []), *(["*"] if top != "*" else [])])
    return Style(
        top=top,
        reply=reply,
        verb=verb,
        is_dated=not verb or random.random() < 0.4,
        margin=random.choice([0, 0, 2, 3]),
        is_flat=random.random() < 0.2,
        blank_after_head=random.random() < 0.6,
        has_buttons=random.random() < 0.3,
        policy=random.choice(["above", "below", "none"]),
        is_announced=not top or random.random() < 0.3,
        has_form=random.random() < 0.4,
    )


def a_text(random: Random) -> str:
    """Draw the words of a comment: paragraphs, lists, quotations, lines in capitals."""
    between = "\n\n" if random.random() < 0.7 else "\n"
    return between.join(random.choice(BLOCKS) for _ in range(random.choice([1, 1, 2, 3])))


class Printer:
    """Prints comments one after another and remembers them."""

    def __init__(self, random: Random, style: Style) -> None:
        self.random, self.style = random, style
        self.lines: list[str] = []
        self.known: list[Known] = []

    def comment(self, number: str, parent: str | None, *, indent: int, marker: str) -> int:
        """Print one comment; returns where its text begins."""
        style, random = self.style, self.random
        name, text = random.choice(NAMES), a_text(random)
        if parent and random.random() < 0.3:
            text = f"@{random.choice(NAMES)} {text}"
        depth = indent + (len(marker) + 1 if marker else 2)
        before, inner = ("", "") if style.is_flat else (" " * indent, " " * depth)
        self.lines.append(f"{before}{marker}{' ' if marker else ''}{name}{' ' if style.verb else ''}{style.verb}")
        if style.is_dated:
            self.lines.append(inner + random.choice(["July 4, 2021 at 3:15 pm", "4 July 2021, 15:15"]))
        if style.blank_after_head:
            self.lines.append("")
        self.lines += [inner + line if line else "" for line in text.split("\n")]
        if style.has_buttons:
            self.lines += ["", f"{inner}Reply"]
        self.lines.append("")
        self.known.append(Known(number, name, parent, text))
        return depth

    def thread(self) -> None:
        """Print comments with some replies, and some replies to these."""
        style, random = self.style, self.random
        for top in range(1, random.choice([1, 2, 3, 5, 9, 12]) + 1):
            number = str(top)
            depth = self.comment(number, None, indent=style.margin, marker=style.top.replace("N", number))
            if random.random() > 0.4 or (style.is_flat and not style.top):
                continue
            for child in range(1, random.choice([2, 3])):
                path = f"{number}.{child}"
                inner = self.comment(path, number, indent=depth, marker=path if style.reply == "path" else style.reply)
                if not style.is_flat and random.random() < 0.4:
                    deeper = f"{path}.1"
                    marker = deeper if style.reply == "path" else style.reply
                    self.comment(deeper, path, indent=inner, marker=marker)


def print_page(random: Random) -> tuple[str, list[Known], Style]:
    """Return a page as text, the comments that are in it, and the style that it was printed in."""
    style = a_style(random)
    printer = Printer(random, style)
    printer.thread()
    policy = ["Discussion Policy", "", POLICY, ""]
    page = [HEADLINE, "", CAPTION, CAPTION, "", f"OSTMARK (— {BODY[0]}", "", BODY[1], ""]
    page += policy if style.policy == "above" else []
    page += [f"{len(printer.known)} Responses to “{HEADLINE}”", ""] if style.is_announced else []
    page += printer.lines
    page += policy if style.policy == "below" else []
    page += ["Leave a Reply", "Your email address will not be published."] if style.has_form else []
    return "\n".join(page), printer.known, style


THEMES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((PAGES / "themes").glob("*.html"))}
"""One comment as a theme prints it."""
LISTS = {
    "classic": ("commentlist", "children"),
    "2011": ("commentlist", "children"),
    "html5": ("comment-list", "children"),
    "genesis": ("comment-list", "children"),
    "blocks": ("wp-block-comment-template", ""),
    "2005": ("commentlist", "children"),
    "bare": ("commentlist", ""),
}


def print_html(known: list[Known], theme: str) -> str:
    """Return a page of that theme with these comments."""
    outer, inner = LISTS[theme]

    def replies(parent: str | None, name: str) -> str:
        items = "".join(filled(comment) for comment in known if comment.parent == parent)
        return f'<ol class="{name}">{items}</ol>' if items else ""

    def filled(comment: Known) -> str:
        return THEMES[theme].format(
            id=comment.number.replace(".", "0"),
            name=escape(comment.author),
            text=_paragraphs(comment.text),
            replies=replies(comment.number, inner),
        )

    body = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in (f"OSTMARK (— {BODY[0]}", BODY[1]))
    figure = f'<figure><img src="a.jpg" alt="{CAPTION}"><figcaption>{CAPTION}</figcaption></figure>'
    thread = f"<div id=comments><h3>{len(known)} Responses</h3>{replies(None, outer)}</div>"
    return (
        f"<!doctype html><html lang=en><title>{HEADLINE} | Gazette</title><body><h1>{HEADLINE}</h1>{figure}"
        f'<div class="entry-content">{body}</div><h3>Discussion Policy</h3><p>{POLICY}</p>{thread}</body></html>'
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in text.split("\n\n"))
