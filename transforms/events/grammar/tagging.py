"""The words of a sentence with their kinds and dependencies: the analyser's tokens brought to the coder's words.

The analyser cuts words as its treebank does ("Kurdish - led"), the dictionaries of the coder as newspapers print them
("Kurdish-led"). A word takes over the tag and the head of that of its tokens which the others depend on.

Tags: DT determiner, PR pronoun, IN preposition, TO, CC, SB subordinator, WP relative or question word, MD, BE, HV, DO,
NG, RB, CD, JJ, TM word of time, POS possessive mark, NN noun or name, VB verb (see `form`), QU quotation mark, and the
marks themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from transforms.events.analyser import document
from transforms.events.grammar.lexicon import Lexicon
from transforms.events.grammar.words import Token

_QUOTES = frozenset('"“”«»„')
_CURRENCIES = frozenset("$€£¥₹₽₪")
_SIMPLE = {
    "ADP": "IN", "CCONJ": "CC", "SCONJ": "SB", "DET": "DT", "ADV": "RB", "NUM": "CD", "ADJ": "JJ", "NOUN": "NN",
    "PROPN": "NN", "PRON": "PR", "VERB": "VB", "X": "NN", "INTJ": "RB", "SYM": "NN",
}  # fmt: skip
_AUXILIARIES = {"be": "BE", "have": "HV", "do": "DO", "get": "BE"}
_RELATIVE = frozenset({"who", "whom", "which", "whose", "what"})


@dataclass(slots=True)
class Word:
    """A word in its sentence; once parsed it is not changed.

    For a verb `lemma` and `form` (VB, VBZ, VBD, VBN, VBG; VBE where past or participle) are given. `head` is the word
    that it depends on (-1: none) by the universal relation `rel`; `capital` says that it is written with one.
    """

    token: Token
    tag: str
    lemma: str = ""
    form: str = ""
    capital: bool = False
    head: int = -1
    rel: str = "root"


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which analysed token is which word: `word_of` by (sentence, token) of the document."""

    words: tuple[Word, ...]
    word_of: dict[tuple[int, int], int]


def align(tokens: Sequence[Token], analysed: document.Document, offset: int, lexicon: Lexicon) -> Alignment:
    """The words of one sentence.

    Args:
        tokens: its words as the coder cuts them; offsets count in the story.
        analysed: the analysis of the sentence as a text of its own (a sentence that it cut in two keeps both roots).
        offset: where the sentence starts in the story.
        lexicon: closed classes and verb forms.
    """
    word_of: dict[tuple[int, int], int] = {}
    parts: list[list[tuple[int, int]]] = [[] for _ in tokens]
    at = 0
    for s, sentence in enumerate(analysed.sentences):
        for t, part in enumerate(sentence.tokens):
            start = part.start + offset
            while at + 1 < len(tokens) and tokens[at].end <= start:
                at += 1
            word_of[s, t] = at
            parts[at].append((s, t))
    words: list[Word] = []
    for i, token in enumerate(tokens):
        leading = _leading(parts[i], analysed, word_of)
        if leading is None:
            words.append(Word(token, _mark(token), head=i - 1, rel="goeswith"))
            continue
        s, t = leading
        source = analysed.sentences[s].tokens[t]
        head = word_of[s, source.head] if source.head >= 0 else -1
        words.append(_word(token, source, head if head != i else -1, len(parts[i]) > 1, words, lexicon))
    return Alignment(tuple(words), word_of)


def without_cycles(words: Sequence[Word]) -> Iterator[Word]:
    """Joining tokens to words, or mending them, may close a circle: its first word becomes a root."""
    heads = [w.head for w in words]
    for i, word in enumerate(words):
        at, steps = heads[i], len(words)
        while at >= 0 and at != i and steps:
            at, steps = heads[at], steps - 1
        if at == i:
            heads[i] = -1
        yield word if heads[i] == word.head else replace(word, head=-1, rel="root")


def _leading(
    parts: Sequence[tuple[int, int]], analysed: document.Document, word_of: dict[tuple[int, int], int]
) -> tuple[int, int] | None:
    """The token of a word on which its others depend; a mark only where there is nothing else."""
    if len(parts) == 1:
        return parts[0]
    best = None
    for s, t in parts:
        token = analysed.sentences[s].tokens[t]
        inside = token.head >= 0 and word_of.get((s, token.head)) == word_of[s, t]
        if not inside and (best is None or token.upos != "PUNCT"):
            best = (s, t)
    return best if best is not None or not parts else parts[-1]


def _word(
    token: Token, source: document.Token, head: int, joined: bool, before: Sequence[Word], lexicon: Lexicon
) -> Word:
    lower = token.lower
    capital = token.text[:1].isupper()
    tag = _tag(token, source, before, lexicon)
    if joined and tag == "VB" and source.rel in ("amod", "compound"):
        tag = "JJ"  # Kurdish-led fighters
    if tag != "VB":
        return Word(token, tag, capital=capital and tag not in ("DT", "PR", "IN"), head=head, rel=source.rel)
    lemma, form = verb_form(lower, source.lemma, lexicon)
    return Word(token, tag, lemma, form, head=head, rel=source.rel)


def _tag(token: Token, source: document.Token, before: Sequence[Word], lexicon: Lexicon) -> str:
    lower, upos = token.lower, source.upos
    if token.text in _QUOTES:
        return "QU"
    if token.text in _CURRENCIES:
        return "NN"  # "$12 million"
    if not token.text.isalnum() and not any(c.isalnum() for c in token.text):
        return "POS" if lower in ("'", "’") and source.rel == "case" else _mark(token)
    if lower in ("'s", "’s"):
        return "POS" if upos in ("PART", "ADP") or source.rel == "case" else "BE"
    if lower == "'" or token.text[0].isdigit():
        return "CD"
    known = lexicon.closed.get(lower, "")
    if known == "NG":
        return known
    if upos == "AUX":
        return known if known in ("MD", "BE", "HV", "DO") else _AUXILIARIES.get(source.lemma, "MD")
    if upos == "PART":
        return "TO" if lower == "to" else "NG" if lower in ("not", "n't") else "RB"
    if upos == "VERB":
        if source.rel in ("amod", "compound"):
            return "JJ" if source.rel == "amod" else "NN"  # captured towns, tear gas
        if "-" in lower and source.rel in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "conj"):
            return "NN"  # a shoot-out
        if source.rel in _NOUNS_PLACES and before and before[-1].token.lower in _ARTICLES and _bare(lower):
            return "NN"  # the dismissal of a minister
        return "VB" if lower.isalpha() or "-" in lower else "NN"
    if upos == "PRON":
        if lower in _RELATIVE or (lower == "that" and source.rel in ("nsubj", "nsubj:pass", "obj", "obl")
                                  and before and before[-1].tag in ("NN", ",", "TM", "CD")):  # fmt: skip
            return "WP"
        return "RB" if source.rel == "expl" and lower == "there" else known if known in ("DT", "CD") else "PR"
    if known == "TM" and upos in ("NOUN", "PROPN", "ADV") and (token.text[0].isupper() or lower not in _NO_TIMES):
        return known
    if known in ("CD", "SB") and upos in ("NUM", "NOUN", "ADV", "SCONJ", "DET", "ADP"):
        return known
    if known == "DT" and upos in ("ADJ", "ADV"):
        return known
    return _SIMPLE.get(upos, "NN")


def _bare(lower: str) -> bool:
    """Whether a word has no ending of verbs that nouns do without: "dismissal", not "wounded" or "fighting"."""
    return not lower.endswith(("ed", "ing"))


_ARTICLES = frozenset({"the", "a", "an"})
#: Where nouns hang in a sentence.
_NOUNS_PLACES = frozenset({"nsubj", "nsubj:pass", "obj", "obl", "nmod"})
_NO_TIMES = frozenset({"march", "may", "second", "minute", "mar", "dec"})


def _mark(token: Token) -> str:
    if token.text in _QUOTES:
        return "QU"
    return "—" if token.text[0] == "–" else token.text[0]


def verb_form(lower: str, lemma: str, lexicon: Lexicon) -> tuple[str, str]:
    """Lemma and form of a verb as written; the lexicon's where it knows the word, else the analyser's lemma."""
    readings = lexicon.verbs.get(lower, ())
    if readings:
        fitting = [r for r in readings if r.lemma == lemma] or list(readings)
        forms = {r.form for r in fitting}
        for form in ("VBG", "VBZ"):
            if form in forms:
                return fitting[0].lemma, form
        past = forms & {"VBD", "VBN"}
        form = ("VBE" if len(past) == 2 else past.pop()) if past else "VB"
        return fitting[-1].lemma if past else fitting[0].lemma, form
    form = (
        "VBG" if lower.endswith("ing") and lower != lemma
        else "VBZ" if lower == lemma + "s" or lower == lemma + "es"
        else "VB" if lower == lemma
        else "VBE"
    )  # fmt: skip
    return lemma, form
