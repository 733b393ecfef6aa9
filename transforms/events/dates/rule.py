"""A rule of the date grammar: a pattern and the reading of its match."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from transforms.events.dates.arithmetic import Span
from transforms.events.dates.context import Context
from transforms.events.dates.mention import Precision


@dataclass(frozen=True, slots=True)
class Reading:
    """The days that a match stands for."""

    span: Span
    precision: Precision
    future: bool = False
    open_start: bool = False
    duration: bool = False


class Rule:
    """A named pattern with the function that reads its match; None where the match is no date after all."""

    __slots__ = ("name", "pattern", "read")

    def __init__(self, name: str, pattern: str, read: Callable[[re.Match[str], Context], Reading | None]) -> None:
        """Compiles the pattern; it must start at a word boundary of its own or none is added."""
        self.name = name
        pattern = pattern.replace(r"\s", r"[^\S\n]")  # a heading and the line below it are not one date
        self.pattern = re.compile(rf"(?<!\w){pattern}" if not pattern.startswith("(?<") else pattern)
        self.read = read
