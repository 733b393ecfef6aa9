"""Tags, trees and frames for sentences that no treebank has, as a parser sees them that learnt from the treebank alone.

Passages on conflict are annotated with events only, other text with names only. Trained on without more, a network is
free to forget the grammar of such sentences while it keeps that of the treebank's: "killing 12 people" becomes a
number, "fired" a mark of punctuation, and no figure on the treebank shows it. So a first network, which has seen
nothing but the treebank, labels them, and its labels are learnt beside the annotations (self-training: McClosky,
Charniak and Johnson 2006, "Effective Self-Training for Parsing").
"""

from __future__ import annotations

from collections.abc import Iterable

from training.analyser.examples import MAX_WORDS, UNKNOWN, Example
from training.analyser.labels import Labels
from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.document import Sentence

#: A head that the parser finds less likely is left open.
_SURE = 0.5
_AT_ONCE = 512


def label(examples: Iterable[Example], parser: Analyser, labels: Labels) -> int:
    """Gives every example without a tree the parser's, in place; returns how many."""
    bare = [e for e in examples if e.heads is None and 0 < len(e.words) <= MAX_WORDS]
    for first in range(0, len(bare), _AT_ONCE):
        some = bare[first : first + _AT_ONCE]
        for example, seen in zip(some, parser.analyse_words([e.words for e in some]), strict=True):
            _take(example, seen, labels)
    return len(bare)


def _take(example: Example, seen: Sentence, labels: Labels) -> None:
    sure = [t.score >= _SURE for t in seen.tokens]
    example.upos = [labels.upos.index(t.upos) for t in seen.tokens]
    example.heads = [t.head + 1 if known else UNKNOWN for t, known in zip(seen.tokens, sure, strict=True)]
    example.rels = [labels.rels.index(t.rel) if known else UNKNOWN for t, known in zip(seen.tokens, sure, strict=True)]
    example.frames = [(p.token, [(a.head, labels.roles.index(a.role)) for a in p.args]) for p in seen.predicates]
