from __future__ import annotations

import dataclasses
import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dedupe.stories import article, as_history, clusters, sentence, story
from transforms.dedupe.cluster import Doc, cluster, cluster_with, neighbours_of
from transforms.dedupe.document import EXACT, NEAR, SYNDICATED

FRAME = [sentence(random.Random(f"frame {i}"), 40) for i in range(2)]
LOCAL = sentence(random.Random("local"), 22)
HOUSE = [sentence(random.Random(f"house {i}"), 16) for i in range(3)]


def edited(paragraphs: list[str], kind: str) -> list[str]:
    match kind:
        case "cut":
            return paragraphs[: round(len(paragraphs) * 0.45)]
        case "lead":
            return [LOCAL, *paragraphs[1:]]
        case "dateline":
            return ["NAIROBI (Wire) \u2014 " + paragraphs[0], *paragraphs[1:]]
        case "swap":
            return [paragraphs[1], paragraphs[0], *paragraphs[2:]]
        case "house":
            return [HOUSE[0], *paragraphs, HOUSE[1], HOUSE[2]]
        case _:
            return [*paragraphs, LOCAL]


EDITS = ["cut", "lead", "dateline", "swap", "house", "local"]


def corpus() -> list[Doc]:
    """Twelve stories, half of them re-published by other outlets, four columns in one frame, and a commentary."""
    docs = []
    for n in range(12):
        paragraphs = story(n)
        docs.append(article(f"s{n}", paragraphs, hours=n))
        docs += [
            article(f"s{n}c{k}", edited(paragraphs, EDITS[(n + k) % 6]), hours=n + k + 1)
            for k in range(n % 4 if n < 8 else 0)
        ]
    docs += [article(f"column{n}", [FRAME[0], *story(100 + n, 3), FRAME[1]], hours=n) for n in range(4)]
    docs.append(article("commentary", [*story(200, 3), story(9)[4]], hours=30))
    return docs


CORPUS = corpus()
EXPECTED = {
    *(frozenset({f"s{n}", *(f"s{n}c{k}" for k in range(n % 4 if n < 8 else 0))}) for n in range(12)),
    *(frozenset({f"column{n}"}) for n in range(4)),
    frozenset({"commentary"}),
}


def test_copies_come_together_and_nothing_else_does() -> None:
    assert clusters(cluster(CORPUS)) == EXPECTED


@settings(max_examples=25)
@given(st.permutations(CORPUS))
def test_the_order_of_arrival_does_not_matter(docs: list[Doc]) -> None:
    assert sorted(cluster(docs), key=lambda v: v.article_id) == sorted(cluster(CORPUS), key=lambda v: v.article_id)


@settings(max_examples=20)
@given(st.permutations(CORPUS), st.lists(st.integers(0, len(CORPUS)), max_size=3))
def test_the_clusters_are_the_same_in_however_many_runs_they_arrive(docs: list[Doc], cuts: list[int]) -> None:
    bounds = [0, *sorted(cuts), len(docs)]
    history, verdicts = [], []
    for start, end in itertools.pairwise(bounds):
        run = docs[start:end]
        found = cluster(run, history)
        verdicts += found
        history.append(as_history(run, found))
    assert clusters(verdicts) == EXPECTED


@settings(max_examples=15)
@given(st.lists(st.integers(0, len(CORPUS)), max_size=5), st.integers(1, 4))
def test_the_pieces_in_which_history_is_scanned_do_not_matter(cuts: list[int], shards: int) -> None:
    known = [d for d in CORPUS if "c" not in d.article_id]
    new = [d for d in CORPUS if "c" in d.article_id]
    history = as_history(known, cluster(known))
    bounds = [0, *sorted(min(c, len(known)) for c in cuts), len(known)]
    pieces = [history.slice(a, b - a) for a, b in itertools.pairwise(bounds)]
    scans = [neighbours_of(new).scan(pieces[i::shards]) for i in range(shards)]
    merged = scans[0]
    for scan in scans[1:]:
        merged = merged.merge(scan)
    assert cluster_with(new, merged) == cluster(new, [history])


def test_the_original_is_the_first_published_whoever_was_fetched_first() -> None:
    late, early = article("late", story(1), hours=5), article("early", story(1)[:8], hours=1)
    verdicts = {v.article_id: v for v in cluster([late, early])}
    assert verdicts["early"].duplicate_of is None
    assert verdicts["late"].duplicate_of == verdicts["late"].cluster_id == "early"


def test_of_two_published_together_the_agency_is_the_original() -> None:
    paper, agency = article("a-paper", story(1)), article("z-agency", story(1), owns_wire=True)
    assert {v.cluster_id for v in cluster([paper, agency])} == {"z-agency"}


@pytest.mark.parametrize(
    ("paragraphs", "publisher", "kind"),
    [
        (story(1), "other.example", EXACT),
        (story(1)[:8], "other.example", SYNDICATED),
        ([*story(1), LOCAL], "one.example", NEAR),
    ],
)
def test_kinds_of_copies(paragraphs: list[str], publisher: str, kind: str) -> None:
    original = article("original", story(1), publisher="one.example")
    copy = article("copy", paragraphs, hours=1, publisher=publisher)
    verdict = cluster([original, copy])[1]
    assert (verdict.duplicate_of, verdict.duplicate_kind) == ("original", kind)
    assert verdict.similarity >= 0.9


def test_an_article_is_no_copy_of_its_own_earlier_version() -> None:
    first = article("same", story(1))
    second = dataclasses.replace(article("same", [*story(1), LOCAL]), version=2)
    for verdicts in (cluster([first, second]), cluster([second], [as_history([first], cluster([first]))])):
        assert all(v.duplicate_of is None and v.cluster_id == "same" for v in verdicts)


def test_a_new_copy_joins_the_known_cluster_even_if_it_was_published_before() -> None:
    known = article("known", story(1), hours=5)
    verdict = cluster([article("earlier", story(1), hours=1)], [as_history([known], cluster([known]))])[0]
    assert (verdict.cluster_id, verdict.duplicate_of, verdict.duplicate_kind) == ("known", "known", EXACT)


def test_a_copy_of_a_known_copy_points_to_the_known_original() -> None:
    known = [article("original", story(1)), article("cut", story(1)[:6], hours=1)]
    verdicts = cluster(known)
    # The original itself has left the days that are looked at.
    history = as_history(known[1:], verdicts)
    verdict = cluster([article("cut again", [*story(1)[:6], LOCAL], hours=9)], [history])[0]
    assert (verdict.duplicate_of, verdict.duplicate_kind) == ("original", SYNDICATED)


def test_a_run_that_is_repeated_finds_its_own_rows_in_history_and_says_the_same() -> None:
    verdicts = cluster(CORPUS)
    assert cluster(CORPUS, [as_history(CORPUS, verdicts)]) == verdicts


def test_a_report_that_eighty_outlets_edit_stays_one_story() -> None:
    r = random.Random(7)
    paragraphs = story(1, 14)
    docs = [article("original", paragraphs)]
    for n in range(80):
        text = paragraphs
        for kind in r.sample(EDITS, 2):
            text = edited(text, kind)
        docs.append(article(f"outlet{n:02d}", [*text, sentence(r, 25)], hours=1 + n / 10))
    docs += [article(f"other{n}", [HOUSE[0], *story(50 + n), HOUSE[1]], hours=n) for n in range(20)]
    assert max(map(len, clusters(cluster(docs)))) == 81
    assert len(clusters(cluster(docs))) == 21


def test_one_template_around_different_contents_is_no_copy_though_one_has_next_to_no_contents() -> None:
    docs = [article("empty", [*FRAME, sentence(random.Random(0), 6)])]
    docs += [article(f"column{n}", [FRAME[0], *story(n, 1 + n % 2), FRAME[1]], hours=n) for n in range(1, 20)]
    assert len(clusters(cluster(docs))) == 20


def test_an_outlets_boilerplate_joins_nothing() -> None:
    notice = [sentence(random.Random(f"notice {i}"), 30) for i in range(3)]
    docs = [article(f"a{n}", [*story(n, 2), *notice], publisher="one.example", hours=n) for n in range(8)]
    assert len(clusters(cluster(docs))) == 8


def test_empty_texts_are_copies_of_nothing() -> None:
    assert len(clusters(cluster([article("a", []), article("b", []), article("c", ["..."])]))) == 3


def test_nothing_new_has_no_verdicts() -> None:
    assert cluster([], [as_history(CORPUS, cluster(CORPUS))]) == []


def test_an_unknown_scheme_is_refused_in_new_articles_and_passed_over_in_history() -> None:
    doc = article("a", story(1))
    with pytest.raises(ValueError, match="signed by 'old'"):
        cluster([dataclasses.replace(doc, scheme="old")])
    other = dataclasses.replace(article("b", story(1)), scheme="old")
    history = as_history([other], cluster([article("b", story(1))]))
    assert cluster([doc], [history])[0].duplicate_of is None


def test_the_same_version_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="article a, version 1, is there twice"):
        cluster([article("a", story(1)), article("a", story(2))])
