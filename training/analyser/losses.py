"""What training makes small."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from training.analyser.batches import Batch
from training.analyser.examples import UNKNOWN
from training.analyser.network import Network, Scores

#: How much each task counts.
WEIGHTS = {
    "upos": 0.5,
    "lemma": 0.3,
    "head": 1.0,
    "rel": 1.0,
    "predicate": 1.0,
    "role": 3.0,
    "name": 1.0,
    "event": 1.5,
    "status": 0.3,
    "mode": 0.3,
    "party": 1.5,
    "start": 4.0,
}


#: How much a teacher's probabilities count where there are labels as well.
TAUGHT = 0.5


def losses(network: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """The loss of each task for which the batch has labels or a teacher's probabilities."""
    given = {
        "upos": scores.upos, "lemma": scores.lemma, "predicate": scores.predicate, "event": scores.event,
        "status": scores.status, "mode": scores.mode, "start": scores.start, "head": scores.arc,
        "rel": network.rel_scores(scores, batch.head),
    }  # fmt: skip
    wanted = {
        "upos": batch.upos, "lemma": batch.lemma, "predicate": batch.predicate, "event": batch.event,
        "status": batch.status, "mode": batch.mode, "start": batch.start, "head": batch.head, "rel": batch.rel,
    }  # fmt: skip
    if len(batch.frame_sentence):
        given["role"] = network.role_scores(scores, batch.frame_sentence, batch.frame_word)
        wanted["role"] = batch.role
    found = {task: _cross_entropy(given[task], wanted[task]) for task in given if (wanted[task] != UNKNOWN).any()}
    if len(batch.party_sentence):
        parties = network.party_scores(scores, batch.party_sentence, batch.party_word)
        found["party"] = _any_of(parties[batch.party > 0], batch.party[batch.party > 0])
    named = batch.name > 0
    if named.any():
        found["name"] = _any_of(scores.name[named], batch.name[named])
    if not batch.taught:
        return found
    for task, value in _taught(given, batch).items():
        found[task] = (1 - TAUGHT) * found[task] + TAUGHT * value if task in found else value
    return found


def _taught(given: dict[str, Tensor], batch: Batch) -> dict[str, Tensor]:
    """How far the network is from what the teacher makes of the words, by task."""
    event = 1 - batch.taught["event"][..., 0]
    counted = {"status": event, "mode": event, "rel": (batch.head != UNKNOWN).float()}
    found: dict[str, Tensor] = {}
    for task, chances in batch.taught.items():
        weight = chances.sum(-1)
        if task in counted:
            weight = weight * counted[task]
        apart = -(chances * given[task].float().log_softmax(-1)).sum(-1)
        found[task] = (weight * apart).sum() / weight.sum().clamp(min=1.0)
    return found


def total(parts: dict[str, Tensor]) -> Tensor:
    return torch.stack([WEIGHTS[task] * value for task, value in parts.items()]).sum()


def _cross_entropy(given: Tensor, wanted: Tensor) -> Tensor:
    return functional.cross_entropy(given.float().flatten(0, -2), wanted.flatten(), ignore_index=UNKNOWN)


def _any_of(given: Tensor, allowed: Tensor) -> Tensor:
    """Minus the log of the probability of the allowed labels, given as bits, together."""
    chances = given.float().log_softmax(-1)
    closed = (allowed.unsqueeze(-1) >> torch.arange(given.shape[-1])) & 1 == 0
    return -chances.masked_fill(closed, float("-inf")).logsumexp(-1).mean()
