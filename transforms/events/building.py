"""From the triggers of a sentence to candidates: frame, parties, status, place and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from transforms.events.candidate import Candidate
from transforms.events.frames.announcing import announced
from transforms.events.frames.battles import merged_battles
from transforms.events.frames.carriers import (
    RESULT_KINDS,
    Found,
    absorbed,
    merged_captures,
    without_approach,
    without_carriers,
)
from transforms.events.frames.choice import (
    as_heard,
    as_tried,
    by_agreement,
    counts_as_tried,
    fitting_frame,
    nearest_frame,
    ruled_out,
    says_otherwise,
    undoes,
)
from transforms.events.frames.frame import ANY, Frame, FrameBook
from transforms.events.frames.heads import (
    FRAMES,
    HEADS,
    VOICES,
    certainty,
    contradicts,
    doubt,
    heads_suffice,
    heard,
    long_past,
)
from transforms.events.frames.roles import Reading, RoleFinder
from transforms.events.frames.sense import SentenceView, effective
from transforms.events.frames.sources import reported, source_of
from transforms.events.frames.status import status_of
from transforms.events.frames.triggers import Trigger, find_triggers, open_triggers
from transforms.events.frames.verb_status import ATTEMPTED, CLAIMED, LAID, REAL
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.left_out import ANSWERED, KNOWN, NO_FRAME, NOBODY, RULED_OUT, LeftOut
from transforms.events.ontology import TYPES
from transforms.events.parties.casting import Cast
from transforms.events.parties.find import Reference
from transforms.events.parties.victims import how_many, victim_of
from transforms.events.places.territory import holders, taken_place
from transforms.events.relevance.accidents import in_a_crash
from transforms.events.relevance.background import answered, told_before
from transforms.events.relevance.credible import accidental, at_home, credible, violent
from transforms.events.relevance.known import Known
from transforms.events.relevance.newsworthy import years_back
from transforms.events.relevance.old_clauses import captured
from transforms.events.relevance.statements import Statements, performed
from transforms.events.scene import Scene
from transforms.events.sentences import Sentence
from transforms.events.separate import of_what_it_follows, told_apart
from transforms.events.why import Clue
from transforms.events.wordlists import word_list

#: What a clue on the type of a deed goes by where its announcement is the event.
OF_DEED = "the deed that is announced"
#: Where stands what words are about, and the nouns for violence that they condemn.
_SPOKEN_OF = ("O", "of", "over", "at")
_VIOLENCE = word_list("building_violence")
_CAUSE = re.compile(r"[^.;:]{0,60}?\b(?:when|as)\s")
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
    statements: Statements = field(default_factory=Statements)
    known: Known = field(init=False)
    left_out: list[LeftOut] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = Known(self.scene)

    def candidates(self, sentence: Sentence, view: SentenceView) -> list[Candidate]:
        """The candidates of a sentence in order, real or claimed; the rest is left out."""
        parse = view.parse
        found: list[Found] = []
        taken: set[int] = set()
        near: list[tuple[Trigger, Reading, Frame]] = []
        phrases: set[int] = set()
        for trigger in find_triggers(parse, self.book) if FRAMES in self.voices else ():
            if trigger.pos == "n" and trigger.head in phrases:
                continue  # "went on strike" is one phrase
            reading = self.roles.read(parse, trigger)
            frame = fitting_frame(trigger, reading, view)
            if frame is not None and not (HEADS in self.voices and self._overruled(trigger, reading, frame, view)):
                taken.update(range(trigger.start, trigger.end))
                if trigger.pos == "v" and trigger.end - trigger.head == len(frame.words) > 1:
                    phrases.update(range(trigger.head, trigger.end))
                self._tell(sentence, view, trigger, reading, frame, found)
            elif HEADS in self.voices and heads_suffice(trigger.telling):
                frame = nearest_frame(trigger, reading, view)
                if frame is not None:
                    near.append((trigger, reading, frame))
                elif ruled_out(trigger, reading, view):
                    taken.update(range(trigger.start, trigger.end))
                    self._leave(parse, trigger, RULED_OUT)
        for trigger, reading, frame in near:
            assert trigger.telling is not None
            inside = range(trigger.telling.start, trigger.telling.end)
            if taken.isdisjoint(inside):
                taken.update(inside, range(trigger.start, trigger.end))
                self._tell(sentence, view, trigger, reading, frame, found)
        for trigger in open_triggers(parse, self.book, taken) if HEADS in self.voices else ():
            reading = self.roles.read(parse, trigger)
            frame = fitting_frame(trigger, reading, view)
            if frame is not None and heads_suffice(trigger.telling) and not _are_people(trigger, view):
                self._tell(sentence, view, trigger, reading, frame, found)
            elif heads_suffice(trigger.telling):
                self._leave(parse, trigger, NO_FRAME)
        captures = merged_battles(merged_captures(absorbed(found)), parse)
        return list(without_carriers(without_approach(captures)))

    def _leave(self, parse: Parse, trigger: Trigger, reason: str, frame: Frame | None = None) -> None:
        """Notes why a trigger tells nothing."""
        event_type = frame.event_type if frame is not None else trigger.telling.type if trigger.telling else ""
        self.left_out.append(LeftOut.of_words(parse, trigger.start, trigger.end, event_type, reason))

    def _overruled(self, trigger: Trigger, reading: Reading, frame: Frame, view: SentenceView) -> bool:
        """Whether the heads are sure of another type; not of protests or arrests where armed men act.

        A phrase of three words leaves no doubt ("strip of nationality"), nor what is done under a deal, nor do frames
        that shut the other type out.
        """
        if not contradicts(trigger.telling, frame.event_type) or len(frame.words) > 2:
            return False
        if says_otherwise(trigger) or by_agreement(frame) or undoes(frame) or ruled_out(trigger, reading, view):
            return False
        lawful = trigger.telling is not None and (
            trigger.telling.type == "PROTEST" or (trigger.telling.type == "COERCE" and frame.mode == "abduct")
        )
        return not (lawful and any(view.is_a(p, "fighters") for p in reading.slots.get("S", [])))

    def _tell(
        self, sentence: Sentence, view: SentenceView, trigger: Trigger, reading: Reading, frame: Frame,
        found: list[Found],
    ) -> None:  # fmt: skip
        """Adds the candidate of a trigger, where it happened."""
        if trigger.pos == "n" and frame.kind in RESULT_KINDS and answered(view.parse, trigger.head):
            self._leave(view.parse, trigger, ANSWERED, frame)
            return
        status = status_of(view.parse, trigger, reading)
        if HEADS in self.voices:
            status = heard(status, trigger.telling, frame)
        laid = status == LAID
        frame = as_tried(frame, reading, view) if status == ATTEMPTED else frame
        tried = status == ATTEMPTED and counts_as_tried(frame)
        status = "background" if laid else REAL if tried else status
        deed: Frame | None = None  # what is announced
        spoken = announced(view, trigger.group, frame, status) if trigger.group is not None else None
        if spoken is not None and sentence.index in self.known.lead(self.scene.layout.block_of(sentence).item):
            deed, status = frame, REAL
            frame = self._of_words(deed, spoken) if spoken != deed.event_type else deed
        if status not in (REAL, CLAIMED, "background"):
            self._leave(view.parse, trigger, f"it is not told as done: {status}", frame)
            return
        if status == "background" and trigger.pos == "n" and self.known.own_day(sentence, view, trigger.head):
            status = REAL  # "those responsible for the attack on a bus on Tuesday fled"
        stated = self.statements.read(self.scene.layout, sentence, view.parse, self.known.lead)
        acted = performed(view.parse, trigger.group, frame, statement=stated)
        acted |= captured(frame.kind, self.scene.dates_of(sentence), self.scene.published)
        if status == REAL and not acted and self.known.before(sentence, view.parse, trigger):
            status = "background"
        passing = self.known.in_passing(sentence, view.parse, trigger)
        if passing and status == REAL:
            status = "background"
        if status == REAL and self.known.until_now(sentence, view.parse, trigger, reading):
            self._leave(view.parse, trigger, KNOWN, frame)
            return
        summed = status == REAL and self.known.summed_up(sentence, view.parse, trigger, reading)
        if summed:
            status = "background"
        if frame.kind == "displace" and trigger.group is not None and told_before(view.parse, trigger.group):
            status = "background"  # "killed people who had taken shelter in a school"
        if (
            HEADS in self.voices
            and long_past(trigger.telling)
            and not self.known.fresh(sentence)
            and not _means(reading, found)
        ):
            status = status if reported(view.parse, trigger) else "background"
        candidate = self._candidate(sentence, view, trigger, reading, frame, status)
        if candidate is not None:
            # what is known already joins its telling, or is dropped
            candidate.definite |= (summed or passing or laid) and status == "background"
            if deed is not None or tried:
                candidate.announced = True
                candidate.doubted = 0.0  # what is announced or tried need not have happened
            if deed is not None:
                candidate.sure = max(candidate.sure, certainty(trigger.telling, deed.event_type))
                candidate.clues.insert(0, Clue("type", deed.event_type, OF_DEED, candidate.trigger))
            found.append((candidate, trigger, reading))
        else:
            self._leave(view.parse, trigger, NOBODY, frame)

    def _of_words(self, frame: Frame, spoken: str) -> Frame:
        """The frame of what is announced: of the words that announce it, with the predicate of the deed.

        Whom the deed is done to is who the words are for: "said it would impose sanctions on Russia".
        """
        of_words = self.book.open[spoken, "v"][0]
        roles = {slot: role for slot, role in of_words.roles.items() if role != "W"}
        roles |= {slot: role for slot, role in frame.roles.items() if role == "R"}
        return replace(of_words, predicate=frame.predicate, words=frame.words, line=frame.line, roles=roles)

    def _candidate(
        self, sentence: Sentence, view: SentenceView, trigger: Trigger, reading: Reading, frame: Frame, status: str
    ) -> Candidate | None:
        """The telling of a trigger with its parties, place and day; None where nobody can have done it."""
        reading.slots = effective(frame, reading.slots)
        frame = as_heard(frame, trigger, reading, view)
        cast = Cast(view, frame)
        cast.fill(trigger, reading)
        if not credible(frame, trigger, reading, view, cast.actors, cast.recipients):
            return None
        if (frame.territory or frame.kind in ("territory", "advance")) and not cast.recipients:
            cast.recipients = holders(view, reading, frame, cast.actors)
        candidate = self._telling(sentence, view, trigger, frame, cast, status)
        candidate.definite = reading.definite
        candidate.weak = frame.kind in RESULT_KINDS and not violent(cast.actors, cast.recipients, reading, view, frame)
        crash = frame.kind in RESULT_KINDS and in_a_crash(view.parse, trigger.head)
        candidate.accidental = crash or (candidate.weak and accidental(view))
        candidate.strength = 1 if candidate.weak else _strength(trigger, reading, cast.actors, cast.recipients, status)
        candidate.where = self.scene.where(sentence, view, trigger, reading, frame, cast.starts)
        if frame.mode == "visit" and at_home(candidate):
            return None
        spoken = TYPES[frame.event_type].quad_class in (1, 3)
        candidate.when = self.scene.when(sentence, view, trigger, reading, spoken=spoken)
        candidate.victim, candidate.several = victim_of(view, cast.recipients), how_many(view, cast.recipients)
        candidate.territory_name = taken_place(view, reading, frame)
        of = [p for slot in _SPOKEN_OF for p in reading.slots.get(slot, [])] if spoken else []
        candidate.of_violence = any(view.parse.words[p.head].token.lower in _VIOLENCE for p in of)
        return candidate

    def _telling(
        self, sentence: Sentence, view: SentenceView, trigger: Trigger, frame: Frame, cast: Cast, status: str
    ) -> Candidate:
        """What the words of a trigger say, without place and day."""
        words, head = view.parse.words, trigger.head
        block = self.scene.layout.block_of(sentence)
        start, end = words[trigger.start].token.start, words[trigger.end - 1].token.end
        told = view.reader.text[start:end]
        return Candidate(
            frame=frame, sentence=sentence.index, item=block.item, block=sentence.block, block_kind=block.kind,
            start=start, end=end,
            trigger=" ".join(w.token.text for w in words[trigger.head : trigger.end]) or words[trigger.head].token.text,
            status=status, strength=0, definite=False,
            actors=[r.party for r in cast.actors], recipients=[r.party for r in cast.recipients],
            attributed_to=self._source_text(view, source_of(view.parse, trigger.head)),
            clues=[*_why(trigger, frame, status, told, start, end), *cast.clues],
            sure=certainty(trigger.telling, frame.event_type),
            cause_follows=frame.kind in RESULT_KINDS and _CAUSE.match(view.reader.text, end, sentence.end) is not None,
            subject_shared=trigger.group is not None and trigger.group.kind == "gerund",
            doubted=doubt(trigger.telling), in_quotation=sentence.text.lstrip()[:1] in _QUOTES,
            years_back=years_back(sentence.text, self.scene.published), reason=of_what_it_follows(view.parse, head),
            apart=told_apart(view.parse, trigger.group, result=frame.kind in RESULT_KINDS),
        )  # fmt: skip

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


def _means(reading: Reading, found: Sequence[Found]) -> bool:
    """Whether a noun is in the clause of a verb that tells what really happened: "fought back with suicide attacks"."""
    told = [t.group for c, t, _ in found if c.status == REAL and t.group is not None]
    return reading.group is not None and any(group is reading.group for group in told)


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


def _are_people(trigger: Trigger, view: SentenceView) -> bool:
    """Whether a noun names people, who are no deed: "lost 20 men"."""
    classes = ("people", "armed")
    return trigger.chunk is not None and any(view.is_a(trigger.chunk, name) for name in classes)


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
