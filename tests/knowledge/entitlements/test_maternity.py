"""Maternity leave and its allowance."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest

from knowledge.entitlements.local import MaternityDays, MiscarriageDays, nearest, rules
from knowledge.entitlements.maternity import Birth, maternity_leave, miscarriage_leave, with_allowance
from knowledge.places.regions import all_regions

PROVINCES = {"浙江省": (158, 188, 188), "广东省": (178, 178, 178), "江西省": (188, 188, 188), "陕西省": (158, 158, 173)}


def rule(region: str) -> MaternityDays | None:
    return nearest(rules().maternity_days, all_regions().get(region))


def miscarriage(region: str) -> MiscarriageDays:
    found = nearest(rules().miscarriage_days, all_regions().get(region))
    assert found
    return found


@pytest.mark.parametrize(
    ("region", "birth", "days"),
    [
        ("兰溪市", Birth(), 158), ("兰溪市", Birth(2), 188), ("江门市", Birth(), 178), ("上饶市", Birth(3), 188),
        ("安康市", Birth(), 158), ("安康市", Birth(3), 173), ("江门市", Birth(difficult=True), 193),
        ("上饶市", Birth(born=2, difficult=True), 218), ("北京市", Birth(), 98), ("浙江省", Birth(5), 188),
    ],
)  # fmt: skip
def test_days_by_province(region: str, birth: Birth, days: int) -> None:
    found = maternity_leave(birth, rule(region))
    assert found.result.amount == days
    assert any("哪个省" in note for note in found.notes) == (region == "北京市")


@pytest.mark.parametrize(
    ("region", "months", "days"),
    [
        ("江门市", 3, 15),
        ("江门市", 4, 42),
        ("江门市", 7, 42),
        ("上饶市", 2, 25),
        ("上饶市", 3, 42),
        ("上饶市", 7, 98),
    ],
)
def test_days_after_a_miscarriage(region: str, months: int, days: int) -> None:
    assert miscarriage_leave(months, miscarriage(region)).result.amount == days


def test_the_allowance() -> None:
    leave = maternity_leave(Birth(), rule("江门市"))
    assert with_allowance(leave, Decimal(6000)).result.way == "单位上年度职工月平均工资6,000元÷30×178天＝35,600元"
    told = with_allowance(leave, None)
    assert told.result.amount == 178 and "÷30×178天" in told.notes[-1]


def test_as_computed_in_another_way() -> None:
    draw = random.Random(56)
    for _ in range(500):
        region, child = draw.choice(list(PROVINCES)), draw.randrange(1, 4)
        born, difficult, average = draw.randrange(1, 4), draw.random() < 0.5, draw.randrange(2000, 20000)
        days = PROVINCES[region][child - 1] + 15 * (born - 1 + difficult)
        leave = maternity_leave(Birth(child, born, difficult), rule(region))
        assert leave.result.amount == days
        exact = Fraction(average * days, 30)
        allowance = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert with_allowance(leave, Decimal(average)).result.amount == allowance
