"""Who is harmed: the noun phrases that a trigger governs, before it or after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.events.tolls.phrases import Phrase, all_phrases, noun_phrase
from transforms.events.tolls.tokens import Occurrence, Token, find_triggers

_REACH = 45  # tokens between a subject and its verb
_LIST = 12  # members of one list
_PASSIVE = frozenset(["is", "are", "was", "were", "be", "been", "being", "get", "gets", "got", "getting", "'s", "remain", "remains", "remained"])
_REPORTING = frozenset(
    ["said", "says", "told", "reported", "reports", "added", "announced", "confirmed", "claimed", "stated", "insisted", "according"]
)


@dataclass(slots=True)
class Argument:
    """A phrase that a trigger governs; `part` where it is a subset of another ("including two children")."""

    phrase: Phrase
    part: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence's tokens, triggers and noun phrases."""

    text: str
    tokens: list[Token]
    occurrences: list[Occurrence]
    blocked: frozenset[int]
    phrases: list[Phrase]
    """The noun phrases in order."""
    ending: dict[int, int]
    """Token index -> index of the phrase that ends there."""

    @classmethod
    def of(cls, text: str, tokens: list[Token]) -> Sentence:
        """Finds triggers and phrases."""
        occurrences = find_triggers(tokens)
        blocked = frozenset(k for o in occurrences for k in range(o.i, o.j))
        phrases = all_phrases(tokens, blocked)
        return cls(text, tokens, occurrences, blocked, phrases, {p.j: k for k, p in enumerate(phrases)})

    def low(self, k: int) -> str:
        """The token at k in lower case, "" outside the sentence."""
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def tag(self, k: int) -> str:
        """The class of the token at k, "" outside the sentence."""
        return self.tokens[k].tag if 0 <= k < len(self.tokens) else ""


def acceptable(phrase: Phrase) -> bool:
    """True for a phrase that can name people: counted or not, but no thing."""
    return not phrase.thing and (phrase.person or (phrase.counted and phrase.high != 0))


_RAISING = frozenset(
    ["able", "managed", "forced", "began", "begun", "continued", "continue", "started", "had", "obliged", "compelled", "made", "appeared", "seemed", "known", "believed", "thought", "reported", "feared", "understood", "presumed", "confirmed", "likely", "said"]
)


def verb_start(s: Sentence, k: int) -> tuple[int, frozenset[str]]:
    """Where the verb group that ends before k begins, and its auxiliaries: "were able to", "have since been"."""
    found = set()
    while k > 0:
        if s.tag(k - 1) in ("aux", "adv", "modal"):
            k -= 1
        elif s.low(k - 1) == "to" and s.low(k - 2) in _RAISING:
            k -= 2
        else:
            break
        found.add(s.low(k))
    return k, frozenset(found)


def is_passive(auxiliaries: frozenset[str]) -> bool:
    """True where the auxiliaries make a participle passive."""
    return bool(auxiliaries & _PASSIVE)


def _part_marker(s: Sentence, k: int) -> int:
    """Where a "including", "among them", "most of them" that ends before k begins; k where there is none."""
    for words_ in (
        ("including",),
        ("among", "them"),
        ("of", "whom"),
        ("of", "them"),
        ("among", "whom"),
        ("included",),
        ("includes",),
        ("include",),
        ("counting",),
    ):
        if k >= len(words_) and all(s.low(k - len(words_) + n) == w for n, w in enumerate(words_)):
            return k - len(words_)
    return k


def _governed(s: Sentence, phrase: Phrase) -> bool:
    return s.tag(phrase.i - 1) == "prep" and _part_marker(s, phrase.i) == phrase.i


def _skip_back(s: Sentence, k: int) -> int:
    """Skips commas, brackets and conjunctions before k."""
    while k > 0 and (s.low(k - 1) in (",", "(", ")", "and", "both", "-", "–", "—")):
        k -= 1
    return k


def _clear(s: Sentence, left: int, right: int) -> bool:
    """True where only modifiers stand between a subject that ends at left and its verb at right."""
    k = left
    if right - 1 > left and s.low(right - 1) == "who" and s.low(right - 2) == ",":
        right -= 2
    relative = s.low(left) in ("who", "whose", "which", "that") or (
        s.low(left) == "," and s.low(left + 1) in ("who", "whose", "which")
    )
    depth = False
    while k < right:
        low, tag = s.low(k), s.tag(k)
        if low in (";", ":", ".", "!", "?"):
            return False
        if relative:
            k += 1
            continue
        if tag in ("clause", "modal") and low not in ("as", "since", "before", "until"):
            return False
        if low in ("but", "while") or low in _REPORTING:
            return False
        if k in s.blocked and s.tag(k) not in ("prep", "adv"):
            return False
        if tag == "pron" or (tag == "aux" and not depth):
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


def subjects(s: Sentence, verb: int) -> list[Argument]:
    """The list of phrases that is the subject of the verb group which begins at token `verb`, left to right."""
    if s.low(verb - 1) in ("before", "after", "while", "when", "without", "by", "of", "despite", "since", "upon", "in"):
        return []  # "killing two before being shot": the subject is elsewhere
    k = next((j for j in range(verb, max(-1, verb - _REACH), -1) if j in s.ending), None)
    if k is None:
        return []
    index: int | None = s.ending[k]
    parts: list[Argument] = []
    relative = s.low(verb - 1) in ("who", "that", "which", "whom")
    while index is not None and index >= 0 and verb - s.phrases[index].j <= _REACH:
        phrase = s.phrases[index]
        marker = _part_marker(s, phrase.i)
        if (
            marker != phrase.i
            or _of_them(s, phrase)
            or (s.low(phrase.j) == "among" and s.low(phrase.j + 1) in ("them", "whom"))
        ):
            parts.append(Argument(phrase, part=True))
            parts.extend(Argument(p, part=True) for p in _coordinated_back(s, phrase))
        elif (not _governed(s, phrase) or (relative and acceptable(phrase))) and not (
            parts and s.low(phrase.j) not in (",", "(", "including", "–", "—", "-") and s.tag(phrase.j) != "prep"
        ):
            listed = _part_of_list(s, phrase)
            if listed is not None:
                parts.extend(Argument(p, part=True) for p in listed)
                index -= len(listed)
                continue
            break
        index -= 1
    if index is None or index < 0:
        return [Argument(p.phrase) for p in parts if _of_them(s, p.phrase)]  # two of them died
    phrase = _apposed(s, _antecedent(s, s.phrases[index], verb))
    if verb - phrase.j > _REACH or not acceptable(phrase) or not _clear_of_parts(s, phrase.j, verb, parts):
        return []
    found = [Argument(phrase), *(Argument(p) for p in _coordinated_back(s, phrase))]
    return sorted(found + [p for p in parts if acceptable(p.phrase)], key=lambda a: a.phrase.i)


def _antecedent(s: Sentence, phrase: Phrase, verb: int) -> Phrase:
    """The phrase before a relative clause that this one stands in: "a man, who is a guard at the tower, was killed"."""
    if not any(s.low(k) == "," for k in range(phrase.j, verb)):
        return phrase
    for r in range(phrase.i - 1, max(0, phrase.i - 15), -1):
        if s.low(r) == ",":
            return phrase
        if s.low(r) in ("who", "whose") and s.low(r - 1) == ",":
            before = _phrase_before(s, r - 1)
            return before if before is not None and acceptable(before) else phrase
    return phrase


def _apposed(s: Sentence, phrase: Phrase) -> Phrase:
    """The name before a description between commas: "Jamal Haddad, 28, a baker from Homs, died"."""
    for _ in range(2):
        if phrase.counted or phrase.best != 1 or s.low(phrase.i - 1) != ",":
            return phrase
        k = phrase.i - 1
        if s.tag(k - 1) in ("num", "digits") and s.low(k - 2) == ",":
            k -= 2
        before = _phrase_before(s, k)
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


def _clear_of_parts(s: Sentence, left: int, right: int, parts: list[Argument]) -> bool:
    return (
        _clear(s, left, right)
        if not parts
        else right - left <= _REACH and not any(s.low(k) in (";", ":", ".") for k in range(left, right))
    )


def _part_of_list(s: Sentence, phrase: Phrase) -> list[Phrase] | None:
    """The members of a part list that ends with this phrase ("including a woman and a child"), or None."""
    members = [phrase, *_coordinated_back(s, phrase)]
    first = min(members, key=lambda p: p.i)
    return members if _part_marker(s, first.i) != first.i else None


def _coordinated_back(s: Sentence, phrase: Phrase) -> list[Phrase]:
    """The members of a list that stand before its last one: "922 gunmen, 539 fighters and ..."."""
    out: list[Phrase] = []
    current = phrase
    by_conj = False
    while len(out) < _LIST:
        k = current.i
        if s.tag(k - 1) == "conj" or s.low(k - 1) in (",",):
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
        previous = _phrase_before(s, k)
        if (
            previous is None
            or not acceptable(previous)
            or _governed(s, previous)
            or _part_marker(s, previous.i) != previous.i
        ):
            break
        if not previous.counted and not by_conj:
            break
        if not previous.counted and current.counted and previous.best is None:
            break  # "police and 12 protesters": police is no count
        out.append(previous)
        current = previous
    return out


def _phrase_before(s: Sentence, k: int) -> Phrase | None:
    """The phrase that ends at token k, or the one whose prepositional tail ends there."""
    tail = 0
    while k > 0 and tail < 3:
        index = s.ending.get(k)
        if index is None:
            return None
        phrase = s.phrases[index]
        if not _governed(s, phrase):
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
    return [Argument(phrase), *(Argument(p) for p in _coordinated_back(s, phrase))][::-1]


_TAIL_TAGS = frozenset({"det", "word", "caps", "name", "one", "many", "num", "digits", "demonym"})
_NO_TAIL = frozenset({"including", "among", "during", "after", "before", "since"})


def _tail(s: Sentence, k: int) -> int:
    """Skips the prepositional phrases after an object: "from the 3rd Brigade", "in the village of X"."""
    for _ in range(3):
        if s.tag(k) != "prep" or s.low(k) in _NO_TAIL:
            return k
        m = k + 1
        while s.tag(m) in _TAIL_TAGS and m - k <= 7 and m not in s.blocked:
            m += 1
        if m == k + 1:
            return k
        k = m
    return k


def _of_them(s: Sentence, phrase: Phrase) -> bool:
    return any(s.low(k) == "of" and s.low(k + 1) in ("them", "whom") for k in range(phrase.i, phrase.j - 1))


def _is_clause(s: Sentence, phrase: Phrase) -> bool:
    """True where a phrase begins a clause of its own rather than going on a list."""
    k = phrase.j
    if s.tag(k) in ("aux", "modal", "clause") and s.low(k) not in (
        "as",
        "since",
        "before",
        "until",
        "who",
        "which",
        "whose",
        "that",
        "when",
        "after",
        "where",
        "while",
        "so",
        "than",
        "what",
        "but",
        "if",
        "whom",
        "though",
        "although",
    ):
        return True
    if k in s.blocked and s.tag(k) not in ("prep",):
        return True
    if s.low(k) in _REPORTING:
        return True
    return s.tag(k) in ("word", "caps") and s.low(k).endswith(("ed", "ing")) and s.low(k) != "armed"


def objects(s: Sentence, k: int) -> list[Argument]:
    """The list of phrases that begins at token k, with the parts that follow it."""
    while s.tag(k) == "adv" or s.low(k) in ("up", ":"):
        k += 1
    out: list[Argument] = []
    for phrase, part in _listed(s, k):
        out.append(Argument(phrase, part=part))
    return out


def _listed(s: Sentence, k: int) -> Iterator[tuple[Phrase, bool]]:
    part = False
    first = True
    previous: Phrase | None = None
    for _ in range(_LIST):
        phrase = noun_phrase(s.tokens, k, s.blocked)
        if phrase is None:
            return
        conj = s.tag(k - 1) == "conj"
        comma = s.low(k - 1) == ","
        if not first and _is_clause(s, phrase) and not _of_them(s, phrase):
            return
        if first and phrase.j in s.blocked and phrase.counted and s.tag(phrase.j) != "prep" and not phrase.person:
            return
        described = previous is not None and previous.named and s.low(phrase.i) in ("a", "an", "the")
        appended = previous is not None and comma and not conj and not phrase.counted
        skipped = appended and (phrase.named or phrase.best is None or phrase.anaphoric or described)
        if skipped and not (phrase.named or described):
            return
        previous = phrase
        if not skipped:
            if not acceptable(phrase):
                return
            yield phrase, part or _of_them(s, phrase)
        first = False
        k = _tail(s, phrase.j)
        if s.low(k) == "(":
            k += 1
        if s.low(k) == "," and s.tag(k + 1) == "digits" and s.low(k + 2) == ",":
            k += 2  # ", 34,"
        following = _next_member(s, k)
        if following is None:
            return
        k, starts_part = following
        part = part or starts_part


def _next_member(s: Sentence, k: int) -> tuple[int, bool] | None:
    """Where the next member of a list begins, and whether it opens a part ("including")."""
    start = k
    while s.low(k) in (",", "-", "–", "—"):
        k += 1
    if s.low(k) in ("including", "included"):
        return k + 1, True
    if s.low(k) in ("among", "of") and s.low(k + 1) in ("them", "whom"):
        return k + 2, True
    if s.low(k) in ("many", "most", "some", "all", "half") and s.low(k + 1) == "of":
        return None
    if s.tag(k) == "conj":
        return k + 1, False
    if s.low(k) in ("along", "together") and s.low(k + 1) == "with":
        return k + 2, False
    if s.low(k) == "as" and s.low(k + 1) == "well" and s.low(k + 2) == "as":
        return k + 3, False
    return (k, False) if k > start and s.low(start) == "," else None
