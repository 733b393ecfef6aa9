"""From the triggers of a sentence to candidates: frame, parties, status, place and day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from transforms.events.announcing import announced
from transforms.events.candidate import Candidate
from transforms.events.carriers import (
    RESULT_KINDS,
    Found,
    absorbed,
    merged_captures,
    without_approach,
    without_carriers,
)
from transforms.events.casting import Cast, unique
from transforms.events.chunks import Chunk
from transforms.events.frames import ANY, Frame, FrameBook
from transforms.events.heads import (
    FRAMES,
    HEADS,
    NEAR_TYPE,
    VOICES,
    certainty,
    contradicts,
    doubt,
    heads_suffice,
    heard,
    heard_mode,
    long_past,
)
from transforms.events.newsworthy import (
    answered,
    formerly,
    habitual,
    lead_of,
    only_named,
    presupposed,
    quarrelled_over,
    retold,
    taken_as_known,
    told_before,
    which_one,
    years_back,
)
from transforms.events.ontology import ARMED, TYPES
from transforms.events.parties import Reference
from transforms.events.roles import Reading, RoleFinder
from transforms.events.scene import Scene
from transforms.events.sense import SentenceView, effective, failing, holds
from transforms.events.sentences import Sentence
from transforms.events.separate import too
from transforms.events.status import ATTEMPTED, CLAIMED, REAL, source_of, status_of
from transforms.events.syntax import Group, Parse
from transforms.events.triggers import Trigger, find_triggers, open_triggers
from transforms.events.why import Clue
from transforms.events.wordlists import word_list

_HOLDING = word_list("building_holding")
#: What a clue on the type of a deed goes by where its announcement is the event.
OF_DEED = "the deed that is announced"
#: How long ago a day of the news is at most. Days.
_THESE_DAYS = 10
_QUOTES = frozenset('"“')
_NOT_A_SOURCE = frozenset({"it", "he", "she", "they", "which", "who"})


@dataclass
class Builder:
    """Builds the candidates of one story's sentences."""

    book: FrameBook
    roles: RoleFinder
    scene: Scene
    voices: frozenset[str] = VOICES
    last_source: str | None = None
    leads: dict[int, set[int]] = field(default_factory=dict)

    def candidates(self, sentence: Sentence, view: SentenceView) -> list[Candidate]:
        """The candidates of a sentence in order, real or claimed; the rest is left out."""
        parse = view.parse
        everything = view.words_between(0, len(parse.words))
        found: list[Found] = []
        taken: set[int] = set()
        near: list[tuple[Trigger, Reading, Frame]] = []
        for trigger in find_triggers(parse, self.book) if FRAMES in self.voices else ():
            reading = self.roles.read(parse, trigger)
            frame = self._frame(trigger, reading, view, everything)
            if frame is not None and not (HEADS in self.voices and self._overruled(trigger, reading, frame, view)):
                taken.update(range(trigger.start, trigger.end))
                self._tell(sentence, view, trigger, reading, frame, found)
            elif HEADS in self.voices and heads_suffice(trigger.telling, NEAR_TYPE):
                frame = self._near(trigger, reading, view, everything)
                near += [(trigger, reading, frame)] if frame is not None else []
        for trigger, reading, frame in near:
            assert trigger.telling is not None
            inside = range(trigger.telling.start, trigger.telling.end)
            if taken.isdisjoint(inside):
                taken.update(inside, range(trigger.start, trigger.end))
                self._tell(sentence, view, trigger, reading, frame, found)
        for trigger in open_triggers(parse, self.book, taken) if HEADS in self.voices else ():
            reading = self.roles.read(parse, trigger)
            frame = self._frame(trigger, reading, view, everything)
            if frame is not None and heads_suffice(trigger.telling):
                self._tell(sentence, view, trigger, reading, frame, found)
        return list(without_carriers(without_approach(merged_captures(absorbed(found)))))

    def _overruled(self, trigger: Trigger, reading: Reading, frame: Frame, view: SentenceView) -> bool:
        """Whether the heads are sure of another type; not of protest where armed men march."""
        if not contradicts(trigger.telling, frame.event_type):
            return False
        of_protest = trigger.telling is not None and trigger.telling.type == "PROTEST"
        return not (of_protest and any(view.is_a(p, "fighters") for p in reading.slots.get("S", [])))

    def _tell(
        self, sentence: Sentence, view: SentenceView, trigger: Trigger, reading: Reading, frame: Frame,
        found: list[Found],
    ) -> None:  # fmt: skip
        """Adds the candidate of a trigger, where it happened."""
        if trigger.pos == "n" and frame.kind in RESULT_KINDS and answered(view.parse, trigger.head):
            return
        status = status_of(view.parse, trigger, reading)
        if HEADS in self.voices:
            status = heard(status, trigger.telling)
        tried = status == ATTEMPTED and _counts_as_tried(frame)
        if tried:
            status = REAL
        deed: Frame | None = None  # what is announced
        spoken = announced(view.parse, trigger.group, frame, status) if trigger.group is not None else None
        if spoken is not None and sentence.index in self.lead(self.scene.layout.block_of(sentence).item):
            deed, status = frame, REAL
            frame = self._of_words(deed, spoken) if spoken != deed.event_type else deed
        if status not in (REAL, CLAIMED, "background"):
            return
        if status == REAL and self._known_before(sentence, view.parse, trigger):
            status = "background"
        if HEADS in self.voices and long_past(trigger.telling) and not self._fresh(sentence):
            status = status if _reported(view.parse, trigger) else "background"
        candidate = self._candidate(sentence, view, trigger, reading, frame, status)
        if candidate is not None:
            if deed is not None or tried:
                candidate.announced = True
                candidate.doubted = 0.0  # what is announced or tried need not have happened
            if deed is not None:
                candidate.sure = max(candidate.sure, certainty(trigger.telling, deed.event_type))
                candidate.clues.insert(0, Clue("type", deed.event_type, OF_DEED, candidate.trigger))
            found.append((candidate, trigger, reading))

    def _of_words(self, frame: Frame, spoken: str) -> Frame:
        """The frame of what is announced: of the words that announce it, with the predicate of the deed."""
        of_words = self.book.open[spoken, "v"][0]
        roles = {slot: role for slot, role in of_words.roles.items() if role != "W"}
        return replace(of_words, predicate=frame.predicate, words=frame.words, line=frame.line, roles=roles)

    def _known_before(self, sentence: Sentence, parse: Parse, trigger: Trigger) -> bool:
        """Whether a trigger tells what is known already: a verb by its tense or clause, a noun as a name."""
        group = trigger.group
        block = self.scene.layout.block_of(sentence)
        if group is None:
            return only_named(parse, trigger.head) or quarrelled_over(parse, trigger.head)
        if block.kind != "text":
            return False
        if presupposed(parse, group) or taken_as_known(parse, group) or formerly(parse, group):
            return True
        if sentence.index in self.lead(block.item):
            return False
        if told_before(parse, group) or (which_one(parse, group) and not self._fresh(sentence, parse, group)):
            return True
        if retold(parse, group, reported=_reported(parse, trigger) or self._fresh(sentence)):
            return True
        return habitual(parse, group)

    def _fresh(self, sentence: Sentence, parse: Parse | None = None, group: Group | None = None) -> bool:
        """Whether a sentence, or the clause of a verb in it, names a day of these days."""
        published = self.scene.published
        first, last = sentence.start, sentence.end
        if parse is not None and group is not None:
            first = parse.words[group.clause[0]].token.start
            last = parse.words[min(group.clause[1], len(parse.words)) - 1].token.end
        return published is not None and any(
            first <= d.start < last and d.precision == "day" and 0 <= (published - d.last).days <= _THESE_DAYS
            for d in self.scene.dates_of(sentence)
        )

    def lead(self, item: int) -> set[int]:
        """The sentences of headline and lead of an item."""
        if item not in self.leads:
            self.leads[item] = lead_of(self.scene.layout, item)
        return self.leads[item]

    def _frame(self, trigger: Trigger, reading: Reading, view: SentenceView, everything: set[str]) -> Frame | None:
        low, high = reading.clause
        clause = view.words_between(min(low, trigger.start), max(high, trigger.end))
        fitting = (f for f in trigger.frames if holds(f, reading.slots, view, clause, everything))
        first = next(fitting, None)
        if first is None or certainty(trigger.telling, first.event_type) or not heads_suffice(trigger.telling):
            return first
        # the heads hear another type: that of a later frame, where one holds
        return next((f for f in fitting if certainty(trigger.telling, f.event_type)), first)

    def _near(self, trigger: Trigger, reading: Reading, view: SentenceView, everything: set[str]) -> Frame | None:
        """The frame that comes nearest to holding, of those with the type and best the mode that the heads hear."""
        low, high = reading.clause
        clause = view.words_between(min(low, trigger.start), max(high, trigger.end))
        telling = trigger.telling
        if trigger.group is not None and self._of_a_place(trigger.group, view):
            return None
        fitting: list[tuple[int, int, Frame]] = []
        for frame in trigger.frames:
            if telling is None or frame.event_type != telling.type or frame.kind == "territory":
                continue
            failed = failing(frame, reading.slots, view, clause, everything)
            if failed is None and frame.kind == "bombing":
                return None  # a gas cylinder exploded: none of the readings of "explode"
            if failed is not None:
                unlike = 0 if frame.mode == telling.mode else 1 if frame.mode is None else 2
                fitting.append((unlike, failed, frame))
        return min(fitting, key=lambda f: f[:2])[2] if fitting else None

    def _of_a_place(self, group: Group, view: SentenceView) -> bool:
        """Whether a clause says what somebody has or does in a place: "the last town it held"."""
        word = view.parse.words[group.head]
        noun = view.parse.chunk_at(word.head) if word.rel in ("acl", "acl:relcl") and word.head >= 0 else None
        return noun is not None and group.object is None and not group.passive and view.is_a(noun, "place_noun")

    def _candidate(
        self, sentence: Sentence, view: SentenceView, trigger: Trigger, reading: Reading, frame: Frame, status: str
    ) -> Candidate | None:
        parse = view.parse
        reading.slots = effective(frame, reading.slots)
        mode = heard_mode(frame, trigger.telling)
        frame = replace(frame, mode=mode) if mode is not None else frame
        cast = Cast(view, frame)
        cast.fill(trigger, reading)
        actors, recipients = cast.actors, cast.recipients
        quad = TYPES[frame.event_type].quad_class
        spoken = any(r.named or r.kind in ("force", "people", "described", "pronoun") for r in actors)
        of_anybody = _of_anybody(frame, trigger, reading, view)
        if (
            quad in (1, 3)
            and not spoken
            and not of_anybody
            and not (recipients and _of_nobody(frame, recipients, trigger))
        ):
            return None
        political_type = frame.event_type in _OF_POLITICS
        if political_type and not of_anybody and not any(political(r) for r in (*actors, *recipients)):
            return None
        if (
            not actors
            and frame.event_type in _OF_PEOPLE
            and any(view.is_a(piece, "nature") for piece in reading.slots.get("S", []))
        ):
            return None  # "a landslide blocked the highway"
        weak = frame.kind in RESULT_KINDS and not self._violent(actors, recipients, reading, view, frame)
        block = self.scene.layout.block_of(sentence)
        strength = 1 if weak else _strength(trigger, reading, actors, recipients, status)
        where = self.scene.where(sentence, view, trigger, reading, frame, cast.starts)
        when = self.scene.when(sentence, view, trigger, reading, spoken=quad in (1, 3))
        territory = self._territory(view, reading, frame)
        if frame.kind == "territory" and not recipients:
            recipients = self._holders(view, reading, frame, actors)
        source = source_of(parse, trigger.head)
        words = parse.words
        start, end = words[trigger.start].token.start, words[trigger.end - 1].token.end
        told = view.reader.text[start:end]
        clues = [*_why(trigger, frame, status, told, start, end), *cast.clues]
        return Candidate(
            frame=frame, sentence=sentence.index, item=block.item, block=sentence.block, block_kind=block.kind,
            start=start, end=end,
            trigger=" ".join(w.token.text for w in words[trigger.head : trigger.end]) or words[trigger.head].token.text,
            status=status, strength=strength, definite=reading.definite,
            actors=[r.party for r in actors], recipients=[r.party for r in recipients], where=where, when=when,
            territory_name=territory, attributed_to=self._source_text(view, source),
            weak=weak, clues=clues, sure=certainty(trigger.telling, frame.event_type),
            subject_shared=trigger.group is not None and trigger.group.kind == "gerund",
            doubted=doubt(trigger.telling), in_quotation=sentence.text.lstrip()[:1] in _QUOTES,
            years_back=years_back(sentence.text, self.scene.published), apart=too(parse, trigger.group),
        )  # fmt: skip

    def _violent(
        self, actors: list[Reference], recipients: list[Reference], reading: Reading, view: SentenceView, frame: Frame
    ) -> bool:
        """A death counts where somebody or some weapon caused it, not where it only happened."""
        for reference in actors:
            if reference.party.sector is not None or reference.named:
                return True
        pieces = [p for slot in ("S", "in", "by", "from", "during", "when") for p in reading.slots.get(slot, [])]
        if any(view.is_a(p, "weapon") or view.is_a(p, "attack_noun") or view.is_a(p, "fighters") for p in pieces):
            return True
        if any(r.party.sector in ARMED for r in recipients) and frame.kind == "kill":
            return True
        words = view.words_between(0, len(view.parse.words))
        causes = view.classes["attack_noun"] | view.classes["bomb"] | view.classes["fighters"]
        harmless = view.classes["accident_noun"] | view.classes["nature"] | view.classes["disease"]
        if words & causes and not words & harmless:
            return True
        if frame.event_type == "ASSAULT" and frame.mode == "targeted":
            return bool(recipients)
        return False

    def _source_text(self, view: SentenceView, piece: Chunk | None) -> str | None:
        """Who says so, in the words of the text; "it said" repeats the one before."""
        if piece is None:
            return None
        words = view.parse.words[piece.start : piece.end]
        text = view.reader.text[words[0].token.start : words[-1].token.end]
        if text.lower() in _NOT_A_SOURCE:
            return self.last_source
        self.last_source = text
        return text

    def _holders(self, view: SentenceView, reading: Reading, frame: Frame, actors: list[Reference]) -> list[Reference]:
        """Who held a place that was taken: "the last town held by ISIS", "a base of the army", "Taliban stronghold"."""
        places = [p for slot, target in frame.roles.items() if target == "P" for p in reading.slots.get(slot, [])]
        found: list[Reference] = []
        for piece in places:
            for group in view.parse.groups:
                if group.kind == "participle" and group.subject == piece and group.lemma in _HOLDING:
                    found += [r for p, other in group.phrases if p == "by" and (r := view.reference(other)) is not None]
            if not found:
                inner = (view.reference(c) for p, c in view.parse.complements(piece)[:1] if p == "of")
                found += [r for r in inner if r is not None and r.party.sector in ARMED]
            if not found and piece.head > piece.start:
                before = Chunk(piece.start, piece.head, piece.head - 1)
                reference = view.reader.read(view.parse, before, view.key)
                if reference is not None and reference.party.sector in ARMED:
                    found.append(reference)
        return unique(found, actors)

    def _territory(self, view: SentenceView, reading: Reading, frame: Frame) -> str | None:
        if frame.kind != "territory":
            return None
        for slot, target in frame.roles.items():
            if target == "P":
                for piece in reading.slots.get(slot, []):
                    mention = view.place_in(piece)
                    if mention is not None:
                        return mention.surface
        return ""


def _why(trigger: Trigger, frame: Frame, status: str, told: str, start: int, end: int) -> Iterator[Clue]:
    """The clues on type and status of a candidate."""
    heard_as = trigger.telling
    if frame.predicate != ANY:
        yield Clue("type", frame.event_type, f"frame of line {frame.line}: {frame.name}", told, start, end)
    if heard_as is not None and heard_as.type == frame.event_type:
        yield Clue("type", frame.event_type, "event heads", told, start, end, heard_as.score)
    yield Clue("status", status, "words around it", told, start, end)
    if heard_as is not None:
        yield Clue("status", heard_as.status, "event heads", told, start, end, heard_as.status_score)


#: How sure the event heads must be of a noun that names no party to take it for news rather than background.
SURE_NOUN = 0.88
#: Types of deeds that no force of nature does.
_OF_PEOPLE = frozenset({"PROTEST", "ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})
#: Types that companies, clubs and neighbours have words and deeds for as well.
_OF_POLITICS = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "AID"}
)


#: Types of deeds that are told without who does them, and how sure the event heads must be of them.
_OF_ANYBODY = frozenset({"AID", "CONCEDE"})
_HEARD = 0.8


def _of_anybody(frame: Frame, trigger: Trigger, reading: Reading, view: SentenceView) -> bool:
    """As in "six lorries with flour reached the town" and "the curfew was lifted": nobody asks who does it."""
    carriers = ("aid_convoy",) if frame.predicate == ANY else ("aid_convoy", "convoy", "vehicle")
    if frame.event_type == "AID" and any(view.is_a(p, c) for p in reading.slots.get("S", []) for c in carriers):
        return True
    return frame.event_type in _OF_ANYBODY and certainty(trigger.telling, frame.event_type) >= _HEARD


def _counts_as_tried(frame: Frame) -> bool:
    """Whether the attempt is the event already: of violence, a coup or hacking, not of a capture."""
    return (frame.event_type == "ASSAULT" and frame.kind != "territory") or frame.kind in ("coup", "cyber")


def _of_nobody(frame: Frame, recipients: list[Reference], trigger: Trigger) -> bool:
    """Whether words count though nobody is named who says them: charges, and that a known party "has been accused"."""
    if frame.kind == "charge":
        return True
    accused = frame.kind in ("accuse", "investigate") and trigger.group is not None and trigger.group.kind == "finite"
    return accused and frame.words[0] != "suspect" and any(r.kind in ("person", "actor", "state") for r in recipients)


def _reported(parse: Parse, trigger: Trigger) -> bool:
    """Whether somebody tells it: "residents said that soldiers had burned houses"."""
    return (trigger.group is not None and trigger.group.complement) or source_of(parse, trigger.head) is not None


def political(reference: Reference) -> bool:
    """Whether a party plays a part in politics or conflict: known, of a state, or of a sector that tells so."""
    return reference.party.actor_id is not None or reference.party.sector is not None


def _strength(
    trigger: Trigger, reading: Reading, actors: list[Reference], recipients: list[Reference], status: str
) -> int:
    if status == "background":
        return 1
    if trigger.pos == "v":
        return 3
    if reading.strong:
        return 2 if reading.definite else 3
    if reading.definite:
        return 1
    if trigger.telling is not None and trigger.telling.score >= SURE_NOUN and trigger.telling.status in (REAL, CLAIMED):
        return 2
    return 2 if (actors or recipients) else 1
