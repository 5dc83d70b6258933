"""Numbers out of what was counted (``channels/line/tally.py``); days and hours are China's."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from channels.line.store import Store
from channels.line.tally import HitRow, Outcome, TurnRow, Way
from channels.statistics.shapes import NOT_ASKED, Day, Part, Span, Statistics, Usage
from channels.statistics.texts import load_texts
from knowledge.china_time import CHINA

HOUR_MS = 3600 * 1000
_OFFSET_MS = 8 * HOUR_MS
MOST_ENTRIES = 50
# Stands for turns without a region or a topic where these are chosen.
NONE = "-"
# The question of an entry by its id.
Named = Callable[[str], str]


@dataclass(frozen=True)
class _Bucket:
    """Turns of the same hour (since 1970, of China), outcome, region and topic, and the verdicts on them."""

    hour: int
    outcome: Outcome
    region: str
    topic: str
    turns: int
    helpful: int
    unhelpful: int

    @property
    def day(self) -> dt.date:
        return dt.date(1970, 1, 1) + dt.timedelta(days=self.hour // 24)


def statistics(store: Store, span: Span, named: Named) -> Statistics:
    """All numbers of a span."""
    buckets = store.do(lambda connection: _buckets(connection, span)).result() or []
    began = store.do(lambda connection: _began(connection, span)).result() or Counter()
    return Statistics(
        first=span.first,
        last=span.last,
        outcomes=_outcomes(buckets),
        conversations=began.total(),
        helpful=sum(one.helpful for one in buckets),
        unhelpful=sum(one.unhelpful for one in buckets),
        days=tuple(_days(buckets, began, span)),
        hours=_hours(buckets),
        regions=_parts(buckets, lambda one: one.region, lambda key: key or load_texts().no_region),
        topics=_parts(buckets, lambda one: one.topic, load_texts().topic),
        entries=_most_used(usage(store, span.first, span.last), named),
    )


def usage(store: Store, first: dt.date, last: dt.date) -> dict[str, Counter[Way]]:
    """How often each entry came up from one day to another, in which way; those that did not are not there."""
    total = select(HitRow.entry, HitRow.way, func.sum(HitRow.count).label("times"))
    wanted = total.where(HitRow.day.between(first, last)).group_by(HitRow.entry, HitRow.way)
    found: dict[str, Counter[Way]] = defaultdict(Counter)
    for row in store.do(lambda connection: connection.execute(wanted).all()).result() or ():
        found[row.entry][Way(row.way)] = row.times
    return dict(found)


def _buckets(connection: Connection, span: Span) -> list[_Bucket]:
    hour = ((TurnRow.at + _OFFSET_MS) // HOUR_MS).label("hour")
    keys = (hour, TurnRow.outcome, TurnRow.region, TurnRow.topic)
    verdicts = (func.count().filter(TurnRow.helpful.is_(said)) for said in (True, False))
    wanted = select(*keys, func.count(), *verdicts).where(*_within(span)).group_by(*keys)
    rows: Iterable[Any] = connection.execute(wanted)
    return [_Bucket(row[0], Outcome(row[1]), *row[2:]) for row in rows]


def _began(connection: Connection, span: Span) -> Counter[dt.date]:
    """How many conversations began on which day; one that began before the span counts on its first."""
    wanted = select(TurnRow.conversation).where(*_within(span)).distinct()
    days = (dt.datetime.fromtimestamp(began / 1000, CHINA).date() for began in connection.scalars(wanted))
    return Counter(max(day, span.first) for day in days)


def _within(span: Span) -> list[ColumnElement[bool]]:
    wanted = [TurnRow.at >= span.milliseconds.start, TurnRow.at < span.milliseconds.stop]
    chosen = ((TurnRow.region, span.region), (TurnRow.topic, span.topic))
    return [*wanted, *(column == ("" if word == NONE else word) for column, word in chosen if word)]


def _outcomes(buckets: Iterable[_Bucket]) -> dict[Outcome, int]:
    """In the order of ``Outcome``, those that came up."""
    counts: Counter[Outcome] = Counter()
    for one in buckets:
        counts[one.outcome] += one.turns
    return {outcome: counts[outcome] for outcome in Outcome if counts[outcome]}


def _days(buckets: Iterable[_Bucket], began: Mapping[dt.date, int], span: Span) -> Iterable[Day]:
    """Every day of the span, whatever happened."""
    by_day: dict[dt.date, list[_Bucket]] = defaultdict(list)
    for one in buckets:
        by_day[one.day].append(one)
    for number in range((span.last - span.first).days + 1):
        day = span.first + dt.timedelta(days=number)
        yield Day(day=day, conversations=began.get(day, 0), outcomes=_outcomes(by_day[day]))


def _hours(buckets: Iterable[_Bucket]) -> tuple[int, ...]:
    counts: Counter[int] = Counter()
    for one in buckets:
        if one.outcome not in NOT_ASKED:
            counts[one.hour % 24] += one.turns
    return tuple(counts[hour] for hour in range(24))


def _parts(
    buckets: Iterable[_Bucket], key_of: Callable[[_Bucket], str], name_of: Callable[[str], str]
) -> tuple[Part, ...]:
    by_key: dict[str, list[_Bucket]] = defaultdict(list)
    for one in buckets:
        if one.outcome not in NOT_ASKED:
            by_key[key_of(one)].append(one)
    parts = (Part(key=key or NONE, name=name_of(key), outcomes=_outcomes(those)) for key, those in by_key.items())
    return tuple(sorted(parts, key=lambda part: (-part.turns, part.key)))


def _most_used(found: Mapping[str, Counter[Way]], named: Named) -> tuple[Usage, ...]:
    ranked = sorted(found.items(), key=lambda item: (-item[1][Way.TOLD], -item[1].total(), item[0]))[:MOST_ENTRIES]
    return tuple(
        Usage(id=id, question=named(id), told=ways[Way.TOLD], listed=ways[Way.LISTED], desk=ways[Way.DESK])
        for id, ways in ranked
    )
