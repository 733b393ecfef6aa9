"""Dates in news text."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.events.dates import DateMention, absolute, find_dates, relative
from transforms.events.dates.rule import words_of

FRIDAY = dt.date(2018, 12, 14)
PIECES = st.lists(
    st.sampled_from(
        """
        on Friday last next will said since the end of March May 3 - 5 , 2014 Sept. 10 two weeks
        later ago yesterday overnight at dawn that day for a third year 12/14/2018 2018-02-30
        between and early June past days in 1990s Easter 29 February
        """.split()  # noqa: SIM905
    ),
    max_size=14,
).map(" ".join)


def only(text: str, published: dt.date = FRIDAY) -> DateMention:
    (found,) = find_dates(text, published)
    return found


def days(text: str, published: dt.date = FRIDAY) -> tuple[str, str]:
    found = only(text, published)
    return found.first.isoformat(), found.last.isoformat()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rebels took the bridge on Friday.", "2018-12-14"),
        ("Rebels took the bridge on Saturday.", "2018-12-08"),
        ("Rebels took the bridge last Friday.", "2018-12-07"),
        ("The council will vote on Monday.", "2018-12-17"),
        ("Talks are scheduled for Tuesday.", "2018-12-18"),
        ("He surrendered on Thursday night.", "2018-12-13"),
        ("Sunday's bombing closed the port.", "2018-12-09"),
        ("Shells fell yesterday.", "2018-12-13"),
        ("Shells fell three days ago.", "2018-12-11"),
        ("The camp was hit a week ago.", "2018-12-07"),
        ("The camp was hit on Sept. 10.", "2018-09-10"),
        ("The camp was hit on 17 December 1989.", "1989-12-17"),
        ("The camp was hit on December 17, 1989.", "1989-12-17"),
        ("The camp was hit on Dec 20, witnesses recalled.", "2018-12-20"),
        ("The camp was hit on the 3rd of November.", "2018-11-03"),
        ("It is dated 2018-12-01.", "2018-12-01"),
        ("It is dated 12/13/2018.", "2018-12-13"),
        ("Churches were guarded on Palm Sunday.", "2018-03-25"),
        ("They fled early in the morning.", "2018-12-14"),
        ("They fled on Monday of last week.", "2018-12-03"),
        ("They fled on Friday night last week.", "2018-12-07"),
    ],
)
def test_an_expression_is_the_day_that_a_reader_takes_it_for(text: str, day: str) -> None:
    assert days(text) == (day, day)
    assert only(text).precision == "day"


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("It fell last week.", "2018-12-03", "2018-12-09", "week"),
        ("It fell this week.", "2018-12-10", "2018-12-14", "week"),
        ("It fell at the weekend.", "2018-12-08", "2018-12-09", "week"),
        ("It fell last month.", "2018-11-01", "2018-11-30", "month"),
        ("It fell earlier this month.", "2018-12-01", "2018-12-14", "month"),
        ("It fell in May.", "2018-05-01", "2018-05-31", "month"),
        ("It fell in July 2017.", "2017-07-01", "2017-07-31", "month"),
        ("It fell in early June.", "2018-06-01", "2018-06-10", "month"),
        ("It fell last summer.", "2018-06-01", "2018-08-31", "season"),
        ("It fell in 2014.", "2014-01-01", "2014-12-31", "year"),
        ("It fell last year.", "2017-01-01", "2017-12-31", "year"),
        ("It fell in the 1990s.", "1990-01-01", "1999-12-31", "period"),
        ("It fell overnight.", "2018-12-13", "2018-12-14", "day"),
        ("Fighting grew over the past days.", "2018-12-11", "2018-12-14", "period"),
        ("Fighting grew in the past two weeks.", "2018-11-30", "2018-12-14", "period"),
        ("It was broken into between October 2016 and March 2018.", "2016-10-01", "2018-03-31", "period"),
        ("They fought between March 3 and 5.", "2018-03-03", "2018-03-05", "period"),
        ("They fought from 30 April to 2 May.", "2018-04-30", "2018-05-02", "period"),
        ("They fought from Monday to Wednesday.", "2018-12-10", "2018-12-12", "period"),
        ("They fought for a third day.", "2018-12-12", "2018-12-14", "period"),
    ],
)
def test_a_span_has_a_first_and_a_last_day(text: str, first: str, last: str, precision: str) -> None:
    assert days(text) == (first, last)
    assert only(text).precision == precision


def test_since_runs_to_the_publication() -> None:
    found = only("The army has held the valley since Sept. 10.")
    assert (found.first, found.last, found.open_start) == (dt.date(2018, 9, 10), FRIDAY, True)
    clause = only("Since the siege began on Sept. 10, 40 people have starved.")
    assert (clause.first, clause.last, clause.open_start) == (dt.date(2018, 9, 10), FRIDAY, True)


def test_a_length_of_time_is_marked_as_one() -> None:
    assert only("The enclave shrank in three years.").duration
    assert only("They held out for six weeks.").duration
    assert not only("They left six weeks ago.").duration


def test_relative_expressions_count_from_the_day_named_before() -> None:
    first, later = find_dates("The bridge fell on 3 March 2017. Two weeks later the town did.", FRIDAY)
    assert later.first == first.first + dt.timedelta(days=14)
    (next_day,) = find_dates("The next day the town fell.", FRIDAY, anchor=dt.date(2018, 12, 1))
    assert next_day.first == dt.date(2018, 12, 2)


def test_a_future_verb_turns_a_weekday_forward_only_where_it_governs_it() -> None:
    assert only("He will be tried on Tuesday.").future
    assert not only("Officials who will be tried fled on Tuesday.").future
    assert not only("The army will guard shrines after the blast on Tuesday.").future


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Ten years ago today gunmen stormed the mall.", "2008-12-14", "2008-12-14"),
        ("It was 20 years ago on Wednesday that the trains were bombed.", "1998-12-12", "1998-12-12"),
        ("Five years ago, on 3 March, the town fell.", "2013-03-03", "2013-03-03"),
        ("Two years ago Monday, the town fell.", "2016-12-10", "2016-12-10"),
        ("Forty years ago next Tuesday the shah left.", "1978-12-18", "1978-12-18"),
        ("A decade ago in May the camp was burned.", "2008-05-01", "2008-05-31"),
        ("Thirty years ago this month the wall fell.", "1988-12-01", "1988-12-31"),
        ("A century ago this week the port was shelled.", "1918-12-10", "1918-12-16"),
        ("Fifty years ago to the day, the town fell.", "1968-12-14", "1968-12-14"),
        ("Half a century ago, tanks rolled into Prague.", "1968-01-01", "1968-12-31"),
        ("A quarter of a century ago the wall fell.", "1993-01-01", "1993-12-31"),
        ("On this day in 1968 soldiers shot the villagers.", "1968-01-01", "1968-12-31"),
    ],
)
def test_an_anniversary_is_of_its_own_year(text: str, first: str, last: str) -> None:
    assert days(text) == (first, last)
    assert not only(text).future


@pytest.mark.parametrize(
    "text",
    [
        "May said she was sorry.",
        "They march on the capital.",
        "Give it a second.",
        "The Sun reported it.",
        "a 12-year-old boy",
        "Theresa May resigned.",
        "1,984 people came.",
        "Flight 2014 people",
        "One in 2000 people was hurt.",
        "the gate of the Monday Market",
        "The Sunday Times reported it.",
    ],
)
def test_words_that_look_like_dates_are_left_alone(text: str) -> None:
    assert find_dates(text, FRIDAY) == []


def test_a_heading_and_the_dateline_below_it_are_two_dates() -> None:
    found = find_dates("Markets closed until Friday\nSeptember 18, 2008", dt.date(2008, 9, 18))
    assert [m.surface for m in found] == ["Friday", "September 18, 2008"]


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=80), PIECES), st.dates())
def test_mentions_lie_in_order_and_quote_the_text(text: str, published: dt.date) -> None:
    end = 0
    for m in find_dates(text, published):
        assert end <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.surface
        assert m.first <= m.last
        end = m.end


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "," * 100_000,
        " " * 50_000,
        "on Monday and " * 3_000,
        "the " * 20_000,
        "May " * 10_000,
        "in 2014, " * 5_000,
        "since " * 15_000,
    ],
)
def test_long_hostile_text_is_read(text: str) -> None:
    assert len(find_dates(text, FRIDAY)) <= len(text)


def test_days_after_a_dated_event_are_counted_from_it() -> None:
    after, event = find_dates("The town fell a week after the invasion of February 24.", FRIDAY)
    assert (after.first, event.first) == (dt.date(2018, 3, 3), dt.date(2018, 2, 24))


def test_days_after_a_month_are_no_surer_than_a_month() -> None:
    month, later = find_dates("The camp was hit in September 2016. Eleven days later the army struck back.", FRIDAY)
    assert (later.precision, later.first) == ("month", month.first)


@pytest.mark.parametrize("text", ["Councillor Jan Holt left the party.", "He met April Jones at the fair."])
def test_a_first_name_is_no_month(text: str) -> None:
    assert find_dates(text, FRIDAY) == []


def test_a_month_may_stand_before_a_name() -> None:
    assert [d.first.month for d in find_dates("In April Russian forces left the town.", FRIDAY)] == [4]


def test_what_a_rule_matches_has_one_of_the_words_that_it_needs() -> None:
    files = sorted((Path(__file__).parents[2] / "benchmarks/articles").glob("dev-*.json"))[:12]
    lines = [line for f in files for line in json.loads(f.read_text("utf-8"))["text"].splitlines()]
    found = [
        (rule, match[0])
        for rule in absolute.rules() + relative.rules()
        for line in (*lines, *map(str.upper, lines))
        for match in rule.pattern.finditer(line)
        if match[0] and rule.needs
    ]
    assert {rule.name for rule, _ in found} > {"ago", "month", "year", "clock", "unit", "part-of-day", "day-word"}
    assert [(rule.name, text) for rule, text in found if rule.needs.isdisjoint(words_of(text))] == []


def test_a_line_ends_no_expression_that_asks_for_the_end_of_the_text() -> None:
    assert find_dates("Two days before", FRIDAY) != []
    assert find_dates("Two days before\nthe vote", FRIDAY) == []
