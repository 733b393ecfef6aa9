"""Things that explode or are struck, and those meant by "set them alight" or by "drones at the country"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.ontology import STATE
from transforms.events.parties.antecedents import THEY
from transforms.events.parties.naming import key_of, state_party
from transforms.events.parties.told import Reference
from transforms.events.wordlists import word_list

#: Things that may be struck without anybody named.
TARGETS = ("facility", "building", "vehicle", "infrastructure", "convoy")
_THINGS = frozenset({"it", "them"})
#: What a thing does that explodes: "blew up", "went off".
_BURSTING = frozenset({"blow", "explode", "detonate", "go", "burst"})
#: What stands before whoever is struck.
_AGAINST = frozenset({"into", "on", "onto", "at", "against"})
#: Where people live who are no government, unless a state strikes them.
_HOMES = frozenset({"village", "villages", "hamlet", "hamlets"})
#: Nouns for deeds.
_DEEDS = word_list("building_violence") | {"protest", "protests", "rally", "rallies", "march", "strike", "strikes"}
_THE_COUNTRY = (["the", "country"], ["the", "nation"])


def thing_before(view: SentenceView, piece: Chunk) -> Chunk | None:
    """The thing of the same sentence that "it" or "them" means where a thing is struck: the last one before it."""
    words = view.parse.words
    low = words[piece.start].token.lower
    if low not in _THINGS:
        return None
    before = [c for c in view.parse.chunks if c.end <= piece.start and not (c.pronoun or c.temporal)]
    things = (c for c in reversed(before) if any(view.is_a(c, name) for name in TARGETS))
    return next((c for c in things if words[c.head].token.lower.endswith("s") == (low in THEY)), None)


def the_country(view: SentenceView, piece: Chunk, doers: Set[str | None]) -> Reference | None:
    """The state that "the country" means, to which something is done: "Russia launched drones at the country".

    It is the one that the report names most, but for those of whoever does it.
    """
    if [w.token.lower for w in view.parse.words[piece.start : piece.end]] not in _THE_COUNTRY:
        return None
    reader = view.reader
    told = (code for code, _ in reader.states.most_common() if code not in doers)
    state = next((reader.dictionary.countries.get(code) for code in told), None)
    return Reference(state_party(state, "the country"), "state", named=True) if state is not None else None


def is_it(view: SentenceView, piece: Chunk) -> bool:
    """Whether a phrase only points at a thing."""
    return view.parse.words[piece.start].token.lower in ("it", "which", "that")


def bursts(view: SentenceView, piece: Chunk) -> bool:
    """Whether a phrase is what explodes, whoever placed it: "an army van blew up", "when it blew up"."""
    verb = view.parse.group_at(view.parse.words[piece.head].head)
    bursting = verb is not None and verb.lemma in _BURSTING and verb.object is None
    return bursting and (is_it(view, piece) or view.is_a(piece, "vehicle"))


def belongs_to_the_struck(view: SentenceView, piece: Chunk) -> bool:
    """Whether a phrase says whose the thing is that is struck: "into a convoy of the force"."""
    words = view.parse.words
    at = piece.head
    while words[at].rel in ("nmod", "appos", "compound") and words[at].head >= 0:
        at = words[at].head
    whole = view.parse.chunk_at(at)
    before = words[whole.start - 1].token.lower if whole is not None and whole.start else ""
    return at != piece.head and words[at].rel == "obl" and before in _AGAINST


def is_deed(view: SentenceView, piece: Chunk) -> bool:
    """Whether a phrase is what somebody did, which nobody strikes: "condemned Iran's attack on Israel"."""
    return view.parse.words[piece.head].token.lower in _DEEDS


def at_home(noun: str, owner: Reference | None, doers: Sequence[Reference]) -> str | None:
    """The country of a village that is struck by others than a state: in "a Malian village" Mali is not attacked."""
    others = bool(doers) and not any(d.party.sector in STATE for d in doers)
    return owner.party.country if noun in _HOMES and others and owner is not None and owner.kind == "state" else None


def only_for(piece: Chunk, owner: Reference) -> bool:
    """Whether people before a thing are not whose it is, but for whom it is made: "a passenger plane"."""
    described = piece.possessor is None and owner.kind == "described"
    return described and owner.party.sector == "CVL" and owner.party.name.islower()


def tells_of_itself(view: SentenceView, piece: Chunk, found: Reference) -> bool:
    """Whether a pronoun stands for who says what it did: "Turkey said it had killed two militants"."""
    parse = view.parse
    verb = parse.group_at(parse.words[piece.head].head) if parse.words[piece.head].head >= 0 else None
    above = parse.groups[verb.governor] if verb is not None and verb.governor is not None else None
    speaker = view.reference(above.subject) if above is not None and above.subject is not None else None
    return speaker is not None and key_of(speaker.party) == key_of(found.party)
