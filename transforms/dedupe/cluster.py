"""Clusters of copies among new articles and against those already known.

Known articles keep their cluster, whatever arrives later: a published row is never rewritten by deduplication. A new
article that copies a known one joins its cluster. The result depends on the set of articles only, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from transforms.dedupe.candidates import Neighbours, pairs_of
from transforms.dedupe.document import EXACT, NEAR, SYNDICATED, Doc, Verdict
from transforms.dedupe.signature import SCHEME
from transforms.dedupe.similarity import SAME_STORY, Sketches, copies, lengths_of

__all__ = ["Doc", "Verdict", "cluster", "cluster_with", "neighbours_of"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


def cluster(new: Sequence[Doc], history: Iterable[pa.Table | pa.RecordBatch] = ()) -> list[Verdict]:
    """Say of every new article version what it is a copy of.

    Args:
        new: the articles of a run, in any order, each (article_id, version) once.
        history: known articles, as tables with the columns of `candidates.HISTORY_COLUMNS`; read once, in pieces.

    Returns:
        A verdict for each, in the order of `new`.

    Raises:
        ValueError: an article version is there twice, or signed by another scheme than this one.
    """
    return cluster_with(new, neighbours_of(new).scan(history))


def neighbours_of(new: Sequence[Doc]) -> Neighbours:
    """An empty scan of history for these articles; pieces of history may be scanned apart and merged."""
    bands = np.array([band for doc in new for band in doc.bands], dtype=np.int64)
    return Neighbours(bands, (doc.key for doc in new))


def cluster_with(new: Sequence[Doc], neighbours: Neighbours) -> list[Verdict]:
    """As `cluster`, with history scanned before."""
    _check(new)
    known = _docs_of(neighbours.rows)
    # In the order of precedence, so that the outcome cannot depend on that of arrival.
    order = sorted(range(len(new)), key=lambda i: new[i].precedence)
    docs = [new[i] for i in order] + known
    a, b = _candidates(docs, len(new), neighbours)
    joined, similarity = _decide(docs, a, b)
    verdicts = _verdicts(docs, len(new), a[joined], b[joined], similarity[joined])
    answer: list[Verdict | None] = [None] * len(new)
    for place, verdict in zip(order, verdicts, strict=True):
        answer[place] = verdict
    return [v for v in answer if v is not None]


def _check(new: Sequence[Doc]) -> None:
    seen: set[tuple[str, int]] = set()
    for doc in new:
        if doc.scheme != SCHEME:
            raise ValueError(f"article {doc.article_id} is signed by {doc.scheme!r}, not {SCHEME!r}: sign it again")
        if doc.key in seen:
            raise ValueError(f"article {doc.article_id}, version {doc.version}, is there twice: drop one of them")
        seen.add(doc.key)


def _docs_of(rows: pa.Table) -> list[Doc]:
    docs = []
    for record in rows.to_pylist():
        record["scheme"] = record.pop("signature_scheme")
        record["cluster_id"] = record["cluster_id"] or record["article_id"]
        docs.append(Doc(**{name: value for name, value in record.items() if value is not None}))
    return docs


def _candidates(docs: Sequence[Doc], n_new: int, neighbours: Neighbours) -> tuple[Ints, Ints]:
    """Pairs of rows of `docs` (the new ones first) that share a band and are not versions of one article."""
    rows = np.repeat(np.arange(n_new), [len(d.bands) for d in docs[:n_new]])
    bands = np.searchsorted(
        neighbours.bands, np.array([band for d in docs[:n_new] for band in d.bands], dtype=np.int64)
    ).astype(np.int64)
    rank = np.empty(len(docs), dtype=np.int64)
    rank[sorted(range(len(docs)), key=lambda i: docs[i].precedence)] = np.arange(len(docs))
    a, b = pairs_of(
        np.concatenate([bands, neighbours.band_index]),
        np.concatenate([rows, neighbours.row_index + n_new]),
        rank,
        np.arange(len(docs)) < n_new,
        _longest_first(docs, rank),
    )
    article = _numbered([d.article_id for d in docs])
    apart = article[a] != article[b]
    return a[apart], b[apart]


def _longest_first(docs: Sequence[Doc], rank: Ints) -> Ints:
    order = np.lexsort((rank, -lengths_of([d.signature for d in docs])))
    place = np.empty(len(docs), dtype=np.int64)
    place[order] = np.arange(len(docs))
    return place


def _decide(docs: Sequence[Doc], a: Ints, b: Ints) -> tuple[Bools, Floats]:
    """Which pairs are copies, and how much of the shorter text the longer has."""
    sketches = Sketches([d.signature for d in docs])
    plain = sketches.overlap(a, b)
    outlets = _numbered([d.publisher_domain for d in docs])
    content = _numbered([d.content_sha256 or f"unknown {i}" for i, d in enumerate(docs)])
    equal = (content[a] == content[b]) & sketches.same(a, b)
    stories = _stories(docs, lengths_of([d.signature for d in docs]), a, b, np.where(equal, 1.0, plain.containment))
    weighed = sketches.overlap(a, b, sketches.weights(stories, outlets))
    return copies(weighed, outlets[a] == outlets[b]) | equal, np.where(equal, 1.0, plain.containment)


def _stories(docs: Sequence[Doc], lengths: Floats, a: Ints, b: Ints, containment: Floats) -> Ints:
    """A number for each article, equal for those that seem to tell one story: what rarity is counted by.

    From the longest article down, each that is not contained in one before leads a story of its own. A report and its
    cuts become one story in this way. Articles built around one template do not, though the shortest of them, nearly
    nothing but template, is contained in all: what contains it is not alike.
    """
    alike: dict[int, list[tuple[float, int]]] = defaultdict(list)
    close = containment >= SAME_STORY
    for i, j, c in zip(a[close].tolist(), b[close].tolist(), containment[close].tolist(), strict=True):
        alike[i].append((c, j))
        alike[j].append((c, i))
    stories = np.full(len(docs), -1, dtype=np.int64)
    leads = np.zeros(len(docs), dtype=np.bool_)
    first: dict[str, int] = {}
    for i, doc in enumerate(docs):
        if doc.cluster_id is not None:
            stories[i], leads[i] = first.setdefault(doc.cluster_id, i), True
    for i in sorted(range(len(docs)), key=lambda i: (-lengths[i], docs[i].precedence)):
        if stories[i] < 0:
            before = [(c, -j) for c, j in alike[i] if leads[j]]
            leads[i] = not before
            stories[i] = stories[-max(before)[1]] if before else i
    return stories


def _verdicts(docs: Sequence[Doc], n_new: int, a: Ints, b: Ints, similarity: Floats) -> list[Verdict]:
    groups = _Groups(len(docs))
    _join_known(groups, docs)
    links: dict[int, dict[int, float]] = defaultdict(dict)
    for i, j, s in zip(a.tolist(), b.tolist(), similarity.tolist(), strict=True):
        groups.join(i, j)
        links[i][j] = links[j][i] = s
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(len(docs)):
        members[groups.find(i)].append(i)
    originals = {root: _original(docs, rows) for root, rows in members.items()}
    return [_verdict(docs, i, originals[groups.find(i)], links[i]) for i in range(n_new)]


def _original(docs: Sequence[Doc], rows: Sequence[int]) -> int:
    """The row that the others are copies of: of a known cluster its own original, where it was found, or its first."""
    known = [i for i in rows if docs[i].cluster_id is not None]
    first = min(known or rows, key=lambda i: docs[i].precedence)
    own = [i for i in known if docs[i].cluster_id == docs[first].cluster_id == docs[i].article_id]
    return min(own, key=lambda i: docs[i].version) if own else first


def _verdict(docs: Sequence[Doc], i: int, original: int, links: dict[int, float]) -> Verdict:
    doc, first = docs[i], docs[original]
    cluster_id = first.cluster_id or first.article_id
    if cluster_id == doc.article_id:
        return Verdict(article_id=doc.article_id, version=doc.version, cluster_id=cluster_id)
    if doc.content_sha256 and doc.content_sha256 == first.content_sha256:
        kind = EXACT
    elif doc.publisher_domain != first.publisher_domain:
        kind = SYNDICATED
    else:
        kind = NEAR
    return Verdict(
        article_id=doc.article_id,
        version=doc.version,
        cluster_id=cluster_id,
        duplicate_of=cluster_id,
        duplicate_kind=kind,
        origin=first.wire_source or first.publisher_domain or None,
        similarity=round(links.get(original, max(links.values(), default=1.0)), 4),
    )


def _join_known(groups: _Groups, docs: Sequence[Doc]) -> None:
    first: dict[str, int] = {}
    for i, doc in enumerate(docs):
        if doc.cluster_id is not None:
            groups.join(first.setdefault(doc.cluster_id, i), i)


def _numbered(values: Sequence[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(v, len(numbers)) for v in values], dtype=np.int64)


class _Groups:
    """Disjoint sets (Tarjan 1975) of the numbers below n; a set is named by its smallest member."""

    def __init__(self, n: int) -> None:
        self._parent = list(range(n))

    def find(self, i: int) -> int:
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        i, j = self.find(i), self.find(j)
        self._parent[max(i, j)] = min(i, j)
