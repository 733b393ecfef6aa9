"""Content-Encoding undone piece by piece, so that a bomb stops at the caller's limit and not in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli
from backports import zstd

ACCEPT_ENCODING = "gzip, br, zstd"
PIECE = 1 << 16  # bytes a decoder hands out at a time
_MAX_MEMBERS = 1000  # concatenated gzip members or zstd frames; honest bodies have one
_MAX_CODINGS = 3
_ZSTD_WINDOW_LOG = 23  # 8 MB, the largest that RFC 9659 allows on the web
_NO_CODING = frozenset({"", "identity", "none", "utf-8", "utf8", "binary", "8bit"})  # seen in the wild: says nothing


class BadEncodingError(Exception):
    """The body is not what its Content-Encoding says, or ends early."""


class _Coding(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...

    def finish(self) -> None: ...


class BodyDecoder:
    """Undoes the codings of a Content-Encoding header; pieces are at most about 64 kB each."""

    def __init__(self, content_encoding: str = "") -> None:
        names = [name.strip().lower() for name in content_encoding.split(",")]
        names = [name for name in names if name not in _NO_CODING]
        if len(names) > _MAX_CODINGS:
            raise BadEncodingError(f"{len(names)} content codings on top of each other")
        self._codings = [_coding(name) for name in reversed(names)]

    def feed(self, data: bytes) -> Iterator[bytes]:
        """The decoded pieces that another chunk of the body yields.

        Raises:
            BadEncodingError: The data is corrupt.
        """
        try:
            yield from self._through(data, 0)
        except (zlib.error, brotli.error, zstd.ZstdError) as error:
            raise BadEncodingError(f"corrupt body: {error}") from None

    def finish(self) -> None:
        """Declare the end of the body.

        Raises:
            BadEncodingError: The compressed data is cut short.
        """
        for coding in self._codings:
            coding.finish()

    def _through(self, data: bytes, stage: int) -> Iterator[bytes]:
        if stage == len(self._codings):
            yield data
            return
        for piece in self._codings[stage].feed(data):
            yield from self._through(piece, stage + 1)


def _coding(name: str) -> _Coding:
    match name:
        case "gzip" | "x-gzip":
            return _Gzip()
        case "deflate":
            return _Deflate()
        case "br":
            return _Brotli()
        case "zstd":
            return _Zstd()
    raise BadEncodingError(f"unknown content coding {name!r}")


def _inflate(stream: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    """All that `data` yields, in pieces. Output may be pending when the input is used up, hence the length check."""
    while True:
        piece = stream.decompress(data, PIECE)
        if piece:
            yield piece
        if stream.eof or (len(piece) < PIECE and not stream.unconsumed_tail):
            return
        data = stream.unconsumed_tail


class _Gzip:
    """Gzip with any number of members. Data that is plainly not gzip passes: servers mislabel, and browsers cope."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._members = 0
        self._plain: bool | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._plain is None and data:
            self._plain = data[0] != 0x1F
        if self._plain:
            yield data
            return
        while data:
            if self._stream.eof:
                if data[0] != 0x1F:  # padding or garbage after the last member
                    return
                self._members += 1
                if self._members > _MAX_MEMBERS:
                    raise BadEncodingError("too many gzip members")
                self._stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
            yield from _inflate(self._stream, data)
            data = self._stream.unused_data if self._stream.eof else b""

    def finish(self) -> None:
        if self._plain is False and not self._stream.eof:
            raise BadEncodingError("the gzip data ends early")


class _Deflate:
    """Deflate with the zlib header that RFC 9110 asks for, or raw as some servers send it."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None and data:
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if data[0] & 0x0F == 8 else -zlib.MAX_WBITS)
        if self._stream is not None and not self._stream.eof:
            yield from _inflate(self._stream, data)

    def finish(self) -> None:
        if self._stream is not None and not self._stream.eof:
            raise BadEncodingError("the deflate data ends early")


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self._started = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        while not self._stream.is_finished():
            piece = self._stream.process(data, output_buffer_limit=PIECE)
            if piece:
                yield piece
            if self._stream.can_accept_more_data() and len(piece) < PIECE:  # a full piece may have more behind it
                return
            data = b""

    def finish(self) -> None:
        if self._started and not self._stream.is_finished():
            raise BadEncodingError("the brotli data ends early")


class _Zstd:
    def __init__(self) -> None:
        self._stream = self._new()
        self._started = False
        self._frames = 0

    @staticmethod
    def _new() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG})

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._started = self._started or bool(data)
        while data or not (self._stream.needs_input or self._stream.eof):
            if self._stream.eof:
                self._frames += 1
                if self._frames > _MAX_MEMBERS:
                    raise BadEncodingError("too many zstd frames")
                self._stream = self._new()
            piece = self._stream.decompress(data, PIECE)
            if piece:
                yield piece
            data = self._stream.unused_data if self._stream.eof else b""

    def finish(self) -> None:
        if self._started and not self._stream.eof:
            raise BadEncodingError("the zstd data ends early")
