"""Sentences that say where what follows happened: "Nowhere was it worse than in Mosul", "In Baghdad a bag stood"."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.places.resolve import ResolvedPlace
from transforms.events.sentences import Sentence
from transforms.events.wordlists import word_list

#: Words that such a sentence begins with, where it does not begin with the place.
_OPENING = word_list("setting_opening")
#: Words of sentences that tell of somebody: who said something, who was born or lives there.
_NOT = word_list("setting_not")
_LONGEST = 12
#: Prepositions that put all that a sentence tells somewhere, and how early: "And in Baghdad a man left a bag ...".
_AT = frozenset({"in", "at", "near", "around", "outside"})
_EARLY = 2
_QUOTES = frozenset('"“”‘')


def setting(sentence: Sentence, places: Sequence[ResolvedPlace], text: str) -> ResolvedPlace | None:
    """The place whose scene a sentence sets, if it does: "Timbuktu's turn came on Monday"."""
    words = [w.strip(".,;:!?").lower() for w in sentence.text.split()]
    if not _NOT.isdisjoint(words) or not _QUOTES.isdisjoint(sentence.text):
        return None
    named = [r for r in places if not r.mention.nested]
    if not named or not _is_spot(named[0]):
        return None
    before = text[sentence.start : named[0].mention.start].lower().replace(",", "").split()
    first = before[0] if before else None
    if 0 < len(before) <= _EARLY and before[-1] in _AT:
        return named[0]
    opens = first is None or first in _OPENING
    return named[0] if opens and len(named) == 1 and len(words) <= _LONGEST else None


def _is_spot(resolved: ResolvedPlace) -> bool:
    """Whether a name is that of a town or a region, and of no people or state."""
    place, mention = resolved.place, resolved.mention
    return place is not None and place.precision != "country" and not mention.demonym and not mention.dateline
