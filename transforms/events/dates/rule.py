"""A rule of the date grammar: a pattern and the reading of its match."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
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


#: Rules of what says when in a day it was, and not on which: "at dawn", "at 6 p.m.".
PARTS_OF_DAY = frozenset({"part-of-day", "clock"})
#: Stand among the words of a line for any number, one of four digits or more, and one as in "the 1990s".
NUMBER, LONG_NUMBER, TENS = "0", "0000", "0s"
_NUMBERS = {NUMBER: re.compile(r"\d"), LONG_NUMBER: re.compile(r"\d{4}"), TENS: re.compile(r"\d0['’]?s")}
_WORD = re.compile(r"[^\W\d_]+")


def words_of(line: str) -> set[str]:
    """The words of a line as they are written and in lower case, and what stands for its numbers."""
    words = set(_WORD.findall(line))
    words.update([word.lower() for word in words])
    words.update([kind for kind, pattern in _NUMBERS.items() if pattern.search(line)])
    return words


class Rule:
    """A named pattern with the function that reads its match; None where the match is no date after all.

    A match lies within a line and has one of the words `needs`, which spares most lines the search; none: any line is
    searched.
    """

    __slots__ = ("name", "needs", "pattern", "read")

    def __init__(
        self, name: str, pattern: str, read: Callable[[re.Match[str], Context], Reading | None],
        needs: Iterable[str] = (),
    ) -> None:  # fmt: skip
        """Compiles the pattern; it must start at a word boundary of its own or none is added."""
        self.name = name
        self.needs = frozenset(needs)
        pattern = pattern.replace(r"\s", r"[^\S\n]")  # a heading and the line below it are not one date
        self.pattern = re.compile(rf"(?<!\w){pattern}" if not pattern.startswith("(?<") else pattern)
        self.read = read

    def matches(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """What the pattern matches in a line of a text, text[start:end]."""
        # the two characters behind the line keep "$" from matching at its end
        yield from (m for m in self.pattern.finditer(text, start, min(end + 2, len(text))) if m.end() > m.start())
