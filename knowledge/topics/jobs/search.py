"""Finding the jobs that fit a wish, and what to relax when none does.

A wish is a few conditions (place, trade, pay, time of day, engagement, words), all of which must hold, and preferences, which
only rank: that the trade is the very one and not a near one, that pay is given in the unit asked for, and so on. What few
advertisements mention (time of day, engagement, perks) must be said if any fitting job says it, and must else not be denied.
A closed job and one that the person refuses or may not take (trades not wanted, age) is never shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from knowledge.places.coordinates import EARTH_RADIUS
from knowledge.places.regions import Region, RegionTree
from knowledge.places.spots import spot_named, spots_in
from knowledge.topics.jobs.adverts import NO_LIMIT
from knowledge.topics.jobs.columns import JobTable, directions
from knowledge.topics.jobs.job import PAY_UNITS, Job, PayUnit
from knowledge.topics.jobs.pay import converted, rounded
from knowledge.topics.jobs.remarks import Aspect
from knowledge.topics.jobs.vocabulary import vocabulary
from knowledge.topics.jobs.wishes import JobWish, PayWish

# Points taken from a job's fit. A near trade weighs more than all else together.
NEAR_TRADE, WORDS_MISSING, FEATURE_UNSAID, OTHER_UNIT = 16, 3, 1, 1
WORST = 32
# How much a relaxation changes, to offer the smallest change first; lowered pay costs a point for each tenth.
COSTS: dict[Aspect, float] = {"pay": 5, "time": 3, "engagement": 3, "region": 3, "words": 4, "trades": 6}
AT_BEST_COST = 1.0
_HARD_KINDS: tuple[Literal["time", "engagement"], ...] = ("time", "engagement")

Mask = NDArray[np.bool_]
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class JobHit:
    """``score`` runs from 1 (fits in all) down to 0; ``metres`` is known when both wish and job have a point.

    ``near_trades``: the trades of the job, when they are only near to those wanted. ``unsaid``: features, and words that
    others have, which are wanted and which the advertisement does not mention, so that one has to ask.
    """

    id: str
    score: float
    metres: float | None = None
    near_trades: frozenset[str] = frozenset()
    unsaid: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Relaxation:
    """A wish with one ``aspect`` dropped or widened, for which ``count`` jobs are found. Search it as it is."""

    aspect: Aspect
    wish: JobWish
    count: int


@dataclass(frozen=True)
class JobResults:
    """The best ``hits`` of ``total`` jobs that fit; when there are none, what to relax, the least change first. ``unknown``:
    words wanted that no job has."""

    hits: tuple[JobHit, ...]
    total: int
    relaxations: tuple[Relaxation, ...] = ()
    unknown: tuple[str, ...] = ()


class JobIndex:
    """A million jobs are searched in some tens of milliseconds. Never changed: ``updated`` and ``without`` give
    a new one."""

    def __init__(self, table: JobTable) -> None:
        self._table = table
        self._columns = table.columns

    @classmethod
    def build(cls, jobs: Iterable[Job], regions: RegionTree) -> JobIndex:
        """Of all jobs; of several with one id the last counts. Their places are looked up in ``regions``."""
        return cls(JobTable(regions).updated(jobs))

    def updated(self, jobs: Iterable[Job]) -> JobIndex:
        """With these jobs in place of those of the same ids, or added."""
        return JobIndex(self._table.updated(jobs))

    def without(self, ids: Iterable[str]) -> JobIndex:
        """Without the jobs of these ids; such as are not known do not matter."""
        return JobIndex(self._table.without(ids))

    def __len__(self) -> int:
        return int(np.count_nonzero(self._table.live))

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        return self._table.nbytes

    def spot_named(self, text: str) -> str:
        """The street or town of a job that a text names; "" for none."""
        return spot_named(text, spots_in(district for _, district in self._table.places))

    def lies_at(self, words: str) -> bool:
        """Whether some job lies where the words say: 开发区."""
        return any(words in district for _, district in self._table.places)

    def search(self, wish: JobWish, today: dt.date, limit: int = 5) -> JobResults:
        """The jobs that fit, best first: by fit, distance from ``wish.near``, pay, newness. Samples only when no real job
        fits."""
        open_ = self._open(wish, today)
        sought = [(word, self._rows_with(word)) for word in wish.words]
        conditions = dict(self._conditions(wish, sought))
        fits = open_.copy()
        for holds in conditions.values():
            fits &= holds
        rows = self._saying(wish, np.flatnonzero(fits))
        if len(rows):
            unknown = tuple(word for word, holds in sought if holds is None)
            return JobResults(tuple(self._best(wish, rows, sought, limit)), len(rows), unknown=unknown)
        return JobResults((), 0, tuple(self._relaxations(wish, open_, conditions)))

    def _open(self, wish: JobWish, today: dt.date) -> Mask:
        """The jobs that may be shown at all."""
        columns, words = self._columns, vocabulary()
        shown = columns.last_day >= today.toordinal()
        shown &= self._table.live
        # A job that also has a trade or feature wanted is refused as well: "不要夜班" means no nights.
        if wish.unwanted:
            shown &= ~_any(columns.trades, words.trade_bits(wish.unwanted))
        person = words.of_kind(wish.features, "person") | words.of_kind(wish.features, "sex")
        against = {name for feature in person for name in words.features[feature].against}
        if bits := words.feature_bits(against | wish.refused):
            shown &= ~_any(columns.features, bits)
        if wish.age:
            shown &= (columns.oldest == NO_LIMIT) | (columns.oldest >= wish.age)
        return shown

    def _rows_with(self, word: str) -> Mask | None:
        """The jobs whose title, kind or employer holds a word; None when none does, so that it tells nothing."""
        in_texts, in_employers = self._table.texts.containing(word), self._table.employers.containing(word)
        if not in_texts.any() and not in_employers.any():
            return None
        in_text, in_employer = in_texts.take(self._columns.text), in_employers.take(self._columns.employer)
        holding = np.logical_or(in_text, in_employer, out=in_text)
        holding &= self._table.live
        return holding if holding.any() else None

    def _conditions(self, wish: JobWish, sought: list[tuple[str, Mask | None]]) -> Iterator[tuple[Aspect, Mask]]:
        """For each condition of the wish the jobs for which it holds."""
        columns, words = self._columns, vocabulary()
        if wish.region and wish.region.parent:
            yield "region", self._inside(wish.region)
        if wish.trades:
            yield "trades", _any(columns.trades, words.trade_bits(wish.trades | words.near_to(wish.trades)))
        elif known := [rows for _, rows in sought if rows is not None]:
            yield "words", np.logical_or.reduce(known)
        if wish.pay:
            asked = _by_unit(converted(wish.pay.amount, wish.pay.unit, unit) for unit in PAY_UNITS).take(columns.unit)
            yield "pay", (columns.high if wish.pay.at_best else columns.low) >= asked
        for kind in _HARD_KINDS:
            wanted = words.of_kind(wish.features, kind)
            against = frozenset().union(*(words.features[name].against for name in wanted)) - wanted
            if against:
                suits = ~_any(columns.features, words.feature_bits(against))
                yield kind, suits | _any(columns.features, words.feature_bits(wanted))

    def _saying(self, wish: JobWish, rows: Rows) -> Rows:
        """The real ones of ``rows``, if any, that mention the features wanted and lie at the spot; what none has decides
        nothing."""
        real = rows[~self._columns.sample[rows]]
        rows = real if len(real) else rows
        if wish.spot:
            there = np.array([wish.spot in district for _, district in self._table.places], np.bool_)
            lying = rows[there.take(self._columns.place[rows])]
            rows = lying if len(lying) else rows
        for group in _groups(wish):
            bits = vocabulary().feature_bits(group - vocabulary().of_kind(group, "person"))
            saying = rows[_any(self._columns.features[rows], bits)] if bits else rows
            rows = saying if len(saying) else rows
        return rows

    def _inside(self, region: Region) -> Mask:
        inside = np.array([region.code in path for path in self._table.paths], np.bool_)
        return inside.take(self._columns.place)

    def _best(self, wish: JobWish, rows: Rows, sought: list[tuple[str, Mask | None]], limit: int) -> Iterator[JobHit]:
        columns = self._columns
        faults = self._faults(wish, rows, sought)
        near = wish.near
        keys: list[Callable[[Rows], NDArray[Any]]] = [
            lambda at: faults[at],
            *([lambda at: self._chords(near, rows[at])] if near else []),
            lambda at: -self._hourly(wish, rows[at]),
            lambda at: -columns.published[rows[at]],
        ]
        for place in _first(len(rows), keys, limit).tolist():
            row = int(rows[place])
            metres = _metres(float(self._chords(near, rows[[place]])[0])) if near else None
            yield self._hit(wish, row, sought, int(faults[place]), metres)

    def _hit(
        self, wish: JobWish, row: int, sought: list[tuple[str, Mask | None]], faults: int, metres: float | None
    ) -> JobHit:
        words, features = vocabulary(), int(self._columns.features[row])
        trades = words.trades_of(int(self._columns.trades[row]))
        unsaid = {word for word, holds in sought if holds is not None and not holds[row]}
        for group in _groups(wish):
            if not features & words.feature_bits(group):
                unsaid |= group
        near = trades & words.near_to(wish.trades) if wish.trades and not trades & wish.trades else frozenset()
        return JobHit(self._table.ids[row], 1 - faults / WORST, metres, near, frozenset(unsaid))

    def _faults(self, wish: JobWish, rows: Rows, sought: list[tuple[str, Mask | None]]) -> NDArray[np.uint8]:
        """Points that each of ``rows`` lacks, less than WORST."""
        columns, words = self._columns, vocabulary()
        faults = np.zeros(len(rows), np.uint8)
        features = columns.features[rows]
        for group in _groups(wish):
            faults += ~_any(features, words.feature_bits(group)) * np.uint8(FEATURE_UNSAID)
        for _, holds in sought:
            if holds is not None:
                faults += ~holds[rows] * np.uint8(WORDS_MISSING)
        if wish.pay:
            faults += (columns.unit[rows] != PAY_UNITS.index(wish.pay.unit)) * np.uint8(OTHER_UNIT)
        np.minimum(faults, NEAR_TRADE - 1, out=faults)
        if wish.trades:
            faults += ~_any(columns.trades[rows], words.trade_bits(wish.trades)) * np.uint8(NEAR_TRADE)
        return faults

    def _chords(self, near: tuple[float, float], rows: Rows) -> NDArray[np.float32]:
        """Squared straight distances on the sphere of radius 1, ordered as the ways on the ground; infinite when unknown."""
        x, y, z = (np.float32(value) for value in directions(*near))
        columns = self._columns
        squares: NDArray[np.float32] = (
            (columns.x[rows] - x) ** 2 + (columns.y[rows] - y) ** 2 + (columns.z[rows] - z) ** 2
        )
        squares[np.isnan(squares)] = np.inf
        return squares

    def _hourly(self, wish: JobWish, rows: Rows) -> NDArray[np.float32]:
        """Least pay to rank by: by the hour; when pay by the piece or lesson is wished, of that unit only. 0 when unknown."""
        to: PayUnit = wish.pay.unit if wish.pay and converted(1, wish.pay.unit, "小时") is None else "小时"
        factors = _by_unit(converted(1, unit, to) for unit in PAY_UNITS)
        pays: NDArray[np.float32] = self._columns.low[rows] * factors.take(self._columns.unit[rows])
        pays[np.isnan(pays)] = 0
        return pays

    def _relaxations(self, wish: JobWish, open_: Mask, conditions: dict[Aspect, Mask]) -> list[Relaxation]:
        """The ways of giving in on one condition that lead to something. A job counts when only that condition fails."""
        failing = np.zeros(len(self._columns), np.uint8)
        for holds in conditions.values():
            failing += ~holds
        one = open_ & (failing == 1)
        found: list[tuple[float, Relaxation]] = []
        for aspect, holds in conditions.items():
            rows = np.flatnonzero(one & ~holds)
            if len(rows):
                found += self._relaxed(aspect, wish, rows)
        return [relaxation for _, relaxation in sorted(found, key=lambda item: (item[0], -item[1].count))]

    def _relaxed(self, aspect: Aspect, wish: JobWish, rows: Rows) -> Iterator[tuple[float, Relaxation]]:
        """With what each costs; ``rows`` are the jobs that only this aspect keeps out."""
        cost = COSTS[aspect]
        if aspect == "pay" and wish.pay:
            yield from self._paid_less(wish, wish.pay, rows)
        elif aspect == "region" and wish.region:
            for level, region in enumerate(reversed(wish.region.path[1:-1])):
                inside = rows[self._inside(region)[rows]]
                if len(inside):
                    yield cost + level, self._offer(aspect, replace(wish, region=region), inside)
                    return
        elif aspect == "trades":
            # Without a trade its words would become a condition.
            yield cost, self._offer(aspect, replace(wish, trades=frozenset(), words=()), rows)
        elif aspect == "words":
            yield cost, self._offer(aspect, replace(wish, words=()), rows)
        elif aspect in ("time", "engagement"):
            features = wish.features - vocabulary().of_kind(wish.features, aspect)
            yield cost, self._offer(aspect, replace(wish, features=features), rows)

    def _offer(self, aspect: Aspect, relaxed: JobWish, rows: Rows) -> Relaxation:
        """``rows`` are those that hold the conditions of the relaxed wish."""
        return Relaxation(aspect, relaxed, len(self._saying(relaxed, rows)))

    def _paid_less(self, wish: JobWish, pay: PayWish, rows: Rows) -> Iterator[tuple[float, Relaxation]]:
        """At best what is asked; the highest pay there is; any pay if none can be compared."""
        factors = _by_unit(converted(1, unit, pay.unit) for unit in PAY_UNITS).take(self._columns.unit[rows])
        least, best = (column[rows] * factors for column in (self._columns.low, self._columns.high))
        at_best = rows[best >= np.float32(pay.amount)]
        if not pay.at_best and len(at_best):
            yield AT_BEST_COST, self._offer("pay", replace(wish, pay=replace(pay, at_best=True)), at_best)
        offered = best if pay.at_best else least
        highest = rounded(float(np.nanmax(offered, initial=0)))
        if highest:
            cost = AT_BEST_COST + 10 * (1 - highest / pay.amount)
            lower = replace(wish, pay=replace(pay, amount=highest))
            yield cost, self._offer("pay", lower, rows[offered >= np.float32(highest)])
        else:
            yield COSTS["pay"], self._offer("pay", replace(wish, pay=None), rows)


def _any(sets: NDArray[np.uint64], bits: int) -> Mask:
    """Which of the sets have one of the bits."""
    has_one: Mask = (sets & np.uint64(bits)) != 0
    return has_one


def _by_unit(values: Iterable[float | None]) -> NDArray[np.float32]:
    """One value for each code of a unit; NaN where there is none, and for NO_UNIT, the last code."""
    return np.array([*values, None], np.float32)


def _groups(wish: JobWish) -> list[frozenset[str]]:
    """The features to be mentioned, in groups of which one suffices: times of day, engagements, and each other one alone.

    Few advertisements name a sex, and the others are for both.
    """
    hard = [vocabulary().of_kind(wish.features, kind) for kind in _HARD_KINDS]
    alone = wish.features.difference(*hard, vocabulary().of_kind(wish.features, "sex"))
    return [group for group in hard if group] + [frozenset({name}) for name in sorted(alone)]


def _first(count: int, keys: list[Callable[[Rows], NDArray[Any]]], limit: int) -> Rows:
    """The first ``limit`` of ``count`` places, ordered by the keys in turn and then by place.

    Each key is asked only for the places that the keys before it leave undecided.
    """
    sure: list[Rows] = []
    tied: Rows = np.arange(count)
    for key in keys:
        wanted = limit - sum(map(len, sure))
        if len(tied) <= wanted:
            break
        values = key(tied)
        edge = np.partition(values, wanted - 1)[wanted - 1]
        sure.append(tied[values < edge])
        tied = tied[values == edge]
    chosen = np.concatenate([*sure, tied[: max(0, limit - sum(map(len, sure)))]])
    return chosen[np.lexsort((chosen, *(key(chosen) for key in reversed(keys))))]


def _metres(chord: float) -> float | None:
    """The way on the ground, from a squared straight distance on the sphere of radius 1."""
    return float(2 * EARTH_RADIUS * np.arcsin(min(1.0, np.sqrt(chord) / 2))) if np.isfinite(chord) else None
