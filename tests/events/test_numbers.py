"""Numbers in running text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.grammar.numbers import NumberMention, find_numbers

WORDS = st.lists(
    st.sampled_from(
        """
        at least two hundred and thousand a dozen dozens of several 12 1,200 to between fewer than
        more no one half million, - 30% $5 some 200-plus people
        """.split()  # noqa: SIM905
    ),
    max_size=14,
).map(" ".join)


def only(text: str) -> NumberMention:
    (found,) = find_numbers(text)
    return found


@pytest.mark.parametrize(
    ("text", "surface", "low", "best", "high"),
    [
        ("twenty-three miners", "twenty-three", 23, 23, 23),
        ("two hundred and five voters", "two hundred and five", 205, 205, 205),
        ("1,200 huts", "1,200", 1200, 1200, 1200),
        ("3.5 million refugees", "3.5 million", 3_500_000, 3_500_000, 3_500_000),
        ("half a million children", "half a million", 500_000, 500_000, 500_000),
        ("a dozen recruits", "a dozen", 12, 12, 12),
        ("a couple of guards", "a couple", 2, 2, 2),
        ("at least 14 traders", "at least 14", 14, 14, None),
        ("no fewer than 30 cadets", "no fewer than 30", 30, 30, None),
        ("more than 20 villagers", "more than 20", 21, 21, None),
        ("more than 200 villagers", "more than 200", 200, 200, None),
        ("more than 13,300 residents", "more than 13,300", 13_300, 13_300, None),
        ("over 1,213 residents", "over 1,213", 1214, 1214, None),
        ("20-plus arrests", "20-plus", 21, 21, None),
        ("up to 28 divers", "up to 28", 1, 28, 28),
        ("fewer than 50 houses", "fewer than 50", 1, None, 49),
        ("not more than six men", "not more than six", 1, None, 6),
        ("nearly 2,000 tents", "nearly 2,000", 1800, 2000, 2000),
        ("about 100 monks", "about 100", 90, 100, 110),
        ("100 to 150 goats", "100 to 150", 100, 100, 150),
        ("between 60,000 and 80,000 people", "between 60,000 and 80,000", 60_000, 60_000, 80_000),
        ("four or five shots", "four or five", 4, 4, 5),
        ("20-30 men", "20-30", 20, 20, 30),
        ("no tents", "no", 0, 0, 0),
        ("nobody came", "nobody", 0, 0, 0),
    ],
)
def test_a_number_has_the_bounds_that_its_hedge_gives(
    text: str, surface: str, low: int, best: int | None, high: int | None
) -> None:
    found = only(text)
    assert (text[found.start : found.end], found.low, found.best, found.high) == (surface, low, best, high)
    assert not found.vague


@pytest.mark.parametrize(
    ("text", "best", "high"),
    [
        ("dozens of men", 12, 99),
        ("scores of men", 20, 99),
        ("hundreds", 100, 999),
        ("tens of thousands", 10_000, 99_999),
        ("several hundred", 300, 900),
        ("several shots", 3, 9),
    ],
)
def test_a_vague_word_stands_for_the_least_it_can_mean(text: str, best: int, high: int) -> None:
    found = only(text)
    assert (found.low, found.best, found.high, found.vague) == (best, best, high, True)


@pytest.mark.parametrize(
    "text",
    [
        "$5 million",
        "30% of it",
        "30 percent",
        "an F-16 and an M23 man",
        "at 5:30",
        "12/14/2018",
        "a three-month siege",
        "a 12-year-old",
        "the 21st",
        "v2.5",
    ],
)
def test_money_shares_times_codes_and_compounds_are_no_counts(text: str) -> None:
    assert find_numbers(text) == []


def test_a_change_is_two_numbers_and_a_range_is_one() -> None:
    assert [m.best for m in find_numbers("from 12 to 15")] == [12, 15]
    assert [m.best for m in find_numbers("15 and 30")] == [15, 30]


@settings(max_examples=150)
@given(st.one_of(st.text(max_size=80), WORDS))
def test_mentions_lie_in_order_and_their_bounds_too(text: str) -> None:
    end = 0
    for m in find_numbers(text):
        assert end <= m.start < m.end <= len(text)
        end = m.end
        best = m.low if m.best is None else m.best
        assert 0 <= m.low <= best
        assert m.high is None or best <= m.high


@pytest.mark.parametrize(
    "text",
    ["9" * 100_000, "1," * 50_000, "two " * 30_000, "hundred and " * 20_000, "more than " * 20_000, "1 to " * 20_000],
)
def test_long_hostile_text_is_read(text: str) -> None:
    assert len(find_numbers(text)) <= len(text)
