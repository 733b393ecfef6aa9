"""Parties of several countries or peoples under one noun: "Russian and Ukrainian officials", "Hutu and Tutsi men"."""

from __future__ import annotations

from dataclasses import replace

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.parties.actors import Country, slug
from transforms.events.parties.find import PartyReader
from transforms.events.parties.peoples import two_peoples
from transforms.events.parties.told import Reference

#: Kinds of references that a noun and a country make.
_OF_COUNTRIES = frozenset({"force", "described"})
_JOINING = frozenset({"and", ",", "or"})


def _named_before(reader: PartyReader, parse: Parse, piece: Chunk, last: Reference, key: int) -> list[Reference]:
    """The parties of the countries, or of the people, before the one that a phrase was read as; remembers them.

    Args:
        reader: the parties of the story.
        parse: the sentence.
        piece: the phrase: adjectives of countries joined by "and" or commas, and a noun.
        last: what the phrase was read as: the party of the last country.
        key: the start of the sentence.
    """
    pair = two_peoples(parse, piece)
    if pair is not None and last.party.name == pair[1]:
        return [replace(last, party=replace(last.party, name=pair[0], surface=pair[0]))]
    names = [m for m in reader.names_in(parse, key) if piece.start <= m.start < m.end <= piece.end]
    joined = {k for m in names for k in range(m.start, m.end)}
    between = range(names[0].start, names[-1].end) if names else range(0)
    listed = len(names) > 1 and all(k in joined or parse.words[k].token.lower in _JOINING for k in between)
    outside = _outside(reader, parse, piece, key)
    if last.kind == "actor":
        found = [reader.named(m.name.actor, parse.words[m.start].token.text)
                 for m in names[:-1] if listed and m.name.actor is not None]  # fmt: skip
        return [r for r in (*outside, *found) if r.party.actor_id != last.party.actor_id]
    own = reader.dictionary.countries.get(last.party.country or "")
    if outside or own is None or last.kind not in _OF_COUNTRIES or not listed or names[-1].end > piece.head:
        return outside
    noun = " ".join(w.token.text for w in parse.words[names[-1].end : piece.end])
    found = []
    for m in names[:-1]:
        if m.name.country is not None and m.name.country.code != own.code:
            found.append(_of(last, own, m.name.country, f"{parse.words[m.end - 1].token.text} {noun}"))
            reader.memory.add(found[-1], parse, replace(piece, start=m.start, end=m.end, head=m.end - 1), key)
    return found


def all_named(reader: PartyReader, parse: Parse, piece: Chunk, found: Reference, key: int) -> list[Reference]:
    """All parties of a phrase in order: what it was read as, those named before that, and those of other states."""
    before = _named_before(reader, parse, piece, found, key)
    return [*before, found, *_of_other_states(reader, parse, piece, found, key)]


def _of_other_states(reader: PartyReader, parse: Parse, piece: Chunk, first: Reference, key: int) -> list[Reference]:
    """The same party of the states named after the first, and other parties there: "presidents of Rwanda and Congo"."""
    own = reader.dictionary.countries.get(first.party.country or "")
    state = next((inner for preposition, inner in parse.complements(piece) if preposition == "of"), None)
    several = parse.words[piece.head].token.lower.endswith("s")
    if own is None or state is None or not several or first.kind not in _OF_COUNTRIES | {"state"}:
        return []
    found: list[Reference] = []
    for other in parse.conjuncts(state)[1:]:
        read = reader.read(parse, other, key)
        if read is None:
            continue
        country = reader.dictionary.countries.get(read.party.country or "") if read.kind == "state" else None
        if country is not None and first.kind != "state":
            read = _of(first, own, country, read.party.surface)
        found.append(read)
    return found


def _outside(reader: PartyReader, parse: Parse, piece: Chunk, key: int) -> list[Reference]:
    """The party before "and" that shares the noun of a phrase: "Houthi" of "Houthi and government forces"."""
    other = parse.chunk_at(piece.start - 2) if piece.start > 1 else None
    if other is None or other.end != piece.start - 1 or parse.words[other.end].token.lower != "and":
        return []
    shares = parse.words[other.head].rel in ("compound", "amod") and parse.words[other.head].head == piece.head
    found = reader.read(parse, other, key) if shares else None
    return [found] if found is not None and found.kind == "actor" else []


def _of(last: Reference, own: Country, country: Country, surface: str) -> Reference:
    """The same party of another country."""
    party = last.party
    of_own = f" of {own.name}"
    if not party.name.endswith(of_own):
        other = Party(actor_id=None, name=party.name, surface=surface, country=country.code, sector=party.sector)
    else:
        name = f"{party.name.removesuffix(of_own)} of {country.name}"
        other = Party(actor_id=slug(name), name=name, surface=surface, country=country.code, sector=party.sector)
    return Reference(other, last.kind, named=last.named, plural=True)


def with_the_next(reader: PartyReader, parse: Parse, piece: Chunk, found: Reference, key: int) -> Reference:
    """A people's name that shares the noun of the phrase joined to it: "Kyrgyz and Tajik border guards".

    Args:
        reader: the parties of the story.
        parse: the sentence.
        piece: the phrase.
        found: what it was read as.
        key: the start of the sentence.
    """
    following = [c for c in parse.conjuncts(piece) if c.start == piece.end + 1]
    if found.kind != "people" or piece.end - piece.start > 1 or piece.end >= len(parse.words) or not following:
        return found
    if parse.words[piece.end].token.lower not in _JOINING or parse.words[piece.head].token.lower.endswith("s"):
        return found
    other = reader.read(parse, following[0], key)
    own = reader.dictionary.countries.get(other.party.country or "") if other is not None else None
    country = reader.dictionary.countries.get(found.party.country or "")
    if other is None or other.kind not in _OF_COUNTRIES or own is None or country is None:
        return found
    name = next((m for m in reader.names_in(parse, key) if following[0].start <= m.start < following[0].end), None)
    if name is None or name.name.country is None or name.end > following[0].head:
        return found
    noun = " ".join(w.token.text for w in parse.words[name.end : following[0].end])
    shared = _of(other, own, country, f"{found.party.surface} {noun}")
    reader.memory.add(shared, parse, piece, key)
    return shared
