"""`sitrep report`: one self-contained page of events, each with the sentences that tell it and their sources."""

from __future__ import annotations

import argparse
import base64
import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from pathlib import Path
from string import Template

from pipelines.exits import ExitCode, UsageError
from pipelines.output import console
from pipelines.summary import dates, number
from pipelines.upkeep import existing, tidy
from schemas import ARTICLES, EVENTS, MENTIONS, RUNS, Article, Event, Mention, Party
from transforms.publish.layout import Layout
from transforms.publish.tables import is_in, read_rows

MAX_EVENTS = 2000
MAX_TOLD = 8


def report(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Write the page."""
    layout = existing(options)
    tidy(layout)
    target = Path(options.output) if options.output else layout.root / "report.html"
    try:
        target.write_text(page(layout), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{target}: cannot be written ({error.strerror})") from error
    console().print(f"Page of events: {target.resolve()}", soft_wrap=True)
    return ExitCode.DONE


def page(layout: Layout) -> str:
    """The whole page as HTML; it loads nothing from anywhere."""
    living = [e for e in read_rows(layout, EVENTS) if e.superseded_by is None and not e.retracted]
    newest = sorted(living, key=lambda e: (e.date_end or dt.date.min, e.n_sources, e.event_id), reverse=True)
    events = newest[:MAX_EVENTS]
    mentions = read_rows(layout, MENTIONS, is_in("event_id", [e.event_id for e in events])) if events else []
    articles = read_rows(layout, ARTICLES, is_in("article_id", {m.article_id for m in mentions})) if mentions else []
    return _fill(layout, living, events, _current(mentions, articles), articles)


def _current(mentions: Sequence[Mention], articles: Sequence[Article]) -> dict[str, list[Mention]]:
    """The mentions of the latest article versions by event, originals before copies, earlier before later."""
    latest: dict[str, int] = {}
    for article in articles:
        latest[article.article_id] = max(article.version, latest.get(article.article_id, 0))
    told: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.version == latest.get(mention.article_id):
            told.setdefault(mention.event_id or "", []).append(mention)
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    for group in told.values():
        group.sort(key=lambda m: (m.copied_from is not None, m.published_at or far, m.mention_id))
    return told


def _fill(
    layout: Layout,
    living: Sequence[Event],
    events: Sequence[Event],
    told: dict[str, list[Mention]],
    articles: Sequence[Article],
) -> str:
    runs = sorted(read_rows(layout, RUNS), key=lambda r: r.run_number)
    by_id = {(a.article_id, a.version): a for a in articles}
    style, script = resource("report.css"), resource("report.js")
    types = Counter(e.event_type for e in living)
    countries = Counter(e.place.country for e in living if e.place and e.place.country)
    killed = sum(e.fatalities_best or 0 for e in living if not any(t.cumulative_from for t in e.tolls))
    totals = {
        "events": len(living),
        "articles that tell them": len({m.article_id for group in told.values() for m in group}),
        "countries": len(countries),
        "killed, cumulative tolls left out": killed,
    }
    subtitle = state(len(runs), runs[-1].finished_at if runs else None)
    if len(events) < len(living):
        subtitle += f" The {len(events):,} latest of {len(living):,} events."
    return Template(resource("report.html")).substitute(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        subtitle=escape(subtitle),
        figures=figures(totals),
        charts=chart("By type", types) + chart("By country", countries),
        type_options=_options(types),
        country_options=_options(countries),
        rows="\n".join(event_rows(event, told.get(event.event_id, []), by_id) for event in events),
        footer="Made by sitrep from the tables beside this page. Every event shows the sentences that tell it; "
        "numbers are what the sources say, not what happened.",
    )


def event_rows(
    event: Event, told: Sequence[Mention], articles: dict[tuple[str, int], Article], address: str = ""
) -> str:
    """The table rows of an event as HTML: its values, below them the sentences that tell it; links to its own page."""
    country = event.place.country if event.place and event.place.country else ""
    mode = f' <span class="mode">{escape(event.event_mode)}</span>' if event.event_mode else ""
    name = escape(event.event_type)
    if address:
        name = f'<a href="{escape(address)}">{name}</a>'
    what = f'<span class="type">{name}</span>{mode}'
    names = [event.place.name, event.place.admin1, country] if event.place else []
    where = ", ".join(dict.fromkeys(filter(None, names)))
    lead = f"<p>{escape(told[0].evidence)}</p>" if told else ""
    killed = number(event.fatalities_low, event.fatalities_best, event.fatalities_high)
    injured = number(event.injuries_low, event.injuries_best, event.injuries_high)
    quotes = "".join(quote(m, articles.get((m.article_id, m.version))) for m in told[:MAX_TOLD])
    more = f"<p>and {len(told) - MAX_TOLD} more</p>" if len(told) > MAX_TOLD else ""
    return (
        f'<tbody data-type="{escape(event.event_type)}" data-country="{escape(country)}"><tr>'
        f'<td class="date">{escape(dates(event))}</td><td>{what}</td>'
        f"<td>{escape(where)}</td><td>{_parties(event.actors)}</td><td>{_parties(event.recipients)}</td>"
        f'<td class="n toll">{escape(killed)}</td><td class="n">{escape(injured)}</td>'
        f'<td class="n">{event.n_sources}</td></tr>'
        f'<tr class="told"><td></td><td colspan="7">{lead}<details><summary>{plural(event.n_articles, "article")}, '
        f"{plural(event.n_sources, 'source')}, confidence {event.confidence:.2f}</summary>"
        f"{_tolls(event)}{quotes}{more}</details></td></tr></tbody>"
    )


def _tolls(event: Event) -> str:
    lines = []
    for toll in event.tolls:
        since = f" since {toll.cumulative_from}" if toll.cumulative_from else ""
        whose = f", according to {toll.attributed_to}" if toll.attributed_to else ""
        lines.append(f"{toll.effect} {number(toll.low, toll.best, toll.high)} {toll.group or ''}{since}{whose}")
    return f"<p>{escape('; '.join(lines))}</p>" if lines else ""


def quote(mention: Mention, article: Article | None) -> str:
    """A sentence that tells an event, its article and source, and why it was taken for that event, as HTML."""
    source = (article.publisher or article.publisher_domain) if article else mention.publisher_domain
    link = escape(source)
    if article is not None and article.url.startswith(("http://", "https://")):
        link = (
            f'<a href="{escape(article.url)}" rel="noreferrer">{escape(article.title or source)}</a>, {escape(source)}'
        )
    when = f", {mention.published_at:%Y-%m-%d}" if mention.published_at else ""
    copy = " (copy)" if mention.copied_from else ""
    # The parts of the score are shown where one points.
    joined, _, parts = (mention.merge_reason or "").partition(": ")
    why = f'<br><span title="{escape(parts)}">{escape(joined)}</span>' if joined else ""
    return f"<blockquote>{escape(mention.evidence)}<br><cite>{link}{when}{copy}{why}</cite></blockquote>"


def _parties(parties: Sequence[Party]) -> str:
    return escape(", ".join(party.name for party in parties))


def plural(n: int, what: str) -> str:
    """``1 event``, ``2,000 events``."""
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"


def state(runs: int, last: dt.datetime | None) -> str:
    """How old the data are: when the last of so many runs ended; empty where there was none."""
    return f"State of {last:%Y-%m-%d %H:%M} UTC, after {plural(runs, 'run')}." if last is not None else ""


def figures(totals: Mapping[str, int]) -> str:
    """Totals by what they count, as HTML."""
    return "".join(f"<div><b>{n:,}</b><span>{escape(what)}</span></div>" for what, n in totals.items())


def chart(title: str, counts: Counter[str]) -> str:
    """The most frequent names with a bar each, as HTML."""
    top = counts.most_common(8)
    highest = top[0][1] if top else 1
    bars = "".join(
        f'<div class="bar"><span>{escape(name)}</span><meter min="0" max="{highest}" value="{n}">{n}</meter>'
        f"<span>{n}</span></div>"
        for name, n in top
    )
    return f"<div><h2>{escape(title)}</h2>{bars}</div>"


def _options(counts: Counter[str]) -> str:
    return "".join(f"<option>{escape(name)}</option>" for name in sorted(counts))


def resource(name: str) -> str:
    """The text of a file beside this module."""
    return resources.files("pipelines").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
