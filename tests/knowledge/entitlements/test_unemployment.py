"""Months of unemployment benefit, by province, and the sum."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from knowledge.entitlements.kinds import kind_of
from knowledge.entitlements.local import BenefitMonths, nearest, rules
from knowledge.entitlements.reckoning import Case, reckon
from knowledge.entitlements.unemployment import benefit_months, unemployment_benefit
from knowledge.figures.register import Value, shipped_figures
from knowledge.places.regions import all_regions
from tests.knowledge.figures.small import value

TODAY = dt.date(2026, 11, 22)


def rule(region: str) -> BenefitMonths:
    found = nearest(rules().benefit_months, all_regions().get(region))
    assert found
    return found


def amount(region: str, day: dt.date = TODAY) -> Value | None:
    return shipped_figures().at("unemployment-benefit.monthly", all_regions().get(region), day)


@pytest.mark.parametrize(
    ("region", "paid", "months"),
    [
        # What notices and statutes give as examples.
        ("舟山市", 14, 2), ("舟山市", 36, 6), ("舟山市", 60, 10), ("舟山市", 15, 3), ("舟山市", 64, 11), ("舟山市", 63, 10),
        ("江门市", 36, 3), ("江门市", 72, 8), ("江门市", 54, 5), ("上饶市", 96, 17), ("上饶市", 24, 6), ("上饶市", 71, 14),
        ("安康市", 84, 18), ("安康市", 30, 6), ("北京市", 13, 12), ("北京市", 119, 18), ("北京市", 120, 24),
    ],
)  # fmt: skip
def test_worked_examples(region: str, paid: int, months: int) -> None:
    assert benefit_months(paid, rule(region)) == months


def independent(region: str, paid: int) -> int:
    """By counting each month of contribution that earns something."""
    years = paid // 12
    if years < 1:
        return 0
    if region == "广东省":
        return min(min(years, 4) + max((paid - 48) // 6, 0), 24)
    if region == "浙江省":
        earned = sum(1 for n in range(1, min(paid, 59) + 1) if n % 6 == 3) if paid < 60 else 10
        return min(earned + sum(1 for n in range(1, max(paid - 60, 0) + 1) if n % 8 == 4), 24)
    if region == "江西省":
        return min([0, 3, 6, 9, 12, 14][min(years, 5)] + max(years - 5, 0), 24)
    if region == "陕西省":
        return 24 if years >= 10 else 18 if years >= 5 else 3 * years
    return 12 if years < 5 else 18 if years < 10 else 24


def test_as_counted_in_another_way() -> None:
    draw = random.Random(17)
    for _ in range(500):
        region, paid = draw.choice(("浙江省", "广东省", "江西省", "陕西省", "湖北省")), draw.randrange(0, 420)
        months = independent(region, paid)
        assert benefit_months(paid, rule(region)) == months, (region, paid)
        monthly = value(draw.randrange(1000, 3000))
        found = unemployment_benefit(paid, rule(region), monthly)
        sums = months if region == "湖北省" else months * monthly.amount
        assert (found.result.amount if found else 0) == sums


def test_the_sum_where_the_amount_is_known() -> None:
    found = unemployment_benefit(40, rule("江门市"), amount("江门市"))
    assert found and found.result.way == "1,836元×3个月＝5,508元"
    assert any("12333" in note for note in found.notes)
    older = unemployment_benefit(40, rule("江门市"), amount("江门市", dt.date(2026, 8, 31)))
    assert older and older.result.amount == 1665 * 3


def test_the_months_alone_where_it_is_not() -> None:
    assert amount("兰溪市") is None and amount("上饶市") is None
    assert amount("上饶市信州区") and amount("婺源县")
    found = unemployment_benefit(40, rule("兰溪市"), None)
    assert found and found.result.result == "7个月"
    most = unemployment_benefit(40, rule("北京市"), None)
    assert most and most.result.name == "最多能领几个月"


def test_no_benefit_before_a_year() -> None:
    assert unemployment_benefit(11, rule("江门市"), amount("江门市")) is None


@pytest.mark.parametrize(
    ("region", "paid", "says"),
    [
        ("兰溪市", 60, ("每月2,187元的一共21,870元", "每月1,962元的一共19,620元")),
        ("安康市", 84, ("每月1,926元的一共34,668元", "每月2,025元的一共36,450元")),
        ("安康市", 30, ("每月1,926元的一共11,556元",)),
        ("西安市", 12, ("每月2,138.4元的一共6,415.2元",)),
    ],
)
def test_where_the_class_of_a_place_is_not_known_each_class_has_its_sum(
    region: str, paid: int, says: tuple[str, ...]
) -> None:
    found = reckon(kind_of("unemployment"), Case({"paid": str(paid)}, all_regions().get(region), TODAY))
    (calculation,) = found.calculations
    assert all(any(words in told for told in calculation.notes) for words in says), calculation.notes


@pytest.mark.parametrize(("region", "paid"), [("北京市", 60), ("武汉市", 119)])
def test_where_nothing_is_known_of_a_place_the_months_are_told_and_that_the_amount_is_not(
    region: str, paid: int
) -> None:
    (calculation,) = reckon(
        kind_of("unemployment"), Case({"paid": str(paid)}, all_regions().get(region), TODAY)
    ).calculations
    assert calculation.steps[0].unit == "个月"
    assert any("没有" in told and "12333" in told for told in calculation.notes)
    assert not any("一共" in told for told in calculation.notes)
