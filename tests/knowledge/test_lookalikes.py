"""Words that look like places, years, births or dialect and are none."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.language.dates import find_period, full_years
from knowledge.language.normalise import normalise, standard_words
from knowledge.language.people import find_birth
from knowledge.places.regions import RegionTree, all_regions

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def regions() -> RegionTree:
    tree = all_regions()
    return tree.serving([tree.get(name) for name in ("兰溪市", "安康市", "江门市", "上饶市", "舟山市")])


@pytest.mark.parametrize(
    "text",
    [
        "周六安排加班",
        "医保定点医院",
        "推广安全生产",
        "更新余额",
        "工资阳光透明",
        "最新会议",
        "公共场所和平台",
        "去五台山玩",
    ],
)
def test_no_place(regions: RegionTree, text: str) -> None:
    assert regions.find(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("唐山市开平区", "开平区"),
        ("在省内江门", "江门市"),
        ("我在恩施", "恩施土家族苗族自治州"),
        ("想问保定的", "保定市"),
        ("内蒙古有吗", "内蒙古自治区"),
    ],
)
def test_place(regions: RegionTree, text: str, name: str) -> None:
    assert regions.find(text)[-1].region.name == name


@pytest.mark.parametrize(
    "text", ["我目前年龄50", "马上年底了", "工资2000多", "在厂20年没交社保", "欠我25年工资", "缴满23年"]
)
def test_no_year(text: str) -> None:
    assert full_years(text) == text
    assert find_period(text, TODAY) is None


@pytest.mark.parametrize("text", ["交了30年的社保", "缴费30年，男", "工龄35年", "工资35.5", "50"])
def test_no_birth(text: str) -> None:
    assert find_birth(text) is None


@pytest.mark.parametrize(
    "text", ["工资10000元", "8点算迟到吗", "那边个人账户", "什么子女教育", "外来打工人员", "周边度假"]
)
def test_left_as_typed(text: str) -> None:
    assert standard_words(normalise(text)) == text
