"""Reading WARC and ARC files, whose broken records are reported and passed over.

warcio parses the records. Finding them is done here, for its own iterator ends silently at the first damaged gzip
member and takes the rest of the file with it.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.recordloader import ArcWarcRecordLoader

from transforms.fetch.decoding import PIECE, BadEncodingError, BodyDecoder
from transforms.fetch.response import charset_of, media_type_of

MAX_RECORD_BYTES = 30_000_000  # of a body; CC-NEWS cuts at 5 MiB
_WINDOW = zlib.MAX_WBITS | 16
_GZIP = b"\x1f\x8b\x08"
_PLAIN_STARTS = (b"WARC/", b"http", b"filedesc:")
_DOCUMENTS = frozenset({"response", "revisit", "resource", "conversion"})
_FORMAT = re.compile(rb"\nWARC/[01]\.\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveRecord:
    """A response from an archive, what stands in the place of one (`kind`), or what is wrong there (`error`)."""

    url: str
    kind: str = "response"
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)  # lower-case names
    body: bytes = b""  # decoded
    fetched_at: dt.datetime | None = None  # UTC
    offset: int | None  # for read_record; None if the record does not begin a gzip member
    truncated: bool = False  # the crawler cut it, or the file ends within it
    error: str | None = None

    @property
    def content_type(self) -> str:
        """The media type without parameters, lower-case."""
        return media_type_of(self.headers)

    @property
    def charset(self) -> str | None:
        """The charset parameter of the Content-Type header, lower-case."""
        return charset_of(self.headers)


def read_warc(path: Path) -> Iterator[ArchiveRecord]:
    """The HTTP responses of a WARC or ARC file, compressed or not, in order, one in memory at a time.

    A damaged record comes out with its `error`, and reading goes on at the next one that can be found.
    """
    return (record for record in read_documents(path) if record.kind == "response")


def read_documents(path: Path) -> Iterator[ArchiveRecord]:
    """As `read_warc`, with the records that stand in the place of a response: revisits, resources, other protocols.

    Those have a `kind`, URL and date, and neither status nor body. What only accompanies others (warcinfo, request,
    metadata) is left out.
    """
    with Path(path).open("rb") as file:
        start = file.read(3)
        yield from _compressed(file) if start == _GZIP else _plain(file)


def read_record(path: Path, offset: int) -> tuple[str, dict[str, str], bytes]:
    """The URL, the HTTP headers (lower-case names) and the decoded body of the response at an offset.

    Raises:
        ValueError: There is no readable response record.
    """
    with Path(path).open("rb") as file:
        file.seek(offset)
        compressed = file.read(3) == _GZIP
        file.seek(offset)
        records = _records(_Member(file, offset) if compressed else file, offset)
        record = next(records, None)
    if record is None or record.error is not None or record.offset != offset or record.kind != "response":
        found = "no response" if record is None or record.error is None else record.error
        raise ValueError(f"{path}, offset {offset}: {found}")
    return record.url, record.headers, record.body


class _Member:
    """One gzip member of a file, as a stream of its content."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        file.seek(offset)
        self._file = file
        self._stream = zlib.decompressobj(_WINDOW)
        self._pending = b""

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, at most PIECE; empty at the member's end."""
        limit = PIECE if size < 0 else min(size, PIECE)
        while limit and not self._stream.eof:
            data = self._pending or self._file.read(PIECE)
            if not data:
                raise EOFError("the file ends within a gzip member")
            piece = self._stream.decompress(data, limit)
            self._pending = self._stream.unconsumed_tail
            if piece:
                return piece
        return b""

    def end(self) -> int:
        """Where the member ends in the file. Reads what is left of it."""
        while self.read():
            pass
        return self._file.tell() - len(self._stream.unused_data)


def _compressed(file: BinaryIO) -> Iterator[ArchiveRecord]:
    offset: int | None = 0
    while offset is not None:
        member = _Member(file, offset)
        lost_at = yield from _records(member, offset)
        offset = _next_member(file, offset + 1) if lost_at is not None else _following(file, member.end())


def _following(file: BinaryIO, end: int) -> int | None:
    """Where the member after a sound one begins: at its end, damaged or not, or after padding."""
    file.seek(end)
    return end if file.read(len(_GZIP)) == _GZIP else _next_member(file, end)


def _next_member(file: BinaryIO, start: int) -> int | None:
    """The first offset from `start` on at which a gzip member with a record begins."""
    while True:
        file.seek(start)
        block = file.read(PIECE)
        if len(block) < len(_GZIP):
            return None
        found = block.find(_GZIP)
        while found >= 0:
            if _begins_record(file, start + found):
                return start + found
            found = block.find(_GZIP, found + 1)
        start += len(block) - len(_GZIP) + 1


def _begins_record(file: BinaryIO, offset: int) -> bool:
    """Whether a member begins here, and not bytes within one that happen to look like a beginning."""
    file.seek(offset)
    try:
        return zlib.decompressobj(_WINDOW).decompress(file.read(4096), 64).lstrip().startswith(_PLAIN_STARTS)
    except zlib.error:
        return False


def _plain(file: BinaryIO) -> Iterator[ArchiveRecord]:
    offset: int | None = 0
    while offset is not None:
        file.seek(offset)
        lost_at = yield from _records(file, offset)
        offset = None if lost_at is None else _next_plain(file, lost_at + 1)


def _next_plain(file: BinaryIO, start: int) -> int | None:
    overlap = 16  # more than a format line's beginning is long
    while True:
        file.seek(start)
        block = file.read(PIECE)
        match = _FORMAT.search(block)
        if match:
            return start + match.start() + 1
        if len(block) <= overlap:
            return None
        start += len(block) - overlap


def _records(source: BinaryIO | _Member, start: int) -> Generator[ArchiveRecord, None, int | None]:
    """The responses of a member, or of a file that is not compressed; the offset where the thread is lost, if it is."""
    loader = ArcWarcRecordLoader(verify_http=False, arc2warc=True)
    reader = BufferedReader(source, decomp_type=None)
    offset: int | None = start
    while True:
        try:
            line = _next_line(reader)
            if not line:
                return None
            if not isinstance(source, _Member):
                offset = source.tell() - reader.rem_length() - len(line)
            record = loader.parse_record_stream(reader, line)
            response = _response(record, offset)
            while record.raw_stream.read(PIECE):
                pass
        except Exception as error:  # warcio raises whatever its parsing stumbles over
            yield ArchiveRecord(url="", offset=offset, error=f"{type(error).__name__}: {error}"[:500])
            return start if offset is None else offset
        if response is not None:
            yield response
        if isinstance(source, _Member):
            offset = None  # further records of a member cannot be reached by an offset


def _next_line(reader: BufferedReader) -> bytes:
    """The next line that is not blank; empty at the end."""
    while True:
        line: bytes = reader.readline(PIECE)
        if not line or line.strip():
            return line


def _response(record: Any, offset: int | None) -> ArchiveRecord | None:
    """The record as a response, or as what stands in the place of one."""
    if record.rec_type not in _DOCUMENTS:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    fetched_at = _date(record.rec_headers.get_header("WARC-Date"))
    if record.rec_type != "response" or record.http_headers is None:
        kind = "response not of HTTP" if record.rec_type == "response" else record.rec_type
        return ArchiveRecord(url=url, kind=kind, fetched_at=fetched_at, offset=offset)
    headers: dict[str, str] = {}
    for name, value in record.http_headers.headers:
        headers[name.lower()] = f"{headers[name.lower()]}, {value}" if name.lower() in headers else value
    stream = record.raw_stream
    if headers.get("transfer-encoding", "").lower() == "chunked":
        stream = ChunkedDataReader(stream, decomp_type=None)
    raw: bytes = stream.read(MAX_RECORD_BYTES)
    body, cut = _decoded(raw, headers.get("content-encoding", ""))
    missing = record.length is not None and record.raw_stream.limit > 0
    status = record.http_headers.get_statuscode()
    return ArchiveRecord(
        url=url,
        status=int(status) if status.isdecimal() else 0,
        headers=headers,
        body=body,
        fetched_at=fetched_at,
        offset=offset,
        truncated=cut or missing or record.rec_headers.get_header("WARC-Truncated") is not None,
    )


def _decoded(raw: bytes, encoding: str) -> tuple[bytes, bool]:
    """The body and whether it is cut. Archives often keep the header of a coding that is undone already."""
    pieces: list[bytes] = []
    size = 0
    try:
        decoder = BodyDecoder(encoding)
        for piece in decoder.feed(raw):
            pieces.append(piece)
            size += len(piece)
            if size > MAX_RECORD_BYTES:
                return b"".join(pieces)[:MAX_RECORD_BYTES], True
        decoder.finish()
    except BadEncodingError:
        return (b"".join(pieces), True) if pieces else (raw, False)
    return b"".join(pieces), False


def _date(text: str | None) -> dt.datetime | None:
    try:
        date = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return date.replace(tzinfo=dt.UTC) if date.tzinfo is None else date.astimezone(dt.UTC)
