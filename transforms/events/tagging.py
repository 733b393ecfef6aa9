"""A small guesser of parts of speech: closed classes, a verb lexicon, suffixes and the neighbours.

Tags: DT determiner, PR pronoun, IN preposition, TO, CC, SB subordinator, WP relative, MD, BE, HV, DO, NG, RB, CD, JJ,
TM word of time, POS possessive mark, NN noun or name, VB verb (see `form`), QU quotation mark, and the marks
themselves. Good enough to find verb groups and noun phrases in news prose; a trained analyser may replace it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transforms.events.lexicon import Lexicon, VerbForm
from transforms.events.wordlists import word_list
from transforms.events.words import Token

_QUOTES = frozenset('"“”«»„')
_NP_START = frozenset({"DT", "CD", "PR", "JJ"})
_NOUN_BEFORE = frozenset({"DT", "JJ", "POS", "CD"})


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its tag; for a verb its lemma and form (VB, VBZ, VBD, VBN, VBG; VBE where past or participle)."""

    token: Token
    tag: str
    lemma: str = ""
    form: str = ""
    capital: bool = False


def tag(tokens: Sequence[Token], lexicon: Lexicon, *, headline: bool = False) -> list[Word]:
    """Words of one sentence. In a headline, capitals say nothing and verbs stand in the present."""
    capitals = sum(t.text[:1].isupper() for t in tokens if t.text[:1].isalpha())
    letters = sum(t.text[:1].isalpha() for t in tokens)
    title_case = letters > 3 and capitals > 0.6 * letters
    tags = [_first_guess(t, i, lexicon) for i, t in enumerate(tokens)]
    words: list[Word] = []
    for i, token in enumerate(tokens):
        guess = tags[i]
        lower = token.lower
        capital = token.text[:1].isupper() and not (title_case and headline)
        name = capital and i > 0 and tokens[i - 1].text not in _QUOTES and tokens[i - 1].text not in ":—("
        if lower in ("'", "’") and words and words[-1].token.end == token.start and words[-1].token.lower.endswith("s"):
            words.append(Word(token, "POS"))
        elif lower == "to":
            words.append(Word(token, _to(tokens, tags, i, lexicon)))
        elif lower == "that":
            words.append(Word(token, _that(words, tokens, tags, i, lexicon)))
        elif lower == "'s":
            words.append(Word(token, "BE" if words and words[-1].tag in ("PR", "WP") else "POS"))
        elif guess in ("", "TM") and not name and (readings := lexicon.verbs.get(lower)) and lower != "may":
            form = _verb_form(readings, words, tokens, tags, i, lexicon, headline=headline)
            if form:
                words.append(Word(token, "VB", form.lemma, form.form))
            else:
                words.append(Word(token, guess or _noun_or_adjective(lower), capital=capital))
        elif lower == "past" and words and words[-1].tag in ("DT", "CD"):
            words.append(Word(token, "JJ"))
        elif guess == "JJ" and name and words and words[-1].capital and capital:
            words.append(Word(token, "NN", capital=True))  # Amnesty International
        elif guess:
            if guess == "MD" and lower in ("may", "might", "can", "will") and name:
                guess = "TM" if lower == "may" else "NN"
            words.append(Word(token, guess, capital=capital))
        elif not name and (form := _unknown_verb(lower, words, tokens, tags, i)):
            words.append(Word(token, "VB", form.lemma, form.form))
        else:
            words.append(Word(token, "RB" if lower.endswith("ly") and len(lower) > 4 and not name else "NN",
                              capital=capital))  # fmt: skip
    _settle_ambiguous(words)
    _join_numbers(words)
    return words


_BEFORE_NUMBERS = (
    ("as", "many", "as"), ("as", "few", "as"), ("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"),
    ("at", "most"), ("up", "to"), ("close", "to"), ("about",), ("around",), ("over",), ("nearly",), ("almost",),
    ("roughly",), ("approximately",), ("only",), ("under",), ("below",),
)  # fmt: skip


def _join_numbers(words: list[Word]) -> None:
    """As in "at least", "more than", ... before a number or "half" belong to its phrase."""
    for i, word in enumerate(words):
        if word.tag in ("NN", "VB"):
            continue
        for pattern in _BEFORE_NUMBERS:
            end = i + len(pattern)
            if end >= len(words) or (words[end].tag != "CD" and words[end].token.lower not in ("a", "half")):
                continue
            if words[end].token.lower == "a" and (
                len(pattern) < 2 or end + 1 >= len(words) or words[end + 1].tag != "CD"
            ):
                continue
            if all(w.token.lower == p for w, p in zip(words[i:end], pattern, strict=True)):
                for j in range(i, end):
                    words[j] = Word(words[j].token, "DT")
                break


def _first_guess(token: Token, i: int, lexicon: Lexicon) -> str:
    lower, first = token.lower, token.text[0]
    if first.isdigit():
        return "CD"
    if token.text in _QUOTES:
        return "QU"
    if not (first.isalnum() or first in "'’"):
        return token.text[0] if token.text[0] != "–" else "—"
    if lower in ("march", "may", "dec", "mar", "second", "minute") and not first.isupper():
        return {"may": "MD", "second": "JJ"}.get(lower, "")
    if (
        token.text.isupper()
        and len(token.text) > 1
        and lower in ("us", "it", "who", "is", "may", "am", "can")
        and i >= 0
    ):
        return "NN" if lower in ("us", "who", "is") else lexicon.closed[lower]
    if lower in lexicon.closed:
        return lexicon.closed[lower]
    return ""


def _to(tokens: Sequence[Token], tags: Sequence[str], i: int, lexicon: Lexicon) -> str:
    for j in range(i + 1, min(i + 4, len(tokens))):
        if tags[j] in ("RB", "NG"):
            continue
        if tags[j] in ("BE", "HV", "DO"):
            return "TO"
        readings = lexicon.verbs.get(tokens[j].lower, ())
        base = tokens[j].text[0].islower() and any(r.form == "VB" for r in readings)
        return "TO" if base else "IN"
    return "IN"


def _that(words: Sequence[Word], tokens: Sequence[Token], tags: Sequence[str], i: int, lexicon: Lexicon) -> str:
    before = words[-1].tag if words else ""
    if i + 1 >= len(tokens):
        return "PR"
    after, following = tags[i + 1], tokens[i + 1].lower
    verbal = after in ("MD", "BE", "HV", "DO") or (after == "" and following in lexicon.verbs)
    if before in ("NN", ",", "CD", "TM") and verbal and not _base_noun(following, lexicon):
        return "WP"
    if before in ("IN", "") and after in ("", "TM", "JJ"):
        return "DT"
    if verbal and before in ("", "CC", "SB"):
        return "PR"
    return "SB"


def _base_noun(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.nounish


def _previous(words: Sequence[Word]) -> str:
    for word in reversed(words):
        if word.tag not in ("RB", "NG"):
            return word.tag
    return ""


def _starts_phrase(tokens: Sequence[Token], tags: Sequence[str], i: int) -> bool:
    """Whether a noun phrase starts at token i (the object of a verb before it)."""
    if i >= len(tokens):
        return False
    return tags[i] in _NP_START or (tags[i] in ("", "QU") and (tokens[i].text[:1].isupper() or tags[i] == ""))


def _verb_form(
    readings: tuple[VerbForm, ...], words: Sequence[Word], tokens: Sequence[Token], tags: Sequence[str], i: int,
    lexicon: Lexicon, *, headline: bool,
) -> VerbForm | None:  # fmt: skip
    """The verb reading that the neighbours allow, or None for a noun or adjective."""
    direct = words[-1].tag if words else ""
    before = _previous(words)
    by_form = {r.form: r for r in readings}
    after = tags[i + 1] if i + 1 < len(tokens) else "."
    if "VBG" in by_form and len(by_form) == 1:
        if tokens[i].lower in lexicon.nounish and before != "BE" and not _starts_phrase(tokens, tags, i + 1):
            return None
        return _gerund(by_form["VBG"], words, tokens, tags, i, direct, before, after)
    base = by_form.get("VB") or by_form.get("VBZ")
    past = by_form.get("VBD") or by_form.get("VBN")
    if base and before in ("TO", "MD", "DO"):
        return base
    if past:
        if before == "HV":
            return VerbForm(past.lemma, "VBN")
        if before == "BE":
            return VerbForm(past.lemma, "VBN")
        if direct in ("DT", "POS", "CD", "JJ") and not (base and direct == "CD"):
            # "the captured town", "two wounded soldiers"; but "a few thousand fled", "13 killed"
            if direct == "CD" and after not in ("", "CC"):
                return VerbForm(past.lemma, "VBE")
            if direct == "JJ" and after not in ("", "CC", "JJ") and words[-1].token.lower in _DIRECTIONS:
                return VerbForm(past.lemma, "VBE")
            return VerbForm(past.lemma, "VBE") if direct == "DT" and _pronoun_like(words) else None
        if direct == "IN" and after in ("", "JJ"):
            return None
        if "VBD" in by_form and "VBN" not in by_form:
            return by_form["VBD"]
        if (
            base
            and base.form == "VB"
            and base.lemma in lexicon.nounish
            and before == "NN"
            and after in ("IN", ".", ",")
        ):
            return None  # "an air raid hit" but "oil price cut in"
        return VerbForm(past.lemma, "VBE")
    if base is None:
        return None
    token_lower = tokens[i].lower
    if before in ("PR", "WP") and direct != "DT":
        return base
    noun = base.lemma in lexicon.nounish
    if before in _NOUN_BEFORE or direct in ("IN", "DT", "POS"):
        return None
    if before == "":
        return base if not noun and base.form == "VB" and _starts_phrase(tokens, tags, i + 1) else None
    if before in ("NN", "TM", ")", ",", "CC", "QU", "RB"):
        seen = any(w.tag in ("VB", "BE", "HV", "MD") and w.form != "VBG" for w in words)
        if token_lower in _ADJECTIVES and after in ("IN", "TO", ",", "."):
            return None
        if (
            noun
            and base.form == "VBZ"
            and direct == "NN"
            and before == "NN"
            and after in ("DT", "PR")
            and tokens[i + 1].lower not in ("all", "both")
            and not _plural(words)
            and not _more_verbs(tokens, tags, i + 1, lexicon)
        ):
            return base
        if (
            noun
            and base.form == "VB"
            and direct == "NN"
            and _plural(words)
            and i + 1 < len(tokens)
            and (
                tokens[i + 1].lower in ("that", "to")
                or (after in ("DT", "PR") and not _more_verbs(tokens, tags, i + 1, lexicon))
            )
        ):
            return base
        names = before == "NN" and words[-1].capital and i + 1 < len(tokens) and tokens[i + 1].text[:1].isupper()
        if (
            noun
            and base.form == "VBZ"
            and direct == "NN"
            and names
            and not _plural(words)
            and not _more_verbs(tokens, tags, i + 1, lexicon)
        ):
            return base
        if noun:
            follows = (
                _starts_phrase(tokens, tags, i + 1)
                or after in ("IN", "TO")
                or (i + 1 < len(tokens) and tokens[i + 1].lower == "to")
            )
            if not (headline and follows and not seen) or after == "IN" or before in (",", "CC"):
                return None
            if _more_verbs(tokens, tags, i + 1, lexicon):
                return None
            return base
        if base.form == "VBZ" or headline or _plural(words):
            return base
    return None


_DIRECTIONS = word_list("tagging_directions") - {"second", "first", "own", "same"}
_ADJECTIVES = frozenset(
    {"close", "open", "free", "clear", "live", "present", "separate", "secure", "near", "like", "complete"}
)


def _more_verbs(tokens: Sequence[Token], tags: Sequence[str], i: int, lexicon: Lexicon) -> bool:
    """Whether another verb follows in the clause, so that a word before it was its subject."""
    for j in range(i, len(tokens)):
        if tags[j] in (",", ";", ":", "—", "SB", "AM", "WP", "CC"):
            return False
        if tags[j] in ("MD", "BE", "HV"):
            return True
        if tags[j] == "" and tags[j - 1] not in ("DT", "CD", "JJ", "IN") and tokens[j].text[0].islower():
            readings = lexicon.verbs.get(tokens[j].lower, ())
            if any(r.form == "VBD" or (r.form == "VBZ" and r.lemma not in lexicon.nounish) for r in readings):
                return True
    return False


def _pronoun_like(words: Sequence[Word]) -> bool:
    return words[-1].token.lower in ("all", "both", "some", "many", "most", "several", "few", "each", "neither", "this")


def _plural(words: Sequence[Word]) -> bool:
    for word in reversed(words):
        if word.tag == "NN":
            return word.token.lower.endswith("s") or word.token.lower in ("police", "people", "troops")
    return False


def _gerund(
    reading: VerbForm, words: Sequence[Word], tokens: Sequence[Token], tags: Sequence[str], i: int,
    direct: str, before: str, after: str,
) -> VerbForm | None:  # fmt: skip
    if before == "BE":
        return reading
    if direct in ("DT", "POS", "JJ", "CD"):
        return None
    following = tokens[i + 1].lower if i + 1 < len(tokens) else "."
    if following == "of":
        return None
    phrase = _starts_phrase(tokens, tags, i + 1)
    if direct in ("IN", "AM", "SB"):
        return reading if phrase or following in ("to", "that", "up", "out", "down", "off") else None
    if direct == "NN":
        if words[-1].token.lower.endswith("s") or words[-1].token.lower in ("people", "police", "men", "women"):
            return reading
        return reading if phrase and after != "IN" and after in _NP_START else None
    if direct in (",", "CC", "", "VB", "QU", "RB", "—", "TM"):
        if direct == "" and not (phrase and after in _NP_START):
            return None
        return reading if phrase or after in ("IN", "RB", "SB", "TO", "QU") or following == "to" else None
    return None


def _unknown_verb(
    lower: str, words: Sequence[Word], tokens: Sequence[Token], tags: Sequence[str], i: int
) -> VerbForm | None:
    """A verb that the lexicon lacks, told by its ending and its neighbours."""
    direct, before = (words[-1].tag if words else ""), _previous(words)
    if "-" in lower or len(lower) < 5:
        return None
    if lower.endswith("ed") and not lower.endswith("eed"):
        if before in ("BE", "HV") or (direct in ("NN", "PR", "WP", "RB", "CC", "TM", ",", ")")):
            return VerbForm(lower[:-2], "VBN" if before in ("BE", "HV") else "VBE")
    elif lower.endswith("ing"):
        after = tags[i + 1] if i + 1 < len(tokens) else "."
        return _gerund(VerbForm(lower[:-3], "VBG"), words, tokens, tags, i, direct, before, after)
    return None


def _noun_or_adjective(lower: str) -> str:
    return "JJ" if lower.endswith("ed") else "NN"


def _settle_ambiguous(words: list[Word]) -> None:
    """`after`, `as`, `since`, ... are subordinators where a finite verb follows in their clause."""
    for i, word in enumerate(words):
        if word.tag == "JJ" and word.token.lower == "military":
            if i + 1 == len(words) or words[i + 1].tag not in ("NN", "JJ", "CD", "CC"):
                words[i] = Word(word.token, "NN", capital=word.capital)
            continue
        if word.tag == "VB" and word.token.lower in ("wounded", "injured") and i > 1 and words[i - 1].tag == "CD":
            if words[i - 2].tag in ("VB", "IN") and (i + 1 == len(words) or words[i + 1].tag in (".", ",", "CC", "IN")):
                words[i] = Word(word.token, "NN")  # "received nine wounded"
            continue
        if word.tag != "AM":
            continue
        finite = False
        for other in words[i + 1 :]:
            if other.tag in (",", ";", ":", "—", "SB", "WP", ".", "(", "QU"):
                break
            if other.tag in ("BE", "HV", "MD", "DO") or (
                other.tag == "VB" and other.form in ("VBD", "VBZ", "VBE", "VB")
            ):
                finite = True
                break
            if other.tag == "VB" and other.form == "VBG":
                break
        words[i] = Word(word.token, "SB" if finite else "IN")
