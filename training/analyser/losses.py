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


def losses(network: Network, scores: Scores, batch: Batch) -> dict[str, Tensor]:
    """The loss of each task that the batch has labels for."""
    found: dict[str, Tensor] = {}
    for task, given, wanted in (
        ("upos", scores.upos, batch.upos),
        ("lemma", scores.lemma, batch.lemma),
        ("predicate", scores.predicate, batch.predicate),
        ("event", scores.event, batch.event),
        ("status", scores.status, batch.status),
        ("mode", scores.mode, batch.mode),
        ("start", scores.start, batch.start),
        ("head", scores.arc, batch.head),
    ):
        if (wanted != UNKNOWN).any():
            found[task] = _cross_entropy(given, wanted)
    if "head" in found:
        index = batch.head.clamp(min=0).unsqueeze(-1).expand(-1, -1, scores.governor.shape[-1])
        rels = network.rel.single(scores.dependent, torch.gather(scores.governor, 1, index))
        found["rel"] = _cross_entropy(rels, batch.rel)
    if len(batch.frame_sentence):
        roles = network.role_scores(scores, batch.frame_sentence, batch.frame_word)
        found["role"] = _cross_entropy(roles, batch.role)
    if len(batch.party_sentence):
        parties = network.party_scores(scores, batch.party_sentence, batch.party_word)
        found["party"] = _any_of(parties[batch.party > 0], batch.party[batch.party > 0])
    named = batch.name > 0
    if named.any():
        found["name"] = _any_of(scores.name[named], batch.name[named])
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
