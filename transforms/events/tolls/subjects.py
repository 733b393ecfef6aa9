"""Who is harmed, before the verb: "922 gunmen and, in the town, two civilians were killed"."""

from __future__ import annotations

from transforms.events.tolls.lexicon import words
from transforms.events.tolls.opening import disagrees, of_first_verb, opening
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.sentence import Argument, Sentence, acceptable, governed, of_them, part_marker

_REACH = 45  # tokens between a subject and its verb
_PLACED = frozenset({"in", "at", "from", "near", "around", "between"})
_OF_ALL = frozenset({"for", "of", "with"})
"""Prepositions that govern a whole list of the dead."""
_LIST = 12  # members of one list
_RELATIVE = 12  # tokens of a relative clause before its last phrase


def subjects(s: Sentence, verb: int) -> list[Argument]:
    """The list of phrases that is the subject of the verb group which begins at token `verb`, left to right."""
    found = _subjects(s, verb)
    if not found or disagrees(s, verb, found):
        found = of_first_verb(s, verb)
    if not found and (first := opening(s, verb)) is not None:
        return [Argument(first)]
    return found


def _subjects(s: Sentence, verb: int) -> list[Argument]:
    if s.low(verb - 1) in words("no_subject"):
        return []  # "killing two before being shot": the subject is elsewhere
    if s.tag(verb - 1) == "conj" and s.low(verb - 2) == ",":
        return []  # "wounded his wife, and fled"
    k = next((j for j in range(verb, max(-1, verb - _REACH), -1) if j in s.ending), None)
    if k is None:
        return []
    index: int | None = s.ending[k]
    alone = _of_whom(s, s.phrases[s.ending[k]], verb)
    if alone is not None:
        return alone
    parts: list[Argument] = []
    opening = _aside(s, verb)
    if opening is not None and opening in s.ending:
        index = s.ending[opening]
        described = not any(of_them(s, p) for p in s.phrases if opening < p.i < verb)
        parts = [
            Argument(p, part=True)
            for p in s.phrases
            if opening < p.i < verb and (of_them(s, p) or (p.counted and not described))
        ]
    relative = s.low(verb - 1) in ("who", "that", "which", "whom")
    while index is not None and index >= 0 and verb - s.phrases[index].j <= _REACH:
        phrase = s.phrases[index]
        marker = part_marker(s, phrase.i)
        if (
            marker != phrase.i
            or of_them(s, phrase)
            or (s.low(phrase.j) == "among" and s.low(phrase.j + 1) in ("them", "whom"))
        ):
            parts.append(Argument(phrase, part=True))
            parts.extend(Argument(p, part=True) for p in _coordinated_back(s, phrase))
        elif parts and s.low(phrase.j) == "of" and s.low(phrase.j + 1) in ("them", "whom"):
            pass  # "about 150 people, some of them insurgents, died"
        elif _of_participle(s, phrase) or _of_places(s, phrase, index) or _of_age(s, phrase, index):
            pass
        elif (not governed(s, phrase) or (relative and acceptable(phrase))) and not (
            parts and s.low(phrase.j) not in (",", "(", "including", "–", "—", "-") and s.tag(phrase.j) != "prep"
        ):
            listed = _part_of_list(s, phrase)
            if listed is not None:
                parts.extend(Argument(p, part=True) for p in listed)
                index = s.ending[min(listed, key=lambda p: p.i).j] - 1
                continue
            break
        index -= 1
    if index is None or index < 0:
        return [Argument(p.phrase) for p in parts if of_them(s, p.phrase)]  # two of them died
    phrase = _apposed(s, _antecedent(s, _head_of_household(s, s.phrases[index]), verb))
    if not acceptable(phrase) and s.tag(verb - 1) == "pron":
        return [Argument(p.phrase) for p in parts if of_them(s, p.phrase)]  # "thrown at people, and five of them died"
    clear = phrase.j == opening or _clear_of_parts(s, phrase.j, verb, parts)
    if verb - phrase.j > _REACH or not acceptable(phrase) or not clear:
        return []
    found = [Argument(phrase), *(Argument(p) for p in _coordinated_back(s, phrase))]
    return sorted(found + [p for p in parts if acceptable(p.phrase)], key=lambda a: a.phrase.i)


def _head_of_household(s: Sentence, phrase: Phrase) -> Phrase:
    """The one who is told with a family of unknown size: "the publisher Luis Gil and his family were killed"."""
    family = s.low(phrase.i) in words("possessive") and s.low(phrase.j - 1) in words("household")
    before = _phrase_before(s, phrase.i - 1) if family and s.tag(phrase.i - 1) == "conj" else None
    return before if before is not None and acceptable(before) else phrase


def _of_whom(s: Sentence, phrase: Phrase, verb: int) -> list[Argument] | None:
    """Those that a relative clause singles out: "the other 20 aboard, of whom four suffered burns" tells of four."""
    if phrase.j != verb or not acceptable(phrase):
        return None
    if s.low(phrase.i + 1) == "of" and s.low(phrase.i + 2) == "whom":
        return [Argument(phrase)]  # "her children, one of whom was wounded"
    members = [phrase, *_coordinated_back(s, phrase, parts=True)]
    first = min(p.i for p in members)
    if s.low(first - 1) != "whom" or s.low(first - 2) not in ("of", "among"):
        return None
    return [Argument(p) for p in sorted(members, key=lambda p: p.i)]


def _aside(s: Sentence, verb: int) -> int | None:
    """Where the aside begins that a comma before the verb closes and that tells some of the subject apart.

    As in "nine men, seven of them claimed by armed groups and one a boy of 15, were killed".
    """
    if s.low(verb - 1) != ",":
        return None
    for k in range(verb - 2, max(0, verb - _REACH), -1):
        if s.low(k) in (";", ":", ".") or (s.tag(k) == "aux" and k + 1 in s.blocked):
            return None
        if s.low(k) != ",":
            continue
        if any(s.low(m) == "of" and s.low(m + 1) in ("them", "whom") for m in range(k + 1, k + 5)):
            return k
        if k in s.ending and _describes(s, s.phrases[s.ending[k]], k + 1, verb - 1):
            return k
    return None


def _describes(s: Sentence, phrase: Phrase, k: int, end: int) -> bool:
    """True where an aside from token k to `end` only describes the people or the place before it.

    As in "20 guests, most past seventy, were killed", "Juan Madero, a deputy of the left, was killed" and "a man from
    Piura, 1,100 km north of Lima, was killed".
    """
    if phrase.counted:
        by_one = s.tokens[k].text.lower() == "one" and any(s.low(m) == "other" for m in range(k, end))
        return by_one or s.low(k) in words("describing")  # "two priests, one a Belgian and the other a Dane, were"
    if s.tag(k) == "num":
        return s.low(k + 1) in words("unit") and not any(s.tag(m) == "aux" for m in range(k, end))
    if not (phrase.named and phrase.best == 1 and not governed(s, phrase)):
        return False
    each = s.low(k) == "the" and s.low(k + 1) in (
        "first",
        "former",
    )  # "A, B and C, the first two Danes and the last a Pole"
    stops = ("aux", "modal", "clause", "pron") if each else ("aux", "modal", "clause", "pron", "conj")
    plain = not any(s.tag(m) in stops or m in s.blocked for m in range(k, end))
    return plain and (s.low(k) in ("a", "an", "the") or s.tag(k) == "one")


def _of_participle(s: Sentence, phrase: Phrase) -> bool:
    """True for the object of a participle that describes the subject: "two men guarding the consulate were killed"."""
    if s.tag(phrase.i) in ("word", "caps") and s.low(phrase.i).endswith("ing") and phrase.i in s.ending:
        return True  # "soldiers handing out sweets"
    k = phrase.i - 1
    while s.tag(k) == "adv" or s.low(k) in ("out", "off", "away", "over", "back"):
        k -= 1
    return s.tag(k) in ("word", "caps") and s.low(k).endswith("ing") and k in s.ending


def _of_age(s: Sentence, phrase: Phrase, index: int) -> bool:
    """True for the ages of people just counted: "eleven people between 54 and 97 were killed"."""
    if index == 0 or phrase.group_j > phrase.group_i or not phrase.counted:
        return False
    before = s.phrases[index - 1]
    return before.j == phrase.i and before.counted and before.person


def _of_places(s: Sentence, phrase: Phrase, index: int) -> bool:
    """True for a second place: "officers based at Versailles and Lille", "five men in Monsey, New York, were hurt"."""
    if not phrase.named or index == 0:
        return False
    before = s.phrases[index - 1]
    if s.low(phrase.i - 1) == "," and s.low(phrase.j) == ",":
        return before.j == phrase.i - 1 and before.named and s.low(before.i - 1) in _PLACED
    if s.tag(phrase.i - 1) != "conj":
        return False
    return before.j == phrase.i - 1 and before.named and s.low(before.i - 1) in _PLACED


def _antecedent(s: Sentence, phrase: Phrase, verb: int) -> Phrase:
    """The phrase before a relative clause that this one stands in: "a man, who is a guard at the tower, was killed"."""
    if not any(s.low(k) == "," for k in range(phrase.j, verb)):
        return _restricted(s, phrase, verb) or phrase
    for r in range(phrase.i - 1, max(0, phrase.i - 15), -1):
        if s.low(r) == ",":
            return phrase
        if s.low(r) in ("who", "whose", "whom") and s.low(r - 1) == ",":
            before = _phrase_before(s, r - 1)
            return before if before is not None and acceptable(before) else phrase
    return phrase


def _restricted(s: Sentence, phrase: Phrase, verb: int) -> Phrase | None:
    """The people whom a relative clause that ends with this phrase describes, or None.

    As in "four persons who were walking past the bank were hurt", "two men who had shot a guard were killed" and "his
    wife, who opened the parcel and died".
    """
    if s.tag(phrase.i - 1) in ("conj", "clause") or s.low(phrase.j) in ("who", "that", "which"):
        return None
    for r in range(phrase.i - 1, max(0, phrase.i - _RELATIVE), -1):
        second = s.tag(r) == "aux" and s.low(r - 1) != "who" and s.tag(r - 1) not in ("aux", "adv")
        if s.tag(r) in ("punct", "clause") or s.low(r) in words("reporting") or second:
            return None
        if s.low(r) == "who":
            end = r - (s.low(r - 1) == "," and s.tag(verb - 1) == "conj")
            whole = s.phrases[s.ending[end]] if end in s.ending else None
            acts = s.tag(r + 1) in ("aux", "modal", "word", "caps", "adv") and s.low(r + 1) not in words("reporting")
            known = whole is not None and whole.person and whole.best is not None and not governed(s, whole)
            return whole if known and acts else None
    return None


def _apposed(s: Sentence, phrase: Phrase) -> Phrase:
    """The name before a description between commas: "Jamal Haddad, 28, a baker from Homs, died"."""
    if phrase.best is None and phrase.person and s.low(phrase.i - 1) == ",":
        before = _phrase_before(s, phrase.i - 1)
        if before is not None and before.counted and before.person and s.low(phrase.i) not in words("describing"):
            return before  # "two men of the judge's escort, members of the secret police, were wounded"
    for _ in range(2):
        if phrase.counted or phrase.best != 1 or s.low(phrase.i - 1) != ",":
            return phrase
        k = phrase.i - 1
        if s.tag(k - 1) in ("num", "digits") and s.low(k - 2) == ",":
            k -= 2
        before = _phrase_before(s, k)
        if before is not None and s.low(before.j - 1) in words("hurt") and s.low(before.i + 1) == "of":
            return before  # "one of the wounded, a boy, died"
        if (
            before is None
            or before.best != 1
            or before.counted
            or not acceptable(before)
            or s.tag(before.i - 1) == "conj"
        ):
            return phrase
        phrase = before
    return phrase


def _clear(s: Sentence, left: int, right: int) -> bool:
    """True where only modifiers stand between a subject that ends at left and its verb at right."""
    k = left
    if right - 1 > left and s.low(right - 1) == "who" and s.low(right - 2) == ",":
        right -= 2
    relative = s.low(left) in ("who", "whose", "which", "that") or (
        s.low(left) == "," and s.low(left + 1) in ("who", "whose", "which", "whom")
    )
    depth = False
    while k < right:
        low, tag = s.low(k), s.tag(k)
        if low in (";", ":", ".", "!", "?"):
            return False
        relative = relative or (low in ("who", "whose", "whom", "which") and s.low(k - 1) == ",")
        if relative:
            k += 1
            continue
        if tag in ("clause", "modal") and low not in ("as", "since", "before", "until"):
            return False
        if low in ("but", "while") or low in words("reporting"):
            return False
        described = (
            k == left and low in words("hurt") and s.tag(k + 1) in ("prep", "date")
        )  # "two soldiers wounded in last week's blast have died"
        if k in s.blocked and s.tag(k) not in ("prep", "adv") and not described:
            return False
        escort = s.tag(k - 1) in ("word", "caps") and s.low(k - 1).endswith("ing")  # "the men escorting him died"
        if (tag == "pron" and s.tag(k - 1) != "prep" and not escort) or (tag == "aux" and not depth):
            return False
        if (
            tag == "word"
            and low.endswith("ed")
            and "-" not in low
            and s.tag(k + 1) in ("det", "num", "pron", "many", "one", "name")
        ):
            return False
        k += 1
    return True


def _clear_of_parts(s: Sentence, left: int, right: int, parts: list[Argument]) -> bool:
    return (
        _clear(s, left, right)
        if not parts
        else right - left <= _REACH and not any(s.low(k) in (";", ":", ".") for k in range(left, right))
    )


def _part_of_list(s: Sentence, phrase: Phrase) -> list[Phrase] | None:
    """The members of a part list that ends with this phrase ("including a woman and a child"), or None."""
    members = [phrase, *_coordinated_back(s, phrase, parts=True)]
    first = min(members, key=lambda p: p.i)
    return members if part_marker(s, first.i) != first.i else None


def _coordinated_back(s: Sentence, phrase: Phrase, *, parts: bool = False, inside: bool = False) -> list[Phrase]:
    """The members of a list that stand before its last one: "922 gunmen, 539 fighters and ...".

    `inside` where a preposition may govern the whole of it: "for 41 travellers and guards killed by a bomb".
    """
    out: list[Phrase] = []
    current = phrase
    by_conj = False
    while len(out) < _LIST:
        k = current.i
        if current.named and k in s.ending and (group := s.phrases[s.ending[k]]).person and group.best is None:
            k = group.i  # "a lieutenant and soldiers Nelson Molina and Dairo Suarez"
        if s.tag(k - 1) == "conj" or s.low(k - 1) == ",":
            by_conj = by_conj or s.tag(k - 1) == "conj"
            k -= 1
            if s.low(k - 1) == ",":
                k -= 1
        elif s.low(k - 1) == "as" and s.low(k - 3) == "as":
            k -= 3
        else:
            break
        if not by_conj and not current.counted:
            break
        whole = s.phrases[s.ending[k]] if inside and k in s.ending else None
        if whole is not None and whole.counted and whole.person and s.low(whole.i - 1) in _OF_ALL:
            return [*out, whole]
        previous = _phrase_before(s, k)
        if previous is not None and not previous.counted:
            previous = _relative_of(s, previous) or previous
            if s.tag(previous.i) == "one" and (name := _apposed(s, previous)).named:
                previous = name  # "Jose Ruiz, leader of a union, and Ana Lopez were killed"
        if previous is None or not acceptable(previous) or governed(s, previous):
            break
        if not inside and previous.i - 1 in s.blocked and s.low(current.i - 2) == ",":
            break  # "police detained 60 people, and nine officers were hurt"
        if part_marker(s, previous.i) != previous.i:
            return [*out, previous] if parts else out
        if not previous.counted and not by_conj:
            break
        if not previous.counted and current.counted and previous.best is None:
            break  # "police and 12 protesters": police is no count
        out.append(previous)
        current = previous
    return out


def _relative_of(s: Sentence, phrase: Phrase) -> Phrase | None:
    """The counted people whom a relative clause that ends with this phrase describes, or None.

    As in "two men who were acting as her guards and a cook were hurt".
    """
    for r in range(phrase.i - 1, max(0, phrase.i - 8), -1):
        if s.tag(r) in ("punct", "conj"):
            return None
        if s.low(r) in ("who", "that"):
            whole = s.phrases[s.ending[r]] if r in s.ending else None
            return whole if whole is not None and whole.counted and whole.person and not governed(s, whole) else None
    return None


def _phrase_before(s: Sentence, k: int) -> Phrase | None:
    """The phrase that ends at token k, or the one whose prepositional tail ends there."""
    tail = 0
    while k > 0 and tail < 3:
        index = s.ending.get(k)
        if index is None:
            return None
        phrase = s.phrases[index]
        if phrase.group_j == phrase.group_i and not phrase.counted and s.low(phrase.i - 1) == ",":
            pass  # "fourteen officers, all from the Third Brigade, and two civilians"
        elif not governed(s, phrase):
            return phrase
        k = phrase.i - 1
        tail += 1
    return None


def adjacent(s: Sentence, k: int) -> list[Argument]:
    """The list of phrases that ends right before token k."""
    index = s.ending.get(k)
    if index is None or not acceptable(s.phrases[index]):
        return []
    phrase = s.phrases[index]
    return [Argument(phrase), *(Argument(p) for p in _coordinated_back(s, phrase, inside=True))][::-1]
