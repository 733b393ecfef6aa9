"""The network's weights from a model that was exported: to train on from a file when its checkpoint is gone.

The file does not name its weights as the network does. A network of its own, whose every weight is known, is exported
beside it: what stands under one name in both files is the same weight.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from training.analyser.examples import CorpusError
from training.analyser.export import export
from training.analyser.labels import Labels
from training.analyser.network import Network


def weights(path: Path, labels: Labels) -> dict[str, Tensor]:
    """The weights by the network's names; those in 8 bits are as exact as their scales allow.

    Raises:
        CorpusError: the file has other labels or another structure than the network has now.
    """
    model = onnx.load(path)
    told = {p.key: p.value for p in model.metadata_props}
    if json.loads(told.get("labels", "null")) != labels.dump():
        raise CorpusError(f"{path} has other labels than the corpora; it cannot be trained on")
    network = Network(labels)
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter)
    with tempfile.TemporaryDirectory() as folder:
        export(network, Path(folder) / "known.onnx", {}, {})
        known = _tensors(onnx.load(Path(folder) / "known.onnx"))
    given = _tensors(model)
    found: dict[str, Tensor] = {}
    for name, parameter in network.named_parameters():
        at = _name_of(parameter.detach().numpy(), known)
        if at is None or at[0] not in given or given[at[0]].shape != known[at[0]].shape:
            raise CorpusError(f"{path} does not have {name} as the network has it now; it cannot be trained on")
        value = given[at[0]]
        found[name] = torch.from_numpy((value.T if at[1] else value).copy())
    return found


def _name_of(value: NDArray[np.float32], known: dict[str, NDArray[np.float32]]) -> tuple[str, bool] | None:
    """The name of a weight in an exported file, and whether it is turned there."""
    for name, other in known.items():
        if other.shape == value.shape and np.array_equal(other, value):
            return name, False
        if value.ndim == 2 and other.shape == value.T.shape and np.array_equal(other, value.T):
            return name, True
    return None


def _tensors(model: onnx.ModelProto) -> dict[str, NDArray[np.float32]]:
    """The file's weights by name, those in 8 bits times their scales."""
    raw = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
    made = {name: value for name, value in raw.items() if value.dtype == np.float32}
    for name, value in raw.items():
        if value.dtype == np.int8 and f"{name}_scale" in raw:
            made[name.removeprefix("q_")] = value.astype(np.float32) * raw[f"{name}_scale"]
    return made
