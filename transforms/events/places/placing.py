"""Which place names of a story may be places of events, and what stands before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.parties.actors import Name
from transforms.events.places.resolve import ResolvedPlace
from transforms.events.wordlists import status_words, word_list

_HOUSES = frozenset({"house", "hall", "palace", "prison", "hospital", "hotel"})
LOCATIVE = word_list("scene_locative")


def supported(
    places: Sequence[ResolvedPlace], states: Counter[str], actors: Mapping[str, Sequence[Name]]
) -> list[ResolvedPlace]:
    """Leaves out places that are none of this story's.

    Towns in a country that nothing else in the story points to, where another country leads clearly: a district that
    the gazetteer lacks often shares its name with a town far away. And what only looks like a place that the gazetteer
    lacks, but is the name of a party: "the last Tiger town". `actors` are the names of parties by their first word.
    """
    leading = states.most_common(1)[0][1] if states else 0
    kept: list[ResolvedPlace] = []
    for resolved in places:
        place = resolved.place
        lonely = (
            place is not None
            and place.precision != "country"
            and place.country is not None
            and place.name != resolved.mention.surface
            and resolved.mention.container is None
            and not resolved.mention.dateline
            and leading >= 3
            and states.most_common(1)[0][0] != place.country
            and states.get(place.country, 0) <= sum(1 for r in places if r.place and r.place.name == place.name)
        )
        none = lonely or _of_party(resolved, actors) or _is_house(resolved)
        kept.append(replace_place(resolved) if none else resolved)
    return kept


def _is_house(resolved: ResolvedPlace) -> bool:
    """Whether a name is that of a house, which some small town elsewhere bears too: "Government House"."""
    words = resolved.mention.surface.lower().split()
    town = resolved.place is not None and resolved.place.precision == "town"
    return town and len(words) > 1 and words[-1] in _HOUSES


def _of_party(resolved: ResolvedPlace, actors: Mapping[str, Sequence[Name]]) -> bool:
    place, surface = resolved.place, resolved.mention.surface
    guessed = place is not None and place.lat is None and place.precision == "town"
    words = tuple(surface.split())
    bare = len(words) > 1 and not resolved.mention.located and resolved.mention.container is None
    if bare and any(name.kind == "actor" and name.words == words for name in actors.get(words[0], ())):
        return True  # "handed them to the Red Cross", which is a town as well
    return guessed and any(
        name.kind == "actor" and name.words == (word,)
        for word in (surface, f"{surface}s")
        for name in actors.get(word, ())
    )


def replace_place(resolved: ResolvedPlace) -> ResolvedPlace:
    """The mention with its place left open."""
    return replace(resolved, place=None)


def preposition_before(view: SentenceView, piece: Chunk | None) -> str | None:
    """The locative preposition before a phrase, if any."""
    if piece is None or piece.start == 0:
        return None
    i = piece.start - 1
    while (
        i > 0
        and view.parse.words[i].tag in ("RB", "CD", "NN")
        and i > piece.start - 4
        and view.parse.words[i].tag == "RB"
    ):
        i -= 1
    word = view.parse.words[i]
    if word.tag in ("IN", "TO", "AM") or word.token.lower == "to":
        return word.token.lower if word.token.lower in LOCATIVE else None
    return None


def speaker_place(view: SentenceView, position: int) -> bool:
    """Whether a place only says where a speaker is: "officials in Erbil said"."""
    for group in view.parse.groups:
        if group.lemma not in status_words("saying") or group.subject is None:
            continue
        told = any(group.subject.end <= other.head < position for other in view.parse.groups)
        if not told and group.subject.end <= position < min(group.start, group.subject.end + 6):
            return True
    return False
