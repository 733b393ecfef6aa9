"""`sitrep extract`, `sitrep dedupe` and `sitrep code`: the stages on files, without a pipeline."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gzip
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipelines.exits import ExitCode, UsageError
from pipelines.lines import Done, Record, Work, each_line, reason_of
from pipelines.output import console, print_json, wants_json
from pipelines.settings import check_additions, load_settings
from transforms.events.settings import CoderSettings
from transforms.events.story import DatedPart


def extract(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """HTML to articles."""
    if options.jsonl:
        return _print_lines(options.jsonl, each_line(options.jsonl, _extracting, options.workers))
    documents = list(_documents(options.files, options.url))
    return _each_file(documents, _extracting(), options, _print_article)


def _extracting() -> Work:
    from transforms.clean.article import clean_html
    from transforms.clean.record import article_record

    def work(record: Record) -> Record:
        article = clean_html(_html_of(record), url=record.get("url"))
        return article_record(article, str(record["id"]))

    return work


def dedupe(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Articles to clusters of copies."""
    from transforms.dedupe.cluster import cluster
    from transforms.dedupe.document import Doc
    from transforms.dedupe.records import verdict_record

    docs: dict[str, Doc] = {}
    code = ExitCode.DONE
    for line in each_line(options.jsonl, _signing, options.workers):
        doc: Doc | None = line.result
        if doc is None or doc.article_id in docs:
            error = line.error or f"the id {line.record_id!r} came before; ids have to differ"
            _complain(f"{options.jsonl}, line {line.number}: {error}")
            code = ExitCode.PARTIAL
        else:
            docs[doc.article_id] = doc
    for doc, verdict in zip(docs.values(), cluster(list(docs.values())), strict=True):
        print_json(verdict_record(doc, verdict))
    return code


def _signing() -> Work:
    from transforms.clean.wire import find_wire
    from transforms.dedupe.document import Doc
    from transforms.dedupe.records import doc_of

    def work(record: Record) -> Doc:
        wire = find_wire(str(record.get("text") or "").split("\n\n"), urls=[record.get("url")])
        return doc_of(record, wire_source=wire.source if wire else None)

    return work


def code(options: argparse.Namespace, _: list[str]) -> ExitCode:
    """Texts to events."""
    settings = load_settings(vars(options) | {"out": _cache_folder()})
    check_additions(settings.additions)
    make_work = functools.partial(_coding, _date(options.published), settings.coder, options.explain)
    if options.jsonl:
        return _print_lines(options.jsonl, each_line(options.jsonl, make_work, options.workers))
    stories = [_story_record(document) for document in _documents(options.files, None)]
    if options.explain:
        from pipelines.explain import print_explained

        return _each_file(stories, make_work(), options, print_explained, plain=True)
    return _each_file(stories, make_work(), options, _print_events)


def _cache_folder() -> Path:
    """Where answers of a language model are kept; `sitrep code` has no output folder."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "sitrep"


def _coding(published: dt.datetime | None, settings: CoderSettings, explain: bool) -> Work:
    from transforms.events.assembling import event_record
    from transforms.events.choosing import load_coder
    from transforms.events.story import Story

    coder = load_coder(settings)

    def work(record: Record) -> Record:
        when = _date(record.get("published_at")) or published
        if when is None:
            _complain(f"{record['id']}: no publication date, so `Friday` cannot be resolved; give --published DATE")
        story = Story(
            article_id=str(record["id"]),
            title=record.get("title"),
            deck=record.get("deck"),
            text=str(record.get("text") or ""),
            published_at=when,
            publisher=record.get("publisher"),
            posts=_posts(record, when),
        )
        (coding,) = coder.code([story])
        if coding.broken is not None:
            raise coding.broken
        if coding.fallback is not None:
            _complain(f"{record['id']}: coded without the language model: {coding.fallback}")
        if explain:
            from pipelines.explain import explained

            return explained(story, coding, coder.resources.analyser)
        return {"id": record["id"], "events": [event_record(event) for event in coding.events]}

    return work


def _print_lines(source: str, lines: Iterable[Done]) -> ExitCode:
    """Print the results of JSON lines; a record that fails gives a line with its error."""
    code = ExitCode.DONE
    for line in lines:
        if line.error is not None:
            _complain(f"{source}, line {line.number}: {line.error}")
            code = ExitCode.PARTIAL
        if line.is_record:
            print_json(line.result if line.error is None else {"id": line.record_id, "error": line.error})
    return code


def _each_file(
    documents: list[Record],
    work: Callable[[Record], Record],
    options: argparse.Namespace,
    show: Callable[[Record], None],
    *,
    plain: bool = False,
) -> ExitCode:
    """Work on documents one by one; where `plain` is set, JSON is printed only when asked for."""
    as_json = options.format == "json" if plain else wants_json(options)
    code = ExitCode.DONE
    for document in documents:
        try:
            result = work(document)
        except Exception as error:
            _complain(f"{document['id']}: {reason_of(error)}")
            code = ExitCode.FAILED if len(documents) == 1 else ExitCode.PARTIAL
            continue
        print_json(result) if as_json else show(result)
    return code


def _documents(files: list[str], url: str | None) -> Iterator[Record]:
    """The documents named on the command line: {"id", "url", "bytes"}."""
    if not files:
        raise UsageError("nothing to read: name files, addresses or - for standard input, or give --jsonl FILE")
    for file in files:
        if file == "-":
            yield {"id": "-", "url": url, "bytes": sys.stdin.buffer.read()}
        elif file.lower().startswith(("http://", "https://")):
            yield {"id": file, **_fetched(file)}
        else:
            yield {"id": _stem(Path(file)), "url": url, "bytes": _file_bytes(Path(file))}


def _file_bytes(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror or error})") from error


def _stem(path: Path) -> str:
    return path.name.removesuffix(".gz").rpartition(".")[0] or path.name


def _fetched(url: str) -> Record:
    from transforms.fetch.errors import FetchError
    from transforms.fetch.stream import gather_stream

    settings = load_settings({}).fetch
    try:
        (response,) = gather_stream([url], lambda client, item: client.get(item), settings)
    except FetchError as error:
        raise UsageError(f"{url}: {error.message}") from error
    return {"url": response.final_url, "bytes": response.body}


def _html_of(record: Record) -> bytes | str:
    if "bytes" in record:
        return bytes(record["bytes"])
    if isinstance(record.get("html"), str):
        return str(record["html"])
    if isinstance(record.get("html_path"), str):
        return _file_bytes(Path(record["html_path"]))
    raise ValueError('a line needs "html" or "html_path"')


def _story_record(document: Record) -> Record:
    """A text file as a story: its first line is the headline where a blank line follows; HTML is cleaned first."""
    from transforms.clean.article import clean_html

    data: bytes = document["bytes"]
    if data.lstrip()[:1] == b"<":
        article = clean_html(data, url=document["url"])
        return {
            "id": document["id"],
            "title": article.title,
            "deck": article.deck,
            "text": article.text,
            "published_at": article.published_at.isoformat() if article.published_at else None,
            "publisher": article.publisher,
        }
    text = data.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    first, _, rest = text.partition("\n\n")
    if rest and "\n" not in first and len(first) < 200 and not first.rstrip().endswith("."):
        return {"id": document["id"], "title": first.strip(), "text": rest.strip()}
    return {"id": document["id"], "title": None, "text": text}


def _date(value: object) -> dt.datetime | None:
    if value in (None, ""):
        return None
    try:
        time = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"published: {value!r} is not a date; write it like 2018-12-14") from None
    return time if time.tzinfo else time.replace(tzinfo=dt.UTC)  # its day is that of its own zone


def _posts(record: Record, published: dt.datetime | None) -> tuple[DatedPart, ...]:
    """The posts of a live blog, as `sitrep extract` prints them, with their days in the zone of the publication."""
    try:
        timed = [(int(p["start"]), int(p["end"]), _date(p["published_at"])) for p in record.get("posts") or ()]
    except (TypeError, KeyError, ValueError):
        raise UsageError(f"{record['id']}: posts are objects with start, end and published_at") from None
    zone = published.tzinfo if published else dt.UTC
    return tuple(DatedPart(start, end, at.astimezone(zone).date()) for start, end, at in timed if at)


def _print_article(record: Record) -> None:
    from rich.markup import escape

    out = console()
    out.print(f"[bold]{escape(str(record.get('title') or record['id']))}[/bold]")
    for name in ("published_at", "published_from", "authors", "publisher", "wire_source", "language", "canonical_url"):
        if record.get(name):
            out.print(f"  {name}: {escape(str(record[name]))}", soft_wrap=True)
    out.print(f"\n{escape(str(record.get('text') or ''))}\n")


def _print_events(record: Record) -> None:
    from rich.markup import escape

    out = console()
    events = record["events"]
    out.print(f"[bold]{escape(str(record['id']))}[/bold]: {len(events)} event{'' if len(events) == 1 else 's'}")
    for event in events:
        place = event["place"]["name"] if event.get("place") else "?"
        who = ", ".join(p["name"] for p in event["actors"]) or "?"
        whom = ", ".join(p["name"] for p in event["recipients"]) or "?"
        mode = f"/{event['event_mode']}" if event.get("event_mode") else ""
        when = event["date_start"] or "?"
        if event["date_end"] and event["date_end"] != event["date_start"]:
            when += f" to {event['date_end']}"
        toll = f", {event['fatalities_best']} killed" if event.get("fatalities_best") is not None else ""
        toll += f", {event['injuries_best']} injured" if event.get("injuries_best") is not None else ""
        line = f"{when}  {event['event_type']}{mode}  {place}  {who} -> {whom}{toll}"
        out.print(f"  {escape(line)}", soft_wrap=True)
        out.print(f"    [dim]{escape(event['evidence'][0]['text'])}[/dim]", soft_wrap=True)


def _complain(message: str) -> None:
    print(f"sitrep: {message}", file=sys.stderr)
