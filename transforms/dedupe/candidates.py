"""Which articles to compare: those that share a band, found without reading what does not concern the new ones.

History is scanned once, column by column, in whatever pieces it comes. Of it stays what shares a band with a new
article, and per band at most 24 articles, 2 of a cluster, earliest first. So memory and the number of comparisons
follow the new articles; and since that choice is associative, pieces scanned apart can be merged.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from schemas.articles import ARTICLES
from transforms.dedupe.signature import SCHEME, distinct

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

# Articles per band that new ones are compared with. A band that more share is boilerplate, or a report that everybody
# carries, whose earliest editions are the ones to compare with.
HEADS = 24
HEADS_OF_CLUSTER = 2
LONG_HEADS = 8
_MATCHES_KEPT = 400_000
_FILTER_BITS = 24

# What is kept of a known article; a history must have these columns of `articles`, and `bands`.
KEPT = (
    "article_id",
    "version",
    "publisher_domain",
    "published_at",
    "fetched_at",
    "content_sha256",
    "signature_scheme",
    "signature",
    "word_count",
    "wire_source",
    "cluster_id",
)
HISTORY_COLUMNS = (*KEPT, "bands")
_ROWS = pa.schema([pa.field(name, ARTICLES.schema.field(name).type) for name in KEPT])


class Neighbours:
    """The articles of history that share a band with new ones.

    Args:
        bands: the bands of all new articles.
        known: keys of articles that are new in this run; their rows in history, of an attempt before, are left out.
    """

    def __init__(self, bands: Ints, known: Iterable[tuple[str, int]] = ()) -> None:
        self.bands: Ints = distinct(bands)
        self._filter = np.zeros(1 << _FILTER_BITS, dtype=np.bool_)
        self._filter[_slots(self.bands)] = True
        self._known = set(known)
        self._known_ids = pa.array(sorted({article_id for article_id, _ in self._known}), pa.string())
        self.rows: pa.Table = _ROWS.empty_table()
        # One entry for every band that a row shares: the band's index, and the row's in `rows`.
        self.band_index: Ints = np.empty(0, dtype=np.int64)
        self.row_index: Ints = np.empty(0, dtype=np.int64)

    def scan(self, history: Iterable[pa.Table | pa.RecordBatch]) -> Neighbours:
        """Read history (tables with `HISTORY_COLUMNS`). Raises KeyError, naming a column that is missing."""
        for piece in history:
            table = pa.Table.from_batches([piece]) if isinstance(piece, pa.RecordBatch) else piece
            for batch in table.select(list(HISTORY_COLUMNS)).to_batches(max_chunksize=65_536):
                self._scan_batch(batch)
        self._prune()
        return self

    def merge(self, other: Neighbours) -> Neighbours:
        """Take in what another scan for the same new articles found elsewhere.

        Raises ValueError if that was for others.
        """
        if not np.array_equal(self.bands, other.bands):
            raise ValueError("scans for different new articles cannot be merged; scan both pieces with the same bands")
        self._add(other.rows, other.band_index, other.row_index)
        self._prune()
        return self

    def _scan_batch(self, batch: pa.RecordBatch) -> None:
        lists = batch.column(batch.schema.get_field_index("bands"))
        values = np.asarray(pc.list_flatten(lists), dtype=np.int64)
        parents = np.asarray(pc.list_parent_indices(lists), dtype=np.int64)
        # Nearly nothing matches: a look-up in a bitmap spares most values the binary search.
        maybe = np.flatnonzero(self._filter[_slots(values)])
        if not len(maybe):
            return
        place = np.searchsorted(self.bands, values[maybe])
        hit = self.bands[np.minimum(place, len(self.bands) - 1)] == values[maybe]
        band, row = place[hit], parents[maybe][hit]
        keep, new_row = np.unique(row, return_inverse=True)
        rows = pa.Table.from_batches([batch.select(list(KEPT)).take(pa.array(keep))]).cast(_ROWS)
        wanted = self._wanted(rows)
        number = np.cumsum(wanted) - 1
        kept = wanted[new_row]
        self._add(rows.filter(pa.array(wanted)), band[kept], number[new_row[kept]])
        if len(self.band_index) > _MATCHES_KEPT:
            self._prune()

    def _wanted(self, rows: pa.Table) -> Bools:
        """Rows of this scheme that are not among the new articles themselves."""
        wanted = np.array([scheme == SCHEME for scheme in rows["signature_scheme"].to_pylist()], dtype=np.bool_)
        if len(self._known_ids):
            for i in np.flatnonzero(np.asarray(pc.is_in(rows["article_id"], self._known_ids))):
                wanted[i] &= (rows["article_id"][int(i)].as_py(), rows["version"][int(i)].as_py()) not in self._known
        return wanted

    def _add(self, rows: pa.Table, band: Ints, row: Ints) -> None:
        self.band_index = np.concatenate([self.band_index, band])
        self.row_index = np.concatenate([self.row_index, row + len(self.rows)])
        self.rows = pa.concat_tables([self.rows, rows])

    def _prune(self) -> None:
        """Keep the first articles of every band, and those rows that a band still needs."""
        if not len(self.rows):
            return
        rank = precedence_rank(self.rows)
        cluster = _numbers(self.rows["cluster_id"])
        band, row = self.band_index, self.row_index
        order = np.lexsort((rank[row], cluster[row], band))
        band, row = band[order], row[order]
        first = place_in_group(_codes(band, cluster[row])) < HEADS_OF_CLUSTER
        band, row = band[first], row[first]
        order = np.lexsort((rank[row], band))
        band, row = band[order], row[order]
        first = place_in_group(band) < HEADS
        self.band_index, row = band[first], row[first]
        keep, self.row_index = np.unique(row, return_inverse=True)
        self.rows = self.rows.take(keep).combine_chunks()


def pairs_of(band: Ints, row: Ints, rank: Ints, is_new: Bools, by_length: Ints) -> tuple[Ints, Ints]:
    """Pairs of rows to compare: in every band, the first known, first new and longest new rows with all new ones.

    Args:
        band: a band's number, one entry for each band of each row.
        row: the row that has it.
        rank: precedence of every row, smaller is earlier.
        is_new: whether a row is new; pairs of two known articles are of no interest.
        by_length: rank of every row, smaller is longer.

    Returns:
        Two arrays of rows; each pair once, the smaller row first.
    """
    found = [
        _head_pairs(band, row, rank, HEADS, is_new[row]),
        _head_pairs(band, row, rank, HEADS, ~is_new[row], is_new[row]),
        _head_pairs(band, row, by_length, LONG_HEADS, is_new[row]),
    ]
    a, b = np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])
    n = len(rank)
    codes = distinct(np.minimum(a, b) * n + np.maximum(a, b))
    codes = codes[codes // n != codes % n]
    return codes // n, codes % n


def precedence_rank(rows: pa.Table) -> Ints:
    """Rank of the rows of a history by time (published, else fetched), then id, then version."""
    times = pc.coalesce(rows["published_at"], rows["fetched_at"])
    keys = pa.table({"time": times, "article_id": rows["article_id"], "version": rows["version"]})
    order = np.asarray(pc.sort_indices(keys, sort_keys=[(name, "ascending") for name in keys.column_names]))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def place_in_group(groups: Ints) -> Ints:
    """Place of every entry in its run of equal values: [7, 7, 9] gives [0, 1, 0]."""
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]]) if len(groups) else np.empty(0, dtype=np.int64)
    sizes = np.diff(np.r_[starts, len(groups)])
    return np.asarray(np.arange(len(groups)) - np.repeat(starts, sizes), dtype=np.int64)


def _head_pairs(
    band: Ints, row: Ints, rank: Ints, n: int, heads: Bools, others: Bools | None = None
) -> tuple[Ints, Ints]:
    """The first `n` of `heads` in every band, each with all of `others` (by default, all of `heads`) in it."""
    order = np.lexsort((rank[row[heads]], band[heads]))
    head_band, head_row = band[heads][order], row[heads][order]
    first = place_in_group(head_band) < n
    head_band, head_row = head_band[first], head_row[first]
    other_band, other_row = (band[others], row[others]) if others is not None else (band[heads], row[heads])
    start = np.searchsorted(head_band, other_band, side="left")
    size = np.searchsorted(head_band, other_band, side="right") - start
    a, b = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
    for i in range(int(size.max(initial=0))):
        more = size > i
        a.append(head_row[start[more] + i])
        b.append(other_row[more])
    return np.concatenate(a), np.concatenate(b)


def _numbers(column: pa.ChunkedArray[Any]) -> Ints:
    """A number for each value of a column, equal for equal values."""
    numbers: dict[str | None, int] = {}
    return np.array([numbers.setdefault(v, len(numbers)) for v in column.to_pylist()], dtype=np.int64)


def _codes(major: Ints, minor: Ints) -> Ints:
    return major * (int(minor.max(initial=0)) + 1) + minor


def _slots(bands: Ints) -> Ints:
    """Slot of each band in the bitmap: its low bits. The high ones are alike, bands being the smallest hashes."""
    return bands & ((1 << _FILTER_BITS) - 1)
