"""All jobs as columns of numbers: what a search compares, and no more."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.places.regions import RegionTree, UnknownRegion
from knowledge.topics.jobs.adverts import plain, said_in
from knowledge.topics.jobs.job import PAY_UNITS, Job
from knowledge.topics.jobs.texts import Texts

# An advertisement without a last day is taken to be open so long after its publication; without either, always.
DAYS_OPEN = 60
MOST_MASKED = 1 / 3  # with a larger share of jobs taken out, the table is put together anew
CHUNK = 20_000  # jobs read at a time; more would only take more memory
NO_UNIT = len(PAY_UNITS)
_ALWAYS = np.iinfo(np.int32).max
_UNIT_CODES = {unit: code for code, unit in enumerate(PAY_UNITS)}


_DTYPES: dict[str, Any] = {
    **dict.fromkeys(("trades", "features"), np.uint64),
    **dict.fromkeys(("place", "text", "employer", "last_day", "published"), np.int32),
    **dict.fromkeys(("unit", "oldest"), np.uint8),
    **dict.fromkeys(("low", "high", "x", "y", "z"), np.float32),
    "sample": np.bool_,
}


@dataclass(frozen=True)
class Columns:
    """One value a job, in the order of their first coming.

    ``trades`` and ``features`` are sets of the vocabulary as bits; ``place``, ``text`` and ``employer`` are numbers into what
    JobTable keeps of these; ``low`` and ``high`` are yuan per ``unit`` (its place in PAY_UNITS), NaN when unknown;
    ``last_day`` and ``published`` are ordinals of days; ``x``, ``y``, ``z`` are the place on a sphere of radius
    1, NaN when unknown.
    """

    trades: NDArray[np.uint64]
    features: NDArray[np.uint64]
    place: NDArray[np.int32]
    text: NDArray[np.int32]
    employer: NDArray[np.int32]
    unit: NDArray[np.uint8]
    low: NDArray[np.float32]
    high: NDArray[np.float32]
    oldest: NDArray[np.uint8]
    last_day: NDArray[np.int32]
    published: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    z: NDArray[np.float32]
    sample: NDArray[np.bool_]

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Columns:
        """From a sequence of values for each column."""
        return cls(**{column.name: np.asarray(values[column.name], _DTYPES[column.name]) for column in fields(cls)})

    def __len__(self) -> int:
        return len(self.trades)

    @property
    def nbytes(self) -> int:
        return sum(getattr(self, column.name).nbytes for column in fields(self))

    def take(self, rows: NDArray[np.intp]) -> Columns:
        """The values of some jobs."""
        return Columns(**{column.name: getattr(self, column.name)[rows] for column in fields(self)})

    def replaced(self, rows: Sequence[NDArray[np.int32]], values: Sequence[Columns]) -> Columns:
        """With each of ``values`` in its ``rows``, the last one counting; rows behind the end are new."""
        size = max(len(self), *(int(some.max()) + 1 for some in rows))
        grown: dict[str, NDArray[Any]] = {}
        for column in fields(self):
            old = getattr(self, column.name)
            new = grown[column.name] = np.empty(size, old.dtype)
            new[: len(old)] = old
            for some, chunk in zip(rows, values, strict=True):
                new[some] = getattr(chunk, column.name)
        return Columns(**grown)


@dataclass(frozen=True)
class JobTable:
    """The columns, and what their numbers stand for: ids (a job's number is its row), titles with kinds of job, employers,
    and for each place named the codes of its regions from the nation down. ``live``: which jobs are still there; the others
    keep their rows until the table is put together anew."""

    regions: RegionTree
    columns: Columns = field(default_factory=lambda: Columns.of(dict.fromkeys(_DTYPES, ())))
    live: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    ids: Texts = field(default_factory=Texts)
    texts: Texts = field(default_factory=Texts)
    text_trades: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    text_features: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    employers: Texts = field(default_factory=Texts)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    paths: tuple[frozenset[str], ...] = ()

    @property
    def nbytes(self) -> int:
        """The memory of all arrays; the places take little beside them."""
        parts = (self.columns, self.live, self.ids, self.texts, self.text_trades, self.text_features, self.employers)
        return sum(part.nbytes for part in parts)

    def updated(self, jobs: Iterable[Job]) -> JobTable:
        """With these jobs in place of those of the same ids, or added."""
        table, rest = self, iter(jobs)
        rows: list[NDArray[np.int32]] = []
        values: list[Columns] = []
        while chunk := list(itertools.islice(rest, CHUNK)):
            table, new_rows, new_values = table._reading({job.id: job for job in chunk})
            rows.append(new_rows)
            values.append(new_values)
        if not rows:
            return self
        columns = self.columns.replaced(rows, values)
        live = np.ones(len(columns), np.bool_)
        live[: len(self.live)] = self.live
        for some in rows:
            live[some] = True
        return replace(table, columns=columns, live=live)

    def without(self, ids: Iterable[str]) -> JobTable:
        """Without the jobs of these ids."""
        rows = self.ids.numbers(list(ids))
        live = self.live.copy()
        live[rows[rows >= 0]] = False
        left = replace(self, live=live)
        return left._compacted() if np.count_nonzero(live) < (1 - MOST_MASKED) * len(live) else left

    def _compacted(self) -> JobTable:
        """The same jobs without the rows of those taken out, and without their texts; places are few and stay."""
        rows = np.flatnonzero(self.live)
        columns = self.columns.take(rows)
        texts, text = np.unique(columns.text, return_inverse=True)
        employers, employer = np.unique(columns.employer, return_inverse=True)
        return replace(
            self,
            columns=replace(columns, text=text.astype(np.int32), employer=employer.astype(np.int32)),
            live=np.ones(len(rows), np.bool_),
            ids=self.ids.take(rows),
            texts=self.texts.take(texts),
            text_trades=self.text_trades[texts],
            text_features=self.text_features[texts],
            employers=self.employers.take(employers),
        )

    def _reading(self, by_id: dict[str, Job]) -> tuple[JobTable, NDArray[np.int32], Columns]:
        """Knowing all texts and places of these jobs, with their rows and values, which are not in the columns yet."""
        jobs = list(by_id.values())
        ids, rows = self.ids.adding(list(by_id))
        texts, text_numbers = self.texts.adding(plain(f"{job.title} {job.job_type}" for job in jobs))
        employers, employer_numbers = self.employers.adding(plain(job.employer for job in jobs))
        new = [said_in(texts[number]) for number in range(len(self.texts), len(texts))]
        text_trades = np.append(self.text_trades, np.array([said.trades for said in new], np.uint64))
        text_features = np.append(self.text_features, np.array([said.features for said in new], np.uint64))
        places = dict(self.places)
        place_numbers = [places.setdefault((job.city, job.district), len(places)) for job in jobs]
        paths = [_path(*place, self.regions) for place in itertools.islice(places, len(self.places), None)]
        asked = [said_in(text) for text in plain(job.requirements for job in jobs)]
        values = Columns.of(
            {
                "trades": text_trades[text_numbers],
                "features": text_features[text_numbers] | np.array([said.features for said in asked], np.uint64),
                "place": place_numbers,
                "text": text_numbers,
                "employer": employer_numbers,
                "oldest": [said.oldest for said in asked],
                "sample": [job.sample for job in jobs],
                **_pays(jobs),
                **_days(jobs),
                **_points(jobs),
            }
        )
        says = (text_trades, text_features)
        named = (*self.paths, *paths)
        table = JobTable(self.regions, self.columns, self.live, ids, texts, *says, employers, places, named)
        return table, rows, values


def directions(lat: Any, lng: Any) -> tuple[Any, Any, Any]:
    """Points on a sphere of radius 1 from degrees of latitude and longitude; numbers or arrays."""
    north, east = np.radians(lat), np.radians(lng)
    return np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)


def _path(city: str, district: str, regions: RegionTree) -> frozenset[str]:
    """The codes of the regions that hold a place; none when its city is not known."""
    try:
        place = regions.get(city)
    except UnknownRegion:
        return frozenset()
    for mention in regions.find(f"{place.name}{district}"):
        if place.holds_for(mention.region):
            place = mention.region
    return frozenset(region.code for region in place.path)


def _pays(jobs: Sequence[Job]) -> dict[str, Any]:
    """Of two ends the known one stands for the other."""
    low = np.array([job.pay_min for job in jobs], np.float32)
    high = np.array([job.pay_max for job in jobs], np.float32)
    return {
        "unit": [_UNIT_CODES.get(job.pay_unit, NO_UNIT) for job in jobs],  # type: ignore[call-overload]
        "low": np.fmin(low, high),
        "high": np.fmax(low, high),
    }


def _days(jobs: Sequence[Job]) -> dict[str, Any]:
    return {
        "last_day": [_last_day(job) for job in jobs],
        "published": [job.published_at.toordinal() if job.published_at else 0 for job in jobs],
    }


def _last_day(job: Job) -> int:
    if job.expires_at:
        return job.expires_at.toordinal()
    return job.published_at.toordinal() + DAYS_OPEN if job.published_at else int(_ALWAYS)


def _points(jobs: Sequence[Job]) -> dict[str, Any]:
    lat = np.array([job.lat for job in jobs], np.float64)
    lng = np.array([job.lng for job in jobs], np.float64)
    return dict(zip("xyz", directions(lat, lng), strict=True))
