"""Text made comparable: what counts as the same paragraph, headline or article, and what readers see."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata

SPACELESS = 20  # characters between blanks, from which on the script sets none between words
_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
# Zero-width characters, soft hyphens, byte order marks, direction marks and controls other than white space.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAME = {
    **dict.fromkeys("‘’‚‛`´′ʼ＇", "'"),
    **dict.fromkeys("“”„‟«»″＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
}
_VARIANTS = re.compile(f"[{''.join(_SAME)}]")  # a search for the few that there are costs less than `str.translate`
_BARE = re.compile(r"\w+")
_BLANKS = "".join(chr(code) if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128))  # the same
_DOTS = re.compile(r"\.{2,}")


def visible(text: str) -> str:
    """One line of text as readers see it: no invisible characters, white space collapsed, NFC."""
    line = " ".join(text.split())
    if not line.isprintable():
        line = " ".join(_SURROGATE.sub("\ufffd", _INVISIBLE.sub("", text)).split())
    return line if line.isascii() else unicodedata.normalize("NFC", line)


@functools.lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What two equal texts share: NFKC, case folded, quotes, dashes, dots and white space made one."""
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    if text.isascii():
        text = text.replace("`", "'").lower()
    else:
        text = _VARIANTS.sub(_plain_variant, unicodedata.normalize("NFKC", text)).casefold()
    if ".." in text:
        text = _DOTS.sub("...", text)
    return " ".join(text.split())


def _plain_variant(match: re.Match[str]) -> str:
    return _SAME[match[0]]


def words(text: str) -> list[str]:
    """The words of a text, punctuation left out."""
    return _WORD.findall(text)


def count_words(text: str, *, tidy: bool = False) -> int:
    """How many words a text has: what stands between blanks, or half the characters of a script that sets none.

    Args:
        text: any text.
        tidy: it consists of `visible` paragraphs with a blank line between them; then its words need not be set apart.
    """
    count = text.count(" ") + text.count("\n\n") + bool(text) if tidy else len(text.split())
    return count if len(text) < SPACELESS * count or text.isascii() else len(text) // 2


@functools.lru_cache(maxsize=1024)
def bare(text: str) -> str:
    """The key without punctuation, for headlines that differ by a full stop or by quotes."""
    same = key(text)
    return " ".join(same.translate(_BLANKS).split() if same.isascii() else _BARE.findall(same))


def content_hash(*paragraphs: str) -> str:
    """SHA-256 (hex) of the normalised text: equal for word-for-word copies whatever their quotes and spaces."""
    keys = " ".join(filter(None, map(key, paragraphs)))
    return hashlib.sha256(keys.encode("utf-8", "replace")).hexdigest()
