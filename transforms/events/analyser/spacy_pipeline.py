"""A spaCy pipeline in the place of the shipped model: its tags, trees and names, and roles made of them roughly.

spaCy's English pipelines name relations after CLEAR (Choi and Palmer 2012); the coder reads Universal Dependencies. So
prepositions are hung on their nouns, and relations renamed; what has no counterpart keeps its name. Roles come from
relations alone: subjects of verbs are A0, of passives A1, objects A1, the dative A2. Nouns are no predicates, and
there are no triggers: of events the coder then has its own rules only.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from transforms.events.analyser.choice_error import AnalyserChoiceError
from transforms.events.analyser.document import Arg, Document, Name, Predicate, Sentence, Token
from transforms.events.analyser.spans import Tree, argument_span

#: spaCy's types of names to ours; dates, numbers and amounts are none.
_KINDS = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP",
    "EVENT": "MISC", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "LANGUAGE": "MISC", "MISC": "MISC",
}  # fmt: skip
#: CLEAR's relations to universal ones.
_RELATIONS = {
    "root": "root", "nsubjpass": "nsubj:pass", "csubjpass": "csubj", "dobj": "obj", "dative": "iobj", "auxpass": "aux",
    "attr": "xcomp", "acomp": "xcomp", "oprd": "xcomp", "neg": "advmod", "npadvmod": "obl", "poss": "nmod:poss",
    "possessive": "case", "relcl": "acl:relcl", "prt": "compound:prt", "nn": "compound", "num": "nummod",
    "quantmod": "advmod", "intj": "discourse", "predet": "det", "preconj": "cc", "meta": "discourse", "prep": "case",
    "pcomp": "advcl", "agent": "case", "compound:prt": "compound:prt",
}  # fmt: skip
_ROLES = {"nsubj": "A0", "nsubj:pass": "A1", "csubj": "A0", "obj": "A1", "ccomp": "A1", "xcomp": "A1", "iobj": "A2"}
_TIMES = frozenset(("DATE", "TIME"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_MODALS = frozenset(("can", "could", "may", "might", "must", "shall", "should", "will", "would"))
_PREPOSITIONS = frozenset(("prep", "agent", "dative"))


class Pipeline(Protocol):
    """What is used of `spacy.language.Language`."""

    def pipe(self, texts: Iterable[str]) -> Iterator[Any]:
        """A Doc for each text, in order."""
        ...


class SpacyAnalyser:
    """Documents from a spaCy pipeline that tags, parses and, where it can, finds names."""

    def __init__(self, pipeline: Pipeline, name: str = "") -> None:
        """Wraps a pipeline; `name` is what it is loaded by in other processes."""
        self._pipeline, self.name = pipeline, name

    @staticmethod
    def load(name: str) -> SpacyAnalyser:
        """The analyser of an installed pipeline or of a folder with one; the same object for the same name.

        Raises:
            AnalyserChoiceError: spaCy or the pipeline is not installed.
        """
        return _loaded(name)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels to other processes as its name."""
        if not self.name:
            raise TypeError("a spaCy pipeline that was not loaded by name cannot be sent to other processes")
        return _loaded, (self.name,)

    def analyse(self, texts: Sequence[str]) -> list[Document]:
        """A document for each text, in order.

        Raises:
            AnalyserChoiceError: the pipeline does not parse.
        """
        return [
            Document(text, tuple(self._sentences(doc)))
            for text, doc in zip(texts, self._pipeline.pipe(texts), strict=True)
        ]

    def _sentences(self, doc: Any) -> Iterator[Sentence]:
        if len(doc) and not doc.has_annotation("DEP"):
            raise AnalyserChoiceError(f"analyser spacy:{self.name}: the pipeline has no parser; take one that has")
        names = {t.i: e for e in doc.ents for t in e}
        for sent in doc.sents:
            kept = [t for t in sent if not t.is_space]
            if kept:
                yield _sentence(kept, names)


def _sentence(kept: Sequence[Any], entities: dict[int, Any]) -> Sentence:
    place = {t.i: n for n, t in enumerate(kept)}
    heads = [_head(t, place) for t in kept]
    rels = [t.dep_.lower() if h >= 0 else "root" for t, h in zip(kept, heads, strict=True)]
    by_agent = _universal(heads, rels, kept)
    tokens = tuple(
        Token(t.idx, t.idx + len(t.text), t.text, t.lemma_ or t.text.lower(), t.pos_ or "X", heads[n], rels[n])
        for n, t in enumerate(kept)
    )
    kinds = [entities[t.i].label_ if t.i in entities else "" for t in kept]
    tree = Tree(heads, rels)
    predicates = tuple(_predicate(n, tree, tokens, kinds, by_agent) for n, t in enumerate(tokens) if t.upos == "VERB")
    names = tuple(
        Name(_KINDS[e.label_], place[inside[0]], place[inside[-1]] + 1)
        for e in dict.fromkeys(entities[t.i] for t in kept if t.i in entities)
        if e.label_ in _KINDS and (inside := [t.i for t in e if t.i in place])
    )
    return Sentence(tokens[0].start, tokens[-1].end, tokens, predicates, names)


def _head(token: Any, place: dict[int, int]) -> int:
    """The place of a token's head in its sentence, -1 for the root; whitespace is stepped over."""
    head = token.head
    while head.i not in place and head.head.i != head.i:
        head = head.head
    return -1 if head.i == token.i or head.i not in place else place[head.i]


def _universal(heads: list[int], rels: list[str], kept: Sequence[Any]) -> set[int]:
    """Hangs prepositions on their nouns and renames relations, in place; gives the nouns after an agent's "by"."""
    agents = set()
    for n, rel in enumerate(list(rels)):
        head = heads[n]
        if rel == "pobj" and head >= 0 and rels[head] in _PREPOSITIONS:
            if rels[head] == "agent":
                agents.add(n)
            over = heads[head]
            verbal = over >= 0 and kept[over].pos_ in ("VERB", "AUX", "ADJ")
            heads[n], rels[n] = over, "obl" if verbal else "nmod"
            for other, held in enumerate(heads):
                if held == head and other != n:
                    heads[other] = n
            heads[head] = n
            if over < 0:
                rels[n] = "root"
    for n, rel in enumerate(rels):
        if heads[n] >= 0:
            rels[n] = _RELATIONS.get(rel, rel) if rel != "prep" or _childless(n, heads) else "obl"
    return agents


def _childless(token: int, heads: Sequence[int]) -> bool:
    return token not in heads


def _predicate(verb: int, tree: Tree, tokens: Sequence[Token], kinds: Sequence[str], by_agent: set[int]) -> Predicate:
    found: list[tuple[int, str]] = []
    for child in tree.children[verb]:
        role = _role(tokens[child], kinds[child], child in by_agent)
        if role is not None:
            found.append((child, role))
    words = [t.text for t in tokens]
    args = []
    for head, role in found:
        start, end = argument_span(tree, words, head, verb, [h for h, _ in found if h != head])
        args.append(Arg(role, start, end, head))
    return Predicate(verb, tuple(args))


def _role(token: Token, kind: str, agent: bool) -> str | None:
    if agent:
        return "A0"
    if token.rel in ("obl", "advmod") and kind in _TIMES:
        return "AM-TMP"
    if token.rel == "obl":
        return "AM-LOC" if kind in _PLACES else "A2"
    if token.rel == "advmod":
        return "AM-NEG" if token.lemma.lower() in ("not", "never", "no") else "AM-ADV"
    if token.rel == "aux" and token.lemma.lower() in _MODALS:
        return "AM-MOD"
    if token.rel == "advcl":
        return "AM-ADV"
    return _ROLES.get(token.rel)


@functools.cache
def _loaded(name: str) -> SpacyAnalyser:
    try:
        import spacy
    except ImportError as error:
        raise AnalyserChoiceError(f"analyser spacy:{name}: spaCy is missing; pip install 'sitrep[spacy]'") from error
    try:
        return SpacyAnalyser(spacy.load(name), name)
    except OSError as error:
        raise AnalyserChoiceError(
            f"analyser spacy:{name}: no such pipeline; python -m spacy download {name}, or name its folder"
        ) from error
