"""The network as it is exported: every decision that needs no text is made in the graph."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.analyser.encoder import HEADS, WIDTH, Encoder, Layer
from training.analyser.network import _PATHS, Biaffine, Network, _take, with_one

INPUTS = ("pieces", "shapes", "present", "first", "last", "real", "asked")
OUTPUTS = (
    "upos", "upos_p", "lemma", "names", "predicate", "events", "statuses", "arcs", "rels", "rels_p", "roles",
    "role_sentence", "role_word", "starts", "modes", "parties",
)  # fmt: skip
_CLOSED = -1e4
#: Learning from a teacher's chances leaves the network's own half as steep as labels alone make them, on which the
#: coder's thresholds count: by the median of what two trainings say of the same words.
_STEEPER = 2.0


class Exported(nn.Module):
    """Labels and probabilities from word pieces; roles only for words that are predicates or asked for.

    The last two rows of `roles` belong to no predicate: with them a product never has a single row, for which the
    runtime would take another path with other rounding.
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.net = network.eval()
        assert isinstance(network.encoder, Encoder)
        self.encoder = network.encoder

    def forward(
        self, pieces: Tensor, shapes: Tensor, present: Tensor, first: Tensor, last: Tensor, real: Tensor, asked: Tensor
    ) -> tuple[Tensor, ...]:
        net = self.net
        x = _encode(self.encoder, pieces, shapes, present)
        words = _take(x, first) + net.last * _take(x, last)
        arc = _pairs(net.arc, net.arc_dependent(words), net.arc_head(words)).squeeze(-1)
        arc = arc + ((1.0 - real) * _CLOSED)[:, None, :]
        heads = arc.softmax(-1)
        dependent, governor = net.rel_dependent(words), net.rel_head(words)
        soft = _single(net.rel, dependent, heads @ governor).softmax(-1)
        all_rels = _pairs(net.rel, dependent, governor).softmax(-1)
        rels_p, rels = all_rels.max(-1)
        upos_p, upos = net.upos(words).softmax(-1).max(-1)
        predicate = net.predicate(words).softmax(-1)[..., 1] * real
        found = torch.nonzero(torch.maximum(predicate, asked * real)[:, 1:] > 0.5)
        none = torch.zeros(2, dtype=torch.long)
        sentence, word = torch.cat([found[:, 0], none]), torch.cat([found[:, 1] + 1, none])
        roles = self._roles(words, heads, soft, sentence, word)
        return (
            upos, upos_p, net.lemma(words).argmax(-1), net.name(words).softmax(-1), predicate,
            (net.event(words) * _STEEPER).softmax(-1), (net.status(words) * _STEEPER).softmax(-1),
            (arc * _STEEPER).softmax(-1), rels, rels_p, roles,
            sentence, word,
            net.start(words).softmax(-1)[..., 1], (net.mode(words) * _STEEPER).softmax(-1),
            _pairs(net.party, net.party_event(words), net.party_word(words)).softmax(-1),
        )  # fmt: skip

    def _roles(self, words: Tensor, heads: Tensor, soft: Tensor, sentence: Tensor, word: Tensor) -> Tensor:
        net = self.net
        labels = net.role.outputs
        left = with_one(net.role_predicate(words)[sentence, word]) @ net.role.weight
        left = left.reshape(-1, labels, net.role.size + 1)
        right = with_one(net.role_argument(words))[sentence]
        scores = right @ left.transpose(1, 2)
        # Chances that a word is a child, the parent, a grandchild, a sister of the predicate: [P, N] each.
        down, up = heads.transpose(1, 2)[sentence, word], heads[sentence, word]
        grand = (heads @ heads).transpose(1, 2)[sentence, word]
        sister = (heads @ heads.transpose(1, 2))[sentence, word]
        by_path = net.path(with_one(soft))[sentence]
        for number, path in enumerate((down, up, grand, sister)):
            part = by_path[..., number * labels : (number + 1) * labels]
            scores = scores + part * path.unsqueeze(-1)
        assert number + 1 == _PATHS
        return scores.softmax(-1)


def _encode(encoder: Encoder, pieces: Tensor, shapes: Tensor, present: Tensor) -> Tensor:
    x = encoder.words(pieces) + encoder.shapes(shapes) + encoder.positions.weight[: pieces.shape[1]]
    x = encoder.norm(x)
    mask = ((1.0 - present) * _CLOSED)[:, None, None, :]
    for layer in encoder.layers:
        assert isinstance(layer, Layer)
        x = _layer(layer, x, mask)
    return x


def _layer(layer: Layer, x: Tensor, mask: Tensor) -> Tensor:
    """A layer with attention written out in plain products."""
    q, k, v = (
        part.reshape(x.shape[0], -1, HEADS, WIDTH // HEADS).transpose(1, 2) for part in layer.qkv(x).split(WIDTH, -1)
    )
    chances = (q @ k.transpose(2, 3) * (WIDTH // HEADS) ** -0.5 + mask).softmax(-1)
    mixed = (chances @ v).transpose(1, 2).reshape(x.shape[0], -1, WIDTH)
    x = layer.out_norm(x + layer.out(mixed))
    return layer.down_norm(x + layer.down(torch.nn.functional.gelu(layer.up(x))))


def _pairs(scorer: Biaffine, left: Tensor, right: Tensor) -> Tensor:
    """Biaffine.pairs without names of dimensions: [B, X, Y, outputs]."""
    size, count = left.shape[0], left.shape[1]
    made = (with_one(left) @ scorer.weight).reshape(size, -1, scorer.size + 1)
    scores = made @ with_one(right).transpose(1, 2)
    return scores.reshape(size, count, scorer.outputs, -1).transpose(2, 3)


def _single(scorer: Biaffine, left: Tensor, right: Tensor) -> Tensor:
    made = with_one(left) @ scorer.weight
    made = made.reshape(left.shape[0], -1, scorer.outputs, scorer.size + 1)
    return (made * with_one(right).unsqueeze(2)).sum(-1)
