"""Keys under which place names are stored and looked up."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

KEY_BITS = 44
"""Width of a hashed key. With 700,000 names a wrong name meets a stored key once in 25 million look-ups."""

_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "ß": "ss",
        "ħ": "h",
        "ŋ": "n",
    }
)
_INITIALS = re.compile(r"(?:\w\.){2,}")
_DROP = dict.fromkeys(map(ord, "'’‘`´ʼʻʿʾˈ′"), None)
_SPACE = dict.fromkeys(map(ord, "-‐‑–—/_,"), " ")
_ARTICLE = re.compile(r"[aeiu][lnrst]|e[lsdz]|a[dz]|e[rn]|ash|esh|a[dt]h|ul|ol|the|l|i|e")
_GLUED_ARTICLE = re.compile(r"^[ae](?=(zz|ss|rr|dd|tt|nn|shsh)[a-z]{2})")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Whole words that transliterations of Arabic, Persian and Kurdish spell in many ways.
_WORDS = {
    variant: key
    for key, variants in {
        "tal": "tel tal tall tell til tepe tappeh",
        "dir": "deir dayr der dair dir deyr",
        "bit": "beit bayt beyt bet bait beth",
        "abu": "abu abou abo bu bou",
        "ain": "ain ayn ein eyn aïn",
        "jabal": "jabal jebel djebel gebel gabal jabel jbel",
        "kafr": "kafr kfar kafar kefr kefar kafer kfr",
        "um": "umm um oum omm",
        "bin": "ben bin ibn bani beni banu",
        "kala": "qalat qalaat kalat qala qalah qaleh kalah qal'at",
    }.items()
    for variant in variants.split()
}
_SOUNDS = (
    (re.compile(r"tch|ch|sch"), "sh"),
    (re.compile(r"dj|dzh|zh"), "j"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"kh|q|ck|c"), "k"),
    (re.compile(r"dh|ḏ"), "d"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ai|ay|ei|ey|ee|ie|iy|ii|yy|y"), "i"),
    (re.compile(r"ou|oo|aw|au|ow|uw|o|w"), "u"),
    (re.compile(r"e"), "i"),
    (re.compile(r"z"), "z"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?:ih|ah|i|a|h)$"), "a"),
)


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """The spelling-neutral form of a name: no case, marks, apostrophes or hyphens.

    A final full stop stays, so that "Ind." (Indiana) and "Ind" differ; inner ones and those of initials go
    ("St. Louis", "U.S.").
    """
    if name.isascii():
        key = name.lower()
    else:
        # Twice: ornamental letters are capitals again once they are taken apart.
        key = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        key = unicodedata.normalize("NFKD", key.casefold().translate(_LETTERS))
        key = "".join(char for char in key if not unicodedata.combining(char))
    key = key.translate(_SPACE).translate(_DROP)
    stop = "." if key.rstrip().endswith(".") and not _INITIALS.fullmatch(key.strip()) else ""
    return " ".join(key.replace(".", "").split()) + stop


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """A key that transliterations of one name share: "Khan Sheikhoun", "Khān Shaykhūn".

    Articles go (al-, ash-, el-), long and short vowels and q/k, gh/g, dh/d fall together, words are joined.
    Empty where too little is left to go by (fewer than four letters).
    """
    words = name_key(_CAMEL.sub(" ", name)).rstrip(".").split()
    if len(words) > 1:
        words = [word for word in words if not _ARTICLE.fullmatch(word)] or words
    key = "".join(_sounds(word) for word in words)
    return key if len(key) >= 4 else ""


def _sounds(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    word = _GLUED_ARTICLE.sub("", word)
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def hashed(key: str) -> int:
    """The number under which the artefact stores a key, 0 to 2**44 - 1."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> (64 - KEY_BITS)
