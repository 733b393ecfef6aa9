"""Names from corpora that label them each in their own way, as sets of allowed labels a word.

No source labels all that the model tells apart: what one calls ORG may be an armed group, what one leaves out may be a
nationality. So each word has the set of labels that its source allows, and training raises the whole set.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.analyser.labels import NAMES
from transforms.events.analyser.sentences import split

#: A source's type to the types that it may be.
_TYPES = {
    "PER": ("PER",), "ORG": ("ORG", "GRP"), "LOC": ("LOC",), "MISC": ("MISC", "NORP"), "person": ("PER",),
    "location": ("LOC",), "group": ("ORG", "GRP"), "corporation": ("ORG",), "product": ("MISC",),
    "creative-work": ("MISC",), "Person": ("PER",), "Organisation": ("ORG", "GRP"), "Location": ("LOC",),
    "Nationality": ("NORP",), "organisation": ("ORG",), "armed_group": ("GRP",), "state": ("LOC",), "place": ("LOC",),
    "nationality": ("NORP",), "facility": ("LOC",), "other_name": ("MISC",),
}  # fmt: skip
#: Types of re3d that names have.
_NAMED = ("Person", "Organisation", "Location", "Nationality")
_OUTSIDE = 1 << NAMES.index("O")
_SMALL = {"of", "and", "for", "the", "al", "el", "de", "in", "on", "bin", "ibn", "-", "&", "'s", "'", "to"}
_ARTICLES = {"the", "a", "an"}
#: Articles that an Arabic name may begin with.
_ARABIC = {"al", "el"}
_PRONOUNS = {
    "we", "our", "us", "they", "their", "them", "he", "his", "him", "she", "her", "i", "my", "me", "you", "your", "it",
    "its",
}  # fmt: skip
_TITLES = {
    "minister", "secretary", "president", "ambassador", "general", "spokesman", "spokesperson", "envoy", "king",
    "representative",
}  # fmt: skip
#: What stands before a person's name and is no part of it, as in UNER and in the project's passages.
_RANKS = _TITLES | {
    "mr", "mrs", "ms", "dr", "he", "sir", "lord", "foreign", "prime", "deputy", "vice", "press", "chief", "defence",
    "defense", "army", "navy", "air", "force", "marine", "rear", "gen", "lt", "col", "maj", "capt", "sgt", "cpl", "adm",
    "brig", "cmdr", "colonel", "major", "captain", "admiral", "brigadier", "lieutenant", "commander", "sergeant",
    "staff", "officer",
}  # fmt: skip
#: What stands before the titles.
_STATES = {"us", "u.s", "uk"}
_MONTHS = {
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "january", "february",
    "march", "april", "june", "july", "august", "september", "october", "november", "december",
}  # fmt: skip
#: Nothing is known of the word.
_OPEN = 0

Tagged = tuple[list[str], list[str]]


def bits(kind: str, part: str) -> int:
    """The labels that a type of a source allows for the beginning (B) or the inside (I) of a name."""
    return sum(1 << NAMES.index(f"{part}-{t}") for t in _TYPES[kind])


def sets_of(words: list[str], tags: list[str], source: str) -> list[int]:
    """Allowed labels of words tagged B-X, I-X, O; a capitalised word outside may be a nationality or other name."""
    allowed = []
    for word, tag in zip(words, tags, strict=True):
        if tag != "O":
            allowed.append(bits(tag[2:], tag[0]))
        elif source != "wikigold" and word[:1].isupper():
            allowed.append(_OUTSIDE | bits("MISC", "B") | bits("MISC", "I"))
        else:
            allowed.append(_OUTSIDE)
    return allowed


def iob2(path: Path) -> Iterator[Tagged]:
    """UNER's files: number, word, tag; comments start with #."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line and words:
            yield words, tags
            words, tags = [], []
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            words.append(cells[1])
            tags.append(cells[2] if cells[2][2:] in _TYPES else "O")


def documents(path: Path) -> Iterator[tuple[str, list[list[tuple[int, int]]]]]:
    """Documents of an iob2 file: their sentences joined by spaces, and the spans of the tokens of each sentence."""
    text, at = "", 0
    sentences: list[list[tuple[int, int]]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc"]:
        if line.startswith("# newdoc"):
            if sentences:
                yield text, sentences
            text, sentences = "", []
        elif line.startswith("# text = "):
            said = line[9:]
            at = len(text) + bool(text)
            text = f"{text} {said}" if text else said
            sentences.append([])
        elif line and not line.startswith("#"):
            word = line.split("\t")[1]
            start = text.find(word, at)
            if start >= 0:
                sentences[-1].append((start, start + len(word)))
                at = start + len(word)


def wikigold(path: Path) -> Iterator[Tagged]:
    """WikiGold: word, tag; every tag of a name is I-X, so that a name begins where the type changes."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if words:
                yield words, tags
            words, tags = [], []
            continue
        word, tag = line.rsplit(" ", 1)
        if tag != "O" and not (tags and tags[-1][2:] == tag[2:]):
            tag = "B" + tag[1:]
        words.append(word)
        tags.append(tag)


def wnut(path: Path) -> Iterator[Tagged]:
    """WNUT 17: word, tab, tag."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line.strip():
            if words:
                yield words, tags
            words, tags = [], []
        else:
            word, tag = line.split("\t")
            words.append(word)
            tags.append(tag)


def own_names(passage: dict[str, Any]) -> dict[int, int] | None:
    """Allowed labels by the offsets of characters in names; None where the passage's names are not annotated."""
    if "entities" not in passage:
        return None
    text: str = passage["text"]
    found: dict[int, int] = {}
    for entity in sorted(passage["entities"], key=lambda e: -len(_surface(e))):
        surface = _surface(entity)
        for match in re.finditer(rf"(?<!\w){re.escape(surface)}(?!\w)", text):
            if match.start() not in found:
                inside = bits(entity["kind"], "I")
                found.update(dict.fromkeys(range(match.start(), match.end()), inside))
                found[match.start()] = bits(entity["kind"], "B")
    return found


def _surface(entity: dict[str, Any]) -> str:
    text = entity["text"]
    return text if isinstance(text, str) else str(text[0])


def re3d_sentences(folder: Path) -> Iterator[tuple[str, list[str], list[int]]]:
    """Sentences of re3d, but for the European Union's: document, words, allowed labels.

    Nothing is told of capitalised words in phrases that are no names ("Iraqi security forces", "ISIL-held terrain"):
    the names in such phrases are often not annotated.
    """
    for source in sorted(p for p in folder.iterdir() if not p.name.startswith("Delegation")):
        lines = (source / "documents.json").read_text(encoding="utf-8").splitlines()
        documents = {d["_id"]: d["text"] for d in map(json.loads, filter(None, lines))}
        spans: dict[str, list[tuple[int, int, str]]] = {}
        for line in (source / "entities.json").read_text(encoding="utf-8").splitlines():
            if line:
                e = json.loads(line)
                spans.setdefault(e["documentId"], []).append((e["begin"], e["end"], e["type"]))
        for key, text in documents.items():
            phrases = spans.get(key, [])
            marked = dict.fromkeys(_open(text, phrases), _OPEN)
            for start, end, kind in re3d_names(text, phrases):
                marked.update(dict.fromkeys(range(start, end), bits(kind, "I")))
                marked[start] = bits(kind, "B")
            for tokens in split(text):
                yield key, [t.text for t in tokens], [marked.get(t.start, _OUTSIDE) for t in tokens]


def _open(text: str, spans: list[tuple[int, int, str]]) -> Iterator[int]:
    """Where the capitalised words of phrases begin, but for pronouns and titles."""
    for start, end, kind in spans:
        if kind in _NAMED:
            for word in re.finditer(r"[^\W\d_][\w.]*", text[start:end]):
                plain = word.group().strip(".").lower() in _PRONOUNS | _RANKS | _MONTHS | _ARTICLES
                if word.group()[0].isupper() and (word.group() == "US" or not plain):
                    yield start + word.start()


def re3d_names(text: str, spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The proper names among re3d's phrases, longest first, none within another, without articles and titles."""
    places = {text[s:e] for s, e, kind in spans if kind == "Location"}
    names: list[tuple[int, int, str]] = []
    for begin, end, kind in sorted(spans, key=lambda s: s[0] - s[1]):
        if kind not in _NAMED:
            continue
        article = re.match(r"(?:the|a|an)\s+", text[begin:end], re.IGNORECASE)
        start = begin + (article.end() if article else 0)
        if kind == "Person":
            start += _titled(text[start:end])
        surface = text[start:end]
        if not _proper(surface, kind):
            continue
        if kind == "Organisation" and surface in places:
            kind = "Location"
        if all(end <= s or start >= e for s, e, _ in names):
            names.append((start, end, kind))
    return names


def _titled(surface: str) -> int:
    """How many characters of titles stand before a person's name."""
    words = list(re.finditer(r"\S+\s*", surface))
    cut = 0
    while cut < len(words) - 1 and words[cut].group().strip().strip(".,").lower() in _RANKS | _STATES:
        cut += 1
    return words[cut].start() if words else 0


def _proper(surface: str, kind: str) -> bool:
    """Whether a phrase is a proper name: its words have capitals but for small ones, "al-Qaida" and "Da’esh" too."""
    words = re.findall(r"\w[\w&]*(?:['’](?!s\b)\w+)*|'s|’s|-", surface)
    if not words or not all(w[0].isupper() or w[0].isdigit() or w.lower() in _SMALL for w in words):
        return False
    pronoun = words[0].lower() in _PRONOUNS and words[0] != "US"
    first = next((w for w in words if w != "-" and w not in _ARABIC), words[0])
    lowered = {w.lower() for w in words}
    if not first[0].isupper() or not words[-1][0].isupper() or pronoun or words[0].lower() in _MONTHS:
        return False
    return not (kind == "Person" and (_TITLES & lowered or words[-1].lower() in _RANKS))
