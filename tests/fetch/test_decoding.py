from __future__ import annotations

import gzip
import zlib

import brotli
import pytest
from backports import zstd
from hypothesis import given
from hypothesis import strategies as st

from transforms.fetch.decoding import PIECE, BadEncodingError, BodyDecoder

CODERS = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstd.compress}


def decode(encoding: str, chunks: list[bytes]) -> list[bytes]:
    decoder = BodyDecoder(encoding)
    pieces = [piece for chunk in chunks for piece in decoder.feed(chunk)]
    decoder.finish()
    return pieces


@given(
    st.binary(max_size=2000),
    st.lists(st.sampled_from(sorted(CODERS)), max_size=3),
    st.integers(1, 50),
)
def test_what_was_coded_comes_back_however_it_is_cut(data: bytes, codings: list[str], size: int) -> None:
    coded = data
    for name in codings:
        coded = CODERS[name](coded)
    chunks = [coded[start : start + size] for start in range(0, len(coded), size)]
    assert b"".join(decode(", ".join(codings), chunks)) == data


@pytest.mark.parametrize("name", sorted(CODERS))
def test_pieces_stay_small_however_much_a_chunk_unpacks_to(name: str) -> None:
    data = bytes(5_000_000)
    pieces = decode(name, [CODERS[name](data)])
    assert b"".join(pieces) == data
    assert max(map(len, pieces)) <= 4 * PIECE


@pytest.mark.parametrize("name", sorted(CODERS))
def test_a_cut_body_is_an_error(name: str) -> None:
    coded = CODERS[name](b"Some text that goes on for a while. " * 20)
    with pytest.raises(BadEncodingError):
        decode(name, [coded[:-6]])


@given(st.binary(min_size=1, max_size=300), st.sampled_from(sorted(CODERS)))
def test_any_bytes_decode_or_say_that_they_cannot(data: bytes, name: str) -> None:
    try:
        decode(name, [data])
    except BadEncodingError as error:
        assert str(error)  # noqa: PT017
