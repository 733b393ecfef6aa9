"""Blocks (headline, deck, paragraphs) and sentences of a story, with offsets in its full text."""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from transforms.events.grammar.words import is_abbreviation
from transforms.events.story import Story
from transforms.events.tables import rows_of
from transforms.events.wordlists import word_list

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")
_OPENING = re.compile(r"[\"'“‘(\[]*[A-Z0-9À-Þ]")
#: Words that start a sentence even after "U.S." or "p.m.".
_STARTERS = word_list("sentences_starters")
#: The day that a dateline may tell: "Monday", "Jan. 5", "5 January 2024".
_DAY = (
    r"(?:,?\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)"
    r"(?:,?\s\d{4})?\b)"
)
#: What follows the place of a dateline: days, an agency, a dash or colon.
_FILED = rf"{_DAY}{{0,2}}\s*(?:\([^)]{{2,40}}\)\s*)?"
#: A place in capitals, an optional agency or date, a dash: the mark of a wire story.
_DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’/\- ]+(?:/[A-ZÀ-Þ.' ]+)*(?:(?!{_DAY}),\s[A-Z][\w.' ]+?)?)"
    rf"{_FILED}(?:—|–|--?|:)\s+(?=\S)"
)
#: The same in small letters, where a report opens with it and a sentence follows: "Tunis - A court ...".
_SMALL_DATELINE = re.compile(
    rf"^(?P<place>[A-ZÀ-Þ][a-zà-ÿ'’-]+(?:[ -][A-ZÀ-Þ][a-zà-ÿ'’-]+){{0,2}}){_FILED}"
    r"\s(?:—|–|--?)\s+(?=[\"'“‘]?[A-ZÀ-Þ0-9])"
)
#: "Kenya. Six people ...", "DR CONGO: ...": the state of a brief in a digest.
_LABEL = re.compile(r"(?P<place>[A-ZÀ-Þ][A-Za-zÀ-ÿ'’ -]{2,40}?)(?::|(?:\.|\s[–—-])(?=\s+[\"'“‘]?[A-ZÀ-Þ]))\s+")
#: "From our correspondent in Dakar", "By Ann Lee in Goma": where the report was written.
_BYLINE = re.compile(
    r"(?i:by|from)\s[\w.,'’ -]{3,60}?\sin\s(?P<place>[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,2})\W*$"
)
_FURNITURE = re.compile(
    r"^(?:caption|photo|picture|image|video|watch|related|read more|see also|more on|correction|clarification|"
    r"editor'?s note|letters|advertisement|sign up|subscribe|copyright|this story has been corrected|"
    r"if you have (?:photographs|photos|videos|information))\b\s*[:|—–-]?"
    r"|^by\s+(?:[A-Z][\w.'-]+\s?){1,4}(?:,|$)|^by our\b|^from our\b|^compiled from\b"
    r"|^\((?:reporting|additional reporting|with a report|writing|editing|adds|updates|recasts|corrects)\b"
    r"|^\[.*(?:transcript|updated).*\]$|^posted\s|^published\s",
    re.IGNORECASE,
)
#: What an agency puts before a report that it sends again: "(Adds details) GOMA, May 13 (Reuters) - ...".
_SLUG = re.compile(
    r"\((?:adds|updates|recasts|corrects|refiles|repeats|rewrites|removes|fixes|clarifies|changes)\b[^()\n]*\)\s+(?=\S)",
    re.IGNORECASE,
)
_CAPTION_END = re.compile(r"\([^()]*(?:/[A-Z]|Associated Press|AP|Reuters|AFP|Getty|File|Photo)[^()]*\)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, deck, heading or paragraph.

    `kind` is title, deck, heading, text, list or skip (captions, bylines, corrections: never coded). `item` counts the
    stories of a digest: it grows where a new heading or dateline starts one. `dateline` is the span of the place
    named there, if any; `body` is where the words after the dateline start.
    """

    kind: str
    start: int
    end: int
    item: int
    body: int
    dateline: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `index` counts from 0, the headline being 0 where there is one."""

    index: int
    start: int
    end: int
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A story cut up."""

    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def paragraph(self, sentence: Sentence) -> tuple[Sentence, ...]:
        """The sentences of a sentence's block up to and with itself."""
        first = sentence.index
        while first > 0 and self.sentences[first - 1].block == sentence.block:
            first -= 1
        return self.sentences[first : sentence.index + 1]

    def before(self, sentence: Sentence) -> str:
        """The sentence before a sentence in its item, "" where there is none."""
        previous = self.sentences[sentence.index - 1] if sentence.index else None
        same = previous is not None and self.block_of(previous).item == self.block_of(sentence).item
        return previous.text if previous is not None and same else ""

    def block_at(self, offset: int) -> int:
        """The number of the block in which a character stands, or of the last one before it; -1 before the first."""
        return bisect_right(self.blocks, offset, key=lambda b: b.start) - 1

    def item_at(self, offset: int) -> int:
        """The item in which a character stands."""
        return self.blocks[max(0, self.block_at(offset))].item

    def block_of(self, sentence: Sentence) -> Block:
        return self.blocks[sentence.block]

    def body(self, item: int) -> Iterator[Sentence]:
        """The sentences of the running text of an item, without headlines, decks, captions and lists."""
        return (s for s in self.sentences if self.block_of(s).item == item and self.block_of(s).kind == "text")


def lay_out(story: Story) -> Layout:
    """Cuts a story into blocks and sentences."""
    text = story.full_text
    blocks = list(_blocks(story, text))
    sentences: list[Sentence] = []
    for number, block in enumerate(blocks):
        for start, end in split_sentences(text, block.body, block.end):
            sentences.append(Sentence(len(sentences), start, end, number, text[start:end]))
    return Layout(text, tuple(blocks), tuple(sentences))


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of text[start:end]."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() < end and not _ends_sentence(text, begin, stop):
            continue
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _ends_sentence(text: str, begin: int, stop: re.Match[str]) -> bool:
    after = text[stop.end() : stop.end() + 40].lstrip()
    if not _OPENING.match(after):
        return False
    before = text[begin : stop.start()].rsplit(None, 1)
    last = before[-1].lstrip("(\"'“‘") if before else ""
    if stop.group() != ".":
        return True
    if "." in last or (len(last) == 1 and last.isupper()):
        return after.split(None, 1)[0].strip("\"'“") in _STARTERS
    return not is_abbreviation(last.lower())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _blocks(story: Story, text: str) -> Iterator[Block]:
    position, item, heading_before = 0, 0, False
    for part, kind in ((story.title, "title"), (story.deck, "deck")):
        if part:
            yield Block(kind, position, position + len(part), 0, position)
            position += len(part) + 2
    first = True
    for paragraph in _PARAGRAPH.finditer(text, position):
        for line_start, end in _lines(text, paragraph.start(), paragraph.end()):
            slug = _SLUG.match(text, line_start, end)
            start = slug.end() if slug is not None else line_start
            line = text[start:end]
            kind = _kind(line, first=first and not heading_before)
            dateline = _DATELINE.match(line) or _label(line) or (_SMALL_DATELINE.match(line) if first else None)
            if dateline and kind in ("text", "heading"):
                kind = "text"
                if not first:
                    item += 1
                where = (start, start + dateline.end("place"))
                yield Block(kind, start, end, item, start + dateline.end(), where)
            elif line.lower() in _states() and kind == "deck":
                kind = "heading"
                item += 0 if first else 1
                yield Block(kind, start, end, item, start, (start, end))
            elif kind == "skip" and (byline := _BYLINE.match(line)) is not None:
                yield Block(kind, start, end, item, start, (start + byline.start("place"), start + byline.end("place")))
            else:
                if kind == "heading" and not heading_before and not first:
                    item += 1
                yield Block(kind, start, end, item, start)
            heading_before = kind == "heading"
            first = first and kind in ("skip", "heading")


def _label(line: str) -> re.Match[str] | None:
    """The name of a state with which a brief opens."""
    match = _LABEL.match(line)
    return match if match is not None and match["place"].lower() in _states() else None


@functools.cache
def _states() -> frozenset[str]:
    rows = list(rows_of("countries.tsv", ("code", "name", "names", "demonyms", "capital")))
    names = (name for row in rows for name in (row["name"], *row["names"].split("|")) if name)
    return frozenset(name.lower() for name in names) | {"the koreas"}


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines are paragraphs of their own where they look like it, else one wrapped paragraph."""
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    wrapped = all(e - s > 50 for s, e in lines[:-1]) and not any(text[s] in "*•-" for s, _ in lines)
    if len(lines) > 1 and wrapped and all(text[e - 1] not in '.!?"”' for _, e in lines[:-1]):
        yield from _trimmed(text, start, end)
        return
    for s, e in lines:
        yield from _trimmed(text, s, e)


def _kind(line: str, *, first: bool) -> str:
    if _FURNITURE.match(line) or (_CAPTION_END.search(line) and not _DATELINE.match(line)):
        return "skip"
    if line.startswith(("* ", "• ", "- ")):
        return "list"
    words = line.split()
    if len(words) <= 3 and line.upper() == line and any(c.isalpha() for c in line) and line[-1] not in ".!?":
        return "heading"
    if len(words) <= 25 and line[-1] not in '.!?"”:' and not first:
        return "deck"
    if first and len(words) <= 25 and line[-1] not in '.!?"”:':
        return "deck"
    return "text"
