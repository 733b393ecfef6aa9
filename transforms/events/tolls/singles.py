"""Single people of a report, each once: by name, by trade, by pronoun."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from transforms.events.tolls.identity import (
    another_trade,
    anybody,
    article,
    name_words,
    noun_of,
    one_of,
    same_name,
)
from transforms.events.tolls.lexicon import person_number, words
from transforms.events.tolls.mention import TollMention

_PRONOUNS = frozenset({"he", "she", "him", "her"})


def attends(toll: TollMention, others: Iterable[TollMention]) -> bool:
    """True for "the driver" where all others are told by another trade: somebody else, since drivers go with others.

    A man without a trade may be the driver, and six dead may be he and others, unless he died in another attack.
    """
    noun = noun_of(toll)
    trades = [{noun_of(t)} if toll.elsewhere and (t.best or 0) > 1 else _trades(t) for t in others]
    return noun in words("attendant") and all(t and all(noun[:4] != trade[:4] for trade in t) for t in trades)


def _trades(toll: TollMention) -> set[str]:
    group = set((toll.group or "").lower().split()) if toll.named else {noun_of(toll)}
    return {w for w in group if person_number(w) and w not in words("anyone") and w not in words("anybody")}


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
    if (
        len(named) == len(others) == 1 == len(kept) - 1
        and alone
        and not (others[0].also or others[0].adds or named[0].adds or attends(others[0], named))
    ):
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
            (t, listed)
            for t, listed in singles
            if listed or t.adds or t.also or t.elsewhere or (trades and another_trade(t, of))
        ]
    elif any(not (anybody(t) or t.anaphoric or t.adds or t.also) for t, _ in singles):
        singles = [(t, listed) for t, listed in singles if not anybody(t) or listed or t.adds or t.also]
    kept: list[TollMention] = []
    names: list[tuple[tuple[str, ...], int]] = []
    nouns: set[str] = set()
    place = {id(t): k for k, members in enumerate(lists) for t in members}
    for toll, _ in singles:
        if toll.named:
            name, here = name_words(toll), place[id(toll)]
            if not toll.adds:  # "a judge died. ... Another judge, Ana Rojas, died"
                nouns |= {w for w in (toll.group or "").lower().split() if person_number(w)}
            others = [known for known, k in names if k != here or known == name]  # brothers in one list are two
            if not any(same_name(name, known) for known in others) and (name or not names):
                kept.append(toll)
            names.append((name, here))
    more, home = set(nouns), dict[str, int]()
    for toll, listed in sorted(singles, key=lambda s: (not s[1], s[0].anaphoric)):
        noun = noun_of(toll)
        # "Judge X died. ... Another judge died", "the murders of a commander of the army and a commander of the rebels"
        apart = (toll.adds and noun in more) or home.get(noun) == place[id(toll)]
        known = noun in nouns and not apart
        if toll.named or (toll.anaphoric and not toll.also) or known:
            continue
        more -= {noun}
        if not (article(toll) or toll.also or toll.adds or (listed and noun in words("no_title"))) and names:
            continue  # "the killing of leader ...": of somebody named, but "X, his wife and son"
        some = one_of(toll) and not (listed or toll.also or toll.adds)
        if some and any(one_of(other) and at.get(id(other), -1) != at.get(id(toll)) for other in kept):
            continue  # "one of the children", "one of the girls"
        nouns.add(noun)
        if not toll.adds:
            more.add(noun)
        home.setdefault(noun, place[id(toll)])
        kept.append(toll)
    for toll, listed in singles:
        noun = noun_of(toll)
        alone = listed or not (kept or told) or ((toll.elsewhere or not told) and attends(toll, kept))
        if toll.anaphoric and person_number(noun) and noun not in nouns and alone:
            nouns.add(noun)
            kept.append(toll)
    for toll, listed in singles:
        if listed and noun_of(toll) in _PRONOUNS and not any(place[id(k)] != place[id(toll)] for k in kept):
            kept.append(toll)  # "killing him and his driver", where nobody else is told
            break
    if not told:
        kept = _by_trade_and_name(kept, lists, at)
    if not kept and not told:
        kept = [toll for toll, _ in singles if toll.anaphoric][:1]  # "he was killed", whoever he is
    return kept
