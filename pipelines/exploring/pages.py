"""The pages as HTML: events of a question, one event, and what went wrong. Every text is escaped on its way in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from string import Template
from typing import Any
from urllib.parse import quote as in_path

from pipelines.exploring.answers import Answers, Overview
from pipelines.exploring.question import PAGE_ROWS, SORTS, Question
from pipelines.report import chart, event_rows, figures, plural, quote, resource, state
from pipelines.summary import dates
from schemas import Article, Event, Mention, Row
from schemas.row import columns_of

_COLUMNS = (
    ("date", "Date", ""), ("type", "Event", ""), ("place", "Where", ""), ("", "Who", ""), ("", "To whom", ""),
    ("killed", "Killed", "n"), ("injured", "Injured", "n"), ("sources", "Sources", "n"),
)  # fmt: skip
_COLOURS = 6  # types that have a colour of their own in the chart
_HEIGHT = 100
_FIRST = {"day": "first day", "month": "month of the first day", "year": "year of the first day"}


def events_page(answers: Answers, question: Question) -> str:
    """The chosen events: their counts, and a page of them."""
    overview = answers.overview(question)
    events = answers.page(question)
    told, articles = answers.told(events)
    rows = "\n".join(
        event_rows(event, told.get(event.event_id, []), articles, _event_address(event.event_id, question))
        for event in events
    )
    body = Template(resource("explore.html")).substitute(
        form=_form(question, *answers.offers()),
        figures=figures(
            {
                "events": overview.events,
                "countries": overview.countries,
                "killed, cumulative tolls left out": overview.killed,
            }
        ),
        charts=_time_chart(overview)
        + chart("By type", Counter(overview.by_type))
        + chart("By country", Counter(overview.by_country)),
        downloads=_downloads(question),
        pager=_pager(question, overview.events),
        head="".join(_head(question, *column) for column in _COLUMNS),
        rows=rows or '<tbody><tr><td colspan="8">No event fits.</td></tr></tbody>',
    )
    return _page("Events", f"<header><h1>Events</h1><p>{state(*answers.last_run())}</p></header>{body}")


def event_page(answers: Answers, event: Event, question: Question) -> str:
    """One event: all its columns, and all its mentions with their sentences and sources."""
    told, articles = answers.told([event])
    mentions = told.get(event.event_id, [])
    title = f"{event.event_type} {event.event_mode or ''}".strip()
    if event.superseded_by:
        link = f'<a href="{escape(_event_address(event.superseded_by, question))}">another one</a>'
        note = f"<p>This event was merged into {link}.</p>"
    else:
        note = "<p>No current article version tells this event any more.</p>" if event.retracted else ""
    names = dict.fromkeys(filter(None, (event.place.name, event.place.country))) if event.place else ()
    lead = f"<p>{escape(', '.join(filter(None, (*names, dates(event)))))}</p>"
    quotes = "".join(_mention(mention, articles) for mention in mentions)
    return _page(
        title,
        f'<header><p><a href="/{escape(question.address())}">All events</a></p><h1>{escape(title)}</h1>{note}{lead}'
        f"</header><section><h2>{plural(len(mentions), 'mention')}</h2>{quotes}</section>"
        f"<section><h2>As it stands in the table</h2>{_fields(event)}</section>",
    )


def problem_page(title: str, message: str) -> str:
    """What is wrong with a request."""
    return _page(
        title, f'<header><h1>{escape(title)}</h1></header><p>{escape(message)}</p><p><a href="/">All events</a></p>'
    )


def style() -> str:
    """The style of all pages: that of the report, and what it has not."""
    return resource("report.css") + resource("explore.css")


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>sitrep: {escape(title)}</title>\n"
        '<link rel="stylesheet" href="/style.css">\n<link rel="icon" href="data:,">\n</head>\n'
        f"<body>{body}\n<footer><p>Served by sitrep from the tables as they are now. Every event shows the sentences "
        "that tell it; numbers are what the sources say, not what happened.</p></footer></body>\n</html>\n"
    )


def _event_address(event_id: str, question: Question) -> str:
    return f"/event/{in_path(event_id, safe='')}{question.address()}"


def _form(question: Question, types: Sequence[str], countries: Sequence[str]) -> str:
    def day(name: str, label: str, value: dt.date | None) -> str:
        return f'<label>{label} <input type="date" name="{name}" value="{value or ""}"></label>'

    def choice(name: str, label: str, values: Sequence[str], chosen: str) -> str:
        # One that no event has any more stays chosen: the page must not say other than it shows.
        options = "".join(
            f'<option value="{escape(v)}"{" selected" if v == chosen else ""}>{escape(v)}</option>'
            for v in sorted({*values, *filter(None, [chosen])})
        )
        return f'<label>{label} <select name="{name}"><option value="">all</option>{options}</select></label>'

    checked = " checked" if question.killed else ""
    order = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in (("sort", question.sort), ("order", question.order))
    )
    return (
        '<form class="filter" role="search" action="/" method="get">'
        f'<label>Find <input type="search" name="q" value="{escape(question.text)}" '
        'placeholder="place, party, words of a sentence"></label>'
        + day("from", "From", question.since)
        + day("to", "To", question.until)
        + choice("type", "Type", types, question.event_type)
        + choice("country", "Country", countries, question.country)
        + '<label>Confidence at least <input type="number" name="confidence" min="0" max="1" step="any" '
        f'value="{question.confidence or ""}"></label>'
        f'<label class="tick"><input type="checkbox" name="killed" value="1"{checked}> with dead</label>'
        f'{order}<button>Show</button> <a href="/">Clear</a></form>'
    )


def _time_chart(overview: Overview) -> str:
    """Columns of days, months or years, in which each frequent type has its colour."""
    if not overview.by_time:
        return ""
    colours = {name: f"c{i}" for i, name in enumerate([*overview.by_type][:_COLOURS])}
    totals: Counter[int] = Counter()
    first = _slot(overview.by_time[0][0], overview.unit)
    last = _slot(overview.by_time[-1][0], overview.unit)
    for day, _, n in overview.by_time:
        totals[_slot(day, overview.unit) - first] += n
    highest = max(totals.values())
    width = 1000 / max(last - first + 1, 20)
    stacked: Counter[int] = Counter()
    columns = []
    for day, event_type, n in sorted(overview.by_time, key=lambda one: [*overview.by_type].index(one[1])):
        slot = _slot(day, overview.unit) - first
        stacked[slot] += n
        y, height = _HEIGHT - _HEIGHT * stacked[slot] / highest, _HEIGHT * n / highest
        when = f"{day}"[: {"day": 10, "month": 7, "year": 4}[overview.unit]]
        columns.append(
            f'<rect class="{colours.get(event_type, "other")}" x="{slot * width:.2f}" y="{y:.2f}" '
            f'width="{width * 0.85:.2f}" height="{height:.2f}"><title>{when}: {n} {escape(event_type)}</title></rect>'
        )
    legend = "".join(f'<span class="{c}">{escape(name)}</span>' for name, c in colours.items())
    legend += '<span class="other">other</span>' if len(overview.by_type) > _COLOURS else ""
    return (
        f'<div class="time"><h2>By type and {_FIRST[overview.unit]}</h2>'
        f'<svg viewBox="0 0 1000 {_HEIGHT}" preserveAspectRatio="none" shape-rendering="crispEdges" role="img" '
        f'aria-label="Events by {overview.unit}">{"".join(columns)}</svg>'
        f'<p class="scale"><span>{overview.by_time[0][0]}</span><span>at most {highest:,} a {overview.unit}</span>'
        f'<span>{overview.by_time[-1][0]}</span></p><p class="legend">{legend}</p></div>'
    )


def _slot(day: dt.date, unit: str) -> int:
    return {"day": day.toordinal(), "month": day.year * 12 + day.month, "year": day.year}[unit]


def _downloads(question: Question) -> str:
    asked = escape(question.address(page=1))
    links = (("events.csv", "CSV"), ("events.parquet", "Parquet"), ("counts.csv", "counts by day and type"))
    return "Download: " + ", ".join(f'<a href="/{name}{asked}">{label}</a>' for name, label in links)


def _pager(question: Question, events: int) -> str:
    pages = max(1, -(-events // PAGE_ROWS))
    links = [f"{plural(events, 'event')}, page {question.page:,} of {pages:,}"]
    for label, page in (("first", 1), ("previous", question.page - 1), ("next", question.page + 1), ("last", pages)):
        if 1 <= page <= pages and page != question.page:
            links.append(f'<a href="/{escape(question.address(page=page))}">{label}</a>')
    return " ".join(links)


def _head(question: Question, sort: str, label: str, kind: str) -> str:
    opening = f'<th class="{kind}"' if kind else "<th"
    if sort not in SORTS:
        return f"{opening}>{label}</th>"
    chosen = sort == question.sort
    first = "asc" if sort in ("type", "place") else "desc"
    turned = "asc" if question.order == "desc" else "desc"
    address = escape(question.address(sort=sort, order=turned if chosen else first, page=1))
    state = {"desc": "descending", "asc": "ascending"}[question.order] if chosen else "none"
    arrow = {"descending": " ↓", "ascending": " ↑", "none": ""}[state]
    return f'{opening} aria-sort="{state}"><a href="/{address}">{label}{arrow}</a></th>'


def _mention(mention: Mention, articles: Mapping[tuple[str, int], Article]) -> str:
    said = f"<p>According to {escape(mention.attributed_to)}.</p>" if mention.attributed_to else ""
    return (
        f"{quote(mention, articles.get((mention.article_id, mention.version)))}"
        f'<div class="coded">{said}<details><summary>As coded, confidence {mention.confidence:.2f}</summary>'
        f"{_fields(mention)}</details></div>"
    )


def _fields(row: Row) -> str:
    fields = (
        f'<dt title="{escape(column.comment)}">{escape(name)}</dt><dd>{_value(getattr(row, name))}</dd>'
        for name, column in columns_of(type(row)).items()
    )
    return f'<dl class="fields">{"".join(fields)}</dl>'


def _value(value: Any) -> str:
    if value is None or value == []:
        return '<span class="mode">none</span>'
    if isinstance(value, Row):
        return _rows([value])
    if isinstance(value, list) and isinstance(value[0], Row):
        return _rows(value)
    if isinstance(value, list):
        return escape(", ".join(map(str, value)))
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(dt.UTC):%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return escape(f"{value:.4g}" if isinstance(value, float) else str(value))


def _rows(rows: Sequence[Row]) -> str:
    names = [n for n in columns_of(type(rows[0])) if any(getattr(row, n) not in (None, "") for row in rows)]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    lines = "".join(
        "<tr>" + "".join(f"<td>{_part(getattr(row, name))}</td>" for name in names) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _part(value: Any) -> str:
    return "" if value is None else escape(str(value))
