from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from transforms.fetch.response import Response
from transforms.fetch.warc import ArchiveRecord, WarcWriter, read_record, read_warc

AT = dt.datetime(2026, 5, 1, 12, 30, 0, 123456, tzinfo=dt.UTC)
ARCHIVES = Path(__file__).parents[2].parent / "shared" / "bench" / "warc"


def response(number: int = 1, body: bytes = b"<html>A page.</html>", **headers: str) -> Response:
    named = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return Response(
        url=f"http://a.example/{number}",
        final_url=f"http://a.example/{number}?q=1",
        status=200,
        headers={name.lower(): value for name, value in named.items()},
        body=body,
        permanent_target=None,
        elapsed_s=0.1,
        reason_phrase="OK",
        raw_headers=tuple(named.items()),
        request_headers=(("Host", "a.example"), ("User-Agent", "sitrep/1"), ("Authorization", "Bearer secret")),
    )


def written(folder: Path, count: int = 3) -> tuple[Path, list[int]]:
    with WarcWriter(folder, "run") as warc:
        offsets = [warc.write(response(number, b"<html>" + b"%d " % number * 50), AT)[1] for number in range(count)]
    return warc.paths[0], offsets


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path, offsets = written(tmp_path)
    records = list(read_warc(path))
    assert [record.offset for record in records] == offsets
    assert records[1] == ArchiveRecord(
        url="http://a.example/1?q=1",
        status=200,
        headers={"content-type": "text/html; charset=utf-8", "content-length": "106"},
        body=b"<html>" + b"1 " * 50,
        fetched_at=AT,
        offset=offsets[1],
    )
    assert (records[1].content_type, records[1].charset) == ("text/html", "utf-8")
    assert read_record(path, offsets[2]) == (records[2].url, records[2].headers, records[2].body)


def test_other_programs_read_the_files(tmp_path: Path) -> None:
    path, _ = written(tmp_path, 2)
    with path.open("rb") as file:
        found = []
        for record in ArchiveIterator(file, check_digests="raise"):
            record.content_stream().read()
            found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI")))
    pair = [("response", "http://a.example/0?q=1"), ("request", "http://a.example/0?q=1")]
    assert found[:3] == [("warcinfo", None), *pair]


def test_no_credentials_are_kept(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    assert b"secret" not in gzip.decompress(path.read_bytes())


@given(
    st.binary(max_size=500),
    st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=30), max_size=3),
)
def test_any_body_and_any_header_can_be_kept(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, headers: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("warc")
    odd = {f"X-{name}".replace(":", ""): value for name, value in headers.items()}
    with WarcWriter(folder, "run") as warc:
        _, offset = warc.write(response(1, body, **odd), AT)
        warc.write(response(2), AT)
    assert read_record(warc.paths[0], offset)[2] == body
    assert [record.error for record in read_warc(warc.paths[0])] == [None, None]


def test_nothing_written_no_file(tmp_path: Path) -> None:
    with WarcWriter(tmp_path / "none", "run") as warc:
        pass
    assert warc.paths == []
    assert not (tmp_path / "none").exists()


def test_files_stay_near_their_limit(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, "run", max_file_bytes=2000) as warc:
        places = [warc.write(response(number), AT) for number in range(10)]
    assert len(warc.paths) > 2
    assert sorted(tmp_path.iterdir()) == warc.paths
    assert all(path.stat().st_size < 4000 for path in warc.paths)
    for number, (name, offset) in enumerate(places):
        assert read_record(tmp_path / name, offset)[0] == f"http://a.example/{number}?q=1"


def test_a_file_has_its_name_only_when_it_is_complete(tmp_path: Path) -> None:
    warc = WarcWriter(tmp_path, "run")
    name, _ = warc.write(response(), AT)
    assert [path.name for path in tmp_path.iterdir()] == [f"{name}.open"]
    warc.close()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_two_writers_of_one_prefix_keep_apart(tmp_path: Path) -> None:
    first, _ = written(tmp_path)
    second, _ = written(tmp_path)
    assert first != second
    assert len(list(read_warc(first))) == 3


def test_a_damaged_record_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    path, offsets = written(tmp_path, 4)
    data = bytearray(path.read_bytes())
    data[offsets[1] + 30 : offsets[1] + 60] = b"\xff" * 30
    path.write_bytes(data)
    records = list(read_warc(path))
    assert [record.offset for record in records] == offsets
    assert [record.error is None for record in records] == [True, False, True, True]
    with pytest.raises(ValueError, match=f"offset {offsets[1]}"):
        read_record(path, offsets[1])


@given(st.integers(0, 3000))
def test_a_cut_file_is_read_up_to_the_cut(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    path, offsets = written(tmp_path_factory.mktemp("cut"), 4)
    data = path.read_bytes()[:cut]
    path.write_bytes(data)
    sound = [record.offset for record in read_warc(path) if record.error is None]
    assert sound == offsets[: len(sound)]
    assert len(sound) >= len([offset for offset in offsets if offset <= cut]) - 1


def test_plain_files_are_read_and_found_again_after_damage(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    plain = tmp_path / "plain.warc"
    data = gzip.decompress(path.read_bytes())
    plain.write_bytes(data)
    records = list(read_warc(plain))
    assert [record.url for record in records] == [f"http://a.example/{number}?q=1" for number in range(3)]
    assert all(read_record(plain, record.offset or 0)[0] == record.url for record in records)
    assert records[1].offset is not None
    broken = data[: records[1].offset] + b"XXXX/1.1" + data[records[1].offset + 8 :]
    plain.write_bytes(broken)
    found = list(read_warc(plain))
    assert [record.url for record in found if record.error is None] == [records[0].url, records[2].url]
    assert len([record for record in found if record.error]) == 1


def test_an_offset_without_a_response_says_so(tmp_path: Path) -> None:
    path, _ = written(tmp_path)
    with pytest.raises(ValueError, match="no response"):
        read_record(path, 0)
    with pytest.raises(ValueError, match="offset 5"):
        read_record(path, 5)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "x.warc"
    path.write_bytes(data)
    list(read_warc(path))
    path.write_bytes(gzip.compress(data))
    list(read_warc(path))


@pytest.mark.bench_data
@pytest.mark.skipif(not ARCHIVES.is_dir(), reason="the development benchmarks are not beside the checkout")
def test_other_people_s_archives_are_read() -> None:
    pages = {path.name: [r for r in read_warc(path) if not r.error] for path in sorted(ARCHIVES.iterdir())}
    for name in ("example.warc", "example.warc.gz", "example.arc", "example.arc.gz", "example-bad-non-chunked.warc.gz"):
        assert [(page.url, page.status, len(page.body)) for page in pages[name]][:1] == [
            ("http://example.com/", 200, 1270)
        ], name
    assert len(pages["post-test.warc.gz"]) == 3
    assert len(pages["example-iana.org-chunked.warc"][0].body) > 7000
    assert pages["example-trunc.warc"][0].truncated
    assert pages["example-wget-bad-target-uri.warc.gz"][0].url == "http://example.com/"
