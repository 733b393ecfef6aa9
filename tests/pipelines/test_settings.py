"""Settings: what wins over what, and what a wrong one says."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from pipelines.settings import SettingsError, check_additions, load_settings


def settings_file(folder: Path, text: str) -> dict[str, str]:
    file = folder / "sitrep.toml"
    file.write_text(text, encoding="utf-8")
    return {"config": str(file)}


def test_options_win_over_environment_over_file_over_defaults(tmp_path: Path) -> None:
    file = settings_file(tmp_path, 'out = "of-file"\nknown_days = 1\n[fetch]\nper_host = 1\noverall = 5\n')
    environment = {"SITREP_OUT": "of-environment", "SITREP_PER_HOST": "3"}
    settings = load_settings({**file, "out": "of-option"}, environment)
    assert settings.out == Path("of-option")
    assert (settings.fetch.per_host, settings.fetch.overall, settings.fetch.total_timeout_s) == (3, 5, 45.0)
    assert settings.numbers == {"known_days": 1}
    assert load_settings(file, environment).out == Path("of-environment")
    assert load_settings(file, {}).out == Path("of-file")
    assert load_settings({}, {}).out == Path("sitrep-data")


def test_opml_paths_count_from_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text("<opml/>")
    settings = load_settings(settings_file(tmp_path, 'feeds = ["feeds.opml", "https://a.example/rss"]'), {})
    assert settings.feeds == (str(tmp_path / "feeds.opml"), "https://a.example/rss")


def test_a_slot_is_utc_and_a_span_is_a_span() -> None:
    settings = load_settings({"slot": "2018-12-14T12:00+02:00", "every": "15m"}, {})
    assert settings.slot == dt.datetime(2018, 12, 14, 10, tzinfo=dt.UTC)
    assert settings.every == dt.timedelta(minutes=15)


def test_a_slot_may_be_the_one_that_it_is() -> None:
    """What a scheduler starts twice within a quarter of an hour is one run."""
    before = dt.datetime.now(dt.UTC)
    slot = load_settings({"slot": "15m"}, {}).slot
    assert slot is not None
    assert (slot.minute % 15, slot.second, slot.microsecond) == (0, 0, 0)
    assert before - dt.timedelta(minutes=15) < slot <= dt.datetime.now(dt.UTC)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("out = ", "not valid TOML"),
        ("outt = 'x'", "unknown setting `outt`"),
        ("per_host = 2", r"`per_host`; it belongs below \[fetch\]"),
        ("[fetch]\nper_hots = 2", r"\[fetch\]: unknown setting `per_hots`"),
        ("[fetch]\nper_host = 0", "per_host is 0"),
        ("fetch = 3", "`fetch` must be a section"),
        ("feeds = ['feed.xml']", "neither an http"),
        ("slot = 'soon'", "slot: 'soon' is not a time"),
        ("every = '15'", "every: '15' is not a time span"),
        ("max_failed = 2.0", "share from 0 to 1"),
        ("known_days = -1", "known_days is -1"),
        ("[fetch]\nallow_addresses = ['x']", "'x' is no network"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(settings_file(tmp_path, text), {})


def test_a_missing_settings_file_is_an_error_only_where_it_was_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings({"config": str(tmp_path / "none.toml")}, {})
    load_settings({}, {})


def test_dictionaries_come_from_options_environment_and_file(tmp_path: Path) -> None:
    for name in ("a.tsv", "b.actors", "SY.txt"):
        (tmp_path / name).touch()
    of_file = settings_file(tmp_path, 'actors = "a.tsv"\ngazetteer = "SY.txt"\n')
    additions = load_settings(of_file, {}).additions
    assert (additions.actors, additions.gazetteer) == ((tmp_path / "a.tsv",), tmp_path / "SY.txt")
    both = os.pathsep.join(str(tmp_path / name) for name in ("a.tsv", "b.actors"))
    additions = load_settings(of_file, {"SITREP_ACTORS": both}).additions
    assert additions.actors == (tmp_path / "a.tsv", tmp_path / "b.actors")
    chosen = {"actors": [str(tmp_path / "b.actors")]}
    assert load_settings(chosen, {"SITREP_ACTORS": both}).additions.actors == (tmp_path / "b.actors",)
    assert load_settings({}, {}).additions.actors == ()


@pytest.mark.parametrize("name", ["actors", "gazetteer"])
def test_a_dictionary_that_is_not_there_is_told_at_once(tmp_path: Path, name: str) -> None:
    missing = str(tmp_path / "none.txt")
    with pytest.raises(SettingsError, match=f"{name}: there is no file .*none.txt"):
        load_settings({name: [missing] if name == "actors" else missing}, {})


def test_a_dictionary_that_does_not_read_is_told_before_any_work(tmp_path: Path) -> None:
    file = tmp_path / "mine.actors"
    file.write_text("FOO_ [AFG\n")
    with pytest.raises(SettingsError, match=r"mine\.actors, line 1: .* is not closed"):
        check_additions(load_settings({"actors": [str(file)]}, {}).additions)


def test_a_language_model_is_chosen_by_option_environment_and_file(tmp_path: Path) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text('coder = "llm"\n[llm]\nurl = "http://127.0.0.1:8000/v1"\nmodel = "small"\nconcurrency = 2\n')
    out = tmp_path / "data"
    settings = load_settings({"config": str(file), "llm_model": "large", "out": str(out)}, {"SITREP_LLM_KEY": "k"})
    assert settings.llm is not None
    assert (settings.llm.url, settings.llm.model, settings.llm.concurrency) == ("http://127.0.0.1:8000/v1", "large", 2)
    assert (settings.llm.key, settings.llm.cache) == ("k", out / "_cache" / "llm")
    assert load_settings({"config": str(file), "coder": "frames"}, {}).llm is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('coder = "gpt"', "one of frames, llm"),
        ('coder = "llm"', "llm_url"),
        ('coder = "llm"\n[llm]\nurl = "http://127.0.0.1:8000/v1"', "llm_model"),
        ('coder = "llm"\n[llm]\nurl = "http://127.0.0.1:8000/v1"\nmodel = "m"\ntemperature = 1', "temperature"),
        ('llm_url = "http://127.0.0.1:8000/v1"', r"below \[llm\]"),
    ],
)
def test_wrong_settings_of_a_language_model_are_named(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "sitrep.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=why):
        load_settings({"config": str(file)}, {})
