"""What of a report is its news: reactions at its end, dated background and habits are not events of the day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence, Set

from transforms.events.candidate import IN_CLAUSE, POINTED, Candidate
from transforms.events.merging.within import Cluster
from transforms.events.ontology import ARMED
from transforms.events.relevance.topic import on_topic
from transforms.events.sentences import Layout
from transforms.events.wordlists import word_list

#: Verbal types: PLOVER's coders take them where the act of speaking is the news itself.
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONSULT"})
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
#: Kinds of those types that are deeds rather than words.
_DEEDS = frozenset({"charge", "agreement", "talks", "visit", "relations_up", "recognise", "investigate", "summon"})
_OFFICIAL = frozenset({"GOV", "LEG", "IGO", "UNO", "EUR", "IMG"})
#: What authorities do in any accident, and the sectors of those to whom they do it.
_ORDERS = frozenset({"COERCE", "SANCTION", "REJECT", "PROTEST", "MOBILIZE"})
_NO_PARTY = frozenset({None, "CVL", "LAB", "BUS", "CRM", "MED", "EDU", "AGR"})
#: Sectors whose word to each other is no politics: persons, shops, hospitals, schools.
_PRIVATE = _NO_PARTY - {"LAB", "CVL"}
#: Words of charges that concern all, and of what workers threaten with.
_AGAINST_ALL = word_list("newsworthy_against_all")
_WALKOUTS = frozenset({"strike", "strikes", "walkout", "walkouts", "stoppage", "boycott", "protests"})
_WORD = re.compile(r"[a-z]+")
#: From how sure the event heads must be of a type on.
_SURE = 0.85
#: From how sure on what is said by somebody unknown counts in a text that is on topic.
_SURELY_HEARD = 0.95
#: Background that ended longer ago than this is left out where neither headline nor lead tells it. Days.
BACKGROUND_DAYS = 60
#: The same for what was only said.
VERBAL_DAYS = 14
#: Items of so few sentences are all lead.
_SHORT = 5
_LEAD = 2


def years_back(text: str, published: dt.date | None) -> bool:
    """Whether a sentence names a year before the last one: it tells of the past, or of what the past led to."""
    return published is not None and any(int(y) < published.year - 1 for y in _YEAR.findall(text))


def lead_of(layout: Layout, item: int) -> set[int]:
    """The sentences of headline, deck and lead of an item; all of a short one."""
    body = [s.index for s in layout.body(item)]
    heads = [s.index for s in layout.sentences if layout.block_of(s).kind in ("title", "deck", "list")]
    return {*heads, *(body if len(body) <= _SHORT and not heads else body[:_LEAD])}


def news_only(clusters: Sequence[Cluster], layout: Layout, published: dt.date | None) -> list[Cluster]:
    """Leaves out private talk and dated background that neither headline nor lead tells; marks mere words on it."""
    leads = {item: lead_of(layout, item) for item in {known.best.item for known in clusters}}
    kept: list[Cluster] = []
    for known in clusters:
        lead = leads[known.best.item]
        in_lead = any(t.sentence in lead for t in known.tellings)
        words = set(_WORD.findall(layout.sentences[known.best.sentence].text.lower()))
        private = _private(known.best, words) and not _of_captors(known, clusters)
        private = private and not (_heard_by_name(known.best) and on_topic(layout.text))
        of_war = _riot_of_nobody(known, clusters)
        if (not in_lead and _old(known.tellings, published)) or private or of_war or _won(known.best, clusters):
            continue
        known.aside = not in_lead and _reaction(known)
        kept.append(known)
    return kept


def of_an_accident(candidate: Candidate) -> bool:
    """Whether what a report of an accident or a disaster tells is only part of it: who died in it, the driver held."""
    if candidate.frame.event_type == "ASSAULT":
        return candidate.accidental or not any(p.actor_id or p.sector in ARMED for p in candidate.actors)
    if candidate.kind == "investigate":
        return not any(p.actor_id for p in candidate.recipients)
    if candidate.frame.event_type not in _ORDERS and candidate.frame.mode != "release":
        return False
    side = candidate.actors if candidate.frame.event_type in ("REJECT", "MOBILIZE") else candidate.recipients
    return all(p.actor_id is None and p.sector in _NO_PARTY for p in side)


def _riot_of_nobody(known: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Whether something burns or breaks in a report of war that tells of no crowd: "a depot burned in Saratov"."""
    if known.best.frame.event_type != "PROTEST" or any(t.actors for t in known.tellings):
        return False
    if any("riot" in t.trigger.lower() for t in known.tellings):
        return False
    others = [c for c in clusters if c is not known]
    war = any(c.best.frame.event_type == "ASSAULT" and c.best.frame.mode != "crowd-control" for c in others)
    crowds = any(t.actors for c in others if c.best.frame.event_type == "PROTEST" for t in c.tellings)
    return known.best.frame.mode == "riot" and war and not crowds


def _won(ended: Candidate, clusters: Sequence[Cluster]) -> bool:
    """Whether who ends something ends it by taking a place, which is no concession: "took the town, ending a siege"."""
    taken = (t for c in clusters for t in c.tellings if t.kind == "territory" and t.sentence == ended.sentence)
    return ended.kind == "concede" and any(t.actors and t.actors == ended.actors for t in taken)


def _private(said: Candidate, words: Set[str]) -> bool:
    """Whether people who stand for nobody only speak with each other, or give: "begged his father not to go".

    `words` are those of the sentence: a charge of terrorism, and a threat of strikes, is everybody's concern.
    """
    if said.kind == "charge" and not _AGAINST_ALL.isdisjoint(words):
        return False
    if said.frame.event_type == "THREATEN" and not _WALKOUTS.isdisjoint(words):
        return False
    if said.frame.event_type == ("CONSULT" if said.recipients else "AID") and said.actors:
        return all(
            (p.actor_id is None and p.sector in _NO_PARTY) or (p.sector == "COP" and bool(said.recipients))
            for p in said.actors + said.recipients
        )
    if said.frame.event_type not in VERBAL or said.kind == "strike_threat" or not said.actors + said.recipients:
        return False
    asked = _PRIVATE | {"CVL"}
    asking = asked if said.recipients and said.frame.event_type == "REQUEST" else _PRIVATE
    return all(p.actor_id is None and p.sector in asking for p in said.actors) and all(
        p.actor_id is None and p.sector in asked for p in said.recipients
    )


def _of_captors(asking: Cluster, clusters: Sequence[Cluster]) -> bool:
    """Whether those who hold people ask for something: "kidnapped 20 pupils and demanded a ransom"."""
    doers = asking.best.actors
    taking = (c for c in clusters if c.best.frame.mode == "abduct" and c.best.item == asking.best.item)
    return asking.best.frame.event_type == "REQUEST" and bool(doers) and any(c.best.actors == doers for c in taking)


def _heard_by_name(said: Candidate) -> bool:
    """Whether the event heads are sure of the words of somebody who has a name, of whom nothing else is known."""
    return said.sure >= _SURELY_HEARD and any(p.sector is None and p.surface[:1].isupper() for p in said.actors)


def _reaction(known: Cluster) -> bool:
    """Whether an event is only somebody's word on another: no day of its own, and not between two named parties.

    What a state, its leader or an international body says counts as a deed where the event heads are sure of it too.
    """
    best = known.best
    if best.frame.event_type not in VERBAL or best.kind in _DEEDS:
        return False
    official = any(p.actor_id and p.sector in _OFFICIAL for p in best.actors)
    if official and best.sure >= _SURE and best.frame.mode != "disapprove":
        return False
    named = all(any(p.actor_id for p in side) for side in (best.actors, best.recipients))
    dated = any(t.when is not None and t.when.rank >= IN_CLAUSE for t in known.tellings)
    return not named and not dated


def _old(tellings: Sequence[Candidate], published: dt.date | None) -> bool:
    if published is None:
        return False
    own = [t.when for t in tellings if t.when is not None and t.when.rank >= POINTED and t.cumulative_from is None]
    verbal = all(t.frame.event_type in VERBAL for t in tellings)
    limit = VERBAL_DAYS if verbal else BACKGROUND_DAYS
    return bool(own) and all((published - w.last).days > limit or w.precision == "year" for w in own)
