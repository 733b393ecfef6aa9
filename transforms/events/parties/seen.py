"""Names that no dictionary has, as the analyser takes them: groups and organisations are parties, places are none."""

from __future__ import annotations

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.parties.acronyms import sector_of_name
from transforms.events.parties.actors import Country, NounSense
from transforms.events.parties.naming import SURE_NAME
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

#: Sectors of organisations that are of the state that a story is about.
_OF_A_STATE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
#: What a word before a name says of its bearer: "the ruling NDC", "the weekly Al-Raya".
_BEFORE = dict(entry.split("=") for entry in word_list("seen_before"))
#: How many letters an organisation is called by at most.
_LETTERS = 7


def seen_party(
    parse: Parse, piece: Chunk, surface: str, sense: NounSense | None, story: str, focus: Country | None
) -> tuple[Reference | None] | None:
    """What the analyser takes a name for that no dictionary has: a party, no party (a place), or no view (None).

    Its groups and organisations are parties, its places and works are none.
    """
    name = parse.name_at(piece.head)
    if name is None or name.score < SURE_NAME:
        return _called_by_letters(parse, piece, surface)
    if name.kind in ("LOC", "MISC"):
        return (None,)
    if name.kind not in ("GRP", "ORG"):
        return None
    first = name.start
    if parse.words[first].tag == "POS":  # the analyser cut "the Sheriff's Department" in two
        first = next(i for i in range(piece.start, name.end) if parse.words[i].tag != "DT")
    text = story[parse.words[first].token.start : parse.words[name.end - 1].token.end]
    seen = (
        sector_of_name(text.split())
        or _told_before(parse, piece.start, first)
        or ("REB" if name.kind == "GRP" else None)
    )
    sector = sense.sector if sense is not None else seen
    if sense is not None and name.end - name.start < 2:
        return None
    country = focus.code if focus is not None and sector in _OF_A_STATE else None
    party = Party(name=text, surface=surface, country=country, sector=sector)
    return (Reference(party, "actor", named=True),)


def _told_before(parse: Parse, start: int, name: int) -> str | None:
    """What the words before a name say of its bearer: "the ruling NDC" is a party."""
    before = (word.token.lower for word in parse.words[start:name])
    return next((_BEFORE[word] for word in before if word in _BEFORE), None)


def _called_by_letters(parse: Parse, piece: Chunk, surface: str) -> tuple[Reference] | None:
    """An organisation by letters that the analyser does not know, where words before them say what it is."""
    letters = parse.words[piece.head].token.text
    sector = _told_before(parse, piece.start, piece.head)
    if sector is None or not (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= _LETTERS):
        return None
    return (Reference(Party(name=letters, surface=surface, country=None, sector=sector), "actor", named=True),)
