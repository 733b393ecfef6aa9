"""Codes a story: who did what to whom, where, when, with how many killed and injured, and in which sentence it says so.

The steps: cut the story into blocks and sentences; find places, days, tolls and names; parse each sentence in a shallow
way; match triggers with frames and judge whether they happened; choose parties, place and day; put the tellings of one
event together; add the tolls up.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transforms.events.additions import ONLY_OUR_OWN, Additions
from transforms.events.analyser.choice import load_analyser
from transforms.events.analyser.document import Document, TextAnalyser
from transforms.events.assembling import CodedEvent, coded_event
from transforms.events.building import Builder
from transforms.events.candidate import POINTED, Candidate
from transforms.events.dates import DateMention, find_dates
from transforms.events.frames.frame import FrameBook
from transforms.events.frames.heads import VOICES
from transforms.events.frames.roles import RoleFinder
from transforms.events.frames.sense import SentenceView
from transforms.events.grammar.clauses import parse
from transforms.events.grammar.lexicon import Lexicon
from transforms.events.grammar.syntax import Parse
from transforms.events.left_out import NOT_NEWS, OF_A_WAR, TOO_LITTLE, UNLIKELY, LeftOut, missing, tellings, untold
from transforms.events.merging.within import Cluster
from transforms.events.ontology import TYPES
from transforms.events.parties.actors import ActorDictionary, Country
from transforms.events.parties.dictionaries import read_dictionaries
from transforms.events.parties.find import PartyReader
from transforms.events.parties.institutions import countries_of_institutions
from transforms.events.parties.issuer import issuer_of
from transforms.events.places.capitals import seats
from transforms.events.places.find import find_places
from transforms.events.places.gazetteer import Gazetteer
from transforms.events.places.inside_names import outside_names
from transforms.events.places.placing import supported
from transforms.events.places.publisher import publisher_country
from transforms.events.places.resolve import resolve_places
from transforms.events.places.unlisted import unlisted_places
from transforms.events.relevance.credible import at_home
from transforms.events.relevance.old_clauses import tells_of
from transforms.events.relevance.reading import worth_reading
from transforms.events.relevance.topic import off_topic
from transforms.events.scene import Scene
from transforms.events.sentences import Block, Layout, Sentence, lay_out
from transforms.events.separate import over_many, separate
from transforms.events.sifting import Sifting
from transforms.events.story import Story
from transforms.events.tolls import find_tolls
from transforms.events.tolls.belonging import Loose, give_loose, leave_to_attacks, left_over
from transforms.events.tolls.casualties import attach, campaign, counts_a_war, deaths, of_these_days
from transforms.events.wordlists import status_words

#: How a count of people begins who are told of before: "the two bodies".
_KNOWN = ("the ", "these ", "those ", "both ")
#: What stands before the name of a place where something happens.
_WHERE = frozenset({"in", "at", "near", "on", "outside", "across"})
#: How a question of an interview opens.
_QUESTION = re.compile(r"(?:Q|Question|Interviewer)\s?[:.]\s")
#: Events less likely than this are left out.
LEAST_CONFIDENCE = 0.4
#: The same where article and paragraph are about something else: a video game, a market, a chess game.
LEAST_OFF_TOPIC, LEAST_OFF_TOPIC_IN_BRIEF = 0.8, 0.6
#: Up to how far off topic (`off_topic`) they may be, and the words from which on an article is no brief.
_ON_TOPIC, _LONG = 0.7, 60


@dataclass(frozen=True)
class CoderResources:
    """What the coder reads once a process: dictionaries, frames, the gazetteer, and the finder of roles."""

    lexicon: Lexicon
    actors: ActorDictionary
    frames: FrameBook
    gazetteer: Gazetteer
    analyser: TextAnalyser
    roles: RoleFinder = field(default_factory=RoleFinder)
    #: Whose word counts: frames, event heads, or both; fewer than both to measure each.
    voices: frozenset[str] = VOICES

    @classmethod
    def load(cls, analyser: str | None = None, additions: Additions = ONLY_OUR_OWN) -> CoderResources:
        """The resources of this process; read on the first call with these arguments.

        Args:
            analyser: which one reads the sentences, as `load_analyser` takes it; by default the one that ships.
            additions: a user's dictionaries and gazetteer.

        Raises:
            DataFileError: a data file that does not read.
            ValueError: a gazetteer that does not read.
            AnalyserChoiceError: no such analyser.
        """
        return _load(analyser, additions)

    def parse(self, text: str, offset: int = 0, *, headline: bool = False) -> Parse:
        """The parse of one sentence by itself, which starts at `offset` in its story."""
        (document,) = self.analyser.analyse([text])
        return parse(text, offset, document, self.lexicon, headline=headline)


#: Lists of status.tsv whose verbs say whether something happened: "plotting a coup", not "plotted against".
_JUDGING = ("doubting", "planning", "averting", "known_by", "ended_by")


@functools.cache
def _load(analyser: str | None, additions: Additions) -> CoderResources:
    frames = FrameBook.load()
    verbs = {f.words[0] for f in frames.all() if f.pos == "v"}.union(*map(status_words, _JUDGING))
    actors = ActorDictionary.load(read_dictionaries(additions.actors))
    nouns = {words[-1] for words in actors.nouns}
    nouns |= {f.words[0] for f in frames.all() if f.pos == "n" and len(f.words) == 1}
    for name in ("weapon", "heavy_weapon", "bomb", "vehicle", "facility", "armed", "people"):
        nouns |= frames.classes[name]
    return CoderResources(
        Lexicon.load(sorted(verbs), sorted(n for n in nouns if n in verbs or n.endswith("ing"))),
        actors,
        frames,
        Gazetteer.load(additions.gazetteer),
        load_analyser(analyser),
    )


def analyse(stories: Iterable[Story], resources: CoderResources) -> dict[str, Document]:
    """The analysis of all sentences of some stories that may tell events, by their text.

    The analyser computes sentences of like length together, so many stories at once cost less than one by one; what it
    says of a sentence does not depend on the others.
    """
    return _analysed((s for story in stories for _, s in _to_read(story)[1]), resources)


@functools.lru_cache(maxsize=64)
def _to_read(story: Story) -> tuple[Layout, Sequence[tuple[Block, Sentence]]]:
    """A story cut up and what of it may tell events, kept from its analysis among others until it is read."""
    layout = lay_out(story)
    return layout, tuple(worth_reading(layout))


def _analysed(sentences: Iterable[Sentence], resources: CoderResources) -> dict[str, Document]:
    """The analysis of sentences by their text."""
    texts = list(dict.fromkeys(s.text for s in sentences))
    return dict(zip(texts, resources.analyser.analyse(texts), strict=True))


@dataclass
class OpenStory:
    """A story cut up, with its places, days and parties: what any coder needs of it.

    `sentences` are those that may tell events, with their blocks.
    """

    layout: Layout
    sentences: Sequence[tuple[Block, Sentence]]
    scene: Scene
    reader: PartyReader
    published: dt.date | None
    focus: Country | None
    resources: CoderResources

    def view(self, sentence: Sentence, document: Document) -> SentenceView:
        """A sentence parsed and its parties read; ask in the order of the text, as pronouns point back."""
        headline = self.layout.block_of(sentence).kind in ("title", "deck", "list")
        parsed = parse(sentence.text, sentence.start, document, self.resources.lexicon, headline=headline)
        mentions = [r.mention for r in self.scene.places_of(sentence)]
        view = SentenceView(parsed, sentence.start, self.reader, self.resources.frames.classes, mentions)
        self.reader.focus = _focus(self.scene, sentence, self.resources, self.focus)
        seat = self.scene.capital_of(self.layout.block_of(sentence).item)
        self.reader.seat = self.resources.actors.countries.get(seat or "")
        view.read_all()
        return view


def open_story(
    story: Story, resources: CoderResources, layout: Layout | None = None,
    sentences: Sequence[tuple[Block, Sentence]] | None = None, documents: Mapping[str, Document] | None = None,
) -> OpenStory:  # fmt: skip
    """Cut a story up, where that is not done yet, and find its places, days and parties.

    With its analysed sentences, by their text, places count too that only the analyser knows.
    """
    layout = layout if layout is not None else lay_out(story)
    sentences = sentences if sentences is not None else worth_reading(layout)
    published = story.published_at.date() if story.published_at else None
    reader = PartyReader(resources.actors, layout.text, published.year if published else None)
    reader.issuer = issuer_of(story.publisher, resources.actors)
    bodies = countries_of_institutions(layout.text)
    states = [code for code, count in reader.states.most_common(2) if count] + [*bodies, *reader.rebels]
    places = resolve_places(
        [replace(m, item=layout.item_at(m.start)) for m in find_places(layout.text, resources.gazetteer)],
        publisher_country=publisher_country(story.publisher_domain),
        extra_countries=states,
        gazetteer=resources.gazetteer,
    )
    if documents is not None:
        places = outside_names(places, sentences, documents, resources.actors.names, layout.text)
        places = unlisted_places(sentences, documents, places, bodies, reader.rebels, resources.gazetteer)
    places = seats(layout, places, resources.gazetteer)
    countries = Counter(r.place.country for r in places if r.place and r.place.country and not r.mention.demonym)
    reader.learn(countries + bodies)
    posts = {
        number: part.day
        for part in story.dated_parts
        for number, block in enumerate(layout.blocks)
        if part.start <= block.start < part.end
    }
    scene = Scene(
        layout,
        _dates(layout, published, posts),
        published,
        posts=posts,
        places=supported(places, reader.states, resources.actors.names),
        capitals=resources.actors.capitals,
        countries=resources.gazetteer.countries,
    )
    reader.towns = {r.mention.surface: r.place.country for r in scene.places if r.place and r.place.country}
    home = scene.home(0)
    focus = resources.actors.countries.get((home.place.country if home else None) or "", reader.focus)
    return OpenStory(layout, sentences, scene, reader, published, focus, resources)


def _dates(layout: Layout, published: dt.date | None, posts: Mapping[int, dt.date]) -> list[DateMention]:
    """The dates that a story names, each counted from the day on which its block was published."""
    if published is None:
        return []
    found = find_dates(layout.text, published)
    if all(day == published for day in posts.values()):
        return found
    by_day = {day: find_dates(layout.text, day) for day in set(posts.values())} | {published: found}
    return sorted(
        (
            date
            for day, dates in by_day.items()
            for date in dates
            if posts.get(layout.block_at(date.start), published) == day
        ),
        key=lambda date: date.start,
    )


@dataclass(frozen=True, slots=True)
class CodedStory:
    """The events of a story, in the order of their first mention, and what seems to tell others, with the reason."""

    events: list[CodedEvent] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def code_story(
    story: Story, resources: CoderResources, analysed: Mapping[str, Document] | None = None
) -> list[CodedEvent]:
    """The events of `read_story`, without what it leaves out."""
    return read_story(story, resources, analysed).events


def read_story(story: Story, resources: CoderResources, analysed: Mapping[str, Document] | None = None) -> CodedStory:
    """What a story tells. Never raises on any text.

    Args:
        story: what to read.
        resources: dictionaries, frames, gazetteer and analyser.
        analysed: what `analyse` gave for this story among others; by default it is asked for this story alone.
    """
    layout, sentences = _to_read(story)
    if not sentences:
        return CodedStory()
    documents = analysed if analysed is not None else _analysed((s for _, s in sentences), resources)
    opened = open_story(story, resources, layout, sentences, documents)
    scene = opened.scene
    builder = Builder(resources.frames, resources.roles, scene, resources.voices)
    sifting = Sifting(scene, story.title or "", resources.frames.classes)
    candidates: list[Candidate] = []
    loose: list[Loose] = []
    for block, sentence in sentences:
        document = documents[sentence.text]
        view = opened.view(sentence, document)
        if _QUESTION.match(layout.text, block.start, block.end):
            continue  # what an interviewer asks only tells whom the answer is about
        scene.redate(sentence, candidates)
        found = builder.candidates(sentence, view)
        parsed = next(iter(document.sentences), None)
        dated = any(d.precision == "day" for d in scene.dates_of(sentence))
        counted = find_tolls(sentence.text, parsed, before=layout.before(sentence))
        tolls = [replace(of_these_days(t, dated=dated), sentence=sentence.start) for t in counted]
        left = attach(tolls, sentence, found)
        whole = campaign(tolls, sentence, view, scene, found, candidates)
        if whole is not None:
            found = [c for c in found if c.kind not in ("kill", "wound", "offensive", "clash")] + [whole]
        else:
            counted_apart = [c for c in found if not counts_a_war(c, tolls, sentence)]
            sifting.left_out += missing(found, counted_apart, OF_A_WAR)
            found = counted_apart
        dead = deaths(left, sentence, view, scene)
        if dead is not None:
            dead.definite = any(sentence.text[t.start : t.end].lower().startswith(_KNOWN) for t in dead.tolls)
            found.append(dead)
        elif left:
            loose.append(Loose(sentence, left))
        if not found:
            continue
        apart, many = separate(sentence.text), over_many(sentence.text)
        for candidate in found:
            candidate.apart, candidate.over_many = candidate.apart or apart, many
            _settle(candidate, sentence, view, scene)
        abroad = [c for c in found if not _toured(c)]
        sifting.left_out += missing(found, abroad, NOT_NEWS)
        found = abroad
        candidates += sifting.of_these_days(found, builder.known.lead(block.item))
    candidates, clusters = sifting.news(candidates)
    give_loose([*loose, *left_over(candidates, clusters, scene)], clusters, scene)
    leave_to_attacks(clusters)
    events = [coded_event(c, layout, opened.reader, clusters, candidates) for c in clusters]
    told = [(c, e) for c, e in zip(clusters, events, strict=True) if e is not None]
    sure = [(c, e) for c, e in told if e.coded.confidence >= _least_confidence(c, layout)]
    told_by, sure_by = tellings(c for c, _ in told), tellings(c for c, _ in sure)
    left_out = [*builder.left_out, *sifting.left_out]
    left_out += [*missing(tellings(clusters), told_by, TOO_LITTLE), *missing(told_by, sure_by, UNLIKELY)]
    return CodedStory([event for _, event in sure], untold(left_out, sure_by))


def _least_confidence(known: Cluster, layout: Layout) -> float:
    """How likely an event must be to be told: surely so where its article speaks of something else."""
    if off_topic(known, layout) <= _ON_TOPIC:
        return LEAST_CONFIDENCE
    return LEAST_OFF_TOPIC if layout.text.count(" ") >= _LONG else LEAST_OFF_TOPIC_IN_BRIEF


def _settle(candidate: Candidate, sentence: Sentence, view: SentenceView, scene: Scene) -> None:
    """Fills in the place and the day that a sentence leaves open, and remembers those that it names."""
    candidate.where = scene.body_acting(candidate) or candidate.where
    if candidate.where is not None:
        if candidate.strength > 1 or (candidate.status == "background" and candidate.definite):
            scene.note_place(sentence, candidate.where)
    else:
        there = scene.inherited_place(sentence, view)
        candidate.where = scene.state_acting(candidate, there) or there
    if candidate.when is not None:
        of_news = candidate.cumulative_from is None and not (candidate.reason or _told_of_somebody(candidate, view))
        if candidate.strength > 1 and of_news:
            scene.note_date(sentence, candidate.when)
    elif TYPES[candidate.frame.event_type].quad_class in (1, 3):
        candidate.when = scene.spoken_date(sentence)
    else:
        candidate.when = scene.inherited_date(sentence)


def _toured(candidate: Candidate) -> bool:
    """Whether a leader goes to a place of his own state that the sentence points to: "flew into the ruined city"."""
    pointed = candidate.where is not None and candidate.where.rank == POINTED
    return pointed and candidate.frame.mode == "visit" and at_home(candidate)


def _told_of_somebody(candidate: Candidate, view: SentenceView) -> bool:
    """Whether a relative clause tells it, and its day is none for what follows: "a bomb that killed six on Sunday"."""
    words = view.parse.words
    at = next((k for k, w in enumerate(words) if candidate.start <= w.token.start < candidate.end), None)
    if at is None or tells_of(view.parse, at) is None:
        return False
    return any(words[k].rel == "acl:relcl" for k in view.parse.upwards(at))


def _focus(scene: Scene, sentence: Sentence, resources: CoderResources, focus: Country | None) -> Country | None:
    """The country whose army "the army" is: of a digest's item, that a paragraph opens with or its sentence names."""
    block = scene.layout.block_of(sentence)
    home = scene.home(block.item) if block.item else None
    country = home.place.country if home is not None else None
    for other in scene.layout.paragraph(sentence):
        for resolved in scene.places_of(other):
            mention, place = resolved.mention, resolved.place
            opening = mention.start - other.start <= 5 and other.text.startswith(("In ", "At "))
            if opening and place is not None and place.country and not mention.nested:
                country = place.country
    named = set(_countries_named(scene, sentence))
    country = named.pop() if len(named) == 1 else country
    return resources.actors.countries.get(country or "", focus)


def _countries_named(scene: Scene, sentence: Sentence) -> Iterator[str]:
    """The countries of the places where a sentence says that something is: "arrested in Beijing by the police"."""
    for resolved in scene.places_of(sentence):
        mention, place = resolved.mention, resolved.place
        before = sentence.text[: mention.start - sentence.start].rstrip().rpartition(" ")[2].lower()
        if place is not None and place.country and before in _WHERE and not (mention.demonym or mention.nested):
            yield place.country
