"""Paragraphs of a page to the parts of an article: deck, body, captions, bylines; furniture and repetitions dropped."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.articles import Span
from transforms.clean import facts
from transforms.clean.blocks import Kind, Paragraph
from transforms.clean.normalise import bare, key, visible, words
from transforms.clean.wire import after_dateline, dateline, names_agency

REPEATABLE = 8  # words of a paragraph from which on a repetition is an error of the page
REFRAIN = 3  # times that a paragraph stands there on purpose
BETWEEN = 3  # other paragraphs from one time to the next
LONGEST_START = 40  # words of a paragraph that is dropped for how it begins
LONGEST_FURNITURE = 600  # characters
LONGEST_BYLINE = 40
LONGEST_CAPTION = 120
LONGEST_DECK = 60
SAME_WORDS = 0.75  # share of a description's words that the top of the text has too
FIRST_SPACELESS = "\u2e80"  # from here on stand the scripts that set no blanks between words
LEAD = 800  # characters of the text in which its lead stands
LOOKED_AT = 3000  # characters of the text in which the page's description is looked for
CREDIT_END = 200  # characters at a paragraph's end in which a picture credit stands
PULLED = 8, 40  # words of a pull quote
LONGER = 20  # characters that the paragraph has more from which it is pulled
TOP = 6  # paragraphs among which headline, deck and byline may stand

# Texts are made lower case once: patterns that disregard case try every alternative at every line.
_LINE = facts.patterns("boilerplate", "line", whole=True, case=True)
_LINE_WITH = facts.patterns_with("boilerplate", "line", whole=True)
_START = facts.patterns("boilerplate", "start", case=True)
_BYLINE = facts.patterns("boilerplate", "byline", whole=True, case=True)
_BYLINE_WITH = facts.patterns_with("boilerplate", "byline", whole=True)
_SIGNING = ("by", "from", "@", "editing:", "contributed")  # every byline has one of these
_CREDIT = facts.patterns("boilerplate", "credit", whole=True, case=True)
_CAPTION = facts.patterns("boilerplate", "caption", whole=True, case=True)
_CREDITED = ("(", "/", "©", "photo", "image", "picture", "illustration")  # all that `_CAPTION` can match has one
_CAPTION_LABEL = re.compile(r"\A(?:image|media|photo|picture|video)\s*caption:?\s*(?=\S)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*\Z")


@dataclass(slots=True)
class Structure:
    """An article in its parts; every paragraph of the input went to one of them or was dropped as furniture."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    deck: str | None = None
    captions: list[str] = field(default_factory=list)
    bylines: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The body: paragraphs separated by a blank line."""
        return "\n\n".join(p.text for p in self.paragraphs)

    @property
    def spans(self) -> list[Span]:
        """The parts of the text that are not plain prose: datelines, and paragraphs of another kind."""
        spans, position = [], 0
        for index, paragraph in enumerate(self.paragraphs):
            end = position + len(paragraph.text)
            if index < TOP and (length := dateline(paragraph.text)):
                spans.append(Span(kind="dateline", start=position, end=position + length))
            if paragraph.kind != "text":
                spans.append(Span(kind=paragraph.kind, start=position, end=end))
            position = end + 2
        return spans


def structure(
    paragraphs: Sequence[Paragraph],
    *,
    title: str | None = None,
    decks: Sequence[str] = (),
    captions: Sequence[str] = (),
    description: str | None = None,
    labels: Sequence[str] = (),
    authors: Sequence[str] = (),
    asides: Sequence[str] = (),
) -> Structure:
    """Sort paragraphs into the parts of an article.

    Args:
        paragraphs: in page order.
        title: the headline, dropped where the text repeats it at its top.
        decks: texts that the page marks as standfirst.
        captions: texts that the page marks as captions.
        description: the page's summary of itself, which becomes the deck where the text does not say the same.
        labels: names of the sections the page stands in, dropped where they stand before the text.
        authors: names, which are bylines where they stand alone at the top.
        asides: lines of the page around and between the paragraphs that are no part of the text, which may be bylines,
            captions, credits or furniture that says something of the article.
    """
    found = Structure()
    caption_keys = {key(c): c for c in captions}
    deck_keys = [key(d) for d in decks if d and len(words(d)) <= LONGEST_DECK]
    marked_deck = _marked_deck(decks, title)
    found.deck = marked_deck
    heading = bare(title or "")
    summary = key(description or "")
    sections = {bare(label) for label in labels}
    names = {bare(name) for name in (*authors, " ".join(authors), " and ".join(authors))} - {""}
    texts = [p.text if p.text.isprintable() else visible(p.text) for p in paragraphs]
    identities = [key(after_dateline(text)) or key(text) for text in texts]
    repeats = _repeated_lead(texts, identities)
    refrains = _refrains(identities)
    seen: set[str] = set()
    repetition = False
    for index, (paragraph, text, identity) in enumerate(zip(paragraphs, texts, identities, strict=True)):
        if not identity:
            continue
        # A run of repetitions is a body that stands on the page twice; then its short lines go too.
        repetition = (
            identity in seen and identity not in refrains and (repetition or not _may_repeat(text, paragraph.kind))
        )
        if repetition:
            found.dropped.append(_without_dateline(found, text, identity))
            continue
        top = len(found.paragraphs) < TOP and index < 3 * TOP
        line = _straight(text)
        lower = line.lower()
        words_of = bare(text) if top else ""
        if top and ((heading and words_of == heading) or (not found.paragraphs and _is_label(text, sections))):
            found.dropped.append(text)
        elif _is_byline(line, lower) or (top and words_of in names):
            found.bylines.append(text)
        elif _is_furniture(lower) or (not found.paragraphs and _is_credit(text)):
            found.dropped.append(text)
        elif _is_caption(lower, identity, caption_keys):
            _add_caption(found.captions, text)
        elif top and identity in deck_keys and len(words(text)) <= LONGEST_DECK and len(paragraphs) > index + 1:
            found.deck = found.deck or text
        elif (found.deck is None and not found.paragraphs and _is_deck_like(text) and identity == summary) or (
            found.deck is None and repeats and 0 < index < repeats and _is_deck_like(text)
        ):
            found.deck = text
        else:
            found.paragraphs.append(paragraph if text is paragraph.text else Paragraph(text, paragraph.kind))
        seen.add(identity)
    for text in asides:
        _sort_aside(found, text, caption_keys)
    for caption in captions:
        _add_caption(found.captions, caption)
    if found.deck is None and description:
        found.deck = _described_deck(description, found.text, title)
    _drop_ending(found)
    _mark_pull_quotes(found.paragraphs)
    return found


def _mark_pull_quotes(paragraphs: list[Paragraph]) -> None:
    """Short paragraphs in words that stand within a longer one are quotes that the page sets apart."""
    keys = [key(p.text) for p in paragraphs]
    whole = "\n".join(keys)
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind != "text" or not PULLED[0] <= paragraph.text.count(" ") + 1 <= PULLED[1]:
            continue
        said = keys[index].strip("\"' .,!?")
        if whole.count(said) < 2 or 2 * sum(map(str.isalpha, said)) < len(said):
            continue  # said once, or figures
        if any(said in other and len(other) > len(said) + LONGER for other in keys):
            paragraphs[index] = Paragraph(paragraph.text, "quote")


def _sort_aside(found: Structure, text: str, captions: dict[str, str]) -> None:
    if len(text) > LONGEST_FURNITURE:
        return
    line = _straight(text)
    lower = line.lower()
    if _is_byline(line, lower):
        found.bylines.append(text)
    elif _is_caption(lower, key(text), captions):
        _add_caption(found.captions, text)
    elif _is_furniture(lower) or _is_credit(text):
        found.dropped.append(text)


def _without_dateline(found: Structure, text: str, identity: str) -> str:
    """Of a paragraph that stands on the page with and without its dateline the one without; the other is kept."""
    if key(text) != identity:
        for index, kept in enumerate(found.paragraphs):
            if key(kept.text) == identity:
                found.paragraphs[index] = Paragraph(text, kept.kind)
                return kept.text
    return text


def _refrains(identities: Sequence[str]) -> set[str]:
    """The paragraphs that return in every part of the text: a question put to several people, the steps of recipes.

    Several others stand between one time and the next. A page that holds its body several times has little else.
    """
    if len(set(identities)) + REFRAIN - 1 > len(identities):
        return set()
    places: dict[str, list[int]] = {}
    for index, identity in enumerate(identities):
        places.setdefault(identity, []).append(index)
    found = {
        identity
        for identity, at in places.items()
        if len(at) >= REFRAIN and all(len(set(identities[a + 1 : b])) >= BETWEEN for a, b in itertools.pairwise(at))
    }
    return found if 2 * len(found) <= len(places) else set()


def _may_repeat(text: str, kind: Kind) -> bool:
    """Short lines may ("Pros", "Cons" in each part of a list), and items and table rows; no paragraph of prose may."""
    return kind in ("item", "row") or len(words(text)) < REPEATABLE


def structure_text(text: str, *, title: str | None = None) -> tuple[str | None, Structure]:
    """The same for plain text with blank lines between its paragraphs: the headline and the parts.

    Without a given title a first paragraph that reads like a headline (short, no full stop) is taken as such.
    """
    blocks = [visible(b) for b in re.split(r"\n\s*\n", text)]
    blocks = [b for b in blocks if b]
    if title is None and len(blocks) > 1 and len(words(blocks[0])) <= 25 and not _SENTENCE_END.search(blocks[0]):
        title = blocks[0]
    kinds = [
        "subhead"
        if len(words(b)) <= 10 and not _SENTENCE_END.search(b) and not b.startswith(("-", "•", '"', "“"))
        else "text"
        for b in blocks
    ]
    return title, structure(
        [Paragraph(b, "subhead" if k == "subhead" else "text") for b, k in zip(blocks, kinds, strict=True)], title=title
    )


def is_furniture(text: str) -> bool:
    """The paragraph belongs to the page, not to the article: share and subscribe lines, related links, notices."""
    return _is_furniture(_straight(text).lower())


def _is_furniture(lower: str) -> bool:
    if len(lower) > LONGEST_FURNITURE:
        return False
    if _LINE.match(lower) or (lower.count(" ") < LONGEST_START and _START.match(lower)):
        return True
    for signs, pattern in _LINE_WITH:  # noqa: SIM110 - as in `_holds`
        if _holds(lower, signs) and pattern.match(lower):
            return True
    return False


def _straight(text: str) -> str:
    """The text with straight quotes."""
    if text.isascii():
        return text
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


def _is_byline(line: str, lower: str) -> bool:
    if len(line) > 300 or line.count(" ") >= LONGEST_BYLINE:
        return False
    if not _holds(lower, _SIGNING):  # spares most lines the search
        return False
    return bool(_BYLINE.match(line)) or any(p.match(line) for signs, p in _BYLINE_WITH if _holds(lower, signs))


def _holds(text: str, signs: tuple[str, ...]) -> bool:
    """One of the signs stands in the text."""
    for sign in signs:  # noqa: SIM110 - `any` takes twice the time, for every line of every page
        if sign in text:
            return True
    return False


def _is_caption(lower: str, identity: str, marked: dict[str, str]) -> bool:
    if identity in marked:
        return True
    end = lower[-CREDIT_END:]
    if len(lower) > 1000 or not _holds(end, _CREDITED) or lower.count(" ") >= LONGEST_CAPTION:
        return False
    return any(m.end() == len(lower) for m in _CAPTION.finditer(lower, max(0, len(lower) - CREDIT_END)))


def _add_caption(captions: list[str], text: str) -> None:
    text = _CAPTION_LABEL.sub("", visible(text))
    known = key(text)
    if known and len(words(text)) > 1 and not any(known in key(c) or key(c) in known for c in captions):
        captions.append(text)


def _marked_deck(decks: Sequence[str], title: str | None) -> str | None:
    for deck in decks:
        deck = visible(deck)
        count = len(words(deck))
        if (
            4 <= count <= LONGEST_DECK
            and bare(deck) != bare(title or "")
            and not is_furniture(deck)
            and not _is_byline(_straight(deck), deck.lower())
        ):
            return deck
    return None


def _repeated_lead(texts: Sequence[str], identities: Sequence[str]) -> int:
    """Where a paragraph of the top stands again soon after (a teaser and then the lead), else 0."""
    first: dict[str, int] = {}
    for index, (text, identity) in enumerate(zip(texts[: 2 * TOP], identities, strict=False)):
        if identity in first and index - first[identity] > 1 and len(words(text)) >= 10:
            return index
        first.setdefault(identity, index)
    return 0


def _is_deck_like(text: str) -> bool:
    return 4 <= len(words(text)) <= 30 and not _SENTENCE_END.search(text)


def _described_deck(description: str, text: str, title: str | None) -> str | None:
    """The page's description, unless it is cut off, repeats the headline or quotes the text."""
    known = bare(description)
    if not 6 <= len(words(description)) <= LONGEST_DECK or description.rstrip().endswith(("...", "…", "[…]", "[...]")):
        return None
    start = " ".join(known.split()[:8])
    if (
        start in bare(text[:LEAD])
        or _says(text[:LOOKED_AT], start)
        or known == bare(title or "")
        or is_furniture(description)
    ):
        return None
    # A summary in nearly the words of the lead is no second text to read.
    lead, said = set(bare(text[:LEAD]).split()), set(known.split())
    if len(said & lead) >= SAME_WORDS * len(said):
        return None
    return visible(description) if _SENTENCE_END.search(description) or len(description) < 150 else None


def _says(text: str, words_of: str) -> bool:
    """The text says these bare words one after the other; few texts hold all of them, which costs less to see."""
    lower = text.lower()
    return all(word in lower or not word.isascii() for word in words_of.split()) and words_of in bare(text)


def _is_label(text: str, sections: set[str]) -> bool:
    """The name of a section: "World" above a report from abroad."""
    return len(text) <= 40 and not _SENTENCE_END.search(text) and bare(text) in sections


def _is_credit(text: str) -> bool:
    """Nothing but an agency's name, and no sentence."""
    return len(text) <= 60 and (bool(_CREDIT.match(text)) or names_agency(text))


def _drop_ending(found: Structure) -> None:
    """Drop credit lines, which tell the wire source, subheads that nothing follows, and labels at either end."""
    while len(found.paragraphs) > 1 and (
        found.paragraphs[-1].kind == "subhead" or _is_credit(found.paragraphs[-1].text)
    ):
        found.dropped.append(found.paragraphs.pop().text)
    while len(found.paragraphs) > 2 and _is_left_over(found.paragraphs[-1]):
        found.dropped.append(found.paragraphs.pop().text)
    while len(found.paragraphs) > 2 and found.paragraphs[0].kind == "text" and _is_left_over(found.paragraphs[0]):
        found.dropped.append(found.paragraphs.pop(0).text)


def _is_left_over(paragraph: Paragraph) -> bool:
    """A few words that are no sentence, which at the ends of a text label something else: "Posted", "Themes"."""
    text = paragraph.text
    short = len(text) <= 45 and text.count(" ") < 5 and paragraph.kind in ("text", "subhead")
    return short and not _SENTENCE_END.search(text) and max(text) < FIRST_SPACELESS
