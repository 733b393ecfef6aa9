"""A page is taken out of a WARC file, and all others are where they were."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from tests.fetch.test_warc import written
from transforms.fetch.overwrite import empty_record, overwrite, pages_at
from transforms.fetch.warc import read_record, read_warc


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_page_goes_and_the_others_stay_where_they_were(number: int, tmp_path: Path) -> None:
    path, offsets = written(tmp_path)
    before = {offset: read_record(path, offset) for offset in offsets}
    size = path.stat().st_size
    url = before[offsets[number]][0]
    ((offset, length),) = pages_at(path, lambda found, _: found == url)
    assert offset == offsets[number]
    for _ in range(2):
        overwrite(path, offset, length)
        left = [o for o in offsets if o != offset]
        assert [(r.offset, r.error) for r in read_warc(path)] == [(o, None) for o in left]
        assert {o: read_record(path, o) for o in left} == {o: before[o] for o in left}
    assert path.stat().st_size == size
    assert url.encode() not in gzip.decompress(path.read_bytes())
    assert list(pages_at(path, lambda found, _: found == url)) == []


def test_other_programs_read_on(tmp_path: Path) -> None:
    path, offsets = written(tmp_path)
    ((offset, length),) = pages_at(path, lambda _, found: found == offsets[1])
    overwrite(path, offset, length)
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo", "response", "request", "metadata", "response", "request"]


@given(length=st.one_of(st.integers(300, 2000), st.integers(65_000, 67_000), st.integers(131_000, 132_500)))
def test_it_has_exactly_the_length(length: int) -> None:
    record = empty_record(length)
    assert len(record) == length
    assert gzip.decompress(record).startswith(b"WARC/1.1\r\nWARC-Type: metadata\r\n")


def test_what_is_too_short_for_a_record_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes are too few for an empty record"):
        empty_record(100)
