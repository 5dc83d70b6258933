"""Texts that refer to figures, filled in for a place and a day."""

from __future__ import annotations

import datetime as dt

import pytest

from knowledge.figures.register import FigureError
from knowledge.figures.wording import Wording, filled_in, without_references
from knowledge.places.regions import UnknownRegion, all_regions
from tests.knowledge.figures.small import figures

FIGURES = figures()
TODAY = "2026-03-01"


@pytest.mark.parametrize(
    ("text", "region", "day", "filled"),
    [
        ("每月{figure: wage.monthly}。", "兰溪市", TODAY, "每月2430.5元。"),
        ("{since: wage.monthly}起{figure:wage.monthly}", "兰溪市", TODAY, "2026年1月1日起2430.5元"),
        (
            "{figure: wage.monthly}{before: wage.monthly}",
            "兰溪市",
            TODAY,
            "2430.5元（以前是2260元，到2025年12月31日为止）",
        ),
        ("{figure: wage.monthly}{before: wage.monthly}", "兰溪市", "2025-09-01", "2260元"),
        ("信州{figure: wage.monthly 上饶市信州区}", "兰溪市", TODAY, "信州2090元"),
        ("去年{figure: wage.monthly 2025-12-31}", "兰溪市", TODAY, "去年2260元"),
        ("{figure: wage.class-two 浙江省 2025-12-31}", "上饶市", TODAY, "2260元"),
        (
            "{since: grant.death}{figure: grant.death}{before: grant.death}",
            "全国",
            TODAY,
            "2026年1130040元（2025年是1083760元）",
        ),
        ("每月{figure: wage.monthly}。", "上饶市", TODAY, None),
        ("{before: wage.monthly}", "上饶市", TODAY, None),
        ("{since: grant.heat}", "兰溪市", TODAY, None),  # since when is not known
        ("{figure: grant.heat}{before: grant.heat}", "兰溪市", TODAY, "300元"),
        ("不低于最低工资{aside: wage.monthly}。", "兰溪市", TODAY, "不低于最低工资（2026年1月1日起是2430.5元）。"),
        ("不低于最低工资{aside: wage.monthly}。", "上饶市", TODAY, "不低于最低工资。"),
        ("按年定{aside: grant.death}", "全国", TODAY, "按年定（2026年是1130040元）"),
        ("高温津贴{aside: grant.heat}", "兰溪市", TODAY, "高温津贴（300元）"),
        ("没有数", "兰溪市", TODAY, "没有数"),
        ("①{no city: 告诉我在哪个市、做什么活|告诉我做什么活}。", "全国", TODAY, "①告诉我在哪个市、做什么活。"),
        ("①{no city: 告诉我在哪个市、做什么活|告诉我做什么活}。", "兰溪市", TODAY, "①告诉我做什么活。"),
        ("不低于最低工资{aside: wage.monthly}{no city: ，您在哪个市|}。", "上饶市", TODAY, "不低于最低工资。"),
        (
            "不低于最低工资{aside: wage.monthly}{no city:，您在哪个市|}。",
            "兰溪市",
            TODAY,
            "不低于最低工资（2026年1月1日起是2430.5元）。",
        ),
        ("每月{figure: wage.monthly}{no city: ，您在哪|}。", "全国", TODAY, None),
    ],
)
def test_filled_in(text: str, region: str, day: str, filled: str | None) -> None:
    assert filled_in(text, all_regions().get(region), dt.date.fromisoformat(day), FIGURES) == filled


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{figure: wage.yearly}", r"数字表里没有 wage\.yearly"),
        ("{number: wage.monthly}", "花括号里只能写 figure、since、before、aside、no province 或 no city"),
        ("每月{figure: wage.monthly", "花括号里只能写"),
        ("{figure: wage.monthly 兰溪市 舟山市}", "最多写一个地区、一个日期"),
        ("{no city: 告诉我您在哪个市}", r"要写两种说法，中间一条竖线：\{no city: 不知道在哪时说的\|知道时说的\}"),
        ("{no province: 哪个省|哪个市|}", "要写两种说法"),
        ("{no city: |}", "要写两种说法"),
        ("{no town: 哪个镇|}", "花括号里只能写"),
    ],
)
def test_what_cannot_be_read(text: str, message: str) -> None:
    with pytest.raises(FigureError, match=message):
        Wording.of(text, FIGURES)


def test_an_unknown_place() -> None:
    with pytest.raises(UnknownRegion):
        Wording.of("{figure: wage.monthly 火星市}", FIGURES)


def test_a_figure_is_told_for_the_asker_unless_the_text_names_place_and_day() -> None:
    text = "{figure: wage.monthly}，去年{figure: wage.monthly 2025-12-31}，信州{figure: wage.monthly 上饶市信州区}"
    wording = Wording.of(text + "{aside: grant.death}", FIGURES)
    assert wording is not None
    filled = wording.filled(all_regions().get("兰溪市"), dt.date(2026, 3, 1))
    assert filled is not None
    assert [value.text for value in filled.values] == ["2430.5元", "2260元", "2090元"]
    assert [value.text for value in filled.dated] == ["2430.5元", "2090元"]
    assert [value.text for value in filled.local] == ["2430.5元", "2260元"]


def test_for_comparison_the_first_place_inside_will_do() -> None:
    wording = Wording.of("每月{figure: wage.monthly}", FIGURES)
    assert wording is not None
    filled = wording.filled_below(all_regions().get("浙江省"), dt.date(2026, 3, 1))
    assert filled is not None and filled.text == "每月2430.5元"
    assert wording.filled_below(all_regions().get("广东省"), dt.date(2026, 3, 1)) is None


def test_without_references() -> None:
    assert without_references("每月{figure: wage.monthly-2 兰溪市}，{since: wage.monthly}起") == "每月，起"
    assert without_references("①{no city: 您在哪|做3天}。") == "①您在哪；做3天。"
