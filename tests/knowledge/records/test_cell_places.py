"""Degrees, systems and cities as offices write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.records.cell_places import named_system, official_city, read_degrees, split_coordinates


@pytest.mark.parametrize(
    "text",
    [
        "119.92",
        "119.92°",
        "东经119.92",
        "E119.92",
        "119.92E",
        "E119°55′12″",
        "119°55'12\"",
        "119度55分12秒",
        "119°55.2′",
    ],
)
def test_degrees(text: str) -> None:
    assert read_degrees(text, "") == pytest.approx(119.92)


@pytest.mark.parametrize("text", ["东经119度", "119.92x", "12万", "1.2.3", "东经", "119,92"])
def test_what_is_no_degree(text: str) -> None:
    with pytest.raises(ValueError, match=r"请写成 29\.2084"):
        read_degrees(text, "29.2084")


@pytest.mark.parametrize(
    "text", ["119.92,28.45", "28.45，119.92", "119.92 28.45", "(119.92, 28.45)", "119.92;28.45", "119.92、28.45"]
)
def test_both_in_one_cell(text: str) -> None:
    assert split_coordinates(text) == ("119.92", "28.45")


@pytest.mark.parametrize("text", ["119.92", "119.92,120.1", "丽水,莲都", "1,2,3"])
def test_what_is_no_pair(text: str) -> None:
    assert split_coordinates(text) is None


@pytest.mark.parametrize(
    ("text", "system"),
    [
        ("高德地图", "gcj02"),
        ("火星坐标", "gcj02"),
        ("腾讯", "gcj02"),
        ("百度地图", "bd09"),
        ("百度坐标系", "bd09"),
        ("BD-09", "bd09"),
        ("CGCS2000", "wgs84"),
        ("GPS", "wgs84"),
        ("WGS-84坐标系", "wgs84"),
        ("天地图", "wgs84"),
    ],
)
def test_systems(text: str, system: str) -> None:
    assert named_system(text) == system


@pytest.mark.parametrize("text", ["衢 州", "衢州", "衢州市", "衢\u3000州市"])
def test_cities(text: str) -> None:
    assert official_city(text) == "衢州市"


def test_a_traditional_city() -> None:
    assert official_city("麗水市") == "丽水市"


@given(st.integers(74, 134), st.integers(0, 59), st.integers(0, 59))
def test_degrees_minutes_and_seconds(degrees: int, minutes: int, seconds: int) -> None:
    found = read_degrees(f"E{degrees}°{minutes}′{seconds}″", "")
    assert found == pytest.approx(degrees + minutes / 60 + seconds / 3600, abs=1e-6)


@given(st.floats(74, 134), st.floats(4, 53))
def test_any_pair_is_told_apart(lng: float, lat: float) -> None:
    assert split_coordinates(f"{lng:.6f},{lat:.6f}") == split_coordinates(f"{lat:.6f} {lng:.6f}")
