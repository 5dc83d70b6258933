"""One cell for several columns."""

from __future__ import annotations

import pytest

from knowledge.places.coordinates import metres
from knowledge.records.kinds import RECORD_KINDS
from knowledge.records.spreading import spread


def spread_of(kind: str, **cells: str) -> dict[str, str]:
    return spread(cells, frozenset(column.name for column in RECORD_KINDS[kind].columns))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"coordinates": "119.92,28.45"}, {"lng": "119.92", "lat": "28.45"}),
        ({"lng": "28.45 119.92"}, {"lng": "119.92", "lat": "28.45"}),
        ({"coordinates": "莲都"}, {"lng": "莲都"}),
        ({"lng": "119.92"}, {"lng": "119.92"}),
        ({"lng": "119.92", "lat": "28.45"}, {"lng": "119.92", "lat": "28.45"}),
    ],
)
def test_coordinates(cells: dict[str, str], expected: dict[str, str]) -> None:
    assert spread_of("stations", **cells) == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"pay": "6000-9000元/月"}, {"pay_min": "6000", "pay_max": "9000", "pay_unit": "月"}),
        ({"pay_min": "6000~9000", "pay_unit": "月"}, {"pay_min": "6000", "pay_max": "9000", "pay_unit": "月"}),
        ({"pay_min": "3500＋"}, {"pay_min": "3500"}),
        ({"pay_min": "8k", "pay_max": "1.2w"}, {"pay_min": "8000", "pay_max": "12000"}),
        ({"pay_min": "面议"}, {}),
        ({"pay": "200元/天", "pay_unit": "月"}, {"pay_min": "200", "pay_max": "200", "pay_unit": "月"}),
        ({"pay_min": "看情况"}, {"pay_min": "看情况"}),
        ({"pay_min": "4000", "pay_max": "6000"}, {"pay_min": "4000", "pay_max": "6000"}),
        ({"person": "王师傅", "contact": "12333"}, {"contact": "王师傅 12333"}),
        ({"person": "王师傅", "contact": "王师傅 12333"}, {"contact": "王师傅 12333"}),
        ({"validity": "2026-01-01至2026-12-31"}, {"published_at": "2026-01-01", "expires_at": "2026-12-31"}),
        ({"validity": "2026-12-31"}, {"expires_at": "2026-12-31"}),
        ({"validity": "长期"}, {}),
        ({"validity": "看通知"}, {"expires_at": "看通知"}),
    ],
)
def test_jobs(cells: dict[str, str], expected: dict[str, str]) -> None:
    assert spread_of("jobs", **cells) == expected


@pytest.mark.parametrize(
    ("kind", "cells", "expected"),
    [
        ("stations", {}, {"district": "兰江街道"}),
        (
            "stations",
            {"district": "柯城区", "address": "一路1号"},
            {"district": "柯城区", "address": "兰江街道一路1号"},
        ),
        (
            "stations",
            {"district": "柯城区", "address": "兰江街道1号"},
            {"district": "柯城区", "address": "兰江街道1号"},
        ),
        ("lodgings", {"address": "一路1号"}, {"address": "兰江街道一路1号"}),
        ("jobs", {"district": "柯城区"}, {"district": "柯城区"}),
    ],
)
def test_a_street(kind: str, cells: dict[str, str], expected: dict[str, str]) -> None:
    assert spread_of(kind, street="兰江街道", **cells) == expected


def test_coordinates_of_jobs_become_wgs84() -> None:
    given = {"lng": "119.921234", "lat": "28.451234"}
    assert spread_of("jobs", **given) == given == spread_of("jobs", **given, coord_sys="GPS")
    moved = spread_of("jobs", **given, coord_sys="百度")
    assert "coord_sys" not in moved
    assert 300 < metres((28.451234, 119.921234), (float(moved["lat"]), float(moved["lng"]))) < 1800
    assert spread_of("stations", **given, coord_sys="百度") == given | {"coord_sys": "百度"}


def test_the_terms_of_other_kinds() -> None:
    assert spread_of("faqs", validity="2026年") == {"effective_to": "2026年"}
    assert spread_of("courses", validity="2026.4.1-2026.4.15") == {"ends_at": "2026.4.1-2026.4.15"}
    assert set(spread_of("courses", validity="2026.4.1至2026.4.15")) == {"starts_at", "ends_at"}
