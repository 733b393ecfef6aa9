from __future__ import annotations

import pytest

from tests.dedupe.stories import story
from transforms.dedupe.records import dedupe_records, doc_of

TEXT = "\n\n".join(story(1))


def test_records_get_clusters_in_their_order() -> None:
    records = [
        {"id": "b", "url": "https://www.b.example/1", "title": "B", "text": TEXT, "published_at": "2024-03-02"},
        {"id": "a", "url": "https://a.example/1", "title": "A", "text": TEXT, "published_at": "2024-03-01T10:00:00Z"},
        {"id": "c", "url": "https://c.example/1", "title": "C", "text": "\n\n".join(story(2))},
    ]
    none = {"duplicate_of": None, "duplicate_kind": None}
    assert dedupe_records(records, lambda record: "AP" if record["id"] == "a" else None) == [
        {"id": "b", "cluster_id": "a", "duplicate_of": "a", "duplicate_kind": "exact", "wire_source": None},
        {"id": "a", "cluster_id": "a", **none, "wire_source": "AP"},
        {"id": "c", "cluster_id": "c", **none, "wire_source": None},
    ]


def test_the_publisher_falls_back_to_the_host() -> None:
    assert doc_of({"id": 1, "url": "https://WWW.Paper.example/x", "text": "t"}).publisher_domain == "paper.example"
    assert doc_of({"id": 1, "publisher": "paper.example", "text": "t"}).publisher_domain == "paper.example"


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": "t"}, 'needs an "id"'),
        ({"id": "a"}, 'needs an "id" and a "text"'),
        ({"id": "a", "text": "t", "published_at": "yesterday"}, "give ISO 8601"),
        ({"id": "a", "text": "t", "published_at": 17}, "give ISO 8601"),
    ],
)
def test_a_record_that_cannot_be_read_says_what_is_wrong(record: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        doc_of(record)


def test_an_agency_owns_what_it_writes_wherever_it_is_printed() -> None:
    record = {"id": "a", "url": "https://apnews.com/1", "text": TEXT}
    assert doc_of(record, wire_source="AP").owns_wire
    assert not doc_of(record, wire_source="Reuters").owns_wire
    assert not doc_of(record).owns_wire
    assert not doc_of({**record, "url": "https://paper.example/1"}, wire_source="AP").owns_wire
