"""Which of the parties told before a pronoun stands for: what speaks for each, weighed as annotated passages teach.

The weights are those of a choice among candidates (a conditional logit over their features), fitted by
`python -m training.antecedents` and kept in data/antecedents.tsv. The features are those of the literature on pronouns
since Lappin and Leass 1994: distance, parts in the sentence, number, how often and how plainly a party was told.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from transforms.events.grammar.syntax import Parse
from transforms.events.parties.told import Told
from transforms.events.tables import weights_of
from transforms.events.wordlists import status_words, word_list

HE = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
THEY = frozenset({"they", "them", "their", "themselves"})
IT = frozenset({"it", "its", "itself"})
POSSESSIVES = frozenset({"his", "her", "its", "their"})

#: What is done to captives, and what those do who go on speaking.
_OF_CAPTIVES = word_list("antecedents_of_captives")
_SPEAKING = status_words("saying") | word_list("status_accusing")
#: How many sentences, and how many phrases, back are told apart.
_FAR, _FAR_PHRASES = 3, 8
_MOST_TOLD = 4
#: How many verbs above a pronoun are looked at.
_HEIGHT = 12
_PARTS = {
    "nsubj": "subject", "nsubj:pass": "subject", "csubj": "subject", "obl:agent": "subject", "obj": "object",
    "iobj": "object", "obl": "oblique", "nmod": "noun's", "nmod:poss": "owner", "compound": "compound",
}  # fmt: skip
_SAME = frozenset({"conj", "flat", "appos"})
#: Pronouns that cannot stand for who acts on them, and clauses that share the subject of the verb above.
_UNDERGOING = frozenset({"him", "them", "it"})
_SHARED = frozenset({"advcl", "conj", "xcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
#: How clauses hang on nouns.
_OF_NOUNS = frozenset({"acl", "acl:relcl"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun, or a possessive before a noun, at its place: `start` is its word, `sentence` the sentence's number."""

    word: str
    parse: Parse
    start: int
    sentence: int

    @property
    def kind(self) -> str:
        return "he" if self.word in HE else "they" if self.word in THEY else "it"


def part_of(parse: Parse, word: int) -> tuple[str, int]:
    """What a word is in its clause, and the word that it depends on; joined words are what the first of them is."""
    steps = 0
    while parse.words[word].rel in _SAME and parse.words[word].head >= 0 and steps < _HEIGHT:
        word = parse.words[word].head
        steps += 1
    return _PARTS.get(parse.words[word].rel, "other"), parse.words[word].head


def meant(pronoun: Pronoun, candidates: Sequence[Told]) -> Told | None:
    """The likeliest of the parties told before, in their order; the later of two that are as likely."""
    for one in (_captive, _goes_on_speaking, _of_own_deeds):
        told = one(pronoun, candidates)
        if told is not None:
            return told
    weights = _weights()
    around = frozenset(pronoun.parse.upwards(pronoun.start))
    best: tuple[float, Told] | None = None
    for told, found in zip(candidates, features(pronoun, candidates), strict=True):
        if _acts_on(pronoun, told) or _aside(pronoun, told, around):
            continue
        score = sum(weights.get(name, 0.0) * value for name, value in found.items())
        if best is None or score >= best[0]:
            best = score, told
    return best[1] if best is not None else None


def _captive(pronoun: Pronoun, candidates: Sequence[Told]) -> Told | None:
    """Who was abducted, where the pronoun is freed: "gunmen kidnapped a priest on Monday. He was released"."""
    if pronoun.word not in HE | THEY or not pronoun.parse.undergoes(pronoun.start, _OF_CAPTIVES):
        return None
    taken = (t for t in reversed(candidates) if t.taken and t.sentence < pronoun.sentence)
    return next((t for t in taken if t.plural == (pronoun.word in THEY)), None)


def _goes_on_speaking(pronoun: Pronoun, candidates: Sequence[Told]) -> Told | None:
    """The one who spoke in the sentence before: "Police spokesman John Roe said ... He accused ...".

    A person by name, or the body that says or accuses more: "Congo's government said ... It accused ...".
    """
    part, verb = part_of(pronoun.parse, pronoun.start)
    if pronoun.start > 0 or part != "subject" or verb < 0:
        return None
    spoke = [t for t in candidates if t.speaks and t.sentence == pronoun.sentence - 1]
    if pronoun.word in IT and pronoun.parse.words[verb].lemma in _SPEAKING:
        return spoke[0] if len(spoke) == 1 else None
    spoke = [t for t in spoke if t.person and pronoun.word in HE]
    named = [t for t in spoke if t.reference.kind == "person" and t.reference.named]
    return named[0] if len(named) == len(spoke) == 1 else None


def _of_own_deeds(pronoun: Pronoun, candidates: Sequence[Told]) -> Told | None:
    """Who says what the pronoun, or what is its own, did: "the SDF said it captured a commander", "its men did"."""
    words = pronoun.parse.words
    subject = words[pronoun.start].head if words[pronoun.start].rel == "nmod:poss" else pronoun.start
    clause = words[subject].head
    if words[subject].rel != "nsubj" or clause < 0 or words[clause].rel != "ccomp":
        return None
    saying = words[clause].head
    own = [t for t in candidates if t.speaks and t.sentence == pronoun.sentence and t.verb == saying]
    told = next((t for t in own if t.reference.named), own[0] if own else None)
    speaker = next((c for c in pronoun.parse.children[saying] if words[c].rel == "nsubj"), pronoun.start)
    if told is None and speaker < pronoun.start and words[speaker].token.lower in HE | THEY | IT:
        return meant(Pronoun(words[speaker].token.lower, pronoun.parse, speaker, pronoun.sentence), candidates)
    return told


def _acts_on(pronoun: Pronoun, told: Told) -> bool:
    """Whether a party does what the pronoun undergoes, so that it is somebody else: "they ordered them out".

    The subject of a verb without one of its own is that of the verb above: "before shooting them".
    """
    part, verb = part_of(pronoun.parse, pronoun.start)
    if (
        pronoun.word not in _UNDERGOING
        or part != "object"
        or told.part != "subject"
        or told.sentence != pronoun.sentence
    ):
        return False
    words = pronoun.parse.words
    for _ in range(_HEIGHT):
        if verb < 0 or verb == told.verb:
            return verb >= 0
        if words[verb].rel not in _SHARED or any(words[c].rel in _SUBJECTS for c in pronoun.parse.children[verb]):
            return False
        verb = words[verb].head
    return False


def _aside(pronoun: Pronoun, told: Told, around: Set[int]) -> bool:
    """Whether a party is told in a clause that only says of a noun what it is: "Mali, which left the bloc, said".

    `around` are the pronoun and the words above it, which such a clause may be as well.
    """
    if told.sentence != pronoun.sentence or told.verb < 0:
        return False
    apart = itertools.takewhile(lambda at: at not in around, pronoun.parse.upwards(told.verb))
    return any(pronoun.parse.words[at].rel in _OF_NOUNS for at in apart)


def features(pronoun: Pronoun, candidates: Sequence[Told]) -> Iterator[dict[str, float]]:
    """What speaks for or against each candidate, by name; values are about 0 to 1."""
    often = Counter(_who(c) for c in candidates)
    for number, told in enumerate(candidates):
        found = dict(_of_candidate(pronoun, told))
        back = len(candidates) - 1 - number
        found["phrases back"] = min(back, _FAR_PHRASES) / 4
        found["told last"] = float(back == 0)
        found["told first"] = float(number == 0)
        found["told again"] = float(min(often[_who(told)], _MOST_TOLD) - 1)
        yield found


def _of_candidate(pronoun: Pronoun, told: Told) -> Iterator[tuple[str, float]]:
    kind, distance = pronoun.kind, pronoun.sentence - told.sentence
    here = "owner" if pronoun.word in POSSESSIVES and _owns(pronoun) else part_of(pronoun.parse, pronoun.start)[0]
    near = "same sentence" if distance == 0 else "before"
    yield f"sentences back: {min(distance, _FAR)}", 1.0
    yield "sentences back", float(min(distance, 2 * _FAR))
    yield f"{here} for {told.part}, {near}", 1.0
    yield f"{kind}: {'several' if told.plural else 'person' if told.person else 'one'}", 1.0
    yield f"{kind}: {told.reference.party.sector or 'no sector'}", 1.0
    yield f"{kind}: named", float(told.reference.named)
    yield "speaks", float(told.speaks)
    yield f"speaks, sentences back: {min(distance, 2)}", float(told.speaks)
    if distance == 0:
        yield from _in_sentence(pronoun, here, told)


def _in_sentence(pronoun: Pronoun, here: str, told: Told) -> Iterator[tuple[str, float]]:
    """What only parties of the pronoun's own sentence can tell: a clause of both, or the candidate's verb above."""
    words = pronoun.parse.words
    clause = words[pronoun.start].head if here == "owner" else part_of(pronoun.parse, pronoun.start)[1]
    yield f"{here}: in the same clause", float(told.verb >= 0 and told.verb == clause)
    above, at, height = False, clause, 0
    while at >= 0 and height < _HEIGHT and not above:
        above = at == told.verb
        at = words[at].head
        height += 1
    yield f"{here}: in a clause below", float(above)
    yield "in a clause below its subject", float(above and told.part == "subject")
    yield "words back", min(pronoun.start - told.at, 30) / 10


def _owns(pronoun: Pronoun) -> bool:
    return pronoun.parse.words[pronoun.start].rel in ("nmod:poss", "det", "nmod")


def _who(told: Told) -> str:
    return told.reference.party.actor_id or told.reference.party.name.lower()


@functools.cache
def _weights() -> dict[str, float]:
    return weights_of("antecedents.tsv")
