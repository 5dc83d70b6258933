"""Points filed under a city far away."""

from __future__ import annotations

import pytest

from knowledge.places.centres import lies_elsewhere
from knowledge.places.regions import all_regions


@pytest.mark.parametrize(
    ("city", "lat", "lng"),
    [
        ("兰溪市", 29.2084, 119.4606),
        ("丽水市", 28.1111, 119.5711),
        ("云和县", 28.1111, 119.5711),
        ("上海市", 31.23, 121.47),
        ("若羌县", 38.2, 90.9),  # 200,000 km²
        ("重庆市", 31.0, 109.5),
    ],
)
def test_points_within(city: str, lat: float, lng: float) -> None:
    assert lies_elsewhere(all_regions().get(city), lat, lng) is None


@pytest.mark.parametrize(
    ("city", "lat", "lng", "province"),
    [("丽水市", 36, 116, "河南省"), ("云和县", 30, 120, "浙江省"), ("丽水市", 28.45, 99.9, "四川省")],
)
def test_points_elsewhere(city: str, lat: float, lng: float, province: str) -> None:
    found = lies_elsewhere(all_regions().get(city), lat, lng)
    assert found is not None and found.path[1].name == province
