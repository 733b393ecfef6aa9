"""Habits of news prose that the analyser's treebank hardly has, set right before the words are parsed.

The treebank is web text: ", killing three people and wounding eight" comes out as adjectives there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transforms.events.grammar.attachment import reattach
from transforms.events.grammar.lexicon import Lexicon
from transforms.events.grammar.phrase_heads import hang_phrases
from transforms.events.grammar.tagging import Word, verb_form
from transforms.events.wordlists import word_list

_POSTS = frozenset({"attorney", "attorneys", "secretary", "consul", "solicitor", "director", "governor"})
_SAYING = frozenset({"said", "says", "told", "added"})
#: Participles that open a phrase rather than tell what follows from the clause: "including", "according".
_PREPOSITIONAL = word_list("mending_prepositional")
#: What speakers do with further words.
_SPEAKING = word_list("mending_speaking")
_OPENING = frozenset({"DT", "CD", "PR", "NN", "JJ", "IN"})
_GENERATIONS = word_list("naming_generations")
#: What stands before a deed in which somebody is hurt, and such deeds.
_DURING = frozenset({"in", "after", "during", "by", "from"})
_ATTACKS = frozenset({"attack", "attacks", "raid", "raids", "spree", "rampage", "incident", "incidents", "campaign"})
#: What may stand between a participle and the noun that is its object.
_BEFORE_NOUN = frozenset({"DT", "CD", "JJ", "IN", "RB", "NN", "POS"})
#: What the words behind the verb of a headline may be called where the analyser sees no verb.
_LOOSE = frozenset({"nmod", "obl", "obj", "root", "nsubj", "flat", "compound", "dep"})


def mend(words: Sequence[Word], lexicon: Lexicon, *, headline: bool = False) -> list[Word]:
    """The words with participles of result and reporting verbs, and the verbs of headlines, as the verbs they are."""
    mended = list(words)
    hang_phrases(mended)
    _articles(mended)
    _generals(mended)
    _juniors(mended)
    _infinitives(mended, lexicon)
    if headline and not any(w.tag in ("VB", "BE") for w in mended):
        _headline(mended, lexicon)
    elif headline:
        _headline_verb(mended)
    _past_forms(mended, lexicon)
    _hidden(mended, lexicon)
    for i, word in enumerate(mended):
        if word.token.lower in _SAYING and word.tag != "VB":
            lemma = {"told": "tell", "added": "add"}.get(word.token.lower, "say")
            mended[i] = replace(word, tag="VB", lemma=lemma, form="VBZ" if word.token.lower == "says" else "VBE",
                                capital=False)  # fmt: skip
        elif _tells_result(mended, i, lexicon):
            _participle(mended, i, lexicon)
    _passives(mended, lexicon)
    _kinds_of_attack(mended)
    reattach(mended)
    _said_further(mended)
    _numbers(mended)
    return mended


def _said_further(words: list[Word]) -> None:
    """Who says something also blames: "Rebels killed 12 farmers, a chief said, blaming a Ugandan group"."""
    for i in range(2, len(words)):
        word, said = words[i], i - 2
        spoken = word.form == "VBG" and word.lemma in _SPEAKING and word.rel == "advcl" and words[i - 1].tag == ","
        if spoken and word.head < said and words[said].token.lower in _SAYING:
            words[i] = replace(word, head=said)


def _articles(words: list[Word]) -> None:
    """The article of a noun right after it belongs to it: "put up the barricades"."""
    for i, word in enumerate(words[:-1]):
        if word.token.lower in ("the", "a", "an") and word.rel != "det" and words[i + 1].tag == "NN":
            head = i + 1
            while words[head].rel in ("compound", "nmod:poss") and words[head].head > head:
                head = words[head].head
            words[i] = replace(word, head=head, rel="det")


def _kinds_of_attack(words: list[Word]) -> None:
    """A participle before an attack says what kind it is: those "killed in shooting attacks" shoot nobody."""
    for i in range(1, len(words) - 1):
        word, deed = words[i], words[i + 1]
        marked = words[i - 1].token.lower in _DURING and words[i - 1].head == i
        if not (marked and word.form == "VBG" and deed.head == i and deed.token.lower in _ATTACKS):
            continue
        for at, other in enumerate(words):
            if other.head == i and at != i + 1:
                words[at] = replace(other, head=i + 1)
        words[i - 1] = replace(words[i - 1], tag="IN", rel="case")
        words[i + 1] = replace(deed, head=word.head, rel="obl")
        words[i] = replace(word, tag="NN", rel="compound", head=i + 1, lemma="", form="")


def _generals(words: list[Word]) -> None:
    """The adjective of a post is the end of its name: "the attorney general of Ohio"."""
    for i, word in enumerate(words[:-1]):
        after = words[i + 1]
        if word.token.lower in _POSTS and after.token.lower == "general" and after.tag == "JJ" and after.head == i:
            words[i + 1] = replace(after, tag="NN", head=word.head, rel=word.rel)
            words[i] = replace(word, head=i + 1, rel="compound")
            for at, other in enumerate(words):
                if other.head == i:
                    words[at] = replace(other, head=i + 1)


def _juniors(words: list[Word]) -> None:
    """What tells a son from his father is part of the name: "John F. Kelly Jr."."""
    for i, word in enumerate(words):
        if i and word.token.text in _GENERATIONS and word.rel == "nmod" and words[i - 1].capital:
            words[i] = replace(word, rel="flat")


def _infinitives(words: list[Word], lexicon: Lexicon) -> None:
    """The "to" that marks a verb is that of the infinitive, whatever the analyser calls it: "prepared to attack".

    And what it marks is a verb: "threatened to assault and murder her".
    """
    for i, word in enumerate(words[:-1]):
        after = words[i + 1]
        marks = word.rel == "mark" and word.head == i + 1 and word.token.lower == "to"
        if marks and after.tag == "NN" and not after.capital:
            reading = next((r for r in lexicon.verbs.get(after.token.lower, ()) if r.form == "VB"), None)
            if reading is not None:
                after = words[i + 1] = replace(after, tag="VB", lemma=reading.lemma, form="VB")
        verb = after.tag == "VB" and after.form != "VBG"
        if word.token.lower == "to" and word.rel in ("mark", "aux") and word.tag != "TO" and verb:
            words[i] = replace(word, tag="TO")


def _headline(words: list[Word], lexicon: Lexicon) -> None:
    """As in "Student shot in Lagos": the first word that can be a verb, where the analyser finds none."""
    for i in range(1, len(words)):
        word = words[i]
        readings = [r for r in lexicon.verbs.get(word.token.lower, ()) if r.form != "VBG"]
        if not readings or word.tag not in ("NN", "JJ") or word.token.lower in lexicon.nounish:
            continue
        subject = next((j for j in range(i - 1, -1, -1) if words[j].tag in ("NN", "CD")), None)
        if subject is None or words[i - 1].tag in ("DT", "IN", "JJ", "POS"):
            continue
        lemma, form = verb_form(word.token.lower, readings[0].lemma, lexicon)
        words[i] = replace(word, tag="VB", lemma=lemma, form=form, capital=False, head=-1, rel="root")
        words[subject] = replace(words[subject], head=i, rel="nsubj")
        for j in range(i + 1, len(words)):
            if words[j].head <= i and words[j].rel in _LOOSE:
                cased = any(w.head == j and w.rel == "case" for w in words)
                words[j] = replace(words[j], head=i, rel="obl" if cased else "obj")
        return


def _headline_verb(words: list[Word]) -> None:
    """As in "Arrest of former minister sparks protests", where the analyser hangs the only verb on a noun before it."""
    verbs = [i for i, w in enumerate(words) if w.tag in ("VB", "BE")]
    at = verbs[0] if len(verbs) == 1 else 0
    if not at or words[at].form != "VBZ" or words[at].rel not in _LOOSE or not 0 <= words[at].head < at:
        return
    noun = words[at].head
    if words[noun].tag != "NN" or words[noun].head >= 0:
        return
    words[noun] = replace(words[noun], head=at, rel="nsubj")
    words[at] = replace(words[at], head=-1, rel="root")


def _past_forms(words: list[Word], lexicon: Lexicon) -> None:
    """As in "guerrillas wounded two soldiers", "have been killed": past forms that come out as adjectives."""
    doers = {w.head for j, w in enumerate(words) if w.rel in ("nsubj", "nsubj:pass") and j < w.head}
    named = {w.head for w in words if w.rel == "cop"}
    for i, word in enumerate(words):
        lower = word.token.lower
        if (
            word.tag not in ("JJ", "NN", "RB", "CD", "MD")
            or word.capital
            or lower in lexicon.closed
            or lower in lexicon.nounish
        ):
            continue
        readings = [r for r in lexicon.verbs.get(lower, ()) if r.form in ("VBD", "VBN")]
        if not readings or i == 0:
            continue
        before = i - 1
        while before > 0 and words[before].tag in ("RB", "NG"):
            before -= 1
        helper = words[before].tag in ("BE", "HV") and words[before].rel in ("aux", "aux:pass", "cop", "conj", "ccomp")
        after = words[i + 1].tag if i + 1 < len(words) else "."
        active = (
            word.rel not in _OF_NOUNS
            and words[before].tag in ("NN", "PR", "WP", "CD")
            and after in ("DT", "CD", "PR", "NN", "JJ")
        )
        if helper:
            _make_verb(words, i, readings[0].lemma, passive=words[before].tag == "BE")
        elif active or (i in doers and i not in named and word.rel in _CLAUSES):
            _make_verb(words, i, readings[0].lemma, passive=False)


_CLAUSES = frozenset({"root", "ccomp", "conj", "advcl", "parataxis", "acl:relcl"})
#: What an adjective before or a noun inside a phrase is to it.
_OF_NOUNS = frozenset({"amod", "compound", "nmod", "nmod:poss", "flat", "obj", "obl", "appos", "nsubj", "fixed"})


def _make_verb(words: list[Word], i: int, lemma: str, *, passive: bool) -> None:
    words[i] = replace(words[i], tag="VB", lemma=lemma, form="VBE", capital=False)
    for j, other in enumerate(words):
        if other.head != i:
            continue
        if other.rel in ("cop", "aux") and other.tag == "BE" and passive and j == i - 1:
            words[j] = replace(other, rel="aux:pass")
        elif other.rel == "cop":
            words[j] = replace(other, rel="aux:pass" if passive else "aux")
        elif other.rel == "nsubj" and j < i and passive:
            words[j] = replace(other, rel="nsubj:pass")
        elif other.rel == "nsubj" and j > i:
            words[j] = replace(other, rel="obj")


def _passives(words: list[Word], lexicon: Lexicon) -> None:
    """As in "two were wounded": what the analyser takes for an adjective after "be" is a passive."""
    for i, word in enumerate(words):
        if word.tag != "BE" or word.rel != "cop" or words[word.head].tag not in ("JJ", "NN"):
            continue
        said = words[word.head]
        readings = [r for r in lexicon.verbs.get(said.token.lower, ()) if r.form == "VBN"]
        if not readings or said.capital or said.token.lower in lexicon.closed or word.head < i:
            continue
        words[word.head] = replace(said, tag="VB", lemma=readings[0].lemma, form="VBE")
        words[i] = replace(word, rel="aux:pass")
        for j, other in enumerate(words):
            if other.head == word.head and other.rel == "nsubj":
                words[j] = replace(other, rel="nsubj:pass")


def _hidden(words: list[Word], lexicon: Lexicon) -> None:
    """As in "Gunmen in burqas seized an unfinished hotel": a past form between two nouns that comes out as a noun."""
    for i in range(1, len(words) - 1):
        word, after = words[i], words[i + 1]
        lower = word.token.lower
        if word.tag not in ("NN", "JJ", "DT", "IN", "RB", "MD") or word.capital or after.tag not in ("DT", "CD", "PR"):
            continue
        if lower in lexicon.closed or not any(r.form in ("VBD", "VBN") for r in lexicon.verbs.get(lower, ())):
            continue
        before = words[i - 1]
        if before.tag != "NN" or before.rel == "case" or (lower in lexicon.nounish and not _many(before)):
            continue
        top, steps = i - 1, 0
        while words[top].tag == "NN" and 0 <= words[top].head < i and words[words[top].head].tag == "NN" and steps < 9:
            top, steps = words[top].head, steps + 1
        named = next((j for j in range(i + 1, len(words)) if words[j].tag not in _BEFORE_NOUN - {"NN", "IN"}), None)
        while named is not None and named + 1 < len(words) and words[named + 1].tag == "NN":
            named += 1
        if named is None or words[named].tag != "NN" or words[top].rel in ("nsubj", "nsubj:pass") or top == i:
            continue
        head, rel = words[top].head, words[top].rel
        inside = head == i or i < head <= named
        reading = next(r for r in lexicon.verbs[lower] if r.form in ("VBD", "VBN"))
        words[i] = replace(word, tag="VB", lemma=reading.lemma, form="VBD", capital=False,
                           head=-1 if inside else head, rel="root" if inside or head < 0 else _clause(rel))  # fmt: skip
        words[top] = replace(words[top], head=i, rel="nsubj")
        words[named] = replace(words[named], head=i, rel="obj")


def _many(word: Word) -> bool:
    return word.capital or word.token.lower.endswith("s") or word.token.lower in ("police", "men", "gunmen", "troops")


def _clause(rel: str) -> str:
    return rel if rel in _CLAUSES else "parataxis"


def _numbers(words: list[Word]) -> None:
    """As in "at least 30", "up to a dozen": what stands before a number belongs to its phrase."""
    for i, word in enumerate(words):
        for pattern in _BEFORE_NUMBERS if word.token.lower in _FIRST_OF_NUMBERS else ():
            end = i + len(pattern)
            if end >= len(words) or [w.token.lower for w in words[i:end]] != list(pattern):
                continue
            counted = words[end].tag == "CD" or words[end].token.lower == "half"
            if words[end].token.lower == "a" and len(pattern) > 1:
                counted = end + 1 < len(words) and words[end + 1].tag == "CD"
            if counted:
                for j in range(i, end):
                    words[j] = replace(words[j], tag="DT", head=end, rel="det")
                break


_BEFORE_NUMBERS = (
    ("as", "many", "as"), ("as", "few", "as"), ("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"),
    ("at", "most"), ("up", "to"), ("close", "to"), ("about",), ("around",), ("over",), ("nearly",), ("almost",),
    ("roughly",), ("approximately",), ("only",), ("under",), ("below",), ("some",),
)  # fmt: skip
_FIRST_OF_NUMBERS = frozenset(pattern[0] for pattern in _BEFORE_NUMBERS)


def _tells_result(words: Sequence[Word], i: int, lexicon: Lexicon) -> bool:
    """As in ", killing three": a participle between comma (or "and" after another) and a noun phrase."""
    if i < 2 or i + 1 >= len(words) or words[i - 1].tag not in (",", "CC"):
        return False
    word = words[i]
    lower = word.token.lower
    readings = lexicon.verbs.get(lower, ())
    if not readings or lower in _PREPOSITIONAL:
        return False
    if not any(r.form == "VBG" for r in readings):
        return False
    if word.tag == "VB" and word.rel in ("advcl", "conj") and word.head < i:
        return False
    if words[i + 1].tag not in _OPENING or (lower in lexicon.nounish and words[i + 1].tag not in ("DT", "CD", "PR")):
        return False
    before = words[i - 1]
    if before.tag == "CC":
        left = [w for w in words[max(0, i - 12) : i] if w.form == "VBG" and w.rel == "advcl"]
        return bool(left) and before.token.lower in ("and", "but")
    after = words[i + 1]
    if after.tag == "IN":
        return after.token.lower in ("at", "up", "more", "as") and i + 2 < len(words)
    return after.tag in ("DT", "CD", "PR") or word.tag == "VB" or after.token.text.endswith("s") or after.capital


def _participle(words: list[Word], i: int, lexicon: Lexicon) -> None:
    reading = next(r for r in lexicon.verbs[words[i].token.lower] if r.form == "VBG")
    verb = words[i].head
    earlier = [j for j in range(i) if words[j].tag == "VB" and words[j].form != "VBG"]
    steps = 0
    while verb >= 0 and (words[verb].tag != "VB" or verb > i) and steps < 20:
        verb, steps = words[verb].head, steps + 1
    if (verb < 0 or verb > i) and earlier:
        verb = earlier[-1]
    if verb < 0 or verb == i:
        return
    words[i] = replace(words[i], tag="VB", lemma=reading.lemma, form="VBG", head=verb, rel="advcl", capital=False)
    j = i + 1
    noun = None
    while j < len(words) and words[j].tag in _BEFORE_NOUN:
        if words[j].tag == "IN" and noun is not None:
            break
        noun = j if words[j].tag in ("NN", "CD") else noun
        j += 1
    if j < len(words) and words[j].tag == "PR":
        noun = j
    if noun is None:
        return
    words[noun] = replace(words[noun], head=i, rel="obj")
    for k in range(i + 1, noun):
        at, steps = words[k].head, 0
        while i < at < noun and steps < 10:
            at, steps = words[at].head, steps + 1
        if at != noun and not i < words[k].head < noun:
            words[k] = replace(words[k], head=noun, rel=_modifier(words[k]))


def _modifier(word: Word) -> str:
    return {"DT": "det", "CD": "nummod", "JJ": "amod", "NN": "compound"}.get(word.tag, word.rel)
