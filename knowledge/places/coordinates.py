"""The three coordinate systems of Chinese maps, and distances on the ground. Everything is stored as WGS-84.

GPS gives WGS-84; 高德 and 腾讯 use GCJ-02, which shifts it by some hundred metres; 百度 uses BD-09, GCJ-02 shifted once more.
GCJ-02 was never published: this is the public formula that map programs share (eviltransform, PRCoords), right to about a
metre. All coordinates are degrees, latitude first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import numpy.typing as npt

CoordinateSystem = Literal["wgs84", "gcj02", "bd09"]
Degrees = npt.NDArray[np.float64]

# The box in which the public formula shifts: China and its surroundings. Outside, GCJ-02 is WGS-84.
SOUTH, NORTH = 0.8293, 55.8271
WEST, EAST = 72.004, 137.8347
EARTH_RADIUS = 6371008.8  # mean radius in metres (IUGG)

# The Krasovsky 1940 ellipsoid: half the long axis in metres, and the first eccentricity squared.
_A = 6378245.0
_EE = 0.00669342162296594323
_BD_LAT, _BD_LNG = 0.006, 0.0065
_TOLERANCE = 1e-9  # degrees: a tenth of a millimetre
_MOST_STEPS = 20  # five are enough inside China


def in_china(lat: float, lng: float) -> bool:
    """Whether the point lies in the box round China; false for latitude and longitude swapped, and for NaN."""
    return SOUTH <= lat <= NORTH and WEST <= lng <= EAST


def to_wgs84(lat: float, lng: float, system: CoordinateSystem) -> tuple[float, float]:
    """(latitude, longitude) in WGS-84 of one point given in ``system``; for the rows of a file see ``to_wgs84_many``."""
    lats, lngs = to_wgs84_many(np.array([lat]), np.array([lng]), system)
    return float(lats[0]), float(lngs[0])


def from_wgs84(lat: float, lng: float, system: CoordinateSystem) -> tuple[float, float]:
    """(latitude, longitude) in ``system`` of a WGS-84 point."""
    lats, lngs = np.array([lat]), np.array([lng])
    if system != "wgs84":
        lats, lngs = _inside_only(_gcj02_from_wgs84, lats, lngs)
    if system == "bd09":
        lats, lngs = _bd09_from_gcj02(lats, lngs)
    return float(lats[0]), float(lngs[0])


def to_wgs84_many(lats: Degrees, lngs: Degrees, system: CoordinateSystem) -> tuple[Degrees, Degrees]:
    """As ``to_wgs84``, for arrays of any one shape: 200,000 points take a fraction of a second."""
    if system == "bd09":
        lats, lngs = _inverse(_bd09_from_gcj02, lats, lngs)
    if system != "wgs84":
        lats, lngs = _inside_only(_wgs84_from_gcj02, lats, lngs)
    return lats, lngs


def metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The great-circle distance of two WGS-84 points (latitude, longitude), by the haversine formula."""
    (lat_a, lng_a), (lat_b, lng_b) = np.radians(a), np.radians(b)
    half = np.sin((lat_b - lat_a) / 2) ** 2 + np.cos(lat_a) * np.cos(lat_b) * np.sin((lng_b - lng_a) / 2) ** 2
    return float(2 * EARTH_RADIUS * np.arcsin(np.sqrt(min(half, 1.0))))


def _inside_only(
    convert: Callable[[Degrees, Degrees], tuple[Degrees, Degrees]], lats: Degrees, lngs: Degrees
) -> tuple[Degrees, Degrees]:
    inside = (lats >= SOUTH) & (lats <= NORTH) & (lngs >= WEST) & (lngs <= EAST)
    lats, lngs = lats.copy(), lngs.copy()
    lats[inside], lngs[inside] = convert(lats[inside], lngs[inside])
    return lats, lngs


def _inverse(
    forward: Callable[[Degrees, Degrees], tuple[Degrees, Degrees]], lats: Degrees, lngs: Degrees
) -> tuple[Degrees, Degrees]:
    """The points that ``forward`` brings to (lats, lngs). Its shift hardly changes over its own length, so taking
    away the shift found at the last guess closes in by a hundred times with each step."""
    guess_lats, guess_lngs = lats, lngs
    for _ in range(_MOST_STEPS):
        there_lats, there_lngs = forward(guess_lats, guess_lngs)
        off_lats, off_lngs = there_lats - lats, there_lngs - lngs
        guess_lats, guess_lngs = guess_lats - off_lats, guess_lngs - off_lngs
        if not (np.any(np.abs(off_lats) > _TOLERANCE) or np.any(np.abs(off_lngs) > _TOLERANCE)):
            break
    return guess_lats, guess_lngs


def _wgs84_from_gcj02(lats: Degrees, lngs: Degrees) -> tuple[Degrees, Degrees]:
    return _inverse(_gcj02_from_wgs84, lats, lngs)


def _gcj02_from_wgs84(lats: Degrees, lngs: Degrees) -> tuple[Degrees, Degrees]:
    x, y = lngs - 105, lats - 35
    waves = 20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * np.sqrt(np.abs(x))
    north += (waves + 20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)) * 2 / 3
    north += (160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * np.sqrt(np.abs(x))
    east += (waves + 20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)) * 2 / 3
    east += (150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)) * 2 / 3
    # From metres to degrees, by the length of a degree on the ellipsoid.
    bend = 1 - _EE * np.sin(np.radians(lats)) ** 2
    degree_north = np.radians(_A * (1 - _EE) / bend**1.5)
    degree_east = np.radians(_A * np.cos(np.radians(lats)) / np.sqrt(bend))
    return lats + north / degree_north, lngs + east / degree_east


def _bd09_from_gcj02(lats: Degrees, lngs: Degrees) -> tuple[Degrees, Degrees]:
    radius = np.hypot(lats, lngs) + 0.00002 * np.sin(np.radians(lats) * 3000)
    angle = np.arctan2(lats, lngs) + 0.000003 * np.cos(np.radians(lngs) * 3000)
    return radius * np.sin(angle) + _BD_LAT, radius * np.cos(angle) + _BD_LNG
