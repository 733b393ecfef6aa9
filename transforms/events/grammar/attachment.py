"""Subjects and objects on the verbs that they belong to, where the analyser hangs them on others.

It takes words in the order of the steps: each may build on what the ones before it have set right.
"""

from __future__ import annotations

from dataclasses import replace

from transforms.events.grammar.noun_attachment import attach_nouns
from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import status_words


def reattach(words: list[Word]) -> None:
    """Hangs subjects, objects and what is said on their verbs, in place."""
    attach_nouns(words)
    _said_by_themselves(words)
    _subjects(words)
    _accused(words)
    _crossing(words)
    _joined(words)
    _next_clauses(words)
    _objects(words)
    _denied(words)
    _went_on(words)
    _after_prepositions(words)
    _after_relatives(words)


def _after_prepositions(words: list[Word]) -> None:
    """As in "warned of a coup": what a preposition marks is no object of the verb."""
    for i, word in enumerate(words):
        if word.rel == "case" and word.token.lower in _OBLIQUE and i < word.head and words[word.head].rel == "obj":
            words[word.head] = replace(words[word.head], rel="obl")


#: Prepositions that no number has before it, as "at least 30" and "over 30" have.
_OBLIQUE = frozenset({"of", "against", "with", "into"})


def _after_relatives(words: list[Word]) -> None:
    """As in "arrested Sow, an editor who ran for mayor, in the town of Kaya": the comma ends what is told of Sow."""
    for i, word in enumerate(words):
        verb = word.head
        if word.rel != "obl" or verb < 0 or words[verb].rel != "acl:relcl":
            continue
        mark = next((m for m, w in enumerate(words[:i]) if w.head == i and w.rel == "case"), 0)
        where = words[mark].token.lower in _WHERE and words[mark - 1].tag == ","
        if not where or verb >= mark:
            continue
        above = words[verb].head
        while 0 <= above < verb and words[above].tag != "VB" and words[above].head < above:
            above = words[above].head
        opened = any(w.tag == "," for w in words[above + 1 : verb])
        if 0 <= above < verb and words[above].tag == "VB" and opened:
            words[i] = replace(word, head=above)


_WHERE = frozenset({"in", "at", "near", "on", "outside"})


def _went_on(words: list[Word]) -> None:
    """As in "police believed he robbed a shop, then kidnapped her": "then" goes on with what is believed or said."""
    for i, verb in enumerate(words):
        above = verb.head
        if verb.rel != "conj" or not 0 <= above < i or words[above].lemma not in _TELLING:
            continue
        if not any(w.head == i and w.token.lower == "then" for w in words[above:i]):
            continue
        told = next((j for j in range(above + 1, i) if words[j].head == above and words[j].rel == "ccomp"), None)
        if told is not None:
            words[i] = replace(verb, head=told)


_TELLING = status_words("saying") | frozenset({"believe", "think", "suspect", "allege"})


def _denied(words: list[Word]) -> None:
    """As in "denied that his men were there and blamed the army": who denies it blames, and nobody else."""
    subjects = {w.head for w in words if w.rel in ("nsubj", "nsubj:pass", "csubj", "expl")}
    for i, verb in enumerate(words):
        if verb.rel != "conj" or verb.lemma not in _COUNTERED or i in subjects or not 0 <= verb.head < i:
            continue
        clause = words[verb.head]
        if clause.rel == "ccomp" and clause.head >= 0 and words[clause.head].lemma in _DENYING:
            words[i] = replace(verb, head=clause.head)


_DENYING = status_words("denying")
_COUNTERED = frozenset(
    {"blame", "accuse", "condemn", "denounce", "demand", "call", "insist", "threaten", "vow", "urge"}
)


def _said_by_themselves(words: list[Word]) -> None:
    """As in "Hungary said it will support the plan": a pronoun after a verb that has a subject is the next verb's."""
    for i, word in enumerate(words):
        if word.tag == "PR" and word.rel in ("expl", "nsubj") and i < word.head and words[word.head].tag == "VB":
            _after_pronoun(words, i, word.head)
            _under_saying(words, i, word.head)
        if word.tag != "PR" or word.rel not in ("nsubj", "nsubj:pass", "obj") or not 0 <= word.head < i:
            continue
        above = word.head
        if words[above].tag != "VB" or not any(w.head == above and w.rel == "nsubj" and j < above
                                               for j, w in enumerate(words)):  # fmt: skip
            continue
        clause = next((j for j in range(i + 1, len(words)) if words[j].tag == "VB"), None)
        if clause is None or words[clause].head > above or words[clause].rel not in _SAID:
            continue
        between = words[i + 1 : clause]
        opens = bool(between) and between[0].tag in ("MD", "HV", "BE", "DO")
        if opens and not any(w.head == clause and w.rel in ("nsubj", "nsubj:pass") for w in words[:clause]):
            passive = any(w.head == clause and w.rel == "aux:pass" for w in between)
            words[clause] = replace(words[clause], head=above, rel="ccomp")
            words[i] = replace(word, head=clause, rel="nsubj:pass" if passive else "nsubj")
            _after_pronoun(words, i, clause)


#: What the analyser may call the clause that a verb says.
_SAID = frozenset({"ccomp", "advmod", "parataxis", "dep"})


def _after_pronoun(words: list[Word], i: int, verb: int) -> None:
    """As in "said it has called off a strike": the pronoun is who does it, the bare noun after the verb its object."""
    if words[i].token.lower == "there" or any(w.head == verb and w.rel in ("obj", "cop", "aux:pass") for w in words):
        return
    for j in range(verb + 1, len(words)):
        if words[j].head == verb and words[j].rel == "nsubj" and words[j].tag == "NN":
            words[i], words[j] = replace(words[i], rel="nsubj"), replace(words[j], rel="obj")
            return


def _under_saying(words: list[Word], i: int, verb: int) -> None:
    """As in "came as Israel announced it would free them": what is said hangs on the verb of saying before it."""
    said = words[i - 1] if i else None
    if words[verb].rel != "ccomp" or said is None or said.tag != "VB" or not 0 <= words[verb].head < i - 1:
        return
    if any(w.head == i - 1 and w.rel in ("obj", "ccomp") for w in words):
        return
    words[verb] = replace(words[verb], head=i - 1)


def _subjects(words: list[Word]) -> None:
    """A noun right before a verb that hangs on something after the verb is its subject: "Boko Haram freed 12 men"."""
    subjects = {w.head for w in words if w.rel in ("nsubj", "nsubj:pass", "csubj", "expl")}
    for i, verb in enumerate(words):
        if verb.tag != "VB" or i in subjects or i == 0 or words[i - 1].tag != "NN":
            continue
        top, steps = i - 1, 0
        while 0 <= words[top].head < i and steps < 12:
            top, steps = words[top].head, steps + 1
        other = words[top].head
        if other <= i or words[top].tag != "NN" or words[top].rel == "obl":
            continue
        taken = words[top].rel in ("nsubj", "nsubj:pass")
        if taken and not any(w.head == other and w.rel == words[top].rel for w in words[i + 1 : other]):
            continue  # its own verb has no other subject: this one only stands between
        words[top] = replace(words[top], head=i, rel="nsubj")


def _accused(words: list[Word]) -> None:
    """As in "accused the pilots of bombing a bridge": what stands before "of" is no subject of the verb after it."""
    taken = {w.head for w in words if w.rel == "obj"}
    for i, word in enumerate(words):
        verb = word.head
        if word.rel != "nsubj" or verb <= i:
            continue
        mark = next((j for j in range(i + 1, verb) if words[j].head == verb and words[j].rel == "mark"), None)
        if mark is None or words[mark].token.lower not in ("of", "from", "for"):
            continue
        first = next((j for j in range(i - 1, -1, -1) if words[j].tag == "VB"), None)
        if first is not None and first not in taken and not any(w.tag in (",", ";") for w in words[first:i]):
            words[i] = replace(word, head=first, rel="obj")


def _crossing(words: list[Word]) -> None:
    """As in "Biden met prime minister Netanyahu": a noun after a verb that hangs on one before it is its object."""
    with_object = {w.head for w in words if w.rel in ("obj", "ccomp", "xcomp")}
    for i, verb in enumerate(words[:-1]):
        if verb.tag != "VB" or i in with_object or verb.form not in ("VBD", "VBE", "VBZ", "VB"):
            continue
        if i and words[i - 1].tag in ("BE", "HV") and words[i - 1].rel == "aux:pass":
            continue
        j = i + 1
        while j < len(words) and words[j].tag in ("DT", "CD", "JJ", "NN", "POS"):
            if words[j].tag == "NN" and 0 <= words[j].head < i and words[j].rel in ("nmod", "appos", "compound", "dep"):
                words[j] = replace(words[j], head=i, rel="obj")
                break
            j += 1


def _joined(words: list[Word]) -> None:
    """Two nouns side by side in one place are one; a verb after "and" shares the subject before it.

    As in "fired tear gas", "spoke to his counterpart Erdogan".
    """
    subjects = {w.head for w in words if w.rel in ("nsubj", "nsubj:pass", "csubj", "expl")}
    for i, word in enumerate(words[:-1]):
        after = words[i + 1]
        if word.token.lower == "tear" and after.token.lower == "gas":
            object_of = i - 1 if i and words[i - 1].tag == "VB" else None
            words[i] = replace(word, tag="NN", head=i + 1, rel="compound")
            words[i + 1] = (
                replace(after, tag="NN") if object_of is None else replace(after, tag="NN", head=object_of, rel="obj")
            )
            continue
        named = word.rel == "obj" or (word.rel == "obl" and after.capital and not word.capital)
        if word.tag == after.tag == "NN" and word.head == after.head and word.rel == after.rel and named:
            words[i] = replace(word, head=i + 1, rel="compound")
        if word.tag == "CC" and word.head > i and words[word.head].tag == "VB" and word.head not in subjects:
            verb = words[word.head]
            first = next((j for j in range(i - 1, -1, -1) if words[j].tag == "VB" and words[j].head == verb.head), None)
            if first is not None and verb.rel in ("ccomp", "root", "parataxis") and words[first].rel == verb.rel:
                words[word.head] = replace(verb, head=first, rel="conj")


def _next_clauses(words: list[Word]) -> None:
    """As in "police arrested a man and soldiers shot a boy": whom a verb follows at once is its subject."""
    for i, noun in enumerate(words[:-1]):
        verb, above = words[i + 1], noun.head
        joined = noun.rel == "conj" and noun.tag == "NN" and above >= 0 and words[above].rel == "obj"
        told = verb.tag == "VB" and verb.form in _TOLD and verb.rel in ("conj", "parataxis")
        if not (joined and told and words[above].head == verb.head):
            continue
        own = {w.rel for w in words if w.head == i + 1}
        if "obj" not in own or "nsubj" in own:
            continue
        words[i] = replace(noun, head=i + 1, rel="nsubj")
        for at, other in enumerate(words):
            if other.head == i and other.rel == "cc":
                words[at] = replace(other, head=i + 1)


#: Forms of verbs that tell of themselves; no participle, which may describe the noun before it.
_TOLD = frozenset({"VBD", "VBE", "VBZ"})


def _objects(words: list[Word]) -> None:
    """An object hung on a verb too far back is that of the verb between: "fired gas and arrested 23 people".

    It is where the first verb has an object already, or where the participle between stands right before the phrase
    ("blew up, killing three people").
    """
    for i, word in enumerate(words):
        if word.rel != "obj" or word.head < 0 or word.head > i or words[word.head].tag != "VB":
            continue
        between = [j for j in range(word.head + 1, i) if words[j].tag == "VB"]
        earlier = any(w.rel == "obj" and w.head == word.head for w in words[:i])
        taken = between and any(w.rel == "obj" and w.head == between[-1] for w in words)
        beside = between and words[between[-1]].token.lower.endswith("ing")
        beside = beside and all(words[j].head == i for j in range(between[-1] + 1, i))
        if (
            between
            and (earlier or beside)
            and not taken
            and words[between[-1]].rel in ("conj", "advcl", "ccomp", "root")
        ):
            words[i] = replace(word, head=between[-1])
