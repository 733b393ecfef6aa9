"""States that share a name: "North and South Korea", "the two Sudans"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.coded import Party
from transforms.events.parties.actors import ActorDictionary, NameMatch
from transforms.events.parties.naming import state_party
from transforms.events.wordlists import word_list

#: "Koreas=KP=KR": the plural of a name and the states that bear it.
_TWINS = {plural: codes for plural, *codes in (entry.split("=") for entry in word_list("twins_states"))}
#: The first words of such names.
_SIDES = frozenset({"North", "South", "East", "West"})


def twin_states(words: Sequence[str], dictionary: ActorDictionary) -> list[Party]:
    """The states that a phrase such as "the two Koreas" means; none for other phrases."""
    codes = _TWINS.get(words[-1], ())
    return [state_party(dictionary.countries[code], " ".join(words)) for code in codes]


def halved_names(words: Sequence[str], dictionary: ActorDictionary) -> Iterator[NameMatch]:
    """Names whose second word stands after another state of it: the "North" of "North and South Korea"."""
    for i, word in enumerate(words[:-3] if not _SIDES.isdisjoint(words) else ()):
        if word in _SIDES and words[i + 1] in ("and", "or") and words[i + 2] in _SIDES:
            for match in dictionary.find([word, words[i + 3]], {}):
                if match.end - match.start == 2 and match.name.country is not None:
                    yield NameMatch(i, i + 1, match.name)
