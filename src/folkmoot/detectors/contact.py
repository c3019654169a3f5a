"""Numbers, addresses and links: how a person can be reached, and who wants to be reached."""

import re
from bisect import bisect_left
from functools import cache

import phonenumbers

from folkmoot.detectors.heard import Heard, signals_of
from folkmoot.detectors.interface import Passage
from folkmoot.detectors.scene import Scene, scene_of
from folkmoot.detectors.target import Aim
from folkmoot.signals import Attribute, Signal, Target
from folkmoot.text.span import Span

NUMBER = re.compile(r"(?<![\w.,/])[+(]?\d(?:[ \t().\u2009/_·…-]{0,3}\d){6,17}(?![\w]|[.,]\d)")
MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?\(at\)\s?|\s?\[at\]\s?)[\w-]{1,40}"
    r"(?:\s?(?:\.|\(dot\)|\[dot\]| dot )\s?[\w-]{1,20}){1,3}(?!\w)"
    r"|(?<!\w)\w{1,20}(?: dot \w{1,20}){0,2} at \w{1,40}(?: dot \w{1,20}){1,3}(?!\w)"
)
AT_SIGN = re.compile(r"\(at\)|\[at\]| at \w+ dot ")
LINK = re.compile(
    r"(?:h(?:tt|xx)ps?\s?(?:\[:\]|:)//|www\.)[^\s<>\"]{3,200}"
    r"|(?<![\w@.])[\w-]{2,40}(?:\s?(?:\(dot\)|\[\.\]|\[dot\]|\.)\s?|\s(?:dot|punto|point|nokta|punkt|точка|ponto)\s)(?:com|net|org|info|biz|shop|online|site|xyz|ru|io|me|example|top|club)(?![\w@])"
)
DOMAIN = re.compile(
    r"(?:[.)\]]|dot|punto|point|nokta|punkt|точка|ponto)\s?(?:com|net|org|info|biz|shop|online|site|xyz|ru|io|me|example|top|club)"
)
"""What no link without a scheme can do without; cheaper to look for."""
HANDLE = re.compile(
    r"(?:telegram|whats\s?app|viber|t\.me|signal|skype|wechat|телеграм|ватсап|واتساب|تلغرام|تيليجرام)", re.IGNORECASE
)
DIGITS = re.compile(r"\d")
MOST_FOUND = 50
NEAR = 70
"""Characters around a number in which its owner is looked for."""
REGIONS = {"en": ("GB", "US"), "de": ("DE",), "fr": ("FR",), "es": ("ES",), "it": ("IT",), "pt": ("PT", "BR"),
           "ru": ("RU",), "uk": ("UA",), "tr": ("TR",), "az": ("AZ",), "hy": ("AM",), "ar": ("EG", "SA"),
           "ro": ("RO",)}  # fmt: skip


class Contact:
    """Hears telephone numbers, cards, mail addresses and links, and whose they seem to be."""

    name = "contact/1"
    attributes = frozenset({Attribute.PRIVATE_DATA, Attribute.SPAM})

    def hear(self, passage: Passage) -> tuple[Signal, ...]:
        """Return the signals of all numbers, addresses and links."""
        scene = scene_of(passage)
        heard = _numbers(scene) + _mails(scene) + _links(scene) + _spelled(scene)
        return signals_of(heard, self.name)


def _numbers(scene: Scene) -> list[Heard]:
    text = scene.normal.text
    found: list[Heard] = []
    if not DIGITS.search(text):
        return found
    for match in NUMBER.finditer(text):
        if len(found) >= MOST_FOUND:
            break
        digits = "".join(DIGITS.findall(match[0]))
        score = 0.0
        if len(digits) >= 13 and _is_card(digits):
            score = 0.95
        elif _is_telephone(match[0], digits, scene.languages):
            score = 0.92
        elif 7 <= len(digits) <= 13 and _tags_near(scene, match.start(), match.end()) & {"CONTACT", "HE", "PRIVATE"}:
            score = 0.7
        if score:
            found += _owned(scene, match.start(), match.end(), score)
    return found


def _mails(scene: Scene) -> list[Heard]:
    found: list[Heard] = []
    if "@" not in scene.normal.text and not AT_SIGN.search(scene.normal.text):
        return found
    for match in list(MAIL.finditer(scene.normal.text))[:MOST_FOUND]:
        found += _owned(scene, match.start(), match.end(), 0.85)
    return found


def _spelled(scene: Scene) -> list[Heard]:
    """Return numbers that are written out in words."""
    found = []
    for sentence in scene.sentences:
        if "NUMBERWORD" not in sentence.tags:
            continue
        first = -1
        run = 0
        for at, token in enumerate((*sentence.tokens, None)):
            is_number = token is not None and ("NUMBERWORD" in token.tags or token.word.isdigit())
            if is_number:
                first = at if run == 0 else first
                run += 1
            elif token is not None and run and token.word in (",", "-"):
                continue
            else:
                if run >= 6:
                    start, end = sentence.tokens[first].start, sentence.tokens[at - 1].end
                    found += _owned(scene, start, end, 0.85)
                run = 0
    return found


def _links(scene: Scene) -> list[Heard]:
    text = scene.normal.text
    if not ("://" in text or "www." in text or "[:]" in text or DOMAIN.search(text)):
        return []
    links = list(LINK.finditer(text))[:MOST_FOUND]
    if not links:
        return []
    tags = scene.addressed
    score = 0.15 + 0.15 * (len(links) - 1)
    if "ADVERT" in tags:
        score += 0.6
    elif tags >= {"MONEY", "CONTACT"}:
        score += 0.45
    spans = tuple(scene.normal.span(m.start(), m.end()) for m in links)
    return [Heard(Attribute.SPAM, min(score, 0.93), Aim({Target.NOBODY: 1.0}), spans)]


def _owned(scene: Scene, start: int, end: int, score: float) -> list[Heard]:
    """Return what a number says: a way to a person, an office's own, or somebody who wants to be called."""
    near = _tags_near(scene, start, end)
    all_tags = scene.addressed
    span: tuple[Span, ...] = (scene.normal.span(start, end),)
    if "ADVERT" in all_tags or ("MONEY" in all_tags and "I" in all_tags):
        return [Heard(Attribute.SPAM, 0.9, Aim({Target.NOBODY: 1.0}), span)]
    person = near & {"HE", "PRIVATE", "NAME", "NAMED", "MR", "WRITER", "YOUR"}
    if "OFFICE" in near and not person & {"HE", "PRIVATE"}:
        return [Heard(Attribute.PRIVATE_DATA, 0.2, Aim({Target.NOBODY: 1.0}), span)]
    aim = Aim({Target.PRIVATE_PERSON: 1.0}) if person else Aim({Target.NOBODY: 1.0})
    return [Heard(Attribute.PRIVATE_DATA, score if person else score * 0.75, aim, span)]


def _tags_near(scene: Scene, start: int, end: int) -> set[str]:
    first = bisect_left(scene.starts, start - NEAR)
    last = bisect_left(scene.starts, end + NEAR)
    return {
        tag
        for sentence in scene.sentences[max(0, first - 1) : last]
        if sentence.tokens[-1].end >= start - NEAR and sentence.tokens[0].start <= end + NEAR
        for token in sentence.tokens
        if token.end >= start - NEAR and token.start <= end + NEAR
        for tag in token.tags
    }


def _is_telephone(written: str, digits: str, languages: tuple[str, ...]) -> bool:
    if len(digits) < 8 and not written.startswith("+"):
        return False
    regions = {region for language in languages for region in REGIONS.get(language.split("-")[0], ())} or {"GB"}
    return any(_possible(written, digits, region) for region in sorted(regions))


@cache
def _formats() -> re.Pattern[str]:
    return re.compile(r"^(?:\+|00|0|8[ (-]?\d|\(\d)|\d{3}[ .-]\d{3}[ .-]\d{4}")


def _possible(written: str, digits: str, region: str) -> bool:
    if not _formats().match(written) or re.fullmatch(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*", written):
        return False
    try:
        number = phonenumbers.parse(("+" if written.startswith("+") else "") + digits, region)
    except phonenumbers.NumberParseException:
        return False
    return phonenumbers.is_possible_number(number)


def _is_card(digits: str) -> bool:
    """Whether the digits are a payment card's: 13 to 19 with Luhn's check digit (ISO/IEC 7812-1)."""
    total = 0
    for at, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + at % 2)
        total += value - 9 if value > 9 else value
    return 13 <= len(digits) <= 19 and total % 10 == 0 and digits[0] in "3456"
