"""How parties are called and told apart: the words of a phrase, the name of a person, a state."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schemas.coded import Party
from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Parse
from transforms.events.grammar.words import in_capitals, in_small_letters
from transforms.events.parties.actors import Country, slug
from transforms.events.places.cues import everyday, given_names, personal
from transforms.events.wordlists import word_list

#: How American news gives a politician's party and state: "Rep. Jane Roe, D-Minn."
PARTY_LABEL = re.compile(r"[DRI]-[A-Z][A-Za-z]*\.?")

#: Words that headlines and names of houses write with capitals and that are no surnames.
_NO_SURNAMES = word_list("naming_headline_words") | word_list("building_violence") | word_list("unlisted_in_towns")
#: How somebody is called by the surname alone.
ADDRESS = frozenset({"Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Dr", "Dr.", "Sir", "Lord", "Lady"})
#: Words that take a person or a force out of office: "a former Canadian diplomat".
FORMER = frozenset({"former", "ex", "retired", "one-time", "onetime", "then", "ousted", "deposed"})
#: Below this the analyser's view of a name is a guess.
SURE_NAME = 0.6


def key_of(party: Party) -> str:
    """What a story knows a party by: its actor, or where it has none, its name."""
    return party.actor_id or party.name


def besides(parties: Iterable[Party], others: Iterable[Party]) -> list[Party]:
    """The parties that are not among others."""
    known = {key_of(p) for p in others}
    return [p for p in parties if key_of(p) not in known]


def state_party(country: Country, surface: str) -> Party:
    """The party that a state's name or capital stands for."""
    return Party(actor_id=slug(country.name), name=country.name, surface=surface, country=country.code, sector="GOV")


def surface_of(parse: Parse, piece: Chunk) -> str:
    """The phrase as the text has it, without a leading article or number."""
    start = piece.start
    while start < piece.head and (parse.words[start].tag in ("DT", "CD") or parse.words[start].token.lower == "least"):
        start += 1
    out: list[str] = []
    end: int | None = None
    for word in parse.words[start : piece.end]:
        if end is not None and word.token.start > end:
            out.append(" ")
        out.append(word.token.text)
        end = word.token.end
    return "".join(out)


def surface_with(parse: Parse, piece: Chunk) -> str:
    """The phrase with what it is of: "gate of a paramilitary camp"."""
    surface = surface_of(parse, piece)
    for preposition, inner in parse.complements(piece)[:1]:
        if preposition == "of" and inner.start == piece.end + 1 and not inner.pronoun:
            return f"{surface} of {surface_of(parse, inner)}"
    return surface


def person_name(parse: Parse, piece: Chunk, after: int = 0) -> str | None:
    """The run of capitals at the end of a phrase: "Osama Owayed al-Saleh", "President Juan Manuel Santos".

    Titles are left out, and the first `after` words of the phrase (a people's name, say).
    """
    words = parse.words[piece.start : piece.end]
    end = len(words)
    start = end
    while start > 0:
        word = words[start - 1]
        text = word.token.text
        if word.tag == "POS" or (word.tag in ("DT", "CD") and text not in _GENERATIONS):
            break
        if text[0].isupper() or text.split("-")[0].lower() in _NAME_PARTICLES:
            start -= 1
            continue
        break
    start = max(start, after)
    for position in range(end - 2, start - 1, -1):  # the last word is no title: "Kevin King"
        if in_small_letters(words[position].token.text) in _TITLES or words[position].token.lower.endswith("-year-old"):
            start = position + 1
            break
    if start >= end or (not words[end - 1].capital and "-" not in words[end - 1].token.text):
        return None
    return " ".join(w.token.text for w in words[start:end])


def is_surname(parse: Parse, at: int) -> bool:
    """Whether a word is the last of a person's name, whatever it means in lower case: "Rufus Church"."""
    name = parse.name_at(at)
    if name is None or name.kind != "PER" or name.score < SURE_NAME or name.start == at or name.end != at + 1:
        return False
    first = parse.words[name.start].token
    return parse.words[at].token.text[0].isupper() and first.lower in given_names()


def is_word(parse: Parse, at: int) -> bool:
    """Whether a capital is only that of a headline or of a text in capitals: "Car Bomb Kills Ten" names nobody."""
    name = parse.name_at(at)
    texts = [w.token.text for w in parse.words]
    if in_capitals(texts, at) and name is None:
        piece = parse.chunk_at(at)
        return piece is None or all(w.lower() not in personal() for w in texts[piece.start : piece.end])
    return parse.words[at].token.lower in everyday() | _NO_SURNAMES and (name is None or name.kind != "PER")


def surname(name: str) -> str:
    """The last name of a person: Pauley of "William H. Pauley III"."""
    words = [w for w in name.split() if w not in _GENERATIONS]
    return words[-1] if words else name


_TITLES = word_list("naming_titles")
#: What stands behind the names of fathers and sons.
_GENERATIONS = word_list("naming_generations")

_NAME_PARTICLES = word_list("naming_name_particles")
