"""What a file holds: its bytes made into text, and whether it is HTML."""

import codecs
import re
import unicodedata

from folkmoot.errors import BadInput

LARGEST = 8 * 1024 * 1024
"""Bytes or code points. Saved news pages stay under 2 MB; what is larger is refused, not cut."""
_SAMPLE = 64 * 1024
"""Bytes that the detector of encodings is shown."""
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_PLAUSIBLE = re.findall(
    r"\w+",
    """
    utf_8 cp1251 cp1252 cp1254 cp1250 cp1253 cp1256 cp1257 koi8_r koi8_u iso8859_2 iso8859_5 iso8859_9
    gb18030 big5 shift_jis euc_jp euc_kr mac_cyrillic
""",
)
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ELEMENT = re.compile(
    r"<(?:!--|(?:!doctype|\?xml|html|head|body|meta|title|link|script|style|main|article|section|header|div|table|h[1-6]|"
    r"p|ol|ul)\b)",
    re.IGNORECASE,
)
_ROOT = re.compile(r"^\s*<(?:!doctype html|html|body)\b", re.IGNORECASE | re.MULTILINE)


def decode(source: bytes) -> str:
    """Make bytes into text: by their byte order mark, by what the page declares, as UTF-8, else by a detector.

    Raises:
        BadInput: ``page-too-large``, or ``page-not-text`` for a picture, an archive and the like.
    """
    if len(source) > LARGEST:
        raise BadInput("page-too-large", f"The page is larger than {LARGEST // 1024 // 1024} MB.")
    for mark, encoding in _BOMS.items():
        if source.startswith(mark):
            return source.decode(encoding, errors="replace")
    if b"\0" in source[:_SAMPLE]:
        return _decode_without_mark(source)
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        pass
    encoding = _declared(source) or _detected(source) or "windows-1252"
    return source.decode(encoding, errors="replace")


def _decode_without_mark(source: bytes) -> str:
    """Text with zero bytes is UTF-16 whose mark was lost, or UTF-8 with a few strays; anything else is no text."""
    sample = source[: _SAMPLE & ~3]
    for encoding in ("utf-16-le", "utf-16-be"):
        if _is_utf_16(sample, encoding):
            return source.decode(encoding, errors="replace")
    odd = sum(byte < _SPACE and byte not in b"\t\n\f\r" for byte in sample)
    if odd * 100 > len(sample):
        raise BadInput("page-not-text", "This is no page: it holds bytes that no text has.")
    return source.decode("utf-8", errors="replace")


_SPACE = 0x20


def _is_utf_16(sample: bytes, encoding: str) -> bool:
    text = sample.decode(encoding, errors="replace")
    # Read the wrong way round a space is U+2000, and many letters are no characters at all.
    spaces = text.count(" ") + text.count("\n")
    strange = sum(
        unicodedata.category(character) in ("Cn", "Co", "Cs", "Cc") for character in text if character not in "\t\r\n"
    )
    return spaces * 50 > len(text) and (strange + text.count("\ufffd")) * 100 <= len(text)


def _declared(source: bytes) -> str | None:
    match = _DECLARED.search(source[:4096])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii", errors="replace")).name
    except LookupError:
        return None
    # Browsers read these as Windows does (the Encoding Standard of the WHATWG, "Names and labels").
    name = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}.get(name, name)
    # A page that says UTF-8 and is not, was saved by something else; UTF-16 would have had its zero bytes.
    return None if name.startswith(("utf", "unicode", "raw", "punycode", "idna")) or not _is_text_codec(name) else name


def _is_text_codec(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError):
        return False


def _detected(source: bytes) -> str | None:
    from charset_normalizer import from_bytes  # late: only pages that are not UTF-8 need it

    # Markup is Latin in every language and hides the letters that tell.
    words = re.sub(rb"<[^<>]{0,2000}>", b" ", source)
    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", words)), 0)
    best = from_bytes(words[max(0, first - 2000) : first + _SAMPLE], cp_isolation=_PLAUSIBLE).best()
    return best.encoding if best else None


def tidy_text(source: str) -> str:
    """Return a text with ``\\n`` as its only line end, and without what no page prints: NUL, controls, lone surrogates.

    Raises:
        BadInput: ``page-too-large``.
    """
    if len(source) > LARGEST:
        raise BadInput("page-too-large", f"The page is larger than {LARGEST // 1024 // 1024} MB.")
    text = source.removeprefix("\ufeff").replace("\r\n", "\n")
    text = re.sub(r"[\r\f\v\x85\u2028\u2029]", "\n", text)
    return re.sub(r"[\x00\ud800-\udfff]", "\ufffd", re.sub(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text))


def is_html(text: str) -> bool:
    """Whether a page is HTML: it begins with an element that pages begin with, or has ``<html`` near its begin."""
    begin = text[:4096].lstrip()
    return _ELEMENT.match(begin) is not None or _ROOT.search(begin) is not None
