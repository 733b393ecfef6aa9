"""What a sentence says of being about another event than the one before it."""

from __future__ import annotations

import re

from transforms.events.grammar.syntax import Group, Parse

_SEPARATE = re.compile(
    r"^[\"“]?(?:(?:[A-Z][\w-]+ )?[Ss]eparately|Elsewhere|Also (?:in|on|at)"
    r"|In (?:an?|yet) (?:separate|different|unrelated|second|another)|In (?:another|a further))\b"
    r"|\bin (?:a separate|another|an unrelated|a different)(?: \w+)?"
    r" (?:attack|incident|raid|strike|ambush|assault|blast|bombing|explosion|clash|shooting|operation)\b"
    r"|\bhad (?:been |died )?(?:killed|shot dead|wounded|died) (?:(?:hours|days|minutes|shortly) )?earlier\b"
)


def separate(sentence: str) -> bool:
    """Whether a sentence says that it tells of something else: "In a separate attack, ...", "Elsewhere, ..."."""
    return _SEPARATE.search(sentence) is not None


def too(parse: Parse, group: Group | None) -> bool:
    """Whether a verb says that it tells of one more: "was also shot dead in the same district".

    "The gunman, who also wounded six" tells more of the attack that was told.
    """
    return (
        group is not None
        and not group.relative
        and any(parse.words[c].token.lower == "also" for c in parse.children[group.head])
    )
