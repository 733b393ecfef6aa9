"""What the checks of deploy/ share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.newsroom.server import Newsroom
from tests.pipelines.newsroom_runs import Runs
from transforms.publish.layout import Layout

DEPLOY = Path(__file__).parents[2] / "deploy"
OUTLETS = ("meridianpress", "harbour", "northvalley")


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The tables after two runs over some outlets of the newsroom: the second one revises events of the first."""
    with Newsroom(edition=1) as newsroom:
        feeds = [url for url in newsroom.feed_urls if any(name in url for name in OUTLETS)]
        runs = Runs(newsroom, tmp_path_factory.mktemp("newsroom"), feeds)
        assert runs.run("2018-12-16T22:00Z").code == 0
        newsroom.edition = 2
        assert runs.run("2018-12-17T12:00Z").code == 0
    return runs.layout
