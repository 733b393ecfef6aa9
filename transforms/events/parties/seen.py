"""Names that no dictionary has, as the analyser takes them: groups and organisations are parties, places are none."""

from __future__ import annotations

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.parties.acronyms import sector_of_name
from transforms.events.parties.actors import Country, NounSense
from transforms.events.parties.naming import SURE_NAME
from transforms.events.parties.told import Reference

#: Sectors of organisations that are of the state that a story is about.
_OF_A_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})


def seen_party(
    parse: Parse, piece: Chunk, surface: str, sense: NounSense | None, story: str, focus: Country | None
) -> tuple[Reference | None] | None:
    """What the analyser takes a name for that no dictionary has: a party, no party (a place), or no view (None).

    Its groups and organisations are parties, its places and works are none.
    """
    name = parse.name_at(piece.head)
    if name is None or name.score < SURE_NAME:
        return None
    if name.kind in ("LOC", "MISC"):
        return (None,)
    if name.kind not in ("GRP", "ORG"):
        return None
    first = name.start
    if parse.words[first].tag == "POS":  # the analyser cut "the Sheriff's Department" in two
        first = next(i for i in range(piece.start, name.end) if parse.words[i].tag != "DT")
    text = story[parse.words[first].token.start : parse.words[name.end - 1].token.end]
    sector = (
        sense.sector if sense is not None else sector_of_name(text.split()) or ("REB" if name.kind == "GRP" else None)
    )
    if sense is not None and name.end - name.start < 2:
        return None
    country = focus.code if focus is not None and sector in _OF_A_STATE else None
    party = Party(name=text, surface=surface, country=country, sector=sector)
    return (Reference(party, "actor", named=True),)
