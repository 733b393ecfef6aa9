"""What a sentence says of being about another event than the one before it."""

from __future__ import annotations

import re

from transforms.events.grammar.chunks import Chunk
from transforms.events.grammar.syntax import Group, Parse
from transforms.events.wordlists import word_list

#: Verbs of what comes before or after something else.
_FOLLOWING = word_list("separate_following")
#: How what they govern stands to them.
_GOVERNED = frozenset({"obj", "obl", "obl:agent"})

#: What links a time to what lay before or after it, the words of such times, nouns of answers, verbs of dying from it.
_SINCE = frozenset({"after", "before", "following"})
_TIMES = frozenset({"minutes", "hours", "hour", "day", "days", "weeks", "week", "months", "shortly"})
_ANSWERS = frozenset({"response", "retaliation", "reprisal", "reprisals", "revenge", "answer", "retribution"})
_DYING = frozenset({"die", "succumb"})

#: How one more of several is told.
_NEXT = frozenset({"second", "third", "fourth", "fifth", "sixth", "further"})

_SEPARATE = re.compile(
    r"^[\"“]?(?:(?:[A-Z][\w-]+ )?[Ss]eparately|Elsewhere|Also (?:in|on|at)"
    r"|In (?:an?|yet) (?:separate|different|unrelated|second|another)|In (?:another|a further))\b"
    r"|\bin (?:a separate|another|an unrelated|a different)(?: \w+)?"
    r" (?:attack|incident|raid|strike|ambush|assault|blast|bombing|explosion|clash|shooting|operation)\b"
    r"|\bin (?:reprisal|revenge|retaliatory) (?:attacks?|killings?|raids?|strikes?)\b"
    r"|\bhad (?:been |died )?(?:killed|shot dead|wounded|died) (?:(?:hours|days|minutes|shortly) )?earlier\b"
)

_MANY = re.compile(
    r"\b(?:in|across|at) (?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|a dozen|half a dozen)"
    r"(?: [\w-]+){0,2}? (?:cities|towns|provinces|states|districts|regions|countries|governorates)\b"
)


def over_many(sentence: str) -> bool:
    """Whether a sentence tells of several places together: "struck in five Iraqi cities within hours"."""
    return _MANY.search(sentence) is not None


def separate(sentence: str) -> bool:
    """Whether a sentence says that it tells of something else: "In a separate attack, ...", "Elsewhere, ..."."""
    return _SEPARATE.search(sentence) is not None


def told_apart(parse: Parse, group: Group | None, *, result: bool) -> bool:
    """Whether a verb tells of one more deed; "a second person died" is another of the same, as its `result`."""
    return not result and (too(parse, group) or one_more(parse, group))


def too(parse: Parse, group: Group | None) -> bool:
    """Whether a verb says that it tells of one more: "was also shot dead in the same district".

    "The gunman, who also wounded six" tells more of the attack that was told.
    """
    return (
        group is not None
        and not group.relative
        and any(parse.words[c].token.lower == "also" for c in parse.children[group.head])
    )


def one_more(parse: Parse, group: Group | None) -> bool:
    """Whether a verb tells of one more thing: "a second jail was attacked", "bombed a third town"."""
    if group is None or group.relative:
        return False
    return any(_next_one(parse, piece) for piece in (group.subject, None if group.passive else group.object))


def _next_one(parse: Parse, piece: Chunk | None) -> bool:
    words = [w.token.lower for w in parse.words[piece.start : piece.head]] if piece is not None else []
    return len(words) > 1 and words[0] == "a" and words[1] in _NEXT


def of_what_it_follows(parse: Parse, position: int) -> bool:
    """Whether a word tells what came before or after: "the shooting followed a battle in which six rebels died".

    So does what happened hours before something else, of which nobody died only then: "hours after the ambush".
    """
    for at in parse.upwards(position):
        word = parse.words[at]
        if word.head < 0:
            return False
        above = parse.words[word.head]
        if word.rel == "nmod" and above.token.lower in _ANSWERS:
            return True  # "in response to attacks on ships"
        hours = above.lemma not in _DYING and _hours_off(parse, at)
        if word.rel in _GOVERNED and (above.lemma in _FOLLOWING or hours):
            return True
    return False


def _hours_off(parse: Parse, at: int) -> bool:
    """Whether a time is told by a deed that lay before or after it: "days after the ambush"."""
    words, below = parse.words, parse.children[at]
    definite = any(words[c].rel in ("det", "nmod:poss") for c in below)
    return definite and any(
        words[c].token.lower in _SINCE and c > 0 and words[c - 1].token.lower in _TIMES for c in below
    )
