"""Which of the places that a sentence names is that of an event: by role, preposition, clause and nearness."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from schemas.coded import Place
from transforms.events.candidate import IN_CLAUSE, IN_SENTENCE
from transforms.events.frames.frame import Frame
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.ontology import TYPES
from transforms.events.places.mention import PlaceMention
from transforms.events.places.placing import preposition_before, speaker_place
from transforms.events.places.resolve import ResolvedPlace
from transforms.events.places.spot import Spot
from transforms.events.places.treated import where_treated
from transforms.events.relevance.old_clauses import tells_of
from transforms.events.wordlists import word_list

#: "St. Anthony's Shrine" is no place called St. Anthony.
_OWNED = re.compile(r"['’]s\s[A-Z]|\s(?:de|du|des|of the)\s[A-Z]")
_OWNED_NAME = re.compile(r"['’]s((?:\s[A-Z][\w-]*)+)")
#: "Slovakia's expulsion of a diplomat": a country that owns is a party.
_OWNS = re.compile(r"['’]s?\s")
#: "near the U.S. border": on which side of it, the words do not say.
_BORDER_WITH = re.compile(r"\b(?:border|frontier)s? with (?:the )?\Z")
_BORDER = re.compile(r"\s(?:land |sea )?(?:border|frontier)\b")
#: "the capital, Conakry": named as a place, not for its government.
CAPITAL = re.compile(r"(?:capital|city|port)(?: city)?,? $", re.IGNORECASE)
#: What separates an event from the apposition that tells who somebody is.
_APPOSED = re.compile(r",\s(?:a|an|the|who|whose|former|both|all|among|including)\s")
INSIDE = frozenset({"in", "at", "near", "outside"})
_WEAK = frozenset({"from", "to", "of", "with", "toward", "towards", "between"})
_TOWARDS = frozenset({"to", "toward", "towards", "into", "for"})
#: "at Guaimaral, 25 km to the north of": what tells where another place is, and how many characters it takes.
_MEASURED = re.compile(r"\b(?:km|kms|kilomet(?:re|er)s|miles)\b[\w\s-]*\b(?:of|from)\s(?:the\s(?:capital|city),?\s)?\Z")
#: Kinds of what makes people leave a place.
_DRIVING_OUT = frozenset({"displace", "expel", "deport", "extradite"})
_NEAR = 60
#: What it weighs for a place that it is that of the verb on which a participle hangs.
_WITH_VERB = 3.0
#: How the name of a place hangs on the noun that it is of: "in the town of Kano".
_OF_PLACES = frozenset({"nmod", "flat", "compound", "appos"})
#: What it weighs against a place that a road only leads there: "near Khola, on the highway to Bundi".
_ALONG = 2.0
_ROADS = word_list("siting_roads")
#: Nouns of a journey that need not have been made.
_BOUND = word_list("siting_bound")
#: Times so long that what lies so far apart may have happened elsewhere.
#: Verbs of making agreements and laws, classes of words, and sectors of bodies that have a seat.
_MAKING = word_list("siting_making")
_SPOKEN = frozenset({1, 3})
_BODIES = frozenset({"IGO", "UNO", "EUR", "JUD"})
_FLEEING = frozenset({"flee", "escape", "retreat"})
_FIRING = frozenset({"fire", "launch", "shoot"})
_LENGTHS = frozenset({"day", "week", "month", "year"})
_AFTER = frozenset({"after", "before", "since", "following"})
#: What people protest or resign over.
_REASONS = word_list("siting_reasons")
_RANKS = {"point": 4, "town": 4, "admin2": 3, "admin1": 2, "country": 1}
#: "on holiday with his family in Corfu": where somebody is at leisure.
_RESTING = "|".join(sorted(word_list("siting_leisure")))
_LEISURE = re.compile(rf"\b(?:{_RESTING}) (?:[\w'’]+ ){{0,3}}?(?:in|at|on|near) (?:[\w'’]+ ){{0,3}}?\Z")
#: Verbs that take the victims and the guilty elsewhere.
_BRINGING = word_list("siting_bringing")


#: What stands between a truce and where it holds.
_HOLDING_IN = frozenset({"in", "for", "around", "across", "at"})


def at_leisure(text: str, start: int) -> bool:
    """Whether a place only says where somebody rests: "condemned the coup while on holiday in Corfu"."""
    return _LEISURE.search(text, max(0, start - _NEAR), start) is not None


@dataclass
class Site:
    """A telling, and what its sentence says of where it happened.

    Args:
        text: the story.
        parties: the starts of the phrases that are the parties of the telling.
        past: whether a word stands in a clause that only says of a noun what was done long before.
    """

    text: str
    view: SentenceView
    trigger: Trigger
    reading: Reading
    frame: Frame
    parties: set[int]
    past: Callable[[int], bool]

    def weigh(self, resolved: ResolvedPlace) -> Spot | None:
        """How well a place fits; None for one that the sentence names for something else."""
        mention, place = resolved.mention, resolved.place
        position = self._position(mention)
        if place is None or position is None:
            return None
        piece = self.view.parse.chunk_at(position)
        in_role = piece is not None and any(self._within(r, piece) for r in self._role)
        before = preposition_before(self.view, piece)
        if self._of_another(mention, place, position, piece, before, in_role=in_role):
            return None
        if before in _TOWARDS and self.frame.kind in _DRIVING_OUT:
            return None  # "fled toward Erbil": from where, not to where
        if before in _TOWARDS and piece is not None and self._fled_to(piece):
            return None  # "burned the school and fled towards the park"
        low, high = self.reading.clause
        hangs = self._hangs(position)
        clause = (hangs or low <= position < high) and not (place.lat is None and self._compound(position, piece))
        score = self._by_words(position, piece, before, in_role=in_role, clause=clause)
        score += _WITH_VERB if not clause and self._of_governor(position) else 0.0
        score += 0.6 * _RANKS.get(place.precision, 2) - abs(mention.start - self._at) / 60
        score -= self._against(mention, place, before, in_role=in_role or hangs)
        led_to = piece is not None and before == "to" and self._leads_there(piece, _ROADS)
        score -= _ALONG if led_to else 0.0
        if mention.start < self._at and not in_role and clause and position > 3:
            score -= 1.5
        measured = _MEASURED.search(self.text, max(0, mention.start - _NEAR), mention.start) is not None
        if measured:
            score -= _ALONG
        rank = IN_CLAUSE if (clause or in_role) and not measured else IN_SENTENCE
        return Spot(score, place, mention, rank, led_to and self.frame.event_type == "PROTEST")

    @cached_property
    def _at(self) -> int:
        return self.view.parse.words[self.trigger.head].token.start

    @cached_property
    def _role(self) -> list[Chunk]:
        """The phrases that are places by the frame, and what is struck where it names a place."""
        told = [
            p
            for slot, target in self.frame.roles.items()
            for p in self.reading.slots.get(slot, [])
            if target == "P" or (target == "R" and self._struck(p) and not self._loses(slot))
        ]
        return [*told, *self._where_it_holds()]

    def _where_it_holds(self) -> Iterator[Chunk]:
        """Where a truce holds that somebody agrees to elsewhere: "agreed in Sweden to a ceasefire in Hodeidah"."""
        if self.frame.kind != "ceasefire":
            return
        for truce in (p for slot in ("O", "to", "on") for p in self.reading.slots.get(slot, [])):
            for preposition, place in self.view.parse.complements(truce):
                if preposition in _HOLDING_IN:
                    yield place

    def _struck(self, piece: Chunk) -> bool:
        """Whether whom something is done to is a place, and in an attack also one that stands for a state."""
        party = piece.start in self.parties and self.frame.event_type != "ASSAULT"
        return not party and self.view.names_place(piece)

    def _loses(self, slot: str) -> bool:
        """Whether a slot names whose loss it is, which may be anywhere: "Russia lost 200 soldiers near Avdiivka"."""
        return slot == "S" and bool(self.reading.slots.get("O"))

    def plays_a_part(self, mention: PlaceMention) -> bool:
        """Whether the frame makes a phrase with a name the place, whatever the name may stand for: "visited Riyadh"."""
        position = self._position(mention)
        piece = self.view.parse.chunk_at(position) if position is not None else None
        return piece is not None and any(r == piece for r in self._role)

    @cached_property
    def _heard(self) -> dict[int, float]:
        """Where the event heads hear the place, by the first word of its phrase, and how surely."""
        heard: dict[int, float] = {}
        for word, chance in self.trigger.telling.places if self.trigger.telling is not None else ():
            said = self.view.parse.chunk_at(word)
            heard[said.start if said is not None else word] = chance
        return heard

    def _position(self, mention: PlaceMention) -> int | None:
        words = self.view.parse.words
        return next((i for i, w in enumerate(words) if w.token.start <= mention.start < w.token.end), None)

    def _within(self, role: Chunk, piece: Chunk) -> bool:
        if role.start <= piece.start < role.end:
            return True
        return any(other.start == piece.start for _, other in self.view.parse.complements(role))

    def _of_another(
        self, mention: PlaceMention, place: Place, position: int, piece: Chunk | None, before: str | None,
        *, in_role: bool,
    ) -> bool:  # fmt: skip
        """Whether a place is named for something else: an owner, a party, where people come from or speak."""
        if place.precision == "country" and piece is not None and self._qualifies(position, piece):
            return True
        if place.precision == "country" and self._beyond_border(mention):
            return True
        if _OWNED.match(self.text, mention.end) is not None and not self._inside_building(mention, place, before):
            return True
        if in_role:
            return False
        if self._of_a_party(position) and self.past(position) and not self.past(self.trigger.head):
            return True
        told = CAPITAL.search(self.text[max(0, mention.start - 30) : mention.start]) is not None
        bare = piece is not None and before is None and not told
        if bare and piece is not None and (piece.start in self.parties or not mention.located):
            return True
        if self._spoken and self._to_a_government(place, piece):
            return True
        told_there = not self._spoken and self.trigger.head in self.view.parse.upwards(position)
        told_there = told_there or self.frame.mode == "visit"
        if not told_there and at_leisure(self.text, mention.start):
            return True  # "condemned the attack while on holiday in Corfu", not "was shot on holiday in Corfu"
        if piece is not None and before == "from" and (self._origin(piece) or self._fired_from(piece)):
            return True
        if piece is not None and before == "to" and (self._goal(piece) or self._leads_there(piece, _BOUND)):
            return True
        if where_treated(self.view.parse, position, self.trigger.head):
            return True
        if self._seat_of(position) or self._of_what_was_made(position):
            return True
        return speaker_place(self.view, position) or self._tells_who(position) or self._of_before(position)

    def _beyond_border(self, mention: PlaceMention) -> bool:
        """Whether a state lies on the other side of a border: "near the Belarus border", "the border with Belarus"."""
        before = _BORDER_WITH.search(self.text, max(0, mention.start - _NEAR), mention.start)
        return before is not None or _BORDER.match(self.text, mention.end) is not None

    def _by_words(
        self, position: int, piece: Chunk | None, before: str | None, *, in_role: bool, clause: bool
    ) -> float:
        """What speaks for a place: its role, what the event heads hear, its clause and its preposition."""
        score = 6.0 if in_role else 0.0
        score += 2.0 * self._heard.get(piece.start if piece is not None else position, 0.0)
        score += 3.0 if clause else 0.0
        return score + (2.0 if before and before not in _WEAK else (0.5 if before else 0.0))

    def _against(self, mention: PlaceMention, place: Place, before: str | None, *, in_role: bool) -> float:
        """What speaks against a place: an apposition before it, a country that owns or that nothing puts it in."""
        if in_role:
            return 0.0
        against = 0.0
        if mention.start > self._at and _APPOSED.search(self.text, self._at, mention.start):
            against += 4.0
        if place.precision == "country":
            against += 6.0 if _OWNS.match(self.text, mention.end) else 0.0
            against += 4.0 if not before or before in _WEAK else 0.0
        return against

    def _inside_building(self, mention: PlaceMention, place: Place, before: str | None) -> bool:
        """Whether something happened in what a name owns: "in St. Anthony's Old Town", not at a shrine of that name."""
        focus = self.view.reader.focus
        at_home = focus is not None and focus.code == place.country
        named = _OWNED_NAME.match(self.text, mention.end)
        building = named is not None and not self.view.classes["facility"].isdisjoint(named[1].lower().split())
        return before in INSIDE and at_home and not building

    def _qualifies(self, position: int, piece: Chunk) -> bool:
        """Whether a country's name only qualifies what follows it: "U.S. air strikes", not "in Mopti region"."""
        return self._compound(position, piece) and not self.view.is_a(piece, "place_noun")

    def _compound(self, position: int, piece: Chunk | None) -> bool:
        """Whether a name stands before the noun of its phrase: "Enga ambush"."""
        compound = self.view.parse.words[position].rel == "compound"
        return compound and piece is not None and position < piece.head

    def _tells_who(self, position: int) -> bool:
        """Whether a place stands in an apposition to a party: "arrested X, a former leader of militias in Y"."""
        words = self.view.parse.words
        for at in self._below_trigger(position):
            if words[at].rel == "appos":
                party = self.view.parse.chunk_at(words[at].head)
                return party is not None and party.start in self.parties
        return False

    def _of_a_party(self, position: int) -> bool:
        """Whether a place stands in a clause on a party: "the brigade, which captured Bakhmut in 2016"."""
        noun = tells_of(self.view.parse, position)
        party = self.view.parse.chunk_at(noun) if noun is not None else None
        return party is not None and party.start in self.parties

    def _of_before(self, position: int) -> bool:
        """Whether a place is of what came before or after: "the march came days after a blast in Bulawayo"."""
        parse, words = self.view.parse, self.view.parse.words
        for at in self._below_trigger(position):
            marks = {words[c].token.lower for c in parse.children[at] if words[c].rel == "case"}
            if not marks.isdisjoint(_AFTER) and words[at].rel == "obl" and words[at].tag == "NN":
                return True
            if "over" in marks and words[at].token.lower in _REASONS:
                return True  # "went on strike over the murder of a doctor in Kolkata"
            if words[at].rel == "advcl" and any(self._days_apart(c) for c in parse.children[at]):
                return True
        return False

    def _seat_of(self, position: int) -> bool:
        """Whether words only name the seat of a body: "demanded a meeting of the Security Council in New York"."""
        parse = self.view.parse
        name = parse.chunk_at(position)
        word = parse.words[name.head if name is not None else position]
        body = parse.chunk_at(word.head) if word.rel == "nmod" and word.head >= 0 else None
        found = self.view.reference(body) if body is not None else None
        return self._spoken and found is not None and found.party.sector in _BODIES

    @cached_property
    def _spoken(self) -> bool:
        return TYPES[self.frame.event_type].quad_class in _SPOKEN

    def _to_a_government(self, place: Place, piece: Chunk | None) -> bool:
        """Whether a town stands for those to whom words are said: "protested to Tokyo"."""
        return piece is not None and piece.start in self.parties and place.precision == "town"

    def _of_what_was_made(self, position: int) -> bool:
        """Whether a place is where an agreement was made: "withdrew under an accord signed in Geneva"."""
        words = self.view.parse.words
        return any(words[at].rel == "acl" and words[at].lemma in _MAKING for at in self._below_trigger(position))

    def _days_apart(self, at: int) -> bool:
        """Whether a word opens what happened days earlier or later: "came two days after gunmen shot six in Giza"."""
        words = self.view.parse.words
        marks = words[at].rel == "mark" and words[at].token.lower in _AFTER and at > 0
        return marks and words[at - 1].token.lower.rstrip("s") in _LENGTHS

    def _below_trigger(self, position: int) -> Iterator[int]:
        """A word and those above it, as far as they are neither the trigger nor above it."""
        telling = set(self.view.parse.upwards(self.trigger.head))
        return itertools.takewhile(lambda at: at not in telling, self.view.parse.upwards(position))

    def _hangs(self, position: int) -> bool:
        """Whether a place is that of the verb, whatever stands between: "arrested Sow, who ran a paper, in Kano"."""
        words = self.view.parse.words
        at = position
        while words[at].head >= 0 and words[at].rel in _OF_PLACES:
            at = words[at].head
        of_verb = words[at].rel == "obl" and words[at].head == self.trigger.head < at
        return of_verb and self.view.parse.preposition(at) in INSIDE

    def _of_governor(self, position: int) -> bool:
        """Whether a place is that of the verb on which a participle hangs: "shells hit Homs, killing seven"."""
        words, verb = self.view.parse.words, self.trigger.head
        if self.trigger.group is None or self.trigger.group.kind != "participle" or words[verb].rel != "advcl":
            return False
        for at in self.view.parse.upwards(position):
            if at == words[verb].head:
                return True
            if words[at].rel == "conj" and words[at].tag == "VB":
                return False
        return False

    def _goal(self, piece: Chunk) -> bool:
        """Whether a place is where somebody was brought after it: "thrashed so badly that he was flown to Delhi"."""
        groups = self.view.parse.groups
        verb = next((g for g in groups if any(p == "to" and piece == other for p, other in g.phrases)), None)
        return verb is not None and verb is not self.trigger.group and verb.lemma in _BRINGING

    def _fled_to(self, piece: Chunk) -> bool:
        """Whether a place is where those who did it fled."""
        at = self.view.parse.words[piece.head].head
        return at >= 0 and self.view.parse.words[at].lemma in _FLEEING

    def _leads_there(self, piece: Chunk, nouns: frozenset[str]) -> bool:
        """Whether a place is where something of some nouns leads: "fired on people who held tickets to Bogota"."""
        words = self.view.parse.words
        word = words[piece.head]
        at = word.head
        if at >= 0 and words[at].lemma == "lead" and words[at].rel == "acl":
            at = words[at].head  # "on a highway leading to Bundi"
        return at >= 0 and (word.rel == "nmod" or at != word.head) and words[at].token.lower in nouns

    def _fired_from(self, piece: Chunk) -> bool:
        """Whether a place is from where something was fired that hit another: "rockets fired from Gaza hit a house"."""
        at = self.view.parse.words[piece.head].head
        verb = self.view.parse.group_at(at) if at >= 0 else None
        return verb is not None and verb.lemma in _FIRING and verb.kind != "finite"

    def _origin(self, piece: Chunk) -> bool:
        """Whether a place only says where people come from: "pilgrims from Novi Sad"."""
        word = self.view.parse.words[piece.head]
        other = self.view.parse.chunk_at(word.head) if word.head >= 0 and word.rel == "nmod" else None
        return other is not None and (self.view.is_a(other, "people") or self.view.reference(other) is not None)
