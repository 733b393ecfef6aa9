"""Trees, lemmas, spans and names from what the model says."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.events.analyser.lemmas import apply_script, script_of
from transforms.events.analyser.model import Reading
from transforms.events.analyser.spans import Tree, argument_span, arguments, names, triggers
from transforms.events.analyser.trees import best_tree

WORD = st.text(alphabet="abcABC'é1", min_size=1, max_size=8)


def is_tree(heads: tuple[int, ...] | list[int]) -> bool:
    if list(heads).count(0) != 1:
        return False
    for token in range(1, len(heads) + 1):
        seen = set()
        at = token
        while at:
            if at in seen:
                return False
            seen.add(at)
            at = heads[at - 1]
    return True


@given(st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_heads_always_make_a_tree_with_one_root(size: int, seed: int) -> None:
    chances = np.random.default_rng(seed).dirichlet(np.ones(size + 1) * 0.3, size + 1)
    assert is_tree(best_tree(chances))


@given(st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_no_other_tree_under_the_same_root_is_likelier(size: int, seed: int) -> None:
    chances = np.random.default_rng(seed).dirichlet(np.ones(size + 1), size + 1)
    found = best_tree(chances)
    root = found.index(0)

    def weight(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(np.log(chances[n + 1, h] + 1e-12) for n, h in enumerate(heads) if h))

    trees = (h for h in product(range(size + 1), repeat=size) if h[root] == 0 and is_tree(h))
    assert weight(found) == pytest.approx(max(map(weight, trees)))


@given(WORD, WORD)
def test_an_edit_made_from_a_word_and_its_lemma_gives_the_lemma_back(word: str, lemma: str) -> None:
    made = apply_script(word, script_of(word, lemma))
    assert made == lemma or made.lower() == lemma.lower()


def test_an_edit_that_does_not_fit_leaves_the_word() -> None:
    assert apply_script("As", "5|e|l") == "as"


def test_the_span_of_an_argument_leaves_out_the_clause_of_its_predicate() -> None:
    words = ["The", "men", "who", "attacked", "Hajin", "fled", "."]
    rels = ["det", "nsubj", "nsubj", "acl:relcl", "obj", "root", "punct"]
    tree = Tree([1, 5, 3, 1, 3, -1, 5], rels)
    assert argument_span(tree, words, 1, 3) == (0, 2)
    assert argument_span(tree, words, 1, 5) == (0, 5)
    assert argument_span(tree, words, 4, 3) == (4, 5)


def test_a_numbered_role_is_filled_once_by_its_likeliest_word() -> None:
    roles = ["_", "A0", "A1", "AM-TMP"]
    chances = np.array([[0.1, 0.8, 0.1, 0], [1, 0, 0, 0], [0.1, 0.6, 0.3, 0], [0.2, 0, 0, 0.8], [0, 0.1, 0.1, 0.8]])
    found = arguments(chances, roles, Tree([1, -1, 1, 1, 1], ["nsubj", "root", "obj", "obl", "obl"]), list("abcde"), 1)
    assert [(a.role, a.head) for a in found] == [("A0", 0), ("A1", 2), ("AM-TMP", 3), ("AM-TMP", 4)]


def test_the_whole_of_a_name_decides_on_its_type() -> None:
    labels = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG"]
    chances = np.array([[0.1, 0.4, 0, 0.5, 0], [0, 0, 0.9, 0, 0.1], [1, 0, 0, 0, 0], [0.2, 0, 0, 0.8, 0]])
    assert [(n.kind, n.start, n.end) for n in names(chances, labels)] == [("PER", 0, 2), ("ORG", 3, 4)]


def reading_of(events: list[list[float]], **more: np.ndarray) -> Reading:
    """A reading of a sentence of which only the triggers are looked at."""
    n = len(events)
    nothing = np.zeros((n, 1))
    given = {
        "statuses": np.ones((n, 1)),
        "modes": np.ones((n, 1)),
        "parties": np.ones((n, n, 1)),
        **more,
    }
    return Reading(
        upos=nothing, upos_p=nothing, lemma=nothing, names=nothing, events=np.array(events), heads=nothing,
        rels=nothing, predicates={}, starts=nothing, **given,
    )  # fmt: skip


def test_neighbouring_words_of_one_type_are_one_trigger() -> None:
    events = [[1, 0, 0], [0.2, 0.8, 0], [0.4, 0.6, 0], [0, 0, 1.0]]
    reading = reading_of(events, statuses=np.array([[1, 0]] * 3 + [[0.2, 0.8]]))
    found = triggers(reading, {"events": ["_", "ASSAULT", "AID"], "statuses": ["real", "future"]})
    assert [(t.start, t.end, t.type, t.status) for t in found] == [(1, 3, "ASSAULT", "real"), (3, 4, "AID", "future")]
    assert found[0].score == pytest.approx(0.7)
    assert [(t.mode, t.actors, t.places) for t in found] == [(None, (), ())] * 2


def test_a_trigger_tells_its_mode_its_parties_and_its_place() -> None:
    parties = np.zeros((4, 4, 4))
    parties[:, :, 0] = 0.1
    parties[1, [0, 2, 3], [1, 2, 3]] = 0.9
    reading = reading_of([[1, 0], [0, 1], [1, 0], [1, 0.0]], modes=np.array([[0.2, 0.8]] * 4), parties=parties)
    labels = {
        "events": ["_", "ASSAULT"],
        "statuses": ["real"],
        "modes": ["_", "firearms"],
        "parties": ["_", "actor", "recipient", "place"],
    }
    [found] = triggers(reading, labels)
    assert (found.mode, found.mode_score) == ("firearms", 0.8)
    assert [[(m.start, m.end) for m in part] for part in (found.actors, found.recipients, found.places)] == [
        [(0, 1)],
        [(2, 3)],
        [(3, 4)],
    ]
