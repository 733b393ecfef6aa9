"""The office before or beside a name: "Marty Natalegawa, Indonesia's foreign minister", "the mayor, Ana Ruiz"."""

from __future__ import annotations

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.parties.actors import Country, NounSense
from transforms.events.parties.making import LED, PartyMaker
from transforms.events.parties.naming import FORMER
from transforms.events.parties.phrase import Phrase

#: Sectors whose offices tell what their holder's words count for.
_OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "REL"})
#: Those whose leaders are of them: "a bandit leader, Halilu Sububu".
_LED = frozenset(LED.values()) - {"CVL"}


def title_of(maker: PartyMaker, bearer: Phrase, person: str) -> NounSense | None:
    """What the words before a name say of who bears it: "President Juan Manuel Santos"."""
    return maker.noun(bearer.low[: max(0, bearer.at + 1 - len(person.split()))])[0]


def office_beside(maker: PartyMaker, bearer: Phrase) -> tuple[NounSense | None, Country | None]:
    """What the phrase beside a name says of who bears it, and of which state that is.

    Not where it says what somebody was before ("a former minister") or whom he leads ("leader of the rebels"), but
    where it says of what town: "the mayor of Manta".
    """
    parse, phrase = bearer.parse, _beside(bearer.parse, bearer.piece)
    if phrase is None:
        return None, None
    words = [w.token.lower for w in parse.words[phrase.start : phrase.head + 1]]
    sense, _ = maker.noun(words)
    if sense is None or sense.sector not in _OFFICES | _LED or not FORMER.isdisjoint(words):
        return None, None
    whole = next((inner for preposition, inner in parse.complements(phrase)[:1] if preposition in ("of", "for")), None)
    if whole is not None:
        state = maker.state_of(parse, whole, bearer.key)
        return (sense, state) if state is not None else (None, None)
    named = (m.name.country for m in maker.names_in(parse, bearer.key) if phrase.start <= m.start < phrase.end)
    return sense, next((country for country in named if country is not None), None)


def _beside(parse: Parse, name: Chunk) -> Chunk | None:
    """The phrase that is in apposition to a name, after or before its comma."""
    inside = range(name.start, name.end)
    hanging = (c for i in inside for c in parse.children[i] if c >= name.end)
    after = next((c for c in hanging if parse.words[c].rel == "appos"), None)
    if after is not None:
        return parse.chunk_at(after)
    one = parse.words[name.start]
    if one.rel == "appos" and one.head < name.start:  # "the mayor of Manta, Ana Ruiz"
        return parse.chunk_at(one.head)
    comma = name.start - 1
    before = parse.chunk_at(comma - 1) if comma > 0 and parse.words[comma].token.text == "," else None
    if before is None or before.end != comma:
        return None
    other = parse.words[before.head]
    return before if other.head in inside or (one.rel, one.head) == (other.rel, other.head) else None
