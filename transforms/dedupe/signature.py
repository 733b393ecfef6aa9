"""Signature of an article's text: a bottom-k sketch of its word shingles, and the bands that find candidates.

A text becomes the set of hashes of its 5-word shingles. The signature keeps the 256 smallest of them (Broder 1997,
"On the resemblance and containment of documents"; Cohen and Kaplan 2007, "Summarizing data using bottom-k sketches").
Unlike 128 independent minima, such a sketch gives containment as well as resemblance, because below the smaller of two
sketches' largest values both are complete samples; and its values are shingles, so that those that many stories share
can be recognised and weighed down.

The bands are the 16 smallest hashes, at full width. A copy cut to 45 % of its original holds each of the original's
16 smallest with probability .45, and what it holds is among its own 16 smallest: the chance that a cut shares no band
is .55^16, below 0.0001. Bands of several rows would have lost one such copy in three.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt

_Number = TypeVar("_Number", bound=np.generic)

SHINGLE_WORDS = 5
SKETCH_SIZE = 256
BANDS = 16
SEED = 1
# A body below this length (a brief, a paywall's notice) does not tell articles apart: the headline belongs to it.
TITLE_BELOW_WORDS = 60

SCHEME = f"bottomk-w{SHINGLE_WORDS}-k{SKETCH_SIZE}-b{BANDS}-s{SEED}"

# Odd, so that multiplying loses nothing; different, so that the order of the words counts.
_POSITION_FACTORS = [np.uint64(0x9E3779B97F4A7C15 * (2 * i + 1) % (1 << 64)) for i in range(SHINGLE_WORDS)]
# Chinese, Japanese and Korean characters are words of their own, since those scripts put no spaces between words.
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]|[^\W_\u3040-\u9fff\uac00-\ud7af]+"
)
# Apostrophes, soft hyphens and zero-width characters stand within words.
_NO_LETTERS = "'\u2018\u2019\u02bc\u00ad\u200b\u200c\u200d\ufeff"
_CACHED_WORDS = 1 << 18


@dataclass(frozen=True, slots=True)
class Signature:
    """What is stored of a text to find its copies.

    Attributes:
        scheme: how it was made; signatures of different schemes are not compared.
        signature: up to 256 little-endian uint32, ascending; at most 1,024 bytes, empty for a text without words.
        bands: up to 16 signed 64-bit values; articles with an equal one are candidates.
    """

    scheme: str
    signature: bytes
    bands: list[int]


class _WordHashes(dict[str, int]):
    """64-bit hash of a word, equal in every process and version; frequent words are remembered, within a bound."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _CACHED_WORDS:
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8, salt=b"sitrep%d" % SEED)
        self[word] = value = int.from_bytes(digest.digest(), "little")
        return value


_word_hashes = _WordHashes()


def words_of(text: str) -> list[str]:
    """The words that count for comparison: NFKC, case folded, without punctuation, apostrophes and soft hyphens."""
    text = unicodedata.normalize("NFKC", text)
    for mark in _NO_LETTERS:
        text = text.replace(mark, "")
    return _WORD.findall(text.casefold())


def sign(title: str | None, text: str) -> Signature:
    """Sign a text. The title counts only where the text is too short to identify the article.

    A text of fewer than 5 words is one shingle; one without words gets an empty signature and no bands, and so is a
    copy of nothing.
    """
    return sign_words(title, words_of(text))


def sign_words(title: str | None, words: list[str]) -> Signature:
    """As `sign`, of the words that `words_of` found in the text."""
    if title and len(words) < TITLE_BELOW_WORDS:
        words = words_of(title) + words
    hashes = distinct(_shingle_hashes(words))[:SKETCH_SIZE]
    sketch = distinct((hashes >> np.uint64(32)).astype("<u4"))
    return Signature(SCHEME, sketch.tobytes(), hashes[:BANDS].astype(np.int64).tolist())


def distinct(values: npt.NDArray[_Number]) -> npt.NDArray[_Number]:
    """The different values, ascending. numpy.unique goes through a hash table, many times slower on such numbers."""
    ordered = np.sort(values)
    return ordered[np.r_[True, ordered[1:] != ordered[:-1]]] if len(ordered) else ordered


def sketch_of(signature: bytes) -> npt.NDArray[np.uint32]:
    """The values of a signature, ascending."""
    return np.frombuffer(signature, dtype="<u4")


def _shingle_hashes(words: list[str]) -> npt.NDArray[np.uint64]:
    if not words:
        return np.empty(0, dtype=np.uint64)
    values = np.fromiter(map(_word_hashes.__getitem__, words), dtype=np.uint64, count=len(words))
    span = min(SHINGLE_WORDS, len(values))
    n = len(values) - span + 1
    total = np.zeros(n, dtype=np.uint64)
    for i, factor in enumerate(_POSITION_FACTORS[:span]):
        total += values[i : i + n] * factor
    return _mix(total)


def _mix(x: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014); wraps around by design."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
