"""From mentions to events: never two rows for one event, never one row for two.

Mentions are taken article by article in the order of publication. Each joins the event that it is most like, if
`merging.compare` says that they can be one, or starts an event of its own. Two events of one article stay two. Copies
go where their original goes. A mention that ties two events together makes them one: the one published first lives on,
the other names it in `superseded_by`. Everything is sorted first, so the order of the input does not matter; and since
a decision depends only on what was reported before, neither does the number of runs in which articles arrive in order.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import hashlib
import itertools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas import Coded, Event, Mention
from transforms.events.merging.account import Account
from transforms.events.merging.aggregate import aggregate, same_coding, unchanged
from transforms.events.merging.compare import Match, compare
from transforms.events.merging.kinds import types_like
from transforms.events.merging.votes import in_order, report_key
from transforms.events.merging.where import Cell, cell_of, cells_around

NO_COUNTRY = "-"
# Events are looked up by the days they cover; those that last longer are compared with every mention of their block.
LONG_DAYS = 31
NEAR_DAYS = 2  # the greatest tolerance of `merging.when`
# An event that very many tell is compared by its first and its latest reports.
REPORTS_COMPARED = 24


@dataclass(frozen=True, slots=True)
class MergeResult:
    """What merging a block changes.

    Attributes:
        mentions: the new mentions, each with its event and the reason for it, by mention_id.
        events: the rows that are new or say something else than before, by event_id.
        reasons: for each new mention, why it joined its event or started one.
    """

    mentions: list[Mention]
    events: list[Event]
    reasons: dict[str, str]


def block_key(coded: Coded) -> str:
    """What mentions of one event share: the country of the place.

    Where it is not known, the one country that the parties are of; `-` where there is none, or several. An event of
    which no mention has the country of its place is in the block of its mentions: its own parties may be fewer.
    """
    if coded.place is not None and coded.place.country:
        return coded.place.country
    countries = {party.country for party in (*coded.actors, *coded.recipients) if party.country}
    return countries.pop() if len(countries) == 1 else NO_COUNTRY


def merge_block(
    new: Sequence[Mention],
    prior: Sequence[Mention] = (),
    events: Sequence[Event] = (),
    *,
    now: dt.datetime,
    run_id: str,
    dropped: Container[tuple[str, int]] = (),
) -> MergeResult:
    """Merge the new mentions of a block with each other and with the events already published.

    Args:
        new: mentions of this run, in any order; one that is among `prior` too keeps its event and adds nothing.
        prior: all published mentions of `events`, each with the event_id of a row in `events`.
        events: published rows that new mentions may belong to.
        now: written to rows that change, UTC.
        run_id: this run.
        dropped: (article_id, version) of versions that a newer one replaces; versions older than another one among the
            mentions need not be named. Their mentions no longer count.
    """
    block = _Block(new, prior, events, dropped)
    block.assign(new)
    merged = {m.mention_id: dataclasses.replace(m, **block.outcome(m.mention_id), run_id=run_id) for m in new}
    rows = sorted(block.changed(now, run_id), key=lambda row: row.event_id)
    return MergeResult([merged[key] for key in sorted(merged)], rows, block.reasons)


@dataclass(slots=True, eq=False)
class _Cluster:
    """An event in the making: its published row, and all its mentions, current or not."""

    event_id: str
    row: Event | None = None
    members: dict[str, Mention] = field(default_factory=dict)
    live: list[Mention] = field(default_factory=list)  # in the order of report
    merged_into: _Cluster | None = None
    touched: bool = False
    account: Account | None = None

    def add(self, mention: Mention, *, live: bool) -> None:
        self.members[mention.mention_id] = mention
        if live:
            bisect.insort(self.live, mention, key=report_key)
        self.account = None

    @property
    def open(self) -> bool:
        """Whether mentions may join it: it is neither empty nor superseded."""
        return self.merged_into is None and not self.gone and bool(self.members or self.row)

    @property
    def gone(self) -> bool:
        """Whether it was superseded by an event that is not here."""
        return self.merged_into is None and self.row is not None and self.row.superseded_by is not None

    def of_article(self, mention: Mention) -> Iterator[Mention]:
        """Current mentions by the same version of the same article."""
        return (m for m in self.live if (m.article_id, m.version) == (mention.article_id, mention.version))

    @property
    def seniority(self) -> tuple[bool, str, str]:
        """Sorts first what lives on when events become one: the published, then the first reported."""
        reported = self.row.first_reported_at if self.row else None
        first = (
            reported.isoformat() if reported else min((report_key(m)[0] for m in self.members.values()), default="~")
        )
        return self.row is None, first, self.event_id


class _Block:
    """The events of a block while mentions are merged into them."""

    def __init__(
        self,
        new: Sequence[Mention],
        prior: Sequence[Mention],
        events: Sequence[Event],
        dropped: Container[tuple[str, int]],
    ) -> None:
        self.reasons: dict[str, str] = {}
        self._dropped = dropped
        self._latest: dict[str, int] = defaultdict(int)
        for mention in itertools.chain(new, prior):
            self._latest[mention.article_id] = max(self._latest[mention.article_id], mention.version)
        self._clusters: dict[str, _Cluster] = {e.event_id: _Cluster(e.event_id, e) for e in events}
        # By day and type, then by the square degree of the place; None for places that are not known so precisely.
        self._by_day: dict[tuple[int, str], dict[Cell | None, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._long: set[str] = set()
        self._homes: dict[str, _Cluster] = {}
        self._prior_reasons: dict[str, str] = {}
        for event in events:
            self._follow(event)
        for mention in in_order(prior):
            if mention.event_id is None:
                continue
            cluster = _root(self._clusters.setdefault(mention.event_id, _Cluster(mention.event_id)))
            live = self._is_live(mention)
            cluster.add(mention, live=live)
            cluster.touched |= not live
            self._homes[mention.mention_id] = cluster
            if mention.merge_reason is not None:
                self._prior_reasons[mention.mention_id] = mention.merge_reason
        for cluster in self._clusters.values():
            self._index(cluster)

    def assign(self, new: Sequence[Mention]) -> None:
        """Give every new mention its event."""
        waiting = {m.mention_id: m for m in in_order(new) if m.mention_id not in self._homes}
        for mention in new:
            if mention.mention_id not in waiting:
                self.reasons[mention.mention_id] = "was there before"
        copies = [m for m in waiting.values() if self._original(m, waiting) != m.mention_id]
        copied = {m.mention_id for m in copies}
        told = [m for m in waiting.values() if m.mention_id not in copied]
        for _, mentions in itertools.groupby(told, key=lambda m: (report_key(m)[0], m.article_id, m.version)):
            self._assign_article(list(mentions))
        for mention in copies:
            original = self._original(mention, waiting)
            self._join(mention, _root(self._homes[original]), f"copy of mention {original}")

    def outcome(self, mention_id: str) -> dict[str, Any]:
        """The event of a mention, and why it is that."""
        cluster = _root(self._homes[mention_id])
        # One that was there before keeps the reason that was found when it came.
        known = self._prior_reasons.get(mention_id)
        return {"event_id": cluster.event_id, "merge_reason": known or self.reasons[mention_id]}

    def changed(self, now: dt.datetime, run_id: str) -> Iterator[Event]:
        """The rows that are new or different."""
        for cluster in self._clusters.values():
            if not cluster.touched or cluster.gone:
                continue
            row = self._row(cluster, now, run_id)
            if row is None:
                continue
            if cluster.row is None:
                yield row
            elif not unchanged(cluster.row, row):
                yield dataclasses.replace(row, revision=cluster.row.revision + 1)

    def _assign_article(self, mentions: Sequence[Mention]) -> None:
        """Give the mentions of one article their events, the best matches first, and each event one mention at most."""
        accounts = {m.mention_id: _account_of(m) for m in mentions}
        matches: list[tuple[float, str, str, Match]] = []
        for mention in mentions:
            for event_id in sorted(self._near(accounts[mention.mention_id])):
                match = compare(accounts[mention.mention_id], self._account(self._clusters[event_id]))
                if match.joins:
                    matches.append((-match.score, mention.mention_id, event_id, match))
        by_id = {m.mention_id: m for m in mentions}
        ties: dict[str, list[str]] = defaultdict(list)
        for _, mention_id, event_id, match in sorted(matches, key=lambda found: found[:3]):
            ties[mention_id].append(event_id)
            cluster = _root(self._clusters[event_id])
            if mention_id not in self._homes and self._may_join(by_id[mention_id], cluster):
                self._join(by_id[mention_id], cluster, f"joined at {match.reason}")
        for mention in mentions:
            if mention.mention_id not in self._homes:
                self._start(mention, mentions)
        for mention in mentions:
            for event_id in ties[mention.mention_id]:
                self._unite(_root(self._homes[mention.mention_id]), _root(self._clusters[event_id]))

    def _may_join(self, mention: Mention, cluster: _Cluster) -> bool:
        """An article's mentions are different events, unless they plainly are the same."""
        return all(_told_twice(mention, other) for other in cluster.of_article(mention))

    def _join(self, mention: Mention, cluster: _Cluster, reason: str) -> None:
        cluster.add(mention, live=self._is_live(mention))
        cluster.touched = True
        self._homes[mention.mention_id] = cluster
        self.reasons[mention.mention_id] = reason
        self._index(cluster)

    def _start(self, mention: Mention, of_article: Iterable[Mention]) -> None:
        for other in of_article:
            if other.mention_id in self._homes and _told_twice(mention, other):
                self._join(mention, _root(self._homes[other.mention_id]), f"the same as mention {other.mention_id}")
                return
        event_id = _event_id(mention.mention_id)
        # The id is taken where a run is repeated whose mentions were lost but not its events.
        self._clusters.setdefault(event_id, _Cluster(event_id))
        self._join(mention, _root(self._clusters[event_id]), "no event like it was known")

    def _unite(self, a: _Cluster, b: _Cluster) -> None:
        """Make two events one that a mention ties together, if they can be one."""
        if a is b or not compare(self._account(a), self._account(b)).joins:
            return
        if not all(self._may_join(m, a) for m in b.live):
            return
        first, second = sorted((a, b), key=lambda c: c.seniority)
        current = {m.mention_id for m in second.live}
        for mention in second.members.values():
            first.add(mention, live=mention.mention_id in current)
        second.merged_into = first
        first.touched = second.touched = True
        self._index(first)

    def _row(self, cluster: _Cluster, now: dt.datetime, run_id: str) -> Event | None:
        if cluster.merged_into is not None:
            if cluster.row is None:
                return None
            successor = _root(cluster).event_id
            return dataclasses.replace(cluster.row, superseded_by=successor, updated_at=now, run_id=run_id)
        if cluster.live:
            return aggregate(cluster.event_id, cluster.live, now=now, run_id=run_id)
        last = cluster.row or aggregate(cluster.event_id, list(cluster.members.values()), now=now, run_id=run_id)
        return dataclasses.replace(
            last, retracted=True, n_mentions=0, n_articles=0, n_sources=0, updated_at=now, run_id=run_id
        )

    def _account(self, cluster: _Cluster) -> Account:
        if cluster.account is None:
            mentions = cluster.live or in_order(cluster.members.values())
            if len(mentions) > REPORTS_COMPARED:
                mentions = mentions[: REPORTS_COMPARED // 2] + mentions[-REPORTS_COMPARED // 2 :]
            if cluster.live:
                coded: Coded = aggregate(cluster.event_id, mentions, now=mentions[0].coded_at, run_id="")
            else:
                coded = cluster.row or mentions[0]
            published = _published(mentions, cluster.row)
            cluster.account = Account.of(coded, published, (m.evidence for m in mentions))
        return cluster.account

    def _near(self, account: Account) -> set[str]:
        """Events of a like type that may cover the same days."""
        days = account.days
        if days.length > LONG_DAYS:
            found = set(self._clusters)
        else:
            found = set(self._long)
            types = types_like(account.coded.event_type)
            cells = cells_around(account.coded.place) if account.place_told else []
            for day in range(days.first.toordinal() - NEAR_DAYS, days.last.toordinal() + NEAR_DAYS + 1):
                for event_type in types:
                    by_cell = self._by_day.get((day, event_type), {})
                    found.update(*(by_cell.get(cell, ()) for cell in cells or by_cell))
        return {event_id for event_id in found if self._clusters[event_id].open}

    def _index(self, cluster: _Cluster) -> None:
        if not cluster.open:
            return
        account = self._account(cluster)
        if account.days.length > LONG_DAYS or account.since is not None:
            self._long.add(cluster.event_id)
            return
        cell = cell_of(account.coded.place) if account.place_told else None
        for day in range(account.days.first.toordinal(), account.days.last.toordinal() + 1):
            self._by_day[day, account.coded.event_type][cell].add(cluster.event_id)

    def _follow(self, event: Event) -> None:
        """Let a superseded event lead to its successor, if that is here and does not lead back."""
        successor = self._clusters.get(event.superseded_by or "")
        if successor is not None and _root(successor).event_id != event.event_id:
            self._clusters[event.event_id].merged_into = successor

    def _is_live(self, mention: Mention) -> bool:
        key = (mention.article_id, mention.version)
        return mention.version == self._latest[mention.article_id] and key not in self._dropped

    def _original(self, mention: Mention, waiting: Mapping[str, Mention]) -> str:
        """The mention that this one is a copy of, as far as it is here; itself where it is none."""
        seen = {mention.mention_id}
        while True:
            source = mention.copied_from
            if source is None or source in seen or not (source in waiting or source in self._homes):
                return mention.mention_id
            if source not in waiting:
                return source
            seen.add(source)
            mention = waiting[source]


def _told_twice(a: Mention, b: Mention) -> bool:
    """Whether an article tells one event twice: it codes the very same, or one count that identifies it."""
    if same_coding(a, b):
        return True
    match = compare(_account_of(a), _account_of(b))
    return match.joins and match.same_count


def _root(cluster: _Cluster) -> _Cluster:
    while cluster.merged_into is not None:
        cluster = cluster.merged_into
    return cluster


def _event_id(mention_id: str) -> str:
    """The id of the event that a mention starts; the same whenever and wherever that happens."""
    return hashlib.sha256(f"event\n{mention_id}".encode()).hexdigest()[:20]


def _account_of(mention: Mention) -> Account:
    return Account.of(mention, (mention.published_at or mention.coded_at).date(), (mention.evidence,))


def _published(mentions: Sequence[Mention], row: Event | None) -> dt.date:
    if mentions:
        return (mentions[0].published_at or mentions[0].coded_at).date()
    if row is None:
        raise ValueError("an event has neither a row nor mentions")
    return (row.first_reported_at or row.updated_at).date()
