"""Words of a sentence that only mention what readers know already, what came before the news, or what is usual."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from transforms.events.frames.heads import heads_suffice
from transforms.events.grammar.syntax import Group, Parse, Telling
from transforms.events.grammar.tagging import Word
from transforms.events.wordlists import status_words, word_list

#: Types of steps between states.
_STEPS = frozenset({"SANCTION"})
_MATERIAL = frozenset({"ASSAULT", "COERCE", "SANCTION"})
#: Steps of a state against its own people.
_DISMISSING = frozenset({"sack", "fire", "dismiss", "convict", "jail", "sentence", "imprison"})
#: How soon something had come about: "within hours", "by nightfall".
_WITHIN = frozenset({"within", "by"})
_SPANS = word_list("background_spans")
_ALWAYS = re.compile(
    r"\b(?:all year|for (?:many )?(?:years|decades|generations|centuries)|almost daily|every (?:day|week|year|friday)"
    r"|each (?:day|year)|routinely|regularly|often|frequently|in recent (?:months|years)|over the years)\b"
)
_REPEATED = re.compile(
    r"\b(?:repeatedly|time and again|many times|for (?:weeks|months|years)|in recent (?:weeks|months|years)"
    r"|over the years|so far this)\b"
)
#: What goes on for long.
_WARS = frozenset({"war", "conflict", "insurgency", "uprising", "rebellion"})
#: What makes a noun definite before a clause that says which one is meant.
_THE = frozenset({"the", "those", "these"})
_SOME = frozenset({"some", "many", "most", "all", "several", "few", "others"})
_ANNOUNCING = word_list("heads_announcing")
_CLAUSES = frozenset({"advcl", "acl", "acl:relcl"})
#: What makes a deed stand out among those since another.
_WORST = word_list("background_worst")
#: Verbs that give something a name, and verbs of speaking to a crowd.
_NAMING = word_list("background_naming")
_ADDRESSING = word_list("background_addressing")
#: What is done to agreements, of which "the agreements signed by both" speaks as known.
_SEALING = frozenset({"sign", "broker", "negotiate", "conclude", "reach", "mediate", "initial"})
#: What is said of what happens all the time.
_USUAL = frozenset({"frequent", "common", "rare", "routine", "regular", "usual", "commonplace", "daily", "endemic"})
_STANDING = word_list("background_standing")
#: What somebody does of which others have their opinion.
_MOVES = word_list("background_moves")
_POSTED = word_list("background_posted")
_UNCOUNTED = word_list("background_uncounted")
_STAYING = frozenset({"remain", "stay"})
_SERIES = word_list("background_series")
#: What is told of people in the present passive is no habit: "officials say that six are wounded".
_STATES = frozenset({"kill", "wound", "injure", "detain", "hold", "block", "close", "deploy", "station", "displace"})
_FORMERLY = frozenset({"once", "formerly", "previously"})
#: How far before a noun an answer to it is told, in words.
_ANSWER_REACH = 5
_ANSWERS = word_list("background_answers")
_QUARRELS = word_list("background_quarrels")
_OVER = frozenset({"over", "about"})
_TO_WHAT = frozenset({"to", "for"})


def retold(parse: Parse, group: Group, *, reported: bool) -> bool:
    """Whether a verb only tells what lay before or what is always so: "had been convicted", "troops are stationed".

    Under a reporting verb the pluperfect tells the news ("police said they had arrested"), the present what is always
    so ("it has reported that they are executed").
    """
    aux = [w for w in parse.words[group.start : group.head] if w.tag in ("HV", "BE", "MD", "DO", "VB")]
    first = aux[0].token.lower if aux else ""
    if group.kind == "finite" and _habit(parse):
        return True
    if group.kind != "finite":
        return False
    always = first in ("is", "are", "'re") and group.passive and not any(w.token.lower == "being" for w in aux)
    if reported:
        return always and parse.words[group.head].lemma not in _STATES
    return always or (first in ("had", "'d") and group.perfect and not _by_then(parse, group))


def _by_then(parse: Parse, group: Group) -> bool:
    """Whether a pluperfect says how far things had come: "within hours the president had declared"."""
    for span in parse.children[group.head]:
        before = {parse.words[case].token.lower for case in parse.children[span] if parse.words[case].rel == "case"}
        if before & _WITHIN and parse.words[span].token.lower in _SPANS:
            return True
    return False


def _habit(parse: Parse) -> bool:
    """As in "have fought all year", "accuse each other almost daily"."""
    text = " ".join(w.token.lower for w in parse.words)
    return _ALWAYS.search(text) is not None


def announced_before(parse: Parse, group: Group | None) -> bool:
    """Whether a participle says in passing who announced what is known: "Deby, announcing the curfew, said that"."""
    if group is None or group.kind != "gerund" or group.lemma not in _ANNOUNCING or group.object is None:
        return False
    return parse.words[group.object.start].token.lower in _THE


def formerly(parse: Parse, group: Group) -> bool:
    """Whether a verb says what was so once: "the swaths of land that the militants once held"."""
    before = parse.words[max(0, group.start - 1) : group.head]
    return any(word.token.lower in _FORMERLY for word in before)


def presupposed(parse: Parse, group: Group) -> bool:
    """Present clauses after "which" and "what he called" are no news wherever they stand."""
    if group.kind != "finite":
        return False
    before = group.subject.start - 1 if group.subject is not None else -1
    if before >= 0 and parse.words[before].token.lower == "what" and group.lemma in ("call", "describe", "term"):
        return True
    first = parse.words[group.start].token.lower
    for word in reversed(parse.words[max(0, group.start - 8) : group.start]):
        if word.tag == "VB" or word.token.lower in (",", ";"):
            break
        if word.token.lower == "than" and group.relative:
            return True  # "fewer than the 1,000 who were detained the week before"
        if word.tag == "WP" and group.passive and first in ("is", "are"):
            return True  # "through which most food is shipped"
    return group.relative and (
        (group.passive and first in ("is", "are")) or (group.start == group.head and group.form in ("VBZ", "VB"))
    )


def taken_as_known(parse: Parse, group: Group) -> bool:
    """Whether a clause only says of whom or of what its sentence speaks, wherever it stands.

    As in "the soldiers who toppled the president arrested three ministers", "did not say who had fired" and "the
    agreements signed by both".
    """
    head = parse.words[group.head]
    if group.complement and any(w.tag == "WP" for w in _opening(parse, group)) and not _set_off(parse, group):
        return True
    if group.kind == "participle" and group.lemma in _SEALING and head.rel == "acl" and head.head >= 0:
        whole = parse.chunk_at(head.head)
        if any(
            parse.words[c].rel == "case" and parse.words[c].token.lower == "under" for c in parse.children[head.head]
        ):
            return True  # "blew up ten posts under an accord signed in Pyongyang"
        plural = parse.words[head.head].token.lower.endswith("s")
        return plural and whole is not None and parse.words[whole.start].token.lower in _THE
    if head.rel != "acl:relcl" or head.head < 0 or group.kind != "finite":
        return False
    if group.lemma in _NAMING:  # "shot dead a man whom the state called a terrorist"
        return not _some_move(parse, head.head)
    noun = parse.chunk_at(head.head)
    if noun is None or parse.words[noun.head].rel not in ("nsubj", "nsubj:pass"):
        return False
    first = parse.words[noun.start].token.lower
    definite = first in _THE or (first in _SOME and noun.end - noun.start == 1)  # "some who marched wore black"
    return definite and noun.end < group.start and parse.words[noun.end].tag == "WP"


def _some_move(parse: Parse, noun: int) -> bool:
    """Whether a noun names what somebody did, of which others then say what they think: "a step that it called"."""
    whole = parse.chunk_at(noun)
    opens = whole is not None and parse.words[whole.start].token.lower in ("a", "an")
    return opens and parse.words[noun].token.lower in _MOVES


def _set_off(parse: Parse, group: Group) -> bool:
    """Whether a comma sets a clause off, which only adds something then: "said the minister, who rejected a plea"."""
    opening = group.subject.start if group.subject is not None else group.start
    before = [w.token.lower for w in parse.words[max(0, opening - 2) : group.start]]
    return any(one == "," and other in ("who", "which") for one, other in pairwise(before))


def which_one(parse: Parse, group: Group) -> bool:
    """Whether a relative clause says which one is meant: "the place where soldiers shot her father"."""
    head = parse.words[group.head]
    if head.rel != "acl:relcl" or head.head < 0 or group.kind != "finite" or group.passive:
        return False
    noun = parse.chunk_at(head.head)
    if noun is None or parse.words[noun.start].token.lower not in _THE or noun.end >= len(parse.words):
        return False
    after = parse.words[noun.end]
    contact = group.subject is not None and group.subject.start == noun.end
    return contact or after.tag == "WP" or after.token.lower in ("where", "when", "that", "who", "which", "whom")


def told_before(parse: Parse, group: Group) -> bool:
    """Whether a relative clause in the pluperfect tells what lay before: "against whom he had sent the army"."""
    aux = parse.words[group.start : group.head]
    had = bool(aux) and aux[0].token.lower in ("had", "'d")
    return had and group.perfect and parse.words[group.head].rel == "acl:relcl"


def before_what_was(parse: Parse, group: Group) -> bool:
    """Whether an adverbial clause tells when something in the pluperfect was: "had fled after soldiers fired"."""
    head = parse.words[group.head]
    above = parse.group_at(head.head) if head.rel == "advcl" and head.head >= 0 else None
    if above is None or group.kind != "finite" or group.mark not in ("after", "when", "as", "since", "before"):
        return False
    aux = parse.words[above.start : above.head]
    return above.perfect and bool(aux) and aux[0].token.lower in ("had", "'d")


def verb_over(parse: Parse, position: int) -> Group | None:
    """The verb group that a word depends on, the nearest."""
    return next((group for k in parse.upwards(position) if (group := parse.group_at(k)) is not None), None)


def since_then(parse: Parse, position: int) -> bool:
    """Whether a word tells since when something has been so: "violence has fallen since he declared a truce"."""
    above = _since_clause(parse, position)
    said = (above, *(c for c in parse.children[above] if parse.words[c].rel == "cop")) if above is not None else ()
    return any(g.perfect for g in map(parse.group_at, said) if g is not None)


def measured_by(parse: Parse, position: int) -> bool:
    """Whether a word tells since when nothing like it was: "the worst attack since gunmen killed 30 in January"."""
    above = _since_clause(parse, position)
    return above is not None and any(parse.words[c].token.lower in _WORST for c in parse.children[above])


def _since_clause(parse: Parse, position: int) -> int | None:
    """The word that a clause with "since" hangs on, where another word stands in that clause."""
    for above in parse.upwards(position):
        word = parse.words[above]
        group = parse.group_at(above) if word.rel in _CLAUSES and word.head >= 0 else None
        if group is not None and group.mark == "since":
            return word.head
    return None


def stands_there(parse: Parse, group: Group) -> bool:
    """Whether a participle only says where somebody stands: "policemen guarding the embassy", "posted at the gate"."""
    standing = _POSTED if group.passive else _STANDING
    described = parse.words[group.head].rel == "acl"
    described = described and parse.words[group.start - 1].token.lower != ","
    return described and group.kind in ("participle", "gerund") and group.lemma in standing


def said_of_the_subject(parse: Parse, group: Group, telling: Telling | None) -> bool:
    """Whether a relative clause in the perfect only says of its subject what is known: "China, which has backed it".

    A step between states is news for days: "Poland, which has recalled its consul, protested".
    """
    if telling is not None and telling.type in _STEPS and heads_suffice(telling) and group.lemma not in _DISMISSING:
        return False  # but "has sacked 700 judges" is none between states
    head = parse.words[group.head]
    if head.rel != "acl:relcl" or head.head < 0:
        return False
    subject = parse.words[head.head]
    above = parse.group_at(subject.head) if subject.rel in ("nsubj", "nsubj:pass") and subject.head >= 0 else None
    if above is None or above.kind != "finite" or not head.head < group.start < above.start:
        return False
    if group.start == group.head and head.form in ("VBD", "VBE"):  # "Omar Diallo, who burned the book, was shot dead"
        material = telling is None or telling.type in _MATERIAL
        return material and any(parse.words[c].rel == "flat" for c in parse.children[head.head])
    return parse.has_happened(group)


def time_and_again(parse: Parse, group: Group) -> bool:
    """Whether a clause says that something has come again and again: "has repeatedly bombed"."""
    words = [w.token.lower for w in parse.words[group.clause[0] : group.clause[1]]]
    return _REPEATED.search(" ".join(words)) is not None


def of_a_war(parse: Parse, group: Group) -> bool:
    """Whether a whole war does it: "the war has displaced most of the people"."""
    subject = group.subject
    if subject is None or parse.words[subject.head].token.lower not in _WARS:
        return False
    return parse.words[subject.start].token.lower in _THE  # "since January a war has uprooted 600 people": news


def sums_up(parse: Parse, group: Group) -> bool:
    """Whether a verb in the perfect tells of an unknown number of deeds until now: "has killed several people"."""
    counted = group.subject if group.passive else group.object
    if counted is None or not parse.has_happened(group):
        return False
    words = [w.token.lower for w in parse.words[counted.start : counted.end]]
    return words[0] in _UNCOUNTED or (len(words) > 1 and words[0] in ("a", "the") and words[1] in _SERIES)


def only_named(parse: Parse, noun: int) -> bool:
    """Whether a noun is what something is called, or who listens: "called the events a coup", "told a rally"."""
    word = parse.words[noun]
    if word.rel == "xcomp" and word.head >= 0:
        return parse.words[word.head].lemma in _NAMING
    spoken_to = (g.object for g in parse.groups if g.lemma in _ADDRESSING and not g.passive)
    return any(piece is not None and piece.start <= noun < piece.end for piece in spoken_to)


def commonplace(parse: Parse, noun: int) -> bool:
    """Whether a noun is said to be usual: "clashes are frequent in the region"."""
    word = parse.words[noun]
    if word.rel != "nsubj" or word.head < 0:
        return False
    said = (word.head, *(c for c in parse.children[word.head] if parse.words[c].rel == "xcomp"))
    return any(parse.words[k].token.lower in _USUAL for k in said)  # "kidnappings have become common"


def quarrelled_over(parse: Parse, noun: int) -> bool:
    """Whether a noun is what people are at odds over: "the rift over the murder of an exile deepens"."""
    word = parse.words[noun]
    if word.rel != "nmod" or word.head < 0 or parse.words[word.head].token.lower not in _QUARRELS:
        return False
    cases = (parse.words[child] for child in parse.children[noun] if parse.words[child].rel == "case")
    return any(case.token.lower in _OVER for case in cases)


def went_on(parse: Parse, noun: int) -> bool:
    """Whether a noun names what had been going on: "after a battle that had dragged on since May"."""
    clauses = (parse.group_at(c) for c in parse.children[noun] if parse.words[c].rel == "acl:relcl")
    return any(g is not None and not g.passive and told_before(parse, g) for g in clauses)


def answered(parse: Parse, noun: int) -> bool:
    """Whether a noun is what something else answers: "fired rockets in response to the killing of a commander"."""
    before = [w.token.lower for w in parse.words[max(0, noun - _ANSWER_REACH) : noun]]
    return any(one in _ANSWERS and other in _TO_WHAT for one, other in pairwise(before))


def _opening(parse: Parse, group: Group) -> Sequence[Word]:
    """The word before a verb group, and its subject."""
    subject = parse.words[group.subject.start : group.subject.end] if group.subject is not None else ()
    return (*subject, *parse.words[max(0, group.start - 1) : group.start])


def habitual(parse: Parse, group: Group) -> bool:
    """A bare present in the body of a report: "militias which fight alongside the army"."""
    if group.kind != "finite" or group.lemma in status_words("saying") or group.passive:
        return False
    if group.lemma in _STAYING:
        return False  # "the internet remains cut off"
    return group.start == group.head and parse.words[group.head].form in ("VBZ", "VB")
