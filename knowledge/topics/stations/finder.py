"""Outdoor-worker stations (户外劳动者服务驿站), and which of them suit somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from copy import copy
from dataclasses import dataclass
from itertools import compress, islice
from typing import Generic, TypeVar

import numpy as np

from knowledge.places.areas import areas, codes_above
from knowledge.places.coordinates import CoordinateSystem
from knowledge.places.nearest import Mask, Numbers, SpatialIndex
from knowledge.places.opening_hours import OpeningHours, parse_opening_hours
from knowledge.places.regions import Region, RegionTree
from knowledge.places.spots import spot_named, spots_in
from knowledge.topics.stations.amenities import amenities_of

MOST_MASKED = 1 / 3  # with a larger share of stations taken out, the finder is made anew

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Station:
    """A row of the ``stations`` table: texts and coordinates as the office gave them, "" for what it left empty, and the
    same place in WGS-84. A station without coordinates is found by its city and district only."""

    id: str
    name: str
    city: str
    district: str = ""
    address: str = ""
    lng: float | None = None
    lat: float | None = None
    coord_sys: CoordinateSystem = "wgs84"
    open_hours: str = ""
    is_24h: bool | None = None
    amenities: str = ""
    phone: str = ""
    source: str = ""
    verified_at: dt.date | None = None
    wgs_lat: float | None = None
    wgs_lng: float | None = None
    sample: bool = False

    @property
    def whole_day(self) -> bool:
        """Whether it is open at every hour: what the office ticked, or else what its hours say."""
        return _Openness.of((self.is_24h, self.open_hours)).always


@dataclass(frozen=True, slots=True)
class StationQuery:
    """What is asked for: near a WGS-84 point, open all day, open at a time, offering all of ``amenities`` (names of
    ``data/amenities.yml``), in a region, best at a ``spot`` of it."""

    lat: float | None = None
    lng: float | None = None
    whole_day: bool = False
    open_at: dt.datetime | None = None
    amenities: frozenset[str] = frozenset()
    region: Region | None = None
    spot: str = ""


@dataclass(frozen=True, slots=True)
class _Openness:
    always: bool
    hours: OpeningHours | None

    @classmethod
    def of(cls, key: tuple[bool | None, str]) -> _Openness:
        is_24h, text = key
        hours = parse_opening_hours(text)
        written = hours is not None and hours.whole_day
        return cls(written if is_24h is None else is_24h, hours)

    def at(self, time: dt.datetime) -> bool:
        """Hours that cannot be read are not open for certain."""
        return self.always or (self.hours is not None and self.hours.is_open(time))


class _Column(Generic[Key, Value]):
    """A value for each station, worked out once for each of the few different keys. Never changes."""

    def __init__(self, value_of: Callable[[Key], Value]) -> None:
        self._value_of = value_of
        self._code_of: dict[Key, int] = {}
        self._values: list[Value] = []
        self._codes: Numbers = np.empty(0, dtype=np.intp)

    def updated(self, numbers: Numbers, keys: list[Key], size: int) -> _Column[Key, Value]:
        """The column of ``size`` stations in which those with these numbers have these keys."""
        column = _Column(self._value_of)
        column._code_of = self._code_of.copy()
        codes = [column._code_of.setdefault(key, len(column._code_of)) for key in keys]
        column._values = self._values + [
            self._value_of(key) for key in islice(column._code_of, len(self._values), None)
        ]
        column._codes = np.resize(self._codes, size)
        column._codes[numbers] = codes
        return column

    def where(self, holds: Callable[[Value], bool]) -> Mask:
        """For which stations it holds."""
        flags = np.fromiter(map(holds, self._values), dtype=np.bool_, count=len(self._values))
        return flags.take(self._codes)


class StationFinder:
    """All stations, ready to be asked. Never changes: ``updated`` and ``without`` make another one.

    A station that is taken out is masked and keeps its number until the finder is made anew.
    """

    def __init__(self, stations: Iterable[Station], regions: RegionTree) -> None:
        self._regions = regions
        self._number_of: dict[str, int] = {}
        self._stations: list[Station] = []
        self._openness = _Column(_Openness.of)
        self._amenities = _Column(_amenities)
        self._places = _Column[tuple[str, str], frozenset[str]](lambda place: codes_above(regions, *place))
        self._addresses = _Column[str, str](str)
        self._spots: frozenset[str] = frozenset()
        self._points = np.empty((0, 2))
        self._real: Mask = np.empty(0, dtype=np.bool_)
        self._live: Mask = np.empty(0, dtype=np.bool_)
        self._take_in(stations)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._live))

    def updated(self, changed: Iterable[Station]) -> StationFinder:
        """A finder with these stations added or, where the id is known, put in place of the old."""
        finder = copy(self)
        finder._take_in(changed)
        return finder

    def without(self, ids: Iterable[str]) -> StationFinder:
        """A finder without the stations of these ids; such as are not known do not matter."""
        finder = copy(self)
        finder._live = self._live.copy()
        finder._live[[self._number_of[id] for id in ids if id in self._number_of]] = False
        if len(finder) >= (1 - MOST_MASKED) * len(finder._live):
            return finder
        return StationFinder(compress(self._stations, finder._live), self._regions)

    def _take_in(self, changed: Iterable[Station]) -> None:
        """Puts a new object in place of each attribute, as another finder may hold the old ones."""
        stations = list({station.id: station for station in changed}.values())
        self._number_of = self._number_of.copy()
        numbers = np.array([self._number_of.setdefault(s.id, len(self._number_of)) for s in stations], dtype=np.intp)
        size = len(self._number_of)
        self._stations = self._stations + stations[: size - len(self._stations)]  # room for the new ones
        for number, station in zip(numbers.tolist(), stations, strict=True):
            self._stations[number] = station
        self._openness = self._openness.updated(numbers, [(s.is_24h, s.open_hours) for s in stations], size)
        self._amenities = self._amenities.updated(numbers, [s.amenities for s in stations], size)
        self._places = self._places.updated(numbers, [(s.city, s.district) for s in stations], size)
        self._addresses = self._addresses.updated(numbers, [s.district + s.address for s in stations], size)
        self._spots = self._spots | spots_in(s.district + s.address for s in stations)
        self._real = np.resize(self._real, size)
        self._real[numbers] = [not s.sample for s in stations]
        self._live = np.resize(self._live, size)
        self._live[numbers] = True
        points = [(s.wgs_lat, s.wgs_lng) for s in stations]
        self._points = np.resize(self._points, (size, 2))
        self._points[numbers] = np.array(points, dtype=np.float64).reshape(-1, 2)
        self._located: Mask = ~np.isnan(self._points[:, 0] + self._points[:, 1])
        self._index = SpatialIndex(*np.nan_to_num(self._points).T)  # those not located are never allowed

    def spot_named(self, text: str) -> str:
        """The street or town of a station that a text names; "" for none."""
        return spot_named(text, self._spots)

    def find(self, query: StationQuery, limit: int = 3) -> list[tuple[Station, float | None]]:
        """Suitable stations with their distance in metres, nearest first; then those of the region whose place on the map
        is not known, and without a point all of them, those open all day first.

        Samples only when no real station is suitable. In a district (区) that has none, those of its city.
        """
        suitable = self._suitable(query)
        for kept in (suitable & self._real, suitable & ~self._real):
            for region in areas(query.region) if query.region else (None,):
                if found := self._in(region, kept, query, limit):
                    return found
        return []

    def _in(
        self, region: Region | None, suitable: Mask, query: StationQuery, limit: int
    ) -> list[tuple[Station, float | None]]:
        if region:
            suitable = suitable & self._places.where(lambda codes: region.code in codes)
        found: list[tuple[Station, float | None]] = []
        if query.spot and (there := suitable & self._addresses.where(lambda address: query.spot in address)).any():
            suitable = there
        if query.lat is not None and query.lng is not None:
            near = self._index.nearest(query.lat, query.lng, limit, suitable & self._located)
            found = [(self._stations[number], metres) for number, metres in near]
            if region is None or len(found) == limit:
                return found
            suitable = suitable & ~self._located
        order = np.argsort(~self._openness.where(lambda openness: openness.always)[suitable], kind="stable")
        rest = np.flatnonzero(suitable)[order[: limit - len(found)]]
        return [*found, *((self._stations[number], None) for number in rest)]

    def _suitable(self, query: StationQuery) -> Mask:
        suitable = self._live.copy()
        if query.whole_day:
            suitable &= self._openness.where(lambda openness: openness.always)
        if time := query.open_at:
            suitable &= self._openness.where(lambda openness: openness.at(time))
        if query.amenities:
            suitable &= self._amenities.where(query.amenities.issubset)
        return suitable


def _amenities(cell: str) -> frozenset[str]:
    return frozenset(amenities_of(cell))
