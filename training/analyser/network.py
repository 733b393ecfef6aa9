"""The network: one encoder, a vector a word, and a head for each task."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from training.analyser.encoder import Encoder, PieceEncoder
from training.analyser.labels import Labels

ARC, REL, ROLE, PARTY = 256, 96, 160, 96
#: Syntactic relations between predicate and word that the role scores see: child, parent, grandchild, sister.
_PATHS = 4
_CLOSED = -1e4


def _projection(width: int, size: int, dropout: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(dropout))


class Biaffine(nn.Module):
    """Scores of pairs: for each of `outputs` labels a matrix between two vectors, each with a constant 1 added."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.size, self.outputs = size, outputs
        self.weight = nn.Parameter(torch.empty(size + 1, outputs * (size + 1)))
        nn.init.normal_(self.weight, std=0.02)

    def left(self, x: Tensor) -> Tensor:
        """[..., size] to [..., outputs, size + 1]: the left vector times each matrix."""
        return (with_one(x) @ self.weight).unflatten(-1, (self.outputs, self.size + 1))

    def pairs(self, left: Tensor, right: Tensor) -> Tensor:
        """[B, X, size] and [B, Y, size] to [B, X, Y, outputs]."""
        made = self.left(left).flatten(1, 2)
        scores = made @ with_one(right).transpose(1, 2)
        return scores.unflatten(1, (-1, self.outputs)).transpose(2, 3)

    def single(self, left: Tensor, right: Tensor) -> Tensor:
        """[..., size] and [..., size], paired one to one, to [..., outputs]."""
        return (self.left(left) @ with_one(right).unsqueeze(-1)).squeeze(-1)


def with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


@dataclass(slots=True)
class Scores:
    """What the heads say of words [B, N]; word 0 is the root's place."""

    upos: Tensor
    lemma: Tensor
    name: Tensor
    predicate: Tensor
    event: Tensor
    status: Tensor
    #: [B, dependent, head]
    arc: Tensor
    dependent: Tensor
    governor: Tensor
    role_left: Tensor
    role_right: Tensor
    mode: Tensor
    start: Tensor
    party_left: Tensor
    party_right: Tensor
    #: Probabilities of heads and of labels, as the role head reads them.
    heads: Tensor
    rels: Tensor


class Network(nn.Module):
    """The model; `forward` gives what every task needs, the pair scores of roles and relations are asked for apart."""

    def __init__(self, labels: Labels, encoder: PieceEncoder | None = None, dropout: float = 0.2) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = encoder or Encoder()
        width = self.encoder.width
        self.last = nn.Parameter(torch.zeros(width))
        self.drop = nn.Dropout(dropout)
        self.upos = nn.Linear(width, len(labels.upos))
        self.lemma = nn.Linear(width, len(labels.lemmas))
        self.name = nn.Linear(width, len(labels.names))
        self.predicate = nn.Linear(width, 2)
        self.event = nn.Linear(width, len(labels.events))
        self.status = nn.Linear(width, len(labels.statuses))
        self.arc_dependent, self.arc_head = _projection(width, ARC, dropout), _projection(width, ARC, dropout)
        self.arc = Biaffine(ARC, 1)
        self.rel_dependent, self.rel_head = _projection(width, REL, dropout), _projection(width, REL, dropout)
        self.rel = Biaffine(REL, len(labels.rels))
        self.role_predicate, self.role_argument = _projection(width, ROLE, dropout), _projection(width, ROLE, dropout)
        self.role = Biaffine(ROLE, len(labels.roles))
        self.mode = nn.Linear(width, len(labels.modes))
        self.start = nn.Linear(width, 2)
        self.party_event, self.party_word = _projection(width, PARTY, dropout), _projection(width, PARTY, dropout)
        self.party = Biaffine(PARTY, len(labels.parties))
        self.path = nn.Linear(len(labels.rels) + 1, _PATHS * len(labels.roles), bias=False)
        nn.init.zeros_(self.path.weight)

    def forward(
        self, pieces: Tensor, shapes: Tensor, present: Tensor, first: Tensor, last: Tensor, real: Tensor
    ) -> Scores:
        """Scores from pieces [B, T], their words' shapes, presence; first and last piece of words [B, N], presence."""
        x = self.encoder(pieces, shapes, present)
        words = _take(x, first) + self.last * _take(x, last)
        words = self.drop(words)
        arc = self.arc.pairs(self.arc_dependent(words), self.arc_head(words)).squeeze(-1)
        arc = arc + ((1.0 - real) * _CLOSED)[:, None, :].to(arc.dtype)
        dependent, governor = self.rel_dependent(words), self.rel_head(words)
        heads = arc.float().softmax(-1).detach()
        rels = self.rel.single(dependent, heads.to(governor.dtype) @ governor).float().softmax(-1).detach()
        return Scores(
            self.upos(words), self.lemma(words), self.name(words), self.predicate(words), self.event(words),
            self.status(words), arc, dependent, governor, self.role_predicate(words), self.role_argument(words),
            self.mode(words), self.start(words), self.party_event(words), self.party_word(words), heads, rels,
        )  # fmt: skip

    def rel_scores(self, scores: Scores, heads: Tensor) -> Tensor:
        """[B, N, relations] of words to their heads, given by number [B, N]; heads that are not known may be < 0."""
        index = heads.clamp(min=0).unsqueeze(-1).expand(-1, -1, scores.governor.shape[-1])
        return self.rel.single(scores.dependent, torch.gather(scores.governor, 1, index))

    def role_scores(self, scores: Scores, sentence: Tensor, predicate: Tensor) -> Tensor:
        """[P, N, roles] for predicates given by their sentence and word numbers [P]."""
        left = self.role.left(scores.role_left[sentence, predicate])
        pairs = left @ with_one(scores.role_right)[sentence].transpose(1, 2)
        heads = scores.heads
        down = heads[sentence, :, predicate]
        up = heads[sentence, predicate]
        grand = torch.bmm(heads[sentence], down.unsqueeze(-1)).squeeze(-1)
        sister = torch.bmm(heads[sentence], up.unsqueeze(-1)).squeeze(-1)
        paths = torch.stack([down, up, grand, sister], -1)
        return pairs.transpose(1, 2) + self._path_scores(scores.rels)[sentence].mul(paths.unsqueeze(-1)).sum(2)

    def party_scores(self, scores: Scores, sentence: Tensor, trigger: Tensor) -> Tensor:
        """[T, N, parts]: what each word is to triggers given by their sentence and word numbers [T]."""
        left = self.party.left(scores.party_left[sentence, trigger])
        return (left @ with_one(scores.party_right)[sentence].transpose(1, 2)).transpose(1, 2)

    def _path_scores(self, rels: Tensor) -> Tensor:
        """[B, N, paths, roles]: what a word's own relation says of its role, by its path to the predicate."""
        return self.path(with_one(rels)).float().unflatten(-1, (_PATHS, len(self.labels.roles)))


def _take(x: Tensor, index: Tensor) -> Tensor:
    return torch.gather(x, 1, index.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
