"""Text made comparable: what counts as the same paragraph, headline or article, and what readers see."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
# Zero-width characters, soft hyphens, byte order marks, direction marks and controls other than white space.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´′ʼ＇", "'"),
        **dict.fromkeys("“”„‟«»″＂", '"'),
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    }
)
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
    if text.isascii():
        if text.isprintable() and "  " not in text and ".." not in text and "`" not in text:
            return text.lower().strip()
        return _SPACE.sub(" ", _DOTS.sub("...", _INVISIBLE.sub("", text).replace("`", "'").lower())).strip()
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_SAME).casefold()
    return _SPACE.sub(" ", _DOTS.sub("...", text)).strip()


def words(text: str) -> list[str]:
    """The words of a text, punctuation left out."""
    return _WORD.findall(text)


def bare(text: str) -> str:
    """The key without punctuation, for headlines that differ by a full stop or by quotes."""
    return " ".join(re.findall(r"\w+", key(text)))


def content_hash(text: str) -> str:
    """SHA-256 (hex) of the normalised text: equal for word-for-word copies whatever their quotes and spaces."""
    return hashlib.sha256(key(text).encode("utf-8", "replace")).hexdigest()
