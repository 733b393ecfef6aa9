"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# No test here is about time: a first call that loads tables must not fail on a busy machine.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
