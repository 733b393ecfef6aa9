"""One toll told in several sentences: which mentions count people that another one has counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from transforms.events.tolls.lexicon import person_number, words
from transforms.events.tolls.mention import Effect, TollMention

#: A count of so many is of a whole war where the text gives others that are so many times smaller.
_WAR, _TIMES = 300, 20


def countable(toll: TollMention, *, historic: bool = False) -> bool:
    """True for a number of people who were really harmed, and are counted by no other number of the same phrase."""
    if toll.part_of or toll.negated or toll.hypothetical or toll.none or toll.rival or toll.best is None:
        return False
    return historic or not toll.historic


def _noun(toll: TollMention) -> str:
    group = (toll.group or "").lower().split()
    return group[-1].removesuffix("'s") if group else ""


def _words(toll: TollMention) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    words = (toll.group or "").lower().replace("'s", "").split()
    return tuple(dict.fromkeys(w for w in words if len(w) > 2 and not person_number(w)))


def _another_trade(toll: TollMention, of: Sequence[str]) -> bool:
    """True for "a student" where the others are all peasants: somebody else."""
    noun = _noun(toll)
    plain = _article(toll) and not toll.named and person_number(noun) == "one"
    return plain and not _anybody(toll) and not any(noun[:4] == other[:4] for other in of)


def _surname(toll: TollMention) -> str:
    return (_words(toll) or ("",))[-1]


def _same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where half the words of the shorter name and the last of either stand in the other.

    Senator Galan is Luis Carlos Galan, but no Carlos Valencia.
    """
    if not one or not other or not (one[-1] in other or other[-1] in one):
        return False
    return 2 * len(set(one) & set(other)) >= min(len(one), len(other))


_SOMEBODY = frozenset(
    {"", "man", "woman", "person", "individual", "victim", "people", "fatality", "life", "them", "whom"}
)


def _anybody(toll: TollMention) -> bool:
    """True for "one person", "at least one", "one of the priests": whoever it is, told elsewhere by trade or name."""
    noun = _noun(toll)
    return not toll.named and (noun in _SOMEBODY or (toll.best == 1 and person_number(noun) == "many"))


def _one_of(toll: TollMention) -> bool:
    """True for "one of the girls"."""
    return toll.best == 1 and not toll.named and _article(toll) and person_number(_noun(toll)) == "many"


def _article(toll: TollMention) -> bool:
    """True where the phrase has an article or an owner of its own: "a policeman", "his wife"."""
    return toll.group_start is not None and toll.group_start > toll.start and not toll.anaphoric


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
    if any(not (t.of_a_month or t.total or t.background) for members in out for t in members):
        out = _unless(out, lambda t: t.of_a_month)
    out = _unless(out, lambda t: t.total and (t.best or 0) > _WAR)
    news = next((k for k, members in enumerate(out) if not all(t.background for t in members)), len(out))
    out = [m for k, m in enumerate(out) if k < news or not all(t.background and not t.named for t in m)]
    if any(not t.total for members in out for t in members):
        out = _unless(out, lambda t: t.total)
    return out


def _unless(lists: list[list[TollMention]], condition: Callable[[TollMention], bool]) -> list[list[TollMention]]:
    """The lists without the tolls that fulfil a condition, and without those that are left empty."""
    return [kept for members in lists if (kept := [t for t in members if not condition(t)])]


def _told_dead(shot: TollMention, sure: Iterable[TollMention]) -> bool:
    """True where the text says of some people that they died who may be those that shots hit."""
    noun = _noun(shot)
    plain = bool(noun) and not _anybody(shot)
    return any(
        t.effect == shot.effect and (not plain or t.named or t.anaphoric or _anybody(t) or _noun(t)[:4] == noun[:4])
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


def _of_old(sentences: Iterable[Sequence[TollMention]]) -> list[list[TollMention]]:
    """Marks those as long dead whom another sentence names with their year."""
    told = [list(tolls) for tolls in sentences]
    old = [_words(t) for tolls in told for t in tolls if t.historic and t.named]
    if not old:
        return told
    return [
        [replace(t, historic=True) if t.named and any(_same_name(_words(t), o) for o in old) else t for t in tolls]
        for tolls in told
    ]


def _again(sentences: list[list[TollMention]]) -> list[list[TollMention]]:
    """Marks those as told before who are listed with people that the text has counted: "the monks and their cook"."""
    if not any((t.best or 0) > 1 and countable(t) for tolls in sentences for t in tolls):
        return sentences
    out = []
    for tolls in sentences:
        known = {(t.effect, t.trigger_start) for t in tolls if t.anaphoric and t.best is None and not t.part_of}
        out.append([
            replace(t, part_of=True) if (t.effect, t.trigger_start) in known and t.best == 1 else t for t in tolls
        ])  # fmt: skip
    return out


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
    told = _again(_of_old(sentences))
    at = {id(t): k for k, tolls in enumerate(told) for t in tolls}
    effects = dict.fromkeys(t.effect for tolls in told for t in tolls)
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


_LATER = 2
"""Sentences in which "he" is the one who was wounded."""


def _died(toll: TollMention, lists: Mapping[Effect, list[list[TollMention]]], at: Mapping[int, int]) -> bool:
    """True for somebody by name who was wounded and died of it: "Luis Gil was wounded. He died in hospital"."""
    if toll.best != 1 or not toll.named:
        return False
    name = set(_words(toll))
    dead = [t for members in lists.get("killed", []) for t in members if t.best == 1]
    if any(
        t.named and (name <= set(_words(t)) or set(_words(t)) <= name) and _surname(t) == _surname(toll) for t in dead
    ):
        return True
    here = at.get(id(toll), 0)
    alone = sum(at.get(id(t)) == here for members in lists["injured"] for t in members) == 1
    return alone and any(
        (t.group or "").lower() in ("he", "she") and 0 < at.get(id(t), 0) - here <= _LATER for t in dead if t.anaphoric
    )


def _once(lists: list[list[TollMention]], at: Mapping[int, int]) -> list[TollMention]:
    """The tolls of one effect without retellings: those of the main events, and those told as of others."""
    whole = _whole(lists)
    if whole is not None:
        return [whole]
    others = [m for m in lists if any(t.elsewhere for t in m)]
    main = _of_one([m for m in lists if m not in others], at)
    if not main or not others:
        return _of_one(lists, at)
    known = Counter(t.best or 0 for t in main)
    added = [t for t in _of_one(others, at) if not t.anaphoric and ((t.best or 0) == 1 or not known[t.best or 0])]
    names = [_words(t) for t in main if t.named]
    added = [t for t in added if not (t.named and any(_same_name(_words(t), name) for name in names))]
    if added:
        main = [t for t in main if not t.anaphoric or (t.best or 0) > 1]
    singles = sum(t.best == 1 for t in (*persons(lists, told=False), *added))
    covered = [t for t in added if t.best == 1 and any(t.best == singles for t in main)]
    return main + [t for t in added if t not in covered]


def _of_one(lists: list[list[TollMention]], at: Mapping[int, int]) -> list[TollMention]:
    """The tolls of one effect of events that the text does not tell apart."""
    groups = _groups(lists)
    if groups and any(t.adds for m in lists for t in m if t.best == 1):
        singles = persons(lists, told=False, at=at)  # "two were shot. X died. ... Another, Y, died later"
        if len(singles) == sum(t.best or 0 for t in groups):
            return groups
    lists = [m for k, m in enumerate(lists) if k == 0 or not _spells_out(m, lists[k - 1], groups)]
    told = any(not t.adds for t in groups)  # "the mayor died in a blast that left two others dead"
    return groups + persons(lists, told=told, of=[_noun(t) for t in groups], at=at)


#: The least that "several" and "many" can mean.
_FEW = 3


def _vague(toll: TollMention) -> bool:
    """True for "several people" and "many others": a number told elsewhere says how many they are."""
    return toll.best == _FEW and toll.high != _FEW and (toll.perfect or _noun(toll) in ("people", "persons", "others"))


def _wholes(lists: list[list[TollMention]]) -> list[list[TollMention]]:
    """Leaves out the counts that another one covers: "Six died. Four died in Cali, the other two in Bogota"."""
    sums = [sum(t.best or 0 for t in members) for members in lists]
    several = {n for n, members in zip(sums, lists, strict=True) if any((t.best or 0) > 1 for t in members)}
    whole = max(several, default=0)
    parts = several - {whole}
    if len(parts) < 2 or sum(parts) != whole:
        return lists
    return [members for n, members in zip(sums, lists, strict=True) if n not in parts]


_MOST = 0.75
"""Share of people in general whom the others must come to, so that they are those people."""


def _whole(lists: list[list[TollMention]]) -> TollMention | None:
    """The count that all the others add up to: "Five died in attacks. Three were shot in Cali, a guard and a cook"."""
    alone = [m[0] for m in lists if len(m) == 1 and (m[0].best or 0) >= _FEW and not m[0].adds]
    whole = max(alone, key=lambda t: t.best or 0, default=None)
    if whole is None:
        return None
    rest = [m for m in lists if not any(t.best == whole.best for t in m)]
    groups = {((t.best or 0), _noun(t)) for m in rest for t in m if (t.best or 0) > 1}
    singles = persons(rest, told=False)
    added = sum(n for n, _ in groups) + len(singles)
    parts = len(groups) + len(singles)
    number = whole.best or 0
    told = [t for m in rest for t in m]
    if any(t.adds or t.also for t in told) and (added != number or all(t.adds or _one_of(t) for t in told)):
        return None  # "four died. ... one of the students ... three more bodies were found": on top of the four
    nearly = _some(whole) and _MOST * number <= added <= number and not any(t.elsewhere for m in rest for t in m)
    return whole if groups and parts > 1 and (added == number or nearly) else None


def _groups(lists: list[list[TollMention]]) -> list[TollMention]:
    """The counts above one, each number as often as the list that has it most often."""
    sums = {sum(t.best or 0 for t in members) for members in lists if len(members) > 1}
    lists = _wholes(lists)
    kept: list[TollMention] = []
    exact = any(t.best == 1 and not t.anaphoric for members in lists for t in members)
    exact = exact or any(
        (t.best or 0) > _FEW or ((t.best or 0) > 1 and not _vague(t)) for members in lists for t in members
    )
    counts: Counter[int] = Counter()
    for members in sorted(lists, key=len, reverse=True):
        numbers = [t for t in members if (t.best or 0) > 1 and not (exact and _vague(t))]
        if len(members) == 1 and numbers and numbers[0].best in sums:
            continue
        here: Counter[int] = Counter()
        for toll in numbers:
            number = toll.best or 0
            here[number] += 1
            if here[number] > counts[number]:
                kept.append(toll)
        counts |= here
    most = max(kept, key=lambda t: t.best or 0, default=None)
    if most is None or most.adds or most.also:
        return kept
    home = next((m for m in lists if any(t is most for t in m)), [])
    return [t for t in kept if any(t is m for m in home) or t.elsewhere or t.adds or t.also or not _some(t)]


def _some(toll: TollMention) -> bool:
    """True for "three bodies", "two were hurt": some of those whom a larger number counts, most likely."""
    noun = _noun(toll)
    return not noun or (noun != "others" and noun in words("anybody"))


def _spells_out(members: Sequence[TollMention], before: Sequence[TollMention], groups: Sequence[TollMention]) -> bool:
    """True for people by name whom the count before them covers: "Four were killed. X and Y died"."""
    if len(members) < 2 or not any(t.named for t in members) or any(t.best != 1 or t.adds or t.also for t in members):
        return False
    whole = sum(t.best or 0 for t in groups)
    return sum(t.best or 0 for t in before if not t.named) > len(members) or (
        len(members) > _FEW and abs(whole - len(members)) <= 1
    )


def _by_trade_and_name(
    kept: list[TollMention], lists: list[list[TollMention]], at: Mapping[int, int]
) -> list[TollMention]:
    """Leaves out somebody told by trade alone where another sentence tells of somebody by name alone: most likely him.

    As in "the attack injured a policeman. ... injuring Luis Gil, who guarded the office".
    """
    named = [t for t in kept if t.named and not t.background]
    others = [t for t in kept if not t.named]
    alone = not any(len(members) > 1 for members in lists)
    if len(kept) == 2 and at.get(id(kept[0]), -1) == at.get(id(kept[1]), -2):
        return kept  # "X was shot in Cali, and a student was stabbed in Corozal"
    if len(named) == len(others) == 1 == len(kept) - 1 and alone and not (others[0].also or others[0].adds):
        return named
    return kept


def persons(
    lists: list[list[TollMention]], *, told: bool, of: Sequence[str] = (), at: Mapping[int, int] = MappingProxyType({})
) -> list[TollMention]:
    """Single people, each once. `at` holds the sentence of each toll, by its id().

    Where the text counts several together (`told`), somebody told alone is one of them: only those in a list count.
    """
    singles = [(t, len(members) > 1) for members in lists for t in members if t.best == 1]
    if told:
        trades = bool(of) and all(person_number(noun) == "many" and noun not in words("anybody") for noun in of)
        singles = [
            (t, listed) for t, listed in singles if listed or t.adds or t.also or (trades and _another_trade(t, of))
        ]
    elif any(not _anybody(t) and not t.anaphoric for t, _ in singles):
        singles = [(t, listed) for t, listed in singles if not _anybody(t) or listed or t.adds or t.also]
    kept: list[TollMention] = []
    names: list[tuple[tuple[str, ...], int]] = []
    nouns: set[str] = set()
    place = {id(t): k for k, members in enumerate(lists) for t in members}
    for toll, _ in singles:
        if toll.named:
            name, here = _words(toll), place[id(toll)]
            nouns |= {w for w in (toll.group or "").lower().split() if person_number(w)}
            others = [known for known, k in names if k != here or known == name]  # brothers in one list are two
            if not any(_same_name(name, known) for known in others) and (name or not names):
                kept.append(toll)
            names.append((name, here))
    more = set(nouns)
    for toll, listed in sorted(singles, key=lambda s: (not s[1], s[0].anaphoric)):
        noun = _noun(toll)
        again = noun in nouns and not (toll.adds and noun in more)  # "Judge X died. ... Another judge died"
        if toll.named or (toll.anaphoric and not toll.also) or again:
            continue
        more.discard(noun)
        if not _article(toll) and names and not toll.also:
            continue  # "the killing of leader ...": of somebody named
        some = _one_of(toll) and not (listed or toll.also or toll.adds)
        if some and any(_one_of(other) and at.get(id(other), -1) != at.get(id(toll)) for other in kept):
            continue  # "one of the children", "one of the girls"
        nouns.add(noun)
        kept.append(toll)
    for toll, listed in singles:
        noun = _noun(toll)
        if toll.anaphoric and person_number(noun) and noun not in nouns and (listed or not (kept or told)):
            nouns.add(noun)
            kept.append(toll)
    if not told:
        kept = _by_trade_and_name(kept, lists, at)
    if not kept and not told:
        kept = [toll for toll, _ in singles if toll.anaphoric][:1]  # "he was killed", whoever he is
    return kept
