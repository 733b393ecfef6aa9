"""Whether a document is an HTML page, by what the server says and by its first bytes (WHATWG MIME Sniffing)."""

from __future__ import annotations

import re

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})

# Servers give these to HTML as well, so the bytes decide.
_VAGUE_TYPES = frozenset(
    {"", "text/plain", "text/xml", "application/xml", "application/octet-stream", "unknown/unknown", "*/*"}
)
_SNIFFED = 2048  # bytes
_HTML_START = re.compile(
    rb"<(!doctype\s+html|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|meta|link)[\s>/]",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(rb"(?:[\s\xef\xbb\xbf]+|<\?xml[^>]*>|<!--.*?-->)+", re.DOTALL)
_OTHER_STARTS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "an MP3 file"),
    (b"OggS", "an Ogg file"),
    (b"\x1aE\xdf\xa3", "a Matroska file"),
)


def may_be_html(content_type: str) -> bool:
    """Whether a body with this media type (lower-case, without parameters) is worth reading."""
    return content_type in HTML_TYPES or content_type in _VAGUE_TYPES


def not_html(content_type: str, body: bytes) -> str | None:
    """Why the document is no HTML page; None if it is one.

    >>> not_html("text/html", b"%PDF-1.7 ...")
    'a PDF, sent as text/html'
    """
    start = body[:_SNIFFED]
    for magic, kind in _OTHER_STARTS:
        if start.startswith(magic):
            return f"{kind}, sent as {content_type or 'nothing'}"
    if start[4:8] == b"ftyp":
        return f"an MP4 file, sent as {content_type or 'nothing'}"
    if content_type in HTML_TYPES:
        return None
    if not may_be_html(content_type):
        return content_type
    prologue = _PROLOGUE.match(start)
    if _HTML_START.match(_narrow(start[prologue.end() :] if prologue else start)):
        return None
    return f"{content_type or 'no type'} that does not begin like HTML"


def _narrow(start: bytes) -> bytes:
    """UTF-16 as ASCII, well enough to see a tag."""
    return (
        start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"") if b"\0" in start[:64] else start
    )
