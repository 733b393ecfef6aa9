"""What a run reads from and writes to: the feeds of the settings or of the tables, and the output folder."""

from __future__ import annotations

import os
from pathlib import Path

from pipelines.settings import Settings, SettingsError
from schemas import FEEDS, Feed
from transforms.feeds.opml import read_opml
from transforms.feeds.urls import feed_id
from transforms.publish.layout import Layout
from transforms.publish.tables import read_rows


def feeds_to_poll(settings: Settings, layout: Layout) -> list[Feed]:
    """The feeds of the settings, or all that the output folder knows, with the state of their last poll.

    Raises:
        SettingsError: there is none.
    """
    known = {feed.feed_id: feed for feed in read_rows(layout, FEEDS)}
    if not settings.feeds:
        if not known:
            raise SettingsError("no feeds to poll: give --feeds URL or OPML file, or list `feeds` in sitrep.toml")
        return [feed for _, feed in sorted(known.items())]
    wanted: dict[str, Feed] = {}
    for source in settings.feeds:
        for title, url in _listed(source):
            key = feed_id(url)
            wanted.setdefault(key, known.get(key) or Feed(feed_id=key, url=url, title=title))
    if not wanted:
        raise SettingsError(f"no feeds to poll: {', '.join(settings.feeds)} list none")
    return list(wanted.values())


def _listed(source: str) -> list[tuple[str | None, str]]:
    if source.lower().startswith(("http://", "https://")):
        return [(None, source)]
    try:
        return [(feed.title, feed.url) for feed in read_opml(Path(source).read_bytes())]
    except (OSError, ValueError) as error:
        raise SettingsError(f"feeds: {source}: {error}") from error


def writable(out: Path) -> Path:
    """The output folder, absolute and made. Raises SettingsError where it cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise SettingsError(f"out: {out} cannot be written ({error.strerror}); choose another with --out") from error
    return out.resolve()
