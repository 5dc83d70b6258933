"""The nearest station among 200,000: the finder beside comparing all of them, on the same questions in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from knowledge.places.coordinates import EARTH_RADIUS
from knowledge.places.regions import all_regions
from knowledge.topics.stations.finder import Station, StationFinder, StationQuery

STATIONS, QUESTIONS, LIMIT = 200_000, 500, 3
OPEN_ALL_DAY = 0.01  # the share of stations that the filter leaves
SOUTH_WEST, NORTH_EAST = (27.0, 118.0), (31.2, 123.0)  # the box round 浙江省

Distances = list[float]


@dataclass(frozen=True)
class Row:
    """One way to ask one kind of question: ``p50`` and ``p95`` in milliseconds, ``ratio`` how many
    times longer brute force takes (p95), and whether all distances agree with brute force to the millimetre."""

    question: str
    way: str
    p50: float
    p95: float
    ratio: float
    agrees: bool


def bench_stations(stations: int = STATIONS, questions: int = QUESTIONS) -> list[Row]:
    """Both ways, without a filter and with one that leaves a hundredth."""
    random = np.random.default_rng(0)
    points = random.uniform(SOUTH_WEST, NORTH_EAST, (stations, 2))
    always = random.random(stations) < OPEN_ALL_DAY
    asked = random.uniform(SOUTH_WEST, NORTH_EAST, (questions, 2))
    finder = StationFinder(
        [
            Station(str(n), "驿站", "", wgs_lat=lat, wgs_lng=lng, is_24h=whole_day)
            for n, ((lat, lng), whole_day) in enumerate(zip(points.tolist(), always.tolist(), strict=True))
        ],
        all_regions(),
    )
    rows: list[Row] = []
    for question, query in {"最近三个": StationQuery(), "最近三个，24 小时": StationQuery(whole_day=True)}.items():
        found, seconds = _timed(partial(_by_finder, finder, query), asked)
        allowed = always if query.whole_day else np.ones(stations, np.bool_)
        expected, plainly = _timed(partial(_by_brute_force, points, allowed), asked)
        rows.append(_row(question, "逐个比较", plainly, plainly, True))
        rows.append(_row(question, "暖驿", seconds, plainly, np.allclose(found, expected, rtol=0, atol=0.001)))
    return rows


def _by_finder(finder: StationFinder, query: StationQuery, here: NDArray[np.float64]) -> Distances:
    found = finder.find(replace(query, lat=float(here[0]), lng=float(here[1])), LIMIT)
    return [metres for _, metres in found if metres is not None]


def _by_brute_force(points: NDArray[np.float64], allowed: NDArray[np.bool_], here: NDArray[np.float64]) -> Distances:
    """Haversine to all that are allowed, and the least of it."""
    (lats, lngs), (lat, lng) = np.radians(points[allowed]).T, np.radians(here)
    half = np.sin((lats - lat) / 2) ** 2 + np.cos(lat) * np.cos(lats) * np.sin((lngs - lng) / 2) ** 2
    nearest = np.sort(np.partition(half, LIMIT)[:LIMIT])
    return list((2 * EARTH_RADIUS * np.arcsin(np.sqrt(nearest))).tolist())


def _timed(
    ask: Callable[[NDArray[np.float64]], Distances], asked: NDArray[np.float64]
) -> tuple[list[Distances], list[float]]:
    answers, seconds = [], []
    for here in asked:
        started = time.perf_counter()
        answers.append(ask(here))
        seconds.append(time.perf_counter() - started)
    return answers, seconds


def _row(question: str, way: str, seconds: list[float], plainly: list[float], agrees: bool) -> Row:
    p50, p95 = (float(value) * 1000 for value in np.percentile(seconds, (50, 95)))
    return Row(question, way, p50, p95, float(np.percentile(plainly, 95)) * 1000 / p95, agrees)
