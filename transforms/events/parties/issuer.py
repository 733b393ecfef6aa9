"""Who issues a text: the state whose ministry or embassy publishes it, which "the Ministry" and "we" then mean."""

from __future__ import annotations

from transforms.events.grammar.words import tokenize
from transforms.events.parties.actors import ActorDictionary, Country
from transforms.events.wordlists import word_list

#: What a publisher is that speaks for a state.
_OFFICES = word_list("issuer_offices")
_KINDS = frozenset({"country", "demonym", "capital"})


def issuer_of(publisher: str | None, dictionary: ActorDictionary) -> Country | None:
    """The state that a publisher speaks for; None for an outlet.

    "Ministry of Foreign Affairs of the Republic of Peru" gives Peru, as "Peruvian embassy in Quito"; "Lima Times" None.
    """
    words = [t.text for t in tokenize(publisher or "")]
    if _OFFICES.isdisjoint(w.lower() for w in words):
        return None
    named = (m.name.country for m in dictionary.find(words) if m.name.kind in _KINDS)
    return next((country for country in named if country is not None), None)
