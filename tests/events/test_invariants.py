"""What holds for any text: offsets fit, nothing raises, the same text gives the same events."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.coded import Coded
from transforms.events.assembling import event_record
from transforms.events.coder import CoderResources, code_story
from transforms.events.grammar.words import tokenize
from transforms.events.ontology import ACLED_TYPE_OF, TYPES
from transforms.events.sentences import lay_out
from transforms.events.story import Story

RESOURCES = CoderResources.load()
WORDS = st.sampled_from(
    [
        "Gunmen",
        "rebels",
        "troops",
        "the",
        "of",
        "in",
        "at",
        "on",
        "by",
        "and",
        ",",
        ".",
        ";",
        ":",
        "“",
        "”",
        '"',
        "'",
        "(",
        ")",
        "—",
        "attacked",
        "killed",
        "captured",
        "said",
        "that",
        "who",
        "if",
        "not",
        "will",
        "Mosul",
        "Kabul",
        "Syria",
        "Turkish",
        "army",
        "police",
        "12",
        "two",
        "dozens",
        "Friday",
        "Monday",
        "Sept.",
        "10",
        "2018",
        "withdrew",
        "protest",
        "march",
        "clash",
        "between",
        "with",
        "an",
        "air",
        "strike",
        "bombing",
        "was",
        "were",
        "been",
        "being",
        "to",
        "from",
        "after",
        "before",
        "denied",
        "threatened",
        "no",
        "one",
        "U.S.",
        "al-Shabaab",
        "ISIS",
        "Kurdish-led",
        "'s",
        "wounding",
        "killing",
        "\n\n",
        "COLOMBO",
        "—",
        "it",
        "they",
        "he",
        "town",
        "years",
        "9999999999",
        "each other",
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join))
DAY = dt.datetime(2018, 12, 14, tzinfo=dt.UTC)
MANY = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(text=TEXTS, title=st.one_of(st.none(), TEXTS), dated=st.booleans())
def test_any_text_is_coded_and_its_evidence_stands_where_it_says(text: str, title: str | None, dated: bool) -> None:
    story = Story(article_id="x", title=title, text=text, published_at=DAY if dated else None)
    for event in code_story(story, RESOURCES):
        assert event.evidence
        for evidence in event.evidence:
            assert story.full_text[evidence.start : evidence.end] == evidence.text
        coded = event.coded
        kind = TYPES[coded.event_type]
        assert coded.event_mode is None or coded.event_mode in kind.modes
        assert coded.quad_class == kind.quad_class
        assert coded.acled_sub_event_type is None or coded.acled_event_type == ACLED_TYPE_OF[coded.acled_sub_event_type]
        assert 0 < coded.confidence < 1
        assert coded.date_start is None or coded.date_end is None or coded.date_start <= coded.date_end
        assert Coded.from_record(coded.to_record()) == coded
        json.dumps(event_record(event))


@pytest.mark.parametrize(
    "count", ["3000 years", "9999999999 days", "Ninety billion weeks", "9" * 5000 + " days", "² days"]
)
def test_days_counted_back_from_a_deed_never_leave_the_calendar(count: str) -> None:
    text = f"{count} after rebels attacked Mosul, gunmen shot dead {count.split()[0]} men, the police said."
    for event in code_story(Story(article_id="x", title=text, text=text, published_at=DAY), RESOURCES):
        assert event.coded.date_start is None or event.coded.date_start <= DAY.date()


@MANY
@given(text=TEXTS)
def test_the_same_text_gives_the_same_events(text: str) -> None:
    story = Story(article_id="x", title=None, text=text, published_at=DAY)
    assert code_story(story, RESOURCES) == code_story(story, RESOURCES)


@MANY
@given(text=TEXTS)
def test_sentences_lie_in_the_text_in_order(text: str) -> None:
    layout = lay_out(Story(article_id="x", title=None, text=text, published_at=None))
    end = 0
    for sentence in layout.sentences:
        assert layout.text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        assert sentence.text.strip() == sentence.text
        end = sentence.end


@MANY
@given(text=st.text(max_size=200), offset=st.integers(0, 1000))
def test_tokens_cover_all_but_whitespace(text: str, offset: int) -> None:
    tokens = tokenize(text, offset)
    assert "".join(t.text for t in tokens) == "".join(text.split())
    assert all(text[t.start - offset : t.end - offset] == t.text for t in tokens)
