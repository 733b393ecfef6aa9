"""Whether a part of a story is about events at all: sport, business, films, history and drills use the same words."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping

from transforms.events.tables import rows_of
from transforms.events.wordlists import word_list

#: Points from which a domain rules a text of up to 250 words; twice as many are needed from 500 words on.
_THRESHOLD = {
    "sport": 4.0,
    "business": 5.0,
    "culture": 4.0,
    "opinion": 4.0,
    "history": 4.0,
    "drill": 4.0,
    "medicine": 4.0,
    "animals": 4.0,
    "computing": 4.0,
    "crime": 8.0,
    "life": 6.0,
}
#: How much each different word of real events counts against a domain.
_AGAINST = {"sport": 0.8, "business": 0.8, "culture": 0.8, "opinion": 0.0, "drill": 0.0, "history": 0.4, "crime": 1.2}
#: How much more a paragraph needs in a story that is about events, but for the sports item of a bulletin.
_OF_A_PART = 1.25
#: Items of fewer blanks are briefs: so much of a domain's points is enough, and a word of events counts as much more.
_BRIEF, _OF_A_BRIEF = 70, 0.6
#: Years of other centuries, the words before them, and what each of them counts as history.
_CENTURIES = re.compile(r"1[0-8]\d\d")
_DATING = frozenset({"in", "of", "since", "until", "from", "by", "to", "before", "after", "and"})
_OF_A_YEAR = 1.5
#: Words, and the ends of sentences, which no phrase goes across: "in twenty years. On Tuesday".
#: A comma tells "ten years on, widows mourn" from "jailed for ten years on Friday".
_WORD = re.compile(r"[\w'’-]+(?:\.(?=\s*in\b)|(?<=years on),)?|(?<=\w\w\w)[.!?;](?=\s)")
#: Texts of at least so many words are read only if they hold so many different words of gate_relevance, or one of
#: gate_alarms among so many first words.
_LONG, _ENOUGH, _OPENING = 120, 3, 60
_RELEVANT = word_list("gate_relevance")
_ALARMS = word_list("gate_alarms")
#: The month, which is no march.
_MONTH = re.compile(r"\bMarch\b")


def relevant(text: str) -> bool:
    """Whether a text may tell events at all, by its words alone: what spares most of a mixed feed the analysis.

    Short texts always may. On the articles with events on which it was set, the least had twice the words needed.
    Local reports of one deed have fewer, but news opens with its event: a stabbing, a walkout, a kidnapping.
    """
    words = re.findall(r"[a-z]+", _MONTH.sub(" ", text).lower())
    if len(words) < _LONG or len(_RELEVANT.intersection(words)) >= _ENOUGH:
        return True
    return not _ALARMS.isdisjoint(words[:_OPENING])


@functools.cache
def _table() -> dict[str, tuple[tuple[str, int], ...]]:
    """Domains and weights by word or phrase."""
    table: dict[str, list[tuple[str, int]]] = {}
    for row in rows_of("gate.tsv", ("domain", "weight", "words")):
        for words in row["words"].split("|"):
            key = " ".join(_WORD.findall(words.lower().replace("’", "'")))
            table.setdefault(key, []).append((row["domain"], int(row["weight"])))
    return {key: tuple(found) for key, found in table.items()}


@functools.cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How many words the phrases of the table have, by their first word, where they have more than one."""
    lengths: dict[str, set[int]] = {}
    for key in _table():
        words = key.split(" ")
        if len(words) > 1:
            lengths.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(found)) for word, found in lengths.items()}


@functools.lru_cache(maxsize=256)
def domains(text: str) -> Mapping[str, float]:
    """Points of each domain in a text: different words of it, weighted."""
    words = _WORD.findall(text.lower().replace("’", "'"))
    table, lengths, seen = _table(), _lengths(), set(words)
    for i, word in enumerate(words):
        if word in lengths:
            seen.update(" ".join(words[i : i + size]) for size in lengths[word])
    points: dict[str, float] = {}
    years = {year for before, year in itertools.pairwise(words) if before in _DATING and _CENTURIES.fullmatch(year)}
    if years:
        points["history"] = _OF_A_YEAR * len(years)
    for phrase in seen & table.keys():
        for domain, weight in table[phrase]:
            points[domain] = points.get(domain, 0.0) + weight
    return points


def off_domain(text: str, *, title: str = "", whole: bool = False, part: bool = False) -> str | None:
    """The domain that rules a part of a story and makes its war words mean something else, or None.

    Words of real events count against it. Long texts need more points than short ones; `whole` says that nothing
    else of the story can tell, as of a brief of a few lines, and `part` that the rest is about events, so that no
    single word is enough: "a mock coffin", "prisoners of opinion".
    """
    points = dict(domains(title + "\n" + text if title and not text.startswith(title) else text))
    count = text.count(" ")
    brief = whole and count < _BRIEF
    scale = _OF_A_BRIEF if brief else max(1.0, min(2.0, count / 250))
    hard, violent = points.pop("events", 0.0), points.pop("violence", 0.0)
    ruling, margin = None, 0.0
    for domain in sorted(points.keys() & _THRESHOLD.keys()):
        against = hard + violent if domain == "crime" or brief else hard
        least = _THRESHOLD[domain] * (max(_OF_A_PART, scale) if part and domain != "sport" else scale)
        score = points[domain] - _AGAINST.get(domain, 0.5) * against / min(scale, 1.0) - least
        if score >= margin:
            ruling, margin = domain, score
    return ruling
