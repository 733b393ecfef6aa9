from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from tests.dedupe.stories import article, as_history, story
from transforms.dedupe.candidates import HEADS, HEADS_OF_CLUSTER, Neighbours, pairs_of, place_in_group
from transforms.dedupe.cluster import cluster, neighbours_of
from transforms.dedupe.document import Doc


def history_of(docs: list[Doc]) -> pa.Table:
    return as_history(docs, cluster(docs))


def test_of_history_only_what_shares_a_band_is_kept() -> None:
    known = [article(f"k{n}", story(n)) for n in range(30)]
    scan = neighbours_of([article("new", story(7)[:6])]).scan([history_of(known)])
    assert scan.rows["article_id"].to_pylist() == ["k7"]


def test_of_a_known_cluster_only_the_first_articles_are_kept() -> None:
    known = [article(f"k{n:02d}", story(1), hours=n) for n in range(30)]
    scan = neighbours_of([article("new", story(1))]).scan([history_of(known[::-1])])
    assert sorted(scan.rows["article_id"].to_pylist()) == [f"k{n:02d}" for n in range(HEADS_OF_CLUSTER)]


def test_a_band_that_many_stories_share_keeps_the_first_of_them() -> None:
    frame = story(500, 1)
    known = [article(f"k{n:03d}", [*frame, *story(n, 3)], hours=n) for n in range(HEADS * 2)]
    scan = neighbours_of([article("new", frame)]).scan([history_of(known)])
    kept = set(scan.rows["article_id"].to_pylist())
    assert "k000" in kept
    assert len(kept) <= HEADS * 16
    assert np.bincount(scan.band_index).max() <= HEADS


def test_a_history_without_a_needed_column_is_refused_by_name() -> None:
    history = history_of([article("k", story(1))]).drop_columns(["signature"])
    with pytest.raises(KeyError, match="signature"):
        neighbours_of([article("new", story(1))]).scan([history])


def test_scans_for_different_articles_are_not_merged() -> None:
    with pytest.raises(ValueError, match="scans for different new articles"):
        Neighbours(np.array([1])).merge(Neighbours(np.array([2])))


def test_pairs_are_made_within_a_band_once_and_not_among_the_known() -> None:
    band, row = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 2, 0, 1, 3])
    rank, is_new = np.arange(4), np.array([True, True, False, False])
    a, b = pairs_of(band, row, rank, is_new, rank)
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == [(0, 1), (0, 2), (1, 2)]


def test_places_in_groups() -> None:
    assert place_in_group(np.array([7, 7, 9, 9, 9])).tolist() == [0, 1, 0, 1, 2]
    assert place_in_group(np.array([], dtype=np.int64)).tolist() == []
