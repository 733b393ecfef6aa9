"""What is raised where an analyser that somebody chose cannot be had."""

from __future__ import annotations


class AnalyserChoiceError(ValueError):
    """An analyser that cannot be had; the message says which, why and what to do."""
