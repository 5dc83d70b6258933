"""Coordinate systems against PRCoords, which shares the public formula, and distances against what is known."""

from __future__ import annotations

import math
import warnings

import numpy as np
import prcoords
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.places.coordinates import (
    EARTH_RADIUS,
    CoordinateSystem,
    from_wgs84,
    in_china,
    metres,
    to_wgs84,
    to_wgs84_many,
)

SYSTEMS: list[CoordinateSystem] = ["wgs84", "gcj02", "bd09"]
LANXI = (29.2100, 119.4600)
# The mainland and its islands, away from the edge of the box, where the shift begins all at once.
LATS = st.floats(3.5, 53.6)
LNGS = st.floats(73.5, 135.1)


@given(LATS, LNGS)
def test_forward_as_prcoords(lat: float, lng: float) -> None:
    assert from_wgs84(lat, lng, "gcj02") == pytest.approx(tuple(prcoords.wgs_gcj((lat, lng))), abs=1e-10)
    assert from_wgs84(lat, lng, "bd09") == pytest.approx(tuple(prcoords.wgs_bd((lat, lng))), abs=1e-10)


@given(LATS, LNGS)
def test_backward_as_prcoords(lat: float, lng: float) -> None:
    """PRCoords stops at 1e-5 degrees, which after its last step means some 1e-7."""
    assert to_wgs84(lat, lng, "gcj02") == pytest.approx(tuple(prcoords.gcj_wgs_bored((lat, lng))), abs=5e-7)
    assert to_wgs84(lat, lng, "bd09") == pytest.approx(tuple(prcoords.bd_wgs_bored((lat, lng))), abs=5e-7)


@pytest.mark.parametrize("system", SYSTEMS)
@given(lat=LATS, lng=LNGS)
def test_there_and_back(system: CoordinateSystem, lat: float, lng: float) -> None:
    assert metres(to_wgs84(*from_wgs84(lat, lng, system), system), (lat, lng)) < 0.001
    assert metres(from_wgs84(*to_wgs84(lat, lng, system), system), (lat, lng)) < 0.001


@pytest.mark.parametrize(("system", "least", "most"), [("wgs84", 0, 0), ("gcj02", 300, 700), ("bd09", 700, 1500)])
def test_the_shift_in_lanxi(system: CoordinateSystem, least: float, most: float) -> None:
    assert least <= metres(LANXI, to_wgs84(*LANXI, system)) <= most


@pytest.mark.parametrize("lng", [105.0, 105.0 + 1e-12, 105.0 - 1e-7])
def test_where_the_square_root_is_steepest(lng: float) -> None:
    assert metres(to_wgs84(*from_wgs84(30.0, lng, "gcj02"), "gcj02"), (30.0, lng)) < 0.001


@pytest.mark.parametrize("point", [(48.8584, 2.2945), (-33.86, 151.2), (0.5, 100.0), (56.0, 100.0)])
def test_outside_china_gcj02_is_wgs84(point: tuple[float, float]) -> None:
    assert to_wgs84(*point, "gcj02") == point
    assert from_wgs84(*point, "gcj02") == point
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert from_wgs84(*point, "bd09") == pytest.approx(tuple(prcoords.wgs_bd(point)), abs=1e-10)


@pytest.mark.parametrize("system", SYSTEMS)
def test_many_as_one_by_one(system: CoordinateSystem) -> None:
    points = np.random.default_rng(0).uniform((3.5, 73.5), (70, 145), (50, 2))
    points[7] = np.nan
    before = points.copy()
    lats, lngs = to_wgs84_many(points[:, 0], points[:, 1], system)
    singly = [to_wgs84(lat, lng, system) for lat, lng in points]
    assert np.allclose(np.column_stack((lats, lngs)), singly, rtol=0, atol=1e-9, equal_nan=True)
    assert np.array_equal(points, before, equal_nan=True)


def test_in_china() -> None:
    assert in_china(*LANXI)
    assert not in_china(LANXI[1], LANXI[0])
    assert not in_china(48.8584, 2.2945)
    assert not in_china(math.nan, 119.46)


def test_metres() -> None:
    assert metres(LANXI, LANXI) == 0
    assert metres((0, 0), (0, 1)) == pytest.approx(EARTH_RADIUS * math.pi / 180)
    assert metres((0, 0), (0, 180)) == pytest.approx(EARTH_RADIUS * math.pi)
    assert metres((90, 0), (0, 77)) == pytest.approx(EARTH_RADIUS * math.pi / 2)
    assert metres((39.9042, 116.4074), (31.2304, 121.4737)) == pytest.approx(1_067_000, rel=0.002)  # 北京 to 上海


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180))
def test_metres_is_a_distance(lat_a: float, lng_a: float, lat_b: float, lng_b: float) -> None:
    there, back = metres((lat_a, lng_a), (lat_b, lng_b)), metres((lat_b, lng_b), (lat_a, lng_a))
    assert there == back
    assert 0 <= there <= EARTH_RADIUS * math.pi
