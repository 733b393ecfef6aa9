"""Settings of a run: command line over environment (`SITREP_*`) over `sitrep.toml` over defaults."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from transforms.events.additions import ONLY_OUR_OWN, Additions
from transforms.events.analyser.choice import FORMS, checked
from transforms.events.llm.settings import LlmSettings
from transforms.events.settings import CoderSettings
from transforms.fetch.settings import FetchSettings
from transforms.run import slot_at
from transforms.windows.settings import Windows

DEFAULT_CONFIG = Path("sitrep.toml")
DEFAULT_OUT = Path("sitrep-data")
EXPLORE_PORT = 8738  # fixed, so that the address of a view stays good
DEFAULT_SLICE = 1000

# Settings of `[fetch]` that have an option of their own; the others are set in the file.
CODERS = ("frames", "llm")
SECTIONS = ("fetch", "llm")
LLM_OPTIONS = ("llm_url", "llm_model")
FETCH_OPTIONS = ("contact", "per_host", "overall", "proxy")
SPAN = r"(\d+)\s*([smhd])"
WINDOW_SPANS = {"window": "size", "lateness": "lateness", "tick": "tick", "remember": "remember"}
RUN_NUMBERS = ("shards", "known_days", "dedupe_days", "merge_days", "fetch_retries")


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which, where and what to do."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a run needs to know.

    Attributes:
        out: the output folder.
        feeds: feed URLs and OPML files; empty for the feeds that the output folder knows.
        slot: the schedule slot, UTC; None for now.
        every: the time between runs; None for one run.
        fetch: limits and manners of fetching.
        max_failed: share of feeds or pages that may fail before the exit code is 3.
        slice: the number of feeds after which a run is published and another one goes on with the slot.
        numbers: whole numbers of `RunContext` that were set.
        analyser: which analyser reads the sentences, onnx:PATH or spacy:NAME; None for the one that ships.
        additions: a user's dictionaries of actors and gazetteer.
        llm: the language model that codes; None for the built-in coder.
        windows: the times of a stream.
    """

    out: Path = DEFAULT_OUT
    feeds: tuple[str, ...] = ()
    slot: dt.datetime | None = None
    every: dt.timedelta | None = None
    fetch: FetchSettings = field(default_factory=FetchSettings)
    max_failed: float = 0.5
    slice: int = DEFAULT_SLICE
    numbers: Mapping[str, int] = field(default_factory=dict)
    analyser: str | None = None
    additions: Additions = ONLY_OUR_OWN
    llm: LlmSettings | None = None
    windows: Windows = field(default_factory=Windows)

    @property
    def coder(self) -> CoderSettings:
        """What codes the articles."""
        return CoderSettings(self.analyser, self.additions, self.llm)


def add_out_argument(parser: argparse.ArgumentParser) -> None:
    """The options that every command on an output folder has."""
    parser.add_argument("--config", metavar="FILE", help="settings file (default: sitrep.toml here, if there is one)")
    parser.add_argument("--out", metavar="DIR", help=f"output folder (default: {DEFAULT_OUT})")


def add_explore_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the server of events, beside those of every command on an output folder."""
    help_ = f"port on 127.0.0.1, 0 for any free one (default: {EXPLORE_PORT})"
    parser.add_argument("--port", metavar="N", type=int, default=EXPLORE_PORT, help=help_)
    parser.add_argument("--no-browser", action="store_true", help="print the address and open no browser")


def add_run_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of a run. Absent ones stay None, so that environment and file can speak."""
    _add_work_arguments(parser)
    parser.add_argument(
        "--slot",
        metavar="TIME",
        help="schedule slot, ISO 8601, or 15m for this quarter of an hour; the same slot twice is a no-op",
    )
    parser.add_argument("--every", metavar="TIME", help="repeat the run: 15m, 1h, 1d")
    parser.add_argument(
        "--slice", metavar="N", type=int, help=f"feeds that are published together (default: {DEFAULT_SLICE})"
    )
    parser.add_argument("--max_failed", metavar="SHARE", type=float, help="failed share that is still exit code 0")


def add_stream_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of a stream."""
    _add_work_arguments(parser)
    parser.add_argument("--window", metavar="TIME", help="event time that is published together (default: 15m)")
    parser.add_argument("--lateness", metavar="TIME", help="how long a window waits after its end (default: 1m)")
    parser.add_argument("--tick", metavar="TIME", help="time between two looks at what is due (default: 1m)")
    parser.add_argument("--remember", metavar="TIME", help="how long the state keeps what was seen (default: 1d)")


def add_reprocess_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of reading archives."""
    parser.add_argument(
        "--warc",
        metavar="GLOB",
        nargs="+",
        action="extend",
        required=True,
        help="WARC files, .warc or .warc.gz, or patterns of them in quotes; repeatable",
    )
    parser.add_argument(
        "--files_per_run", metavar="N", type=int, default=1, help="archives that are published together (default: 1)"
    )
    add_out_argument(parser)
    add_coder_arguments(parser)
    _add_look_back_arguments(parser)
    parser.add_argument("--max_failed", metavar="SHARE", type=float, help="failed share that is still exit code 0")


def _add_work_arguments(parser: argparse.ArgumentParser) -> None:
    add_out_argument(parser)
    add_coder_arguments(parser)
    parser.add_argument("--feeds", metavar="URL|OPML", nargs="+", help="feeds to poll, or files that list them")
    parser.add_argument("--contact", metavar="URL|MAIL", help="where site owners reach you; sent with every request")
    parser.add_argument("--per_host", metavar="N", type=int, help="requests to one host at a time (default: 2)")
    parser.add_argument("--overall", metavar="N", type=int, help="requests at a time (default: 64)")
    parser.add_argument("--proxy", metavar="URL", help="HTTP proxy")
    parser.add_argument("--shards", metavar="N", type=int, help="groups of hosts fetched by different workers")
    parser.add_argument("--fetch_retries", metavar="N", type=int, help="further tries for a page that failed")
    _add_look_back_arguments(parser)


def _add_look_back_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--known_days", metavar="N", type=int, help="days for which an article is remembered")
    parser.add_argument("--dedupe_days", metavar="N", type=int, help="days back in which copies are looked for")
    parser.add_argument("--merge_days", metavar="N", type=int, help="days that reports of one event may lie apart")


def add_coder_arguments(parser: argparse.ArgumentParser) -> None:
    """What codes: `--coder`, `--llm-url`, `--llm-model`, `--analyser`, `--actors` (repeatable), `--gazetteer`."""
    parser.add_argument("--coder", metavar="|".join(CODERS), help="what codes the events (default: frames)")
    parser.add_argument(
        "--llm-url", "--llm_url", metavar="URL", help="an OpenAI-compatible server, as http://127.0.0.1:8000/v1"
    )
    parser.add_argument("--llm-model", "--llm_model", metavar="NAME", help="the model's name on that server")
    parser.add_argument("--analyser", metavar="KIND:NAME", help=f"another analyser: {FORMS}")
    parser.add_argument(
        "--actors",
        metavar="FILE",
        action="append",
        help="a dictionary of actors, .tsv or in PETRARCH's form; repeatable",
    )
    parser.add_argument("--gazetteer", metavar="FILE", help="a GeoNames dump, such as SY.txt or allCountries.txt")


def load_settings(options: Mapping[str, Any], environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from options, environment and file, in that order of precedence.

    Args:
        options: what the command line set; None counts as not set.
        environment: `os.environ` unless given.

    Raises:
        SettingsError: an unknown key, a value of a wrong type or range, a file that cannot be read.
    """
    environment = os.environ if environment is None else environment
    config = _read_config(options.get("config") or environment.get("SITREP_CONFIG"))
    fetch = dict(_section(config, "fetch"))
    llm = dict(_section(config, "llm"))
    values = {key: value for key, value in config.items() if key not in SECTIONS}
    for name in _known_names():
        if (text := environment.get(f"SITREP_{name.upper()}")) is not None:
            _put(values, fetch, llm, name, _from_text(name, text))
        if (option := options.get(name)) is not None:
            _put(values, fetch, llm, name, option)
    try:
        return Settings(
            out=Path(out := values.pop("out", DEFAULT_OUT)),
            feeds=_feeds(values.pop("feeds", ())),
            slot=_slot(values.pop("slot", None)),
            every=_every(values.pop("every", None)),
            max_failed=_share(values.pop("max_failed", 0.5)),
            fetch=_fetch(fetch),
            analyser=checked(str(chosen)) if (chosen := values.pop("analyser", None)) else None,
            slice=_whole("slice", values.pop("slice", DEFAULT_SLICE)),
            numbers={name: _whole(name, values.pop(name)) for name in RUN_NUMBERS if name in values},
            additions=_additions(values.pop("actors", ()), values.pop("gazetteer", None)),
            llm=_llm(values.pop("coder", None), llm, environment.get("SITREP_LLM_KEY"), Path(out)),
            windows=_windows(values),
        )
    except (TypeError, ValueError) as error:
        raise SettingsError(str(error)) from error


def _known_names() -> list[str]:
    plain = ["out", "feeds", "slot", "every", "slice", "max_failed", "analyser", "actors", "gazetteer", "coder"]
    return [*plain, *WINDOW_SPANS, *RUN_NUMBERS, *FETCH_OPTIONS, *LLM_OPTIONS]


def _read_config(path: str | None) -> dict[str, Any]:
    file = Path(path) if path else DEFAULT_CONFIG
    if not path and not file.exists():
        return {}
    try:
        config = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file}: cannot be read ({error.strerror}); check --config") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from error
    nested = {**dict.fromkeys(FETCH_OPTIONS, "fetch"), **dict.fromkeys(LLM_OPTIONS, "llm")}
    unknown = sorted(set(config) - {*SECTIONS, *_known_names()} | (set(nested) & set(config)))
    if unknown:
        hint = f"; it belongs below [{nested[unknown[0]]}]" if unknown[0] in nested else ""
        raise SettingsError(f"{file}: unknown setting `{unknown[0]}`{hint}; docs/configuration.md lists them")
    feeds = config.get("feeds", [])
    if isinstance(feeds, list):  # paths of OPML files count from the settings file
        config["feeds"] = [f if _is_url(str(f)) else str(file.parent / str(f)) for f in feeds]
    if actors := config.get("actors"):
        config["actors"] = [str(file.parent / str(f)) for f in (actors if isinstance(actors, list) else [actors])]
    if gazetteer := config.get("gazetteer"):
        config["gazetteer"] = str(file.parent / str(gazetteer))
    return config


def _section(config: Mapping[str, Any], name: str) -> dict[str, Any]:
    section = config.get(name, {})
    if not isinstance(section, dict):
        raise SettingsError(f"`{name}` must be a section: write [{name}] on a line of its own")
    return section


def _put(values: dict[str, Any], fetch: dict[str, Any], llm: dict[str, Any], name: str, value: Any) -> None:
    if name in LLM_OPTIONS:
        llm[name.removeprefix("llm_")] = value
    else:
        (fetch if name in FETCH_OPTIONS else values)[name] = value


def _from_text(name: str, text: str) -> Any:
    if name == "feeds":
        return text.split()
    if name == "actors":
        return [path for path in text.split(os.pathsep) if path]
    if name in (*RUN_NUMBERS, "slice", "per_host", "overall"):
        return _whole(f"SITREP_{name.upper()}", text)
    return text


def check_additions(additions: Additions) -> None:
    """Read the dictionaries, and the head of the gazetteer, before any work begins.

    Raises:
        SettingsError: one does not read; the message names file, line and what is wrong.
    """
    from transforms.events.parties.dictionaries import read_dictionaries
    from transforms.events.places.dump import check_dump

    try:
        read_dictionaries(additions.actors)
        if additions.gazetteer is not None and additions.gazetteer.suffix != ".npz":
            check_dump(additions.gazetteer)
    except ValueError as error:
        raise SettingsError(str(error)) from error


def _llm(coder: Any, values: dict[str, Any], key: str | None, out: Path) -> LlmSettings | None:
    """The language model, if it is to code. The key comes from the environment alone: files and options are read."""
    if coder not in (None, *CODERS):
        raise ValueError(f"coder: {coder!r} is not known; it is one of {', '.join(CODERS)}")
    if coder != "llm":
        return None
    names = {f.name for f in dataclasses.fields(LlmSettings)} - {"key"}
    unknown = sorted(set(values) - names)
    if unknown:
        raise ValueError(f"[llm]: unknown setting `{unknown[0]}`; docs/configuration.md lists them")
    cache = Path(values.pop("cache", out / "_cache" / "llm")).absolute()
    return LlmSettings(**{"url": "", "model": "", **values}, key=key, cache=cache)


def _additions(actors: Any, gazetteer: Any) -> Additions:
    files = [Path(f).resolve() for f in ([actors] if isinstance(actors, str) else actors)]
    for name, path in [("actors", f) for f in files] + ([("gazetteer", Path(gazetteer))] if gazetteer else []):
        if not path.is_file():
            raise ValueError(f"{name}: there is no file {path}")
    return Additions(tuple(files), Path(gazetteer).resolve() if gazetteer else None)


def _feeds(value: Any) -> tuple[str, ...]:
    feeds = [value] if isinstance(value, str) else list(value)
    for feed in feeds:
        if not _is_url(feed) and not Path(feed).exists():
            raise ValueError(f"feeds: {feed!r} is neither an http(s) URL nor a file; give a feed's URL or an OPML file")
    return tuple(feeds)


def _is_url(text: str) -> bool:
    return text.lower().startswith(("http://", "https://"))


def _slot(value: Any) -> dt.datetime | None:
    if value is None or isinstance(value, dt.datetime):
        slot = value
    elif re.fullmatch(SPAN, str(value).strip()):
        slot = slot_at(dt.datetime.now(dt.UTC), time_span("slot", value))
    else:
        try:
            slot = dt.datetime.fromisoformat(str(value))
        except ValueError:
            raise ValueError(
                f"slot: {value!r} is not a time; write it like 2026-01-31T12:15Z, or 15m for the quarter of an hour "
                "that it is"
            ) from None
    if slot is not None and slot.tzinfo is None:
        slot = slot.replace(tzinfo=dt.UTC)
    return slot.astimezone(dt.UTC) if slot else None


def time_span(name: str, value: Any) -> dt.timedelta:
    """A span such as 15m, 1h or 7d. Raises SettingsError naming the setting."""
    match = re.fullmatch(SPAN, str(value).strip())
    if not match or int(match[1]) == 0:
        raise SettingsError(f"{name}: {value!r} is not a time span; write it like 15m, 1h or 1d")
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[match[2]]
    return dt.timedelta(**{unit: int(match[1])})


def _every(value: Any) -> dt.timedelta | None:
    return None if value is None else time_span("every", value)


def _windows(values: dict[str, Any]) -> Windows:
    return Windows(**{name: _wait(key, values.pop(key)) for key, name in WINDOW_SPANS.items() if key in values})


def _wait(name: str, value: Any) -> dt.timedelta:
    return dt.timedelta(0) if name == "lateness" and re.fullmatch(r"0[smhd]?", str(value)) else time_span(name, value)


def _share(value: Any) -> float:
    share = float(value)
    if not 0 <= share <= 1:
        raise ValueError(f"max_failed is {value}; it has to be a share from 0 to 1")
    return share


def _whole(name: str, value: Any) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if number < (1 if name in ("shards", "slice") else 0):
        raise ValueError(f"{name} is {value!r}; it has to be a whole number")
    return number


def _fetch(values: Mapping[str, Any]) -> FetchSettings:
    names = {f.name for f in dataclasses.fields(FetchSettings)}
    unknown = sorted(set(values) - names)
    if unknown:
        raise ValueError(f"[fetch]: unknown setting `{unknown[0]}`; docs/configuration.md lists them")
    typed: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in values.items()}
    return FetchSettings(**typed)
