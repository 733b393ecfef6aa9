"""What earlier runs have seen, small enough to hold in every worker: 16 bytes for each version of an entry."""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from schemas import ENTRIES
from transforms.feeds.entry import FeedEntry
from transforms.publish.tables import scan
from transforms.run import RunContext

Status: TypeAlias = Literal["new", "changed", "known"]
Column: TypeAlias = Any  # pa.Array or pa.ChunkedArray of strings; pyarrow's stubs want a type of each element
_Hashes: TypeAlias = npt.NDArray[np.uint64]

_DIGITS = 20  # of the keys and fingerprints that `transforms.feeds.identity` makes
_HEX = "0123456789abcdef"
_CHUNK = 262_144  # rows that are turned into hashes at a time


class KnownEntries:
    """Which entries are known, and in which versions.

    Every version that was ever seen counts, not the last one alone: the front page's feed and a section's show one
    entry with two summaries, and each poll of the one would otherwise make the other's look changed. Hashes of 64 bits
    stand for keys and for versions; among 10 million entries a new one is taken for known once in 10^12.
    """

    __slots__ = ("__weakref__", "_keys", "_versions")

    def __init__(self, keys: _Hashes, versions: _Hashes) -> None:
        self._keys = keys
        self._versions = versions

    @classmethod
    def build(cls, pairs: Iterable[tuple[str, str]]) -> KnownEntries:
        """From pairs of entry_key and fingerprint, in any order, repetitions included."""
        return cls.from_columns(_columns(pairs))

    @classmethod
    def from_columns(cls, columns: Iterable[tuple[Column, Column]]) -> KnownEntries:
        """From Arrow columns of entry_key and fingerprint, batch by batch."""
        keys: list[_Hashes] = []
        versions: list[_Hashes] = []
        for key_column, fingerprint_column in columns:
            batch = _hashes(key_column)
            keys.append(_union([batch]))
            versions.append(_union([_versions(batch, _hashes(fingerprint_column))]))
        return cls(_union(keys), _union(versions))

    def status(self, entry: FeedEntry) -> Status:
        """Whether an entry is new, known in this version, or known with another text."""
        key = _hash(entry.entry_key)
        if not _has(self._keys, key):
            return "new"
        version = _versions(np.array([key]), np.array([_hash(entry.fingerprint)]))[0]
        return "known" if _has(self._versions, version) else "changed"

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def nbytes(self) -> int:
        """Bytes in memory."""
        return int(self._keys.nbytes + self._versions.nbytes)


def known_entries(run: RunContext) -> KnownEntries:
    """What the `entries` table knows, from the last `known_days` days."""
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=run.known_days)
    batches = scan(run.layout, ENTRIES, ["entry_key", "fingerprint"], pc.field("seen_at") >= since)
    return KnownEntries.from_columns((batch.column("entry_key"), batch.column("fingerprint")) for batch in batches)


def _has(sorted_hashes: _Hashes, value: np.uint64) -> bool:
    at = int(np.searchsorted(sorted_hashes, value))
    return at < len(sorted_hashes) and bool(sorted_hashes[at] == value)


def _union(parts: list[_Hashes]) -> _Hashes:
    """Sorted, each once; np.unique does the same by way of a hash table, at five times the cost."""
    hashes = np.sort(np.concatenate(parts)) if parts else np.empty(0, np.uint64)
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))] if len(hashes) else hashes


def _versions(keys: _Hashes, fingerprints: _Hashes) -> _Hashes:
    """One hash of two, the finaliser of MurmurHash3 over a product that does not commute."""
    mixed = keys * np.uint64(0x9E3779B97F4A7C15) + fingerprints
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        mixed = (mixed ^ (mixed >> np.uint64(33))) * np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(33))


def _columns(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[Column, Column]]:
    iterator = iter(pairs)
    while chunk := list(itertools.islice(iterator, _CHUNK)):
        yield pa.array([key for key, _ in chunk], pa.string()), pa.array([text for _, text in chunk], pa.string())


def _hash(text: str) -> np.uint64:
    """The first 64 bits of an id in hexadecimal digits, the hash of anything else."""
    if len(text) == _DIGITS and not text.strip(_HEX):
        return np.uint64(int(text[:16], 16))
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "big"))


def _hashes(column: Column) -> _Hashes:
    """`_hash` of each text, all at once where all are ids."""
    if isinstance(column, pa.ChunkedArray):
        return np.concatenate([_hashes(chunk) for chunk in column.chunks] or [np.empty(0, np.uint64)])
    joined = _joined_ids(column)
    if joined is None:
        return np.array([_hash(str(text or "")) for text in column.to_pylist()], np.uint64)
    ids = np.frombuffer(bytes.fromhex(joined.decode("ascii")), np.uint8).reshape(-1, _DIGITS // 2)
    return np.ascontiguousarray(ids[:, :8]).view(">u8").reshape(-1).astype(np.uint64)


def _joined_ids(column: Column) -> bytes | None:
    """The characters of a column of ids; None where any text is something else."""
    texts = column.cast(pa.large_string())
    _, offset_buffer, data = texts.buffers()
    if not len(texts) or texts.null_count or offset_buffer is None or data is None:
        return None
    offsets = np.frombuffer(memoryview(offset_buffer), np.int64)[texts.offset : texts.offset + len(texts) + 1]
    joined = bytes(memoryview(data)[int(offsets[0]) : int(offsets[-1])])
    if joined.translate(None, _HEX.encode()) or not bool(np.all(np.diff(offsets) == _DIGITS)):
        return None
    return joined
