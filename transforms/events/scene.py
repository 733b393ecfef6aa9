"""Where and when: the place and the days of an event, out of all that a story names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from schemas.coded import Place
from transforms.events.candidate import IN_CLAUSE, IN_SENTENCE, INHERITED, POINTED, Where
from transforms.events.chunks import Chunk
from transforms.events.days import Days
from transforms.events.frames import Frame
from transforms.events.places.resolve import ResolvedPlace
from transforms.events.placing import LOCATIVE, preposition_before, speaker_place
from transforms.events.roles import Reading
from transforms.events.sense import SentenceView
from transforms.events.sentences import Sentence
from transforms.events.triggers import Trigger
from transforms.events.wordlists import word_list

#: Rivers, seas and deserts: never the place of an event where a town or a district is known.
_WATERS = frozenset(n.replace("_", " ") for n in (w.title() for w in word_list("scene_waters")))
#: "St. Anthony's Shrine" is no place called St. Anthony.
_OWNED = re.compile(r"['’]s\s[A-Z]|\s(?:de|du|des|of the)\s[A-Z]")
_OWNED_NAME = re.compile(r"['’]s((?:\s[A-Z][\w-]*)+)")
#: "Slovakia's expulsion of a diplomat": a country that owns is a party.
_OWNS = re.compile(r"['’]s?\s")
#: "the capital, Conakry": named as a place, not for its government.
_CAPITAL = re.compile(r"(?:capital|city|port)(?: city)?,? $", re.IGNORECASE)
#: What separates an event from the apposition that tells who somebody is.
_APPOSED = re.compile(r",\s(?:a|an|the|who|whose|former|both|all|among|including)\s")
#: "Azerbaijan's second city" names a town by its country: the report's own town is meant more often.
_DESCRIBED = re.compile(r"['’]s\s(?:[\w-]+\s){0,2}(?:city|capital|town|port|village)\b")
#: Streets and squares lie in a town that is the better answer.
_STREETS = word_list("scene_streets")
#: Countries' short names, which mostly qualify what follows them.
_SHORT = re.compile(r"(?:[A-Z]\.?){2,4}")
_NOUN_NEXT = re.compile(
    r" (?!and\b|or\b|in\b|on\b|to\b|at\b|is\b|has\b|was\b|will\b|by\b|for\b|from\b|as\b|said\b)[a-z]{3}"
)
_INSIDE = frozenset({"in", "at", "near", "outside"})
_WEAK = frozenset({"from", "to", "of", "with", "toward", "towards", "between"})
_POINTERS = word_list("scene_pointers")
_RANKS = {"point": 4, "town": 4, "admin2": 3, "admin1": 2, "country": 1}


@dataclass
class Scene(Days):
    """Places and dates of one story, and the ones last used, which sentences without their own take over.

    Args:
        places: its place mentions, resolved.
        capitals: names that may stand for a government.
    """

    places: Sequence[ResolvedPlace] = ()
    capitals: frozenset[str] = frozenset()
    last_place: dict[int, Where] = field(default_factory=dict)
    paragraph_place: dict[int, Where] = field(default_factory=dict)
    _by_sentence: dict[int, list[ResolvedPlace]] = field(default_factory=dict)
    _home: dict[int, Where | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        spans = [(s.start, s.end, s.index) for s in self.layout.sentences]
        for resolved in self.places:
            for start, end, index in spans:
                if start <= resolved.mention.start < end:
                    self._by_sentence.setdefault(index, []).append(resolved)
                    break

    def places_of(self, sentence: Sentence) -> list[ResolvedPlace]:
        return self._by_sentence.get(sentence.index, [])

    # -- place
    # -----------------------------------------------------------------------------------------------------------

    def where(
        self,
        sentence: Sentence,
        view: SentenceView,
        trigger: Trigger,
        reading: Reading,
        frame: Frame,
        parties: set[int],
    ) -> Where | None:
        """The place of an event. `parties` are the starts of the phrases that are its parties."""
        words = view.parse.words
        role = [
            p
            for slot, target in frame.roles.items()
            for p in reading.slots.get(slot, [])
            if target == "P" or (target == "R" and p.start not in parties and view.names_place(p))
        ]
        best: tuple[float, ResolvedPlace, int] | None = None
        at = words[trigger.head].token.start
        heard = _heard(view, trigger)
        for resolved in self.places_of(sentence):
            mention, place = resolved.mention, resolved.place
            if place is None or not self._may_be_where(resolved):
                continue
            owned = _OWNED.match(self.layout.text, mention.end) is not None
            position = next((i for i, w in enumerate(words) if w.token.start <= mention.start < w.token.end), None)
            if position is None:
                continue
            piece = view.parse.chunk_at(position)
            if place.precision == "country" and piece is not None and _qualifies(view, position, piece):
                continue
            in_role = piece is not None and any(self._within(view, r, piece) for r in role)
            before = preposition_before(view, piece)
            if owned and not (before in _INSIDE and _at_home(place, view) and not self._of_building(mention.end, view)):
                continue
            told = _CAPITAL.search(self.layout.text[max(0, mention.start - 30) : mention.start]) is not None
            bare = piece is not None and not in_role and before is None and not told
            if bare and piece is not None and (piece.start in parties or not mention.located):
                continue
            if before == "from" and not in_role and piece is not None and _origin(view, piece):
                continue
            clause = reading.clause[0] <= position < reading.clause[1]
            score = 0.0
            score += 6.0 if in_role else 0.0
            score += 2.0 * heard.get(piece.start if piece is not None else position, 0.0)
            score += 3.0 if clause else 0.0
            score += 2.0 if before and before not in _WEAK else (0.5 if before else 0.0)
            score += 0.6 * _RANKS.get(place.precision, 2)
            score -= abs(mention.start - at) / 60
            if mention.start > at and not in_role and _APPOSED.search(self.layout.text, at, mention.start):
                score -= 4.0
            if place.precision == "country" and not in_role and _OWNS.match(self.layout.text, mention.end):
                score -= 6.0
            score -= 1.5 if mention.start < at and not in_role and clause and position > 3 else 0.0
            if place.precision == "country" and not (before and before not in _WEAK) and not in_role:
                score -= 4.0
            if not in_role and (speaker_place(view, position) or _tells_who(view, position, trigger.head, parties)):
                continue
            if best is None or score > best[0]:
                best = (score, resolved, IN_CLAUSE if clause or in_role else IN_SENTENCE)
        unlisted = self._unlisted(sentence, view, reading)
        clearer = unlisted is not None and unlisted.rank == IN_CLAUSE and best is not None and best[2] == IN_SENTENCE
        if best is not None and best[0] > -1.0 and not clearer:
            assert best[1].place is not None
            mention = best[1].mention
            by = "named in its clause" if best[2] == IN_CLAUSE else "named in its sentence"
            return Where(best[1].place, best[2], by, mention.surface, mention.start)
        return unlisted

    def _may_be_where(self, resolved: ResolvedPlace) -> bool:
        """Whether something can have happened at what a name means: no people, state, dateline or sea."""
        mention, place = resolved.mention, resolved.place
        if place is None or mention.demonym or mention.nested or mention.dateline or mention.surface in _WATERS:
            return False
        described = place.precision == "country" and _DESCRIBED.match(self.layout.text, mention.end) is not None
        return not (described or self._stands_for_state(resolved))

    def _unlisted(self, sentence: Sentence, view: SentenceView, reading: Reading) -> Where | None:
        """A place that the gazetteer lacks: a name after at or in that is neither party, time nor building."""
        focus = view.reader.focus
        near = [p for slot in sorted(_INSIDE) for p in reading.slots.get(slot, [])]
        near += [
            inner  # "from the villages of Garasweyne and Buur Dhuxunle"
            for slot, pieces in reading.slots.items()
            for piece in (pieces if slot not in ("S", "by") else [])
            if view.is_a(piece, "place_noun")
            for preposition, inner in view.parse.complements(piece)[:1]
            if preposition == "of"
        ]
        others = [p for p in view.parse.chunks if p not in near and self._taken_for_place(view, p)]
        near += sorted(others, key=lambda p: not reading.clause[0] <= p.head < reading.clause[1])
        for piece in near:
            words = view.parse.words[piece.start : piece.end]
            named = all(w.capital and w.tag == "NN" for w in words) and len(words) <= 3
            if any(d.start <= words[0].token.start < d.end for d in self.dates_of(sentence)):
                continue  # "in May 2017"
            if (
                not named
                or _STREETS.intersection(w.token.lower for w in words)
                or view.is_a(piece, "facility")
                or view.reference(piece) is not None
            ):
                continue
            if view.place_in(piece) is not None or any(
                m.nested for m in view.places if m.start == words[0].token.start
            ):
                continue
            surface = view.reader.text[words[0].token.start : words[-1].token.end]
            country = focus.code if focus is not None else None
            place = Place(name=surface, surface=surface, country=country, precision="town")
            rank = IN_CLAUSE if reading.clause[0] <= piece.head < reading.clause[1] else IN_SENTENCE
            return Where(place, rank, "a name that no gazetteer has", surface, words[0].token.start)
        return None

    def _of_building(self, end: int, view: SentenceView) -> bool:
        """Whether a name that ends there owns a building: "near St. Anthony's Shrine"."""
        named = _OWNED_NAME.match(self.layout.text, end)
        return named is not None and not view.classes["facility"].isdisjoint(named[1].lower().split())

    def _taken_for_place(self, view: SentenceView, piece: Chunk) -> bool:
        """Whether the analyser takes a phrase after in, at or near for a place."""
        name = view.parse.name_at(piece.head)
        return name is not None and name.kind == "LOC" and preposition_before(view, piece) in _INSIDE

    def _within(self, view: SentenceView, role: Chunk, piece: Chunk) -> bool:
        if role.start <= piece.start < role.end:
            return True
        return any(other.start == piece.start for _, other in view.parse.complements(role))

    def inherited_place(self, sentence: Sentence, view: SentenceView) -> Where | None:
        """The place that a sentence without its own takes over.

        Pointed to, of its paragraph, or of the whole report.
        """
        block = self.layout.blocks[sentence.block]
        words = {w.token.lower for w in view.parse.words}
        last = self.last_place.get(block.item)
        home = self.home(block.item)
        here = last is not None and (home is None or last.place.country == home.place.country)
        if last is not None and here and not words.isdisjoint(_POINTERS):
            return replace(last, rank=POINTED, by="the place last named, which the sentence points to")
        if sentence.block in self.paragraph_place:
            return replace(self.paragraph_place[sentence.block], rank=INHERITED, by="the place of its paragraph")
        opening = self._opening_place(sentence)
        if opening is not None and (home is None or opening.country != home.place.country):
            return Where(opening, INHERITED, "the place that its paragraph opens with", opening.surface)
        if home is not None:
            return home
        return replace(last, rank=INHERITED, by="the place last named") if last is not None else None

    def _opening_place(self, sentence: Sentence) -> Place | None:
        """The first place that a paragraph so far puts something in: where a brief of a bulletin plays."""
        for other in self.layout.paragraph(sentence):
            for resolved in self.places_of(other):
                mention = resolved.mention
                if resolved.place is None or mention.demonym or mention.nested or self._stands_for_state(resolved):
                    continue
                before = self.layout.text[max(0, mention.start - 30) : mention.start].split()
                early = mention.start - self.layout.block_of(sentence).body <= 40
                if early and before and before[-1].lower() in ("in", "at", "near", "to", "of", "around"):
                    return resolved.place
        return None

    def note_place(self, sentence: Sentence, where: Where) -> None:
        """Remembers a place that an event named itself."""
        item = self.layout.blocks[sentence.block].item
        if where.rank >= IN_SENTENCE:
            self.paragraph_place[sentence.block] = where
            if where.place.precision != "country":
                self.last_place[item] = where

    def _stands_for_state(self, resolved: ResolvedPlace) -> bool:
        """As in "punish Islamabad": a capital that no preposition places anything in stands for its government."""
        mention = resolved.mention
        if mention.surface not in self.capitals or mention.dateline:
            return False
        if _CAPITAL.search(self.layout.text[max(0, mention.start - 30) : mention.start]):
            return False
        before = self.layout.text[max(0, mention.start - 30) : mention.start].split()
        return not before or before[-1].lower() not in LOCATIVE

    def home(self, item: int) -> Where | None:
        """Where a report plays: the finest place that its headline and lead put something in, else its dateline."""
        if item in self._home:
            return self._home[item]
        scores: dict[tuple[str, float | None], tuple[float, Place]] = {}
        seen = 0
        for sentence in self.layout.sentences:
            block = self.layout.blocks[sentence.block]
            if block.item != item or block.kind == "skip":
                continue
            seen += 1
            for resolved in self.places_of(sentence):
                mention, place = resolved.mention, resolved.place
                if place is None or mention.demonym or mention.nested:
                    continue
                if block.kind not in ("title", "deck") and self._stands_for_state(resolved):
                    continue
                if _SHORT.fullmatch(mention.surface) and _NOUN_NEXT.match(self.layout.text, mention.end):
                    continue  # "U.S. air strikes"
                weight = 1.0 + (2.5 if seen <= 3 else 0.0) + (1.0 if mention.located else 0.0)
                weight *= {"country": 0.35, "admin1": 0.7}.get(place.precision, 1.0)
                key = (place.name, place.lat)
                total = scores.get(key, (0.0, place))[0]
                scores[key] = (total + weight, place)
        for block in self.layout.blocks:
            if block.item == item and block.dateline:
                for resolved in self.places:
                    if resolved.place and block.dateline[0] <= resolved.mention.start < block.dateline[1]:
                        key = (resolved.place.name, resolved.place.lat)
                        total = scores.get(key, (0.0, resolved.place))[0]
                        scores[key] = (total + (4.0 if resolved.place.precision != "country" else 0.3), resolved.place)
                        break  # "ISULAN, Sultan Kudarat": the town, not its province
        fine = [s for s in scores.values() if s[1].precision != "country"]
        best = max(fine or scores.values(), key=lambda s: s[0], default=None)
        self._home[item] = Where(best[1], INHERITED, "where the report plays", best[1].surface) if best else None
        return self._home[item]


def _heard(view: SentenceView, trigger: Trigger) -> dict[int, float]:
    """Where the event heads hear the place of an event, by the first word of its phrase, and how surely."""
    heard: dict[int, float] = {}
    for word, chance in trigger.telling.places if trigger.telling is not None else ():
        said = view.parse.chunk_at(word)
        heard[said.start if said is not None else word] = chance
    return heard


def _qualifies(view: SentenceView, position: int, piece: Chunk) -> bool:
    """Whether a country's name only qualifies what follows it: "U.S. air strikes", not "in Mopti region"."""
    return position < piece.head and view.parse.words[position].rel == "compound" and not view.is_a(piece, "place_noun")


def _tells_who(view: SentenceView, position: int, trigger: int, parties: set[int]) -> bool:
    """Whether a place stands in an apposition to a party: "arrested X, a former leader of militias in Y"."""
    words = view.parse.words
    telling = {trigger}
    while words[trigger].head >= 0 and words[trigger].head not in telling:
        trigger = words[trigger].head
        telling.add(trigger)
    seen: set[int] = set()
    while position >= 0 and position not in telling and position not in seen:
        seen.add(position)
        if words[position].rel == "appos":
            party = view.parse.chunk_at(words[position].head)
            return party is not None and party.start in parties
        position = words[position].head
    return False


def _origin(view: SentenceView, piece: Chunk) -> bool:
    """Whether a place only says where people come from: "pilgrims from Novi Sad"."""
    word = view.parse.words[piece.head]
    other = view.parse.chunk_at(word.head) if word.head >= 0 and word.rel == "nmod" else None
    return other is not None and (view.is_a(other, "people") or view.reference(other) is not None)


def _at_home(place: Place, view: SentenceView) -> bool:
    """Whether a place lies in the country that the story is about."""
    focus = view.reader.focus
    return focus is not None and focus.code == place.country
