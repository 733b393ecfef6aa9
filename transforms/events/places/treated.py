"""Where the wounded are treated, which is not where they were hurt."""

from __future__ import annotations

from transforms.events.grammar.syntax import Parse
from transforms.events.wordlists import word_list

#: Verbs of caring for the wounded, and of bringing them to those who do.
_NURSING = word_list("siting_nursing")
_BRINGING = word_list("siting_bringing")
_HOSPITALS = frozenset({"hospital", "hospitals", "clinic", "clinics", "infirmary", "morgue"})
#: Clauses that say when or who: what is told there may be where a deed was done.
_WHILE = frozenset({"advcl", "acl", "acl:relcl"})


def where_treated(parse: Parse, position: int, trigger: int) -> bool:
    """Whether a place only says where people are cared for: "nine died and 15 were being treated in Niamey"."""
    cared = False
    for at in parse.upwards(position):
        word = parse.words[at]
        cared = cared or word.token.lower in _HOSPITALS
        if word.tag == "VB":
            if at == trigger or (word.rel in _WHILE and trigger in parse.upwards(at)):
                return False
            cared = cared or any(parse.words[child].token.lower in _HOSPITALS for child in parse.children[at])
            return word.lemma in _NURSING or (cared and word.lemma in _BRINGING)
    return False
