"""Puts an answer to the text: what the model says counts only where the article says it.

What it means is read by our own readers of parties, places, days and tolls.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from schemas.coded import Party
from transforms.events.candidate import IN_CLAUSE, POINTED, Candidate, When, Where
from transforms.events.frames.frame import Frame
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.verb_status import CLAIMED, REAL
from transforms.events.llm.answer import ToldEvent
from transforms.events.ontology import cameo_root
from transforms.events.scene import Scene
from transforms.events.sentences import Layout, Sentence
from transforms.events.tolls import TollMention
from transforms.events.why import Clue

MODEL = "the language model"
_SPACE = re.compile(r"\s+")
_SAME = str.maketrans("‘’‚‛“”„‟–—‐‑", "''''\"\"\"\"----")
#: What a model puts around a name that the text does not.
_TRIM = " .,;:'\"‘’“”()[]"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of a story."""

    start: int
    end: int


@dataclass
class Grounding:
    """Grounds the events that a model tells of one story.

    Args:
        layout: the story cut up.
        scene: its places and days.
        kinds: `FrameBook.kinds`.
        view: gives the parsed sentence with its parties.
        tolls_of: gives the tolls of a sentence.
        refused: counts what is not in the text, by what it is.
    """

    layout: Layout
    scene: Scene
    kinds: Mapping[tuple[str, str | None], str]
    view: Callable[[Sentence], SentenceView]
    tolls_of: Callable[[Sentence], Sequence[TollMention]]
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._folded, self._offsets = _folded(self.layout.text)

    def candidates(self, events: Sequence[ToldEvent]) -> list[Candidate]:
        """The tellings that the text bears out, in the order of the text."""
        found = [c for event in events if (c := self._candidate(event)) is not None]
        return sorted(found, key=lambda c: c.start)

    def _candidate(self, event: ToldEvent) -> Candidate | None:
        quote = self.find(event.quote)
        trigger = self.find(event.trigger, quote) if quote else None
        sentence = self._sentence_at(trigger.start) if trigger else None
        if quote is None or trigger is None or sentence is None:
            self.refused["quote" if quote is None else "trigger"] += 1
            return None
        block = self.layout.block_of(sentence)
        if block.kind in ("skip", "heading"):
            self.refused["quote"] += 1
            return None
        view = self.view(sentence)
        actors, recipients = (list(self._parties(names, sentence)) for names in (event.actors, event.recipients))
        told = self.layout.text[trigger.start : trigger.end]
        clues = [Clue("type", event.event_type, MODEL, told, trigger.start, trigger.end)]
        clues += [_party_clue("actor", p, s) for p, s in actors] + [
            _party_clue("recipient", p, s) for p, s in recipients
        ]
        tolls = list(self._tolls(event, quote))
        territory = self.find(event.territory) if event.territory else None
        if event.territory and territory is None:
            self.refused["territory"] += 1
        frame = _frame(event, self.kinds, takes=territory is not None)
        source = self.find(event.attributed_to) if event.attributed_to else None
        return Candidate(
            frame=frame, sentence=sentence.index, item=block.item, block=sentence.block, block_kind=block.kind,
            start=trigger.start, end=trigger.end, trigger=told, status=CLAIMED if event.claimed else REAL, strength=3,
            definite=False, actors=[p for p, _ in actors], recipients=[p for p, _ in recipients],
            where=self._where(event, sentence, view), when=self._when(event, sentence),
            territory_name=self._text(territory) if territory else None,
            attributed_to=self._text(source) if source else None,
            tolls=[toll for toll, _ in tolls], toll_sentences=[number for _, number in tolls], clues=clues,
        )  # fmt: skip

    def find(self, words: str, within: Span | None = None) -> Span | None:
        """Where words stand in the story, white space, quotes, dashes and case aside; first inside `within`."""
        wanted = _SPACE.sub(" ", words.translate(_SAME)).strip(_TRIM).casefold()
        if not wanted:
            return None
        low, high = 0, len(self._folded)
        if within is not None:
            low = self._offsets.index(within.start) if within.start in self._offsets else 0
            high = next((i for i in range(low, high) if self._offsets[i] >= within.end), high)
        for match in re.finditer(re.escape(wanted), self._folded[low:high]):
            start, end = low + match.start(), low + match.end()
            if _at_words(self._folded, start, end):
                return Span(self._offsets[start], self._offsets[end - 1] + 1)
        return None

    def _text(self, span: Span) -> str:
        return self.layout.text[span.start : span.end]

    def _sentence_at(self, offset: int) -> Sentence | None:
        return next((s for s in self.layout.sentences if s.start <= offset < s.end), None)

    def _nearest(self, words: str, sentence: Sentence) -> tuple[Span, Sentence] | None:
        """Words in a sentence, else where they stand first in the story."""
        span = self.find(words, Span(sentence.start, sentence.end)) or self.find(words)
        home = self._sentence_at(span.start) if span else None
        return (span, home) if span and home else None

    def _parties(self, names: Sequence[str], sentence: Sentence) -> Iterator[tuple[Party, Span]]:
        for name in names:
            found = self._nearest(name, sentence)
            if found is None:
                self.refused["party"] += 1
                continue
            span, home = found
            yield self._party(span, self.view(home)), span

    def _party(self, span: Span, view: SentenceView) -> Party:
        """What our reader makes of the phrase that shares most with the words; words alone where it makes nothing."""
        best: tuple[int, Party] | None = None
        for piece in view.parse.chunks:
            start, end = view.parse.words[piece.start].token.start, view.parse.words[piece.end - 1].token.end
            shared = min(end, span.end) - max(start, span.start)
            reference = view.reference(piece) if shared > 0 else None
            if reference is not None and (best is None or shared > best[0]):
                best = shared, reference.party
        return best[1] if best else Party(name=self._text(span), surface=self._text(span))

    def _where(self, event: ToldEvent, sentence: Sentence, view: SentenceView) -> Where | None:
        if event.place:
            words = event.place.split(",")[0].strip(_TRIM).casefold()
            order = [sentence, *(s for s in self.layout.sentences if s is not sentence)]
            for other in order:
                for resolved in self.scene.places_of(other):
                    mention = resolved.mention
                    surface = mention.surface.casefold()
                    if resolved.place is not None and not mention.demonym and words in (surface, f"the {surface}"):
                        rank = IN_CLAUSE if other is sentence else POINTED
                        return Where(resolved.place, rank, f"named by {MODEL}", mention.surface, mention.start)
            self.refused["place"] += 1
        return self.scene.inherited_place(sentence, view)

    def _when(self, event: ToldEvent, sentence: Sentence) -> When | None:
        if event.date:
            found = self._nearest(event.date, sentence)
            dates = self.scene.dates_of(found[1]) if found else []
            for date in dates:
                if found and date.start < found[0].end and found[0].start < date.end and not date.future:
                    rank = IN_CLAUSE if found[1] is sentence else POINTED
                    precision = "period" if date.precision == "season" else date.precision
                    return When(date.first, date.last, precision, rank, f"named by {MODEL}", date.surface, date.start)
            self.refused["date"] += 1
        return self.scene.inherited_date(sentence)

    def _tolls(self, event: ToldEvent, quote: Span) -> Iterator[tuple[TollMention, int]]:
        for effect, words in (("killed", event.killed), ("injured", event.injured)):
            if not words:
                continue
            span = self.find(words, quote) or self.find(words)
            home = self._sentence_at(span.start) if span else None
            tolls = self.tolls_of(home) if home else ()
            counted = [t for t in tolls if t.effect == effect and span and home and _meets(t, span, home)]
            if not counted or home is None:
                self.refused[effect] += 1
            yield from ((toll, home.index) for toll in counted if home is not None)


def _frame(event: ToldEvent, kinds: Mapping[tuple[str, str | None], str], *, takes: bool) -> Frame:
    kind = kinds.get((event.event_type, event.mode)) or event.mode or event.event_type.lower()
    return Frame(
        predicate=event.trigger, words=(event.trigger,), gap=False, pos="v", event_type=event.event_type,
        mode=event.mode, kind="territory" if takes else kind, acled=None, roles={}, when=(),
        territory="take" if takes else None, contexts=(), cameo=cameo_root(event.event_type, event.mode), line=0,
    )  # fmt: skip


def _party_clue(about: str, party: Party, span: Span) -> Clue:
    return Clue(about, party.surface, MODEL, party.surface, span.start, span.end)


def _meets(toll: TollMention, span: Span, sentence: Sentence) -> bool:
    start, end = sentence.start + toll.start, sentence.start + toll.end
    return start < span.end and span.start < end


def _at_words(text: str, start: int, end: int) -> bool:
    before = start == 0 or not (text[start - 1].isalnum() and text[start].isalnum())
    after = end == len(text) or not (text[end].isalnum() and text[end - 1].isalnum())
    return before and after


def _folded(text: str) -> tuple[str, list[int]]:
    """A text with one form of quotes, dashes, white space and case, and for each of its characters its place."""
    characters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text.translate(_SAME)):
        folded = " " if character.isspace() else character.casefold()
        if folded == " " and characters and characters[-1] == " ":
            continue
        for part in folded:
            characters.append(part)
            offsets.append(offset)
    return "".join(characters), offsets
