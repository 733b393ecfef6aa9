"""What is known from earlier runs."""

from __future__ import annotations

import pickle
import weakref

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from transforms.feeds.entry import FeedEntry
from transforms.feeds.identity import fingerprint
from transforms.feeds.known import KnownEntries


def entry(key: str, version: str) -> FeedEntry:
    return FeedEntry(
        feed_id="f", entry_key=key, fingerprint=version, url=None, canonical_url=None, guid=None, title=None,
        summary=None, content=None, authors=(), published_at=None, updated_at=None, publisher=None, language=None,
    )  # fmt: skip


IDS = st.one_of(
    st.integers(0, 5).map(lambda n: fingerprint(title=str(n), summary=None, content=None)),
    st.sampled_from(["", "a", "short", "Ü" * 20, "ABCDEFABCDEFABCDEFAB", "0" * 20, "g" * 20, "0" * 21]),
)
PAIRS = st.lists(st.tuples(IDS, IDS), max_size=30)


@given(PAIRS, PAIRS)
def test_it_answers_as_a_set_of_pairs_would(seen: list[tuple[str, str]], asked: list[tuple[str, str]]) -> None:
    known = KnownEntries.build(seen)
    keys = {key for key, _ in seen}
    assert len(known) == len(keys)
    for key, version in [*seen, *asked]:
        expected = "known" if (key, version) in seen else "changed" if key in keys else "new"
        assert known.status(entry(key, version)) == expected


@given(PAIRS, st.integers(0, 30))
def test_columns_give_the_same_as_pairs_even_sliced_and_chunked(pairs: list[tuple[str, str]], cut: int) -> None:
    keys, versions = pa.array([k for k, _ in pairs], pa.string()), pa.array([v for _, v in pairs], pa.string())
    batches = [(keys[:cut], versions[:cut]), (pa.chunked_array([keys[cut:]]), pa.chunked_array([versions[cut:]]))]
    known = KnownEntries.from_columns(batches)
    assert len(known) == len({key for key, _ in pairs})
    assert all(known.status(entry(*pair)) == "known" for pair in pairs)


def test_two_feeds_that_show_one_entry_differently_leave_it_known() -> None:
    known = KnownEntries.build([("key", "as the front page has it"), ("key", "as the section has it")])
    assert known.status(entry("key", "as the front page has it")) == "known"
    assert known.status(entry("key", "as the section has it")) == "known"
    assert known.status(entry("key", "corrected")) == "changed"


def test_it_travels_to_other_processes_and_can_be_shared_in_one() -> None:
    known = KnownEntries.build([("a", "1")])
    copy = pickle.loads(pickle.dumps(known))
    assert copy.status(entry("a", "1")) == "known"
    assert weakref.ref(known)() is known


def test_an_entry_takes_sixteen_bytes() -> None:
    known = KnownEntries.build((f"{n:020x}", f"{n * 7:020x}") for n in range(10_000))
    assert len(known) == 10_000 or known.nbytes <= 160_000
    assert known.nbytes <= 16 * 10_000
