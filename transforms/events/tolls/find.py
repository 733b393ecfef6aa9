"""Finds the tolls of a sentence: triggers, the phrases they govern, and what the sentence says of them."""

from __future__ import annotations

import re
from dataclasses import replace

from transforms.events.analyser.document import Sentence as Parsed
from transforms.events.tolls import flags
from transforms.events.tolls.apposed import called, once
from transforms.events.tolls.behind import put_right
from transforms.events.tolls.bodies import others_found, tells_more
from transforms.events.tolls.doubt import hypothetical_or_negated
from transforms.events.tolls.earlier import deadly, resolved
from transforms.events.tolls.enumerated import after_colon, among, apposed_names, by_place, inverted, subject_list
from transforms.events.tolls.fates import fatally, of_casualties, one_fate
from transforms.events.tolls.government import arguments_of, parts_after
from transforms.events.tolls.joint import is_joint
from transforms.events.tolls.lexicon import Trigger, may_count, words
from transforms.events.tolls.mention import Effect, TollMention
from transforms.events.tolls.ordinals import nth_of
from transforms.events.tolls.past import is_lately, is_years_before
from transforms.events.tolls.phrases import Phrase
from transforms.events.tolls.rivals import rivals
from transforms.events.tolls.roles import Roles
from transforms.events.tolls.sentence import Argument, Sentence, of_corpses, shared_start, verb_start
from transforms.events.tolls.shots import may_live
from transforms.events.tolls.tokens import Occurrence, tokenise

_TAKEN_THINGS = frozenset(
    {"captured", "seized", "capturing", "seizing", "capture", "captures", "held", "expelled", "evacuated"}
)
_OTHERS = re.compile(r"\bothers?\b(?!.*\bmore\b)", re.IGNORECASE)
_CLAUSE = 40
"""Characters between the dead and the injured of one clause."""
_VERBAL = frozenset({"active", "both", "base", "subject", "nominal"})
_LISTED = frozenset({"victims", "both", "state", "toll", "count", "nominal", "passive"})
_HELD = frozenset({"surrendered", "held", "holding", "holds", "driven", "driving"})


def _usable(s: Sentence, trigger: Trigger, o: Occurrence, a: Argument) -> bool:
    """True where a phrase can be harmed this way: places are captured too, and things are lost."""
    phrase = a.phrase
    if s.low(phrase.i) in words("reflexive") or (trigger.effect == "injured" and of_corpses(s, phrase)):
        return False
    if s.low(o.i) in _TAKEN_THINGS and (phrase.named or not phrase.person) and not _described(s, phrase):
        return False
    loose = trigger.kind == "loose" or s.low(o.i) in _HELD
    if loose and not (phrase.counted and phrase.person and phrase.group_j > phrase.group_i and phrase.high != 0):
        return False
    if loose and (_to_hospital(s, max(phrase.j, o.j)) or _no_capture(s, o)):
        return False
    things = phrase.group_j > phrase.group_i and not phrase.person
    if things and trigger.kind == "passive" and trigger.effect == "killed":
        return False  # "three arms dumps were blown up"
    if phrase.high == 0 and any(s.low(k) in words("slight") for k in range(phrase.j, o.i)):
        return False  # "none was badly hurt" does not say that nobody was hurt
    if trigger.effect in ("displaced", "captured") and phrase.high == 0:
        return False
    if trigger.effect == "displaced" and not phrase.counted:
        return False
    return not (trigger.effect in ("captured", "missing") and phrase.best is None)


def _himself_too(s: Sentence, trigger: Trigger, a: Argument, arguments: list[Argument]) -> bool:
    """True for the attacker of "killing himself and five others", who is one of the dead."""
    single = s.low(a.phrase.i) in ("himself", "herself")
    return single and trigger.effect == "killed" and any(b.phrase.counted for b in arguments)


def _others_too(mention: TollMention, before: list[TollMention]) -> TollMention:
    """Marks "two others died in hospital" as on top of the dead that the sentence has counted with another verb."""
    if (mention.group or "").lower() != "others" or mention.part_of:
        return mention
    same = any(
        t.effect == mention.effect and t.trigger_start != mention.trigger_start and t.best and not t.part_of
        for t in before
    )
    return replace(mention, adds=True) if same else mention


def _besides(mention: TollMention, before: list[TollMention]) -> bool:
    """True for others than single people harmed with another verb: "the mayor died in a blast that killed six others".

    In "the mayor and two others were killed" and "killed five and hurt two others" they only stand beside them.
    """
    same = [t for t in before if t.effect == mention.effect]
    return bool(same) and all(t.best == 1 and t.trigger_start != mention.trigger_start for t in same)


def _of_the_hurt(s: Sentence, trigger: Trigger, a: Argument, before: list[TollMention]) -> Argument:
    """Marks "ten of the wounded" as some of the wounded, and of dead whom an update of their number counts as well."""
    phrase = a.phrase
    if s.low(phrase.i + 1) != "of" or s.low(phrase.j - 1) not in words("hurt"):
        return a
    return replace(a, part=a.part or trigger.effect != "killed" or any(t.replaces for t in before))


def _to_hospital(s: Sentence, k: int) -> bool:
    return any("hospital" in s.low(m) or s.low(m) == "clinic" for m in range(k, min(k + 9, len(s.tokens))))


def _no_capture(s: Sentence, o: Occurrence) -> bool:
    """True for "took up", "took part", "taken aboard", "jailed for life": not by force, or a sentence of a court."""
    if s.low(o.j - 1) in ("took", "taken", "taking", "held", "holding", "hold", "holds"):
        return s.low(o.j) in words("no_capture") and not (
            s.low(o.j) in ("in", "on", "from", "off") and s.low(o.i) != "took"
        )
    if s.low(o.i) in ("jailed", "imprisoned"):
        return any(
            s.low(k) == "for" and (s.tag(k + 1) == "num" or s.low(k + 1) == "life") for k in range(o.j, o.j + 12)
        )
    return False


def _described(s: Sentence, phrase: Phrase) -> bool:
    """True for a name with a title or an apposition: "General Rahim", "Osama al-Saleh, a top aide"."""
    if any(s.tag(k) in ("one", "many") for k in range(phrase.i, phrase.j)):
        return True
    k = phrase.j
    if s.low(k) != ",":
        return False
    return any(
        s.tag(m) == "one"
        for m in range(k + 1, min(k + 7, len(s.tokens)))
        if "," not in [s.low(x) for x in range(k + 1, m)]
    )


def _without_relative(s: Sentence, o: Occurrence, phrase: Phrase) -> str:
    """The text without a relative clause on the harmed people, whose times are not those of what harmed them.

    As in "the bodies of four students who had been missing for the past two weeks were found".
    """
    if s.low(phrase.j) not in ("who", "whom"):
        return s.text
    if phrase.j < o.i:
        end = verb_start(s, o.i)[0]
        if not any(s.tag(k) == "aux" for k in range(phrase.j, end)):
            return s.text  # "four men who were shot last year"
    else:
        end = next((k for k in range(phrase.j, len(s.tokens)) if s.tag(k) == "punct"), len(s.tokens))
    first, last = s.tokens[phrase.j].start, s.tokens[end - 1].end
    return s.text[:first] + " " * (last - first) + s.text[last:]


_RELATIVE = re.compile(r", (?:who|whom|whose|which|where)\b[^,;:.]*(?=,)", re.IGNORECASE)


def _without_others(text: str, start: int, end: int) -> str:
    """The text without the relative clauses on others than the people from `start` to `end` and what harms them.

    As in "Parejo, who was shot in 1987, deplored the murder of Judge Diaz".
    """
    for m in _RELATIVE.finditer(text):
        if m.end() <= start or m.start() >= end:
            text = text[: m.start()] + " " * (m.end() - m.start()) + text[m.end() :]
    return text


def _mention(s: Sentence, trigger: Trigger, o: Occurrence, a: Argument, *, replaces: bool) -> TollMention:
    phrase = a.phrase
    tokens = s.tokens
    start, end = tokens[phrase.i].start, tokens[phrase.j - 1].end
    left, right = flags.clause_of(s.text, min(start, tokens[o.i].start), max(end, tokens[o.j - 1].end))
    harm = tokens[o.i].start, tokens[o.j - 1].end
    hypothetical, negated = hypothetical_or_negated(s, o, trigger, (start, end), left)
    told = _without_relative(s, o, phrase)
    told = _without_others(told, min(start, tokens[o.i].start), max(end, tokens[o.j - 1].end))
    since = flags.since(told, left, right)
    has_group = phrase.group_j > phrase.group_i
    group_start = tokens[phrase.group_i].start if has_group else None
    low, best, high = phrase.low, phrase.best, phrase.high
    fate = next((t.triggers[0].effect for t in s.occurrences if t.i == o.j + 1), trigger.effect)
    either = trigger.effect == "killed" and s.low(o.j) == "or" and fate != "killed"  # "nine were killed or captured"
    if either or is_joint(s, o, a):
        low, best, high = 0, None, high if high is not None else best  # "30 were killed or wounded"
    outdated = flags.outdated(s.text, left, start)
    return TollMention(
        start=start,
        end=end,
        effect=trigger.effect,
        low=low,
        best=best,
        high=high,
        group=s.text[group_start:end] if group_start is not None else None,
        group_start=group_start,
        trigger_start=tokens[o.i].start,
        trigger_end=tokens[o.j - 1].end,
        cumulative_since=since,
        total=since is not None or flags.is_campaign(told, left, right) or is_lately(told, (start, end), harm),
        perfect=_perfect(s, o),
        adds=phrase.adds and not a.part,
        nth=nth_of(s, trigger.effect, phrase),
        also=_also(s, o, phrase) and not a.part,
        of_all=phrase.of_all,
        replaces=(replaces or flags.is_corrected(s.text, right, harm[1])) and not outdated,
        lowered=replaces and flags.is_lowered(s.text, left, start),
        outdated=outdated,
        part_of=a.part,
        attributed_to=flags.source(s.text, left, right, start),
        none=high == 0,
        negated=negated and high != 0,
        historic=(flags.is_long_ago(told, left, right) and not flags.is_of_a_weekday(s.text, harm[1]))
        or is_years_before(s.text, (start, end), harm)
        or flags.is_remembered(s.text, left, harm[0]),
        background=trigger.kind == "harmers"
        or (s.low(o.i) in words("told_of") and flags.is_reason(s.text, left, tokens[o.i].start)),
        in_care=trigger.effect == "injured"
        and any(s.low(k) in words("care") for k in (*range(o.i, o.j), *range(*o.tail))),
        hypothetical=hypothetical,
        anaphoric=phrase.anaphoric or flags.is_again(s.text, left, start),
        named=phrase.named,
        presumed=trigger.kind == "shot",
        elsewhere=flags.is_elsewhere(s.text),
        day=flags.day_of(s.text, left, right, tokens[o.j - 1].end),
        of_a_month=flags.is_of_a_month(told, left, right),
    )


def _rival(s: Sentence, phrase: Phrase, of: TollMention) -> TollMention:
    """Another's count of what an earlier toll counts."""
    start, end = s.tokens[phrase.i].start, s.tokens[phrase.j - 1].end
    left, right = flags.clause_of(s.text, start, end)
    return replace(
        of,
        start=start,
        end=end,
        low=phrase.low,
        best=phrase.best,
        high=phrase.high,
        attributed_to=flags.source(s.text, left, right, start) or of.attributed_to,
        adds=False,
        replaces=False,
        part_of=False,
        none=phrase.high == 0,
        negated=False,
        named=False,
        anaphoric=False,
        rival=True,
    )


def _perfect(s: Sentence, o: Occurrence) -> bool:
    """True for "have been killed", and for what goes on from it: "60 have been killed and 270 wounded"."""
    _, auxiliaries = verb_start(s, o.i)
    if auxiliaries & {"have", "has"}:
        return True
    before = next((other for other in reversed(s.occurrences) if other.j <= o.i), None)
    if auxiliaries or before is None or o.i - before.j > 6 or s.tag(before.j) != "conj":
        return False
    return bool(verb_start(s, before.i)[1] & {"have", "has"})


def _also(s: Sentence, o: Occurrence, phrase: Phrase) -> bool:
    """True for people told to have been harmed as well: "the driver was also killed"."""
    if phrase.anaphoric and phrase.group_j - phrase.group_i <= 1 and s.tag(phrase.i) == "pron":
        return False
    start, auxiliaries = verb_start(s, o.i)
    return phrase.j <= start and ("also" in auxiliaries or s.low(o.j) == "too" or _as_well(s, o.j))


def _as_well(s: Sentence, k: int) -> bool:
    return s.low(k) == "as" and s.low(k + 1) == "well" and s.low(k + 2) != "as"


def _none(text: str, start: int, end: int, effect: Effect) -> TollMention:
    left, right = flags.clause_of(text, start, end)
    return TollMention(
        start=start,
        end=end,
        effect=effect,
        low=0,
        best=0,
        high=0,
        group=None,
        group_start=None,
        trigger_start=start,
        trigger_end=end,
        attributed_to=flags.source(text, left, right, start),
        none=True,
        historic=flags.is_long_ago(text, left, right),
    )


def _of_nobody_counted(text: str, toll: TollMention, tolls: list[TollMention]) -> TollMention:
    """Takes "fifteen of them" behind a verb for a count of its own, where no other is there that it may be part of."""
    if not toll.part_of or toll.trigger_end > toll.start or not text[: toll.end].endswith(" of them"):
        return toll
    whole = any(t.effect == toll.effect and t is not toll and not t.part_of for t in tolls)
    return toll if whole else replace(toll, part_of=False)


def _with_side(s: Sentence, toll: TollMention, tolls: list[TollMention]) -> TollMention:
    """A bare number of injured with the people whose dead the same clause counts."""
    if toll.group is not None or toll.effect != "injured" or toll.part_of:
        return toll
    for other in tolls:
        between = s.text[other.end : toll.start]
        if other.effect == "killed" and other.group and 0 < len(between) <= _CLAUSE and not set(between) & set(";."):
            return replace(toll, side_of=other.group)
    return toll


def _loser(s: Sentence, o: Occurrence, lost: Phrase) -> str | None:
    """Whose men are lost: "the army" of "the army lost five men"."""
    index = s.ending.get(verb_start(s, o.i)[0])
    if index is None or s.low(lost.j - 1) not in words("somebody"):
        return None
    subject = s.phrases[index]
    return s.text[s.tokens[subject.i].start : s.tokens[subject.j - 1].end]


def find_tolls(sentence: str, parsed: Parsed | None = None, offset: int = 0, *, before: str = "") -> list[TollMention]:
    """The tolls of a sentence (a paragraph does too), in the order of their triggers.

    A phrase counts once for each effect. Numbers that count no people harmed (strength, populations, ages, dates,
    money) give none, since no trigger governs them.

    Args:
        sentence: the text to read.
        parsed: the analyser's account of it, where there is one: whom a verb harms is then taken from its roles where
            the grammar of this package finds nobody. It may cover only a part of the text, or more than it.
        offset: where `sentence` starts in the text that was analysed, since `parsed` counts characters there.
        before: the sentence before it, whose people "they", "them", "all" and "their bodies" may mean.
    """
    out = _counted(sentence, parsed, offset, before) if may_count(sentence) or tells_more(sentence) else []
    for start, end, what in flags.no_casualties(sentence):
        effects: list[Effect] = (
            ["killed", "injured"]
            if what.startswith(("casual", "victim", "dead or")) or " or " in what
            else ["injured"]
            if what.startswith("injur")
            else ["killed"]
        )
        for effect in effects:
            if not any(t.effect == effect and t.start <= start < t.end for t in out):
                out.append(_none(sentence, start, end, effect))
    return out


def _counted(sentence: str, parsed: Parsed | None, offset: int, before: str) -> list[TollMention]:
    """The tolls of a sentence that its triggers tell."""
    s = Sentence.of(sentence, tokenise(sentence), before)
    roles = Roles(s, parsed, offset) if parsed is not None else None
    out: list[TollMention] = []
    seen: set[tuple[Effect, int]] = set()
    for o in s.occurrences:
        for trigger in o.triggers:
            hit_in = trigger.effect == "injured" and s.low(o.i) == "shot" and "and" not in trigger.words
            if hit_in and any(t.effect == "killed" for t in out):
                continue  # shot in the chest, and dead of it
            arguments, replaces = arguments_of(s, o, trigger)
            identified = not arguments and trigger.kind in _LISTED
            if identified:
                if trigger.kind == "victims" and not deadly(s):
                    continue
                arguments, replaces = among(s, o) or inverted(s, o) or apposed_names(s, o), False
            elif arguments and arguments[-1].phrase.j <= o.i and trigger.kind in _VERBAL | _LISTED:
                arguments = after_colon(s, o, subject_list(s, shared_start(s, o.i, o.j)[0], arguments))
                arguments = arguments + by_place(s, o, arguments)
            if arguments and arguments[0].phrase.counted and arguments[0].phrase.j <= o.i and trigger.kind != "shot":
                arguments = arguments + parts_after(s, o.j)
            arguments = [_of_the_hurt(s, trigger, resolved(s, a), out) for a in once(s, arguments)]
            arguments = [a for a in arguments if _usable(s, trigger, o, a) or _himself_too(s, trigger, a, arguments)]
            if not arguments and roles is not None and trigger.kind in _VERBAL:
                arguments = [a for a in roles.harmed(o) if _usable(s, trigger, o, a)]
            for a in arguments:
                key = (trigger.effect, s.tokens[a.phrase.i].start)
                if key not in seen:
                    seen.add(key)
                    mention = _mention(s, trigger, o, a, replaces=replaces)
                    mention = replace(mention, called=called(s, a, arguments))
                    if trigger.kind == "shot" and len(arguments) == 1 and may_live(s, o, a):
                        mention = replace(mention, effect="injured")
                    if identified:
                        mention = replace(mention, identified=True)
                    if trigger.kind == "loses":
                        mention = replace(mention, side_of=_loser(s, o, a.phrase))
                    if mention.adds and out and _OTHERS.search(s.text, mention.start, mention.end):
                        mention = replace(mention, adds=_besides(mention, out))
                    out.append(_others_too(mention, out))
            if arguments:
                break
    for a, o in others_found(s):
        if all(t.start != s.tokens[a.phrase.i].start for t in out):
            out.append(_mention(s, o.triggers[0], o, a, replaces=False))
    for a, o in fatally(s):
        out = [t for t in out if t.start != s.tokens[a.phrase.i].start]
        out.append(_mention(s, o.triggers[0], o, a, replaces=False))
    out = [_of_nobody_counted(s.text, t, out) for t in out]
    out = [_with_side(s, t, out) for t in of_casualties(put_right(s.text, one_fate(s.text, out)))]
    return out + [_rival(s, r, t) for r, t in rivals(s, out)]
