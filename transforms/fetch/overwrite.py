"""Taking a page out of a WARC file, without moving the others: rows of `articles` point to them by offset.

The page's bytes are overwritten by a record of the same length that says nothing. The file keeps its size too, by which
`sitrep reprocess` knows it again.
"""

from __future__ import annotations

import os
import struct
import uuid
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from transforms.fetch.archives import read_documents

_STORED = 65_535  # bytes that a stored block of deflate holds at most
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_FRAME = len(_HEAD) + 8  # with the checksum and the length behind the blocks
_BLOCK = 5


def pages_at(path: Path, wanted: Callable[[str, int], bool]) -> Iterator[tuple[int, int]]:
    """Offset and length of the pages of a WARC file that are wanted by URL and offset, with their requests.

    Args:
        path: a file as `WarcWriter` writes it: behind each response stands its request.
        wanted: says of a response's URL and offset whether it is one.
    """
    begun: int | None = None
    for record in read_documents(path):
        if record.offset is None:
            continue
        if begun is not None:
            yield begun, record.offset - begun
        begun = record.offset if record.error is None and wanted(record.url, record.offset) else None
    if begun is not None:
        yield begun, path.stat().st_size - begun


def overwrite(path: Path, offset: int, length: int) -> None:
    """Put an empty record in the place of some bytes. The same again changes nothing that a reader sees."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(empty_record(length))
        file.flush()
        os.fsync(file.fileno())


def empty_record(length: int) -> bytes:
    """A gzip member of exactly this length, at least some 300 bytes: a metadata record that is all blanks."""
    blocks = -(-(length - _FRAME) // (_STORED + _BLOCK))
    plain = _record(length - _FRAME - blocks * _BLOCK)
    body = b"".join(
        struct.pack("<BHH", number == blocks - 1, len(part), len(part) ^ 0xFFFF) + part
        for number in range(blocks)
        for part in (plain[number * _STORED : (number + 1) * _STORED],)
    )
    return _HEAD + body + struct.pack("<II", zlib.crc32(plain), len(plain))


def _record(length: int) -> bytes:
    head = (
        "WARC/1.1\r\nWARC-Type: metadata\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.UUID(int=0)}>\r\nWARC-Date: 1970-01-01T00:00:00Z\r\n"
        "Content-Type: text/plain\r\nContent-Length: {:012d}\r\n\r\n"
    )
    end = b"\r\n\r\n"
    blank = length - len(head.format(0)) - len(end)
    if blank < 0:
        raise ValueError(f"{length} bytes are too few for an empty record, which has {length - blank}")
    return head.format(blank).encode("ascii") + b" " * blank + end
