"""Writes the network as one ONNX file: in float, and in 8 bits.

In 8 bits every weight matrix has whole numbers of -127 to 127 and a scale a column. What it multiplies is brought to
whole numbers when the model runs, with a scale for each row, that is for each word piece: nothing of a sentence depends
on what stands beside it in the batch, which a scale of the whole batch (plain dynamic quantisation) would cause, and
no calibration is needed. The word embeddings have a scale a row.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.transformers.onnx_model import OnnxModel

from training.analyser.encoder import vocabulary
from training.analyser.exported import INPUTS, OUTPUTS, Exported
from training.analyser.network import Network

_OPSET = 17
#: Smaller matrices stay in float: they cost nothing and quantising their input would.
_MIN_WEIGHTS = 30_000
_EMBEDDINGS = 1_000_000


def export(network: Network, path: Path, about: dict[str, str], lexicon: Mapping[tuple[str, str], str]) -> None:
    """Writes the float model; `about` goes into the file's metadata, with labels, word pieces and known lemmas."""
    model = Exported(network).eval()
    size, length, count = 3, 16, 9
    inputs = (
        torch.full((size, length), 1000), torch.zeros(size, length, dtype=torch.long), torch.ones(size, length),
        torch.arange(count).repeat(size, 1), torch.arange(count).repeat(size, 1), torch.ones(size, count),
        torch.zeros(size, count),
    )  # fmt: skip
    axes = {**{k: {0: "b", 1: "t"} for k in INPUTS[:3]}, **{k: {0: "b", 1: "n"} for k in INPUTS[3:]}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model, inputs, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=_OPSET, dynamo=False,
        )  # fmt: skip
    made = onnx.load(path)
    helper.set_model_props(
        made,
        {
            **about,
            "labels": json.dumps(network.labels.dump()),
            "vocabulary": "\n".join(vocabulary()),
            "lexicon": "\n".join("\t".join((*key, lemma)) for key, lemma in sorted(lexicon.items())),
        },
    )
    onnx.save(made, path)


def quantise(source: Path, target: Path, keep: Iterable[str] = ()) -> None:
    """Writes the 8-bit model of a float one; weights named in `keep` stay in float."""
    model = onnx.load(source)
    graph = model.graph
    kept = set(keep)
    weights = {t.name: t for t in graph.initializer}
    quantised: dict[str, tuple[str, str]] = {}
    nodes: list[onnx.NodeProto] = []
    spent: set[str] = set()
    _put(graph, "q_one", np.float32(1.0))
    _put(graph, "q_inverse", np.float32(1 / 127))
    _put(graph, "q_least", np.float32(1e-8))
    _put(graph, "q_middle", np.uint8(128))
    _put(graph, "q_zero", np.int8(0))
    _put(graph, "q_flat_axis", np.array([-1], dtype=np.int64))
    for node in graph.node:
        weight = weights.get(node.input[1]) if node.op_type == "MatMul" else None
        table = weights.get(node.input[0]) if node.op_type == "Gather" else None
        if (
            weight is not None
            and len(weight.dims) == 2
            and np.prod(weight.dims) >= _MIN_WEIGHTS
            and weight.name not in kept
        ):
            nodes += _product(graph, node, numpy_helper.to_array(weight), quantised)
            spent.add(weight.name)
        elif table is not None and np.prod(table.dims) >= _EMBEDDINGS and table.name not in kept:
            nodes += _look_up(graph, node, numpy_helper.to_array(table))
            spent.add(table.name)
        else:
            nodes.append(node)
    del graph.node[:]
    graph.node.extend(nodes)
    for name in spent:
        graph.initializer.remove(weights[name])
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    wrapped = OnnxModel(model)
    wrapped.topological_sort()
    onnx.save(wrapped.model, target)


def _put(graph: onnx.GraphProto, name: str, value: np.ndarray | np.generic) -> None:
    graph.initializer.append(numpy_helper.from_array(np.asarray(value), name))


def _product(
    graph: onnx.GraphProto, node: onnx.NodeProto, weight: np.ndarray, quantised: dict[str, tuple[str, str]]
) -> list[onnx.NodeProto]:
    """A product in whole numbers; what it multiplies is made whole once for all that read it."""
    made: list[onnx.NodeProto] = []
    given, name = node.input[0], f"q_{node.input[1]}"
    if given not in quantised:
        made += _rounded(given)
        quantised[given] = f"{given}_q", f"{given}_scale"
    whole, scale = quantised[given]
    columns = np.maximum(np.abs(weight).max(0), 1e-8) / 127
    _put(graph, name, np.clip(np.round(weight / columns), -127, 127).astype(np.int8))
    _put(graph, f"{name}_scale", columns.astype(np.float32))
    out = node.output[0]
    made += (
        helper.make_node(
            "MatMulIntegerToFloat", [whole, name, "q_one", f"{name}_scale", "q_middle", "q_zero"], [f"{out}_raw"],
            domain="com.microsoft",
        ),
        helper.make_node("Mul", [f"{out}_raw", scale], [out]),
    )  # fmt: skip
    return made


def _rounded(given: str) -> list[onnx.NodeProto]:
    """Rows to bytes around 128, with a scale for each row: QuantizeLinear along the one axis of all rows."""
    width, rows = f"{given}_width", f"{given}_rows"
    scale = f"{given}_scale"
    node = helper.make_node
    return [
        node("Abs", [given], [f"{given}_abs"]),
        node("ReduceMax", [f"{given}_abs"], [f"{given}_max"], axes=[-1], keepdims=1),
        node("Max", [f"{given}_max", "q_least"], [f"{given}_top"]),
        node("Mul", [f"{given}_top", "q_inverse"], [scale]),
        node("Reshape", [scale, "q_flat_axis"], [f"{given}_scales"]),
        node("Shape", [given], [width]),
        node("Flatten", [given], [rows], axis=-1),
        node("Shape", [f"{given}_scales"], [f"{given}_count"]),
        node(
            "ConstantOfShape", [f"{given}_count"], [f"{given}_middle"],
            value=helper.make_tensor("v", TensorProto.UINT8, [1], [128]),
        ),
        node("QuantizeLinear", [rows, f"{given}_scales", f"{given}_middle"], [f"{given}_flat"], axis=0),
        node("Reshape", [f"{given}_flat", width], [f"{given}_q"]),
    ]  # fmt: skip


def _look_up(graph: onnx.GraphProto, node: onnx.NodeProto, table: np.ndarray) -> list[onnx.NodeProto]:
    rows = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8) / 127
    name, out = f"q_{node.input[0]}", node.output[0]
    _put(graph, name, np.clip(np.round(table / rows), -127, 127).astype(np.int8))
    _put(graph, f"{name}_scale", rows.astype(np.float32))
    return [
        helper.make_node("Gather", [name, node.input[1]], [f"{out}_whole"]),
        helper.make_node("Cast", [f"{out}_whole"], [f"{out}_cast"], to=TensorProto.FLOAT),
        helper.make_node("Gather", [f"{name}_scale", node.input[1]], [f"{out}_scale"]),
        helper.make_node("Mul", [f"{out}_cast", f"{out}_scale"], [out]),
    ]
