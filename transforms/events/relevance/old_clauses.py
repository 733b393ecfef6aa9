"""Clauses that tell of a noun what happened before these days: "the brigade, which captured the town in 2016"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from transforms.events.dates import DateMention
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import word_list

#: How long ago a day of the news is at most. Days.
THESE_DAYS = 10
_OF_A_NOUN = frozenset({"acl", "acl:relcl"})
_SENDING = frozenset({"send", "dispatch", "deploy"})
_BACKING = word_list("old_clauses_backing")
_KEEPING = word_list("old_clauses_keeping")
#: Those left behind by a deed, verbs of judging and of remembering it, and what courts and mourners hold.
_BEREAVED = word_list("old_clauses_bereaved")
_REVIEWING = word_list("old_clauses_reviewing")
_REVIEWS = word_list("old_clauses_reviews")


def in_passing(parse: Parse, position: int, dates: Iterable[DateMention], published: dt.date | None) -> bool:
    """Whether a word stands in a clause that only says of a noun what was done long before.

    The clause names a day of its own, and none of these days: "a man who killed two officers in March", "the town,
    captured by rebels in 2021". Who is meant is told by it, not what is new, wherever the sentence stands.
    """
    if published is None:
        return False
    old = {date: (published - date.last).days > THESE_DAYS for date in dates}
    if not any(old.values()):
        return False
    for at in _clauses_above(parse, position):
        within = [is_old for date, is_old in old.items() if _is_of(parse, date, at)]
        if within and all(within):
            return True
    return False


def reviewed(parse: Parse, position: int) -> bool:
    """Whether a clause on a noun tells of whom or what it is that people judge, mourn or remember an old deed.

    As in "the man who killed two lost his appeal" and "survivors of a raid in which gunmen killed 90 gathered".
    """
    at = next(_clauses_above(parse, position), None)
    if at is None:
        return False
    above = list(parse.upwards(parse.words[at].head))
    if _of_the_bereaved(parse, at, above):
        return True
    verb = next((k for k in above if parse.group_at(k) is not None), None)
    if verb is None:
        return False
    said = {parse.words[k].token.lower for k in parse.children[verb]}
    return parse.words[verb].lemma in _REVIEWING or not _REVIEWS.isdisjoint(said)


def _of_the_bereaved(parse: Parse, clause: int, above: Sequence[int]) -> bool:
    """As in "the mother of a boy shot dead by police" and "women whose sons were killed"."""
    between = [word.token.lower for word in parse.words[above[0] : clause]]
    if any(one == "whose" and other in _BEREAVED for one, other in pairwise(between)):
        return True
    for below, at in pairwise(above):
        if parse.words[below].rel != "nmod":
            return False
        if parse.words[at].token.lower in _BEREAVED:
            return True
    return False


def captured(kind: str, dates: Iterable[DateMention], published: dt.date | None) -> bool:
    """Whether people were seized on an earlier day that their sentence names: reports of their release tell it too.

    As in "they had been taken from a bus on 2 January"; not "who had been held was freed on Monday".
    """
    if kind != "abduct" or published is None:
        return False
    days = (d for d in dates if d.precision == "day" and not (d.duration or d.open_start))
    return any((published - d.last).days > THESE_DAYS for d in days)


def backing(parse: Parse, group: Group) -> bool:
    """Whether a participle only says whose clients a party are: "the brigade, a force trained and armed by Qatar"."""
    at, words = group.head, parse.words
    while words[at].rel == "conj" and words[at].head >= 0 and words[words[at].head].tag == "VB":
        at = words[at].head
    of_noun = words[at].rel in ("acl", "advcl", "appos") and group.kind == "participle"
    if group.lemma in _SENDING:
        of_noun = words[at].rel == "acl" and words[words[at].head].rel in ("nsubj", "nsubj:pass")
        return of_noun and group.kind == "participle"  # "reinforcements sent from Kaya were ambushed"
    return of_noun and group.lemma in _BACKING


def tells_of(parse: Parse, position: int) -> int | None:
    """The noun of which the clause around a word tells something, where it does not say where that is."""
    at = next(_clauses_above(parse, position), None)
    if at is None or any(parse.words[c].token.lower == "where" for c in parse.children[at]):
        return None
    return parse.words[at].head


def in_whose_hands(parse: Parse, group: Group) -> bool:
    """Whether a relative clause only says who has somebody: "a pilot whom they are holding"."""
    if parse.words[group.head].rel != "acl:relcl" or group.lemma not in _KEEPING or group.passive:
        return False
    return group.object is None or group.object.start < group.start


def _clauses_above(parse: Parse, position: int) -> Iterator[int]:
    """The verbs of the clauses on nouns in which a word stands, the innermost first."""
    for at in parse.upwards(position):
        word = parse.words[at]
        if word.rel in _OF_A_NOUN and word.head >= 0 and word.tag == "VB":
            yield at


def _is_of(parse: Parse, date: DateMention, at: int) -> bool:
    """Whether a date is one of a clause itself; those of a length of time or still going on are of none."""
    if date.duration or date.open_start or date.future:
        return False
    words = (k for k, w in enumerate(parse.words) if date.start <= w.token.start < date.end)
    return any(next(_clauses_above(parse, k), None) == at for k in words)
