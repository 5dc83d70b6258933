"""From what was told to the result, with what had to be assumed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from knowledge.entitlements.kinds import kind_of
from knowledge.entitlements.reckoning import (
    Case,
    ImpossibleInput,
    Reckoning,
    check,
    in_words,
    lacking,
    length_in_words,
    missing,
    needs_region,
    reckon,
    told_in_words,
)
from knowledge.entitlements.telling import Told
from knowledge.places.regions import Region, all_regions

TODAY = dt.date(2026, 11, 22)


def place(name: str | None) -> Region | None:
    return all_regions().get(name) if name else None


def reckoned(kind: str, told: Told, region: str | None = None) -> Reckoning:
    return reckon(kind_of(kind), Case(told, place(region), TODAY))


def results(found: Reckoning) -> list[str]:
    return [step.result for each in found.calculations for step in each.results]


@pytest.mark.parametrize(
    ("kind", "told", "region", "expected"),
    [
        ("dismissal", {"length": "38", "pay": "6500"}, None, ["22,750元", "45,500元"]),
        ("dismissal", {"length": "38", "pay": "6500", "reason": "illegal"}, None, ["45,500元"]),
        ("dismissal", {"length": "38", "pay": "6500", "reason": "layoff"}, None, ["22,750元"]),
        ("dismissal", {"length": "38", "pay": "6500", "reason": "unfit"}, None, ["22,750元", "6,500元"]),
        ("dismissal", {"length": "38", "pay": ""}, None, ["3.5个月", "7个月"]),
        ("dismissal", {"length": "24", "pay": "1500", "reason": "layoff"}, "江门市", ["4,080元"]),
        ("dismissal", {"started": "2024-01", "left": "2026-06", "pay": "4000", "reason": "agreed"}, None, ["12,000元"]),
        ("dismissal", {"length": "12", "pay": "200/天", "reason": "agreed"}, None, ["4,350元"]),
        ("double_wage", {"length": "8", "pay": "4500"}, None, ["31,500元"]),
        ("overtime", {"hours": "20/月", "when": "", "pay": "4350"}, None, ["750元"]),
        ("overtime", {"hours": "20/月", "when": "holiday", "pay": "4350", "months": "2"}, None, ["3,000元"]),
        ("overtime", {"workday": "10/月", "holiday": "8", "pay": "4350", "months": "4"}, None, ["2,100元"]),
        ("leave", {"years": "144", "taken": "3", "pay": "4350"}, None, ["2,800元"]),
        ("leave", {"years": "144", "taken": "3", "pay": "4350", "left": "2026-06-30"}, None, ["400元"]),
        ("medical", {"years": "156", "employer_years": "84"}, None, ["9个月"]),
        ("medical", {"years": "", "employer_years": "84"}, None, ["6个月"]),
        ("sick", {}, "江门市", ["1,632元"]),
        ("sick", {"pay": "5000"}, "安康市汉滨区", ["3,500元"]),
        ("unemployment", {"paid": "72"}, "江门市", ["8个月", "14,688元"]),
        ("unemployment", {"paid": "40"}, "兰溪市", ["7个月"]),
        ("injury", {"grade": "9", "pay": "6000"}, "上饶市", ["156,000元"]),
        ("injury", {"grade": "9", "pay": "6000", "stays": "yes"}, "上饶市", ["54,000元"]),
        ("injury", {"grade": "9", "pay": ""}, "舟山市", ["9个月", "4个月", "4个月"]),
        ("maternity", {"child": "2", "average": "6000"}, "舟山市", ["37,600元"]),
        ("maternity", {"child": "", "average": "", "born": "2", "difficult": "yes"}, "江门市", ["208天"]),
        ("surcharge", {"owed": "18000"}, None, ["9,000元", "18,000元"]),
        ("bond", {"fee": "30000", "term": "60", "served": "24"}, None, ["18,000元"]),
        ("bond", {"fee": "24000", "term": "24", "served": "0"}, None, ["24,000元"]),
        ("deductions", {"pay": "6000"}, "江门市", ["480元"]),
        ("deductions", {"pay": "3000"}, "江门市", ["382元"]),
        ("deductions", {"pay": "3000"}, None, ["240元"]),
    ],
)  # fmt: skip
def test_results(kind: str, told: Told, region: str | None, expected: list[str]) -> None:
    assert results(reckoned(kind, told, region)) == expected


@pytest.mark.parametrize(
    ("kind", "told", "region", "reason"),
    [
        ("dismissal", {"length": "38", "pay": "6500", "reason": "resigned"}, None, "第四十六条"),
        ("double_wage", {"length": "1", "pay": "4500"}, None, "满一个月"),
        ("leave", {"years": "6", "taken": "0", "pay": "5000"}, None, "满1年"),
        ("sick", {}, "兰溪市", "12333"),
        ("unemployment", {"paid": "11"}, "江门市", "满1年"),
        ("overtime", {"workday": "0", "pay": "5000"}, None, "没有"),
        ("bond", {"fee": "30000", "term": "36", "served": "36"}, None, "干满"),
    ],
)
def test_why_nothing_is_due(kind: str, told: Told, region: str | None, reason: str) -> None:
    found = reckoned(kind, told, region)
    assert found.calculations == () and reason in found.remarks[0]


def test_what_was_assumed_is_said() -> None:
    remarks = "".join(reckoned("dismissal", {"started": "2024-01", "pay": "200/天"}).remarks)
    for words in ("按今天算", "怎么走的", "按当月1日算", "一天200元", "4,350元"):
        assert words in remarks
    told = "".join(reckoned("dismissal", {"length": "38", "pay": "6500", "reason": "layoff"}).remarks)
    assert told == ""
    hours = reckoned("overtime", {"hours": "20/月", "when": "", "pay": "4350"})
    assert "1.5倍" in hours.remarks[0] and "先按一个月算" in hours.remarks[1]
    assert reckoned("overtime", {"restday": "20", "pay": "4350"}).remarks == ()


def test_what_is_asked_next() -> None:
    kind, asked = kind_of("dismissal"), list[str]()
    told: Told = {}
    while each := missing(kind, told, None):
        asked.append(each.id)
        told[each.id] = ""
    assert asked == ["started", "pay"]
    assert missing(kind, {"length": "3", "pay": "4000"}, None) is None
    sick = kind_of("sick")
    assert missing(sick, {}, place("江门市")) is None and missing(sick, {}, place("安康市"))


def test_what_nothing_can_be_reckoned_without() -> None:
    kind = kind_of("dismissal")
    assert "干了多久" in (lacking(kind, {"started": ""}, None) or "")
    assert lacking(kind, {"started": "", "length": "12"}, None) is None
    assert lacking(kind, {"length": "12", "pay": ""}, None) is None


def test_where_the_place_matters() -> None:
    assert needs_region(kind_of("injury"), {"grade": "7"}, None)
    assert not needs_region(kind_of("injury"), {"grade": "3"}, None)
    assert not needs_region(kind_of("injury"), {"grade": "7"}, place("浙江省"))
    assert not needs_region(kind_of("dismissal"), {}, None)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("dismissal", {"pay": "0"}),
        ("dismissal", {"length": "900"}),
        ("dismissal", {"started": "2027-01-05"}),
        ("dismissal", {"started": "2025-01-05", "left": "2024-02"}),
        ("injury", {"grade": "12"}),
    ],
)
def test_what_cannot_be(kind: str, told: Told) -> None:
    with pytest.raises(ImpossibleInput):
        check(kind_of(kind), told, TODAY)
    check(kind_of(kind), dict.fromkeys(told, ""), TODAY)


def test_read_back_in_words() -> None:
    kind = kind_of("overtime")
    assert in_words(kind.input("workday"), "40/月") == "每月40小时"
    assert in_words(kind.input("pay"), "260/天") == "一天260元"
    assert in_words(kind_of("leave").input("taken"), "3") == "3天"
    assert [length_in_words(Decimal(months)) for months in ("38", "24", "5.5", "0")] == [
        "3年2个月",
        "2年",
        "5.5个月",
        "0个月",
    ]
    told = {"workday": "40/月", "when": "workday", "pay": "5000"}
    assert told_in_words(kind, Case(told, None, TODAY)) == ("平时加班：每月40小时", "月工资：5,000元")


@pytest.mark.parametrize(
    ("told", "is_said"),
    [
        ({"grade": "8", "pay": "6000"}, True),
        ({"grade": "8", "pay": "6000", "stays": "no"}, False),
        ({"grade": "8", "pay": "6000", "stays": "yes"}, False),
        ({"grade": "3", "pay": "6000"}, False),
    ],
)
def test_that_who_was_injured_leaves_is_said_where_it_is_assumed(told: Told, is_said: bool) -> None:
    found = reckoned("injury", told, "江门市")
    assert any("没说留不留" in sentence for sentence in found.calculations[0].notes) == is_said


def test_a_breach_that_the_employer_alleges() -> None:
    found = reckoned("dismissal", {"length": "38", "pay": "6500", "reason": "fault"})
    assert results(found) == ["45,500元"]
    assert "第三十九条" in found.calculations[0].notes[0]


def test_without_notice_all_three_are_told() -> None:
    found = reckoned("dismissal", {"length": "38", "pay": "6500", "reason": "notice"})
    assert results(found) == ["22,750元", "45,500元", "6,500元"]
