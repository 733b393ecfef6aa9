"""Bytes of a page as the parser takes them: UTF-8 without null characters, and known to be HTML.

Limits, so that a hostile page costs seconds at most: bytes beyond `MAX_BYTES` are cut off, and libxml2 builds no tree
of more than 256 nested elements.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import chardet
from lxml import etree
from lxml import html as lxml_html

from schemas.reasons import Reason
from transforms.clean.rejected import Rejected

MAX_BYTES = 5_000_000
HEAD = 5_000  # bytes among which the html element stands
DECLARED = 4_096  # bytes in which a page declares its encoding

# Labels that the WHATWG Encoding Standard (section 4.2) maps to a superset of what their name says.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "johab": "cp949",
}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_META_CHARSET = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset\s*=|\?xml[^>]{0,80}?encoding\s*=)\s*["']?\s*([\w.:\-]{2,40})""", re.IGNORECASE
)
# Encodings whose bytes can look like ASCII, and how their codecs are called.
_LIKE_ASCII = (b"utf-16", b"utf16", b"utf-32", b"utf32", b"iso-2022", b"iso2022", b"hz-gb")
_LIKE_ASCII_CODECS = ("utf-16", "utf-32", "iso2022", "hz")
# What becomes of quotation marks and dashes where UTF-8 is read as Latin-1 or Windows-1252 and written in UTF-8 again.
# Pages that have these and no others were treated so as a whole.
_TWICE = ("â\x80".encode(), "â€".encode())
_MARKS = re.compile("[‘’“”–—…]")
_LETTER = re.compile("[Â-ô][\x80-¿€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}")
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "compressed data"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"ID3", "an MP3 file"),
)
_TAG = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|meta|title|div|p|article|main|section|h1|span|br|table)\b", re.IGNORECASE
)
_FEED = re.compile(
    rb"\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b",
    re.IGNORECASE | re.DOTALL,
)
_SELF_CLOSED_HTML = re.compile(rb"(<html\b[^<>]*?)/\s*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Document:
    """A page to be parsed."""

    data: bytes  # UTF-8
    truncated: bool = False

    def tree(self) -> lxml_html.HtmlElement:
        """The page's tree, parsed anew, without scripts, styles and drawings.

        Raises:
            Rejected: NOT_HTML where the parser finds nothing.
        """
        try:
            # A parser is not safe to share between threads, and costs microseconds.
            parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
            # One class for all elements: the default asks a Python function for the class of each that is touched.
            parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=lxml_html.HtmlElement))
            tree = lxml_html.document_fromstring(self.data, parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
            raise Rejected(Reason.NOT_HTML, f"the page cannot be parsed: {error}") from error
        # The tree then costs less to copy and to search.
        etree.strip_elements(tree, "script", "style", "svg", "template", "canvas", with_tail=False)
        return tree


def read_document(html: bytes | str, charset: str | None = None) -> Document:
    """Bring a page to UTF-8, whatever it came in.

    Args:
        html: the page; text is taken as it is.
        charset: of the Content-Type header.

    Raises:
        Rejected: NOT_HTML for another kind of document, NO_TEXT for an empty one.
    """
    truncated = len(html) > MAX_BYTES
    html = html[:MAX_BYTES]
    data = html.encode("utf-8", "replace") if isinstance(html, str) else to_utf8(html, charset)
    if b"\0" in data:
        data = data.replace(b"\0", b"")
    if not data or data.isspace():
        raise Rejected(Reason.NO_TEXT, "the page is empty")
    if _FEED.match(data[:2000]):
        raise Rejected(Reason.NOT_HTML, "the document is a feed or a sitemap")
    if not _TAG.search(data, 0, 200_000):
        raise Rejected(Reason.NOT_HTML, "the document holds no HTML elements")
    if _SELF_CLOSED_HTML.search(data, 0, HEAD):
        data = _SELF_CLOSED_HTML.sub(rb"\1>", data[:HEAD], count=1) + data[HEAD:]
    return Document(data, truncated)


def read_fragment(fragment: str) -> Document:
    """A piece of HTML in a document of its own."""
    return Document(f"<div>{fragment}</div>".replace("\0", "").encode("utf-8", "replace"))


def to_utf8(body: bytes, charset: str | None = None) -> bytes:
    """A page's bytes in UTF-8; themselves where they are that already.

    What was read as another encoding and written in UTF-8 again becomes what it was.
    A byte order mark decides; then UTF-8 where the bytes are valid (few texts in another encoding are, and many pages
    declare the wrong one); then the header's and the page's own declaration; then detection.

    Raises:
        Rejected: NOT_HTML for bytes that begin like a known binary format.
    """
    for magic, name in _MAGIC:
        if body.startswith(magic):
            raise Rejected(Reason.NOT_HTML, f"the document is {name}")
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return body.decode(codec, "replace").encode("utf-8", "replace")
    named = (charset or "").lower().encode("ascii", "replace") + body[:DECLARED].lower()
    if any(name in named for name in _LIKE_ASCII):
        for codec in _declared(body, charset):
            if codec.startswith(_LIKE_ASCII_CODECS) and "<" in (t := body.decode(codec, "replace")):
                return t.encode("utf-8", "replace")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode(body, _declared(body, charset)).encode("utf-8", "replace")
    # A search for the one letter takes a tenth of the time of those for bytes.
    if "â" in text and any(mark in body for mark in _TWICE) and not _MARKS.search(_LETTER.sub("", text)):
        return _LETTER.sub(_read_again, text).encode("utf-8")
    return body


def _read_again(letter: re.Match[str]) -> str:
    """One letter whose bytes stand as letters of their own."""
    try:
        return b"".join(c.encode("latin-1" if c < "\u0100" else "cp1252") for c in letter.group()).decode("utf-8")
    except UnicodeDecodeError:
        return letter.group()


def _decode(body: bytes, declared: list[str]) -> str:
    """The text of bytes that are not valid UTF-8."""
    lenient = body.decode("utf-8", "replace")
    # A page in UTF-8 with a few broken characters (cut in the middle, one pasted quote) is still UTF-8.
    broken = lenient.count("\ufffd")
    if broken * (1 if "utf-8" in declared else 20) <= sum(1 for c in lenient if c > "\x7f") - broken:
        return lenient
    for codec in declared:
        if codec != "utf-8":
            try:
                return body.decode(codec)
            except UnicodeDecodeError:
                continue
    guess = _codec(chardet.detect(body[:60_000]).get("encoding"))
    return body.decode(guess or (declared[0] if declared else "cp1252"), "replace")


def _declared(body: bytes, charset: str | None) -> list[str]:
    """The codecs that the header and the page name."""
    return [c for c in (_codec(charset), _codec(_declared_in(body))) if c]


def _declared_in(body: bytes) -> str | None:
    match = _META_CHARSET.search(body[:DECLARED])
    return match.group(1).decode("ascii", "replace") if match else None


def _codec(label: str | None) -> str | None:
    if not label:
        return None
    try:
        name = codecs.lookup(label.strip().strip("\"'").lower()).name
    except (LookupError, ValueError):
        return None
    return None if name in _NOT_TEXT else _SUPERSETS.get(name, name)


_NOT_TEXT = {"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "utf-7", "unicode_escape",
             "raw_unicode_escape", "undefined"}  # fmt: skip
