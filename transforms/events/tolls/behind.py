"""What stands behind a count and changes it: "three children among them", "wounding as many"."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.events.tolls.mention import TollMention

#: Behind people who are some of those counted, with no list after it: "killed nine, three children among them".
_AMONG = re.compile(
    r"\s*,?\s+among (?:them|the (?:dead|wounded|injured|victims|killed))\b"
    r"(?=\s*(?:[.;:)—–-]|,(?! \d)|$|(?:while|as|when|and|in|on|at|after|before|during)\s))"
)
#: From one of several to the next: "two nurses, a driver and three children".
_NEXT = re.compile(r"(?:\s*,)?(?:\s+and)?\s+")
#: Some of those who were counted, and what befell them, with no verb of their own.
_OF_THEM = re.compile(r"(?:at least |about |some )?[\w-]+ of (?:them|whom) (?!was|were|had|have|are|is|later|also)\w+")
_AS_MANY = re.compile(
    r"\b(?:wounding|wounded|injuring|injured|hurting|hurt)\s+(?P<times>twice |three times |four times )?"
    r"as many\b(?! (?:as|more)\b)"
)
_TIMES = {"": 1, "twice ": 2, "three times ": 3, "four times ": 4}


def _is_some(sentence: str, toll: TollMention) -> bool:
    """Whether a count is of some of those before it: "had reached 116, five of them decapitated"."""
    apart = sentence[: toll.start].rstrip().endswith((",", "-", "–", "—"))
    return apart and _OF_THEM.match(sentence, toll.start) is not None


def put_right(sentence: str, tolls: list[TollMention]) -> list[TollMention]:
    """The counts of a sentence, those marked that are parts of others.

    "Wounding as many" takes the number of those killed before it.
    """
    out = _parts(sentence, tolls)
    for told in _AS_MANY.finditer(sentence):
        before = [t for t in out if t.effect == "killed" and t.end <= told.start() and t.best and not t.part_of]
        if before and not any(told.start() <= t.trigger_start < told.end() for t in out):
            times = _TIMES[told["times"] or ""]
            last = before[-1]
            out.append(
                replace(
                    last, effect="injured", low=last.low * times, best=(last.best or 0) * times,
                    high=None if last.high is None else last.high * times, start=told.start(), end=told.end(),
                    trigger_start=told.start(), trigger_end=told.end(),
                )
            )  # fmt: skip
    return out


def _parts(sentence: str, tolls: list[TollMention]) -> list[TollMention]:
    out = list(tolls)
    for number in range(len(out) - 1, 0, -1):
        toll, before = out[number], out[number - 1]
        one = before.trigger_start == toll.trigger_start and before.effect == toll.effect and before.end <= toll.start
        follows = (
            number + 1 < len(out) and out[number + 1].part_of and out[number + 1].trigger_start == toll.trigger_start
        )
        joined = follows and _NEXT.fullmatch(sentence, toll.end, out[number + 1].start)
        some = before.effect == toll.effect and (before.best or 0) > (toll.best or 0) and _is_some(sentence, toll)
        if some or (one and (_AMONG.match(sentence, toll.end) or joined)):
            out[number] = replace(toll, part_of=True)
    return out
