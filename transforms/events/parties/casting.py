"""Who plays which part in an event of a sentence: by the slots of its frame, by the event heads, by what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.coded import Party
from transforms.events.frames.carriers import RESULT_KINDS
from transforms.events.frames.frame import Frame
from transforms.events.frames.heads import SURE_INSTEAD, SURE_PART, SURE_THING
from transforms.events.frames.roles import Reading
from transforms.events.frames.sense import SentenceView
from transforms.events.frames.sources import source_of
from transforms.events.frames.triggers import Trigger
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group
from transforms.events.ontology import ARMED, STATE, TYPES
from transforms.events.parties import things
from transforms.events.parties.addressed import addressed
from transforms.events.parties.antecedents import HE, IT, THEY
from transforms.events.parties.both_sides import meant_sides
from transforms.events.parties.coordinated import all_named, with_the_next
from transforms.events.parties.distinct import apart_from, opposed, told_by, unique
from transforms.events.parties.expelled import expelled, made_to_leave
from transforms.events.parties.find import Reference
from transforms.events.parties.naming import PARTY_LABEL, key_of, surface_with
from transforms.events.parties.refused import other_side_of_refusal
from transforms.events.parties.sides import leading_sides, same_side
from transforms.events.parties.unlikely import force_on_itself, protested_against, speaks_for, unlikely
from transforms.events.why import Clue
from transforms.events.wordlists import word_list

#: Kinds of event that go to a place and not against it.
_MOVING = frozenset({"territory", "offensive", "advance"})
#: Types in which two parties named together do the same.
_JOINT = frozenset({"SUPPORT", "AGREE", "CONSULT", "RETREAT"})
#: Words on a fight that ask something of both of its sides.
_OF_A_FIGHT = word_list("casting_of_a_fight")
#: Modes of what is done to people: whoever stands in the object is one of them.
_OF_PEOPLE = frozenset({"abduct", "arrest", "targeted", "beat", "torture", "deport", "sexual", "release"})
#: Sectors of those through whom somebody speaks.
_MEDIA = frozenset({"BUS", "JRN", "MNC"})
#: Types in which whoever is sent is neither party: "sent rescuers to Turkey", "called up recruits".
_BY_MEANS = frozenset({"AID", "MOBILIZE"})
#: Pronouns that the parser may take for something else: "dragged her into a car".
_PRONOUNS = HE | THEY | IT
_USING = frozenset({"use", "carry", "own", "wear", "hold", "buy", "order"})
#: What somebody is asked to do who is asked to go.
_GOING = frozenset({"resignation", "departure", "ouster", "removal", "impeachment", "dismissal"})
#: Where people stand who protest against somebody.
_AT_A_DOOR = ("outside", "at", "on", "before", "near", "O")
#: Types of words that are about deeds.
_OF_DEEDS = frozenset({"ACCUSE", "SUPPORT"})
_ONE_ANOTHER = frozenset({("each", "other"), ("one", "another")})
_SLOTS = {"S": "who does it", "O": "to whom it is done", "poss": "owner", "pre": "noun before it"}


@dataclass
class Cast:
    """The parties of one telling.

    Attributes:
        actors: who does it.
        recipients: to whom.
        starts: the first words of phrases that are parties and so no places.
        clues: what gave each party.
    """

    view: SentenceView
    frame: Frame
    actors: list[Reference] = field(default_factory=list)
    recipients: list[Reference] = field(default_factory=list)
    starts: set[int] = field(default_factory=set)
    clues: list[Clue] = field(default_factory=list)
    _both: list[Reference] = field(default_factory=list)
    _doing: list[Chunk] = field(default_factory=list)
    _done_to: list[Chunk] = field(default_factory=list)
    _means: list[Chunk] = field(default_factory=list)
    _teller: Chunk | None = None
    _each_other: bool = False
    _at: int = -1

    def fill(self, trigger: Trigger, reading: Reading) -> None:
        """Finds the parties around a trigger."""
        self._at = trigger.head
        for slot, target in self.frame.roles.items():
            for piece in reading.slots.get(slot, []):
                if not (slot == "S" and target in ("A", "W") and things.bursts(self.view, piece)):
                    self._slot(piece, slot, target)
        if trigger.pos == "n":
            self._around_noun(reading)
        self._refused(trigger, reading)
        if trigger.telling is not None and trigger.telling.type == self.frame.event_type and not self._both:
            self._teller = source_of(self.view.parse, trigger.head)
            self._listen(self.actors, self._doing, trigger.telling.actors, "A")
            self._listen(self.recipients, self._done_to, trigger.telling.recipients, "R")
        if not self.recipients and TYPES[self.frame.event_type].quad_class in (1, 3) and trigger.group is not None:
            self._said(trigger.group, reading)
        if self.frame.event_type == "PROTEST" and not self.recipients:
            self._before_whose_door(reading)
        if self.frame.kind == "withdraw" and not self.recipients:
            self._left(reading)
        self._share()
        if self.frame.event_type == "PROTEST":
            # "broke up the march after some of them threw stones": them is the crowd
            self.actors = [a for a in self.actors if a.kind != "pronoun" or a.party.sector not in STATE]
            self.actors = [a for a in self.actors if not protested_against(self.view, trigger, self.frame, a)]
        self.actors = [a for a in unique(self.actors) if not force_on_itself(a, self.frame, self.recipients, reading)]
        done_to = self.recipients
        if TYPES[self.frame.event_type].quad_class == 3:  # "Putin called it a crime": no deed of his own army
            own = [a.party for a in self.actors if a.named]
            done_to = [r for r in done_to if r.kind != "pronoun" or not any(same_side(r.party, a) for a in own)]
            done_to = [r for r in done_to if not speaks_for(self.view, reading, r)]
        if not done_to and made_to_leave(self.frame, self.actors):
            done_to, self.actors = self.actors, []
        if self.frame.event_type == "SANCTION":
            done_to = [r for r in done_to if r.kind != "state" or not self._of_own_state(r)]
        if self.frame.event_type in ("COERCE", "SANCTION"):
            done_to = list(apart_from(done_to, self.actors))
        self.recipients = unique(done_to, self.actors if self.frame.kind != "clash" else ())

    def _slot(self, piece: Chunk, slot: str, target: str) -> None:
        """A phrase in a slot of the frame."""
        if target == "R" and self._mutual(piece):
            self._each_other = True
            return
        meant = meant_sides(self.view, piece, self.frame) if target in ("A", "R", "AR") else None
        if meant is not None:
            sides = [Reference(p, "actor", named=True) for p in meant]
            if target == "R" and self.frame.event_type != "ASSAULT":
                self.recipients += sides  # "urged both sides to return to talks"
            else:
                self._both += sides
            return
        found = self._reference(piece, target)
        if found is None and target == "R" and self.frame.event_type in _OF_DEEDS and things.is_deed(self.view, piece):
            found = self.view.reader.owner(self.view.parse, piece, self.view.key)
        if found is None and target == "R" and self.frame.mode in _OF_PEOPLE and slot in ("S", "O"):
            found = None if self.view.names_place(piece) else self._thing(piece)
        own = found is not None and key_of(found.party) in {key_of(a.party) for a in self.actors}
        if target == "R" and self.frame.mode == "destroy" and (found is None or own):
            thing = things.thing_before(self.view, piece)
            found = self._thing(thing) if thing is not None else found
        if found is None:
            return
        if slot in ("on", "in") and found.party.sector in _MEDIA:
            return  # "accused him on Twitter of lying"
        if slot == "pre" and target == "A" and found.kind == "people":
            found = self.view.reader.as_owner(found, piece, self.view.parse)  # "Georgian artillery attacks"
        if target == "R" and self.frame.mode == "expel":
            found = expelled(self.view, found, piece)
        found = with_the_next(self.view.reader, self.view.parse, piece, found, self.view.key)
        if (
            target == "A"
            and self.frame.kind in RESULT_KINDS
            and found.party.sector == "GOV"
            and things.is_it(self.view, piece)
            and not things.tells_of_itself(self.view, piece, found)
        ):
            return  # the blast that was heard in Cyprus: "it killed eight"
        placed = slot == "pre" and found.kind == "state" and self.view.names_place(piece)
        if placed and self.frame.event_type in ("ASSAULT", "PROTEST"):
            return  # "Mali attacks"
        self.starts.add(piece.start)
        self._note(piece, _SLOTS.get(slot) or (f'after "{slot}"' if " " not in slot else slot), target, found)
        found_all = all_named(self.view.reader, self.view.parse, piece, found, self.view.key)
        if piece.pronoun and (target == "AR" or (target == "A" and self.frame.kind == "clash")):
            found_all += self._together(piece, found)  # "they clashed", "they met"
        used = target == "W"
        if used:
            self._means.append(piece)
        wielded = used and TYPES[self.frame.event_type].quad_class not in (1, 3)
        if target == "A" or (wielded and not self.actors and (found.party.sector in ARMED or found.kind == "state")):
            self.actors += found_all
            self._doing.append(piece)
        elif target == "R":
            self.recipients += found_all
            self._done_to.append(piece)
        elif target == "AR":
            self._both += found_all

    def _together(self, piece: Chunk, found: Reference) -> list[Reference]:
        """Who was told together with the party that "they" means, where they do something with each other."""
        they = self.view.parse.words[piece.start].token.lower in THEY
        return self.view.reader.memory.beside(found.party, self.view.key) if they else []

    def _of_own_state(self, found: Reference) -> bool:
        """Whether a state is the actor's own: in "voted to end American aid" it only says whose aid it is."""
        return any(a.party.country == found.party.country and a.party.sector in STATE for a in self.actors)

    def _mutual(self, piece: Chunk) -> bool:
        """Whether a phrase says that those who act do it to one another."""
        low = [w.token.lower for w in self.view.parse.words[max(0, piece.head - 1) : piece.head + 2]]
        return any(pair in _ONE_ANOTHER for pair in pairwise(low))

    def _around_noun(self, reading: Reading) -> None:
        """What a verb around a noun is done to, and its subject where it lends that to the noun."""
        for piece in reading.slots.get("O", []):
            found = self.view.reference(piece)
            if found is not None and self.frame.event_type == "ASSAULT":
                self.recipients.append(found)
        if reading.by_subject and not self.actors:
            self.actors += [r for p in reading.slots.get("by", []) if (r := self.view.reference(p)) is not None]

    def _refused(self, trigger: Trigger, reading: Reading) -> None:
        """Whose words are refused, and who refuses what was asked: "Moscow's plan was brushed aside by Berlin"."""
        others = other_side_of_refusal(self.view.parse, trigger, reading, self.frame)
        self._done_to += others
        for one in others if not self.recipients else ():
            self._slot(one, "what is refused", "R")

    def _listen(
        self, side: list[Reference], pieces: list[Chunk], words: tuple[tuple[int, float], ...], about: str
    ) -> None:
        """Takes the parties that the event heads hear, where syntax gives none or they are sure of others."""
        other = self._done_to if about == "A" else self._doing
        if self.frame.event_type in _BY_MEANS:
            other = [*other, *self._means]
        heard = [h for h in self._heard(words, about) if h[0] not in other]
        heard = [(p, r, s) for p, r, s in heard if not unlikely(self.view, self.frame, p, r, about, other, self._at)]
        if side:
            sure = [h for h in heard if h[2] >= SURE_INSTEAD]
            if not sure or not pieces or any(told_by(self.view.parse, piece, pieces) for piece, _, _ in heard):
                return
            heard = sure
            side.clear()
        for piece, found, _ in heard:
            side.append(found)
            self._note(piece, "event heads", about, found)

    def _heard(self, words: tuple[tuple[int, float], ...], about: str) -> Iterator[tuple[Chunk, Reference, float]]:
        """The parties that the event heads hear in a sentence, and how surely."""
        for word, score in words:
            piece = self.view.parse.chunk_at(word)
            if piece is None or score < SURE_PART or self._tells(piece) or self._mutual(piece):
                continue
            if about == "A" and self.frame.event_type == "ASSAULT" and things.belongs_to_the_struck(self.view, piece):
                continue
            if about == "R" and self.frame.event_type == "ASSAULT" and self.view.is_a(piece, "weapon"):
                continue  # "a man with a knife attacked them before police shot him"
            if about == "R" and self.frame.event_type == "PROTEST" and self.view.is_a(piece, "embassy"):
                continue  # whose it is stands at its door
            meant = meant_sides(self.view, piece, self.frame)
            if meant is not None:
                yield from ((piece, Reference(p, "actor", named=True), score) for p in meant)
                continue
            found = self._reference(piece, about)
            a_thing = about == "R" and score >= SURE_THING
            if found is None and a_thing and not (self.frame.kind in _MOVING and self.view.names_place(piece)):
                found = self._thing(piece)
            if found is not None:
                for one in all_named(self.view.reader, self.view.parse, piece, found, self.view.key):
                    yield piece, one, score

    def _tells(self, piece: Chunk) -> bool:
        """Whether a phrase names who tells of the event, or where that one belongs: "an activist of the group said"."""
        if self._teller is None:
            return False
        inside = range(self._teller.start, self._teller.end)
        at, words = piece.head, self.view.parse.words
        while at not in inside and words[at].rel in ("nmod", "appos"):
            at = words[at].head
        return at in inside

    def _reference(self, piece: Chunk, target: str) -> Reference | None:
        """The party that a phrase stands for in a part: of a weapon whose it is, of a thing the thing."""
        view = self.view
        found = view.reference(piece)
        if target == "R" and self.frame.event_type == "ASSAULT":
            found = things.the_country(view, piece, {a.party.country for a in self.actors}) or found
        if found is None and target in ("A", "W"):
            # "A missile of the army", "the leader of the group", "Russian shells"
            for preposition, inner in view.parse.complements(piece)[:1]:
                if preposition in ("of", "from", "by") and not self._used_by(inner):
                    return view.reference(inner)
            return view.reader.owner(view.parse, piece, view.key)
        office = found is not None and found.kind in ("force", "described") and view.is_office(piece)
        if office or (found is None and target == "R"):
            # "the head of the staff, Onik Gasparyan", "North Korea's leader, Kim Jong-un"
            named = (view.reference(other) for other in view.parse.appositions(piece))
            person = next((r for r in named if r is not None and r.kind == "person"), None)
            if person is not None:
                return person
        counted = [c for c in view.inner(piece)[1:] if not c.pronoun]
        number = found is None or found.party.name == view.parse.words[piece.head].token.lower
        if target == "R" and counted and number:  # "dozens of houses", "12 of the 50 hostages"
            return self._reference(counted[0], target) or found
        if found is None and target == "R" and any(view.is_a(piece, name) for name in things.TARGETS):
            return self._thing(piece)
        return found

    def _used_by(self, piece: Chunk) -> bool:
        """Whether a phrase says who uses a thing, and not who fires it: "radios used by the group"."""
        before = self.view.parse.words[max(0, piece.start - 2)]
        return before.lemma in _USING

    def _thing(self, piece: Chunk) -> Reference | None:
        """A thing that is struck, as it stands in the text ("an aid convoy"); or whose it is: "houses of the Kukis"."""
        head = self.view.parse.words[piece.head].token
        nothing = piece.temporal or piece.pronoun or head.lower in _PRONOUNS
        if nothing or things.is_deed(self.view, piece) or PARTY_LABEL.fullmatch(head.text):
            return None
        surface = surface_with(self.view.parse, piece)
        if self.view.parse.words[piece.head].tag == "CD":  # "arrested 14"
            people = Party(actor_id=None, name="people", surface=surface, country=None, sector="CVL")
            return Reference(people, "people", named=False)
        owner = self._owner(piece)
        country = things.at_home(head.lower, owner, self.actors)
        if owner is not None and country is None:
            return owner.under(surface)
        party = Party(actor_id=None, name=surface, surface=surface, country=country, sector=None)
        return Reference(party, "target", named=False)

    def _owner(self, piece: Chunk) -> Reference | None:
        view = self.view
        for preposition, inner in view.parse.complements(piece)[:1]:
            found = view.reference(inner) if preposition == "of" else None
            if found is not None and found.kind != "target":
                return found
        owner = view.reader.owner(view.parse, piece, view.key)
        return None if owner is not None and things.only_for(piece, owner) else owner

    def _said(self, group: Group, reading: Reading) -> None:
        """Whom words are about: those of whom something is asked, the sides of a fight that shall end."""
        for piece in addressed(self.view.parse, group):
            found = self.view.reference(piece)
            if found is not None and found.named:
                self.recipients.append(found)
                self._note(piece, "what is said of them", "R", found)
        if not self.recipients and self.frame.event_type == "REQUEST":
            self._whose_office(reading)
        if self.recipients or self.frame.event_type not in ("REQUEST", "ACCUSE"):
            return
        low, high = reading.clause
        if not _OF_A_FIGHT.isdisjoint(w.token.lower for w in self.view.parse.words[low:high]):
            mine = {r.party.actor_id for r in self.actors} | {r.party.country for r in self.actors}
            sides = leading_sides(self.view.reader)
            if len(sides) == 2 and not any(s.actor_id in mine or s.country in mine - {None} for s in sides):
                self.recipients += [Reference(p, "actor", named=True) for p in sides]
                self.clues += [Clue("recipient", p.name, "the sides of the fighting") for p in sides]

    def _before_whose_door(self, reading: Reading) -> None:
        """Whom people protest against at an embassy, or outside of an office."""
        for slot in _AT_A_DOOR:
            for piece in reading.slots.get(slot, []):
                embassy = self.view.is_a(piece, "embassy")
                found = self._owner(piece) if embassy else self.view.reference(piece) if slot == "outside" else None
                if found is not None and found.party.actor_id and found.kind != "person":
                    self.recipients.append(found.under(surface_with(self.view.parse, piece)))
                    self._note(piece, "at whose door they are", "R", found)

    def _left(self, reading: Reading) -> None:
        """Whose country strangers leave: "the last French troops left Niger"."""
        mine = {r.party.country for r in self.actors}
        for slot in ("O", "from"):
            for piece in reading.slots.get(slot, []) if self.frame.roles.get(slot) == "P" else ():
                found = self.view.reference(piece)
                if found is not None and found.kind == "state" and not mine & {None, found.party.country}:
                    self.recipients.append(found)

    def _whose_office(self, reading: Reading) -> None:
        """Who is asked to go: "called for her resignation"."""
        words = self.view.parse.words
        for piece in reading.slots.get("for", []):
            if words[piece.head].token.lower not in _GOING:
                continue
            pronoun = words[piece.start].token.lower
            found = self.view.reader.memory.pronoun(pronoun, self.view.parse, piece, self.view.key)
            found = found if found is not None else self.view.reader.owner(self.view.parse, piece, self.view.key)
            if found is not None:
                self.recipients.append(found)

    def _share(self) -> None:
        """Parts of parties that are named together: "fighting between X and Y"."""
        both = self._both
        if both:
            if self.frame.event_type in _JOINT:
                self.actors += both
            else:
                self.actors += both[:1]
                self.recipients += both[1:]
        elif not self.recipients and (
            (self.frame.kind == "clash" and opposed(self.actors[:2])) or (self._each_other and len(self.actors) == 2)
        ):
            self.recipients, self.actors = self.actors[1:], self.actors[:1]

    def _note(self, piece: Chunk, by: str, target: str, found: Reference) -> None:
        words = self.view.parse.words
        first, last = words[piece.start].token.start, words[piece.end - 1].token.end
        about = "recipient" if target == "R" else "actor"
        self.clues.append(Clue(about, found.party.surface, by, self.view.reader.text[first:last], first, last))
