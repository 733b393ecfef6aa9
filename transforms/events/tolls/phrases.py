"""Noun phrases for people and how many each one counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from transforms.events.grammar.numbers import NumberMention
from transforms.events.tolls.lexicon import is_demonym, words
from transforms.events.tolls.tokens import Token

_LONGEST = 14  # tokens of one phrase
_HURT = frozenset({"wounded", "injured", "hurt"})
_TWO = frozenset({"couple", "pair", "duo"})
_STOP = frozenset({"punct", "conj", "prep", "aux", "modal", "pron", "clause", "num", "date"})


@dataclass(slots=True)
class Phrase:
    """Tokens i to j (exclusive) and the people that they count."""

    i: int
    j: int
    low: int
    best: int | None
    high: int | None
    group_i: int
    group_j: int
    counted: bool
    """A number is given."""
    person: bool
    """The head is a noun for people, a pronoun for them, or a name."""
    thing: bool = False
    named: bool = False
    adds: bool = False
    anaphoric: bool = False
    vague: bool = False
    of_all: int | None = None
    """Of how many they are some: 9 for "seven of the nine soldiers"."""


def _ends(tokens: list[Token], k: int) -> bool:
    """True where the token at k cannot go on a noun phrase."""
    return k >= len(tokens) or tokens[k].tag in _STOP or tokens[k].tag in ("det", "digits")


def _verbal(tokens: list[Token], k: int, has_head: bool) -> bool:
    """True where a word is a verb here rather than a modifier: "12 attacked the post", not "12 armed men"."""
    low = tokens[k].low
    if tokens[k].tag not in ("word", "adv", "caps"):
        return False
    if low in ("who", "told", "said", "says"):
        return True
    if low.endswith(("ed", "ing")) and "-" not in low:
        return has_head or _ends(tokens, k + 1)
    return False


def _goes_on(tokens: list[Token], k: int) -> bool:
    return k < len(tokens) and tokens[k].tag in ("word", "caps", "one", "many", "name")


def _run(tokens: list[Token], k: int, blocked: frozenset[int]) -> tuple[int, int | None]:
    """The end of the modifiers and nouns that begin at k, and the index of the head noun for people."""
    start, head = k, None
    while k < len(tokens) and k - start < _LONGEST:
        token = tokens[k]
        if _two_peoples(tokens, k, start):
            k += 1
            continue
        after_name = k > start and tokens[k - 1].tag == "name" and token.tag == "word"
        if _ends(tokens, k) or _verbal(tokens, k, head is not None or after_name):
            break
        if k in blocked and not (
            k + 1 < len(tokens) and tokens[k + 1].tag in ("one", "many", "demonym") and head is None
        ):
            break
        if head is not None:
            group = token.low in words("thing") or token.low in words("body")
            if token.tag in ("word", "caps") and group and not _goes_on(tokens, k + 1):
                return k + 1, None  # "a guerrilla movement", "rebel bases", but "a rebel movement leader"
            if token.tag in ("one", "many"):
                head = k
            elif token.low in _TWO and k > start and not (k + 1 < len(tokens) and tokens[k + 1].tag in ("one", "many")):
                return k + 1, None  # "a missionary couple"
            elif (
                (token.tag in ("name", "caps") and tokens[head].tag == "one")
                or token.tag == "demonym"
                or token.low in words("captain_title")
            ):
                pass
            elif tokens[head].text in ("Police", "Guards", "Rangers", "Marines") and token.tag == "name":
                return k + 1, None  # "the Armed Police Force": a name
            elif tokens[head].low in ("army", "navy", "police") and token.tag == "word" and token.low.endswith("s"):
                head = k  # "two army scouts"
            elif tokens[head].tag == "one" and tokens[head].text[0].isupper() and token.tag == "word":
                head = k if token.low.endswith("s") else head  # "five American instructors"
            else:
                break
        elif token.tag in ("one", "many"):
            head = k
        elif token.tag == "adv" and (k > start or _of_verb(tokens, k + 1, blocked)):
            break  # "one later died", "three fatally", but "two badly wounded men"
        k += 1
    return k, head


def _two_peoples(tokens: list[Token], k: int, start: int) -> bool:
    """True for the "and" of "three Australian and American surfers"."""
    if k <= start or k + 2 >= len(tokens) or tokens[k].low != "and" or tokens[k + 2].tag not in ("one", "many"):
        return False
    return tokens[k - 1].tag == tokens[k + 1].tag == "demonym" and is_demonym(tokens[k + 1].text)


def _of_verb(tokens: list[Token], k: int, blocked: frozenset[int]) -> bool:
    """True where no noun follows at token k for an adverb before it to go with."""
    return _ends(tokens, k) or (k in blocked and not _goes_on(tokens, k + 1))


def _zero(i: int, j: int, g: int) -> Phrase:
    return Phrase(i, j, 0, 0, 0, g, j, True, True)


def _by_turns(tokens: list[Token], i: int) -> bool:
    """True for the words of "one by one", "two at a time", "one after the other", which count nobody."""
    if tokens[i].number is None:
        return False
    words_ = [t.text.lower() for t in tokens[max(0, i - 2) : i + 4]]
    number, behind = tokens[i].text.lower(), words_[min(i, 2) + 1 :]
    turns = (["by", number], ["at", "a", "time"], ["after", "the", "other"], ["after", "another"])
    return words_[: min(i, 2)] == [number, "by"] or any(behind[: len(turn)] == turn for turn in turns)


def noun_phrase(tokens: list[Token], i: int, blocked: frozenset[int]) -> Phrase | None:
    """The noun phrase that begins at token i, or None. `blocked` holds the tokens of triggers."""
    n, k = len(tokens), i
    if i >= n or _by_turns(tokens, i):
        return None
    first = tokens[i]
    if first.tag == "pron":
        if first.low in words("person_pronoun"):
            return Phrase(i, i + 1, 1, 1, 1, i, i + 1, False, True, anaphoric=True)
        if first.low in words("reflexive"):  # "killed himself and six soldiers": goes on to the soldiers
            return Phrase(i, i + 1, 1, 1, 1, i, i + 1, False, True, anaphoric=True)
        if first.low in ("them", "they"):
            return Phrase(i, i + 1, 2, None, None, i, i + 1, False, True, anaphoric=True)
        return None
    if first.low == "her" and i > 0 and _ends(tokens, i + 1) and (i + 1 == n or tokens[i + 1].tag != "num"):
        return Phrase(i, i + 1, 1, 1, 1, i, i + 1, False, True, anaphoric=True)  # "wounding her in the head"
    dets: list[str] = []
    while k < n and tokens[k].tag == "det" and k - i < 3:
        dets.append(tokens[k].low)
        k += 1
    if dets == ["the"] and k + 1 < n and tokens[k].low == "following":
        k += 1
    if dets and k + 1 < n and tokens[k].low in ("last", "first", "remaining", "final", "latest"):
        k += tokens[k + 1].number is not None  # "the last 11 gunmen"
    number = tokens[k].number if k < n else None
    adds = "another" in dets or (dets[:1] != ["the"] and ("other" in dets or "more" in dets))  # the other two: the rest
    if k < n and dets in (["a"], ["an"]) and tokens[k].low in words("ordinal"):
        adds = True  # "a fifth soldier died", besides the four told before
        if _ends(tokens, k + 1) or k + 1 in blocked:
            return Phrase(i, k + 1, 1, 1, 1, k, k, True, True, adds=True)
    if number is not None:
        k += 1
        if number.high == 0 and tokens[k - 1].text.lower() != "no":
            return _zero(i, k, k)
        while k < n and tokens[k].low in ("more", "other", "further", "additional"):
            adds = True
            k += 1
        if k < n and tokens[k].low == "of" and k + 1 < n:  # four of the gunmen, scores of civilians
            inner = k + 1
            while inner < n and tokens[inner].tag == "det":
                inner += 1
            whole = inner < n and tokens[inner].number is not None and inner + 1 < n
            inner += whole
            if inner < n and tokens[inner].low in ("them", "whom"):  # seven of them children
                end, head = _run(tokens, inner + 1, blocked)
                if head is not None:
                    return _counted(i, end, inner + 1, number, True, adds)
                return _counted(i, inner + 1, inner + 1, number, True, adds)
            end, head = _run(tokens, inner, blocked)
            if end == inner and inner < n and tokens[inner].low in words("hurt") and not whole:
                return _counted(
                    i, inner + 1, inner, number, True, True
                )  # "two of the wounded died": on top of the dead
            if end > inner:
                adds = adds or tokens[inner].low in _HURT  # "one of the wounded policemen died"
                phrase = _counted(i, end, inner, number, head is not None, adds)
                of_all = tokens[inner - 1].number if whole else None
                phrase.of_all = of_all.best if of_all is not None else None
                return _with_kind(tokens, phrase, inner, end, head)
    end, head = _run(tokens, k, blocked)
    if number is not None:
        phrase = _counted(i, end, k, _of_couples(tokens, number, end - 1), head is not None, adds)
        if end == k:
            phrase.person = True  # a bare number, judged by its verb
            return phrase
        return _with_kind(tokens, phrase, k, end, head)
    if end == k:
        if dets == ["the", "other"] and (k in blocked or k == n or tokens[k].tag == "aux"):
            return Phrase(i, k, 1, 1, 1, k, k, False, True)
        if dets and dets[-1] in ("another", "all", "both", "many", "several", "some"):
            low = {"another": 1, "both": 2, "several": 3, "many": 3}.get(dets[-1], 2)
            best = low if dets[-1] in ("another", "both", "several", "many") else None
            high = low if dets[-1] in ("another", "both") else None
            return Phrase(i, k, low, best, high, k, k, best is not None, True, adds=adds, anaphoric=dets[-1] == "both")
        return None
    return _uncounted(tokens, (i, k, end), head, dets, adds, blocked)


def _of_couples(tokens: list[Token], number: NumberMention, k: int) -> NumberMention:
    """Twice a number of couples: "seven married couples"."""
    if k >= len(tokens) or tokens[k].low != "couples":
        return number
    high = number.high if number.high is None else 2 * number.high
    return replace(number, low=2 * number.low, best=2 * number.best if number.best else number.best, high=high)


def _counted(i: int, j: int, group: int, number: NumberMention, person: bool, adds: bool) -> Phrase:
    return Phrase(i, j, number.low, number.best, number.high, group, j, True, person, adds=adds, vague=number.vague)


def _with_kind(tokens: list[Token], phrase: Phrase, start: int, end: int, head: int | None) -> Phrase:
    if head is None:
        last = tokens[end - 1].low
        phrase.thing = last in words("thing") or last in words("unit") or tokens[start].low in words("unit")
        phrase.person = not phrase.thing and (tokens[end - 1].tag in ("demonym", "name") or last in words("collective"))
        phrase.named = False
    return phrase


_NO_NAME = re.compile(
    r"(?:ed|ing|tion|ment|ity|sion|age|ism|ness|ence|ance|ly|ful|ous|ible|able|ical|took|had|gave|made)$"
)
_AGENT = re.compile(
    r"[a-z]{2}(?:er|or|ist|ian|ant|ee|ess)$"
)  # a baker, a sculptor: a noun for a person that no list has


def _uncounted(
    tokens: list[Token],
    span: tuple[int, int, int],
    head: int | None,
    dets: list[str],
    adds: bool,
    blocked: frozenset[int],
) -> Phrase | None:
    """A phrase without a number: `span` holds where it, its words behind the determiners, and its end are."""
    i, k, end = span
    definite = bool(dets) and dets[0] in ("the", "this", "that", "these", "those")
    if "no" in dets:
        return _zero(i, end, k) if head is not None or tokens[end - 1].tag == "demonym" else None
    last = tokens[end - 1]
    inner = tokens[end + 1].number if end + 1 < len(tokens) and tokens[end].low == "of" else None
    if inner is not None and last.low in words("collective"):  # a family of five, its crew of three, a total of 14
        stop, noun = _run(tokens, end + 2, blocked)
        if stop > end + 2:
            return _with_kind(tokens, _counted(i, stop, end + 2, inner, noun is not None, adds), end + 2, stop, noun)
        return _counted(i, end + 2, k, inner, True, adds)
    if head is not None:
        if tokens[head].tag == "many" and dets[:1] not in (["a"], ["an"], ["another"]):
            low, best = (3, 3) if dets[-1:] in (["several"], ["many"]) else (2, None)
            if tokens[end - 1].low in ("parents", "grandparents") and dets and dets[0] in words("possessive"):
                return Phrase(i, end, 2, 2, 2, k, end, False, True)
            return Phrase(
                i, end, low, best, None, k, end, best is not None, True, adds=adds, anaphoric=definite, vague=True
            )
        named = any(t.tag in ("name", "caps") for t in tokens[head:end])
        of_age = (
            end + 1 < len(tokens)
            and tokens[end].low == "of"
            and (age := tokens[end + 1].number) is not None
            and age.low < 110
        )
        j = end + 2 if of_age else end  # a girl of eight
        placed = end + 1 < len(tokens) and tokens[end].low == "of" and tokens[end + 1].tag in ("name", "caps")
        owned = any(t.low.endswith(("'s", "’s", "s'")) for t in tokens[k:head])
        known = definite and not named and not placed and not owned  # "the mayor of Uchiza", "the hotel's guard": news
        return Phrase(i, j, 1, 1, 1, k, end, False, True, adds=adds, anaphoric=known, named=named)
    if all(t.tag == "adv" for t in tokens[k:end]):
        return None
    if last.low in _TWO:
        return Phrase(i, end, 2, 2, 2, k, end, True, True, adds=adds)
    run = tokens[k:end]
    if all(t.tag in ("name", "demonym") for t in run):
        if last.tag == "demonym" and not dets and len(run) == 1:
            return Phrase(i, end, 2, None, None, k, end, False, False, thing=True)
        if dets and dets[0] in words("indefinite") and last.tag == "demonym":
            return Phrase(i, end, 1, 1, 1, k, end, False, True, adds=adds)
        if dets == ["the"] and last.tag == "demonym" and len(run) == 1:
            return Phrase(i, end, 1, 1, 1, k, end, False, True, anaphoric=True)  # "the Kenyan was shot"
        return Phrase(i, end, 1, 1, 1, i, end, False, True, named=not dets, thing=bool(dets))
    described = [t.tag for t in run[-3:]] == ["word", "name", "name"]
    if described and not any(t.low in words("thing") or t.low in words("unit") for t in run):
        return Phrase(i, end, 1, 1, 1, k, end, False, True, named=True)  # "Chadian opposition figure Yaya Dillo"
    if (
        not dets
        and (len(run) > 1 or _lone_subject(tokens, i, end))
        and all(t.tag == "caps" and not _NO_NAME.search(t.low) for t in run)
        and not any(t.low in words("thing") for t in run)
        and run[0].low not in words("place_start")
    ):
        return Phrase(i, end, 1, 1, 1, k, end, False, True, named=True)  # a text in capitals: most likely a name
    of_country = last.tag == "demonym" or (last.tag == "caps" and is_demonym(last.text))
    if dets[:1] in (["a"], ["an"], ["another"], ["one"]) and of_country:
        return Phrase(i, end, 1, 1, 1, k, end, False, True, adds=adds)
    if (
        dets
        and dets[0] in words("indefinite") | words("possessive")
        and _AGENT.search(last.low)
        and last.low not in words("thing")
    ):
        return Phrase(i, end, 1, 1, 1, k, end, False, True, adds=adds)
    return Phrase(i, end, 1, None, None, k, end, False, False, thing=True)


def _lone_subject(tokens: list[Token], i: int, end: int) -> bool:
    """True for one word in capitals that is a subject, so that it may be a name: "PEREZ WAS WOUNDED", "PEREZ DIED"."""
    if end >= len(tokens):
        return False
    if i > 1 and tokens[i - 1].low == "of" and tokens[i - 2].low in ("murder", "assassination", "death", "killing"):
        return not tokens[i].low.endswith("s") and tokens[end].tag != "prep"  # "THE MURDER OF PEREZ WAS ..."
    follows, before = tokens[end].low, tokens[i - 1].tag if i else ""
    if follows == "and":
        kin = before == "many" and tokens[i - 1].low.endswith(("s", "men", "women"))  # not "ARMY", "POLICE"
        return i == 0 or (kin and not tokens[i].low.endswith("s"))  # "BROTHERS MARTA AND JUAN POZO"
    if follows in ("were", "also"):
        return i > 0 and tokens[i - 1].low == "and"  # "PEREZ AND RUIZ WERE SHOT"
    return follows in ("was", "died") and (i == 0 or before in ("clause", "conj", "punct"))


def all_phrases(tokens: list[Token], blocked: frozenset[int]) -> list[Phrase]:
    """The noun phrases of a sentence from left to right, without overlap."""
    out = []
    i = 0
    while i < len(tokens):
        phrase = noun_phrase(tokens, i, blocked)
        if phrase is not None and phrase.j > i:
            out.append(phrase)
            i = phrase.j
        else:
            i += 1
    return out
