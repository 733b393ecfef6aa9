"""Where and when: the place and the days of an event, out of all that a story names."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from schemas.coded import Place
from transforms.events.candidate import IN_CLAUSE, IN_SENTENCE, INHERITED, POINTED, Candidate, Where
from transforms.events.dates.days import Days
from transforms.events.frames.frame import Frame
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.parties.naming import is_word
from transforms.events.places import gazetteer
from transforms.events.places.placing import preposition_before
from transforms.events.places.resolve import ResolvedPlace
from transforms.events.places.setting import setting
from transforms.events.places.siting import INSIDE, Site, at_leisure
from transforms.events.places.spot import likeliest
from transforms.events.places.states import abroad, acting, sitting, stands_for_state, state, state_of
from transforms.events.relevance.old_clauses import in_passing
from transforms.events.sentences import Sentence
from transforms.events.wordlists import word_list

#: Rivers, seas and deserts: never the place of an event where a town or a district is known.
_WATERS = frozenset(n.replace("_", " ") for n in (w.title() for w in word_list("scene_waters")))
#: "Azerbaijan's second city" names a town by its country: the report's own town is meant more often.
_DESCRIBED = re.compile(r"['’]s\s(?:[\w-]+\s){0,2}(?:city|capital|town|port|village)\b")
#: "a protest over the war in Gaza", "talks about the crisis in Mali": what it is about, and not where it is.
_TOPIC = re.compile(
    r"\b(?:over|about|(?:protest|march|rall|demonstrat|chant|vigil)\w* against|protest\w* at) "
    r"(?:the |an? |its |their )?(?:[\w’'-]+ ){0,2}?"
    r"(?:war|wars|conflict|crisis|situation|fighting|killings?|deaths?|genocide|violence|bombing|bombardment|invasion"
    r"|offensive|siege|occupation|crackdown|plight|events|blockade) (?:in|of|on) (?:the )?\Z"
)
#: "spying for Russia", "flew to Kenya", "the border with Belarus": what stands before a state where nothing was done.
_AIM = re.compile(r"\b(?:for|to|towards?|into|against|(?:border|frontier|ties|war|talks) with) (?:the )?\Z")
_FLED_TO = re.compile(
    r"\b(?:fled|fleeing|escaped) (?:back |across the border )?(?:into|to|towards?) (?:[\w'’]+ ){0,2}\Z"
)
#: Streets and squares lie in a town that is the better answer.
_STREETS = word_list("scene_streets")
#: Countries' short names, which mostly qualify what follows them.
_SHORT = re.compile(r"(?:[A-Z]\.?){2,4}")
_NOUN_NEXT = re.compile(
    r" (?!and\b|or\b|in\b|on\b|to\b|at\b|is\b|has\b|was\b|will\b|by\b|for\b|from\b|as\b|said\b)[a-z]{3}"
)
#: "• Mazeze (Chiure), 18-19 February: " opens a paragraph with where and when.
_HEADER = re.compile(r"[•*–-]?\s*[A-Z][\w'’ -]{1,30}(?:\s?\([^)]{2,30}\))?(?:,\s[^:.]{1,30})?:\s")
_POINTERS = word_list("scene_pointers")
#: The town that a correspondent writes from.
_HERE = re.compile(r"\b(?:this (?:\w+ )?(?:city|town|village|capital|port)|here)\b")


#: States and territories that are a city.
_CITIES = frozenset({"HK", "MO", "SG", "MC", "GI"})
#: How much of what a report tells of the state it tells most of it must tell of another to play there.
_RIVAL = 0.34
#: What it counts for a town that the report is datelined from there.
_DATELINED = 4.0
#: What a name counts that no gazetteer has and nothing puts anything in.
_UNSURE = 0.3


@dataclass
class Scene(Days):
    """Places and dates of one story, and the ones last used, which sentences without their own take over.

    Args:
        places: its place mentions, resolved.
        capitals: names that may stand for a government.
        countries: the states of the gazetteer, by their code.
    """

    places: Sequence[ResolvedPlace] = ()
    capitals: frozenset[str] = frozenset()
    countries: Mapping[str, gazetteer.Candidate] = field(default_factory=dict)
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
        dates = self.dates_of(sentence)
        past = partial(in_passing, view.parse, dates=dates, published=self.published)
        site = Site(self.layout.text, view, trigger, reading, frame, parties, past)
        able = [
            r for r in self.places_of(sentence)
            if self._may_be_where(r) or (r.mention.surface in self.capitals and site.plays_a_part(r.mention))
        ]  # fmt: skip
        named = [spot for r in able if (spot := site.weigh(r)) is not None]
        home = self.home(self.layout.block_of(sentence).item)
        best = likeliest(named, home.place if home is not None else None)
        unlisted = self._unlisted(sentence, view, reading)
        clearer = unlisted is not None and unlisted.rank == IN_CLAUSE and best is not None and best.rank == IN_SENTENCE
        return best.where() if best is not None and not clearer else unlisted

    def _is_topic(self, resolved: ResolvedPlace) -> bool:
        """Whether people only speak or protest about what goes on there."""
        start = resolved.mention.start
        return _TOPIC.search(self.layout.text, max(0, start - 80), start) is not None

    def _is_aim(self, resolved: ResolvedPlace) -> bool:
        """Whether a state is only what something aims at or lies beyond a border, or a place where somebody fled."""
        start, place = resolved.mention.start, resolved.place
        country = place is not None and place.precision == "country"
        if country and _AIM.search(self.layout.text, max(0, start - 30), start) is not None:
            return True
        return _FLED_TO.search(self.layout.text, max(0, start - 60), start) is not None

    def _may_be_where(self, resolved: ResolvedPlace) -> bool:
        """Whether something can have happened at what a name means: no people, state, dateline, topic or sea."""
        mention, place = resolved.mention, resolved.place
        if place is None or mention.demonym or mention.nested or mention.dateline or mention.surface in _WATERS:
            return False
        if self._is_topic(resolved):
            return False
        described = place.precision == "country" and _DESCRIBED.match(self.layout.text, mention.end) is not None
        return not (described or self._stands_for_state(resolved))

    def _unlisted(self, sentence: Sentence, view: SentenceView, reading: Reading) -> Where | None:
        """A place that the gazetteer lacks: a name after at or in that is neither party, time nor building."""
        focus = view.reader.focus
        near = [p for slot in sorted(INSIDE) for p in reading.slots.get(slot, [])]
        near += [
            inner  # "from the villages of Garasweyne and Buur Dhuxunle"
            for slot, pieces in reading.slots.items()
            for piece in (pieces if slot not in ("S", "by") else [])
            if view.is_a(piece, "place_noun")
            for preposition, inner in view.parse.complements(piece)[:1]
            if preposition == "of"
        ]
        others = [p for p in view.parse.chunks if self._taken_for_place(view, p) and p not in near]
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
            if is_word(view.parse, piece.head):
                continue  # "12 Killed in Dagestani Battle"
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

    def _taken_for_place(self, view: SentenceView, piece: Chunk) -> bool:
        """Whether the analyser takes a phrase after in, at or near for a place."""
        name = view.parse.name_at(piece.head)
        return name is not None and name.kind == "LOC" and preposition_before(view, piece) in INSIDE

    def inherited_place(self, sentence: Sentence, view: SentenceView) -> Where | None:
        """The place that a sentence without its own takes over.

        Pointed to, of its paragraph, or of the whole report.
        """
        block = self.layout.blocks[sentence.block]
        words = {w.token.text for w in view.parse.words}  # not "Crocus City Hall"
        heads = self._heading_place(sentence)
        if heads is not None:
            return Where(heads, POINTED, "the place that heads its paragraph", heads.surface)
        here = _HERE.search(sentence.text)
        written = self._dateline(block.item) if here and not _in_quotes(sentence.text[: here.start()]) else None
        if written is not None:
            return Where(written, POINTED, "where the report was written", written.surface)
        last = self.last_place.get(block.item)
        home = self.home(block.item)
        near = last is not None and (home is None or last.place.country == home.place.country)
        scene = self._setting(sentence)
        if scene is not None and last is not None and (last.start or 0) < (scene.start or 0):
            last = replace(scene, rank=last.rank)
        if last is not None and near and not words.isdisjoint(_POINTERS):
            return replace(last, rank=POINTED, by="the place last named, which the sentence points to")
        told = self.paragraph_place.get(sentence.block)
        if scene is not None and (told is None or (told.start or 0) < (scene.start or 0)):
            return scene
        if told is not None:
            return replace(told, rank=INHERITED, by="the place of its paragraph")
        opening = self._opening_place(sentence)
        if opening is not None and (home is None or opening.country != home.place.country):
            return Where(opening, INHERITED, "the place that its paragraph opens with", opening.surface)
        if home is not None:
            return home
        return replace(last, rank=INHERITED, by="the place last named") if last is not None else None

    def _setting(self, sentence: Sentence) -> Where | None:
        """Where the last sentence of the paragraph sets the scene that only does that, if one does."""
        for other in reversed(self.layout.paragraph(sentence)):
            found = setting(other, self.places_of(other), self.layout.text)
            if found is not None and found.place is not None and not self._stands_for_state(found):
                words, rank = found.mention, IN_SENTENCE if sentence.index - other.index <= 1 else INHERITED
                return Where(found.place, rank, "the scene that a sentence sets", words.surface, words.start)
        return None

    def state_acting(self, candidate: Candidate, there: Where | None) -> Where | None:
        """The state of who acts at home, where that is another place than a sentence would take over, if any."""
        party = acting(candidate, there)
        if candidate.frame.event_type == "PROTEST" and abroad(self.layout.sentences[candidate.sentence].text):
            return None
        return state_of(party, self.places, self.countries) if party is not None else None

    def body_acting(self, candidate: Candidate) -> Where | None:
        """The state of the parliament or the court that speaks or decides, where its words name another place."""
        country = sitting(candidate)
        return state(country, self.places) if country is not None else None

    def capital_of(self, item: int) -> str | None:
        """The state from whose capital an item is datelined, if the item names that state besides."""
        block = next((b for b in self.layout.blocks if b.item == item and b.dateline), None)
        if block is None or block.dateline is None:
            return None
        first, last = block.dateline
        at = [r for r in self.places if r.place is not None and first <= r.mention.start < last]
        codes = {r.place.country for r in at if r.place is not None and r.mention.surface.title() in self.capitals}
        if len(codes) != 1:
            return None
        named = {r.place.country for r in self.places if r.place is not None and r not in at}
        return next(iter(codes & named), None)

    def _heading_place(self, sentence: Sentence) -> Place | None:
        """The place before the colon that a paragraph opens with: "Pemba, 26 February: families blocked the road"."""
        if self.layout.block_of(sentence).kind not in ("text", "list"):
            return None
        first = self.layout.paragraph(sentence)[0]
        header = _HEADER.match(self.layout.text, first.start, first.end)
        for resolved in self.places_of(first) if header is not None else ():
            inside = header is not None and resolved.mention.end <= header.end() and not resolved.mention.demonym
            if inside and resolved.place is not None and resolved.place.country is not None:
                return resolved.place
        return None

    def _opening_place(self, sentence: Sentence) -> Place | None:
        """The first place that a paragraph so far puts something in: where a brief of a bulletin plays."""
        for other in self.layout.paragraph(sentence):
            for resolved in self.places_of(other):
                mention = resolved.mention
                if resolved.place is None or mention.demonym or mention.nested or self._stands_for_state(resolved):
                    continue
                before = self.layout.text[max(0, mention.start - 30) : mention.start].split()
                early = mention.start - self.layout.block_of(sentence).body <= 40
                early = early and not at_leisure(self.layout.text, mention.start)
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
        """As in "punish Islamabad": a capital that stands for its government."""
        return stands_for_state(resolved.mention, self.layout.text, self.capitals)

    def _dateline(self, item: int) -> Place | None:
        """Where a report was written: of "ISULAN, Sultan Kudarat" the town, not its province."""
        found = None
        for first, last in (b.dateline for b in self.layout.blocks if b.item == item and b.dateline):
            at = (r.place for r in self.places if r.place and first <= r.mention.start < last)
            found = next(at, found)
        return found

    def home(self, item: int) -> Where | None:
        """Where a report plays: the finest place that its headline and lead put something in, else its dateline.

        Of the places of a state that the report names much more often than theirs none is it, and a report that tells
        most of the state in which it was written plays there.
        """
        if item in self._home:
            return self._home[item]
        scores: dict[tuple[str, float | None], tuple[float, Place]] = {}
        about: defaultdict[str, float] = defaultdict(float)
        seen = 0
        for sentence in self.layout.sentences:
            block = self.layout.blocks[sentence.block]
            if block.item != item or block.kind == "skip":
                continue
            seen += 1
            for resolved in self.places_of(sentence):
                mention, place = resolved.mention, resolved.place
                if place is None or mention.demonym or mention.nested or self._is_topic(resolved):
                    continue
                if at_leisure(self.layout.text, mention.start) or self._is_aim(resolved):
                    continue
                if block.kind not in ("title", "deck") and self._stands_for_state(resolved):
                    continue
                if _in_quotes(self.layout.text[block.start : mention.start]):
                    continue  # what somebody shouts is about another place
                if _SHORT.fullmatch(mention.surface) and _NOUN_NEXT.match(self.layout.text, mention.end):
                    continue  # "U.S. air strikes"
                besides = block.kind == "title" and ";" in self.layout.text[block.start : mention.start]
                early = seen <= 3 and not besides  # "One year for editor; reporter beaten in Gafsa"
                weight = 1.0 + (2.5 if early else 0.0) + (1.0 if mention.located else 0.0)
                about[place.country or ""] += weight
                weight *= {"country": 0.35, "admin1": 0.7}.get(_size(place), 1.0)
                if place.lat is None and not mention.located:
                    weight *= _UNSURE  # "Burisma": the analyser took a firm for a town
                key = (place.name, place.lat)
                total = scores.get(key, (0.0, place))[0]
                scores[key] = (total + weight, place)
        written = self._dateline(item)
        if written is not None:
            key = (written.name, written.lat)
            weight = _DATELINED if written.precision != "country" else 0.3
            scores[key] = (scores.get(key, (0.0, written))[0] + weight, written)
        about.pop("", None)  # parts of the world, where a state is known
        least = _RIVAL * max(about.values(), default=0.0)
        leads = written is not None and about[written.country or ""] + _DATELINED >= max(about.values(), default=0.0)
        fine = [
            s for s in scores.values()
            if _size(s[1]) != "country" and about[s[1].country or ""] >= least
            and (not leads or written is None or s[1].country == written.country)
        ]  # fmt: skip
        best = max(fine or scores.values(), key=lambda s: s[0], default=None)
        self._home[item] = Where(best[1], INHERITED, "where the report plays", best[1].surface) if best else None
        return self._home[item]


def _size(place: Place) -> str:
    """The precision of a place; a state that is a city counts as one."""
    return "town" if place.country in _CITIES and place.precision == "country" else place.precision


def _in_quotes(before: str) -> bool:
    """Whether a quotation that opens in a text has not been closed by its end."""
    curly = before.rfind("“") > before.rfind("”") or before.rfind("‘") > before.rfind("’")
    return curly or before.count('"') % 2 == 1
