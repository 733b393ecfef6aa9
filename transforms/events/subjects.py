"""The left side of a verb: its subject, and the verb that governs it."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.chunks import Chunk
from transforms.events.syntax import Group
from transforms.events.tagging import Word
from transforms.events.wordlists import word_list


def find_subject(words: Sequence[Word], chunks: Sequence[Chunk], groups: Sequence[Group], number: int) -> None:
    """Subject of a group and the group that governs it."""
    group = groups[number]
    previous = groups[number - 1] if number else None
    if group.kind == "infinitive":
        group.governor = number - 1 if previous else None
        if previous:
            # "told them to leave": the object acts; "agreed to leave": the subject does
            controls = previous.object if previous.object and not previous.passive else None
            group.subject = controls if controls and previous.lemma in _OBJECT_CONTROL else previous.subject
        return
    if group.kind == "gerund":
        before = words[group.start - 1] if group.start else None
        left = _chunk_ending(chunks, group.start)
        if before is not None and before.tag == "NN" and left is not None and not left.temporal:
            group.subject = left
            group.relative = True
        elif previous is not None:
            group.subject = previous.subject
            if before is not None and before.tag == "IN" and previous.lemma in _ACCUSING and previous.object:
                group.subject = previous.object  # "accused the staff of training spies"
            group.governor = number - 1
        elif number + 1 < len(groups):
            group.governor = number + 1
        return
    if group.kind == "participle":
        left = _chunk_ending(chunks, group.start) or _chunk_ending(chunks, group.start - 1)
        group.subject = left
        return
    group.subject, group.relative, shared = _subject(words, chunks, groups, number)
    if shared is not None:
        other = groups[shared]
        group.subject = group.subject or other.subject
        if other.kind == "infinitive" and group.form == "VB":
            group.kind = "infinitive"
            group.governor = other.governor
    if previous is not None and group.governor is None and _is_complement(words, previous, group):
        group.governor = number - 1
        group.complement = True


_ACCUSING = word_list("subjects_accusing")
_OBJECT_CONTROL = word_list("subjects_object_control")


def _chunk_ending(chunks: Sequence[Chunk], end: int) -> Chunk | None:
    for piece in chunks:
        if piece.end == end:
            return piece
    return None


def _is_complement(words: Sequence[Word], governor: Group, group: Group) -> bool:
    """Whether a finite clause is what the verb before it says: "said (that) the town fell"."""
    between = [w.tag for w in words[governor.end : group.start]]
    if "SB" in between:
        first = between.index("SB")
        word = words[governor.end + first].token.lower
        return word in ("that", "whether", "if") and not any(t in (",", ";", ":") for t in between[:first])
    return not any(t in (",", ";", ":", "WP", "CC", "—", "QU") for t in between) and governor.object is not None


def _subject(
    words: Sequence[Word], chunks: Sequence[Chunk], groups: Sequence[Group], number: int
) -> tuple[Chunk | None, bool, int | None]:
    """Subject of a finite group, whether through a relative pronoun, and the group it shares its subject with."""
    group = groups[number]
    i = group.start - 1
    while i >= 0:
        word = words[i]
        if word.tag == "WP":
            left = i - 1
            while left >= 0 and words[left].tag in (",", "IN", "DT"):
                left -= 1
            return _covering(chunks, left), True, None
        if word.tag in ("SB", ";", ":", "—"):
            return None, False, None
        if word.tag == "CC":
            return None, False, number - 1 if number else None
        if word.tag == ",":
            opening = _opening_comma(words, groups, number, i)
            if opening is None:
                return None, False, number - 1 if number else None
            i = opening - 1
            continue
        if word.tag == ")":
            opening = next((j for j in range(i - 1, -1, -1) if words[j].tag == "("), None)
            i = (opening if opening is not None else i) - 1
            continue
        if word.tag == "QU":
            i -= 1
            continue
        piece = _covering(chunks, i)
        if piece is None:
            if word.tag == "VB" or word.tag in ("BE", "HV"):
                other = next((g for g in groups[:number] if g.start <= i < g.end), None)
                if other is not None and other.kind in ("participle", "gerund"):
                    i = other.start - 1
                    continue
                if other is not None and other.relative:
                    i = other.start - 1
                    while i >= 0 and words[i].tag != "WP":
                        i -= 1
                    i -= 1
                    continue
                return None, False, None
            i -= 1
            continue
        before = words[piece.start - 1].tag if piece.start else ""
        if piece.temporal:
            i = piece.start - 1
            continue
        if before == "IN" or (before == "RB" and piece.start > 1 and words[piece.start - 2].tag == "IN"):
            i = piece.start - 2
            continue
        if before == "VB" and words[piece.start - 1].form == "VBG":
            other = next((g for g in groups[:number] if g.head == piece.start - 1), None)
            if other is not None and other.kind == "gerund":
                i = other.start - 1
                continue
        if before == "VB":
            other = next((g for g in groups[:number] if g.start <= piece.start - 1 < g.end), None)
            if other is not None and other.relative and other.kind == "finite":
                return other.subject, False, None
            if other is not None and other.kind == "infinitive":
                i = other.start - 1
                continue
            if other is not None and other.subject is not None and words[other.subject.start - 1].tag in ("WP", "DT"):
                marker = words[other.subject.start - 1]
                if other.subject.start and marker.token.lower in ("what", "whom", "which"):
                    i = other.subject.start - 2  # "of what he called terrorists"
                    continue
        first = piece
        while first.start >= 2 and words[first.start - 1].tag == "CC" and words[first.start - 1].token.lower == "and":
            left_piece = _covering(chunks, first.start - 2)
            if left_piece is None or left_piece.temporal:
                break
            if left_piece.start and words[left_piece.start - 1].tag in ("VB", "IN"):
                break
            first = _list_start(words, chunks, left_piece)
        return first, False, None
    return None, False, None


def _list_start(words: Sequence[Word], chunks: Sequence[Chunk], piece: Chunk) -> Chunk:
    """The first of the phrases before "and": "teachers, parents and students"."""
    first = piece
    while first.start >= 2 and words[first.start - 1].tag == ",":
        left = _covering(chunks, first.start - 2)
        if left is None or left.temporal or left.end != first.start - 1 or words[left.start - 1].tag in ("VB", ","):
            break
        first = left
        if first.start and words[first.start - 1].tag == "IN":
            break
    return first


def _covering(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    for piece in chunks:
        if piece.start <= i < piece.end:
            return piece
    return None


def _opening_comma(words: Sequence[Word], groups: Sequence[Group], number: int, i: int) -> int | None:
    """The comma that opens what the comma at i closes: an apposition, a relative clause, a date.

    None for a list of verbs ("closed in, fired"), whose subject is shared.
    """
    j = i - 1
    while j >= 0 and words[j].tag != ",":
        if words[j].tag in (";", ":", "—"):
            return None
        j -= 1
    inside = words[j + 1 : i] if j >= 0 else words[:i]
    tags = [w.tag for w in inside]
    verbs = [g for g in groups[:number] if j < g.head < i and g.kind == "finite"]
    if j < 0:
        # "On Friday, troops" has its subject after the comma; "Troops, in a raid, took" has two commas
        return None if verbs else 0
    if verbs and tags[:1] != ["WP"] and tags[:1] != ["SB"] and not any(t in ("WP", "SB") for t in tags[:3]):
        return None
    return j
