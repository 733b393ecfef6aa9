from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fetch.publisher import Publisher


@pytest.fixture(scope="session")
def publisher() -> Iterator[Publisher]:
    with Publisher().running() as running:
        yield running
