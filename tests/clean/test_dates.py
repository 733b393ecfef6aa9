from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean import dates


@pytest.mark.parametrize(
    ("stated", "utc"),
    [
        ("2018-12-14T23:30:00-05:00", "2018-12-15T04:30"),
        ("2018-12-14T10:00:00+0000", "2018-12-14T10:00"),
        ("2018-12-14T10:00:00.1234567Z", "2018-12-14T10:00"),
        ("20181214T101500Z", "2018-12-14T10:15"),
        ("2018-12-14 10:00:00 -0700", "2018-12-14T17:00"),
        ("Fri, 14 Dec 2018 10:00:00 GMT", "2018-12-14T10:00"),
        ("Fri Dec 14 2018 10:00:00 GMT+0100 (CET)", "2018-12-14T09:00"),
        ("December 14, 2018 10:05 AM EST", "2018-12-14T15:05"),
        ("Published: Dec. 14, 2018 at 3 p.m. ET", "2018-12-14T20:00"),
        ("12:30 a.m. on December 14, 2018", "2018-12-14T00:30"),
        ("14. Dezember 2018, 11:20", "2018-12-14T11:20"),
        ("14 décembre 2018 à 18h30", "2018-12-14T18:30"),
        ("1544781600", "2018-12-14T10:00"),
        ("1544781600000", "2018-12-14T10:00"),
    ],
)
def test_a_time_is_read_with_its_zone(stated: str, utc: str) -> None:
    moment = dates.parse(stated)
    assert moment is not None
    assert moment.has_time
    assert moment.at.replace(second=0, microsecond=0) == dt.datetime.fromisoformat(utc).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "stated",
    [
        "2018-12-14",
        "2018/12/14",
        "14.12.2018",
        "12/14/2018",
        "14 December 2018",
        "14th of December, 2018",
        "14 de diciembre de 2018",
        "2018-12-14T00:00:00+02:00",
        "Posted on Dec 14, 2018 by Mara Quint",
        "2018 Dec 14",
        "2018年12月14日",
        "2018년 12월 14일",
        "2018. 12. 14.",
        "2018. december 14.",
        "14. joulukuuta 2018",
        "ngày 14 tháng 12 năm 2018",
        "14 ديسمبر 2018",
        "١٤ ديسمبر ٢٠١٨",
        "14 दिसंबर 2018",
        "14 декабря 2018",
        "14 בדצמבר 2018",
    ],
)
def test_a_day_without_a_time_is_that_day(stated: str) -> None:
    assert dates.parse(stated) == dates.Moment(dt.datetime(2018, 12, 14, tzinfo=dt.UTC), False)


@pytest.mark.parametrize("stated", ["", "yesterday", "03/04/2018", "99/99/2018", "2018-13-40", "December 2018", "14"])
def test_what_is_no_day_or_could_be_two_is_not_read(stated: str) -> None:
    assert dates.parse(stated) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/2018/12/14/town-falls", "2018-12-14"),
        ("/news/2018-12-14/town-falls", "2018-12-14"),
        ("/news/town-falls-20181214.html", "2018-12-14"),
        ("/world/2018/dec/14/town-falls", "2018-12-14"),
        ("/2018/12/town-falls", None),
        ("/story/20189914", None),
        ("/story/1-2018121456", None),
        ("/a?d=/2018/12/14/", None),
    ],
)
def test_a_url_path_carries_a_day(path: str, day: str | None) -> None:
    moment = dates.from_url(f"https://paper.example{path}")
    assert (moment and moment.at.date().isoformat()) == day


def test_impossible_dates_are_known() -> None:
    fetched = dt.datetime(2020, 6, 1, 12, tzinfo=dt.UTC)
    for at, possible in [
        ("2020-06-02T10:00", True),
        ("2020-06-03T10:00", False),
        ("1989-12-31", False),
        ("1999-01-01", True),
    ]:
        assert dates.Moment(dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC), True).possible(fetched) is possible


@given(
    st.text(max_size=60)
    | st.from_regex(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}[T ]\d{0,2}:?\d{0,2}[+-]?\d{0,4}", fullmatch=True)
)
def test_any_string_gives_a_utc_moment_or_nothing(stated: str) -> None:
    moment = dates.parse(stated)
    assert moment is None or moment.at.utcoffset() == dt.timedelta()
    dates.from_url(stated)


EARLIEST = dt.datetime(1990, 1, 2)  # noqa: DTZ001 - hypothesis wants bounds without a zone
LATEST = dt.datetime(2090, 1, 1)  # noqa: DTZ001


@given(st.datetimes(EARLIEST, LATEST), st.integers(-14 * 60, 14 * 60))
def test_iso_dates_come_back_as_the_same_instant(local: dt.datetime, offset: int) -> None:
    stated = local.replace(second=1, microsecond=0, tzinfo=dt.timezone(dt.timedelta(minutes=offset)))
    moment = dates.parse(stated.isoformat())
    assert moment is not None
    assert moment.at == stated
