"""Dates beside the headline, their labels, and what they weigh against the dates that the data state."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.clean.test_metadata import entry, ld, read
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


OPEN_GRAPH = '<meta property="article:published_time" content="2019-05-03T10:00:00Z">'
REWRITTEN = ld('{"@type":"Article","datePublished":"2019-05-03T10:00:00Z","dateModified":"2021-05-03T10:00:00Z"}')


def test_the_date_of_an_update_does_not_move_the_publication() -> None:
    for line in ("May 3, 2021", "Updated May 3, 2021", "Updated Jan 31, 2019"):
        found = read(OPEN_GRAPH + REWRITTEN, f"{HEAD}<p>{line}</p><p>Text.</p>")
        assert found.published, line
        assert found.published.day == dt.date(2019, 5, 3), line


def test_a_page_rewritten_long_after_that_shows_readers_the_update_alone_is_of_that_day() -> None:
    for line in ("May 3, 2021", "Updated May 3, 2021"):
        found = read(REWRITTEN, f"{HEAD}<p>{line}</p><p>Text.</p>")
        assert found.published, line
        assert (found.published.at, found.published_from) == (dt.datetime(2021, 5, 3, 10, tzinfo=dt.UTC), "modified")
    found = read(REWRITTEN, f"{HEAD}<p>Last updated: June 7, 2021</p><p>Text.</p>")
    assert found.published
    assert found.modified
    assert (found.published.day, found.modified.day) == (dt.date(2021, 6, 7), dt.date(2021, 6, 7))


@pytest.mark.parametrize(
    ("modified", "lines"),
    [
        ("2019-05-20", "<p>Updated May 20, 2019</p>"),  # news that was carried on
        ("2021-05-03", "<p>May 3, 2019</p><p>Updated May 3, 2021</p>"),
        ("2021-05-03", "<p>Updated May 3, 2021</p><p>Text.</p><p>Originally published on May 3, 2019.</p>"),
        ("2021-05-03", "<p>July 9, 2021</p>"),  # no change on that day is known
        ("2021-05-03", "<p>Event starts May 3, 2021</p>"),
        ("2021-05-03", "<p>Text.</p>"),
    ],
)
def test_the_stated_publication_stands_where_readers_are_shown_it_or_no_later_edition(
    modified: str, lines: str
) -> None:
    data = ld(f'{{"@type":"Article","datePublished":"2019-05-03","dateModified":"{modified}"}}')
    found = read(data, f"{HEAD}{lines}<p>Text.</p>")
    assert found.published
    assert (found.published.day, found.published_from) == (dt.date(2019, 5, 3), "json-ld")


def test_the_feed_or_the_address_confirms_a_publication_that_readers_are_not_shown() -> None:
    body = f"{HEAD}<p>Updated May 3, 2021</p><p>Text.</p>"
    fed = read(REWRITTEN, body, entry=entry(published_at=dt.datetime(2019, 5, 3, 10, tzinfo=dt.UTC)))
    dated = read(REWRITTEN, body, url="https://courier.example/2019/05/03/town-falls")
    assert fed.published
    assert dated.published
    assert fed.published.day == dated.published.day == dt.date(2019, 5, 3)


def test_the_address_tells_the_day_where_the_time_is_stated_in_utc() -> None:
    for stated, day in (
        ("2021-05-04T02:41:00Z", dt.date(2021, 5, 3)),
        ("2021-05-02T22:41:00+00:00", dt.date(2021, 5, 3)),
        ("2021-05-04T20:00:00Z", dt.date(2021, 5, 4)),  # in no zone
        ("2021-05-03T23:30:00+02:00", dt.date(2021, 5, 3)),
    ):
        found = read(
            f'<meta property="article:published_time" content="{stated}">',
            url="https://courier.example/2021/05/03/town-falls",
        )
        assert found.published
        assert found.published.day == day, stated


def test_the_attribute_of_a_time_element_states_the_day_that_its_text_shows() -> None:
    found = read("", f'{HEAD}<p><time datetime="2021-05-03">January 31, 2021</time></p><p>Text.</p>')
    assert found.published
    assert found.published.day == dt.date(2021, 5, 3)


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


@pytest.mark.parametrize(
    ("path", "order"),
    [
        ("https://a.example/uploads/2021/03/town.jpg", False),
        ("https://a.example/uploads/2021/04/town.jpg", True),
        ("https://a.example/uploads/2020/03/town.jpg", None),
        ("https://a.example/uploads/2021/05/town.jpg", None),
    ],
)
def test_the_month_in_the_pictures_address_tells_the_order(path: str, order: bool | None) -> None:
    assert day_first(["Post time: 03/04/2021"], "en", "https://a.example/town", path) is order
