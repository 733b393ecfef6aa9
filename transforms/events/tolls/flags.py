"""What the rest of a sentence says of a toll: since when, whose count, long ago, denied."""

from __future__ import annotations

import re
from functools import cache

from transforms.events.tolls.lexicon import words

_SINCE = re.compile(
    r"(?<!have )(?<!has )(?<!had )\bsince\s(?!(?:then|several|some|many|most|nobody|none|no one|there|we|you)\b)"
    r"(?:[^.;:!?]|(?<=[a-z])\.(?= \d)){2,90}?(?=,|\s(?:and|but|have|has|had|were|was)\b|[.;:!?]|$)"
    r"|\bso far\s(?:this|in)\s\w+(?:\s\d{4})?|\b(?:this|last) (?:year|month)\b(?= alone)"
    r"|\b(?:in|over|during|within) (?:the )?(?:past|last|first|previous|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d+)\s(?:(?:\w+\s){1,2}"
    r"(?:days|nights)|(?:\w+\s){0,2}(?:weeks|months|years|decades))\b(?:\sof\s(?:fighting|war|clashes"
    r"|violence|conflict|protests|unrest|bombing|shelling|strikes))?"
    r"|\bin (?:less than|under|just under|just over|little more than|barely|only|just) (?:a|\w+) "
    r"(?:days|weeks|month|months|year|years)\b",
    re.IGNORECASE,
)
#: "The first such deaths since a truce", "the worst attack in three years": no count over that time.
SUPERLATIVE = re.compile(
    r"\b(?:first|worst|deadliest|bloodiest|heaviest|most(?! of)|biggest|highest|largest|only|latest|lowest|greatest"
    r"|fiercest|most violent)\b[^,;:.]*$",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(
    r"\b(?:this year|so far this month"
    r"|in all|in total|overall|altogether|to date|so far(?! (?:been )?(?:counted|recovered|confirmed|found"
    r"|identified|reported))|cumulative|all told|since then"
    r"|number of (?:[\w-]+ ){1,4}(?:killed|murdered|slain|assassinated|dead) (?:so far )?(?:this|in the|during the)"
    r" (?:past |last )?(?:week|month|year|war)"
    r"|during (?:the|this) (?:(?:current|present|whole|entire|last|recent|electoral|election) ){0,2}(?:war|conflict"
    r"|offensive|siege|campaign|uprising|occupation)"
    r"|\w+-(?:year|month|week|day)(?:-(?:long|old))? (?:\w+ )?(?:war|conflict|offensive|siege|campaign|insurgency"
    r"|uprising|rebellion|fighting)"
    r"|(?:years|months|decades|weeks) of (?:war|conflict|fighting|violence|clashes|unrest|insurgency|protests)"
    r"|(?:wars?|conflicts?|insurgency|rebellion|uprising|struggle)(?:,? (?:which|that))? (?:has|have)"
    r"(?: already| so far| thus far)? (?:cost|left|claimed|killed|taken|caused|resulted))\b",
    re.IGNORECASE,
)
_LONG_AGO = re.compile(
    r"\b(?:years?|decades?|centur(?:y|ies)|months) ago\b|\b(?:last year|years? (?:earlier|before)|decades? "
    r"(?:earlier|before))\b"
    r"|\b(?:in|of|since|during|on \w+ \d{1,2},?)\s(?:the\s)?(?:\w+\s)?(?:1[5-9]|20)\d\d\b(?!\s(?:people"
    r"|men|women|civilians|soldiers))|\b(?:19|20)\d0s\b"
    r"|\bthat (?:same )?(?:year|decade|summer|winter|spring|autumn)\b|\b(?:generations?|long) ago\b"
    r"|\b(?:in|during|under) (?:the|a) (?:previous|preceding|former) (?:\w+ ){0,2}(?:campaign|war|conflict|regime"
    r"|government|administration|dictatorship|presidency|elections?|offensive|uprising|strike|decade|century|year)\b"
    r"|\b(?:during|in|under) (?:the )?(?:\w+ ){0,3}(?:dictatorship|military rule|colonial (?:rule|era|times)|apartheid"
    r"|world war(?: (?:i+|one|two))?|cold war)\b"
    r"|\bthe (?:1[5-9]|20)\d\d (?:\w+ )?"
    r"(?:murder|killing|assassination|massacre|attack|bombing|death|war|slaying|shooting)s?\b",
    re.IGNORECASE,
)
_ANNIVERSARY = re.compile(r"\banniversar(?:y|ies) of\b[^,;:]{0,80}$", re.IGNORECASE)
_ON_A_WEEKDAY = re.compile(
    r"(?:\s(?!and\b|when\b)[\w-]+){0,3}?\son (?:the (?:night|morning|evening) of )?"
    r"(?:sun|mon|tues|wednes|thurs|fri|satur)day\b",
    re.IGNORECASE,
)
_LATELY = re.compile(r"\b(?:\w+day|night|overnight|now|this|last|past|recent|so far)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\s(?P<who>[^,.;:()]{2,70})", re.IGNORECASE)
_SAID = re.compile(
    r"(?:^|[,;:.\"”]\s?|\band\s|\bbut\s)(?P<who>(?:[^\s,;:.\"”]+\s){1,9}?)(?:has\s|have\s|had\s|also\s|later\s)?"
    r"(?:said|says|reported|reports|announced|confirmed|claimed|claims|insisted|estimated|counted|stated"
    r"|told|maintained|asserted|acknowledged|admitted|put|puts)\b",
)
_WHICH_SAID = re.compile(
    r"(?P<who>[^,.;:\"”]{2,80}), (?:which|who)(?: has| have| had| also| later)? (?:said|claimed|reported|announced)\b"
)
_GOVERNED = re.compile(r"\b(?:by|from|to|against|of|with|on|in)\s")
_INNER = re.compile(
    r"\b(?:when|after|as|while|where|because|that|which|if|though|although|since|before|until)\s|[—–]\s"
)
_NOT_SOURCE = re.compile(
    r"(?i)^(?:he|she|they|it|who|which|that|and|but|there|among|no one|nobody|none"
    r"|in|on|at|by|for|with|during|of|from|also"
    r"|was|were)\b|\b(?:was|were|killed|died|wounded|have|has|had|been)\b"
)
_NO_CASUALTIES = re.compile(
    r"\b(?P<no>no|without(?: any)?|zero)\s(?:(?:immediate|reported|known|serious|other|civilian|further)\s)?"
    r"(?:reports? of\s)?(?:any\s)?"
    r"(?P<what>casualties|casualty|victims|loss(?:es)? of life|deaths?(?: or injur(?:y|ies))?|fatalities"
    r"|injuries|dead or wounded|losses)\b",
    re.IGNORECASE,
)


_ELSEWHERE = re.compile(
    r"^(?:elsewhere|separately|meanwhile|[^,]{0,25}, meanwhile,"
    r"|(?:a few |several |\w+ )?(?:hours?|minutes|days?) (?:earlier|later|before)"
    r"|earlier (?:in the (?:day|morning|evening)|today|that day)|in other (?:incidents|attacks|actions)"
    r"|also (?:in|on|at)|(?:yesterday|today|on \w+day(?: \w+)?|last night|this morning|also) (?:in|at|near) "
    r"(?!the\b|an?\b)\w)"
    r"|\bin (?:an?|the|yet)? ?(?:separate|another|different|unrelated|similar|second|third)(?: \w+)? (?:attack"
    r"|incident|raid|strike|ambush|assault|blast|bombing|explosion|clash|shooting|action|operation|development|case|town|part|area)\b",
    re.IGNORECASE,
)


#: "In Puno, two men were ...": opens with a place, as far as capitals tell.
_PLACE = re.compile(
    r"^(?:In|IN) (?!(?i:the|an?|this|that|these|those|his|her|its|their|our|my|another|addition|turn|response"
    r"|statements?|view|fact|total|all|both|spite|order|regard|recent|late|early|what|reply|connection|one|two|some|retaliation"
    r"|reprisal|revenge|protest|general|short|brief|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b)(?![^,]*\b(?i:fashion|manner|way|ways|blood|terms|words|circumstances|moments|hours|days"
    r"|weeks|months|years|time|times|actions?|attacks?|incidents?|cases?|operations?|mourning|uniforms?|clothes)\b)"
    r"[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,4},"
)


def is_elsewhere(text: str) -> bool:
    """Whether a sentence tells of another event or place than the one before: "in another attack", "In Puno, ..."."""
    return _ELSEWHERE.search(text) is not None or _PLACE.match(text) is not None


_OF_A_MONTH = re.compile(
    r"\b(?:in|last|since|during) (?:early |late |mid-?)?(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b(?! \d)|\blast (?:month|year)\b"
    r"|\b(?:a|one|two|three|four|five|six|seven|eight|nine|ten|several|some|(?:a )?few|\d+|many) "
    r"(?:weeks?|months?|fortnight) (?:ago|earlier|previously)\b|\bon that (?:earlier |other )?occasion\b|\bback then\b",
    re.IGNORECASE,
)


def is_of_a_month(text: str, left: int, right: int) -> bool:
    """Whether a clause is dated by a month without a day or by weeks ("in March", "a week ago"): no news by others."""
    return _OF_A_MONTH.search(text, left, right) is not None


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{_MONTH})|(?P<n>{_MONTH}) (?P<e>\d{{1,2}}))\b"
    r"|\b(?P<now>today|tonight|yesterday|(?:this|yesterday) (?:morning|afternoon|evening|noon)|last night)\b",
    re.IGNORECASE,
)
_OPENS = 45
_BEHIND = 110
"""Characters behind a trigger, or from the start of its sentence, within which its day stands."""


def day_of(text: str, left: int, right: int, trigger: int) -> str | None:
    """The day that a clause gives what the trigger that ends at `trigger` tells, as "8 nov"; "now" for today.

    A day behind the trigger, before any other clause, goes before one that opens the sentence.
    """
    behind = _DAY.search(text, trigger, min(right, trigger + _BEHIND))
    if behind and _OTHER_CLAUSE.search(text, trigger, behind.start()):
        behind = None
    found = behind or _DAY.search(text, left, min(trigger, left + _OPENS))
    if found is None:
        return None
    if found["now"]:
        return "now"
    return f"{int(found['d'] or found['e'])} {(found['m'] or found['n'])[:3].lower()}"


_OTHER_CLAUSE = re.compile(
    r"[;:]|\b(?:who|which|where|when|while|after|before|because|that|said|reported|announced|whose)\b", re.IGNORECASE
)
_EARLIER = re.compile(
    r"\b(?:earlier|initial|preliminary|previous|first) (?:\w+ )?"
    r"(?:tolls?|statements?|reports?|counts?|figures?|estimates?|versions?|tall(?:y|ies)|accounts?)\b"
    r"|\bhad (?:earlier|initially|previously|first|at first)\b|\bfirst spoke\b|^(?:at first|initially|earlier),"
    r"|\bhad (?:said|reported|announced|stated) that\b"
    r"|\bhad (?:said|reported|announced|stated) (?:on|late on|early on) \w+day that\b"
    r"|\b(?:first|earlier|initially|previously|at first) (?:said|put|reported|gave|spoke|counted)\b",
    re.IGNORECASE,
)


def outdated(text: str, left: int, right: int) -> bool:
    """Whether a clause gives a count that another has replaced: "an earlier statement had put the toll at seven"."""
    return _EARLIER.search(text, left, right) is not None


_LOWERED = re.compile(
    r"\b(?:lower(?:ed|s|ing)|reduc(?:ed|es|ing)|dropp?(?:ed|s|ing)|fell|fallen|falls|cut|(?:revised|scaled|corrected|brought|gone"
    r"|went|come|came)(?: \w+){0,5} down(?:wards?)?)\b[^.;]*$",
    re.IGNORECASE,
)


def is_lowered(text: str, left: int, start: int) -> bool:
    """Whether an update gives fewer than were told before: "lowered the toll to 27", "was revised down to 27"."""
    return _LOWERED.search(text, max(left, start - 80), start) is not None


_CORRECTED = re.compile(
    r"[^.;:]*(?:,| and) not (?:\w+ ){0,2}\d+,? as\b|[^.;:]* (?:instead of|rather than) (?:the )?\d+,? as\b",
    re.IGNORECASE,
)


def is_corrected(text: str, right: int, trigger: int) -> bool:
    """Whether a count takes the place of another: "30 people died in the fire, and not 18 as the police had said"."""
    return _CORRECTED.match(text, trigger, right) is not None


_TIME = re.compile(
    r"\b(?:first|second|third|fourth|only|last|latest) time (?:in \w+(?: \w+)? )?(?:that )?$", re.IGNORECASE
)


def is_again(text: str, left: int, start: int) -> bool:
    """Whether people are spoken of who were told before: "it was the first time that a bishop has been killed"."""
    return _TIME.search(text, max(left, start - 60), start) is not None


#: Words between what a killing was the reason for and the killing: "in reprisal for last week's brutal", "over the".
_BETWEEN = r"(?:(?!(?:and|or|but|by|in|of|to|when|while|which|who|said)\b)[\w'’-]+\s+){0,5}$"


@cache
def _reason() -> re.Pattern[str]:
    reasons = "|".join(re.escape(w) for w in sorted(words("reason"), key=len, reverse=True))
    return re.compile(rf"\b(?:{reasons})\s+{_BETWEEN}", re.IGNORECASE)


def is_reason(text: str, left: int, trigger: int) -> bool:
    """Whether a killing is told as what something else answers, follows or is about: "in reprisal for the killing of".

    Args:
        text: the sentence.
        left: where its clause starts.
        trigger: where the noun or participle starts that tells the killing.
    """
    return _reason().search(text, max(left, trigger - 90), trigger) is not None


_NOBODY = re.compile(
    r"\b(?:without (?:killing|(?P<hurt>wounding|injuring|hurting|harming|hitting)) (?:anyone|anybody|a soul)"
    r"|(?P<hit>hitting|harming|injuring|wounding|hurting) (?:no one|nobody|no-one))\b",
    re.IGNORECASE,
)


def no_casualties(text: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of every "no casualties", "without loss of life", "without wounding anyone"."""
    found = [(m.start(), m.end(), m["what"].lower()) for m in _NO_CASUALTIES.finditer(text)]
    found += [(m.start(), m.end(), "injuries" if m["hurt"] or m["hit"] else "deaths") for m in _NOBODY.finditer(text)]
    return sorted(found)


_BREAK = re.compile(r"[;?!]\s|\n|[a-z0-9)\"”’']\.[\"”’']?\s+(?=[A-Z\"“])")
_REACH = 400


def clause_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch around a toll between full stops before a capital.

    Semicolons and line ends, at most 400 characters each way.
    """
    left = max(0, start - _REACH)
    for m in _BREAK.finditer(text, left, start):
        left = m.end()
    right = _BREAK.search(text, end, min(len(text), end + _REACH))
    return left, right.start() + 1 if right else min(len(text), end + _REACH)


def since(text: str, left: int, right: int) -> str | None:
    """The words that open the period counted, or None."""
    for m in _SINCE.finditer(text, left, right):
        if not SUPERLATIVE.search(text, max(left, m.start() - 90), m.start()):
            return m[0].strip()
    return None


def is_campaign(text: str, left: int, right: int) -> bool:
    """True where the clause speaks of a whole campaign: "in all", "since ...", "the war has claimed"."""
    return any(
        not SUPERLATIVE.search(text, max(left, m.start() - 90), m.start())
        for m in _CAMPAIGN.finditer(text, left, right)
    )


def is_long_ago(text: str, left: int, right: int) -> bool:
    """True where the clause names another year or counts years back.

    So does what goes on from it behind a semicolon: "the vote was due in 2016; dozens died in protests".
    """
    if _LONG_AGO.search(text, left, right):
        return True
    return text[:left].rstrip().endswith(";") and not _LATELY.search(text, left, right) and is_long_ago(text, 0, left)


def is_remembered(text: str, left: int, trigger: int) -> bool:
    """Whether a killing is told as what a day recalls: "the tenth anniversary of the bishop's murder"."""
    return _ANNIVERSARY.search(text, left, trigger) is not None


def is_of_a_weekday(text: str, harm_end: int) -> bool:
    """Whether a day of the week follows the harm: "were hanged on Thursday, completing those sentenced in 1995"."""
    return _ON_A_WEEKDAY.match(text, harm_end) is not None


def source(text: str, left: int, right: int, at: int) -> str | None:
    """Whose count it is: the nearest "X said" after the toll, else before it, or "according to X"."""
    m = _ACCORDING.search(text, left, right)
    if m:
        return m["who"].strip()
    found: list[tuple[int, str]] = []
    for m in _SAID.finditer(text, left, right):
        who = _INNER.split(m["who"])[-1].strip()
        if who.lower() not in ("", "a", "an", "the") and not _NOT_SOURCE.search(who):
            distance = m.start() - at if m.start() >= at else (at - m.end()) + 40
            found.append((distance, who))
    if not found and (m := _WHICH_SAID.search(text, left, at)):
        return _GOVERNED.split(m["who"])[-1].strip()
    return min(found)[1] if found else None
