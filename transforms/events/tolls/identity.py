"""Whether two mentions may be of one person: names, trades and nouns for anybody."""

from __future__ import annotations

from collections.abc import Sequence

from transforms.events.tolls.lexicon import person_number
from transforms.events.tolls.mention import TollMention


def countable(toll: TollMention, *, historic: bool = False) -> bool:
    """True for a number of people who were really harmed, and are counted by no other number of the same phrase."""
    if toll.part_of or toll.negated or toll.hypothetical or toll.none or toll.rival or toll.best is None:
        return False
    return historic or not toll.historic


def noun_of(toll: TollMention) -> str:
    group = (toll.group or "").lower().split()
    return group[-1].removesuffix("'s") if group else ""


def name_words(toll: TollMention) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    name = (toll.group or "").lower().replace("'s", "").split()
    return tuple(dict.fromkeys(w for w in name if len(w) > 2 and not person_number(w)))


def another_trade(toll: TollMention, of: Sequence[str]) -> bool:
    """True for "a student" where the others are all peasants: somebody else."""
    noun = noun_of(toll)
    plain = article(toll) and not toll.named and person_number(noun) == "one"
    return plain and not anybody(toll) and not any(noun[:4] == other[:4] for other in of)


def surname(toll: TollMention) -> str:
    return (name_words(toll) or ("",))[-1]


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """True where half the words of the shorter name and the last of either stand in the other.

    Senator Galan is Luis Carlos Galan, but no Carlos Valencia.
    """
    if not one or not other or not (one[-1] in other or other[-1] in one):
        return False
    return 2 * len(set(one) & set(other)) >= min(len(one), len(other))


_SOMEBODY = frozenset(
    {"", "man", "woman", "person", "individual", "victim", "people", "fatality", "life", "them", "whom"}
)


def anybody(toll: TollMention) -> bool:
    """True for "one person", "at least one", "one of the priests": whoever it is, told elsewhere by trade or name."""
    noun = noun_of(toll)
    return not toll.named and (noun in _SOMEBODY or (toll.best == 1 and person_number(noun) == "many"))


def one_of(toll: TollMention) -> bool:
    """True for "one of the girls"."""
    return toll.best == 1 and not toll.named and article(toll) and person_number(noun_of(toll)) == "many"


def article(toll: TollMention) -> bool:
    """True where the phrase has an article or an owner of its own: "a policeman", "his wife"."""
    return toll.group_start is not None and toll.group_start > toll.start and not toll.anaphoric
