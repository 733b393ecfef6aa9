"""WARC files: every page as it was received (WARC 1.1, ISO 28500:2017).

Each record is a gzip member of its own, so that a record can be read by its offset and a file that was cut is readable
up to the cut. A file that is being written has the suffix `.open` and gets its name when it is complete; what a crash
leaves is such a file, in the run's staging folder, and goes when that is swept.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import io
import os
import secrets
import uuid
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from urllib.parse import quote, urlsplit

from isal import isal_zlib
from warcio.timeutils import datetime_to_iso_date
from warcio.warcwriter import WARCWriter

from transforms.fetch.archives import ArchiveRecord, read_record, read_warc
from transforms.fetch.response import Response

__all__ = ["ArchiveRecord", "WarcWriter", "read_record", "read_warc"]

MAX_FILE_BYTES = 250_000_000
# Of ISA-L, whose gzip takes a seventh of the time of zlib's level 3 on news pages, for no more bytes. Compressing was
# the largest part of what a page costs.
_LEVEL = 2
_WINDOW = isal_zlib.MAX_WBITS | 16
# The body is kept decoded and whole, so these would lie. They are kept under the name that Common Crawl gives them.
_PRINTABLE = "".join(map(chr, range(32, 127)))
_TRANSFER = frozenset({"content-encoding", "transfer-encoding", "content-length"})
_SECRET = frozenset({"authorization", "cookie", "proxy-authorization"})
_HOP = frozenset({"connection", "keep-alive", "proxy-authenticate", "proxy-connection", "trailer"})


class WarcWriter:
    """Writes responses to `<folder>/<prefix>-<random>-<number>.warc.gz`. A context manager, for one thread.

    The random part keeps a retried worker from overwriting the files that rows of the first try point to.

    Attributes:
        paths: The complete files; all of them after `close`. None if nothing was written.
    """

    def __init__(self, folder: Path, prefix: str, *, max_file_bytes: int = MAX_FILE_BYTES) -> None:
        self.paths: list[Path] = []
        self._folder = Path(folder)
        self._prefix = f"{prefix}-{secrets.token_hex(4)}"
        self._max_file_bytes = max_file_bytes
        self._file: BinaryIO | None = None
        self._path = Path()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, response: Response, fetched_at: dt.datetime) -> tuple[str, int]:
        """Append a response, and its request after it.

        Returns:
            The file's name and the offset of the response's record in it.
        """
        if self._file is not None and self._file.tell() >= self._max_file_bytes:
            self.close()
        if self._file is None:
            self._file = self._open()
        offset = self._file.tell()
        date = datetime_to_iso_date(fetched_at.astimezone(dt.UTC).replace(tzinfo=None), use_micros=True)
        self._file.write(_records(response, date))
        return self._path.name, offset

    def close(self) -> None:
        """Complete the current file. A later `write` begins another."""
        if self._file is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        _open_name(self._path).rename(self._path)
        self.paths.append(self._path)

    def _open(self) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._path = self._folder / f"{self._prefix}-{len(self.paths):05d}.warc.gz"
        file = _open_name(self._path).open("xb")
        plain = io.BytesIO()
        writer = WARCWriter(plain, gzip=False, warc_version="1.1")
        info = {"software": "sitrep", "format": "WARC File Format 1.1", "conformsTo": "ISO 28500:2017"}
        writer.write_record(writer.create_warcinfo_record(self._path.name, info))
        file.write(_member(plain.getvalue()))
        return file


def _open_name(path: Path) -> Path:
    return path.with_name(path.name + ".open")


def _records(response: Response, date: str) -> bytes:
    """The response's record and the request's, each a gzip member.

    Written here and not by warcio, which takes three times as long over them as compressing does.
    """
    url = urlsplit(response.final_url)
    status = _ascii(f"{response.status} {response.reason_phrase}".strip())
    asked = [(name, value) for name, value in response.request_headers if name.lower() not in _SECRET]
    response_id = f"<urn:uuid:{uuid.uuid4()}>"
    answer = _head(f"HTTP/{response.http_version} {status}", _kept_headers(response))
    request = _head(f"GET {url.path or '/'}{'?' if url.query else ''}{url.query} HTTP/1.1", asked)
    named = {"WARC-Target-URI": response.final_url, "WARC-Date": date}
    of_answer = {"WARC-Type": "response", "WARC-Record-ID": response_id, **named}
    of_request = {
        "WARC-Type": "request",
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid4()}>",
        "WARC-Concurrent-To": response_id,
        **named,
    }
    return _record(of_answer, answer, response.body) + _record(of_request, request, b"")


def _head(first_line: str, headers: Iterable[tuple[str, str]]) -> bytes:
    lines = [first_line, *(f"{_ascii(name)}: {_ascii(value)}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("ascii")


def _record(fields: dict[str, str], http_head: bytes, payload: bytes) -> bytes:
    digest = base64.b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode("ascii")
    lines = {
        **fields,
        "WARC-Payload-Digest": f"sha1:{digest}",
        "Content-Type": f"application/http; msgtype={fields['WARC-Type']}",
        "Content-Length": str(len(http_head) + len(payload)),
    }
    head = "\r\n".join(["WARC/1.1", *(f"{name}: {value}" for name, value in lines.items()), "", ""])
    return _member(b"".join((head.encode("utf-8"), http_head, payload, b"\r\n\r\n")))


def _kept_headers(response: Response) -> list[tuple[str, str]]:
    kept: list[tuple[str, str]] = []
    for name, value in response.raw_headers:
        if name.lower() in _TRANSFER:
            kept.append((f"X-Crawler-{name}", value))
        elif name.lower() not in _HOP:
            kept.append((name, value))
    return [*kept, ("Content-Length", str(len(response.body)))]


def _ascii(text: str) -> str:
    """Percent-encode what warcio refuses in HTTP headers, and control characters with it."""
    return text if text.isascii() and text.isprintable() else quote(text, safe=_PRINTABLE)


def _member(data: bytes) -> bytes:
    return isal_zlib.compress(data, _LEVEL, _WINDOW)
