"""What is asked of the events: the part of an address behind its `?`, checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

#: Columns that rows can be sorted by.
SORTS = ("date", "type", "place", "killed", "injured", "sources", "confidence")
ORDERS = ("desc", "asc")
PAGE_ROWS = 50
_LAST_PAGE = 1_000_000
_LONGEST, _MOST_WORDS = 200, 10


class BadQuestionError(Exception):
    """The address asks for what cannot be answered; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Question:
    """A choice of events and the order in which they are shown.

    Attributes:
        since: events that end on this day or later.
        until: events that begin on this day or earlier.
        event_type: of this type.
        country: of places in this country.
        text: words that all stand in the place, the parties or a sentence that tells the event.
        confidence: at least, 0 to 1.
        killed: only events with dead.
        sort: one of SORTS.
        order: desc or asc; rows without the value come last.
        page: from 1.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    event_type: str = ""
    country: str = ""
    text: str = ""
    confidence: float = 0.0
    killed: bool = False
    sort: str = "date"
    order: str = "desc"
    page: int = 1

    @property
    def words(self) -> list[str]:
        return self.text.split()

    def address(self, **changes: Any) -> str:
        """This question with changes, as the part of an address from its `?`; nothing where all is as by default."""
        other = dataclasses.replace(self, **changes)
        given = {
            name: _written(getattr(other, field))
            for name, (field, _) in _PARAMETERS.items()
            if getattr(other, field) != getattr(_NOTHING, field)
        }
        return f"?{urlencode(given)}" if given else ""


def parse(query: str) -> Question:
    """The question of an address. Raises BadQuestionError."""
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise BadQuestionError("the address is not UTF-8, or asks for too much") from error
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name not in _PARAMETERS:
            raise BadQuestionError(f"{name!r} is no parameter; there are {', '.join(_PARAMETERS)}")
        field, read = _PARAMETERS[name]
        if field in found:
            raise BadQuestionError(f"{name} is given twice")
        if len(value) > _LONGEST or not value.isprintable():
            raise BadQuestionError(f"{name} is longer than {_LONGEST} characters, or has some that cannot be printed")
        if value.strip():  # a form sends what was left empty as well
            found[field] = read(name, value.strip())
    question = Question(**found)
    if question.since and question.until and question.since > question.until:
        raise BadQuestionError(f"from ({question.since}) is later than to ({question.until})")
    return question


def _day(name: str, value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise BadQuestionError(f"{name} is {value!r}; it has to be a day such as 2018-12-14") from error


def _share(name: str, value: str) -> float:
    try:
        share = float(value)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise BadQuestionError(f"{name} is {value!r}; it has to be a number from 0 to 1")
    return share


def _page(name: str, value: str) -> int:
    page = int(value) if value.isdecimal() else 0
    if not 1 <= page <= _LAST_PAGE:
        raise BadQuestionError(f"{name} is {value!r}; it has to be a whole number from 1 to {_LAST_PAGE}")
    return page


def _text(name: str, value: str) -> str:
    if len(value.split()) > _MOST_WORDS:
        raise BadQuestionError(f"{name} has more than {_MOST_WORDS} words")
    return value


def _flag(name: str, value: str) -> bool:
    return _one_of("0", "1")(name, value) == "1"


def _one_of(*values: str) -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if value not in values:
            raise BadQuestionError(f"{name} is {value!r}; it has to be one of {', '.join(values)}")
        return value

    return read


def _written(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


_NOTHING = Question()
_PARAMETERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "from": ("since", _day),
    "to": ("until", _day),
    "type": ("event_type", _text),
    "country": ("country", _text),
    "q": ("text", _text),
    "confidence": ("confidence", _share),
    "killed": ("killed", _flag),
    "sort": ("sort", _one_of(*SORTS)),
    "order": ("order", _one_of(*ORDERS)),
    "page": ("page", _page),
}
