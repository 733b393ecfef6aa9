"""One toll told in several sentences: which mentions count people that another one has counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from transforms.events.tolls.identity import (
    anybody,
    article,
    countable,
    name_words,
    noun_of,
    one_of,
    same_name,
    surname,
)
from transforms.events.tolls.lexicon import words
from transforms.events.tolls.marked import again, by_name, of_days, of_old
from transforms.events.tolls.mention import Effect, TollMention
from transforms.events.tolls.singles import attends, persons

#: A count of so many is of a whole war where the text gives others that are so many times smaller.
_WAR, _TIMES = 300, 20
#: So many who "have been killed", and so many times more than any told to have been killed: over years, most likely.
_MANY, _OF_OLD = 10, 3


def _lists(sentences: Iterable[Sequence[TollMention]], *, historic: bool) -> list[list[TollMention]]:
    """The countable tolls of an effect that share a trigger: different people ("two soldiers and a cook died")."""
    out: list[list[TollMention]] = []
    for sentence in sentences:
        by_trigger: dict[int, list[TollMention]] = {}
        for toll in sentence:
            if countable(toll, historic=historic):
                by_trigger.setdefault(toll.trigger_start, []).append(toll)
        out.extend(by_trigger.values())
    if out:
        out[0] = [replace(t, adds=False) if t.adds and t.best == 1 else t for t in out[0]]  # on top of nobody told here
    sure = [t for members in out for t in members if not t.presumed]
    out = _unless(out, lambda t: t.presumed and _told_dead(t, sure))
    if any(not t.outdated for members in out for t in members):
        out = _unless(out, lambda t: t.outdated)
    if any(not (t.of_a_month or t.total or t.background or _vague(t)) for members in out for t in members):
        out = _unless(out, lambda t: t.of_a_month)
    out = _unless(out, lambda t: t.total and (t.best or 0) > _WAR)
    news = next((k for k, members in enumerate(out) if not all(t.background for t in members)), len(out))
    out = [m for k, m in enumerate(out) if k < news or not all(t.background and not t.named for t in m)]
    if any(not t.total for members in out for t in members):
        out = _unless(out, lambda t: t.total)
    most = max((t.best or 0 for members in out for t in members if not t.perfect), default=0)
    return _unless(out, lambda t: t.perfect and not t.day and 0 < _OF_OLD * most < (t.best or 0) >= _MANY)


def _unless(lists: list[list[TollMention]], condition: Callable[[TollMention], bool]) -> list[list[TollMention]]:
    """The lists without the tolls that fulfil a condition, and without those that are left empty."""
    return [kept for members in lists if (kept := [t for t in members if not condition(t)])]


def _told_dead(shot: TollMention, sure: Iterable[TollMention]) -> bool:
    """True where the text says of some people that they died who may be those that shots hit."""
    noun = noun_of(shot)
    if shot.named:
        name = name_words(shot)
        return any(t.anaphoric or anybody(t) or (t.named and same_name(name, name_words(t))) for t in sure)
    plain = bool(noun) and not anybody(shot)
    return any(
        t.effect == shot.effect and (not plain or t.named or t.anaphoric or anybody(t) or noun_of(t)[:4] == noun[:4])
        for t in sure
    )


def _of_the_event(lists: list[list[TollMention]]) -> list[list[TollMention]]:
    """Leaves out counts of a whole war beside those of an event."""
    numbers = [t.best or 0 for members in lists for t in members]
    small = [n for n in numbers if n]
    if not small or max(small) < _WAR:
        return lists
    limit = max(_WAR, min(small) * _TIMES)
    if max(small) < limit:
        return lists
    return [kept for members in lists if (kept := [t for t in members if (t.best or 0) < limit])]


def distinct(sentences: Iterable[Sequence[TollMention]], *, historic: bool = False) -> list[TollMention]:
    """The tolls of a text without its retellings.

    Which sentence comes first makes no difference to their numbers, but for what a report tells as the background of
    its news, and for names behind a count.
    Phrases that share a trigger are different people. Otherwise the same number above one is the same toll told again,
    whatever the group is called; so is a list whose sum is a number told elsewhere, and one person with the same name
    or noun. People whom a sentence only names as some of the dead or wounded count where nobody counts as many. One
    person by title alone ("the minister") is taken for one named elsewhere. Tolls of other years (unless
    `historic`) are left out, and those of whole campaigns where the text gives any other.
    """
    told = _without_lived(of_days(again(of_old(by_name(sentences)))))
    at = {id(t): k for k, tolls in enumerate(told) for t in tolls}
    effects = dict.fromkeys(t.effect for tolls in told for t in tolls)
    all_of = {(t.effect, t.best) for tolls in told for t in tolls if countable(t, historic=historic)}
    told = [[t for t in tolls if t.of_all is None or (t.effect, t.of_all) not in all_of] for tolls in told]
    lists = {e: _lists([[t for t in tolls if t.effect == e] for tolls in told], historic=historic) for e in effects}
    out: list[TollMention] = []
    for effect, same in lists.items():
        if effect == "injured":
            same = [kept for members in same if (kept := [t for t in members if not _died(t, lists, at)])]
        same = _of_the_event(same)
        hurt = max((t.best or 0 for members in same for t in members if not t.in_care), default=0)
        same = [[t for t in members if not (t.in_care and (t.best or 0) <= hurt)] for members in same]
        same = [members for members in same if members]
        counted = _once([m for m in same if not m[0].identified], at)
        named = _once([m for m in same if m[0].identified], at)
        out += max(counted, named, key=lambda tolls: sum(t.best or 0 for t in tolls))
    return out


def _without_lived(sentences: list[list[TollMention]]) -> list[list[TollMention]]:
    """Leaves out those of whom only shots are told where the text tells anybody dead or wounded."""
    if not any(countable(t) and not t.presumed for tolls in sentences for t in tolls):
        return sentences
    return [[t for t in tolls if not (t.presumed and t.effect == "injured")] for tolls in sentences]


_PRONOUNS = frozenset({"he", "she", "him", "her"})
_LATER = 2
"""Sentences in which "he" is the one who was wounded."""


def _died(toll: TollMention, lists: Mapping[Effect, list[list[TollMention]]], at: Mapping[int, int]) -> bool:
    """True for somebody by name who was wounded and died of it: "Luis Gil was wounded. He died in hospital"."""
    if toll.best != 1 or not toll.named:
        return False
    name = set(name_words(toll))
    dead = [t for members in lists.get("killed", []) for t in members if t.best == 1]
    if any(
        t.named and (name <= set(name_words(t)) or set(name_words(t)) <= name) and surname(t) == surname(toll)
        for t in dead
    ):
        return True
    here = at.get(id(toll), 0)
    alone = sum(at.get(id(t)) == here for members in lists["injured"] for t in members) == 1
    return alone and any(
        (t.group or "").lower() in ("he", "she") and 0 < at.get(id(t), 0) - here <= _LATER for t in dead if t.anaphoric
    )


def _once(lists: list[list[TollMention]], at: Mapping[int, int]) -> list[TollMention]:
    """The tolls of one effect without retellings: those of the main events, and those told as of others."""
    lists = _unless(lists, lambda t: _rounded(t, lists, at))
    whole = _whole(lists)
    if whole is not None:
        return [whole]
    lists = _updated(_once_listed(lists))
    others = [m for m in lists if any(t.elsewhere for t in m)]
    main = _of_one([m for m in lists if m not in others], at)
    if not main or not others:
        return _of_one(lists, at)
    known = Counter(t.best or 0 for t in main)
    added = [
        t
        for t in _of_one(others, at)
        if (not t.anaphoric or attends(t, main)) and ((t.best or 0) == 1 or not known[t.best or 0])
    ]
    main = [t for t in main if not any(_by_full_name(t, other) for other in added)]
    names = [name_words(t) for t in main if t.named]
    added = [t for t in added if not (t.named and any(same_name(name_words(t), name) for name in names))]
    if added:
        beside = [t for m in lists if len(m) > 1 for t in m]  # "the governor and his driver were slain"
        main = [t for t in main if not t.anaphoric or (t.best or 0) > 1 or any(t is b for b in beside)]
    singles = len({id(t) for t in (*persons(lists, told=False), *added) if t.best == 1})
    covered = [t for t in added if t.best == 1 and any(t.best == singles for t in main)]
    return main + [t for t in added if t not in covered]


def _once_listed(lists: list[list[TollMention]]) -> list[list[TollMention]]:
    """Leaves out a list that tells one again: "X, five other monks and two nuns", "six monks and two nuns"."""
    out: list[list[TollMention]] = []
    for members in lists:
        number, kinds = sum(t.best or 0 for t in members), {noun_of(t) for t in members}
        again = any(
            len(other) > 1 and sum(t.best or 0 for t in other) == number and kinds & {noun_of(t) for t in other}
            for other in out
        )
        if len(members) < 2 or not again or not any((t.best or 0) > 1 for t in members):
            out.append(members)
    return out


def _by_full_name(toll: TollMention, named: TollMention) -> bool:
    """True for "a former councilman" where another attack is told that killed "former councilman Luis Gil"."""
    words_ = (toll.group or "").lower().split()
    if toll.best != 1 or toll.named or not named.named or len(words_) < 2:
        return False
    return set(words_) < set((named.group or "").lower().split())


def _of_one(lists: list[list[TollMention]], at: Mapping[int, int]) -> list[TollMention]:
    """The tolls of one effect of events that the text does not tell apart."""
    groups = _groups(lists)
    if groups and any(t.adds for m in lists for t in m if t.best == 1):
        singles = persons(lists, told=False, at=at)  # "two were shot. X died. ... Another, Y, died later"
        if len(singles) == sum(t.best or 0 for t in groups) and all((t.nth or 0) <= len(singles) for t in singles):
            return groups
    lists = [m for k, m in enumerate(lists) if k == 0 or not _spells_out(m, lists[k - 1], groups)]
    told = any(not (t.adds or t.also) for t in groups)  # "the mayor died in a blast that left two others dead"
    return groups + persons(lists, told=told, of=[noun_of(t) for t in groups], at=at)


#: The least that "several" and "many" can mean.
_FEW = 3


def _vague(toll: TollMention) -> bool:
    """True for "several people" and "many others": a number told elsewhere says how many they are."""
    return (
        toll.best == _FEW and toll.high != _FEW and (toll.perfect or noun_of(toll) in ("people", "persons", "others"))
    )


def _wholes(lists: list[list[TollMention]]) -> list[list[TollMention]]:
    """Leaves out the counts that another one covers: "Six died. Four died in Cali, the other two in Bogota"."""
    sums = [sum(t.best or 0 for t in members) for members in lists]
    several = {n for n, members in zip(sums, lists, strict=True) if any((t.best or 0) > 1 for t in members)}
    whole = max(several, default=0)
    parts = several - {whole}
    if len(parts) < 2 or sum(parts) != whole:
        return lists
    return [members for n, members in zip(sums, lists, strict=True) if n not in parts]


def _rounded(toll: TollMention, lists: list[list[TollMention]], at: Mapping[int, int]) -> bool:
    """True for "almost a dozen people" where the others come to nine: the same people, roughly counted."""
    number = toll.best or 0
    if toll.low == number or number <= _FEW or toll.adds or toll.part_of:
        return False
    others = [m for m in lists if all(t is not toll and t.low == t.best for t in m)]
    told = sum(t.best or 0 for t in _of_one(others, at)) if others else 0
    return toll.low * _MOST <= told <= (toll.high or number)


def _updated(lists: list[list[TollMention]]) -> list[list[TollMention]]:
    """Leaves out those whom a later count of all the dead covers: "his death brought the number of victims to four"."""
    news = [m for m in lists if len(m) == 1 and m[0].replaces and (m[0].best or 0) > 1]
    if not news:
        return lists
    last = next((m for m in reversed(news) if m[0].lowered), None) or max(news, key=lambda m: m[0].best or 0)
    apart = [m for m in lists if m is last or any(t.elsewhere for t in m)]
    most = max((t.best or 0 for m in lists for t in m if m not in apart), default=0)
    return lists if most > (last[0].best or 0) and not last[0].lowered else apart


_MOST = 0.75
"""Share of people in general whom the others must come to, so that they are those people."""


def _whole(lists: list[list[TollMention]]) -> TollMention | None:
    """The count that all the others add up to: "Five died in attacks. Three were shot in Cali, a guard and a cook"."""
    alone = [m[0] for m in lists if len(m) == 1 and (m[0].best or 0) >= _FEW and not m[0].adds]
    whole = max(alone, key=lambda t: t.best or 0, default=None)
    if whole is None:
        return None
    rest = [m for m in lists if not any(t.best == whole.best for t in m)]
    groups = {((t.best or 0), noun_of(t)) for m in rest for t in m if (t.best or 0) > 1}
    singles = persons(rest, told=False)
    added = sum(n for n, _ in groups) + len(singles)
    parts = len(groups) + len(singles)
    number = whole.best or 0
    told = [t for m in rest for t in m]
    if any(t.adds or t.also for t in told) and (added != number or all(t.adds or one_of(t) for t in told)):
        return None  # "four died. ... one of the students ... three more bodies were found": on top of the four
    nearly = _some(whole) and _MOST * number <= added <= number and not any(t.elsewhere for m in rest for t in m)
    return whole if groups and parts > 1 and (added == number or nearly) else None


def _groups(lists: list[list[TollMention]]) -> list[TollMention]:
    """The counts above one, each number as often as the list that has it most often."""
    sums = {sum(t.best or 0 for t in members) for members in lists if len(members) > 1}
    others = (m[1].best or 0 for m in lists if len(m) > 2 and m[0].named)
    sums |= {1 + number for number in others if number > 1}  # "X, five other monks and two nuns": six monks
    lists = _wholes(lists)
    kept: list[TollMention] = []
    exact = any(t.best == 1 and not t.anaphoric for members in lists for t in members)
    exact = exact or any(
        (t.best or 0) > _FEW or ((t.best or 0) > 1 and not _vague(t)) for members in lists for t in members
    )
    counts: Counter[tuple[int, bool]] = Counter()
    again = _on_top(lists)
    for members in sorted(lists, key=len, reverse=True):
        numbers = [t for t in members if (t.best or 0) > 1 and not (exact and _vague(t))]
        if len(members) == 1 and numbers and numbers[0].best in sums:
            continue
        here: Counter[tuple[int, bool]] = Counter()
        for toll in numbers:
            number = toll.best or 0, id(toll) in again
            here[number] += 1
            if here[number] > counts[number]:
                kept.append(toll)
        counts |= here
    most = max(kept, key=lambda t: t.best or 0, default=None)
    if most is None or most.adds or most.also:
        return kept
    home = next((m for m in lists if any(t is most for t in m)), [])
    return [t for t in kept if any(t is m for m in home) or t.elsewhere or t.adds or t.also or not _some(t)]


def _on_top(lists: list[list[TollMention]]) -> set[int]:
    """The id() of each count on top of one of the same number that was told before: "two died. ... Two more died"."""
    told: set[int] = set()
    found = set()
    for members in lists:
        if len(members) == 1 and members[0].adds and members[0].best in told:
            found.add(id(members[0]))
        told |= {t.best or 0 for t in members if not t.adds}
    return found


def _some(toll: TollMention) -> bool:
    """True for "three bodies", "two were hurt": some of those whom a larger number counts, most likely."""
    noun = noun_of(toll)
    return not noun or (noun != "others" and noun in words("anybody"))


def _spells_out(members: Sequence[TollMention], before: Sequence[TollMention], groups: Sequence[TollMention]) -> bool:
    """True for people by name whom the count before them covers: "Four were killed. X and Y died"."""
    if len(members) < 2 or not any(t.named for t in members) or any(t.best != 1 or t.adds or t.also for t in members):
        return False
    if len(before) > 1 and any(article(t) and not t.named for t in members):
        return False  # "two clerks and a cook died. ... The owner, Luis Gil, and a customer were killed"
    whole = sum(t.best or 0 for t in groups)
    return sum(t.best or 0 for t in before if not t.named) > len(members) or (
        len(members) > _FEW and abs(whole - len(members)) <= 1
    )
