"""What a larger network, the teacher, makes of sentences: a probability for every label that a word may have.

A small network learns more from such probabilities than from labels alone: they say what else a word might have been,
and they are there for every sentence, whatever its source annotates (knowledge distillation: Hinton, Vinyals and Dean
2015). Passages on conflict get trees in that way, web text gets events. The teacher itself must have learnt trees of
all kinds of text that it labels (`trees`).

Roles and names are learnt from annotations; in the time that it has, the teacher is no better at them than its pupil.
Only sentences without frames get the teacher's.

A listener is a teacher of events alone: it has learnt the passages and nothing else, which takes half an hour where a
whole teacher takes hours, and says of news text that has no annotations which of its words tell events.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from training.analyser.batches import Batcher
from training.analyser.examples import MAX_WORDS, UNKNOWN, Example, Taught
from training.analyser.network import Network, Scores

if TYPE_CHECKING:
    from training.analyser.batches import Batch

#: A head that the teacher finds less likely is left open.
_SURE = 0.5
_AT_ONCE = 3000


@torch.no_grad()
def teach(examples: Iterable[Example], teacher: Network, batcher: Batcher) -> int:
    """Gives the examples what the teacher makes of them, in place; returns how many got it.

    A sentence without a tree or without frames gets the teacher's, too.
    """
    teacher.eval()
    asked = [e for e in examples if 0 < len(e.words) <= MAX_WORDS]
    for group in batcher.plan(asked, _AT_ONCE, None):
        batch = batcher.batch(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = teacher(*batch.inputs)
            _take_words(group, teacher, scores, batch)
            _take_frames(group, teacher, scores)
    return len(asked)


@torch.no_grad()
def hear(examples: Iterable[Example], listener: Network, batcher: Batcher) -> int:
    """Gives the examples the events that a listener hears in them, and nothing else; returns how many got them."""
    listener.eval()
    asked = [e for e in examples if 0 < len(e.words) <= MAX_WORDS]
    for group in batcher.plan(asked, _AT_ONCE, None):
        batch = batcher.batch(group)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = listener(*batch.inputs)
        tasks = {"event": _chances(scores.event), "status": _chances(scores.status)}
        for row, example in enumerate(group):
            words = slice(1, len(example.words) + 1)
            labels = {task: chances[row, words].half().numpy() for task, chances in tasks.items()}
            example.taught = Taught(labels, None)
    return len(asked)


def _take_words(group: list[Example], teacher: Network, scores: Scores, batch: Batch) -> None:
    likely, found = scores.heads.max(-1)
    heads = torch.where(batch.head == UNKNOWN, found, batch.head)
    rels = _chances(teacher.rel_scores(scores, heads))
    tasks = {
        "upos": _chances(scores.upos), "rel": rels, "event": _chances(scores.event),
        "status": _chances(scores.status), "mode": _chances(scores.mode),
    }  # fmt: skip
    for row, example in enumerate(group):
        words = slice(1, len(example.words) + 1)
        whole = slice(0, len(example.words) + 1)
        labels = {task: chances[row, words].half().numpy() for task, chances in tasks.items()}
        example.taught = Taught(labels, scores.heads[row, words, whole].half().numpy())
        if example.heads is None:
            sure = (likely[row, words] >= _SURE).tolist()
            told = zip(found[row, words].tolist(), rels[row, words].argmax(-1).tolist(), sure, strict=True)
            pairs = [(head, rel) if known else (UNKNOWN, UNKNOWN) for head, rel, known in told]
            example.heads, example.rels = [h for h, _ in pairs], [r for _, r in pairs]


def _take_frames(group: list[Example], teacher: Network, scores: Scores) -> None:
    """Gives the sentences that have no frames the predicates of the teacher, with the likeliest roles."""
    predicates = _chances(scores.predicate)[..., 1] > 0.5
    bare = {row: len(e.words) for row, e in enumerate(group) if e.frames is None}
    asked = [(row, word) for row, size in bare.items() for word in range(1, size + 1) if predicates[row, word]]
    for row in bare:
        group[row].frames = []
    if not asked:
        return
    sentence, predicate = torch.tensor([row for row, _ in asked]), torch.tensor([word for _, word in asked])
    roles = teacher.role_scores(scores, sentence, predicate).argmax(-1)
    for (row, word), of_words in zip(asked, roles.tolist(), strict=True):
        arguments = [(n, role) for n, role in enumerate(of_words[1 : bare[row] + 1]) if role]
        frames = group[row].frames
        assert frames is not None
        frames.append((word - 1, arguments))


def _chances(scores: Tensor) -> Tensor:
    return scores.float().softmax(-1)
