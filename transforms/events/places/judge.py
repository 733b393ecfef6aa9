"""Judges whether a name from the gazetteer stands for a place where the text has it.

First each name by the words next to it, then the doubtful ones by the whole text: a name that is a person's once is
that person's everywhere, a name that is placed somewhere once ("in Hajin") is a place everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from transforms.events.places.context import located, opens_report
from transforms.events.places.cues import cues, everyday, personal, word_list
from transforms.events.places.gazetteer import Candidate
from transforms.events.places.words import Word

# Names of one place that everybody knows need no word beside them; below that, something must say that it is a place.
_KNOWN_POPULATION = 100_000
_TOWN_POPULATION = 15_000
_SURNAME_COUNTRIES = frozenset(("US", "GB", "CA", "AU", "NZ", "IE", "ZA", "JM"))


@dataclass(slots=True, eq=False)
class Span:
    """A stretch of words with the name of a place: words[first:after]."""

    first: int
    after: int
    start: int
    end: int
    surface: str
    candidates: tuple[Candidate, ...]
    verdict: str = "open"
    """place, nested, person, reject, or open: it depends on the rest of the text."""
    evidence: str | None = None

    @property
    def single(self) -> bool:
        """Whether it is of one word."""
        return self.after - self.first == 1

    @property
    def demonym(self) -> bool:
        return any(candidate.demonym for candidate in self.candidates)

    @property
    def prominence(self) -> int:
        """2: a country, division, conflict place or large town; 1: a town; 0: anything smaller."""
        best = 1 if self.after - self.first > 1 else 0
        for candidate in self.candidates:
            if candidate.loose:
                continue
            town = candidate.kind == "city" or (candidate.curated and candidate.precision == "town")
            if not town or candidate.capital or (candidate.main and candidate.population >= _KNOWN_POPULATION):
                return 2
            if candidate.curated or (candidate.main and candidate.population >= _TOWN_POPULATION):
                best = 1
        return best


def _neighbour(words: Sequence[Word], at: int, gap: str) -> Word | None:
    """The capitalised word at a position if it is joined to the name by a blank."""
    return words[at] if 0 <= at < len(words) and gap == " " and words[at].capital else None


def judge(span: Span, words: Sequence[Word], taken: dict[int, Span], text: str) -> None:
    """Gives a span its verdict as far as its own surroundings allow.

    Args:
        span: to be judged; its `evidence` is set too.
        words: of the text.
        taken: position of a word to the span that it belongs to.
        text: the whole text.
    """
    span.evidence = "tail" if _tailed(span, taken, text) else located(words, span.first)
    if span.evidence != "tail" and span.after < len(words) and words[span.after].gap == " ":
        # "the Tres Ríos district", "a Danbury man"
        after = words[span.after].lower
        if after in cues()["inhabitants"] or after in cues()["settlement"]:
            span.evidence = "strong"
    if not span.demonym and span.surface.isupper() and opens_report(text, span.start, span.end):
        span.evidence = "tail"
    common = _is_common(span, words) or _is_language(span, words)
    if text[max(0, span.start - 1) : span.start] in ("@", "#", "/") or (common and span.evidence != "tail"):
        span.verdict = "reject"
    elif span.demonym:
        span.verdict = "place"
    else:
        span.verdict = (
            _by_word_before(span, words, taken)
            or _by_words_after(span, words, taken)
            or _by_name_after(span, words, taken)
            or _by_hyphen(span, words, taken)
            or _by_kind(span)
            or "open"
        )


def _by_word_before(span: Span, words: Sequence[Word], taken: dict[int, Span]) -> str | None:
    known, given = cues(), word_list("given_names.txt")
    before = _neighbour(words, span.first - 1, words[span.first].gap)
    if before is None:
        return None
    other = taken.get(span.first - 1)
    if other is not None:
        return "person" if before.lower in given and other.prominence < 2 else None
    if before.lower in known["function"] or before.lower in known["directions"]:
        return None
    if before.lower in given or before.lower in known["titles"] or len(before.lower) == 1:
        return "person"
    if before.lower in known["organisation"]:
        return "nested"
    if before.lower in known["heads"] or before.lower in word_list("common_words.txt"):
        return None
    # Some other name goes before it: "Environment Canada", "Kelleyland Alexandria".
    large = all(place.kind in ("country", "admin1") for place in span.candidates)
    return "nested" if span.prominence == 2 and (large or not span.single) else "reject"


def _by_words_after(span: Span, words: Sequence[Word], taken: dict[int, Span]) -> str | None:
    known = cues()
    rest = _rest_of_name(words, span.after)
    if [word.lower for word in words[span.after : span.after + 2]] == ["local", "government"]:
        return "place"  # "Riyom Local Government Area"
    beside = words[span.after] if span.after < len(words) and words[span.after].gap == " " else None
    if beside is not None and beside.lower in known["clubs"] and span.evidence is None:
        return "nested"  # "Liverpool footballer Luis Diaz"
    if rest & known["street"]:
        return "reject"
    if span.after < len(words) and words[span.after].gap == " " and words[span.after].lower in known["peoples"]:
        return None if span.prominence == 2 else "reject"  # "a village of Orma herders": a people, and no town
    after = _neighbour(words, span.after, words[span.after].gap) if span.after < len(words) else None
    if after is None or after.lower in known["function"]:
        return None
    if span.after in taken and not rest & known["organisation"]:
        return None
    if any(after.lower in known[kind] for kind in ("admin1", "admin2", "town", "directions")):
        return "place"
    if rest & known["organisation"]:
        return "nested"
    if span.single and words[span.first].lower in word_list("given_names.txt"):
        return "person"
    return "nested" if span.prominence == 2 else "reject"


def _by_name_after(span: Span, words: Sequence[Word], taken: dict[int, Span]) -> str | None:
    """Two names in a row, no comma between them: Boko Haram, Kingston James."""
    other = taken.get(span.after)
    if (
        other is None
        or not span.single
        or other.demonym
        or _neighbour(words, span.after, words[span.after].gap) is None
    ):
        return None
    country = any(place.kind == "country" for place in span.candidates)
    if span.prominence == 2 and (other.prominence == 2 or country):
        return None
    if other.verdict == "open" and other.prominence < 2:
        other.verdict = "reject"
    return "person" if words[span.first].lower in word_list("given_names.txt") else "reject"


def _by_hyphen(span: Span, words: Sequence[Word], taken: dict[int, Span]) -> str | None:
    """A name in a compound is a hint: "Britain-based", "pro-Iran"."""
    if span.after < len(words) and words[span.after].gap == "-" and not words[span.after].capital:
        return "nested" if span.prominence else "reject"
    if words[span.first].gap == "-" and span.first - 1 not in taken:
        return "nested" if span.prominence == 2 else "reject"
    return None


def _by_kind(span: Span) -> str | None:
    """The Kremlin and the White House say things; only "at the White House" is somewhere."""
    building = all(place.kind in ("point", "facility", "landmark") for place in span.candidates)
    return "nested" if building and span.evidence is None else None


def _is_common(span: Span, words: Sequence[Word]) -> bool:
    """Whether a name is made of everyday words only: Reading, Old Town."""
    if span.demonym or _short_form(span):
        return False
    if not span.single and (span.prominence == 2 or any(place.kind != "city" for place in span.candidates)):
        return False
    return all(word.lower in everyday() for word in words[span.first : span.after])


def _is_language(span: Span, words: Sequence[Word]) -> bool:
    """Whether a people's name is that of the language of reports: "said in English", not "the English town of"."""
    following = words[span.after].lower if span.after < len(words) else ""
    return span.surface == "English" and following not in cues()["heads"] | cues()["admin2"] | cues()["inhabitants"]


def _short_form(span: Span) -> bool:
    """US, UAE: capitals throughout, and a country's or division's short form."""
    return (
        span.surface.isupper()
        and len(span.surface) < 5
        and any(place.kind in ("country", "admin1") for place in span.candidates)
    )


def _rest_of_name(words: Sequence[Word], at: int) -> set[str]:
    """The capitalised words that go on right after a name, at most four."""
    rest: set[str] = set()
    while at < len(words) and len(rest) < 4 and words[at].gap == " " and words[at].capital:
        rest.add(words[at].lower)
        at += 1
    return rest


def _tailed(span: Span, taken: dict[int, Span], text: str) -> bool:
    """Whether a country or division that can contain it follows after a comma: "Reading, Pa."."""
    following = taken.get(span.after)
    if following is None or text[span.end : following.start] not in (", ", " ("):
        return False
    return any(
        outer.kind in ("country", "admin1")
        and any(
            inner.country == outer.country
            and inner.kind not in ("country", "admin1")
            and outer.admin1_code in ("", inner.admin1_code)
            for inner in span.candidates
        )
        for outer in following.candidates
        if not outer.demonym
    )


def settle(spans: list[Span], words: Sequence[Word], text: str) -> None:
    """Decides the open spans by the evidence of the whole text."""
    persons = {span.surface for span in spans if span.verdict == "person"}
    usable = [span for span in spans if span.verdict in ("open", "place")]
    strong = {span.surface for span in usable if span.evidence in ("strong", "tail")}
    weak = {span.surface for span in usable if span.evidence == "weak"}
    countries = _countries(spans)
    doubtful = [span for span in spans if span.verdict == "open"]
    for span in doubtful:
        span.verdict = _settled(span, persons, strong, weak, countries, words)
    # "Sousa, Buqaan, Shaafah and Shajla": one sure member of a list places the others.
    for sure, span in (*pairwise(spans), *pairwise(spans[::-1])):
        between = text[min(sure.end, span.end) : max(sure.start, span.start)]
        listed = between in (", ", " and ", ", and ") and sure.verdict == "place" and not sure.demonym
        if listed and span in doubtful and span.surface not in persons and span.prominence:
            span.verdict = "place"


def _countries(spans: list[Span]) -> set[str | None]:
    """The countries that the text names, by themselves, their people, or two places that only they have."""
    named: set[str | None] = set()
    places: dict[str | None, set[str]] = {}
    for span in spans:
        if span.verdict in ("person", "reject"):
            continue
        named.update(place.country for place in span.candidates if place.kind == "country")
        homes = {place.country for place in span.candidates if not place.loose}
        if len(homes) == 1 and span.prominence:
            places.setdefault(homes.pop(), set()).add(span.surface)
    return named | {country for country, surfaces in places.items() if len(surfaces) > 1}


def _settled(
    span: Span,
    persons: set[str],
    strong: set[str],
    weak: set[str],
    countries: set[str | None],
    words: Sequence[Word],
) -> str:
    if span.surface in persons and span.evidence not in ("strong", "tail"):
        return "reject"
    if all(place.loose for place in span.candidates):
        at_home = any(place.country in countries for place in span.candidates)
        return "place" if at_home and (span.surface in strong or span.surface in weak) else "reject"
    if span.surface in strong:
        return "place"
    following = words[span.after].lower if span.after < len(words) else ""
    human = following in cues()["person_verbs"] or (span.single and words[span.first].lower in personal())
    prominence = span.prominence
    if prominence == 2:
        sure = any(place.kind in ("country", "admin1", "region") for place in span.candidates)
        return "place" if sure or not human or span.surface in weak else "reject"
    if prominence == 1 and not human:
        expected = any(place.curated and place.country in countries for place in span.candidates)
        return "place" if expected or span.surface in weak else "reject"
    # A village that something happens at; in English-speaking countries too many of them are surnames as well.
    abroad = any(place.country not in _SURNAME_COUNTRIES and not place.loose for place in span.candidates)
    if span.surface in weak and not human and abroad:
        return "place"
    return "reject"
