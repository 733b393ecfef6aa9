"""Dates beside the headline, their labels, and what they weigh against the dates that the data state."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.clean.test_metadata import ld, read
from transforms.clean.dayorder import day_first
from transforms.clean.stamps import labelled, stamps

HEAD = "<h1>Town falls to rebels</h1>"


def days(lines: list[str], order: bool | None = None) -> list[tuple[str, str]]:
    return [(s.kind, s.moment.day.isoformat()) for s in stamps(["Town falls to rebels", *lines], 1, order)]


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (["Published 3 May 2021"], "published"),
        (["By Ana Lima", "May 3, 2021 | 5 min read"], "plain"),
        (["Updated: May 3, 2021 1:06 PM EST"], "modified"),
        (["Last updated", "3 May 2021"], "modified"),
        (["Publish date", "3 May 2021"], "published"),
        (["Zuletzt aktualisiert am 3. Mai 2021"], "modified"),
        (["Publicado el 3 de mayo de 2021"], "published"),
    ],
)
def test_a_date_line_says_what_its_date_is(lines: list[str], kind: str) -> None:
    assert days(lines) == [(kind, "2021-05-03")]


@pytest.mark.parametrize(
    "line",
    [
        "Event starts 3 May 2021",
        "Deadline: 3 May 2021",
        "The council voted on May 3, 2021 to close the bridge over the river",
        "Since 3 May 2021",
        "Offer valid until May 3, 2021",
    ],
)
def test_dates_of_other_things_are_no_date_lines(line: str) -> None:
    assert days([line]) == []


def test_a_line_may_hold_both_dates() -> None:
    assert days(["Published 3 May 2021, updated 5 May 2021"]) == [
        ("published", "2021-05-03"),
        ("modified", "2021-05-05"),
    ]


def test_only_lines_beside_the_headline_count() -> None:
    assert days(["Text."] * 12 + ["3 May 2021"]) == []
    assert list(stamps(["3 May 2021"], -1)) == []


def test_the_date_that_readers_see_goes_before_a_later_one_in_the_data() -> None:
    """Sites that move write the day of the move as the publication of everything."""
    found = read(ld('{"@type":"Article","datePublished":"2021-05-03T10:00:00Z"}'), f"{HEAD}<p>Jan 31, 2019</p><p>Text.")
    assert (found.published and found.published.day, found.published_from) == (dt.date(2019, 1, 31), "text")


def test_the_date_of_an_update_does_not_move_the_publication() -> None:
    data = ld('{"@type":"Article","datePublished":"2019-05-03T10:00:00Z","dateModified":"2021-05-03T10:00:00Z"}')
    for line in ("May 3, 2021", "Updated May 3, 2021", "Updated Jan 31, 2019"):
        found = read(data, f"{HEAD}<p>{line}</p><p>Text.</p>")
        assert found.published, line
        assert (found.published.day, found.published_from) == (dt.date(2019, 5, 3), "json-ld"), line


def test_a_days_difference_is_one_of_zones() -> None:
    found = read(ld('{"@type":"Article","datePublished":"2021-05-04T02:10:00Z"}'), f"{HEAD}<p>May 3, 2021</p><p>Text.")
    assert found.published
    assert found.published.at.isoformat() == "2021-05-04T02:10:00+00:00"


def test_the_zone_comes_from_another_statement_of_the_same_time() -> None:
    found = read(
        ld('{"@type":"Article","datePublished":"2021-05-04T02:10:00Z"}'),
        f'{HEAD}<time datetime="2021-05-03T19:10:00-07:00">May 3</time><p>Text.</p>',
    )
    assert found.published
    assert (found.published.at.isoformat(), found.published.offset) == ("2021-05-04T02:10:00+00:00", -420)
    assert found.published.day == dt.date(2021, 5, 3)


def test_a_meta_date_that_is_the_last_change_is_no_publication() -> None:
    meta = '<meta name="{}" content="2021-05-03T10:00:00Z">'
    found = read(meta.format("og:updated_time") + meta.format("dc.date"), f"{HEAD}<p>1 March 2021</p><p>Text.</p>")
    assert found.published
    assert found.published.day == dt.date(2021, 3, 1)
    assert found.modified
    assert found.modified.day == dt.date(2021, 5, 3)


def test_a_meta_name_outside_the_list_counts_when_it_speaks_of_publication() -> None:
    found = read('<meta name="x-published-date" content="2021-05-03T10:00:00Z">')
    assert (found.published and found.published.day, found.published_from) == (dt.date(2021, 5, 3), "meta")


def test_where_data_give_one_time_for_both_a_marked_date_of_publication_decides() -> None:
    data = '{"@type":"Article","datePublished":"2021-05-03T10:00:00Z","dateModified":"2021-05-03T10:00:00Z"}'
    found = read(ld(data), f'{HEAD}<p>Text.</p><time pubdate datetime="2021-02-01">February 1</time>')
    assert (found.published and found.published.day, found.published_from) == (dt.date(2021, 2, 1), "time")


def test_official_pages_say_at_their_foot_when_they_were_published() -> None:
    foot = ["Town falls to rebels", *["Text."] * 30, "Published", "15 November 2018", "Reviewed", "3 May 2021"]
    assert [m.day.isoformat() for m in labelled(foot)] == ["2018-11-15"]
    sentence = "This article was originally published on 26 Sep 2019 at 4:12pm but has been regularly updated since."
    assert [m.day.isoformat() for m in labelled([sentence])] == ["2019-09-26"]
    assert list(labelled(["The novel was first published on 26 September 1998 by a small press in the capital."])) == []


@pytest.mark.parametrize(
    ("lines", "lang", "url", "order"),
    [
        (["14/03/2021", "03/04/2021"], "en-US", "https://a.example", True),  # the page's own dates
        (["03/14/2021"], "de", "https://a.example", False),
        ([], "en-US", "https://a.example", False),
        ([], "en-GB", "https://a.example", True),
        ([], "es", "https://a.example", True),
        ([], "en-US", "https://paper.co.ke/a", True),  # content systems come with en-US
        ([], "en", "https://town.gov/a", False),
        ([], "en", "https://a.example", None),
        ([], None, None, None),
    ],
)
def test_the_order_of_day_and_month_is_the_pages(
    lines: list[str], lang: str | None, url: str | None, order: bool | None
) -> None:
    assert day_first(lines, lang, url) is order


def test_a_date_in_digits_is_read_in_the_pages_order_and_else_not_at_all() -> None:
    assert days(["Published 03/04/2021"], True) == [("published", "2021-04-03")]
    assert days(["Published 03/04/2021"], False) == [("published", "2021-03-04")]
    assert days(["Published 03/04/2021"]) == []
