"""Where cities and counties lie, by a point each: enough to tell that a place was filed under a city far away.

``data/centres.csv`` holds the points, to a hundredth of a degree, of all cities and counties that the PyPI package cpca 0.5.5
(MIT) has under the codes of ``regions.csv``.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from knowledge.places.coordinates import EARTH_RADIUS, Degrees
from knowledge.places.regions import Region, all_regions

_FILE = Path(__file__).parent / "data" / "centres.csv"
# A county of the east reaches some 50 km from its centre; those of the west reach farther, but so do their neighbours.
_NEAR = 60_000  # metres
_TIMES = 2.5
_CITY = 2  # depth


def lies_elsewhere(region: Region, lat: float, lng: float) -> Region | None:
    """The city or county where a point lies, to a few kilometres, if that is certainly not in ``region``, else None."""
    regions, centres = _centres()
    own = _own(region)
    if not own.any():
        return None
    far = float(_metres(centres[own], lat, lng).min())
    if far <= _NEAR:
        return None
    metres = _metres(centres, lat, lng)
    nearest = int(metres.argmin())
    return regions[nearest] if far > _TIMES * float(metres[nearest]) else None


def _metres(centres: Degrees, lat: float, lng: float) -> Degrees:
    """How far each centre (in radians) is from a point, by the haversine formula."""
    here = np.radians([lat, lng])
    half = np.sin((centres - here) / 2) ** 2
    metres: Degrees = (
        2 * EARTH_RADIUS * np.arcsin(np.sqrt(half[:, 0] + np.cos(here[0]) * np.cos(centres[:, 0]) * half[:, 1]))
    )
    return metres


@lru_cache(1000)
def _own(region: Region) -> npt.NDArray[np.bool_]:
    """Which centres lie in a region; of a county without one, those of the city above."""
    regions, _ = _centres()
    inside = np.array([region.holds_for(one) for one in regions])
    above = np.array([one.depth >= _CITY and one.holds_for(region) for one in regions])
    return inside if inside.any() else above


@cache
def _centres() -> tuple[tuple[Region, ...], Degrees]:
    """The regions, and of each (latitude, longitude) in radians."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    places = np.radians([(float(row["lat"]), float(row["lng"])) for row in rows])
    return tuple(all_regions().by_code(row["code"]) for row in rows), places
