"""Triggers: the verbs and nouns of a sentence that may tell an event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from transforms.events.frames.frame import Frame, FrameBook
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse, Telling
from transforms.events.wordlists import word_list

#: Verbs that lend a noun their subject.
_LIGHT = word_list("roles_light_actor")
#: Nouns of how somebody is held, which tell no deed.
_STATES = word_list("triggers_states")
_SKIPPED = frozenset({"DT", "JJ", "RB", "CD"})
#: Particles that are prepositions as well.
_EITHER = frozenset({"in", "over"})
#: Shorter words of a phrase are particles. Letters.
_NOUN = 4
_VERB_PLURALS = frozenset({"protester", "demonstrator"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words [start, end) that may tell an event, with the frames that they match, best first.

    A verb has its group, a noun the phrase it stands in.
    """

    start: int
    end: int
    pos: str
    frames: tuple[Frame, ...]
    group: Group | None = None
    chunk: Chunk | None = None
    telling: Telling | None = None

    @property
    def head(self) -> int:
        return self.group.head if self.group is not None else self.end - 1


def find_triggers(parse: Parse, book: FrameBook) -> list[Trigger]:
    """All triggers of a sentence that frames know, in order, each with what the event heads say of its words."""
    found = [*_verbs(parse, book), *_nouns(parse, book)]
    found = [replace(t, telling=heard) if (heard := _telling(parse, t)) is not None else t for t in found]
    return sorted(found, key=lambda t: (t.start, -t.end))


def _telling(parse: Parse, trigger: Trigger) -> Telling | None:
    """What the event heads say of a trigger's words, or of the noun that a verb only brings: "began joint drills"."""
    head = trigger.head
    heard = next((h for h in parse.tellings if h.start < trigger.end and head < h.end), None)
    group = trigger.group
    if heard is not None or group is None or group.object is None or group.lemma not in _LIGHT:
        return heard
    brought = next((h for h in parse.tellings if h.start <= group.object.head < h.end), None)
    return brought if brought is not None and any(f.event_type == brought.type for f in trigger.frames) else None


def open_triggers(parse: Parse, book: FrameBook, taken: Set[int]) -> Iterator[Trigger]:
    """Triggers that only the event heads know, without words that are `taken` by others."""
    for telling in parse.tellings:
        inside = range(telling.start, telling.end)
        if not taken.isdisjoint(inside):
            continue
        verb = next((g for g in parse.groups if g.head in inside and g.lemma != "be"), None)
        noun = next((i for i in reversed(inside) if parse.words[i].tag == "NN"), None)
        piece = parse.chunk_at(noun) if noun is not None else None
        if verb is not None and verb.object is not None and (verb.lemma in _LIGHT or verb.object.head in taken):
            carried = range(verb.object.start, verb.object.end)
            if not taken.isdisjoint(carried):
                continue  # "launched an offensive": the noun tells it
        if verb is not None and (frames := book.open.get((telling.type, "v"))):
            yield Trigger(verb.start, max(verb.end, telling.end), "v", frames, group=verb, telling=telling)
        elif (
            piece is not None
            and noun is not None
            and parse.words[noun].token.lower not in _STATES
            and _heads(parse, piece, noun)
            and (frames := book.open.get((telling.type, "n")))
        ):
            yield Trigger(noun, noun + 1, "n", frames, chunk=piece, telling=telling)


def _verbs(parse: Parse, book: FrameBook) -> Iterator[Trigger]:
    lower = [w.token.lower for w in parse.words]
    there = {*lower, *(word[:-1] for word in lower if word.endswith("s"))}
    for group in parse.groups:
        entries = book.verbs.get(group.lemma)
        if not entries or _in_a_name(parse, group):
            continue
        matched: list[Frame] = []
        end = group.head + 1
        for frame in entries:
            if len(frame.words) > 1 and frame.words[-1] not in there:
                continue
            stop = _match(frame, parse, group, lower)
            if stop is not None:
                matched.append(frame)
                end = max(end, stop) if len(frame.words) > 1 else end
        if matched:
            yield Trigger(group.start, end, "v", tuple(matched), group=group)


def _in_a_name(parse: Parse, group: Group) -> bool:
    """Whether a verb is a word of a name: "Shooting Stars Hospice"."""
    if group.form != "VBG" or group.start != group.head:
        return False
    name, words = parse.name_at(group.head), parse.words[max(0, group.head - 1) : group.head + 2]
    capitals = [w.token.text[:1].isupper() for w in words]
    return (name is not None and name.end - name.start > 1) or capitals == [False, True, True]


def _is_subject(parse: Parse, group: Group, word: str) -> bool:
    """Whether the noun of a phrase such as "return fire" is the subject of its verb in the passive."""
    if not group.passive or group.subject is None or len(word) < _NOUN:
        return False
    return parse.words[group.subject.head].token.lower in (word, word + "s")


def _match(frame: Frame, parse: Parse, group: Group, lower: Sequence[str]) -> int | None:
    """End of a frame's words after the verb, or None."""
    position, words = group.head + 1, frame.words
    if len(words) > 1 and _is_subject(parse, group, words[-1]):
        words = words[:-1]  # "relations were broken off", "fire was returned"
    if len(words) == 1:
        return position
    reach = 8 if frame.gap else 3
    hanging = {lower[c]: c for c in parse.children[group.head] if c > group.head} if frame.gap else {}
    for word in words[1:]:
        if word in hanging and hanging[word] >= position:
            position = hanging[word] + 1  # however far: "held the group, ..., responsible"
            continue
        j = position
        steps = 0
        while j < len(lower) and steps <= reach:
            if lower[j] == word or (lower[j] == word + "s" and len(word) > 3):
                if frame.gap and word in _EITHER and parse.words[j].rel == "case":
                    return None  # "send a team in the next days" sends nobody in
                if word == "at" and group.passive and parse.words[j].rel == "case":
                    return None  # "shot at his shop": where it was
                break
            tag = parse.words[j].tag
            if frame.gap:
                if tag == "IN" and lower[j] != "of":
                    return None
                if tag in (",", ";", ":", "QU", "WP", "SB", "VB", "."):
                    return None
            elif tag not in _SKIPPED and not (tag == "NN" and steps < 2 and len(word) > 4):
                return None
            j += 1
            steps += 1
        else:
            return None
        position = j + 1
    return position


def _nouns(parse: Parse, book: FrameBook) -> Iterator[Trigger]:
    words = parse.words
    i = 0
    while i < len(words):
        word = words[i]
        if word.tag not in ("NN", "JJ") or (word.capital and i > 0 and _name_like(parse, i)):
            i += 1
            continue
        entries = book.nouns.get(word.token.lower)
        best: list[Frame] = []
        length = 0
        for frame in entries or ():
            n = len(frame.words)
            if n < length:
                break
            if _noun_match(frame, parse, i):
                best.append(frame)
                length = n
        piece = parse.chunk_at(i)
        if best and piece is not None and _heads(parse, piece, i + length - 1):
            yield Trigger(i, i + length, "n", tuple(best), chunk=piece)
            i += length
        else:
            i += 1


def _noun_match(frame: Frame, parse: Parse, i: int) -> bool:
    n = len(frame.words)
    if i + n > len(parse.words):
        return False
    for k, word in enumerate(frame.words):
        lower = parse.words[i + k].token.lower
        if lower == word or (k == n - 1 and lower in (word + "s", word + "es")) or (n == 1):
            continue
        return False
    return True


def _heads(parse: Parse, piece: Chunk, last: int) -> bool:
    """Whether a noun heads its phrase: the strike, but not the strike force."""
    return all(w.tag in ("TM", "CD", "RB") for w in parse.words[last + 1 : piece.end])


def _name_like(parse: Parse, i: int) -> bool:
    """A capital inside a sentence that is part of a name: Operation Storm, March."""
    before = parse.words[i - 1]
    after = parse.words[i + 1] if i + 1 < len(parse.words) else None
    return before.capital or (after is not None and after.capital) or before.tag not in (".", "QU", ":", "—")
