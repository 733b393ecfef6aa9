"""Who the parties of a story are: noun phrases turned into parties, and the words that point back to them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.ontology import ARMED
from transforms.events.parties.actors import Country, NounSense
from transforms.events.parties.adherents import adherents
from transforms.events.parties.antecedents import POSSESSIVES
from transforms.events.parties.epithets import described_by_epithet
from transforms.events.parties.making import PartyMaker, of_a_part, unofficial
from transforms.events.parties.naming import (
    ADDRESS,
    PARTY_LABEL,
    is_surname,
    is_word,
    person_name,
    state_party,
    surface_of,
)
from transforms.events.parties.offices import office_beside, title_of
from transforms.events.parties.peoples import GROUPED, of_people, two_peoples
from transforms.events.parties.phrase import Phrase, covers
from transforms.events.parties.references import HOSTILE, Memory, is_person, points_back, says_no_more
from transforms.events.parties.seen import seen_party
from transforms.events.parties.told import Reference as Reference
from transforms.events.wordlists import word_list

_QUANTITIES = word_list("parties_quantities")
_GROUP_WORDS = word_list("parties_group_words")
_SIDES = word_list("parties_sides")
#: What a step of reading says: (the party,), (None,) for a phrase that is none, None for "ask the next step".
Answer = tuple[Reference | None] | None
#: How deep phrases within phrases are read.
_DEEPEST = 2


@dataclass
class PartyReader(PartyMaker):
    """Reads the parties of one story, from its names and from phrases that describe or point back.

    Attributes:
        memory: the parties told so far.
    """

    memory: Memory = field(default_factory=Memory)

    def read(self, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """The party a noun phrase names or describes, or None for things and places."""
        reference = self._read(parse, piece, key)
        if piece.possessor is not None:  # "the president's request": he may be meant later
            owner = Chunk(piece.start, piece.possessor, piece.possessor - 1)
            told = self._read(parse, owner, key, _DEEPEST)
            if told is not None and told.kind != "pronoun":
                self.memory.add(told, parse, owner, key)
        if reference is not None and reference.kind != "pronoun":
            self.memory.add(reference, parse, piece, key)
        return reference

    def owner(self, parse: Parse, piece: Chunk, key: int) -> Reference | None:
        """Whose a thing is by the words before it: "the IRA's arms", "Russian shells", "army camp"."""
        head = piece.head
        while head > piece.start and parse.words[head - 1].tag == "POS":
            head -= 1
        for end in range(head, piece.start, -1):
            word = parse.words[end - 1]
            if word.tag == "POS" or word.rel == "nummod" or (word.tag == "JJ" and not word.capital):
                continue  # "the army's", "two", "a general strike"
            before = Chunk(piece.start, end, end - 1)
            found = self._read(parse, before, key, _DEEPEST)
            if found is not None and found.kind != "person":
                return self.as_owner(found, before, parse)
        return None

    def as_owner(self, found: Reference, before: Chunk, parse: Parse) -> Reference:
        """Whom an owner's words mean: "Russian" shells are Russia's, not those of Russians."""
        country = self.dictionary.countries.get(found.party.country or "")
        surface = surface_of(parse, before)
        if found.kind == "people" and country is not None:
            return Reference(state_party(country, surface), "state", named=True)
        return found

    def _read(self, parse: Parse, piece: Chunk, key: int, depth: int = 0) -> Reference | None:
        """The party of a phrase: the first step that can tell decides."""
        if piece.temporal or PARTY_LABEL.fullmatch(parse.words[piece.head].token.text):
            return None
        if piece.pronoun:
            surface = surface_of(parse, piece)
            meant = self.memory.pronoun(parse.words[piece.start].token.lower, parse, piece, key)
            return meant.under(meant.party.surface or surface, "pronoun") if meant else self.speaker(surface)
        phrase = self._phrase(parse, piece, key, depth)
        for step in (
            self._adherents, self._quantity, self._peoples, self._actor, self._epithet, self._state, self._two_sides,
            self._likeness, self._force_of, self._led, self._holder_of, self._pointing, self._seen, self._named_person,
        ):  # fmt: skip
            answer = step(phrase)
            if answer is not None:
                return answer[0]
        return self._description(phrase)

    def _phrase(self, parse: Parse, piece: Chunk, key: int, depth: int) -> Phrase:
        words = parse.words[piece.start : piece.end]
        low = [w.token.lower for w in words]
        # a name may go on after its phrase: "the Economic Community of West African States"
        matches = [m for m in self.names_in(parse, key) if piece.start <= m.start < piece.end or covers(m, piece)]
        sense, sense_words = self.noun_of(parse, piece)
        if sense is not None and is_surname(parse, piece.head):
            sense, sense_words = None, ()  # "Rufus Church"
        text, surface = parse.words[piece.head].token.text, surface_of(parse, piece)
        return Phrase(parse, piece, key, depth, text, text.lower(), words, low, surface, matches, sense, sense_words)

    # -- steps ---------------------------------------------------------------------------------------------------------

    def _adherents(self, phrase: Phrase) -> Answer:
        """As in "supporters of Imran Khan"."""
        if phrase.depth >= _DEEPEST:
            return None
        found = adherents(phrase, lambda one: self._read(phrase.parse, one, phrase.key, phrase.depth + 1))
        return (found,) if found is not None else None

    def _quantity(self, phrase: Phrase) -> Answer:
        """As in "hundreds of Kurds": those who are counted."""
        if phrase.head not in _QUANTITIES or phrase.depth >= _DEEPEST:
            return None
        inner = phrase.parse.complements(phrase.piece)[:1]
        if not inner or inner[0][0] not in ("of", "from"):
            return None
        found = self._read(phrase.parse, inner[0][1], phrase.key, phrase.depth + 1)
        if found is None:
            return None
        counted = found.under(f"{phrase.surface} of {found.party.surface}")
        return (Reference(counted.party, found.kind, found.named, plural=True),)

    def _peoples(self, phrase: Phrase) -> Answer:
        """As in "Oromo and Somali communities": the second of two peoples, whose first is found before it."""
        sense = phrase.sense
        known = any(m.name.kind == "actor" for m in phrase.matches)
        if known or (phrase.head not in GROUPED if sense is None else sense.label):
            return None
        pair = two_peoples(phrase.parse, phrase.piece)
        country, sector = self.focus.code if self.focus else None, sense.sector if sense else None
        found = pair and Party(name=pair[1], surface=pair[1], country=country, sector=sector)
        return (Reference(found, "described", named=False, plural=True),) if found else None

    def _actor(self, phrase: Phrase) -> Answer:
        """A phrase with the name of an actor: the actor, or a thing of the actor."""
        match = next((m for m in reversed(phrase.matches) if m.name.kind == "actor"), None)
        if match is None:
            return None
        piece, sense = phrase.piece, phrase.sense
        if sense is None and match.end <= piece.head and phrase.head in _NOT_ACTORS:
            return (None,)  # "a U.N. pact", "SDF lines"
        if sense is not None and phrase.bygone and match.end <= piece.head:
            return (self.described(sense, phrase.sense_words, phrase.surface, definite=False, plural=phrase.plural),)
        if sense is None and phrase.once_of(match):
            party = Party(name=phrase.surface, surface=phrase.surface, country=None, sector=None)
            return (Reference(party, "described", named=False),)
        assert match.name.actor is not None
        if match.name.actor.sector in _EMPLOYERS and phrase.of_its_people(match):
            return (phrase.citizen(None, sense.sector if sense is not None else "CVL"),)
        owned = piece.possessor is not None and match.end <= piece.possessor
        if owned and sense is None and phrase.head not in _MOUTHPIECES:
            return (None,)  # "Boko Haram's leader" is of the group, "the group's stronghold" is a thing
        return (self.named(match.name.actor, phrase.surface),)

    def _epithet(self, phrase: Phrase) -> Answer:
        """As in "Kurdish-led fighters"."""
        hyphened = [w for w in phrase.low if "-" in w] if phrase.armed else []
        epithet = described_by_epithet(hyphened, self.groups) if hyphened else None
        return (self.of_id(epithet, phrase.surface),) if epithet is not None else None

    def _state(self, phrase: Phrase) -> Answer:
        """A phrase with the name of a state, its capital or its people."""
        state = next((m.name for m in reversed(phrase.matches) if m.name.country is not None), None)
        if state is None:
            return None
        last = phrase.matches[-1]
        found = self.of_state(
            state, last, phrase.piece, phrase.sense, phrase.sense_words, phrase.surface, phrase.last_name
        )
        if found is None and phrase.sense is None and state.kind == "demonym" and is_person(phrase.text):
            code = state.country.code if state.country is not None else None
            return (phrase.citizen(code, "CVL"),)
        if found is not None or phrase.sense is not None or not phrase.text[0].isupper():
            return (found,)
        person = person_name(phrase.parse, phrase.piece, last.end - phrase.piece.start)
        if person is None or " " not in person:
            return (None,)
        return (self.person(person, title_of(self, phrase, person), phrase.surface, state.country),)

    def _two_sides(self, phrase: Phrase) -> Answer:
        """As in "the two sides", which the sides of the story stand for."""
        sides = phrase.head in _SIDES and phrase.definite
        return (None,) if sides and any(w in ("two", "both", "warring") for w in phrase.low) else None

    def _likeness(self, phrase: Phrase) -> Answer:
        """As in "the Islamist group", "the Turkish-backed rebels": the group of the story that is called so."""
        sense = phrase.sense
        if sense is None:
            return None
        if phrase.armed or sense.sector in _GROUPS:
            epithet = described_by_epithet(phrase.low, self.groups)
            if epithet is not None:
                return (self.of_id(epithet, phrase.surface),)
        if phrase.armed and self.backed and any(w.endswith(("-backed", "-led")) for w in phrase.low):
            return (self.of_id(self.backed.most_common(1)[0][0], phrase.surface),)
        return None

    def _force_of(self, phrase: Phrase) -> Answer:
        """As in "warplanes of the U.S.-led coalition", "soldiers from Chad", "the president of Kenya"."""
        sense = phrase.sense
        of_somebody = (phrase.armed or (sense is not None and sense.sector in _OFFICIAL)) and not phrase.bygone
        if sense is None or not of_somebody or phrase.piece.possessor is not None or phrase.depth >= _DEEPEST:
            return None
        owned = self._owned(phrase.parse, phrase.piece, phrase.key, sense, phrase.surface, phrase.depth)
        return (owned,) if owned is not None else None

    def _led(self, phrase: Phrase) -> Answer:
        """As in "its leader", "his forces"."""
        if phrase.low[0] not in POSSESSIVES or phrase.head not in _LED:
            return None
        led = self._led_by(phrase.parse, phrase.piece, phrase.key, phrase.sense, phrase.surface)
        return (led,) if led is not None else None

    def _holder_of(self, phrase: Phrase) -> Answer:
        """As in "the president": who was named with that office before."""
        says_no_more = phrase.low[0] == "the" and list(phrase.low[1:]) == list(phrase.sense_words)
        if not says_no_more or phrase.parse.complements(phrase.piece)[:1]:
            return None
        holder = self.memory.holder(" ".join(phrase.sense_words))
        return (holder.under(phrase.surface),) if holder is not None else None

    def _pointing(self, phrase: Phrase) -> Answer:
        """As in "the group", "the kidnappers"."""
        if phrase.definite and phrase.head == "kingdom" and len(phrase.low) == 2:
            realm = self.kingdom()
            return (Reference(state_party(realm, phrase.surface), "state", named=True),) if realm else None
        known = phrase.definite or phrase.low[0] == "this" or list(phrase.low) in (["officers"], ["agents"])
        if not known or not points_back(phrase.head) or not says_no_more(phrase.words[: phrase.at]):
            return None
        pointed = self._group(phrase.head, phrase.piece, phrase.surface, phrase.key)
        return (pointed,) if pointed is not None else None

    def _seen(self, phrase: Phrase) -> Answer:
        """What the analyser takes for a name that no dictionary has."""
        sense = phrase.sense
        titled = len(phrase.words) > 1 and phrase.text[0].isupper() and sense is not None and not sense.label
        if sense is not None and not titled:
            return None
        seen = seen_party(phrase.parse, phrase.piece, phrase.surface, sense, self.text, self.focus)
        body = self.noun(seen[0].party.name.lower().split()) if seen is not None and seen[0] is not None else (None, ())
        if body[0] is not None and body[0].label and sense is None and len(body[1]) > 1:
            return (self._description(replace(phrase, sense=body[0], sense_words=body[1])),)
        return seen if seen is not None and (seen[0] is not None or sense is None) else None

    def _named_person(self, phrase: Phrase) -> Answer:
        """A name with capitals: of a person whom no dictionary has."""
        person = person_name(phrase.parse, phrase.piece) if phrase.sense is None else None
        if person and " " in person and is_word(phrase.parse, phrase.piece.head):
            person = None
        if person and (phrase.text[0].isupper() or " " in person):
            titled = phrase.at > 0 and phrase.words[phrase.at - 1].token.text in ADDRESS
            title = title_of(self, phrase, person)
            office, state = (title, None) if title else office_beside(self, phrase)
            return (self.person(person, office, phrase.surface, state, titled=titled),)
        return (None,) if phrase.sense is None else None

    def _description(self, phrase: Phrase) -> Reference | None:
        """People or a force by their noun alone: "gunmen", "the junta in Niger"."""
        sense = phrase.sense
        assert sense is not None
        official = sense.label and not unofficial(sense, phrase.sense_words, phrase.surface)
        there = self.of_marines(phrase.text, sense)
        there = there or (self.country_of(phrase.parse, phrase.piece, phrase.key) if official else None)
        if there is not None:
            return self.force(sense, there, phrase.surface, named=True, plural=phrase.plural)
        flown = self._flown(phrase) if phrase.head in _AIRCRAFT and not phrase.definite else None
        if flown is not None:
            return flown
        sender = self._sender(phrase) if sense.label and not phrase.definite else None
        if sender is not None:
            return self.force(sense, sender, phrase.surface, named=False, plural=phrase.plural)
        definite = phrase.definite or len(phrase.low) == 1
        lower = of_a_part(sense, phrase.sense_words, phrase.surface)
        sits = sense.label and not lower and ((sense.sector == "LEG" and definite) or sense.sector == "JUD")
        owner = self._own_body(phrase, definite=definite) if sits else None
        if owner is not None:
            return self.force(sense, owner, phrase.surface, named=False, plural=phrase.plural)
        found = self.described(sense, phrase.sense_words, phrase.surface, definite, plural=phrase.plural)
        one_people = not (sense.label or sense.proper)
        return of_people(phrase.parse, phrase.piece, len(phrase.sense_words), found) if one_people else found

    def _own_body(self, phrase: Phrase, *, definite: bool) -> Country | None:
        """Whose parliament or court is meant: of the one named so before, else of the capital that tells of it."""
        told = (t.reference.party for t in reversed(self.memory.told) if t.reference.kind == "force")
        named = (p for p in told if definite and p.surface.lower().endswith(phrase.head))
        party = next((p for p in named if phrase.sense is not None and p.sector == phrase.sense.sector), None)
        return self.dictionary.countries.get(party.country or "") if party is not None else self.seat

    def _flown(self, phrase: Phrase) -> Reference | None:
        """Whose aircraft are meant, as in "two jets dropped bombs": of the one state whose forces were told before."""
        assert phrase.sense is not None
        told = self.memory.lately(phrase.key)
        states = {t.reference.party.country for t in told if t.reference.kind == "force" and t.part == "subject"}
        country = self.dictionary.countries.get(states.pop() or "") if len(states) == 1 else None
        return self.force(phrase.sense, country, phrase.surface, named=False, plural=True) if country else None

    def _sender(self, phrase: Phrase) -> Country | None:
        """The state that sends or loses a force: in "Kenya sends police" they are its own, wherever that is."""
        words = phrase.parse.words
        word = words[phrase.piece.head]
        verb = word.head if word.rel == "obj" and phrase.depth < _DEEPEST else -1
        group = phrase.parse.group_at(verb) if verb >= 0 else None
        ordered = group is not None and group.lemma == "order" and not phrase.armed  # "ordered diplomats to leave"
        if group is None or group.lemma not in _SENDING or ordered or group.subject is None:
            return None
        found = self._read(phrase.parse, group.subject, phrase.key, _DEEPEST)
        if found is None or found.kind not in ("state", "force", "actor"):
            return None
        return self.dictionary.countries.get(found.party.country or "")

    def _owned(
        self, parse: Parse, piece: Chunk, key: int, sense: NounSense, surface: str, depth: int
    ) -> Reference | None:
        """As in "warplanes of the U.S.-led coalition", "soldiers from Chad": whose a described force is."""
        name = parse.compound_before(piece)
        before = self._read(parse, name, key, depth + 1) if name else None
        if before is not None and before.kind == "actor":
            return before.under(surface)  # "Islamic State (IS) fighters"
        for preposition, inner in parse.complements(piece)[:1]:
            if preposition not in ("of", "from") and (preposition != "at" or sense.sector != "JUD"):
                return None
            found = self._read(parse, inner, key, depth + 1)
            if found is None or not found.named or found.kind not in ("actor", "state", "force"):
                return None
            if found.party.actor_id is None and found.party.name.startswith("Operation "):
                return None
            if found.kind == "force":
                return found.under(surface) if found.party.sector == sense.sector else None
            if found.kind == "actor" and found.party.sector in ARMED | {"IMG", "IGO", "UNO", "EUR"}:
                return Reference(Party(**{**found.party.to_record(), "surface": surface}), "actor", named=True)
            country = self.dictionary.countries.get(found.party.country or "")
            body = self.body_of_each(sense, parse.words[piece.head].token.lower)
            if found.kind == "state" and country is not None and body is not None:
                return self.force(body, country, surface, named=True)
        return None

    # -- words that point back -----------------------------------------------------------------------------------------

    def _led_by(self, parse: Parse, piece: Chunk, key: int, sense: NounSense | None, surface: str) -> Reference | None:
        """As in "its leader", "his forces": the party that the possessive stands for, or its force."""
        whose = self.memory.pronoun(parse.words[piece.start].token.lower, parse, piece, key)
        if whose is None:
            return None
        if whose.kind == "person":
            actor = self.dictionary.actors.get(whose.party.actor_id or "")
            led = self.dictionary.actors.get(actor.parent or "") if actor is not None else None
            if led is not None:
                return self.named(led, surface)
        country = self.dictionary.countries.get(whose.party.country or "")
        own = whose.party.sector in ("GOV", "MIL") and country is not None and sense is not None and sense.label
        if whose.kind == "actor" or (whose.kind in ("described", "force") and whose.party.sector in ARMED and not own):
            return whose.under(surface)
        if own and country is not None and sense is not None:
            return self.force(sense, country, surface, named=True, plural=surface.endswith("s"))
        return None

    def _group(self, word: str, piece: Chunk, surface: str, key: int) -> Reference | None:
        """Whom "the group" or "the kidnappers" mean: a party told before, or the armed group of the story."""
        favour = {}
        if word in HOSTILE:  # "ISIS gunmen", never the "U.S.-backed" side
            favour = dict.fromkeys(self.hostile, 1.0) | dict.fromkeys(self.backed, -2.0)
        pointed = self.memory.noun(word, piece, key, favour)
        if pointed is not None:
            return pointed.under(surface)
        for actor_id, _ in self.groups.most_common(3) if word in _GROUP_WORDS else ():
            actor = self.dictionary.actors.get(actor_id)
            if actor is not None and actor.sector in ("REB", "ISM", "CRM"):
                return self.named(actor, surface)
        return None


#: Heads that stand for a thing of a party and not for it: "a U.N. pact".
_NOT_ACTORS = word_list("parties_not_actors")
#: Heads that speak for their owner: "the president's office".
_MOUTHPIECES = word_list("parties_mouthpieces")
#: Sectors of those whose people do nothing in their name: "a Facebook employee", "a Reuters cameraman".
_EMPLOYERS = frozenset({"BUS", "MNC", "JRN"})
#: Verbs of moving or losing a force of one's own.
_SENDING = frozenset({"send", "dispatch", "deploy", "move", "order", "withdraw", "pull", "mass", "position", "lose"})
_AIRCRAFT = frozenset({"jets", "warplanes", "planes", "helicopters", "aircraft", "bombers", "gunships", "drones"})
_OFFICIAL = frozenset({"GOV", "LEG", "JUD"})
#: Sectors of groups that a story may call by what they are.
_GROUPS = frozenset({"IMG", "PTY", "SOC"})
#: What "its" and "his" lead over to: "its leader", "his forces".
_LED = word_list("references_led")
