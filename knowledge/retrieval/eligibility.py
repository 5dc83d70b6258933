"""Which passages may answer at all: true for the asked place, true for the asked time.

Place: an entry of a region holds for everything below it, unless a nearer entry replaces it. Entries of a region below
the asked one (a district of the city) may answer too, named as such; entries beside it never.
An entry that refers to figures may answer only where and when they are known; about a year to come only where they are
announced.
Time: without a date, what is in force today; with one, what was in force then. Of two versions of one topic only the
one that fits remains.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from knowledge.language.dates import Period
from knowledge.library.content import Passage
from knowledge.library.telling import is_announced, is_known
from knowledge.places.regions import Region

Mask = NDArray[np.bool_]
Editions = tuple[int, ...]
# Some kilobytes each.
SCOPES_KEPT = 256


@dataclass(frozen=True, eq=False)
class Place:
    """The asked ``region`` (None: any), and for each passage: does it hold there (``here``) or in other places only
    (``elsewhere``), and how many levels above (+) or below (-) the asked region is it (``levels``)."""

    region: Region | None
    here: Mask
    levels: NDArray[np.int8]
    elsewhere: Mask


@dataclass(frozen=True, eq=False)
class Scope:
    """A place, and which of the passages may answer (``allowed``)."""

    place: Place
    allowed: Mask

    @property
    def region(self) -> Region | None:
        return self.place.region

    @property
    def levels(self) -> NDArray[np.int8]:
        return self.place.levels

    @property
    def elsewhere(self) -> Mask:
        return self.place.elsewhere

    def only(self, among: Mask) -> Scope:
        """The same scope with nothing but these passages."""
        return Scope(self.place, self.allowed & among)


_EVER, _FOR_EVER = dt.date.min.toordinal(), dt.date.max.toordinal()
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_PLANS = {"十三五": range(2016, 2021), "十四五": range(2021, 2026)}


def _years(passage: Passage) -> frozenset[int]:
    """The years that a statistic or a level names; empty when that cannot be told."""
    text = f"{passage.question} {passage.answer}"
    years = {int(year) for year in _YEAR.findall(text)}
    for name, span in _PLANS.items():
        years |= set(span) if name in text else set()
    if passage.as_of:
        years.add(passage.as_of.year)
    return frozenset(years)


def _is_dated(passage: Passage) -> bool:
    return passage.effective_to is not None


class Eligibility:
    """Scopes over a fixed list of passages, of which those that are ``live`` (None: all) may answer; each is made once.

    ``refers``: which of them refer to figures of the register.
    """

    def __init__(self, passages: Sequence[Passage], live: NDArray[np.bool_] | None = None) -> None:
        self.passages = passages
        self._live = np.ones(len(passages), np.bool_) if live is None else live
        # Only entries of the content replace others, and only such.
        numbers = {passage.id: number for number, passage in enumerate(passages) if passage.origin == "content"}
        self._topics: dict[str, list[int]] = defaultdict(list)
        for number, passage in enumerate(passages):
            if passage.topic:
                self._topics[passage.topic].append(number)
        self._replacing = [
            (number, numbers[replaced])
            for number, passage in enumerate(passages)
            for replaced in passage.replaces
            if replaced in numbers
        ]
        self._by_region: dict[Region | None, Place] = {}
        self._holding: dict[Region, Mask] = {}
        # A turn may ask for the same scope some times, and most turns ask for one of few.
        self._scope, self._above = lru_cache(SCOPES_KEPT)(self._scope_anew), lru_cache(SCOPES_KEPT)(self._above_anew)
        self._starts = np.array([p.effective_from.toordinal() if p.effective_from else _EVER for p in passages])
        self._ends = np.array([p.effective_to.toordinal() if p.effective_to else _FOR_EVER for p in passages])
        # A statistic of one year says nothing of another, nor a level of a year to come; dates of effect say more exactly.
        undated = (n for n, p in enumerate(passages) if p.kind not in ("rule", "service") and not _is_dated(p))
        self._years = {n: years for n in undated if (years := _years(passages[n])) or passages[n].tells_figures}
        self._lasting = np.ones(len(passages), np.bool_)
        self._lasting[list(self._years)] = False
        # Passages are many, the places that they are of are few.
        places = dict[str, int]()
        self._region_of = np.array([places.setdefault(p.region.code, len(places)) for p in passages], np.int32)
        self._regions = [passages[n].region for n in np.unique(self._region_of, return_index=True)[1].tolist()]
        self.refers = np.array([passage.tells_figures for passage in passages], np.bool_)
        self._worded = np.flatnonzero(self.refers).tolist()
        self._figures = list({id(p.wording.figures): p.wording.figures for p in passages if p.wording}.values())

    def scope(
        self, region: Region | None, period: Period | None, today: dt.date, inside: Sequence[Region] = ()
    ) -> Scope:
        """What may answer in ``region`` (None: anywhere) about ``period`` (None: today), or in one of the places ``inside``
        it, for which people may be asked back."""
        return self._scope(region, period, today, tuple(inside), self._editions())

    def _scope_anew(
        self,
        region: Region | None,
        period: Period | None,
        today: dt.date,
        inside: Sequence[Region],
        _editions: Editions,
    ) -> Scope:
        place = self._place(region)
        allowed = place.here & self._time(place.here, period, today)
        for number in filter(allowed.item, self._worded):
            allowed[number] = any(self._is_known(number, where, period, today) for where in (region, *inside))
        if region is not None:
            self._drop_replaced(allowed, region)
        return Scope(place, allowed)

    def holding(self, within: Region) -> Mask:
        """What holds in all of a region."""
        if within not in self._holding:
            holding = [region.holds_for(within) for region in self._regions]
            self._holding[within] = np.array(holding, np.bool_)[self._region_of]
        return self._holding[within]

    def above(self, within: Region, asked: Region | None, period: Period | None, today: dt.date) -> Mask:
        """What holds in all of ``within`` and can be told in ``asked``."""
        return self._above(within, asked, period, today, self._editions())

    def _above_anew(
        self, within: Region, asked: Region | None, period: Period | None, today: dt.date, _editions: Editions
    ) -> Mask:
        above = self.holding(within).copy()
        for number in filter(above.item, self._worded):
            above[number] = is_known(self.passages[number], asked, period, today)
        return above

    def _editions(self) -> Editions:
        """Tells whether the figures are still those by which a scope was made."""
        return tuple(figures.edition for figures in self._figures)

    def _is_known(self, number: int, where: Region | None, period: Period | None, today: dt.date) -> bool:
        passage = self.passages[number]
        if period and period.first.year > today.year and not self._lasting[number]:
            return is_announced(passage, where, period, today)
        return is_known(passage, where, period, today)

    def _place(self, region: Region | None) -> Place:
        if region not in self._by_region:
            fits = [region is None or one.holds_for(region) or region.holds_for(one) for one in self._regions]
            depths = [0 if region is None else region.depth - one.depth for one in self._regions]
            allowed = np.array(fits, np.bool_)[self._region_of]
            levels = np.array(depths, np.int8)[self._region_of]
            self._by_region[region] = Place(region, allowed & self._live, levels, ~allowed & self._live)
        return self._by_region[region]

    def _drop_replaced(self, allowed: NDArray[np.bool_], region: Region) -> None:
        """Only what holds now replaces anything."""
        for nearer, replaced in self._replacing:
            if allowed[nearer] and self.passages[nearer].region.holds_for(region):
                allowed[replaced] = False

    def _time(self, placed: NDArray[np.bool_], period: Period | None, today: dt.date) -> NDArray[np.bool_]:
        first, last = (period.first, period.last) if period and not period.past else (today, today)
        fits = (self._starts <= last.toordinal()) & (self._ends >= first.toordinal())
        if period and not period.past:
            for number in filter(placed.item, self._years):
                fits[number] &= self._speaks_of(number, first.year, today)
        if period and period.past:
            self._prefer_past(fits, placed, today)
        elif period and first <= today <= last:
            self._prefer_present(fits, placed, today)
        return fits

    def _speaks_of(self, number: int, year: int, today: dt.date) -> bool:
        """A statistic speaks of the years it names, a level of those from its first until today (as far as is known)."""
        years = self._years[number]
        if self.passages[number].tells_figures:  # the register knows its years
            return True
        if self.passages[number].kind == "level" and years:
            return min(years) <= year <= today.year
        return year in years

    def _prefer_present(self, fits: NDArray[np.bool_], placed: NDArray[np.bool_], today: dt.date) -> None:
        """ "This year": where a topic has a version that holds today, none that has ended fits."""
        for versions in self._versions(placed & fits):
            ended = self._ended(versions, today)
            if len(ended) < len(versions):
                fits[ended] = False

    def _prefer_past(self, fits: NDArray[np.bool_], placed: NDArray[np.bool_], today: dt.date) -> None:
        """ "Before": where a topic has a version that has ended here, only the last such one fits."""
        for versions in self._versions(placed):
            ended = self._ended(versions, today)
            if ended:
                last = max(self.passages[n].effective_to or dt.date.min for n in ended)
                for number in versions:
                    fits[number] = self.passages[number].effective_to == last

    def _versions(self, placed: NDArray[np.bool_]) -> Iterator[list[int]]:
        """The passages among ``placed`` that are of one topic and one region, topic by topic."""
        for numbers in self._topics.values():
            by_region: dict[Region, list[int]] = defaultdict(list)
            for number in numbers:
                if placed[number]:
                    by_region[self.passages[number].region].append(number)
            yield from by_region.values()

    def _ended(self, numbers: list[int], today: dt.date) -> list[int]:
        return [n for n in numbers if (end := self.passages[n].effective_to) and end < today]
