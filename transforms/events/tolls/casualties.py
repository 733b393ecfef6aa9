"""Which event a toll belongs to, and the toll of a whole campaign as an event of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from schemas.coded import Party
from transforms.events.candidate import ASSERTED, IN_CLAUSE, IN_SENTENCE, Candidate, When, Where
from transforms.events.frames.frame import Frame
from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.chunks import Chunk
from transforms.events.ontology import ARMED, acled_sub_event_type, cameo_root
from transforms.events.parties.sides import leading_group
from transforms.events.relevance.credible import slain
from transforms.events.scene import Scene
from transforms.events.sentences import Sentence
from transforms.events.tolls import TollMention
from transforms.events.tolls.periods import SINCE_THEN, period_of, period_tolls
from transforms.events.tolls.protests import costs

#: More dead than this "since then" are those of the time since then.
_MANY = 50
#: As many dead as no single attack leaves.
_OF_A_WAR = 10_000
#: "in the past three days": the toll of what a sentence tells, not of a war.
_DAYS = re.compile(
    r"\b(?:past|last) (?:(?:two|three|four|few|several|[2-4]) days|(?:24|48|72) hours|day|night)\b", re.IGNORECASE
)
#: What opens a count of months or of a whole war.
_YEARS = re.compile(r"\b(?:(?:19|20)\d\d|years?|months?|wars?|conflicts?|decades?)\b", re.IGNORECASE)
_VIOLENT = frozenset({"ASSAULT", "PROTEST"})
_KINDS = {"captured": ("abduct", "arrest", "release"), "displaced": ("displace",)}
#: A total that covers no more than this is the toll of the event itself, told for its first days.
_FRESH_DAYS = 4

#: Characters between a killing and the attack in which it was done.
_ON = 60

#: The frame of a campaign whose toll a text gives: fighting over a period.
CAMPAIGN = Frame(
    predicate="(toll of a period)",
    words=("toll",),
    gap=False,
    pos="n",
    event_type="ASSAULT",
    mode=None,
    kind="campaign",
    acled="Armed clash",
    roles={},
    when=(),
    territory=None,
    contexts=("military",),
    cameo=cameo_root("ASSAULT", None),
    line=0,
)
#: The frame of a toll that the text ties to no trigger it knows: people killed over a few days.
CLASHES = replace(CAMPAIGN, kind="clash")

#: The frame of deaths that a sentence only counts.
KILLED = replace(CAMPAIGN, predicate="(deaths)", words=("dead",), kind="kill", acled=None)


def usable(toll: TollMention) -> bool:
    return not (toll.negated or toll.hypothetical or toll.historic)


def of_these_days(toll: TollMention, *, dated: bool) -> TollMention:
    """A toll of the past few days is that of what its sentence tells, and no total of a war.

    So many dead that no attack leaves them are those of a war, where their sentence names no day: "the army has killed
    50,000 people".
    """
    if toll.effect == "killed" and (toll.best or 0) >= _OF_A_WAR and not dated:
        return replace(toll, total=True)
    return replace(toll, total=False) if toll.total and _DAYS.search(toll.cumulative_since or "") else toll


def attach(tolls: Sequence[TollMention], sentence: Sentence, candidates: Sequence[Candidate]) -> list[TollMention]:
    """Gives the tolls of a sentence to its candidates; what no candidate takes is returned.

    A toll goes to the candidate whose own trigger counts it, else to the nearest one of its kind in the sentence: an
    attack before a protest, for people die of the former. The wounded of a sentence go where its dead went.
    """
    left: list[TollMention] = []
    period = SINCE_THEN.search(sentence.text) is not None
    dead: Candidate | None = None
    for toll in sorted(tolls, key=lambda t: (t.effect != "killed", t.start)):
        if toll.historic:
            toll = _of_its_time(toll, sentence, candidates)
        if not usable(toll) or (toll.total and not _of_days(toll, sentence)) or (period and (toll.best or 0) > _MANY):
            continue
        at = sentence.start + toll.trigger_start
        end = sentence.start + toll.trigger_end
        wanted = _KINDS.get(toll.effect)
        fitting = [
            c
            for c in candidates
            if (
                c.kind in wanted if wanted else c.frame.event_type in _VIOLENT and c.kind not in ("abduct", "shootdown")
            )
        ]
        if toll.background and fitting:  # only what tells the killing has its dead, not what answers it
            fitting = [c for c in fitting if _tells(c, at, end) or _around(c, end, sentence)]
            for candidate in fitting:
                candidate.reason = True
            if not fitting:
                continue
        if not fitting:
            left.append(toll)
            continue
        fitting = [c for c in fitting if c.frame.event_type != "PROTEST" or costs(c, toll, sentence)]
        if not fitting:
            continue
        best = min(
            fitting,
            key=lambda c: (
                not _tells(c, at, end),
                toll.effect == "injured" and dead is not None and c is not dead,
                c.frame.event_type != "ASSAULT",
                _distance(c, at, toll, sentence),
            ),
        )
        if toll.effect == "killed" and dead is None and ";" not in sentence.text:
            dead = best
        best.tolls.append(toll)
        best.toll_sentences.append(sentence.index)
    return left


def _of_days(toll: TollMention, sentence: Sentence) -> bool:
    """Whether people are counted who were held or driven out over days: "60,000 have fled since Saturday"."""
    return toll.effect in _KINDS and _YEARS.search(toll.cumulative_since or sentence.text) is None


def _around(candidate: Candidate, end: int, sentence: Sentence) -> bool:
    """Whether a candidate goes on a killing told before it: "after the killing of three rebels in a gunfight"."""
    between = sentence.text[end - sentence.start : candidate.start - sentence.start]
    return 0 < len(between) <= _ON and not set(between) & set(",;.")


def _of_its_time(toll: TollMention, sentence: Sentence, candidates: Sequence[Candidate]) -> TollMention:
    """A toll of other days is that of an attack that is dated to them: "a car bomb last January killed 22"."""
    at, end = sentence.start + toll.trigger_start, sentence.start + toll.trigger_end
    for candidate in candidates:
        dated = candidate.when is not None and candidate.when.rank >= IN_SENTENCE
        if dated and candidate.frame.event_type == "ASSAULT" and (_tells(candidate, at, end) or len(candidates) == 1):
            return replace(toll, historic=False)
    return toll


def counts_a_war(candidate: Candidate, tolls: Sequence[TollMention], sentence: Sentence) -> bool:
    """Whether a telling only counts the dead of a whole war or of earlier years: "has killed 500 since 2017"."""
    if candidate.kind not in ("kill", "wound"):
        return False
    return any(
        (t.total or t.historic)
        and t.best != 1  # "has executed a man over last year's protests"
        and candidate.start < sentence.start + t.trigger_end
        and sentence.start + t.trigger_start < candidate.end
        for t in tolls
    )


def counts_dead(candidate: Candidate) -> bool:
    """Whether a telling says how many died: a noun that does is news, not a mention of something known."""
    return any(t.effect == "killed" and (t.best or 0) > 0 and not t.anaphoric for t in candidate.tolls)


def _tells(candidate: Candidate, start: int, end: int) -> bool:
    """Whether a candidate's own words count the toll."""
    return any(s < end and start < e for s, e in ((candidate.start, candidate.end), *candidate.absorbed))


def _distance(candidate: Candidate, at: int, toll: TollMention, sentence: Sentence) -> float:
    near = min(abs(candidate.start - at), abs(candidate.start - sentence.start - toll.start))
    return near + (40 if candidate.start > at else 0)


def campaign(
    tolls: Sequence[TollMention],
    sentence: Sentence,
    view: SentenceView,
    scene: Scene,
    candidates: Sequence[Candidate],
    before: Sequence[Candidate] = (),
) -> Candidate | None:
    """The event of a sentence that counts the toll of a period: "since the offensive began on Sept. 10, ... killed".

    `before` are the candidates of earlier sentences: they tell whose offensive it is.
    """
    period = period_of(sentence, scene)
    if period is None:
        return None
    start = period.first
    if SINCE_THEN.search(sentence.text):
        tolls = [replace(t, total=t.total or (t.best or 0) > _MANY) for t in tolls]
    if period.of_all:
        tolls = [replace(t, total=t.total or t.replaces) for t in tolls]
    totals = [t for t in period_tolls(tolls, period, sentence, view, scene) if usable(t) and (t.best or 0) > 0]
    if not totals:
        return None
    if scene.published is not None and (scene.published - start).days > 400:
        return None
    end = scene.published or start
    block = scene.layout.block_of(sentence)
    groups: list[Party] = []
    harmless = view.classes["accident_noun"] | {"accidents"}
    if len(totals) == 1 and not harmless.isdisjoint(view.all_words):
        return None
    for toll in totals:
        party = group_party(toll, sentence, view)
        if party is not None and party.actor_id is None and party.sector in ("UAF", "REB"):
            # "900 militants" beside the other side by name: the group that the report is about
            party = leading_group(view.reader, [t.group or "" for t in totals], party.surface) or party
        if party is not None and party.actor_id not in {p.actor_id for p in groups}:
            groups.append(party)
    armed = [p for p in groups if p.sector in ARMED or p.sector == "GOV"]
    owner = _owner(view) or _attacker(before, armed)
    actors = [owner] if owner is not None else _doers(candidates, totals, sentence) or armed[:1]
    recipients = [p for p in groups if p.actor_id is None or p.actor_id not in {a.actor_id for a in actors}]
    fresh = (end - start).days <= _FRESH_DAYS
    if fresh:
        totals = [replace(t, total=False) for t in totals]
    driven_out = [t for t in tolls if t.effect == "displaced" and t.total and usable(t)]
    if not any(c.kind == "displace" for c in candidates):
        totals = [*totals, *driven_out]
    if (protest := _protest_since(candidates, totals, sentence)) is not None:
        protest.tolls += [replace(t, total=False) for t in totals]
        protest.toll_sentences += [sentence.index] * len(totals)
        protest.when = When(start, max(start, end), "period", IN_CLAUSE, "the period that the toll counts")
        return None
    first = min(sentence.start + t.start for t in totals)
    candidate = Candidate(
        frame=CLASHES if fresh else CAMPAIGN, sentence=sentence.index, item=block.item, block=sentence.block,
        block_kind=block.kind, start=first, end=max(sentence.start + t.end for t in totals), trigger="toll",
        status="real",         strength=3, definite=False, actors=actors, recipients=recipients,
        when=When(start, max(start, end), "day" if fresh and start == end else "period", IN_CLAUSE,
                  "the period that the toll counts"),
        tolls=list(totals), toll_sentences=[sentence.index] * len(totals), cumulative_from=start,
        attributed_to=next((t.attributed_to for t in totals if t.attributed_to), None),
    )  # fmt: skip
    candidate.where = next((c.where for c in candidates if c.where is not None and c.where.rank >= 3), None)
    if candidate.where is None:
        home = scene.home(block.item)
        for resolved in scene.places_of(sentence):
            mention = resolved.mention
            if resolved.place and not (mention.demonym or mention.nested or mention.dateline):
                if home is not None and resolved.place.country != home.place.country:
                    continue  # where those who count sit
                candidate.where = Where(
                    resolved.place,
                    IN_SENTENCE,
                    "named in its sentence",
                    resolved.mention.surface,
                    resolved.mention.start,
                )
                break
    return candidate


def deaths(tolls: Sequence[TollMention], sentence: Sentence, view: SentenceView, scene: Scene) -> Candidate | None:
    """The dead of a sentence that tells no event: "by sunrise at least 45 people lay dead in the camp".

    They may belong to an attack told elsewhere; alone they are none, unless it shows: "nine bullet-riddled bodies".
    """
    dead = [t for t in tolls if t.effect == "killed" and usable(t) and not t.total and (t.best or 0) > 0]
    if not dead or _of_nature(view):
        return None
    block = scene.layout.block_of(sentence)
    parties = [p for t in dead if (p := group_party(t, sentence, view)) is not None]
    first, last = dead[0], dead[-1]
    place = next(
        (r for r in scene.places_of(sentence)
         if r.place and r.mention.located and not (r.mention.demonym or r.mention.nested or r.mention.dateline)), None,
    )  # fmt: skip
    days = [d for d in scene.dates_of(sentence) if not (d.duration or d.future or d.open_start)]
    when = days[0] if days else None
    return Candidate(
        frame=KILLED, sentence=sentence.index, item=block.item, block=sentence.block, block_kind=block.kind,
        start=sentence.start + first.trigger_start, end=sentence.start + last.trigger_end, trigger="dead",
        status="real", strength=ASSERTED if slain(view) else 1, definite=False, recipients=parties[:1],
        weak=not slain(view), counts_only=True,
        where=Where(place.place, IN_SENTENCE, "named in its sentence", place.mention.surface, place.mention.start)
        if place is not None and place.place is not None else None,
        when=When(when.first, when.last, when.precision, IN_SENTENCE, "named in its sentence", when.surface, when.start)
        if when is not None else None,
        tolls=list(tolls), toll_sentences=[sentence.index] * len(tolls),
    )  # fmt: skip


def _of_nature(view: SentenceView) -> bool:
    """Whether a sentence tells of an accident, a storm or a disease; what was stormed, or fell in a blast, does not."""
    words = view.all_words
    nouns = {w.token.lower for w in view.parse.words if w.tag == "NN"} | {w for w in words if " " in w}
    if nouns & (view.classes["nature"] | view.classes["disease"]):
        return True
    return bool(words & view.classes["accident_noun"]) and not words & view.classes["bomb"]


def _attacker(before: Sequence[Candidate], armed: Sequence[Party]) -> Party | None:
    """The one of the counted sides that the report showed attacking or taking a place."""
    sides = {p.actor_id: p for p in armed if p.actor_id}
    for candidate in before:
        if candidate.kind in ("territory", "offensive", "advance") and candidate.strength > 1:
            for actor in candidate.actors:
                if actor.actor_id in sides:
                    return sides[actor.actor_id]
    return None


def _protest_since(
    candidates: Sequence[Candidate], totals: Sequence[TollMention], sentence: Sentence
) -> Candidate | None:
    """The protest that has cost those counted since a day: "39 people have been killed in protests since Monday"."""
    attacks = (c for c in candidates if c.frame.event_type == "ASSAULT")
    if any(c.actors or c.kind not in ("kill", "wound") for c in attacks) or any(t.background for t in totals):
        return None
    protests = (c for c in candidates if c.frame.event_type == "PROTEST" and c.status == "real")
    return next((c for c in protests if all(costs(c, t, sentence) for t in totals)), None)


def _doers(candidates: Sequence[Candidate], totals: Sequence[TollMention], sentence: Sentence) -> list[Party]:
    """Who has killed those whom a toll counts: "the army has killed 40 militants since Monday"."""
    spans = [(sentence.start + t.trigger_start, sentence.start + t.trigger_end) for t in totals]
    deeds = (c for c in candidates if c.frame.event_type == "ASSAULT" and c.actors)
    return next((c.actors for c in deeds if any(_tells(c, start, end) for start, end in spans)), [])


def _owner(view: SentenceView) -> Party | None:
    """Whose campaign it is: "since the SDF offensive began", "since the LNA began its advance"."""
    words = view.parse.words
    for i, word in enumerate(words):
        if word.token.lower != "since":
            continue
        for piece in view.parse.chunks:
            if piece.start < i or piece.start > i + 3:
                continue
            reference = view.reference(piece)
            if reference is not None and reference.named and reference.party.sector in ARMED | {"GOV"}:
                return reference.party
            head = words[piece.head].token.lower
            if head in ("offensive", "assault", "campaign", "operation", "invasion", "war", "bombardment", "advance"):
                before = Chunk(piece.start, piece.head, piece.head - 1)
                if piece.head > piece.start:
                    reference = view.reader.read(view.parse, before, view.key)
                    if reference is not None:
                        return reference.party
        break
    return None


def group_party(toll: TollMention, sentence: Sentence, view: SentenceView) -> Party | None:
    """The party that a counted group is."""
    if toll.group is None or toll.group_start is None:
        return None
    start = sentence.start + toll.group_start
    end = start + len(toll.group)
    for piece in view.parse.chunks:
        first = view.parse.words[piece.start].token.start
        last = view.parse.words[piece.end - 1].token.end
        if first <= start < last and (end <= last + 1 or piece.head > piece.start):
            reference = view.reference(piece)
            return reference.party if reference is not None else None
    return None


def acled_of(frame: Frame, actors: Sequence[Party], recipients: Sequence[Party]) -> str | None:
    """ACLED's sub-event type: the frame's, else from type, mode and parties."""
    if frame.acled:
        return frame.acled
    return acled_sub_event_type(
        frame.event_type, frame.mode, [a.sector for a in actors], [r.sector for r in recipients]
    )
